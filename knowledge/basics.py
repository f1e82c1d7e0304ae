"""What every record is made of: words in both written forms, dates as exactly as they are known, sources and citations."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Language = Literal["nb", "nn"]
LANGUAGES: tuple[Language, Language] = ("nb", "nn")


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in bokmål and nynorsk. Neither may be empty."""

    nb: str
    nn: str

    def in_(self, language: Language) -> str:
        """The words in ``language``."""
        return self.nb if language == "nb" else self.nn


@dataclass(frozen=True, slots=True)
class Words:
    """Other names and search words, per written form; may be empty."""

    nb: tuple[str, ...] = ()
    nn: tuple[str, ...] = ()

    def all(self) -> tuple[str, ...]:
        """Both lists, each word once, in order."""
        return tuple(dict.fromkeys((*self.nb, *self.nn)))


_PARTIAL = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as exactly as the source gives it: ``2015``, ``2024-06`` or ``2025-10-17``. Sort by ``first_day``."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; ValueError says which form is wanted."""
        match = _PARTIAL.match(text)
        if match is None:
            raise ValueError(f"{text!r} is not a date: write YYYY, YYYY-MM or YYYY-MM-DD, in quotes")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        partial = cls(year, month, day)
        partial.first_day()  # raises ValueError for a 13th month or a 31 February
        return partial

    def first_day(self) -> date:
        """The earliest day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date:
        """The latest day that it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])


@dataclass(frozen=True, slots=True)
class Source:
    """A document that facts come from."""

    id: str
    title: Text
    """The document's own title, or a plain description where it has none."""
    short: Text
    """How an answer names it in a source line: short, without the date."""
    kind: Literal["case_paper", "minutes", "review", "notes", "presentation", "memo", "law", "register", "other"]
    published: PartialDate
    publisher: Text
    municipalities: tuple[str, ...] = ()
    words: Words = Words()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a fact stands."""

    source: str
    place: str
    """The place as a reader finds it: section number, heading, table or page. In the document's own terms."""
    lines: str | None = None
    """Lines in the plain-text copy, for those who check us."""
    via: Text | None = None
    """Whom the document has it from, when it only passes it on."""
    as_of: PartialDate | None = None
    """The day the fact was true on, when it is another than the document's own."""
