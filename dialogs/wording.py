"""Days and buttons in the reader's language, for all that makes replies."""

from __future__ import annotations

from datetime import date

from dialogs.model import Choice, Turn
from knowledge.model import PartialDate

_MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip


def when(day: PartialDate) -> str:
    """The date as a reader writes it: 2015, juni 2024, 17.10.2025."""
    if day.month is None:
        return str(day.year)
    if day.day is None:
        return f"{_MONTHS[day.month - 1]} {day.year}"
    return on_day(day.first_day())


def on_day(day: date) -> str:
    """A whole date as a reader writes it: 17.10.2025."""
    return f"{day:%d.%m.%Y}"


def choice(turn: Turn, nb: str, nn: str, say_nb: str | None = None, say_nn: str | None = None) -> Choice:
    """A button in the answer's language; it says its title unless told otherwise."""
    title = nb if turn.language == "nb" else nn
    say = (say_nb if turn.language == "nb" else say_nn) or title
    return Choice(title, say)
