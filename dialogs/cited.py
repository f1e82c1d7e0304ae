"""What an answer rests on, as it is told: documents with date, place and age, and paragraphs of law."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source line's parts: document, date, place and age on the day of the answer."""

    title: str
    date: str
    """Written for the reader, as «17.10.2025» or «januar 2019»."""
    place: str
    age_years: int
    age_months: int
    """Months beyond the whole years."""
    via: str = ""
    url: str = ""
    """Where the document can be opened; empty when that is not known."""


@dataclass(frozen=True, slots=True)
class CitedLaw:
    """A paragraph, as a reader writes it, and where Lovdata has it."""

    title: str
    url: str
    as_of: str
    """The day of the text that was read; empty for an act that we have not read ourselves."""


@dataclass(frozen=True, slots=True)
class Cited:
    """One source in words: what it is called, and what there is to say of it."""

    title: str
    about: str
    url: str


@dataclass(frozen=True, slots=True)
class Cites:
    """The sources of an answer in order; the first is number 1."""

    text: str
    """Names them on one line, each with its number in brackets."""
    each: tuple[Cited, ...]
