"""Documents that were handed in: kept while they wait and are read, then forgotten but for what was drafted from them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, RowMapping, Update, and_, insert, or_, select, update

from knowledge.documents import Extraction
from knowledge.drafting import proposed_case
from knowledge.model import Register
from storage.draft_rows import add_drafts
from storage.drafts import StoredDraft
from storage.errors import Refused
from storage.register import Known, up_to_date
from storage.session import Session
from storage.tables import document, draft

DocumentState = Literal["waiting", "working", "done", "failed"]

ATTEMPTS = 3
"""So many times a document is begun on; one that takes its reader down with it is then given up."""
INTERRUPTED = "interrupted"
"""The reason of a document that was given up so."""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """How far a document has come."""

    id: int
    name: str
    digest: str
    """SHA-256 of the bytes, by which the same document is known again, whatever it is called."""
    state: DocumentState
    pages_done: int
    pages_total: int
    """0 until it is known."""
    drafts: tuple[int, ...]
    """The drafts that were read out of it, once it is done."""
    reason: str
    """Why it failed (a ``DocumentError`` reason, or ``INTERRUPTED``), or why it gave no draft; empty otherwise."""
    uploaded_at: datetime
    uploaded_by: str
    """Key of the person, or the name given at the command line; empty when it failed."""


@dataclass(frozen=True, slots=True)
class ClaimedDocument:
    """A document to be read now, by whoever claimed it, until the lease lapses."""

    document: StoredDocument
    data: bytes
    reference: Mapping[str, Any] | None
    """Where to tell of it."""
    language: str


class DocumentSettled(Refused):
    """It is not being read any more: another has read it meanwhile, or it was given up. Nothing was kept of this reading."""


def digest_of(data: bytes) -> str:
    """What a document is known again by."""
    return hashlib.sha256(data).hexdigest()


async def add_document(
    session: Session, name: str, data: bytes, *, who: str, reference: Mapping[str, Any] | None, language: str, now: datetime
) -> tuple[StoredDocument, bool]:
    """Keep a document to be read; (it, True), or (the one with the same bytes that is here already, False).

    A failed one with the same bytes does not count: it is tried again. Needs ``database.session(write=True)``.
    """
    session.require_write()
    row = {
        **_row(name, digest_of(data), who, now),
        "state": "waiting",
        "data": data,
        "reference": None if reference is None else dict(reference),
        "language": language,
    }
    return await session.run(lambda c: _add(c, row))


async def claim_document(session: Session, *, now: datetime, lease: timedelta) -> ClaimedDocument | None:
    """The oldest document that waits, or whose reader has been silent for a lease; None when there is none.

    On PostgreSQL with FOR UPDATE SKIP LOCKED, so that two replicas never read the same: a plain session does. One whose
    reader has been silent ``ATTEMPTS`` times is given up.
    """
    return await session.run(lambda c: _claim(c, now, now - lease))


async def note_progress(session: Session, document_id: int, done: int, total: int, *, now: datetime) -> None:
    """So many pages of so many are read; renews the lease."""
    row = {"pages_done": done, "pages_total": total, "heard_at": now}
    await session.run(lambda c: c.execute(_working(document_id).values(**row)))


async def finish_document(
    session: Session, document_id: int, extraction: Extraction, *, now: datetime, known: Known | None = None
) -> tuple[StoredDraft, ...]:
    """Keep the drafts, each with the case that it seems to be a step of, and let go of bytes and reference.

    DocumentSettled when it is not being read any more. Needs ``database.session(write=True)``. ``known`` is a register
    that is at hand and the revision that it was read at: then only what has changed since is read.
    """
    session.require_write()
    register = await up_to_date(session, known)
    return await session.run(lambda c: _finish(c, document_id, extraction, register, now))


async def fail_document(session: Session, document_id: int, reason: str, *, now: datetime) -> None:
    """It cannot be read: all of it is let go of but name, digest, reason and time. DocumentSettled."""

    def query(connection: Connection) -> None:
        if not connection.execute(_working(document_id).values(**_failed(reason, now))).rowcount:
            raise DocumentSettled(document_id)

    await session.run(query)


async def keep_extraction(
    session: Session, name: str, digest: str, extraction: Extraction, *, who: str, now: datetime, known: Known | None = None
) -> tuple[StoredDocument, tuple[StoredDraft, ...]] | None:
    """Keep what was read out of a document that never waited, in one go; None when that document is here already.

    One that failed before is taken in its place. Needs ``database.session(write=True)``.
    """
    session.require_write()
    register = await up_to_date(session, known)

    def query(connection: Connection) -> tuple[StoredDocument, tuple[StoredDraft, ...]] | None:
        row = {**_row(name, digest, who, now), "state": "working", "data": b"", "heard_at": now, "language": "nb"}
        stored, is_new = _add(connection, row)
        if not is_new:
            return None
        drafts = _finish(connection, stored.id, extraction, register, now)
        kept = _read(connection, document.c.id == stored.id)
        assert kept is not None
        return kept, drafts

    return await session.run(query)


async def get_document(session: Session, document_id: int) -> StoredDocument | None:
    """How far it has come."""
    return await session.run(lambda c: _read(c, document.c.id == document_id))


async def find_document(session: Session, digest: str) -> StoredDocument | None:
    """The document with these bytes, whatever became of it."""
    return await session.run(lambda c: _read(c, document.c.digest == digest))


def _row(name: str, digest: str, who: str, now: datetime) -> dict[str, Any]:
    return {
        "name": name,
        "digest": digest,
        "reason": "",
        "pages_done": 0,
        "pages_total": 0,
        "uploaded_at": now,
        "uploaded_by": who,
        "attempts": 0,
        "heard_at": None,
        "reference": None,
    }


def _read(connection: Connection, where: ColumnElement[bool]) -> StoredDocument | None:
    # the bytes may be many, and are not asked for
    columns = [column for column in document.c if column.name not in ("data", "reference")]
    row = connection.execute(select(*columns).where(where)).mappings().first()
    return None if row is None else _stored(connection, row)


def _stored(connection: Connection, row: RowMapping) -> StoredDocument:
    drafts = connection.scalars(select(draft.c.id).where(draft.c.document == row["id"]).order_by(draft.c.id)).all()
    return StoredDocument(
        id=row["id"],
        name=row["name"],
        digest=row["digest"],
        state=row["state"],
        pages_done=row["pages_done"],
        pages_total=row["pages_total"],
        drafts=tuple(drafts),
        reason=row["reason"],
        uploaded_at=row["uploaded_at"],
        uploaded_by=row["uploaded_by"],
    )


def _add(connection: Connection, row: dict[str, Any]) -> tuple[StoredDocument, bool]:
    there = _read(connection, document.c.digest == row["digest"])
    if there is None:
        connection.execute(insert(document).values(**row))
    elif there.state == "failed":
        connection.execute(update(document).where(document.c.id == there.id).values(**row))
    else:
        return there, False
    stored = _read(connection, document.c.digest == row["digest"])
    assert stored is not None
    return stored, True


def _claim(connection: Connection, now: datetime, silent_since: datetime) -> ClaimedDocument | None:
    silent = and_(document.c.state == "working", document.c.heard_at <= silent_since)
    given_up = update(document).where(silent, document.c.attempts >= ATTEMPTS)
    connection.execute(given_up.values(**_failed(INTERRUPTED, now)))
    oldest = (
        select(document.c.id)
        .where(or_(document.c.state == "waiting", silent))
        .order_by(document.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    taken = {"state": "working", "heard_at": now, "attempts": document.c.attempts + 1, "pages_done": 0}
    claim = update(document).where(document.c.id == oldest).values(**taken).returning(*document.c)
    row = connection.execute(claim).mappings().first()
    if row is None:
        return None
    return ClaimedDocument(_stored(connection, row), row["data"], row["reference"], row["language"])


def _finish(
    connection: Connection, document_id: int, extraction: Extraction, register: Register, now: datetime
) -> tuple[StoredDraft, ...]:
    who = connection.scalar(select(document.c.uploaded_by).where(document.c.id == document_id)) or ""
    done = {"state": "done", "reason": extraction.why_none or "", "data": None, "reference": None, "heard_at": None}
    pages = {"pages_done": document.c.pages_total}
    if not connection.execute(_working(document_id).values(**done, **pages)).rowcount:
        raise DocumentSettled(document_id)
    found = [(each, proposed_case(register, each)) for each in extraction.drafts]
    return add_drafts(connection, document_id, found, who=who, now=now)


def _working(document_id: int) -> Update:
    return update(document).where(document.c.id == document_id, document.c.state == "working")


def _failed(reason: str, now: datetime) -> dict[str, Any]:
    gone = {"data": None, "reference": None, "heard_at": None, "uploaded_by": "", "pages_done": 0, "pages_total": 0}
    return {"state": "failed", "reason": reason, "uploaded_at": now, **gone}
