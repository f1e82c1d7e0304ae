"""A document as plain parts, which a writer makes a page, a Word file or a PDF of. Text is data throughout, never markup."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from knowledge.model import Language

RunStyle = Literal["", "strong", "gap", "soft", "ref"]
"""``gap`` is what must be filled in, ``ref`` where a fact stands."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one kind. ``link`` leads to an anchor within (``#kilde-1``) or a page (``https://…``)."""

    text: str
    style: RunStyle = ""
    link: str = ""


Line = tuple[Run, ...]
Cell = tuple[Line, ...]
"""Lines one below the other."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a chapter."""

    level: Literal[1, 2, 3]
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; a note is told more quietly."""

    line: Line
    note: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption. The first column names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    """Parts of a hundred."""
    anchors: tuple[str, ...] = ()
    """An anchor for each row, where rows are led to."""
    quiet: bool = False
    """True where the heading above says what the caption says: then it is told to those who have it read aloud alone."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A day on the wheel."""

    day: date
    text: str


@dataclass(frozen=True, slots=True)
class Wheel:
    """The year as a ring: twelve months from ``start`` with what is in each. All of it stands in a table as well."""

    start: date
    months: tuple[str, ...]
    spots: tuple[Spot, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Contents:
    """Where the table of contents stands."""

    title: str


Block = Heading | Para | Bullets | Table | Wheel | Contents


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document."""

    language: Language
    title: str
    subtitle: str
    subject: str
    footer: str
    """Told on every page of print."""
    made: date
    page: tuple[str, str]
    """The words of «side 1 av 2»."""
    blocks: tuple[Block, ...] = field(default=())


def run(text: str) -> Line:
    """Plain words as a line."""
    return (Run(text),)


def cell(*lines: Line | str) -> Cell:
    """A cell of lines, of which a string is plain words."""
    return tuple(run(line) if isinstance(line, str) else line for line in lines)


def plain(line: Line) -> str:
    """The words of a line."""
    return "".join(each.text for each in line)


def months_after(start: date, day: date) -> int:
    """How many months after that of ``start`` the day lies."""
    return (day.year - start.year) * 12 + day.month - start.month
