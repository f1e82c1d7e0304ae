"""What a channel must be shown next of a group's quiz. Pure: from how things stand to one step, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from storage.group_quiz import GroupQuestion, GroupSession

NO_ID = "-"
"""The id of a message that the channel gave none, or does not have: it cannot be updated."""
EVERY = timedelta(seconds=1.5)
"""How many have answered is shown anew no more often than this."""


@dataclass(frozen=True, slots=True)
class Picture:
    """How a session stands."""

    session: GroupSession
    questions: tuple[GroupQuestion, ...]
    answered: Mapping[int, int]

    @property
    def asked(self) -> list[GroupQuestion]:
        """The questions whose turn has come."""
        return [question for question in self.questions if question.state != "waiting"]


@dataclass(frozen=True, slots=True)
class Step:
    """One message, or one update of a message."""

    what: Literal["control", "question", "final"]
    shown: str
    """What the card shows afterwards."""
    number: int = 0
    """Of a question."""
    message: str = ""
    """The message that is updated; empty for a new one."""


def next_step(picture: Picture, now: datetime) -> Step | None:
    """The most urgent step: a card that is missing, then what has opened or closed, then how many have answered.

    The newest state alone counts: what came and went between two steps is never sent.
    """
    asked = picture.asked
    steps = (_control_card(picture), _missing(asked), _turned(asked), _final(picture.session), _control(picture))
    return next(filter(None, steps), None) or _counted(asked, picture.answered, now)


def mark_of(question: GroupQuestion, answered: Mapping[int, int]) -> str:
    """What a question's card shows: its state, and while it is open how many have answered."""
    return question.state if question.state == "closed" else f"{question.state}:{answered.get(question.number, 0)}"


def state_of(picture: Picture) -> str:
    """The state that the trainer steers from."""
    return picture.asked[-1].state if picture.session.state == "running" and picture.asked else "ended"


def _control_card(picture: Picture) -> Step | None:
    return None if picture.session.control else _control(picture)


def _control(picture: Picture) -> Step | None:
    session, shown = picture.session, f"{state_of(picture)}:{picture.session.current}"
    if session.control_shown == shown or session.control == NO_ID:
        return None
    return Step("control", shown, message=session.control)


def _missing(asked: Sequence[GroupQuestion]) -> Step | None:
    """A question that was opened and closed before it could be shown is shown too, with its result."""
    return next((Step("question", "", each.number) for each in asked if not each.message), None)


def _turned(asked: Sequence[GroupQuestion]) -> Step | None:
    """The newest first: what everybody looks at."""
    for each in reversed(asked):
        if each.shown.partition(":")[0] != each.state:
            # where the card cannot be updated, at least its result is written
            known = each.message != NO_ID
            return Step("question", "", each.number, each.message if known else "") if known or each.state == "closed" else None
    return None


def _final(session: GroupSession) -> Step | None:
    return Step("final", "final") if session.state == "ended" and not session.final else None


def _counted(asked: Sequence[GroupQuestion], answered: Mapping[int, int], now: datetime) -> Step | None:
    for each in reversed(asked):
        fresh = each.shown_at is not None and now - each.shown_at < EVERY
        if each.state != "closed" and each.message != NO_ID and each.shown != mark_of(each, answered) and not fresh:
            return Step("question", "", each.number, each.message)
    return None
