"""Documents and drafts at the command line: handing in, looking, approving, rejecting, taking back."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from dialogs.editing import papers_told
from dialogs.editing.papers_told import Taken
from dialogs.feedback import told as told_of
from dialogs.settings import BadSettings, Settings
from knowledge import shipped
from knowledge.documents import Extraction
from knowledge.errors import KnowledgeError
from knowledge.extraction.vocabulary import Vocabulary
from knowledge.snapshot import Knowledge
from knowledge.sources.documents import DocumentError, Limits, process_apart
from knowledge.sources.folders import Unreadable, bytes_of, documents_in
from storage.database import Database
from storage.documents import StoredDocument, digest_of, find_document, keep_extraction
from storage.drafts import NoSuchDraft, approve_draft, draft_history, get_draft, list_drafts, reject_draft
from storage.edits import undo_revision
from storage.errors import Refused
from storage.feedback import delete_judgement, delete_question, feedback_since
from storage.looking import register_at
from storage.register import Known, current_revision, latest_revisions, load_register

Opened = Callable[[Settings], AbstractAsyncContextManager[Database]]

LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Desk:
    """What the commands need of the door."""

    settings: Settings
    opened: Opened
    clock: Callable[[], datetime]
    snapshot: Callable[[Database], Awaitable[Knowledge]]
    """What the register holds, ready to be asked."""


async def run(arguments: argparse.Namespace, desk: Desk) -> int:
    """Do the command; its exit status."""
    if arguments.command == "ingest":
        return await ingest(arguments, desk)
    commands = {
        "drafts": drafts, "approve": approve, "reject": reject, "history": history, "undo": undo, "feedback": feedback,
    }  # fmt: skip
    async with desk.opened(desk.settings) as database:
        for line in await commands[arguments.command](arguments, desk, database):
            print(line)
    return 0


async def ingest(arguments: argparse.Namespace, desk: Desk) -> int:
    """Read documents and keep their drafts, or with --dry-run only tell; 1 when any of them cannot be read."""
    paths = documents_in(arguments.document)
    if arguments.dry_run:
        looked = await register_at(desk.settings.database_url)
        register = looked if looked is not None else await asyncio.to_thread(shipped.load)
        vocabulary = Vocabulary.of(register)
        found = [_told(await _read(path, vocabulary), arguments) for path in paths]
    else:
        async with desk.opened(desk.settings) as database:
            async with database.session() as session:
                # in this order: the register is then that revision, or newer
                revision, register = await current_revision(session), await load_register(session)
            keeper = _Keeper(database, (register, revision), Vocabulary.of(register), arguments.who, desk.clock)
            found = [_told(await keeper.take(path), arguments) for path in paths]
    if arguments.json:
        print(papers_told.as_json(register, found))
    elif not found:
        print("No documents were found there.")
    return 1 if any(taken.state == "failed" for taken in found) else 0


def _told(taken: Taken, arguments: argparse.Namespace) -> Taken:
    """Tell of a file as soon as it is done."""
    if taken.state == "failed":
        print(papers_told.line(taken), file=sys.stderr, flush=True)
    elif not arguments.json:
        print(papers_told.line(taken), flush=True)
    return taken


async def _read(path: Path, vocabulary: Vocabulary, data: bytes | None = None) -> Taken:
    """Read a document and keep nothing."""
    try:
        data = await asyncio.to_thread(bytes_of, path, LIMITS.bytes) if data is None else data
        read: Extraction = await process_apart(path.name, data, vocabulary, LIMITS)
    except KnowledgeError as fault:
        return _failed(path, fault)
    return Taken(str(path), path.name, "read", read.drafts, reason=read.why_none or "")


def _failed(path: Path, fault: KnowledgeError) -> Taken:
    message = str(fault) if isinstance(fault, DocumentError | Unreadable) else "it could not be worked on; the log tells more."
    return Taken(str(path), path.name, "failed", reason=getattr(fault, "reason", "failed"), message=message)


@dataclass(frozen=True, slots=True)
class _Keeper:
    """Reads documents that are new, and keeps their drafts: each document whole, or not at all."""

    database: Database
    known: Known
    vocabulary: Vocabulary
    who: str
    clock: Callable[[], datetime]

    async def take(self, path: Path) -> Taken:
        """What came of the file. One that was taken in before is not even read."""
        try:
            data = await asyncio.to_thread(bytes_of, path, LIMITS.bytes)
        except Unreadable as fault:
            return _failed(path, fault)
        digest = digest_of(data)
        async with self.database.session() as session:
            there = await find_document(session, digest)
        if there is not None and there.state != "failed":
            return _there(path, there)
        taken = await _read(path, self.vocabulary, data)
        if taken.state == "failed":
            return taken
        read = Extraction(taken.drafts, taken.reason or None)  # type: ignore[arg-type]  # it came from one
        async with self.database.session(write=True) as session:
            kept = await keep_extraction(session, path.name, digest, read, who=self.who, now=self.clock(), known=self.known)
            there = await find_document(session, digest)
        if kept is None and there is not None:  # somebody else was quicker
            return _there(path, there)
        return replace(taken, ids=kept[0].drafts if kept else ())


def _there(path: Path, there: StoredDocument) -> Taken:
    state: Literal["known", "pending"] = "known" if there.state == "done" else "pending"
    return Taken(str(path), path.name, state, ids=there.drafts)


async def drafts(arguments: argparse.Namespace, desk: Desk, database: Database) -> Iterable[str]:
    """The drafts that wait; or those that are asked for, with all that is known of them."""
    async with database.session() as session:
        register = await load_register(session)
        if not arguments.draft:
            return list(papers_told.listed(register, await list_drafts(session)))
        lines: list[str] = []
        for number in arguments.draft:
            if (stored := await get_draft(session, number)) is None:
                raise NoSuchDraft(number)
            lines += papers_told.whole(register, stored, await draft_history(session, number))
    return lines


async def approve(arguments: argparse.Namespace, desk: Desk, database: Database) -> Iterable[str]:
    """Approve drafts, one after the other; each is live by itself."""
    return [await _approve(number, arguments.who, desk, database) for number in arguments.draft]


async def _approve(number: int, who: str, desk: Desk, database: Database) -> str:
    async with database.session(write=True) as session:
        if (stored := await get_draft(session, number)) is None:
            raise NoSuchDraft(number)
        two = desk.settings.two_persons
        done = await approve_draft(session, number, version=stored.version, who=who, two_persons=two, now=desk.clock())
    return papers_told.approved(done)


async def reject(arguments: argparse.Namespace, desk: Desk, database: Database) -> Iterable[str]:
    """Reject a draft."""
    async with database.session(write=True) as session:
        if (stored := await get_draft(session, arguments.draft)) is None:
            raise NoSuchDraft(arguments.draft)
        why, who, version = arguments.why, arguments.who, stored.version
        await reject_draft(session, stored.id, version=version, who=who, why=why, now=desk.clock())
    return [f"Draft {stored.id} is rejected."]


async def history(arguments: argparse.Namespace, desk: Desk, database: Database) -> Iterable[str]:
    """The latest changes of the register."""
    async with database.session() as session:
        return list(papers_told.revisions(await latest_revisions(session, max(arguments.last, 1))))


async def undo(arguments: argparse.Namespace, desk: Desk, database: Database) -> Iterable[str]:
    """Take back a revision of the register."""
    async with database.session(write=True) as session:
        done = await undo_revision(session, arguments.revision, who=arguments.who, why=arguments.why, now=desk.clock())
    again = [f"Draft {each.id} waits for approval again." for each in done.reopened]
    return [f"Revision {arguments.revision} is taken back, with revision {done.written.revision}.", *again]


async def feedback(arguments: argparse.Namespace, desk: Desk, database: Database) -> Iterable[str]:
    """What went wrong, or one judgement or question taken away."""
    async with database.session(write=True) as session:
        if reference := arguments.delete:
            if not (await delete_judgement(session, reference) or await delete_question(session, reference)):
                raise Refused(f"There is no feedback {reference}.")
            return [f"{reference} is deleted."]
        found = await feedback_since(session, arguments.since or date.min)
    if arguments.csv:
        try:
            await asyncio.to_thread(arguments.csv.write_text, told_of.as_csv(found), encoding="utf-8-sig", newline="")
        except OSError as error:
            raise BadSettings(f"{error.filename} cannot be written: {error.strerror}.") from error
        return [f"{arguments.csv}: {told_of.summary(found)}"]
    return [told_of.as_json(found)] if arguments.json else told_of.lines(found)
