"""The register: every version of every record, the revision that counts changes, and the events they cause."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, RowMapping, func, select

from knowledge.model import Register
from knowledge.sources import registers
from storage.bulk import without_collector
from storage.changes import Change, write
from storage.session import Session
from storage.tables import record, revision

__all__ = [
    "Change",
    "Known",
    "Revision",
    "Version",
    "current_revision",
    "histories",
    "history",
    "latest_revisions",
    "load_changes",
    "load_register",
    "up_to_date",
    "write_changes",
]

Known = tuple[Register, int]
"""A register that is at hand, and the revision that it was read at."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a record, and how it came to be."""

    version: int
    record: Any
    """The record as it was, or None when it was removed."""
    revision: int
    created_at: datetime
    who: str
    reason: str
    origin: str


async def current_revision(session: Session) -> int:
    """The number of the latest change; 0 when there is none. Cheap: ask as often as you like."""
    return await session.run(_revision)


@dataclass(frozen=True, slots=True)
class Revision:
    """One change of the register: what it touched, who made it and why."""

    number: int
    created_at: datetime
    who: str
    reason: str
    origin: str
    records: tuple[tuple[str, str], ...]
    """Kind and id of the first few records that it touched."""
    count: int
    """How many they are, all told."""


_FEW = 3
_PORTION = 2000
"""So many records are read from the database at a time."""


async def latest_revisions(session: Session, last: int = 20) -> tuple[Revision, ...]:
    """The latest changes of the register, the newest first."""
    newest = select(revision).order_by(revision.c.number.desc()).limit(last)
    rows = await session.run(lambda c: c.execute(newest).all())
    return tuple([await session.run(lambda c, row=row: _revision_of(c, row)) for row in rows])  # type: ignore[misc]


def _revision_of(connection: Connection, row: Any) -> Revision:
    within = record.c.revision == row.number
    count = connection.scalar(select(func.count()).select_from(record).where(within)) or 0
    few = connection.execute(select(record.c.kind, record.c.record_id).where(within).order_by(record.c.id).limit(_FEW))
    records = tuple((kind, record_id) for kind, record_id in few)
    return Revision(row.number, row.created_at, row.who, row.reason, row.origin, records, count)


async def load_register(session: Session) -> Register:
    """The register in force. Read ``current_revision`` first: the register is then that one, or newer."""
    return await _load(session, Register(), since=0)


async def load_changes(session: Session, known: Register, since: int) -> Register:
    """``known``, which was read at revision ``since``, brought up to date. Costs by what has changed since."""
    if since > await current_revision(session):  # another database stands in the place of the one we knew
        return await load_register(session)
    return await _load(session, known, since)


async def up_to_date(session: Session, known: Known | None) -> Register:
    """The register in force; what has changed since ``known`` is all that is read, when it is given."""
    return await load_register(session) if known is None else await load_changes(session, *known)


async def write_changes(
    session: Session, changes: tuple[Change, ...], *, who: str, reason: str, origin: str, now: datetime
) -> int:
    """Write a version and an event for each change that changes something; the revision after it.

    Needs ``database.session(write=True)``. All or nothing: an exception before the session ends undoes everything.
    """
    session.require_write()
    return await session.run(lambda c: write(c, changes, who=who, reason=reason, origin=origin, now=now).revision)


async def history(session: Session, kind: str, record_id: str) -> tuple[Version, ...]:
    """Every version of the record, the first first; empty for one that has never been."""
    query = (
        select(record.c.version, record.c.body, record.c.origin, revision)
        .join(revision, revision.c.number == record.c.revision)
        .where(record.c.kind == kind, record.c.record_id == record_id)
        .order_by(record.c.version)
    )
    rows = await session.run(lambda c: c.execute(query).mappings().all())
    return tuple(_version(kind, row) for row in rows)


async def histories(session: Session, kind: str, *, since: int = 0) -> Mapping[str, tuple[Version, ...]]:
    """Every version of all records of a kind that have changed after the revision ``since``, by id, the first first."""
    touched = select(record.c.record_id).where(record.c.kind == kind, record.c.revision > since)
    query = (
        select(record.c.record_id, record.c.version, record.c.body, record.c.origin, revision)
        .join(revision, revision.c.number == record.c.revision)
        .where(record.c.kind == kind, record.c.record_id.in_(touched))
        .order_by(record.c.record_id, record.c.version)
    )
    rows = await session.run(lambda c: c.execute(query).mappings().all())
    return await asyncio.to_thread(_by_id, kind, rows)


def _by_id(kind: str, rows: Sequence[RowMapping]) -> dict[str, tuple[Version, ...]]:
    found: dict[str, list[Version]] = {}
    for row in rows:
        found.setdefault(row[record.c.record_id], []).append(_version(kind, row))
    return {record_id: tuple(versions) for record_id, versions in found.items()}


def _version(kind: str, row: RowMapping) -> Version:
    return Version(
        version=row[record.c.version],
        record=None if row[record.c.body] is None else registers.build(kind, row[record.c.body]),
        revision=row[revision.c.number],
        created_at=row[revision.c.created_at],
        who=row[revision.c.who],
        reason=row[revision.c.reason],
        origin=row[record.c.origin],
    )


def _revision(connection: Connection) -> int:
    return connection.scalar(select(func.max(revision.c.number))) or 0


async def _load(session: Session, known: Register, since: int) -> Register:
    """``known`` with all that has changed since. Read in portions: a country's records at once take four times their room."""
    kinds: dict[str, dict[str, Any]] = {f.name: dict(getattr(known, f.name)) for f in fields(Register)}
    changed: set[str] = set()
    latest = await session.run(lambda c: _in_force(c, since))
    for start in range(0, len(latest), _PORTION):
        rows = await session.run(lambda c, start=start: _bodies(c, latest[start : start + _PORTION]))  # type: ignore[misc]
        await asyncio.to_thread(_take, kinds, rows)
        changed.update(row.kind for row in rows)
    untouched: Mapping[str, Any] = {kind: getattr(known, kind) for kind in kinds if kind not in changed}
    return Register(**{**kinds, **untouched})


class _Row(NamedTuple):
    """A version of a record."""

    id: int
    kind: str
    record_id: str
    body: Any
    """None when it was removed."""


def _in_force(connection: Connection, since: int) -> Sequence[int]:
    """The latest version of what has changed, in the order that the records first came."""
    query = (
        select(func.max(record.c.id))
        .group_by(record.c.kind, record.c.record_id)
        .having(func.max(record.c.revision) > since)
        .order_by(func.min(record.c.id))
    )
    return connection.scalars(query).all()


def _bodies(connection: Connection, ids: Sequence[int]) -> list[_Row]:
    """These versions, in this order. A version never changes, so it does not matter what others write meanwhile."""
    query = select(record.c.id, record.c.kind, record.c.record_id, record.c.body).where(record.c.id.in_(ids))
    with without_collector():
        rows = {row[0]: _Row(*row) for row in connection.execute(query)}
    return [rows[each] for each in ids]


def _take(kinds: Mapping[str, dict[str, Any]], rows: Sequence[_Row]) -> None:
    """Make the records of a portion, and take out those that were removed."""
    with without_collector():
        for row in rows:
            if row.body is None:
                kinds[row.kind].pop(row.record_id, None)
            else:
                kinds[row.kind][row.record_id] = registers.build(row.kind, row.body)
