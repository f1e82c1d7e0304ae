"""Drafts of steps of cases, read out of documents: corrected, approved and rejected by editors, each change kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from knowledge.documents import Draft
from storage.session import Session

DraftState = Literal["open", "approved", "rejected"]


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A draft as it is now."""

    id: int
    version: int
    """Counts the changes. Whoever changes it names the version that they saw."""
    document: int
    document_name: str
    draft: Draft
    state: DraftState
    case: str | None
    """The known case that it is proposed as a step of; None for a new case."""
    approved_by: tuple[str, ...]
    """Keys of those who have approved this version of it."""
    created_at: datetime


@dataclass(frozen=True, slots=True)
class DraftChange:
    """One thing that was done to a draft."""

    version: int
    what: Literal["created", "corrected", "approved", "rejected"]
    who: str
    why: str
    draft: Draft
    at: datetime


@dataclass(frozen=True, slots=True)
class Approved:
    """What came of an approval."""

    draft: StoredDraft
    revision: int | None
    """The revision of the register that it is live with; None while a second person is waited for."""


class DraftMoved(Exception):
    """The draft has changed since it was seen, or is settled already. ``draft`` is how it is now."""

    def __init__(self, draft: StoredDraft) -> None:
        self.draft = draft
        super().__init__(f"draft {draft.id} is {draft.state}, version {draft.version}")


class SamePerson(Exception):
    """The second approval came from the one who gave the first."""


async def list_drafts(session: Session, *, state: DraftState = "open") -> tuple[StoredDraft, ...]:
    """The drafts in that state, the oldest first."""
    raise NotImplementedError


async def get_draft(session: Session, draft: int) -> StoredDraft | None:
    """The draft, whatever its state."""
    raise NotImplementedError


async def correct_draft(
    session: Session, draft: int, changed: Draft, *, case: str | None, version: int, who: str, now: datetime
) -> StoredDraft:
    """Put the corrected draft in its place; approvals of the version before no longer count. DraftMoved."""
    raise NotImplementedError


async def approve_draft(session: Session, draft: int, *, version: int, who: str, two_persons: bool, now: datetime) -> Approved:
    """Approve it; with the last approval that is needed its step is written to the register in the same transaction.

    DraftMoved; SamePerson; ``InvalidContent`` when the register would not be whole with it.
    """
    raise NotImplementedError


async def reject_draft(session: Session, draft: int, *, version: int, who: str, why: str, now: datetime) -> StoredDraft:
    """Settle that it is not to be taken in. DraftMoved."""
    raise NotImplementedError


async def draft_history(session: Session, draft: int) -> tuple[DraftChange, ...]:
    """All that was done to it, the first first."""
    raise NotImplementedError
