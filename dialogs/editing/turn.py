"""What a handler for editors may look at and do: the turn with a desk to work at. Which database it is does not show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dialogs.model import Turn
from knowledge.documents import Draft
from knowledge.feedback import Feedback
from knowledge.understanding.editing import Command
from storage.changes import Change
from storage.documents import StoredDocument
from storage.drafts import Approved, DraftChange, StoredDraft
from storage.edits import Undone
from storage.register import Version


class RecordMoved(Exception):
    """The record has changed since its form was shown. ``version`` is the one in force."""

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__(f"version {version} is in force")


class Desk(Protocol):
    """What an editor can do, each in a transaction of its own. Errors are those of ``storage.drafts`` and ``storage.edits``."""

    @property
    def two_persons(self) -> bool:
        """True when a draft needs the approval of two."""
        ...

    def name_of(self, who: str) -> tuple[str, bool]:
        """How the person of that key is named to this editor, and whether it is the editor: (name, themselves)."""
        ...

    async def drafts(self) -> tuple[StoredDraft, ...]:
        """The open drafts."""
        ...

    async def draft(self, number: int) -> StoredDraft | None:
        """One draft."""
        ...

    async def correct(self, stored: StoredDraft, changed: Draft, case: str | None) -> StoredDraft:
        """The draft as corrected; DraftMoved when it is another than ``stored`` by now."""
        ...

    async def approve(self, number: int, version: int) -> Approved:
        """Approve a draft."""
        ...

    async def reject(self, number: int, version: int, why: str) -> StoredDraft:
        """Reject a draft."""
        ...

    async def reopen(self, stored: StoredDraft) -> StoredDraft:
        """Open a rejected draft again."""
        ...

    async def draft_history(self, number: int) -> tuple[DraftChange, ...]:
        """All that was done to a draft."""
        ...

    async def feedback(self, since: date) -> Feedback:
        """All feedback from that day on."""
        ...

    async def delete_feedback(self, reference: str) -> bool:
        """Delete a judgement with its comment; False when there is none of that reference."""
        ...

    async def undo(self, revision: int) -> Undone:
        """Take back all that a revision changed."""
        ...

    async def document(self, number: int | None) -> StoredDocument | None:
        """The document of that number, or the one that the editor handed in last."""
        ...

    async def history(self, kind: str, record: str) -> tuple[Version, ...]:
        """Every version of a record."""
        ...

    async def save(self, changes: Sequence[Change], *, version: int, reason: str) -> int:
        """The revision after the changes, the first of which was shown in ``version`` (0: new); RecordMoved."""
        ...


@dataclass(frozen=True, slots=True)
class EditorTurn(Turn):
    """A turn of an editor."""

    desk: Desk | None = None

    def at(self) -> Desk:
        """The desk; only those who may edit get here."""
        assert self.desk is not None
        return self.desk

    @property
    def command(self) -> Command:
        """What the editor wants done."""
        assert self.question.command is not None
        return self.question.command
