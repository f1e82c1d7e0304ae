"""Documents that editors hand in: taken in, how far they have come, what came of them."""

from __future__ import annotations

from dialogs.editing.draft_fields import shown
from dialogs.editing.turn import EditorTurn
from dialogs.editing.upload_replies import failed, read
from dialogs.handlers.common import choice, on_day
from dialogs.model import Answer, AttachmentFault, Choice, Reply
from knowledge.model import Language
from storage.documents import StoredDocument


def received(language: Language, stored: StoredDocument, *, new: bool) -> Reply:
    """A document has been taken in, or was here already."""
    at = f"Status for opplasting {stored.id}"
    if new or stored.state in ("waiting", "working"):
        facts = {"name": stored.name, "number": stored.id, "new": new}
        button = Choice("Vis status", at)
        return Reply("upload/reading", language, facts, (), (button,), follow=f"Følg opplasting {stored.id}")
    facts = {"name": stored.name, "on": on_day(stored.uploaded_at.date()), "drafts": list(stored.drafts), "reason": stored.reason}
    buttons = tuple(Choice(f"Utkast {each}", f"Utkast {each}") for each in stored.drafts[:4])
    return Reply("upload/known", language, facts, (), buttons)


def not_received(language: Language, name: str, fault: AttachmentFault) -> Reply:
    """A file could not be had."""
    return failed(language, name, fault.reason)


async def status(turn: EditorTurn) -> Answer:
    """How far the document has come that was asked about, or the last one handed in."""
    stored = await turn.at().document(turn.command.number or turn.memory.get("document"))
    if stored is None:
        return Answer(Reply("upload/none", turn.language, {}, (), (choice(turn, "Alle utkast", "Alle utkast"),)))
    return Answer(await _told(turn, stored))


async def follow(turn: EditorTurn) -> Answer:
    """The same, asked by a page that shows the news by itself."""
    return await status(turn)


async def _told(turn: EditorTurn, stored: StoredDocument) -> Reply:
    if stored.state == "failed":
        return failed(turn.language, stored.name, stored.reason)
    if stored.state == "done":
        found = [await turn.at().draft(each) for each in stored.drafts]
        titles = [(each.id, shown(turn.knowledge, turn.language, each.draft, "title")) for each in found if each]
        return read(turn.language, stored.name, titles, stored.reason)
    facts = {"name": stored.name, "state": stored.state, "done": stored.pages_done, "total": stored.pages_total}
    say = f"Status for opplasting {stored.id}"
    return Reply("upload/status", turn.language, facts, (), (Choice("Vis status", say),), follow=f"Følg opplasting {stored.id}")
