"""A press on a question's card: counted or not, and what the one who pressed is told, who alone sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dialogs.model import Message, Reply
from dialogs.training.group.cards import Cards, Note, told
from dialogs.training.group.says import CHOSEN
from knowledge.model import Language
from knowledge.quiz import Kind
from knowledge.quiz_json import item_from_json
from knowledge.snapshot import Knowledge
from knowledge.understanding.group_commands import GroupCommand
from storage import group_quiz, group_votes
from storage.database import Database
from storage.group_quiz import GroupQuestion, GroupSession

_BOT = "28:"
"""What the ids of bots begin with in Teams."""
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Voter:
    """Who presses, as far as a quiz needs to know."""

    person: str
    name: str
    """As the channel shows it; kept for a table of points alone."""
    language: Language


def is_bot(message: Message) -> bool:
    """True for a program among the members: its presses count for nothing."""
    sender = (message.reference or {}).get("user") or {}
    return sender.get("role") in ("bot", "skill") or str(sender.get("id", "")).startswith(_BOT)


def name_of(message: Message) -> str:
    """What the channel calls the one who presses."""
    sender = (message.reference or {}).get("user") or {}
    return " ".join(str(sender.get("name") or "").split())[:_LONGEST_NAME]


@dataclass(frozen=True, slots=True)
class Voting:
    """Counts votes, and shows each their own."""

    database: Database
    clock: Callable[[], datetime]

    async def vote(
        self, session: GroupSession, wanted: GroupCommand, form: str | None, voter: Voter, knowledge: Knowledge
    ) -> tuple[Reply, bool]:
        """What the voter is told, and whether the vote was counted. ``form`` is what was chosen in one, where there is one."""
        asked = await self._asked(session, wanted)
        if asked is None or asked.state == "waiting":
            return told("early", voter.language), False
        given, note = _given(asked, wanted, form)
        if note or asked.state != "open":
            missed: Note = "late" if asked.state == "closed" else "paused" if asked.state == "paused" else note
            return await self._view(session, asked, voter, knowledge, missed), False
        if session.points:
            async with self.database.single() as storage:
                await group_votes.name_player(storage, session.id, voter.person, voter.name or "–")
        async with self.database.single() as storage:
            counted = await group_votes.vote(storage, session.id, asked.number, voter.person, given, self.clock())
        if counted:
            return await self._view(session, asked, voter, knowledge), True
        # it was closed, or paused, while the press was on its way
        asked = await self._asked(session, wanted) or asked
        return await self._view(session, asked, voter, knowledge, "late" if asked.state == "closed" else "paused"), False

    async def see(self, session: GroupSession, wanted: GroupCommand, voter: Voter, knowledge: Knowledge) -> Reply:
        """The question as it is for the one who asks, with their own answer."""
        asked = await self._asked(session, wanted)
        if asked is None or asked.state == "waiting":
            return told("early", voter.language)
        return await self._view(session, asked, voter, knowledge)

    async def _asked(self, session: GroupSession, wanted: GroupCommand) -> GroupQuestion | None:
        async with self.database.single() as storage:
            return await group_quiz.question_of(storage, session.id, wanted.question or session.current)

    async def _view(
        self, session: GroupSession, asked: GroupQuestion, voter: Voter, knowledge: Knowledge, note: Note = ""
    ) -> Reply:
        async with self.database.single() as storage:
            own = await group_votes.own_vote(storage, session.id, asked.number, voter.person)
            answered = await group_votes.count_votes(storage, session.id)
        cards = Cards(knowledge.language.law, session, voter.language)
        return cards.question(asked, answered.get(asked.number, 0), own=own, note=note)


def _given(asked: GroupQuestion, wanted: GroupCommand, form: str | None) -> tuple[str, Note]:
    """What the vote is for, as it is kept; or why it is for nothing."""
    item = item_from_json(asked.body)
    said = [wanted.option] if wanted.option else [part.strip() for part in (form or "").split(",") if part.strip()]
    known = [option.id for option in item.options]
    if not said:
        return "", "empty"
    if not set(said) <= set(known) or (len(set(said)) > 1 and item.kind is not Kind.SEVERAL):
        return "", "unknown"
    return ",".join(option for option in known if option in said), ""


def form_of(message: Message) -> str | None:
    """What was chosen in the card's form; None where it has none."""
    return message.values.get(CHOSEN)
