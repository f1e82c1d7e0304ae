"""Drafts as rows: reading and changing them, each change with its entry in the history. Named by ``storage.drafts``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, RowMapping, insert, select, update

from knowledge.documents import Draft
from knowledge.documents_json import draft_from_json, draft_to_json
from storage.tables import document, draft, draft_change

DraftState = Literal["open", "approved", "rejected"]
What = Literal["created", "corrected", "approved", "rejected", "reopened"]


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A draft as it is now."""

    id: int
    version: int
    """Counts what has been corrected and reopened. Whoever changes the draft names the version that they saw."""
    document: int
    document_name: str
    draft: Draft
    state: DraftState
    case: str | None
    """The known case that it is proposed as a step of; None for a new case."""
    approved_by: tuple[str, ...]
    """Keys of those who have approved this version of it."""
    created_at: datetime
    digest: str = ""
    """Of the document that it was read from."""
    revision: int | None = None
    """The revision of the register that an approved draft is live with; it is what is undone."""


@dataclass(frozen=True, slots=True)
class DraftChange:
    """One thing that was done to a draft."""

    version: int
    what: What
    who: str
    why: str
    draft: Draft
    """As it was after it."""
    at: datetime
    case: str | None = None


_SELECT = select(draft, document.c.name.label("document_name"), document.c.digest).join(
    document, document.c.id == draft.c.document
)


def read_drafts(connection: Connection, *where: ColumnElement[bool]) -> tuple[StoredDraft, ...]:
    """The drafts for which all of it holds, the oldest first."""
    rows = connection.execute(_SELECT.where(*where).order_by(draft.c.id)).mappings().all()
    return tuple(_stored(row) for row in rows)


def read_draft(connection: Connection, draft_id: int) -> StoredDraft | None:
    """The draft, whatever its state."""
    return next(iter(read_drafts(connection, draft.c.id == draft_id)), None)


def _stored(row: RowMapping) -> StoredDraft:
    return StoredDraft(
        id=row[draft.c.id],
        version=row[draft.c.version],
        document=row[draft.c.document],
        document_name=row["document_name"],
        draft=draft_from_json(row[draft.c.body]),
        state=row[draft.c.state],
        case=row[draft.c.case_id],
        approved_by=tuple(row[draft.c.approved_by]),
        created_at=row[draft.c.created_at],
        digest=row["digest"],
        revision=row[draft.c.revision],
    )


def add_drafts(
    connection: Connection, of: int, found: Iterable[tuple[Draft, str | None]], *, who: str, now: datetime
) -> tuple[StoredDraft, ...]:
    """Keep the drafts, each with the case that it is proposed as a step of."""
    for each, case in found:
        row = {
            "document": of,
            "version": 1,
            "body": draft_to_json(each),
            "case_id": case,
            "state": "open",
            "approved_by": [],
            "created_at": now,
        }
        made = connection.execute(insert(draft).values(row).returning(draft.c.id)).scalar_one()
        _note(connection, made, row, "created", who, "", now)
    return read_drafts(connection, draft.c.document == of)


def change_draft(
    connection: Connection, stored: StoredDraft, what: What, *, who: str, why: str, now: datetime, **to: Any
) -> StoredDraft:
    """Put the columns in ``to`` in place of those before, and tell of it in the history."""
    row = {"version": stored.version, "body": draft_to_json(stored.draft), "case_id": stored.case, **to}
    connection.execute(update(draft).where(draft.c.id == stored.id).values(**row))
    _note(connection, stored.id, row, what, who, why, now)
    changed = read_draft(connection, stored.id)
    assert changed is not None
    return changed


def reopen_of(connection: Connection, revision: int, *, who: str, why: str, now: datetime) -> tuple[StoredDraft, ...]:
    """Open the drafts again whose approval made this revision: it has been undone."""
    approved = read_drafts(connection, draft.c.revision == revision)
    return tuple(reopen(connection, each, who=who, why=why, now=now) for each in approved)


def reopen(connection: Connection, stored: StoredDraft, *, who: str, why: str, now: datetime) -> StoredDraft:
    """Open a settled draft again; nobody has approved it then, and it is proposed as what it was before its approval."""
    before = [each for each in read_changes(connection, stored.id) if each.what != "approved"]
    case = before[-1].case if before else stored.case
    anew = {"version": stored.version + 1, "state": "open", "approved_by": [], "revision": None, "case_id": case}
    return change_draft(connection, stored, "reopened", who=who, why=why, now=now, **anew)


def read_changes(connection: Connection, draft_id: int) -> tuple[DraftChange, ...]:
    """All that was done to it, the first first."""
    query = select(draft_change).where(draft_change.c.draft == draft_id).order_by(draft_change.c.id)
    return tuple(
        DraftChange(row.version, row.what, row.who, row.why, draft_from_json(row.body), row.at, row.case_id)
        for row in connection.execute(query)
    )


def _note(connection: Connection, of: int, row: dict[str, Any], what: What, who: str, why: str, now: datetime) -> None:
    told = {name: row[name] for name in ("version", "body", "case_id")}
    connection.execute(insert(draft_change).values(draft=of, what=what, who=who, why=why, at=now, **told))
