"""All that is kept of a person as a file that they can take with them: JSON, with what each part is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dialogs.mydata.labels import NOT_HERE, TITLE, WHAT, how_long
from knowledge.model import Language
from storage.database import Database
from storage.keeping import Limits
from storage.personal import HOLDINGS, everything_of

NAME = "samrad-mine-data.json"
FORMAT = 1
"""Counted up when the file changes so that a program that reads it must know."""


@dataclass(frozen=True, slots=True)
class Part:
    """One table's part."""

    table: str
    what: str
    how_long: str
    rows: Sequence[Mapping[str, Any]]


async def parts_of(database: Database, person: str, language: Language, limits: Limits) -> tuple[Part, ...]:
    """The parts that hold anything, in the order that they are told."""
    async with database.session() as session:
        found = await everything_of(session, person)
    return tuple(_parts(found, language, limits))


def _parts(found: Mapping[str, Sequence[Mapping[str, Any]]], language: Language, limits: Limits) -> Iterator[Part]:
    for holding in HOLDINGS:
        table = holding.table.name
        if table in found:
            yield Part(table, WHAT[table].in_(language), how_long(table, limits).in_(language), found[table])


def as_json(parts: Sequence[Part], person: str, language: Language, now: datetime) -> bytes:
    """The file. Its names are the same in both written forms; ``code`` is the key that all of it is kept under."""
    told = {
        "title": TITLE.in_(language),
        "format": FORMAT,
        "made_at": now.isoformat(timespec="seconds"),
        "code": person,
        "parts": [{"table": part.table, "what": part.what, "kept": part.how_long, "rows": list(part.rows)} for part in parts],
        "not_included": NOT_HERE.in_(language),
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode()
