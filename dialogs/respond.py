"""The one path: a message in, replies out. Drop repeats, load state, understand, hand to a handler, save state, render."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from dialogs.aside import Aside, PersonalStore
from dialogs.editing.editors import Editing, Editors
from dialogs.handlers import (
    agenda,
    assessments,
    calendar,
    case_deadlines,
    clarify,
    cooperations,
    deadlines,
    decisions,
    figures,
    guide,
    law,
    levers,
    paragraphs,
    privacy,
    ratification,
    rulings,
    talk,
)
from dialogs.model import Answer, Choice, Link, Message, RenderedReply, Reply, Turn, no_link
from dialogs.render import Renderer
from knowledge.model import Language
from knowledge.snapshot import Knowledge
from knowledge.understanding.parts import parts
from knowledge.understanding.question import Ambiguous, Context, NotUnderstood, Question, Slots, Understood
from knowledge.understanding.reading import Understanding
from knowledge.understanding.words import fold
from storage.conversations import forget, load_state, save_preferences, save_state, stored_about
from storage.database import Database
from storage.identity import conversation_key, person_key
from storage.uploads import count_uploads, forget_uploader

log = logging.getLogger(__name__)

MAX_LENGTH = 2000
_REMEMBERED_IDS = 20
_REMEMBERED_CITATIONS = 12

Handler = Callable[[Turn], Awaitable[Answer]]

HANDLERS: Mapping[str, Handler] = {
    "list": cooperations.listing,
    "partners": cooperations.partners,
    "members": cooperations.members,
    "membership": cooperations.membership,
    "host": cooperations.host,
    "form": cooperations.form,
    "established": cooperations.established,
    "status": cooperations.status,
    "bodies": cooperations.bodies,
    "details": cooperations.details,
    "fact": cooperations.fact,
    "figure": figures.figure,
    "figure_unknown": cooperations.unknown_figure,
    "unknown_fact": cooperations.unknown_fact,
    "nearest": cooperations.nearest,
    "assessment": assessments.assessment,
    "decision": decisions.decision,
    "calendar": calendar.calendar,
    "agenda": agenda.agenda,
    "awaiting": agenda.awaiting,
    "rejected": rulings.rejected,
    "decided": rulings.decided,
    "case_deadline": case_deadlines.case_deadline,
    "ratification": ratification.ratification,
    "wording": ratification.wording,
    "law": law.law,
    "law_form": law.law_form,
    "law_compare": law.law_compare,
    "law_overview": law.law_overview,
    "deadline": deadlines.deadline,
    "decision_deadline": case_deadlines.decision_deadline,
    "paragraph": paragraphs.paragraph,
    "levers": levers.levers,
    "guide": guide.guide,
}
"""Questions of substance: they set what the conversation is about."""

TALK: Mapping[str, Handler] = {
    "help": talk.help_,
    "greeting": talk.greeting,
    "thanks": talk.thanks,
    "bye": talk.bye,
    "set_language": talk.set_language,
    "set_municipality": talk.set_municipality,
    "where_stands": talk.where_stands,
    "how_old": talk.how_old,
    "all_sources": talk.all_sources,
}
"""Conversation itself: it leaves alone what the conversation is about."""


_UNSURE = ("unknown_fact", "figure_unknown", "nearest", "ask_municipality")
_LED = ("figure/answer", "cooperation/fact")
"""Replies whose first sentence is the answer; the rest only stands by."""
_PLAIN = 2.8
"""So much speaks for a reading that it is plain, for a question that is heard beside another."""
_SECOND = ("members", "membership", "host", "form", "established", "status", "bodies", "fact", "figure", "assessment", "law")
"""What the second question of a message may be, so that its answer stands beside the first one's."""


