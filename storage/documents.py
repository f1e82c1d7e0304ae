"""Documents that were handed in: kept while they wait and are read, then forgotten but for what was drafted from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from knowledge.documents import Extraction
from storage.drafts import StoredDraft
from storage.session import Session

DocumentState = Literal["waiting", "working", "done", "failed"]


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """How far a document has come."""

    id: int
    name: str
    digest: str
    """SHA-256 of the bytes, by which the same document is known again."""
    state: DocumentState
    pages_done: int
    pages_total: int
    """0 until it is known."""
    drafts: tuple[int, ...]
    """The drafts that were read out of it, once it is done."""
    reason: str
    """Why it failed (a ``DocumentError`` reason), or why it gave no draft; empty otherwise."""
    uploaded_at: datetime
    uploaded_by: str
    """Key of the person; empty for the command line."""


@dataclass(frozen=True, slots=True)
class ClaimedDocument:
    """A document to be read now, by whoever claimed it, until the lease lapses."""

    document: StoredDocument
    data: bytes
    reference: Mapping[str, Any] | None
    """Where to tell of it."""
    language: str


async def add_document(
    session: Session, name: str, data: bytes, *, who: str, reference: Mapping[str, Any] | None, language: str, now: datetime
) -> tuple[StoredDocument, bool]:
    """Keep a document to be read; (it, True), or (the one with the same bytes that is here already, False).

    A failed one with the same bytes does not count: it may be tried again. Needs ``database.session(write=True)``.
    """
    raise NotImplementedError


async def claim_document(session: Session, *, now: datetime, lease: timedelta) -> ClaimedDocument | None:
    """The oldest document that waits, or whose reader has been silent for a lease; None when there is none.

    On PostgreSQL with FOR UPDATE SKIP LOCKED, so that two replicas never read the same.
    """
    raise NotImplementedError


async def note_progress(session: Session, document: int, done: int, total: int, *, now: datetime) -> None:
    """So many pages of so many are read; renews the lease."""
    raise NotImplementedError


async def finish_document(session: Session, document: int, extraction: Extraction, *, now: datetime) -> tuple[StoredDraft, ...]:
    """Keep the drafts and let go of bytes and reference, in one transaction."""
    raise NotImplementedError


async def fail_document(session: Session, document: int, reason: str, *, now: datetime) -> None:
    """It cannot be read: its bytes and reference are let go of, and the reason is kept."""
    raise NotImplementedError


async def get_document(session: Session, document: int) -> StoredDocument | None:
    """How far it has come."""
    raise NotImplementedError
