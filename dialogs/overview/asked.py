"""What a view is asked for, and what it shows: a template with facts, and tables that stand below it and can be had as CSV."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from dialogs.model import Link, Turn, no_link
from dialogs.overview.filters import Filters
from knowledge.model import Language
from knowledge.snapshot import Knowledge
from knowledge.understanding.question import Context, Question, Slots

PATH = "/oversikt"
ROWS = 25
"""So many rows a table has on one page."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One reader's wish to see one page."""

    knowledge: Knowledge
    today: date
    language: Language
    path: str
    """Of the page, without what is asked for after it."""
    filters: Filters = field(default_factory=Filters)
    record: str = ""
    """The id in the address, for the page of one record."""
    page: int = 1
    """Of the rows."""
    columns: int = 1
    """Of the columns, where they are too many for one page."""
    carried: Mapping[str, str] = field(default_factory=dict)
    """What the address of every page must hold for this reader, such as the key."""
    link: Link = no_link
    """Makes addresses of pages beyond the overview, with the keys that open them."""

    @property
    def turn(self) -> Turn:
        """For what the chat tells likewise."""
        return Turn(Question("list", Slots(), self.language), self.knowledge, Context(), self.today, link=self.link)

    def to(self, path: str, **query: str) -> str:
        """The address of one of the overview's pages, in the reader's written form; the filters are left behind."""
        asked = {**query, "lang": self.language, **self.carried}
        return f"{quote(path)}?{urlencode({name: value for name, value in asked.items() if value})}"

    def with_filters(self, path: str, filters: Filters | None = None, **query: str) -> str:
        """The same, with the filters of this page or with others."""
        return self.to(path, **(self.filters if filters is None else filters).query(), **query)

    def here(self, filters: Filters | None = None, **query: str) -> str:
        """This page, with other filters or on another page of its rows or columns."""
        return self.with_filters(self.path, filters, **query)

    def cooperation(self, record: str) -> str:
        """The address of a cooperation's page."""
        return self.to(f"{PATH}/samarbeid/{record}")

    def municipality(self, record: str) -> str:
        """The address of a municipality's page."""
        return self.to(f"{PATH}/kommune/{record}")

    def case(self, record: str) -> str:
        """The address of a case's board."""
        path = f"/saker/{record}"
        return self.link(path, lang=self.language) or f"{path}?lang={self.language}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is a link, or that a spreadsheet is told otherwise than a reader."""

    text: str
    href: str = ""
    told: str | int | float | None = None
    """What the spreadsheet gets in place of the text."""


Value = Cell | str | int
"""What stands in a table."""


@dataclass(frozen=True, slots=True)
class Table:
    """Records as rows. A row is made first when it is shown: there may be very many."""

    id: str
    """Names it in addresses and files, as ``matrise``."""
    caption: str
    columns: Sequence[str]
    """The first column names its row."""
    records: Sequence[Any]
    row: Callable[[Any], Sequence[Value]]
    paged: bool = False
    """True where the page shows some rows at a time; else it shows them all."""
    below: bool = True
    """False where the view itself is the table: then it is only had as a file below it."""

    @property
    def pages(self) -> int:
        """How many pages it fills."""
        return pages_of(len(self.records)) if self.paged else 1

    def on(self, page: int) -> Sequence[Any]:
        """The records of a page; of the last one when there are not so many."""
        page = min(page, self.pages)
        return self.records[(page - 1) * ROWS : page * ROWS] if self.paged else self.records

    def rows(self, page: int) -> list[Sequence[Value]]:
        """The rows of a page."""
        return [self.row(record) for record in self.on(page)]


@dataclass(frozen=True, slots=True)
class Shown:
    """A view, ready to be written."""

    template: str
    """In ``dialogs/site/pages``, as ``overview/matrix``."""
    title: str
    facts: Mapping[str, Any]
    tables: tuple[Table, ...] = ()
    narrows: bool = True
    """False for the page of one record, where the filters are not offered."""


View = Callable[[Asked], Shown | None]
"""Makes a page; None when there is no such record."""


def pages_of(count: int) -> int:
    """How many pages so many rows fill; at least one."""
    return max(1, -(-count // ROWS))