class Live:
    """What is known right now. Swapped whole when the register changes; a turn keeps the one it began with."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.understanding = Understanding(knowledge)

    @property
    def knowledge(self) -> Knowledge:
        """The snapshot that questions are answered from."""
        return self.understanding.knowledge

    async def swap(self, build: Callable[[], Knowledge]) -> None:
        """Build a new snapshot beside the loop and take it into use at once."""
        self.understanding = await asyncio.to_thread(lambda: Understanding(build()))


@dataclass(slots=True)
class _Memory:
    """What is kept between turns: of the conversation, and of the person."""

    key: str
    person: str
    state: dict[str, Any]
    preferences: dict[str, Any]
    shared: str
    """The key of what a group has chosen together; empty in a talk of two."""
    group: dict[str, Any]
    user: str = ""
    """The id that the channel gives the person; not kept."""
    deleted: bool = False
    preferences_changed: bool = False
    group_changed: bool = False


class Responder:
    """Answers messages. Holds no conversation itself: all of that is in the database."""

    def __init__(
        self,
        database: Database,
        live: Live,
        renderer: Renderer,
        secret: str,
        *,
        clock: Callable[[], datetime],
        today: Callable[[], date],
        link: Link = no_link,
        editing: Editing | None = None,
        asides: Sequence[Aside] = (),
        stores: Sequence[PersonalStore] = (),
    ) -> None:
        """``editing`` says who may change what is known; nobody may without it. ``asides`` are asked in their order."""
        self._editors = Editors(database, secret, editing or Editing(), clock=clock, today=today)
        self._database, self._live, self._renderer, self._secret = database, live, renderer, secret
        self._clock, self._today, self._link = clock, today, link
        self._asides: tuple[Aside, ...] = (self._editors, *asides)
        self._stores = tuple(stores)

    async def respond(self, message: Message) -> tuple[RenderedReply, ...]:
        """The replies to one message, in order; none for a repeat."""
        address = message.address
        # in a group each person has their own thread of thought; what they share is the municipality of the group
        place = f"{address.conversation}|{address.user}" if address.group else address.conversation
        key = conversation_key(self._secret, address.tenant, address.channel, place)
        person = person_key(self._secret, address.tenant, address.channel, address.user)
        shared = person_key(self._secret, address.tenant, address.channel, f"group:{address.conversation}")
        async with self._database.single() as session:
            state, preferences = await load_state(session, key, person)
            group = (await load_state(session, key, shared))[1] if address.group else {}
        memory = _Memory(key, person, state, preferences, shared if address.group else "", group, address.user)
        seen: list[str] = state.get("seen", [])
        if message.id and message.id in seen:
            return ()
        replies = await self._answer(message, memory)
        if message.id:
            memory.state["seen"] = [*seen, message.id][-_REMEMBERED_IDS:]
        await self._save(memory)
        return tuple(self._renderer.render(reply) for reply in replies)

    async def _save(self, memory: _Memory) -> None:
        now = self._clock()
        async with self._database.single() as session:
            if memory.deleted:
                await forget(session, memory.person)
                await forget_uploader(session, memory.person)
                for store in self._stores:
                    await store.forget(session, memory.person)
                return
            await save_state(session, memory.key, memory.state, now=now, person_key=memory.person)
            if memory.preferences_changed:
                await save_preferences(session, memory.person, memory.preferences, now=now)
            if memory.group_changed:
                await save_preferences(session, memory.shared, memory.group, now=now)

    def render(self, reply: Reply) -> RenderedReply:
        """A reply that nobody asked for, as it is shown."""
        return self._renderer.render(reply)

    def apology(self, reference: str, locale: str) -> RenderedReply:
        """What we say when we break down."""
        return self._renderer.render(Reply("error/apology", _language(locale), {"reference": reference}))

    async def _answer(self, message: Message, memory: _Memory) -> tuple[Reply, ...]:
        understanding = self._live.understanding
        context = _context(memory, message)
        if message.kind == "joined":
            turn = self._turn(Question("greeting", Slots(), context.language or "nb"), context, memory)
            return ((await talk.greeting(turn)).reply,)
        text = message.text.strip()
        if len(text) > MAX_LENGTH:
            return (Reply("error/too_long", context.language or "nb", {"limit": MAX_LENGTH}),)
        if not context.asked:  # the guide counts its own answers: «4» may be so many municipalities
            text = _pick(text, memory.state)
        for aside in self._asides:
            replies = await aside.answer(message, text, context, memory, understanding.knowledge)
            if replies is not None:
                return replies
        understood = understanding.understand(text, context)
        two = parts(text)
        if two is not None and _unsure(understood) and not _unsure(first := understanding.understand(two.first, context)):
            understood = first  # the words of both together hide what each of them asks
        asked = memory.state.pop("asked", "")
        if isinstance(understood, NotUnderstood):
            understood = self._bare_municipality(understood, memory) or understood
        if isinstance(understood, NotUnderstood):
            answer = clarify.not_understood(understanding.knowledge, understood)
        elif isinstance(understood, Ambiguous):
            answer = clarify.which(understanding.knowledge, understood)
            self._remember(memory, understood.question, answer, about=False)
            if asked:
                answer = replace(answer, reply=_paused((answer.reply,), understood.question.language)[0])
        else:
            replies = await self._question(understood, context, memory)
            if two is not None and understood.intent in HANDLERS:
                replies = (*replies, *await self._second(two.second, replies, message, memory))
            return replies if understood.intent == "guide" or not asked else _paused(replies, understood.language)
        memory.state["choices"] = [[c.title, c.say] for c in answer.reply.choices if not c.url]
        return (answer.reply,)

    async def _second(self, text: str, told: tuple[Reply, ...], message: Message, memory: _Memory) -> tuple[Reply, ...]:
        """The answer to the second question of a message, where there is one and it is not told already."""
        context = _context(memory, message)
        understood = self._live.understanding.understand(text, context)
        if not isinstance(understood, Question) or understood.intent not in _SECOND or understood.score < _PLAIN:
            return ()
        replies = await self._question(understood, context, memory)
        said = {sentence for reply in told for sentence in _sentences(reply.facts)}
        least = len(said) // 2 if understood.intent == "law" else 0  # rules of one matter come with each other
        led = tuple(r for r in replies if r.key not in _LED or next(_sentences(r.facts), "") not in said)
        return tuple(r for r in led if len(set(_sentences(r.facts)) - said) > least)

    def _bare_municipality(self, lost: NotUnderstood, memory: _Memory) -> Question | None:
        """«Gjøvik», said when asked which municipality «vi» is."""
        if "pending" in memory.state and len(lost.slots.municipalities) == 1:
            return Question("set_municipality", lost.slots, lost.language)
        return None

    async def _question(self, question: Question, context: Context, memory: _Memory) -> tuple[Reply, ...]:
        turn = self._turn(question, context, memory)
        intent = question.intent
        if intent == "ask_municipality":
            waiting = question.slots.aspect if question.slots.aspect in HANDLERS else "list"
            memory.state["pending"] = {"intent": waiting, "slots": question.slots.to_json(), "words": _words(question)}
            memory.state["language"] = question.language  # «Gjøvik» tells no written form
            answer = clarify.choose_municipality(turn.knowledge, question.language, question.slots)
        elif intent == "my_data":
            async with self._database.single() as session:
                stored = await stored_about(session, memory.person)
                uploads = await count_uploads(session, memory.person)
                kept = [line.in_(turn.language) for store in self._stores for line in await store.told(session, memory.person)]
            has_state = bool(stored.conversations)
            answer = await privacy.my_data(turn, memory.preferences, has_state=has_state, uploads=uploads, kept=kept)
        elif intent == "delete_data":
            memory.deleted = True
            answer = await privacy.deleted(turn)
        elif intent == "more":
            answer = await self._more(turn, memory)
        elif intent in TALK:
            answer = await TALK[intent](turn)
            return await self._settled(turn, answer, memory)
        else:
            answer = await HANDLERS[intent](turn)
            self._remember(memory, question, answer, about=True)
        memory.state["choices"] = [[c.title, c.say] for c in answer.reply.choices if not c.url]
        return (answer.reply,)

    async def _more(self, turn: Turn, memory: _Memory) -> Answer:
        listed = memory.state.get("list", {})
        if not listed.get("remaining"):
            return Answer(Reply("talk/no_more", turn.language, {}))
        again = replace(turn, question=replace(turn.question, intent="list", slots=turn.context.slots))
        answer = await cooperations.listing(again, first=int(listed["first"]))
        self._remember(memory, again.question, answer, about=True)
        return answer

    async def _settled(self, turn: Turn, answer: Answer, memory: _Memory) -> tuple[Reply, ...]:
        """Keep what the person chose; then answer what had to wait for it."""
        chosen = dict(answer.memory)
        if "municipality" in chosen and memory.shared:
            memory.group["municipality"] = chosen["municipality"]
            memory.group_changed = True
        elif chosen:
            memory.preferences.update(chosen)
            memory.preferences_changed = True
        replies = [answer.reply]
        pending = memory.state.pop("pending", None) if "municipality" in chosen else None
        if pending:
            slots = replace(Slots.from_json(pending["slots"]), municipalities=(chosen["municipality"],), own=True)
            intent = "membership" if slots.cooperation and pending["intent"] == "list" else pending["intent"]
            waiting = replace(turn, question=Question(intent, slots, turn.language))
            then = await HANDLERS[intent](waiting)
            self._remember(memory, waiting.question, then, about=True)
            replies.append(then.reply)
        memory.state["choices"] = [[c.title, c.say] for c in replies[-1].choices if not c.url]
        return tuple(replies)

    def _turn(self, question: Question, context: Context, memory: _Memory) -> Turn:
        return Turn(
            question, self._live.knowledge, context, self._today(), memory.state, self._link,
            self._editors.may_edit(memory.user), memory.person, memory.user,
        )  # fmt: skip

    def _remember(self, memory: _Memory, question: Question, answer: Answer, *, about: bool) -> None:
        state = memory.state
        if about:
            state["intent"] = question.intent
            state["words"] = _words(question)
        state["slots"] = (answer.slots or question.slots).to_json()
        state["language"] = question.language
        if answer.citations:
            cites = [[c.source, c.place, c.lines] for c in answer.citations[:_REMEMBERED_CITATIONS]]
            state["citations"] = cites
        state["list"] = dict(answer.memory) if question.intent in ("list", "partners") else {}
        if question.intent == "guide":
            state.update(answer.memory)


def _sentences(facts: Any) -> Iterator[str]:
    """The sentences that a reply tells, in order."""
    if isinstance(facts, str):
        yield from [facts] if " " in facts else []
    elif isinstance(facts, Mapping | Sequence):
        for each in facts.values() if isinstance(facts, Mapping) else facts:
            yield from _sentences(each)


def _unsure(understood: Understood) -> bool:
    """True where no reading answers."""
    return not isinstance(understood, Question) or understood.intent in _UNSURE


def _paused(replies: tuple[Reply, ...], language: Language) -> tuple[Reply, ...]:
    """The replies, with a way back into the guide that something else was asked in the middle of."""
    *others, last = replies
    title, say = guide.RESUMING[language]
    return (*others, replace(last, choices=(*last.choices, Choice(title, say))))


def _words(question: Question) -> str:
    return " ".join(fold(t.text) for t in question.terms)[:400]


def _context(memory: _Memory, message: Message) -> Context:
    state, preferences = memory.state, memory.preferences
    return Context(
        intent=state.get("intent"),
        slots=Slots.from_json(state.get("slots", {})),
        words=state.get("words", ""),
        municipality=memory.group.get("municipality") or preferences.get("municipality"),
        language=preferences.get("language") or state.get("language") or _locale(message.locale),
        chosen_language=preferences.get("language"),
        guide=tuple((question, answer) for question, answer in state.get("guide", ())),
        asked=state.get("asked", ""),
    )


def _locale(locale: str) -> Language | None:
    tag = locale.casefold().partition("-")[0]
    return "nn" if tag == "nn" else "nb" if tag in ("nb", "no") else None


def _language(locale: str) -> Language:
    return _locale(locale) or "nb"


def _pick(text: str, state: Mapping[str, Any]) -> str:
    """A choice by its number or its title stands for what its button says."""
    choices: list[list[str]] = state.get("choices", [])
    said = fold(text.strip(" .!"))
    ordinals = {
        "1": 0,
        "2": 1,
        "3": 2,
        "den forste": 0,
        "den fyrste": 0,
        "den andre": 1,
        "den tredje": 2,
        "nummer 1": 0,
        "nummer 2": 1,
        "nummer 3": 2,
    }
    if said in ordinals and ordinals[said] < len(choices):
        return choices[ordinals[said]][1]
    return next((say for title, say in choices if fold(title) == said), text)
