"""The text of an act: paragraphs, ledd, lists and notes, as Lovdata publishes them. Words of the law, never ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter

from knowledge.errors import KnowledgeError, Problem

LawForm = Literal["consolidated", "announced"]
ATTRIBUTION = "Inneholder data under norsk lisens for offentlige data (NLOD) tilgjengeliggjort av Lovdata"
"""What the licence (NLOD 2.0) wants said wherever the text is shown."""


class LawTextError(KnowledgeError):
    """A file of law text that cannot be taken in. Lists every problem; nothing of any of the files was taken."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text, and the list that follows on it. Another passage after a list goes on in the same ledd."""

    text: str = ""
    items: tuple[ItemText, ...] = ()


class _Worded:
    """What words and lists are made of in the same way."""

    __slots__ = ()
    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        """Its words without those of its lists; what goes on after a list is included."""
        return _joined(self.passages)

    @property
    def items(self) -> tuple[ItemText, ...]:
        """The points of its lists."""
        return _items(self.passages)


@dataclass(frozen=True, slots=True)
class ItemText(_Worded):
    """One point of a list."""

    marker: str
    """The letter or number that the law has, bare: ``a``, ``5``; ``–`` where it has a dash."""
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class LeddText(_Worded):
    """One ledd: what stands before, in and after its lists."""

    number: int
    passages: tuple[Passage, ...]

    def item(self, marker: str) -> ItemText | None:
        """The point with this letter or number (``g``, ``5`` or ``nr5``)."""
        wanted = marker.removeprefix("nr")
        return next((item for item in self.items if item.marker == wanted), None)


@dataclass(frozen=True, slots=True)
class Pending:
    """A change that is enacted and not in force."""

    kind: Literal["changed", "added", "repealed"]
    text: str
    """Lovdata's note on it."""
    act: str = ""
    """The act that makes the change, as ``lov/2025-06-20-81``."""


@dataclass(frozen=True, slots=True)
class ParagraphText:
    """One paragraph (§) of an act."""

    number: str
    """Without § and blanks: ``19-4``, ``8a``."""
    title: str
    chapter: tuple[str, ...] = ()
    """The headings above it, the outermost first."""
    ledd: tuple[LeddText, ...] = ()
    notes: tuple[str, ...] = ()
    """Lovdata's notes on its changes."""
    footnotes: tuple[str, ...] = ()
    pending: tuple[Pending, ...] = ()
    in_force: bool = True
    """False for what is enacted only, and for everything in an act that is not in force."""
    repealed: bool = False

    def get(self, number: int) -> LeddText | None:
        """The ledd with this number."""
        return next((ledd for ledd in self.ledd if ledd.number == number), None)


@dataclass(frozen=True, slots=True)
class ActText:
    """An act, or an extract of it."""

    id: str
    """As Lovdata refers to it: ``lov/2018-06-22-83``."""
    title: str
    as_of: date
    """The day from which the text applies in this wording: its last change in force; for what is announced, that day."""
    form: LawForm
    short_title: str = ""
    language: str = ""
    retrieved: date | None = None
    """The day it was fetched from Lovdata, where the file tells."""
    in_force: tuple[date, ...] = ()
    """The days that Lovdata gives; an act may come into force in parts."""
    in_force_note: str = ""
    """What stands where the days should be, such as «Kongen bestemmer»."""
    maybe_extract: bool = False
    """True when the source does not tell whether this is the whole act: a paragraph that is not here may still be law."""
    pending: tuple[Pending, ...] = ()
    """Changes to the act as a whole, such as its repeal."""
    paragraphs: tuple[ParagraphText, ...] = ()
    _by_number: dict[str, ParagraphText] = field(default_factory=dict, init=False, repr=False, compare=False)

    def paragraph(self, number: str) -> ParagraphText | None:
        """The paragraph, however its number is written: ``§ 8 a``, ``8a``."""
        if not self._by_number:
            self._by_number.update((p.number, p) for p in reversed(self.paragraphs))
        return self._by_number.get(paragraph_number(number))


def paragraph_number(text: str) -> str:
    """``§ 8 a.`` -> ``8a``; what is no single number comes back without § and blanks."""
    return re.sub(r"[\s§.]+", "", text).replace("–", "-").lower()


def squeezed(text: str) -> str:
    """The text with every run of white space, hard blanks included, as one blank."""
    return " ".join(text.split())


def walk_items(passages: tuple[Passage, ...]) -> Iterator[ItemText]:
    """Every point of the lists, those within points after their point."""
    for passage in passages:
        for item in passage.items:
            yield item
            yield from walk_items(item.passages)


def to_body(act: ActText) -> dict[str, Any]:
    """The act as plain data; ``from_body`` makes an equal act of it."""
    body: dict[str, Any] = _adapter().dump_python(act, mode="json", exclude_defaults=True, exclude={"_by_number"})
    return body


def from_body(body: Mapping[str, Any]) -> ActText:
    """The act that ``to_body`` told of; pydantic's ValidationError for anything else."""
    return _adapter().validate_python(body)


@cache
def _adapter() -> TypeAdapter[ActText]:
    return TypeAdapter(ActText)


def _joined(passages: tuple[Passage, ...]) -> str:
    return " ".join(passage.text for passage in passages if passage.text)


def _items(passages: tuple[Passage, ...]) -> tuple[ItemText, ...]:
    return tuple(item for passage in passages for item in passage.items)
