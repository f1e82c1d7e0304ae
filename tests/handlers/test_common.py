"""What answers have in common: ages and dates as a reader writes them."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.handlers.common import STATUS_LABELS, age, when
from knowledge.model import PartialDate, Status


@pytest.mark.parametrize(
    ("day", "today", "found"),
    [
        ("2024-03-15", date(2025, 3, 15), (1, 0)),
        ("2024-03-15", date(2025, 3, 14), (0, 11)),
        ("2024-03-15", date(2024, 3, 15), (0, 0)),
        ("2024-03-15", date(2024, 3, 14), (0, 0)),
        ("2024-02-29", date(2025, 2, 28), (0, 11)),
        ("2019-01", date(2025, 11, 22), (6, 9)),
        ("2020", date(2021, 12, 31), (1, 0)),
        ("2030", date(2025, 1, 1), (0, 0)),
    ],
)
def test_age_is_told_in_whole_years_and_months(day: str, today: date, found: tuple[int, int]) -> None:
    """Counted from the last day that the date can mean, and never below nothing."""
    assert found == age(PartialDate.parse(day), today)


@pytest.mark.parametrize(("day", "told"), [("2015", "2015"), ("2024-06", "juni 2024"), ("2025-10-07", "07.10.2025")])
def test_dates_are_written_as_readers_write_them(day: str, told: str) -> None:
    """No more exact than they are known."""
    assert told == when(PartialDate.parse(day))


def test_every_status_has_a_label_in_both_forms() -> None:
    """None is shown by its id."""
    assert set(Status) == set(STATUS_LABELS)
    assert all(label.nb and label.nn for label in STATUS_LABELS.values())
