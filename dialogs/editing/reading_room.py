"""Documents that were handed in are read here, one after the other, beside the answering. What a killed process left is
picked up by whoever comes next: what waits is in the database, with a lease on what is being read.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from dialogs.editing.upload_replies import failed, read
from dialogs.model import RenderedReply, Reply
from knowledge.documents import Extraction
from knowledge.errors import KnowledgeError
from knowledge.model import Language
from knowledge.snapshot import Knowledge
from storage.database import Database
from storage.documents import ClaimedDocument, DocumentSettled, claim_document, fail_document, finish_document, note_progress
from storage.drafts import StoredDraft
from storage.errors import StorageError

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
"""A reader that has not been heard of for so long is taken for dead."""
HEARTBEAT = 2.0
"""Seconds between two signs of life."""
LOOK = 15.0
"""Seconds between two looks for what others have left, when nobody says that something waits."""
TOLD_AFTER = (15.0, 60.0, 180.0)
"""When somebody who waits is told how far it has come: so many seconds after the start, and not more often."""

OnProgress = Callable[[int, int], Awaitable[None]]
Process = Callable[[str, bytes, Knowledge, OnProgress], Awaitable[Extraction]]
"""Reads a document apart from this process; a KnowledgeError with a ``reason`` when it cannot be read."""
Tell = Callable[[Mapping[str, Any], RenderedReply], Awaitable[None]]
"""Writes to a conversation unprompted; may raise."""


@dataclass(slots=True)
class _Progress:
    done: int = 0
    total: int = 0

    async def note(self, done: int, total: int) -> None:
        self.done, self.total = done, total


@dataclass(slots=True)
class ReadingRoom:
    """Reads what waits, until cancelled."""

    database: Database
    knowledge: Callable[[], Knowledge]
    """What is known right now."""
    process: Process
    render: Callable[[Reply], RenderedReply]
    tell: Tell
    clock: Callable[[], datetime]
    waiting: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a document has come in, so that nobody waits for the next look."""

    async def run(self) -> None:
        """Read, and look again; a fault of one document is logged and stops nothing."""
        while True:
            try:
                while await self.read_one():
                    pass
            except StorageError as error:
                log.warning("documents cannot be looked for, trying again in %s s: %s", LOOK, error)
            except Exception:
                log.exception("a document could not be taken in; it is tried again when its lease is out")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK):
                    await self.waiting.wait()
            self.waiting.clear()

    async def read_one(self) -> bool:
        """Read the oldest document that waits; False when none does."""
        async with self.database.session() as session:
            claimed = await claim_document(session, now=self.clock(), lease=LEASE)
        if claimed is None:
            return False
        progress = _Progress()
        alive = asyncio.create_task(self._sign_of_life(claimed, progress))
        try:
            outcome = await self._outcome(claimed, progress)
        finally:
            alive.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await alive
        await self._settle(claimed, outcome)
        return True

    async def _outcome(self, claimed: ClaimedDocument, progress: _Progress) -> Extraction | str:
        """What was read out of it, or why it cannot be read."""
        try:
            return await self.process(claimed.document.name, claimed.data, self.knowledge(), progress.note)
        except KnowledgeError as fault:
            return str(getattr(fault, "reason", "interrupted"))

    async def _settle(self, claimed: ClaimedDocument, outcome: Extraction | str) -> None:
        """Keep what came of it, then tell: a message that is lost loses no draft."""
        document, language = claimed.document, _language(claimed)
        try:
            if isinstance(outcome, str):
                async with self.database.session(write=True) as session:
                    await fail_document(session, document.id, outcome, now=self.clock())
                reply = failed(language, document.name, outcome)
            else:
                reply = read(language, document.name, _titles(await self._keep(document.id, outcome)), outcome.why_none or "")
        except DocumentSettled:
            log.info("document %s was settled by another reader", document.id)
            return
        await self._tell(claimed, reply)

    async def _keep(self, document: int, extraction: Extraction) -> tuple[StoredDraft, ...]:
        known = self.knowledge()
        async with self.database.session(write=True) as session:
            return await finish_document(session, document, extraction, now=self.clock(), known=(known.register, known.revision))

    async def _sign_of_life(self, claimed: ClaimedDocument, progress: _Progress) -> None:
        """Renew the lease and note how far it has come; now and then tell the one who waits."""
        seconds = 0.0
        times = list(TOLD_AFTER)
        while True:
            await asyncio.sleep(HEARTBEAT)
            seconds += HEARTBEAT
            try:
                async with self.database.session(write=True) as session:
                    await note_progress(session, claimed.document.id, progress.done, progress.total, now=self.clock())
            except StorageError as error:
                log.warning("progress of document %s could not be noted: %s", claimed.document.id, error)
            if times and seconds >= times[0]:
                times.pop(0)
                await self._tell(claimed, _under_way(claimed, progress))

    async def _tell(self, claimed: ClaimedDocument, reply: Reply) -> None:
        if claimed.reference is None:
            return
        try:
            await self.tell(claimed.reference, self.render(reply))
        except Exception as error:
            log.warning("nobody could be told of document %s: %s", claimed.document.id, error)


def _titles(drafts: tuple[StoredDraft, ...]) -> list[tuple[int, str]]:
    return [(each.id, each.draft.title or "") for each in drafts]


def _under_way(claimed: ClaimedDocument, progress: _Progress) -> Reply:
    facts = {"name": claimed.document.name, "state": "working", "done": progress.done, "total": progress.total}
    return Reply("upload/status", _language(claimed), facts)


def _language(claimed: ClaimedDocument) -> Language:
    return "nn" if claimed.language == "nn" else "nb"
