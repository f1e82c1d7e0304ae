"""Edits of the register by people, checked as imports are; and taking them back. Nothing leaves the history."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from knowledge.errors import InvalidContent
from knowledge.model import Register
from knowledge.sources import registers
from knowledge.sources.edited import checked
from storage.changes import Change, Current, Written, current, write
from storage.draft_rows import StoredDraft, reopen_of
from storage.errors import Refused
from storage.register import Known, up_to_date
from storage.seed import SHIPPED
from storage.session import Session
from storage.tables import record
from storage.tables import revision as revisions

EDIT, UNDO = "edit", "undo"
"""Origins of versions, in the history."""


class CannotUndo(Refused):
    """Taking it back would take more with it. Says what, and what to do; nothing was changed."""


class NoSuchVersion(CannotUndo):
    """There is no such revision, record or version."""


class ChangedSince(CannotUndo):
    """It has been changed again since. ``by`` is the revision that must be undone first."""

    def __init__(self, kind: str, record_id: str, by: int) -> None:
        self.kind, self.record_id, self.by = kind, record_id, by
        super().__init__(f"{kind}/{record_id} has changed since, in revision {by}: undo that first.")


class StillUsed(CannotUndo):
    """Something later rests on it. ``problems`` name what."""

    def __init__(self, error: InvalidContent) -> None:
        self.problems = error.problems
        told = "\n".join(f"{p.where}: {p.fault}" for p in error.problems)
        super().__init__(f"Something that came later rests on it:\n{told}\nChange or undo that first.")


@dataclass(frozen=True, slots=True)
class Undone:
    """What came of an undo."""

    written: Written
    reopened: tuple[StoredDraft, ...] = ()
    """The drafts whose approval was undone; they wait for approval again."""


async def edit_records(
    session: Session,
    changes: Sequence[Change],
    *,
    who: str,
    reason: str,
    now: datetime,
    origin: str = EDIT,
    known: Known | None = None,
) -> Written:
    """Write the changes, when the whole register holds together with them; InvalidContent with every problem if not.

    All or nothing. Needs ``database.session(write=True)``. ``known`` is a register that is at hand and the revision that
    it was read at: then only what has changed since is read.
    """
    session.require_write()
    register = await up_to_date(session, known)
    return await write_checked(session, register, changes, who=who, reason=reason, now=now, origin=origin)


async def undo_change(
    session: Session,
    kind: str,
    record_id: str,
    to_version: int,
    *,
    who: str,
    why: str,
    now: datetime,
    version: int | None = None,
    known: Known | None = None,
) -> Undone:
    """Put a former version of a record in force again, as a new version. CannotUndo tells why not.

    ``version`` is the one that was in force when this was decided on; ChangedSince when it is another now. A version in
    which the record had been removed removes it. Needs ``database.session(write=True)``.
    """
    session.require_write()
    query = select(record.c.version, record.c.body, record.c.revision).where(
        record.c.kind == kind, record.c.record_id == record_id
    )
    versions = {row.version: row for row in await session.run(lambda c: c.execute(query).all())}
    if to_version not in versions:
        raise NoSuchVersion(f"{kind}/{record_id} has no version {to_version}.")
    latest = versions[max(versions)]
    if version is not None and version != latest.version:
        raise ChangedSince(kind, record_id, latest.revision)
    back = {(kind, record_id): versions[to_version].body}
    reason = f"undo to version {to_version}: {why}".removesuffix(": ")
    return Undone(await _put_back(session, back, who=who, reason=reason, now=now, known=known))


async def undo_revision(
    session: Session, revision: int, *, who: str, why: str, now: datetime, known: Known | None = None
) -> Undone:
    """Take back all that a revision changed; drafts that were approved with it are open again. CannotUndo tells why not.

    Needs ``database.session(write=True)``.
    """
    session.require_write()
    back = await session.run(lambda c: _before(c, revision))
    reason = f"undo revision {revision}: {why}".removesuffix(": ")
    written = await _put_back(session, back, who=who, reason=reason, now=now, known=known)
    return Undone(written, await session.run(lambda c: reopen_of(c, revision, who=who, why=why, now=now)))


def _before(connection: Connection, revision: int) -> dict[tuple[str, str], Any]:
    """The bodies of the records that the revision changed, as they were before it."""
    former = record.alias()
    query = (
        select(record.c.kind, record.c.record_id, record.c.body, former.c.body.label("before"))
        .join(former, former.c.id == record.c.previous, isouter=True)
        .where(record.c.revision == revision)
        .order_by(record.c.id)
    )
    rows = connection.execute(query).all()
    if not rows:
        raise NoSuchVersion(f"There is no revision {revision}.")
    if connection.scalar(select(revisions.c.origin).where(revisions.c.number == revision)) == SHIPPED:
        raise CannotUndo(f"Revision {revision} came with the program, and is not taken back whole. Edit what is wrong in it.")
    latest: Mapping[tuple[str, str], Current] = current(connection, [(row.kind, row.record_id) for row in rows])
    for row in rows:
        now_in_force = latest[row.kind, row.record_id]
        if now_in_force.body != row.body:  # what was changed and changed back again stands in nobody's way
            newest = select(record.c.revision).where(record.c.id == now_in_force.id)
            raise ChangedSince(row.kind, row.record_id, connection.execute(newest).scalar_one())
    return {(row.kind, row.record_id): row.before for row in rows}


async def _put_back(
    session: Session, back: Mapping[tuple[str, str], Any], *, who: str, reason: str, now: datetime, known: Known | None
) -> Written:
    changes = [
        Change(kind, record_id, None if body is None else registers.build(kind, body)) for (kind, record_id), body in back.items()
    ]
    register = await up_to_date(session, known)
    try:
        return await write_checked(session, register, changes, who=who, reason=reason, now=now, origin=UNDO)
    except InvalidContent as error:
        raise StillUsed(error) from error


async def check_changes(register: Register, changes: Sequence[Change], origin: str) -> dict[tuple[str, str], Any]:
    """The records as they would be kept; InvalidContent with every problem when the register would not be whole."""
    wanted = {(change.kind, change.record_id): change.record for change in changes}
    return await asyncio.to_thread(checked, register, wanted, origin)


async def write_checked(
    session: Session, register: Register, changes: Sequence[Change], *, who: str, reason: str, now: datetime, origin: str
) -> Written:
    """As ``edit_records``, on the ``register`` that is in force in this very session."""
    sound = await check_changes(register, changes, origin)
    to_write = [replace(change, record=sound[change.kind, change.record_id]) for change in changes]
    return await session.run(lambda c: write(c, to_write, who=who, reason=reason, origin=origin, now=now))
