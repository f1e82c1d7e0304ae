"""Drafts of steps of cases, read out of documents: corrected, approved and rejected by editors, each change kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, update

from knowledge.clock import OSLO
from knowledge.documents import Draft
from knowledge.documents_json import draft_to_json
from knowledge.drafting import as_records, proposed_case
from knowledge.model import Register
from storage.changes import Change
from storage.draft_rows import (
    DraftChange,
    DraftState,
    StoredDraft,
    change_draft,
    read_changes,
    read_draft,
    read_drafts,
    reopen,
)
from storage.edits import check_changes, write_checked
from storage.errors import Refused
from storage.register import Known, up_to_date
from storage.session import Session
from storage.tables import draft as draft_table

__all__ = [
    "Approved",
    "DraftChange",
    "DraftMoved",
    "DraftState",
    "NoSuchDraft",
    "SamePerson",
    "StoredDraft",
    "approve_draft",
    "correct_draft",
    "draft_history",
    "get_draft",
    "list_drafts",
    "reject_draft",
    "reopen_draft",
]



@dataclass(frozen=True, slots=True)
class Approved:
    """What came of an approval."""

    draft: StoredDraft
    revision: int | None
    """The revision of the register that it is live with; None while a second person is waited for."""


class NoSuchDraft(Refused):
    """There is no draft with that number."""

    def __init__(self, draft: int) -> None:
        super().__init__(f"There is no draft {draft}.")


class DraftMoved(Refused):
    """The draft has changed since it was seen, or is settled already. ``draft`` is how it is now."""

    def __init__(self, draft: StoredDraft) -> None:
        self.draft = draft
        super().__init__(f"Draft {draft.id} is {draft.state} now, in version {draft.version}: look at it again.")


class SamePerson(Refused):
    """The second approval came from the one who gave the first."""

    def __init__(self, draft: StoredDraft) -> None:
        self.draft = draft
        super().__init__(f"Draft {draft.id} is approved by you already. Another person must approve it too.")


async def list_drafts(session: Session, *, state: DraftState = "open") -> tuple[StoredDraft, ...]:
    """The drafts in that state, the oldest first."""
    return await session.run(lambda c: read_drafts(c, draft_table.c.state == state))


async def get_draft(session: Session, draft: int) -> StoredDraft | None:
    """The draft, whatever its state."""
    return await session.run(lambda c: read_draft(c, draft))


async def correct_draft(
    session: Session, draft: int, changed: Draft, *, case: str | None, version: int, who: str, now: datetime
) -> StoredDraft:
    """Put the corrected draft in its place; approvals of the version before no longer count. DraftMoved.

    One that is as it was changes nothing. Needs ``database.session(write=True)``, as all that change a draft do.
    """
    stored = await _as_seen(session, draft, version)
    if (changed, case) == (stored.draft, stored.case):
        return stored
    to = {"version": version + 1, "body": draft_to_json(changed), "case_id": case, "approved_by": []}
    return await session.run(lambda c: change_draft(c, stored, "corrected", who=who, why="", now=now, **to))


async def approve_draft(
    session: Session, draft: int, *, version: int, who: str, two_persons: bool, now: datetime, known: Known | None = None
) -> Approved:
    """Approve it; with the last approval that is needed its step is written to the register in the same transaction.

    DraftMoved; SamePerson; ``InvalidContent`` when the register would not be whole with it. What the register cannot
    take is told at the first approval already. ``known`` as in ``edit_records``.
    """
    stored = await _as_seen(session, draft, version)
    if who in stored.approved_by and two_persons:
        raise SamePerson(stored)
    register = await up_to_date(session, known)
    made = as_records(
        register,
        stored.draft,
        case_id=stored.case,
        document_name=stored.document_name,
        digest=stored.digest,
        today=now.astimezone(OSLO).date(),
    )
    changes = tuple(Change(kind, record.id, record) for kind, record in made.records())
    origin = f"document: {stored.document_name}"
    approvals = list(dict.fromkeys((*stored.approved_by, who)))
    if two_persons and len(approvals) < 2:
        await check_changes(register, changes, origin)
        seen = {"approved_by": approvals}
        waiting = await session.run(lambda c: change_draft(c, stored, "approved", who=who, why="", now=now, **seen))
        return Approved(waiting, None)
    reason = f"draft {draft}, approved"
    written = await write_checked(session, register, changes, who=", ".join(approvals), reason=reason, now=now, origin=origin)
    # what changed nothing made no revision that could be undone
    live = {"state": "approved", "approved_by": approvals, "case_id": made.case.id}
    to = {**live, "revision": written.revision if written else None}
    settled = await session.run(lambda c: change_draft(c, stored, "approved", who=who, why="", now=now, **to))
    if made.new_case:
        after = await up_to_date(session, (register, written.revision - 1))
        await session.run(lambda c: _propose(c, after, made.case.id))
    return Approved(settled, written.revision)


def _propose(connection: Connection, register: Register, case: str) -> None:
    """Propose the case that was just made to the drafts that wait with none, where they clearly are of it.

    Their version stays: nobody has changed what they say. What an editor has corrected stays as corrected.
    """
    for each in read_drafts(connection, draft_table.c.state == "open", draft_table.c.case_id.is_(None)):
        if each.version == 1 and proposed_case(register, each.draft) == case:
            connection.execute(update(draft_table).where(draft_table.c.id == each.id).values(case_id=case))


async def reject_draft(session: Session, draft: int, *, version: int, who: str, why: str, now: datetime) -> StoredDraft:
    """Settle that it is not to be taken in. DraftMoved."""
    stored = await _as_seen(session, draft, version)
    return await session.run(lambda c: change_draft(c, stored, "rejected", who=who, why=why, now=now, state="rejected"))


async def reopen_draft(session: Session, draft: int, *, version: int, who: str, why: str, now: datetime) -> StoredDraft:
    """Open a rejected draft again. DraftMoved, also for an approved one: undo the revision that it is live with."""
    session.require_write()
    stored = await session.run(lambda c: read_draft(c, draft))
    if stored is None:
        raise NoSuchDraft(draft)
    if stored.state != "rejected" or stored.version != version:
        raise DraftMoved(stored)
    return await session.run(lambda c: reopen(c, stored, who=who, why=why, now=now))


async def draft_history(session: Session, draft: int) -> tuple[DraftChange, ...]:
    """All that was done to it, the first first."""
    return await session.run(lambda c: read_changes(c, draft))


async def _as_seen(session: Session, draft: int, version: int) -> StoredDraft:
    """The draft, if it is open and as it was seen."""
    session.require_write()
    stored = await session.run(lambda c: read_draft(c, draft))
    if stored is None:
        raise NoSuchDraft(draft)
    if stored.state != "open" or stored.version != version:
        raise DraftMoved(stored)
    return stored
