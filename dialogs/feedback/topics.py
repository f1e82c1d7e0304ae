"""What an answer was about, and what a question without one was about: from what the path knows, never from the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dialogs.feedback.tidy import tidy
from dialogs.model import Choice, Reply
from knowledge.feedback import MAX_SHARED, About, Topic
from knowledge.model import Language, Register
from knowledge.understanding.question import Ambiguous, NotUnderstood, Question, Slots, Understood

_MOST_SUBJECTS = 8
_ANSWERS = ("assessment", "cooperation", "deadline", "decision", "figure", "law", "ratification")
"""Replies of these kinds answer a question of substance, and can be judged; and so do, or do not, a few others."""
_ANSWERS_TOO = frozenset({"calendar/calendar", "guide/result"})
_NO_ANSWERS = frozenset({"ratification/which"})

SILENT: Mapping[str, tuple[str, ...]] = {
    "assessment/none": (),
    "cooperation/none": (),
    "cooperation/unknown_fact": (),
    "cooperation/unknown_figure": (),
    "decision/unknown_number": (),
    "cooperation/bodies": ("bodies",),
    "cooperation/established": ("established",),
    "cooperation/form": ("newest",),
    "cooperation/host": ("hosts",),
    "cooperation/members": ("members", "others"),
}
"""Replies that say that the sources do not tell: always, or when these facts are empty."""

_OFFERED = ("outside", "unclear")
"""Refusals that offer to leave the question to the editors; the others ask something back."""


@dataclass(slots=True)
class Turned:
    """What a turn has come to so far, as feedback sees it. Lives no longer than the turn."""

    text: str = ""
    """The words that had no answer."""
    topics: list[Topic] = field(default_factory=list)
    """What is to be counted."""
    offered: bool = False
    """True when the words may be left to the editors."""


def is_answer(key: str) -> bool:
    """True for replies that answer a question of substance."""
    return key in _ANSWERS_TOO or (key.partition("/")[0] in _ANSWERS and key not in _NO_ANSWERS)


def is_silent(reply: Reply) -> bool:
    """True for an answer that says that the sources do not tell."""
    return reply.key in SILENT and not any(reply.facts[name] for name in SILENT[reply.key])


def turned(state: dict[str, Any], understood: Understood, text: str, register: Register, *, picked: bool) -> Turned:
    """What is counted of a question: that it has no answer, or that the one before was asked back and not taken up."""
    turn = Turned(text)
    waiting = state.pop("waiting", None)
    if waiting and not picked and not _follows(understood, waiting["ids"]):
        turn.topics.append(Topic(**waiting["topic"]))
    if isinstance(understood, NotUnderstood) and understood.reason != "empty":
        turn.topics.append(topic_of(understood.reason, understood.language, understood.slots, register))
        turn.offered = understood.reason in _OFFERED
    if isinstance(understood, Ambiguous):
        question = understood.question
        topic = topic_of("not_followed", question.language, question.slots, register, question.intent)
        ids = [each for option in understood.options for each in option.ids]
        state["waiting"] = {"ids": ids, "topic": {name: getattr(topic, name) for name in Topic.__dataclass_fields__}}
    return turn


def _follows(understood: Understood, ids: list[str]) -> bool:
    """True when what was said next settles which one was meant."""
    if not isinstance(understood, Question):
        return False
    slots = understood.slots
    return bool({slots.cooperation, *slots.municipalities} & set(ids))


def dressed(
    replies: tuple[Reply, ...], state: Mapping[str, Any], turn: Turned, revision: int, register: Register
) -> tuple[Reply, ...]:
    """The replies with what they were about, and a way to the editors where something was missing."""
    slots, intent = Slots.from_json(state.get("slots", {})), state.get("intent") or ""
    for silent in filter(is_silent, replies):
        turn.topics.append(topic_of("silent", silent.language, slots, register, intent))
        turn.offered = True
    told = [replace(r, about=about(r, intent, slots, revision)) if is_answer(r.key) else r for r in replies]
    if told and turn.offered and turn.text:
        told[-1] = replace(told[-1], choices=(*told[-1].choices, _offer(told[-1], turn.text)))
    return tuple(told)


def _offer(reply: Reply, words: str) -> Choice:
    text, nynorsk = tidy(words, MAX_SHARED), reply.language == "nn"
    say = f"Send til redaktørane: {text}" if nynorsk else f"Send til redaktørene: {text}"
    if reply.key in SILENT:
        return Choice("Sei frå at dette manglar" if nynorsk else "Si fra at dette mangler", say)
    return Choice("Send spørsmålet til redaktørane" if nynorsk else "Send spørsmålet til redaktørene", say)


def about(reply: Reply, intent: str, slots: Slots, revision: int) -> About:
    """What the answer was about."""
    subjects = tuple(dict.fromkeys(_subjects(slots)))[:_MOST_SUBJECTS]
    return About(reply.key, intent, reply.language, revision, subjects)


def _subjects(slots: Slots) -> Iterator[tuple[str, str]]:
    """Kind and id of all that a question was about, what it was most about first."""
    for kind, one in (("cooperation", slots.cooperation), ("case", slots.case), ("form", slots.form), ("measure", slots.measure)):
        if one:
            yield kind, one
    act = f"{slots.act} " if slots.act else ""
    yield from (("paragraph", f"{act}{each}") for each in slots.paragraphs)
    for kind, several in (
        ("rule", slots.rules), ("form", slots.forms), ("field", slots.fields),
        ("region", slots.regions), ("municipality", slots.municipalities),
    ):  # fmt: skip
        yield from ((kind, each) for each in several)


def topic_of(reason: str, language: Language, slots: Slots, register: Register, intent: str = "") -> Topic:
    """The topic, as wide as can be counted without pointing at anybody: field and form, never place or cooperation."""
    record = register.cooperations.get(slots.cooperation or "")
    fields = slots.fields or (record.fields if record else ())
    forms = (slots.form, *slots.forms)
    return Topic(reason, language, intent, fields[0] if fields else "", next((each for each in forms if each), ""))
