"""The one path: a message in, replies out. Drop repeats, load state, understand, hand to a handler, save state, render."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from weakref import WeakValueDictionary

from dialogs.answers import Answers
from dialogs.aside import Aside
from dialogs.carried import carried, carrying
from dialogs.choices import led_back, offer, pick
from dialogs.citing import with_laws
from dialogs.editing.editors import Editing, Editors
from dialogs.feedback.loop import Loop
from dialogs.feedback.sharing import Sharing
from dialogs.feedback.topics import turned
from dialogs.handlers import (
    agenda,
    assessments,
    calendar,
    case_deadlines,
    clarify,
    cooperations,
    deadlines,
    decisions,
    explain,
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
from dialogs.live import Live
from dialogs.memory import TOPIC, Memory, context_of, language_of, load, save
from dialogs.model import Answer, Choice, Link, Message, RenderedReply, Reply, Turn, no_link
from dialogs.mydata.told import told
from dialogs.own_views import OwnViews, View, reader_of
from dialogs.prose import sentences
from dialogs.render import Renderer, shortened
from dialogs.rooms import Room
from dialogs.understood import forget as forget_reading
from dialogs.understood import keep, keep_basis, keep_command
from knowledge.model import Language
from knowledge.understanding.editing import command
from knowledge.understanding.evidence import evidence
from knowledge.understanding.parts import parts
from knowledge.understanding.question import Ambiguous, Context, NotUnderstood, Question, Slots, Understood
from knowledge.understanding.words import fold
from storage.database import Database
from storage.session import Session

log = logging.getLogger(__name__)

MAX_LENGTH = 2000
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
    "noted": talk.noted,
    "mistaken": talk.mistaken,
    "bye": talk.bye,
    "set_language": talk.set_language,
    "set_municipality": talk.set_municipality,
    "where_stands": talk.where_stands,
    "how_old": talk.how_old,
    "all_sources": talk.all_sources,
    "explain": explain.explain,
}
"""Conversation itself: it leaves alone what the conversation is about."""


_UNSURE = ("unknown_fact", "figure_unknown", "nearest", "ask_municipality")
_LED = ("figure/answer", "cooperation/fact")
"""Replies whose first sentence is the answer; the rest only stands by."""
_PLAIN = 2.8
"""So much speaks for a reading that it is plain, for a question that is heard beside another."""
_SECOND = ("members", "membership", "host", "form", "established", "status", "bodies", "fact", "figure", "assessment", "law")
"""What the second question of a message may be, so that its answer stands beside the first one's."""


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
        rooms: Sequence[Room] = (),
    ) -> None:
        """``editing`` says who may change what is known; nobody may without it. The commands of ``rooms`` are tried in order."""
        self._editors = Editors(database, secret, editing or Editing(), clock=clock, today=today)
        self._database, self._live, self._renderer, self._secret = database, live, renderer, secret
        self._clock, self._today, self._link = clock, today, link
        self.feedback = Loop(database, secret, renderer.render, today)
        self.answers = Answers(database, secret, renderer.render, today)
        self._sharing = Sharing(database, secret, self._understand, today)
        self._asides: tuple[Aside, ...] = (self._editors, self._sharing, *(r.aside for r in rooms if r.aside))
        self._stores = tuple(room.store for room in rooms if room.store)
        self.rooms, self._views = tuple(rooms), OwnViews(secret, [room.of_reader for room in rooms if room.of_reader])
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def respond(self, message: Message) -> tuple[RenderedReply, ...]:
        """The replies to one message, in order; none for a repeat."""
        address = message.address
        talk = f"{address.tenant}|{address.channel}|{address.conversation}|{address.user}"
        turn = self._turns.setdefault(talk, asyncio.Lock())
        async with turn:  # the same message may come twice at once
            memory = await load(self._database, self._secret, address, self._clock())
            if memory.seen(message):
                return ()
            if view := self._views.asked_for(message):
                return await self._seen(view, message, memory)
            memory.see(message)
            before = memory.topic()
            answers = self._views.shared(await self._answer(message, memory), message, memory, before)
            replies = self._sharing.dressed(answers, memory, memory.turned, self._live.knowledge)

            async def count(session: Session) -> None:
                await self.feedback.count(session, memory.turned.topics)

            await save(self._database, memory, self._clock(), self._stores, also=count)
        return tuple(self._renderer.render(reply) for reply in with_laws(replies, self._live.knowledge))

    async def _seen(self, view: View, message: Message, memory: Memory) -> tuple[RenderedReply, ...]:
        """An answer in a group as it is for the one who reads it; what does not fit into one card must not follow in the open."""
        if not message.apart:
            return ()
        reader, knowledge = reader_of(view, memory), self._live.knowledge
        if view.notice:
            seen = await self._views.notice(view, memory)
        else:
            replies = await self._understood(view.words, context_of(reader, message, knowledge), reader, message)
            seen = await self._views.seen(view, replies, reader, memory, knowledge)
        return tuple(each for each in map(self._renderer.render, seen) if not shortened(each))

    async def explain(self, message: Message) -> dict[str, Any]:
        """All that would be made of a message, as plain data for the terminal; nothing is answered or kept."""
        memory = await load(self._database, self._secret, message.address, self._clock())
        knowledge = self._live.knowledge
        context = context_of(memory, message, knowledge)
        text = message.text.strip()
        wanted = command(text)
        if wanted is not None:
            return {"text": text, "outcome": {"kind": "command", "intent": wanted.intent}}
        picked = () if context.asked else pick(text, memory.state, knowledge, context.language or "nb")
        return evidence(self._live.understanding.read(picked[0] if picked else text, context))

    def render(self, reply: Reply) -> RenderedReply:
        """A reply that nobody asked for, as it is shown."""
        return self._renderer.render(reply)

    def apology(self, reference: str, locale: str) -> RenderedReply:
        """What we say when we break down."""
        return self._renderer.render(Reply("error/apology", language_of(locale) or "nb", {"reference": reference}))

    def _understand(self, text: str, context: Context) -> Understood:
        return self._live.understanding.understand(text, context)

    async def _answer(self, message: Message, memory: Memory) -> tuple[Reply, ...]:
        knowledge = self._live.knowledge
        text, about = carried(message.text.strip(), self._secret)
        if about:
            memory.turn_to(about)
            memory.state.pop("pending", None)
            memory.state.update({part: about[part] for part in ("pending",) if part in about})
        context = context_of(memory, message, knowledge, away=message.pressed and not about)
        if message.kind == "unsaid":
            return ()
        if message.kind != "said":
            turn = self._turn(Question("greeting", Slots(), context.language or "nb"), context, memory)
            if not context.municipality:
                memory.state["pending"] = {}  # a bare name tells which
            return (self._offered((await talk.welcome(turn, group=message.address.group)).reply, memory),)
        if len(text) > MAX_LENGTH:
            forget_reading(memory.state)
            return (Reply("error/too_long", context.language or "nb", {"limit": MAX_LENGTH}),)
        # the guide counts its own answers: «4» may be so many municipalities
        picked = () if context.asked or message.pressed else pick(text, memory.state, knowledge, context.language or "nb")
        replies: list[Reply] = []
        for words in picked or (text,):
            alone = context_of(memory, message, knowledge, away=True) if len(picked) > 1 else context
            beside = await self._beside(message, words, alone, memory)
            if beside is None:
                beside = led_back(await self._understood(words, alone, memory, message), memory.state)
            replies += beside
        return tuple(replies)

    async def _beside(self, message: Message, text: str, context: Context, memory: Memory) -> tuple[Reply, ...] | None:
        """What the first room says whose command it is; None when it is no command."""
        for aside in self._asides:
            replies = await aside.answer(message, text, context, memory, self._live.knowledge)
            if replies is not None:
                keep_command(memory.state, message, text, context.language or "nb")
                return replies
        return None

    async def _understood(self, text: str, context: Context, memory: Memory, message: Message) -> tuple[Reply, ...]:
        understanding = self._live.understanding
        read = understanding.read(text, context)
        two = parts(read.features.text)
        if two is not None and _unsure(read.outcome) and not _unsure((alone := understanding.read(two.first, context)).outcome):
            read = alone  # the words of both together hide what each of them asks
        understood = read.outcome
        asked = memory.state.pop("asked", "")
        if isinstance(understood, NotUnderstood):
            understood = self._bare_municipality(understood, memory) or understood
        keep(memory.state, read, understood)
        chosen = message.pressed or text != message.text.strip()
        memory.turned = turned(memory.state, understood, text, understanding.knowledge.register, picked=chosen)
        if isinstance(understood, NotUnderstood):
            answer = clarify.not_understood(understanding.knowledge, understood)
        elif isinstance(understood, Ambiguous):
            answer = clarify.which(understanding.knowledge, understood)
            self._remember(memory, understood.question, answer)
            whole = TOPIC if understood.about == "which_municipality" else ()
            reply = self._offered(answer.reply, memory, every=whole)
            return _paused((reply,), understood.question.language) if asked else (reply,)
        else:
            replies = await self._question(understood, context, memory)
            if two is not None and understood.intent in HANDLERS:
                replies = (*replies, *await self._second(two.second, replies, message, memory))
            return replies if understood.intent == "guide" or not asked else _paused(replies, understood.language)
        return (self._offered(answer.reply, memory),)

    def _offered(self, reply: Reply, memory: Memory, *, every: tuple[str, ...] = ()) -> Reply:
        """The reply with buttons that keep what they mean; they may be chosen by words too."""
        offer(memory.state, reply)
        return carrying(reply, memory.state, self._secret, every=every)

    async def _second(self, text: str, told: tuple[Reply, ...], message: Message, memory: Memory) -> tuple[Reply, ...]:
        """The answer to the second question of a message, where there is one and it is not told already."""
        context = context_of(memory, message, self._live.knowledge)
        understood = self._live.understanding.understand(text, context)
        if not isinstance(understood, Question) or understood.intent not in _SECOND or understood.score < _PLAIN:
            return ()
        replies = await self._question(understood, context, memory)
        said = {sentence for reply in told for sentence in sentences(reply.facts)}
        least = len(said) // 2 if understood.intent == "law" else 0  # rules of one matter come with each other
        led = tuple(r for r in replies if r.key not in _LED or next(sentences(r.facts), "") not in said)
        return tuple(r for r in led if len(set(sentences(r.facts)) - said) > least)

    def _bare_municipality(self, lost: NotUnderstood, memory: Memory) -> Question | None:
        """«Gjøvik», said when asked which municipality «vi» is."""
        if "pending" in memory.state and len(lost.slots.municipalities) == 1:
            return Question("set_municipality", lost.slots, lost.language)
        return None

    async def _question(self, question: Question, context: Context, memory: Memory) -> tuple[Reply, ...]:
        turn = self._turn(question, context, memory)
        intent = question.intent
        if intent == "ask_municipality":
            waiting = question.slots.aspect if question.slots.aspect in HANDLERS else "list"
            memory.state["pending"] = {"intent": waiting, "slots": question.slots.to_json(), "words": _words(question)}
            memory.state["language"] = question.language  # «Gjøvik» tells no written form
            answer = clarify.choose_municipality(turn.knowledge, question.language, question.slots)
            return (self._offered(answer.reply, memory, every=("pending",)),)
        elif intent == "my_data":
            group = bool(memory.thread_key)
            answer = await told(self._database, self._stores, turn, memory.preferences, group=group)
        elif intent == "delete_data":
            memory.deleted = True
            self._sharing.let_go(memory.person)
            answer = await privacy.deleted(turn)
        elif intent == "more":
            answer = await self._more(turn, memory)
        elif intent in TALK:
            answer = await TALK[intent](turn)
            return await self._settled(turn, answer, memory)
        else:
            answer = await HANDLERS[intent](turn)
            self._remember(memory, question, answer)
            memory.state.pop("pending", None)
        return (self._offered(answer.reply, memory),)

    async def _more(self, turn: Turn, memory: Memory) -> Answer:
        listed = memory.state.get("list", {})
        if not listed.get("remaining"):
            return Answer(Reply("talk/no_more", turn.language, {}))
        again = replace(turn, question=replace(turn.question, intent="list", slots=turn.context.slots))
        answer = await cooperations.listing(again, first=int(listed["first"]))
        self._remember(memory, again.question, answer)
        return answer

    async def _settled(self, turn: Turn, answer: Answer, memory: Memory) -> tuple[Reply, ...]:
        """Keep what the person chose; then answer what had to wait for it."""
        chosen = dict(answer.memory)
        if chosen:
            memory.preferences.update(chosen)
            memory.preferences_changed = True
        replies = [answer.reply]
        pending = memory.state.pop("pending", None) if "municipality" in chosen else None
        if pending:
            slots = replace(Slots.from_json(pending["slots"]), municipalities=(chosen["municipality"],), own=True)
            intent = "membership" if slots.cooperation and pending["intent"] == "list" else pending["intent"]
            waiting = replace(turn, question=Question(intent, slots, turn.language))
            then = await HANDLERS[intent](waiting)
            self._remember(memory, waiting.question, then)
            replies.append(then.reply)
        if replies[-1].choices:  # «takk» leaves alone what was offered
            replies[-1] = self._offered(replies[-1], memory)
        return tuple(replies)

    def _turn(self, question: Question, context: Context, memory: Memory) -> Turn:
        return Turn(
            question, self._live.knowledge, context, self._today(), memory.state, self._link,
            self._editors.may_edit(memory.user), memory.person, memory.user,
        )  # fmt: skip

    def _remember(self, memory: Memory, question: Question, answer: Answer) -> None:
        state = memory.state
        memory.moved = True
        state["intent"] = question.intent
        state["words"] = _words(question)
        slots = answer.slots or question.slots
        state["slots"] = slots.to_json()
        memory.pass_by(slots)
        state["language"] = question.language
        state["citations"] = [[c.source, c.place, c.lines] for c in answer.citations[:_REMEMBERED_CITATIONS]]
        keep_basis(state, answer)
        state["list"] = dict(answer.memory) if question.intent in ("list", "partners") else {}
        if question.intent == "guide":
            state.update(answer.memory)


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
