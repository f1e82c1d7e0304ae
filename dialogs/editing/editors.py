"""The editors' part of the one path: who may edit, commands, forms and files in, and a polite no to everybody else."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dialogs.aside import Remembered, spoken_in
from dialogs.editing.desk import DatabaseDesk
from dialogs.editing.turn import EditorTurn
from dialogs.editing.typed_forms import remembered, typed
from dialogs.handlers import draft_changes, drafts, editing, feedback, record_changes, uploads
from dialogs.handlers.refusal import refused
from dialogs.model import Answer, AttachmentFault, Message, Reply
from knowledge.model import Language
from knowledge.snapshot import Knowledge
from knowledge.understanding.editing import Command, command
from knowledge.understanding.question import Context, Question, Slots
from knowledge.understanding.words import fold
from storage.database import Database
from storage.documents import add_document
from storage.identity import person_key

log = logging.getLogger(__name__)

_SEEN_DRAFTS = 20

EDITING: Mapping[str, Callable[[EditorTurn], Awaitable[Answer]]] = {
    "drafts": drafts.listing,
    "draft": drafts.show,
    "draft_history": drafts.history,
    "draft_form": draft_changes.show_form,
    "draft_save": draft_changes.save,
    "draft_field": draft_changes.correct_field,
    "draft_clear": draft_changes.correct_field,
    "draft_approve": draft_changes.approve,
    "draft_reject": draft_changes.reject,
    "draft_undo": draft_changes.undo,
    "new_cooperation": editing.new_cooperation,
    "new_case": editing.new_case,
    "new_step": editing.new_step,
    "edit_cooperation": editing.edit_cooperation,
    "edit_case": editing.edit_case,
    "edit_step": editing.edit_step,
    "save_cooperation": record_changes.save_cooperation,
    "save_case": record_changes.save_case,
    "save_step": record_changes.save_step,
    "case_history": record_changes.case_history,
    "cooperation_history": record_changes.cooperation_history,
    "undo_change": record_changes.undo_change,
    "undo_case": record_changes.undo_case,
    "undo_cooperation": record_changes.undo_cooperation,
    "feedback": feedback.overview,
    "feedback_delete": feedback.delete,
    "upload_status": uploads.status,
    "upload_follow": uploads.follow,
}
"""What editors do, by command."""


@dataclass(frozen=True, slots=True)
class Editing:
    """Who may edit, and how."""

    may_edit: Callable[[str], bool] = lambda _: False
    """True for an editor, by the id that the channel gives a person."""
    editors: tuple[str, ...] = ()
    """The entries of the settings, by which editors are named in the history."""
    two_persons: bool = False
    changed: Callable[[], None] = lambda: None
    """Called when the register has changed."""
    received: Callable[[], None] = lambda: None
    """Called when a document waits to be read."""


class Editors:
    """Answers what editors send; None for all that is not theirs alone."""

    def __init__(
        self, database: Database, secret: str, editing: Editing, *, clock: Callable[[], datetime], today: Callable[[], date]
    ) -> None:
        self._database, self._secret, self._editing = database, secret, editing
        self._clock, self._today = clock, today

    def may_edit(self, user: str) -> bool:
        """True for an editor, by the id that the channel gives a person."""
        return self._editing.may_edit(user)

    async def answer(
        self, message: Message, text: str, context: Context, memory: Remembered, knowledge: Knowledge
    ) -> tuple[Reply, ...] | None:
        """The replies to files, and to a command with what was filled in; None when it is neither."""
        editor = self.may_edit(message.address.user)
        if message.attachments:
            return await self._files(message, context.language or "nb", memory, editor=editor)
        wanted, values = self._wanted(message, text, memory.state)
        if wanted is None or (wanted.loose and not self._means_it(wanted, memory.state, editor=editor)):
            return None
        language = spoken_in(message, text, context, knowledge)
        if not editor:
            return self._refuse(wanted.intent, language, memory)
        question = Question(wanted.intent, Slots(), language, command=wanted)
        address, desk = message.address, self._desk(message, memory, knowledge)
        turn = EditorTurn(
            question, knowledge, context, self._today(), memory.state,
            editor=editor, who=memory.person, user=address.user, values=values, desk=desk,
        )  # fmt: skip
        answer = await EDITING[wanted.intent](turn)
        self._remember(memory.state, wanted, answer)
        return (answer.reply,)

    @staticmethod
    def _wanted(message: Message, text: str, state: Mapping[str, Any]) -> tuple[Command | None, Mapping[str, str]]:
        """The command, and what was filled in with it: in the form, or line by line under it."""
        if not message.pressed and "\n" in text:
            first, values = typed(text, state.get("form", ()))
            first = next((say for title, say in state.get("choices", ()) if fold(title) == fold(first)), first)
            wanted = command(first) if values else None
            if wanted is not None:
                return wanted, values
        return command(text), message.values

    @staticmethod
    def _means_it(wanted: Command, state: Mapping[str, Any], *, editor: bool) -> bool:
        """True for words that mean something else to others, said by an editor who has reason to say them."""
        return editor and (wanted.intent != "upload_status" or "document" in state)

    def _refuse(self, what: str, language: Language, memory: Remembered) -> tuple[Reply, ...]:
        log.warning("Refused: somebody who is no editor (%s) tried %s", memory.person[:6], what)
        reply = refused(language, what)
        memory.state["choices"] = [[c.title, c.say] for c in reply.choices]
        return (reply,)

    def _desk(self, message: Message, memory: Remembered, knowledge: Knowledge) -> DatabaseDesk:
        address, editing = message.address, self._editing
        names = {
            person_key(self._secret, address.tenant, address.channel, entry): entry for entry in editing.editors if entry != "*"
        }
        known = (knowledge.register, knowledge.revision)
        return DatabaseDesk(self._database, memory.person, names, editing.two_persons, self._clock, known, editing.changed)

    @staticmethod
    def _remember(state: dict[str, Any], wanted: Command, answer: Answer) -> None:
        """What a button or a line by line answer may refer to; a look that a page takes by itself leaves no trace."""
        if wanted.intent == "upload_follow":
            return
        state["choices"] = [[c.title, c.say] for c in answer.reply.choices]
        state["language"] = answer.reply.language
        state["form"] = remembered(answer.reply.inputs)
        if "draft" in answer.memory:
            number, version = answer.memory["draft"]
            seen = {**state.get("drafts", {}), str(number): version}
            state["drafts"] = dict(list(seen.items())[-_SEEN_DRAFTS:])

    async def _files(self, message: Message, language: Language, memory: Remembered, *, editor: bool) -> tuple[Reply, ...]:
        """Take the files in, to be read in the background; those of others are not even fetched."""
        if not editor:
            return self._refuse("upload", language, memory)
        replies = []
        for attachment in message.attachments:
            try:
                data = await attachment.fetch()
            except AttachmentFault as fault:
                replies.append(uploads.not_received(language, attachment.name, fault))
                continue
            async with self._database.session(write=True) as session:
                stored, new = await add_document(
                    session, attachment.name, data, who=memory.person, reference=message.reference, language=language,
                    now=self._clock(),
                )  # fmt: skip
            memory.state["document"] = stored.id
            replies.append(uploads.received(language, stored, new=new))
            self._editing.received()
        memory.state["choices"] = [[c.title, c.say] for c in replies[-1].choices]
        return tuple(replies)
