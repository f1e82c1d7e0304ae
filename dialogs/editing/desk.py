"""The desk of an editor, on the database: each thing that can be done is a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dialogs.editing.turn import RecordMoved
from knowledge.documents import Draft
from knowledge.feedback import Feedback
from storage import drafts as stored_drafts
from storage.changes import Change
from storage.database import Database
from storage.documents import StoredDocument, get_document
from storage.drafts import Approved, DraftChange, StoredDraft
from storage.edits import Undone, edit_records, undo_revision
from storage.feedback import delete_judgement, feedback_since
from storage.register import Known, Version, current_revision, history
from storage.uploads import newest_upload


@dataclass(frozen=True, slots=True)
class DatabaseDesk:
    """See ``dialogs.editing.turn.Desk``."""

    database: Database
    who: str
    names: Mapping[str, str]
    """How editors that the settings name are told, by key."""
    two_persons: bool
    clock: Callable[[], datetime]
    known: Known
    changed: Callable[[], None]
    """Called when the register has changed, so that this replica need not wait for its next look."""

    def name_of(self, who: str) -> tuple[str, bool]:
        """The entry of the settings, or a short mark of the key."""
        if not who:
            return "", False
        return self.names.get(who, f"redaktør {who[:6]}"), who == self.who

    async def drafts(self) -> tuple[StoredDraft, ...]:
        """The open drafts."""
        async with self.database.session() as session:
            return await stored_drafts.list_drafts(session)

    async def draft(self, number: int) -> StoredDraft | None:
        """One draft."""
        async with self.database.session() as session:
            return await stored_drafts.get_draft(session, number)

    async def correct(self, stored: StoredDraft, changed: Draft, case: str | None) -> StoredDraft:
        """Correct a draft."""
        async with self.database.session(write=True) as session:
            return await stored_drafts.correct_draft(
                session, stored.id, changed, case=case, version=stored.version, who=self.who, now=self.clock()
            )

    async def approve(self, number: int, version: int) -> Approved:
        """Approve a draft."""
        async with self.database.session(write=True) as session:
            done = await stored_drafts.approve_draft(
                session,
                number,
                version=version,
                who=self.who,
                two_persons=self.two_persons,
                now=self.clock(),
                known=self.known,
            )
        if done.revision is not None:
            self.changed()
        return done

    async def reject(self, number: int, version: int, why: str) -> StoredDraft:
        """Reject a draft."""
        async with self.database.session(write=True) as session:
            return await stored_drafts.reject_draft(session, number, version=version, who=self.who, why=why, now=self.clock())

    async def reopen(self, stored: StoredDraft) -> StoredDraft:
        """Open a rejected draft again."""
        async with self.database.session(write=True) as session:
            return await stored_drafts.reopen_draft(
                session, stored.id, version=stored.version, who=self.who, why="", now=self.clock()
            )

    async def draft_history(self, number: int) -> tuple[DraftChange, ...]:
        """All that was done to a draft."""
        async with self.database.session() as session:
            return await stored_drafts.draft_history(session, number)

    async def feedback(self, since: date) -> Feedback:
        """All feedback from that day on."""
        async with self.database.session() as session:
            return await feedback_since(session, since)

    async def delete_feedback(self, reference: str) -> bool:
        """Delete a judgement."""
        async with self.database.session(write=True) as session:
            return await delete_judgement(session, reference)

    async def undo(self, revision: int) -> Undone:
        """Take back a revision."""
        async with self.database.session(write=True) as session:
            done = await undo_revision(session, revision, who=self.who, why="", now=self.clock(), known=self.known)
        self.changed()
        return done

    async def document(self, number: int | None) -> StoredDocument | None:
        """The document of that number, or the editor's newest."""
        async with self.database.session() as session:
            wanted = number or await newest_upload(session, self.who)
            return await get_document(session, wanted) if wanted else None

    async def history(self, kind: str, record: str) -> tuple[Version, ...]:
        """Every version of a record."""
        async with self.database.session() as session:
            return await history(session, kind, record)

    async def save(self, changes: Sequence[Change], *, version: int, reason: str) -> int:
        """Write the changes, unless the first of them is another by now."""
        async with self.database.session(write=True) as session:
            versions = await history(session, changes[0].kind, changes[0].record_id)
            # one that was taken away may be made anew
            current = versions[-1].version if versions and versions[-1].record is not None else 0
            if current != version:
                raise RecordMoved(current)
            before = await current_revision(session)
            written = await edit_records(session, changes, who=self.who, reason=reason, now=self.clock(), known=self.known)
        if written.revision != before:
            self.changed()
        return written.revision
