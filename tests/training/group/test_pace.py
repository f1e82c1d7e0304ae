"""How often a channel is written to."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest

from dialogs.training.group.pace import pause_of, wait_of
from tests.training.connector import TEAMS

NOW = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)


def test_who_writes_as_often_as_may_be_never_comes_too_often() -> None:
    """Within no stretch of time are more messages begun than Teams takes, however long one goes on."""
    sent: list[float] = []
    now, chance = 0.0, Random(3)
    while now < 4000:
        wait = wait_of(sent, now)
        if wait == 0:
            now += chance.uniform(0, 0.05)
            sent.append(now)
        now += wait
    for most, span in TEAMS:
        assert all(later - first >= span for first, later in zip(sent, sent[most:], strict=False))
    assert len(sent) > 1900, "and one does get on"


def test_nothing_waits_where_nothing_was_sent() -> None:
    """The first goes at once, and so does the sixth; a place is left for what else is said there."""
    assert wait_of([], 5.0) == 0
    assert wait_of([4.99] * 5, 5.0) == 0
    assert wait_of([4.99] * 6, 5.0) > 0


@pytest.mark.parametrize(
    ("header", "failures", "wanted"),
    [
        ("7", 0, 7),
        ("Tue, 01 Dec 2026 17:00:30 GMT", 0, 30),
        ("", 0, 1),
        ("", 3, 8),
        ("", 40, 60),
        ("nonsens", 1, 2),
        ("1", 4, 16),
    ],
)
def test_a_channel_that_refuses_is_left_alone_as_it_says(header: str, failures: int, wanted: float) -> None:
    """Seconds or a date; without either longer each time, up to a minute."""
    assert pause_of(header, failures, NOW) == wanted
