"""Some days of practice, as ``python -m tests.training.month`` has a whole month of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.training import month


async def test_days_of_practice_with_restarts_in_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Due items come back as the library says, nothing is asked twice in a day, and restarts change nothing.

    Across the change of clock, with an exercise that is sent at an hour which that night does not have.
    """
    monkeypatch.setattr(month, "FIRST", date(2027, 3, 25))
    calm, restarted = await month.both(tmp_path, people=4, days=7, seed=3)

    assert (calm.faults, restarted.faults) == ([], [])
    assert calm.asked == restarted.asked
    assert restarted.sent == 7
    assert restarted.restarts > 5
    repeated = len(restarted.asked) - len({(asked.person, asked.item) for asked in restarted.asked})
    assert repeated > 10


def test_the_check_finds_what_must_not_happen() -> None:
    """What is asked too early, or new while something waits, is a fault."""
    from storage.practice import Result

    def result(item: str, day: int, *, right: bool) -> Result:
        on = date(2027, 3, day)
        return Result(item, "forms", 1, right, 1, 1, datetime(2027, 3, day, tzinfo=UTC), on)

    faults: list[str] = []
    month.replay("ada", [result("i", 1, right=True), result("i", 2, right=True)], faults)
    month.replay("bo", [result("i", 1, right=False), result("j", 2, right=True)], faults)
    month.replay("cai", [result("i", 1, right=False), result("i", 2, right=True), result("j", 2, right=True)], faults)

    assert [fault.split(":")[0] for fault in faults] == ["ada", "bo"]
