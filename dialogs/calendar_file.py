"""What passes between the calendars and the channel that serves them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar, and what to call it as a file (without the ending)."""

    name: str
    body: bytes
