"""How days and beginnings are written for the reader. But for days of the week, the same in both written forms."""

from __future__ import annotations

from datetime import date

from knowledge.model import PartialDate, Text

MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip
WEEKDAYS = (
    Text("mandag", "måndag"), Text("tirsdag", "tysdag"), Text("onsdag", "onsdag"), Text("torsdag", "torsdag"),
    Text("fredag", "fredag"), Text("lørdag", "laurdag"), Text("søndag", "søndag"),
)  # fmt: skip
"""From Monday on."""


def when(day: PartialDate) -> str:
    """The date as a reader writes it: 2015, juni 2024, 17.10.2025."""
    if day.month is None:
        return str(day.year)
    if day.day is None:
        return f"{MONTHS[day.month - 1]} {day.year}"
    return on_day(day.first_day())


def on_day(day: date) -> str:
    """A whole date as a reader writes it: 17.10.2025."""
    return f"{day:%d.%m.%Y}"


def begun(text: str) -> str:
    """With a capital first, unless it begins as «eKommune» does."""
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]
