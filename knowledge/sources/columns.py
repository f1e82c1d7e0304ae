"""The columns of the tables that can be imported. ``docs/import.md`` explains each; a test holds the two together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.sources import cells

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column, where its cells go in a record, and how they are read."""

    name: str
    path: Path
    read: Callable[[str], Any] = cells.words
    needed: bool = False
    """True when a new record cannot do without it."""
    instead: str = ""
    """The column that fills this one too: ``name`` for ``name_nb`` and ``name_nn``."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Columns that together make one part of a list within the record, such as its status."""

    key: str
    match: tuple[Path, ...]
    """A part that has the same here is changed; without one, a new part is added."""
    columns: tuple[Column, ...]
    narrow: Path = ()
    """What tells several matching parts apart."""


@dataclass(frozen=True, slots=True)
class TableKind:
    """A sort of table, told by its id column."""

    name: str
    kind: str
    id_column: str
    columns: tuple[Column, ...] = ()
    parts: tuple[Parts, ...] = ()
    creates: bool = True
    """False when the record that a row belongs to must be there already."""

    def all_columns(self) -> tuple[Column, ...]:
        """Every column but the id."""
        return (*self.columns, *(column for parts in self.parts for column in parts.columns))

    def column_for(self, path: tuple[Any, ...]) -> str:
        """The column that a place in the record is filled from, or "" when none is."""
        for column in self.columns:
            if column.path == path:
                return column.name
        for parts in self.parts:
            for column in parts.columns:
                if path[:1] == (parts.key,) and column.path == path[2:]:
                    return column.name
        return ""


def _text(name: str, *, key: str = "", needed: bool = False) -> tuple[Column, ...]:
    key = key or name
    return (
        Column(name, (key,), cells.both),
        Column(f"{name}_nb", (key, "nb"), needed=needed, instead=name),
        Column(f"{name}_nn", (key, "nn"), needed=needed, instead=name),
    )


def _words(name: str, key: str) -> tuple[Column, ...]:
    return Column(f"{name}_nb", (key, "nb"), cells.items), Column(f"{name}_nn", (key, "nn"), cells.items)


def _cite(*, needed: bool = False) -> tuple[Column, ...]:
    return (
        Column("source", ("cite", "source"), needed=needed),
        Column("place", ("cite", "place"), needed=needed),
        Column("lines", ("cite", "lines")),
        Column("as_of", ("cite", "as_of"), cells.day),
    )


REMOVE = Column("remove", ("remove",), cells.yes)

COOPERATIONS = TableKind(
    "cooperations",
    "cooperations",
    "cooperation_id",
    columns=(
        *_text("name", needed=True),
        Column("kind", ("kind",), needed=True),
        *_text("summary", needed=True),
        *_cite(needed=True),
        Column("fields", ("fields",), cells.items),
        Column("regions", ("regions",), cells.items),
        Column("participants_complete", ("participants_complete",), cells.yes),
        Column("participant_count", ("participant_count",), cells.whole),
        *_words("aliases", "aliases"),
        Column("established", ("established",), cells.day),
        Column("part_of", ("part_of",)),
        Column("succeeds", ("succeeds",)),
        Column("related", ("related",), cells.items),
        Column("example", ("example",), cells.yes),
    ),
    parts=(
        Parts(
            "status",
            (("status",), ("on",)),
            (
                Column("status", ("status",), needed=True),
                Column("status_on", ("on",), cells.day, needed=True),
                *_text("status_text", key="text", needed=True),
            ),
        ),
        Parts(
            "forms",
            (("form",), ("on",)),
            (
                Column("form", ("form",)),
                Column("form_on", ("on",), cells.day),
                *_text("form_stated", key="stated"),
                Column("form_considered", ("considered",), cells.yes),
            ),
        ),
    ),
)

PARTICIPANTS = TableKind(
    "participants",
    "cooperations",
    "in_cooperation",
    creates=False,
    parts=(
        Parts(
            "participants",
            (("municipality",), ("other", "nb")),
            (
                Column("municipality", ("municipality",)),
                *_text("other"),
                Column("role", ("role",)),
                Column("since", ("since",), cells.day),
                Column("until", ("until",), cells.day),
                *_text("note"),
                *_cite(),
                REMOVE,
            ),
            narrow=("since",),
        ),
    ),
)

FIGURES = TableKind(
    "figures",
    "figures",
    "figure_id",
    columns=(
        Column("measure", ("measure",), needed=True),
        *_text("label", needed=True),
        Column("value", ("value",), cells.number, needed=True),
        Column("upper", ("upper",), cells.number),
        Column("unit", ("unit",), needed=True),
        Column("period", ("period",)),
        Column("qualifier", ("qualifier",)),
        *_text("text", needed=True),
        Column("municipalities", ("about", "municipalities"), cells.items),
        Column("cooperations", ("about", "cooperations"), cells.items),
        Column("fields", ("about", "fields"), cells.items),
        Column("regions", ("about", "regions"), cells.items),
        Column("general", ("about", "general"), cells.yes),
        *_cite(needed=True),
        Column("total_of", ("total_of",)),
        *_words("words", "words"),
        *_text("note"),
    ),
)

MUNICIPALITIES = TableKind(
    "municipalities",
    "municipalities",
    "municipality_id",
    columns=(
        Column("number", ("number",), cells.municipality_number, needed=True),
        Column("name", ("name",), needed=True),
        Column("county", ("county",), needed=True),
        Column("names", ("names",), cells.items),
        Column("aliases", ("aliases",), cells.items),
        Column("until", ("until",), cells.day),
        Column("became", ("became",)),
    ),
)

STEPS = TableKind(
    "steps",
    "cases",
    "in_case",
    creates=False,
    parts=(
        Parts(
            "steps",
            (("id",),),
            (
                Column("step_id", ("id",), needed=True),
                Column("on", ("on",), cells.day),
                *_text("text"),
                Column("outcome", ("outcome",)),
                Column("municipality", ("municipality",)),
                *_text("body"),
                Column("case_number", ("case_number",)),
                *_text("title"),
                *_text("proposal"),
                *_text("decision"),
                *_text("vote"),
                Column("fields", ("fields",), cells.items),
                *_words("words", "words"),
                *_cite(),
                REMOVE,
            ),
        ),
    ),
)

TABLES: Mapping[str, TableKind] = {
    table.id_column: table for table in (MUNICIPALITIES, COOPERATIONS, PARTICIPANTS, FIGURES, STEPS)
}
"""By id column, in the order that they are taken in: what others build on comes first."""
