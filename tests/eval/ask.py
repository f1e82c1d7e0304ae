"""Asks a bot in process, and keeps of each answer what judging needs."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dialogs.model import Address, Message
from knowledge.understanding.explanation import Read
from knowledge.understanding.question import Ambiguous, Context, NotUnderstood, Question, Understood
from knowledge.understanding.reading import Understanding
from tests.eval import grader
from tests.eval.base import Base
from tests.eval.core import facts
from tests.eval.sentences import Expected
from tests.questions.cases import Asked
from tests.worlds import Bot, Said


class Watched(Understanding):
    """The understanding of a world, which remembers what it came to last and how long it took."""

    def __init__(self, inner: Understanding) -> None:
        self.__dict__.update(inner.__dict__)
        self.last: Understood | None = None
        self.seconds = 0.0

    def read(self, text: str, context: Context | None = None) -> Read:
        """As ever."""
        begin = time.perf_counter()
        found = super().read(text, context)
        self.seconds = time.perf_counter() - begin
        self.last = found.outcome
        return found


@dataclass(frozen=True)
class Seen:
    """What came of one wording."""

    words: str
    intent: str
    """What it was understood as; ``?`` for a choice, ``-`` where it was not understood."""
    slots: Mapping[str, Any]
    keys: tuple[str, ...]
    told: tuple[str, ...]
    """The facts or rules that the answer begins with, best first."""
    said: str
    """«ja», «jo» or «nei», where the answer begins so."""
    language: str
    core: str
    """What is answered, without what may be asked next."""
    facts: tuple[str, ...]
    """The sentences that carry the answer."""
    text: str
    """All that is shown."""
    seconds: float
    faults: tuple[str, ...] = ()
    """What is otherwise than the base question demands."""
    why: tuple[str, ...] = field(default=(), compare=False)


async def ask(bot: Bot, watched: Watched, base: Base, words: str, number: int, *, any_language: bool = False) -> Seen:
    """Ask a wording of a base question in a conversation of its own."""
    bot.day = base.day
    address = Address("console", f"u{number}", f"c{number}")
    said = Said((), ())
    for turn in (*base.turns[:-1], words):
        # words that show neither form are answered in the form that the reader's program is set to
        neutral = watched.knowledge.lexicon.language(turn) is None
        try:
            said = await bot.say(Message(address, turn, locale=f"{base.language}-NO" if neutral else ""))
        except Exception as error:  # a question that breaks the bot is a finding, not the end of the run
            return Seen(words, "broke", {}, ("broke",), (), "", "", "", (), repr(error), 0.0, (f"broke down: {error!r}",))
    understood = watched.last
    assert understood is not None
    shown = grader.shown(said.rendered)
    faults = tuple(_faults(base, understood, said, shown, any_language))
    intent, slots, told = _reading(understood)
    language = said.replies[0].language if said.replies else ""
    why = getattr(understood, "why", ())
    core = "\n".join(reply.html for reply in said.rendered)
    first = re.match(r"\W*(ja|jo|jau|nei)\b", said.text, re.IGNORECASE)
    yes = first.group(1).lower() if first else ""
    return Seen(
        words, intent, slots, tuple(said.keys), told, yes, language, core, facts(said.text), shown, watched.seconds, faults, why
    )


def _faults(base: Base, understood: Understood, said: Said, shown: str, any_language: bool) -> Iterator[str]:
    if base.graded is not None:
        yield from grader.faults(base.graded, shown, any_language=any_language)
    elif base.expected is not None:
        yield from _of_sentence(base.expected, base.language, understood, said, any_language)
    elif base.case is not None:
        language = said.replies[0].language if any_language and said.replies else base.language
        for fault in Asked(base.case, language, base.words, understood, said).faults():
            yield f"{grader.LANGUAGE}: {fault}" if fault.startswith("answered in") else fault


def _of_sentence(expected: Expected, language: str, understood: Understood, said: Said, any_language: bool) -> Iterator[str]:
    yield from expected.faults(understood, said.keys[-1])
    if not any_language and said.replies[0].language != language:
        yield f"{grader.LANGUAGE}: answered in {said.replies[0].language}"


def _reading(understood: Understood) -> tuple[str, dict[str, Any], tuple[str, ...]]:
    if isinstance(understood, Ambiguous):
        return "?", understood.question.slots.to_json(), tuple(i for option in understood.options for i in option.ids)
    if isinstance(understood, NotUnderstood):
        return "-", understood.slots.to_json(), ()
    return understood.intent, understood.slots.to_json(), _told(understood)


def _told(question: Question) -> tuple[str, ...]:
    if question.law is not None:
        return tuple(rule.id for rule in question.law.rules[:3])
    return tuple(f"{hit.doc.record_id}#{hit.doc.part}" for hit in question.hits[:3])
