"""The reckoning of pace, with no clock but the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from random import Random

import pytest

from dialogs.delivery.pace import CONVERSATION, TEAMS, Tempo, backoff, retry_after
from dialogs.delivery.verdict import MOST_ATTEMPTS, Again, Blocked, Failed, Verdict, verdict
from dialogs.outgoing import NotSent

NOW = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)


def _holds(times: Sequence[float]) -> bool:
    """True when no window of Teams has more than it may."""
    return all(
        sum(start <= at < start + window.seconds for at in times[number : number + window.count + 1]) <= window.count
        for window in TEAMS
        for number, start in enumerate(times)
    )


@pytest.mark.parametrize("seed", range(5))
def test_a_conversation_s_bucket_keeps_within_all_windows(seed: int) -> None:
    """However the messages come, a conversation gets no more than Teams allows, and in the end nearly that."""
    random, now, busy = Random(seed), 1_000_000.0, 0.0
    times: list[float] = []
    while len(times) < 3700:
        now = max(now + (random.random() * 20 if random.random() < 0.02 else 0), CONVERSATION.free_at(busy))
        busy = CONVERSATION.taken(busy, now)
        times.append(now)

    assert _holds(times)
    assert CONVERSATION.free_at(0.0) < 0


def test_tempo_goes_down_while_many_are_pushed_back_and_comes_back() -> None:
    """Some refusals change nothing; many slow down to a fifth and never to nothing; then it soon is as before."""
    tempo, now = Tempo(), 0.0
    for number in range(1000):
        tempo.note(now + number / 30, pushed_back=number % 20 == 0)
    assert tempo.share == 1.0
    for number in range(1000):
        tempo.note(40 + number / 30, pushed_back=True)
    assert tempo.share == Tempo.LEAST
    for number in range(2000):
        tempo.note(80 + number / 30, pushed_back=False)
    assert tempo.share == 1.0


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("7", 7), ("1.5", 1.5), ("", 0), ("-3", 0), ("nan", 0), ("inf", 86400), ("999999", 86400), ("soon", 0),
        ("Mon, 30 Nov 2026 08:01:00 GMT", 60), ("Mon, 30 Nov 2026 07:00:00 GMT", 0),
    ],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date(said: str, seconds: float) -> None:
    """What makes no sense asks for nothing; nobody waits for more than a day."""
    assert retry_after(said, NOW) == seconds


def test_waits_double_with_jitter_up_to_an_hour() -> None:
    """No two that broke at the same time come back at the same time."""
    assert [backoff(n, lambda: 1.0) for n in (1, 2, 3, 11, 12, 13, 100)] == [2, 4, 8, 2048, 3600, 3600, 3600]
    assert backoff(3, lambda: 0.0) == 4


@pytest.mark.parametrize(
    ("refusal", "becomes"),
    [
        (NotSent(403, code="MessageWritesBlocked"), Blocked("MessageWritesBlocked")),
        (NotSent(403), Blocked("forbidden")),
        (NotSent(404), Blocked("not_found")),
        (NotSent(400, code="BadSyntax"), Failed("BadSyntax")),
        (NotSent(413), Failed("status_413")),
        (NotSent(302), Failed("status_302")),
        (NotSent(429, "9"), Again(9.5, pushed_back=True)),
        (NotSent(412), Again(1.5, pushed_back=False)),
        (NotSent(401), Again(1.5, pushed_back=False)),
        (NotSent(500), Again(1.5, pushed_back=True)),
        (NotSent(502), Again(1.5, pushed_back=True)),
        (NotSent(504, perhaps=True), Again(60, pushed_back=True)),
        (NotSent(0), Again(1.5, pushed_back=True)),
        (NotSent(0, perhaps=True), Again(60, pushed_back=True)),
    ],
)
def test_what_becomes_of_a_refusal(refusal: NotSent, becomes: Verdict) -> None:
    """Who has blocked us is left in peace, what is wrong is set aside, and all else is tried again."""
    assert verdict(refusal, 1, 0, NOW, lambda: 0.5) == becomes


def test_nothing_is_tried_for_ever() -> None:
    """After so many tries it is set aside; one whose answer was lost twice is not sent a third time."""
    assert verdict(NotSent(502), MOST_ATTEMPTS, 0, NOW, lambda: 0.5) == Failed("gave_up")
    assert verdict(NotSent(0, perhaps=True), 2, 1, NOW, lambda: 0.5) == Failed("answer_lost")
