"""Writes changes to the register: a version and an event for each, under one new revision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, insert, select

from knowledge.sources.bodies import to_body
from storage.bulk import without_collector
from storage.tables import event, record, revision

FEW = 500
"""So many records are asked for by id; of more, their kinds are read whole."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a record is to be. ``record`` is None to remove it."""

    kind: str
    record_id: str
    record: Any


@dataclass(frozen=True, slots=True)
class Current:
    """The version of a record that is in force."""

    id: int
    version: int
    body: Any
    """None when the record was removed."""
    origin: str


@dataclass(frozen=True, slots=True)
class Written:
    """What came of the changes."""

    revision: int
    """The revision in force after them."""
    added: int = 0
    changed: int = 0
    removed: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def current(connection: Connection, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Current]:
    """The latest version of each of the records that there is one of, removed ones too."""
    keys = tuple(keys)
    latest = select(func.max(record.c.id).label("id")).where(record.c.kind.in_(sorted({kind for kind, _ in keys})))
    if len(keys) <= FEW:
        latest = latest.where(record.c.record_id.in_(sorted({record_id for _, record_id in keys})))
    return _versions(connection, latest)


def all_current(connection: Connection) -> dict[tuple[str, str], Current]:
    """The latest version of every record, removed ones too."""
    return _versions(connection, select(func.max(record.c.id).label("id")))


def _versions(connection: Connection, latest: Select[int]) -> dict[tuple[str, str], Current]:
    ids = latest.group_by(record.c.kind, record.c.record_id).subquery()
    with without_collector():
        return {
            (row.kind, row.record_id): Current(row.id, row.version, row.body, row.origin)
            for row in connection.execute(select(record).join(ids, and_(record.c.id == ids.c.id)))
        }


def write(connection: Connection, changes: Iterable[Change], *, who: str, reason: str, origin: str, now: datetime) -> Written:
    """Write those changes that change something. None do: no revision is made."""
    changes = tuple(changes)
    before = current(connection, ((change.kind, change.record_id) for change in changes))
    number: int = (connection.scalar(select(func.max(revision.c.number))) or 0) + 1
    rows: list[dict[str, Any]] = []
    told = {"added": 0, "changed": 0, "removed": 0}
    events: list[dict[str, Any]] = []
    for change in changes:
        key = (change.kind, change.record_id)
        old = before.get(key)
        body = None if change.record is None else to_body(change.record)
        if body == (old.body if old else None):
            continue
        what = "removed" if body is None else "added" if old is None or old.body is None else "changed"
        told[what] += 1
        rows.append(_row(change, body, old, number, origin))
        events.append({"revision": number, "kind": change.kind, "record_id": change.record_id, "change": what, "created_at": now})
    if not rows:
        return Written(number - 1)
    made = {"number": number, "created_at": now, "who": who, "reason": reason, "origin": origin}
    connection.execute(insert(revision), made)
    connection.execute(insert(record), rows)
    connection.execute(insert(event), events)
    return Written(number, **told)


def _row(change: Change, body: Any, old: Current | None, number: int, origin: str) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "record_id": change.record_id,
        "version": old.version + 1 if old else 1,
        "body": body,
        "deleted": body is None,
        "revision": number,
        "previous": old.id if old else None,
        "origin": origin,
    }
