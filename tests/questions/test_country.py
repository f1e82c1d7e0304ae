"""In a register of national size, with 20 000 names as hard to tell apart as real ones, the promises are still kept."""

from __future__ import annotations

import time
from functools import cache

from dialogs.live import Live
from knowledge import shipped
from knowledge.model import LANGUAGES
from knowledge.snapshot import Knowledge, read_language
from knowledge.understanding.question import Context
from knowledge.understanding.reading import Understanding
from tests import worlds
from tests.bench.generator import national
from tests.questions import cases
from tests.questions.cases import Case
from tests.questions.untouched import untouched

EVERY = 4
"""So many of the wordings are tried: one in four, from all files alike."""


@cache
def country() -> Understanding:
    """The shipped register within a made-up national one that says nothing of the same places."""
    return Understanding(Knowledge(national(shipped.load(), apart=True), read_language(), revision=1))


@cache
def sample() -> tuple[tuple[Case, str], ...]:
    """Wordings whose answer the made-up cooperations do not change."""
    alone = worlds.understanding("shipped")
    asked = [(c, w) for c in cases.all_cases() if c.world == "shipped" for form in LANGUAGES for w in c.asked[form]]
    return tuple((case, words) for case, words in asked[::EVERY] if untouched(alone, words))


def test_names_of_a_whole_country_change_no_answer() -> None:
    """What is asked of the shipped municipalities, cooperations and law is answered as if there were no others."""

    async def ask(bot: worlds.Bot) -> dict[tuple[str, str, str], cases.Asked]:
        bot.live = Live.__new__(Live)
        bot.live.understanding = country()
        bot.__post_init__()
        wanted = {}
        for case, words in sample():
            form = next(form for form in LANGUAGES if words in case.asked[form])
            wanted.update(await cases.ask_all(bot, [case], only=(form, words)))
        return wanted

    answers = worlds.with_bot("shipped", ask)

    assert len(answers) > 120
    assert [f"{words}: {fault}" for (_, _, words), asked in answers.items() for fault in asked.faults()] == []


def test_understanding_takes_less_than_ten_milliseconds() -> None:
    """Nineteen questions in twenty are understood within ten milliseconds of one core, among 20 000 cooperations."""
    understanding = country()
    taken = []
    for _, words in sample():
        times = []
        for _ in range(3):  # of three, the least disturbed
            begin = time.process_time()
            understanding.understand(words, Context())
            times.append(time.process_time() - begin)
        taken.append(min(times))

    assert sorted(taken)[int(len(taken) * 0.95)] < 0.010
