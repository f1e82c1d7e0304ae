"""What recurs in the governance year, as records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from knowledge.model import Form, Text


class Timing(StrEnum):
    """How a day is found."""

    YEARLY = "yearly"
    MEETING = "meeting"
    """The last day to call a meeting that must be held by ``day``: the rule's weeks before it."""
    NOTICE = "notice"
    """The rule's period before a turn of the year."""
    PLAN = "plan"
    """The end of the year after the council was constituted."""
    TERM = "term"
    """Once within the term."""
    ELECTION = "election"
    """After the local election."""
    AGREED = "agreed"
    """The law sets no day; the agreement may."""
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class YearEntry:
    """Something that recurs, and the rule of law that says so."""

    id: str
    timing: Timing
    what: Text
    who: Text
    rule: str
    refs: tuple[str, ...]
    forms: tuple[Form, ...] = ()
    """The forms that it holds for; for the municipality itself when empty."""
    day: str = ""
    """``06-30``, for what has a day each year."""
