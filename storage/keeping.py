"""What is forgotten by itself, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from storage.answered import forget_answered
from storage.authors import forget_authors
from storage.conversations import forget_idle, forget_unheard_choices
from storage.courses import forget_idle_courses
from storage.database import Database
from storage.feedback import forget_answers, forget_feedback
from storage.ledger import purge
from storage.practice_habits import forget_unheard
from storage.recipients import settle_strays
from storage.subscriptions import forget_unreached

ANSWER_KEPT = timedelta(days=14)
"""So long is it known what an answer was about that somebody may judge, and which message it stands in."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many days things are kept, when nobody asks for them to be deleted before."""

    feedback: int = 365
    """Judgements, counts of questions without an answer, and questions left to the editors."""
    conversations: int = 180
    """A conversation that nobody comes back to."""
    people: int = 730
    """Choices and training of somebody who is not heard of."""
    sent: int = 90
    """What was sent to whom; after that only how many it was sent to."""
    unreached: int = 180
    """What somebody follows who cannot be reached any more, and where they were."""
    authors: int = 1461
    """Who made a change, wrote a message or handed in a document; after that only that it was done. Four years, a term."""


async def forget_old(database: Database, *, now: datetime, today: date, limits: Limits) -> None:
    """Forget what has been kept long enough: see ``Limits``."""

    def days(kept: int) -> timedelta:
        return timedelta(days=kept)

    async with database.session(write=True) as session:
        await forget_unheard(session, now - days(limits.people))
        await forget_idle_courses(session, today - days(limits.people))
        await forget_unheard_choices(session, now - days(limits.people))
        await forget_idle(session, now - days(limits.conversations))
        await forget_answers(session, today - ANSWER_KEPT)
        await forget_answered(session, today - ANSWER_KEPT)
        await forget_feedback(session, today - days(limits.feedback))
        await forget_authors(session, now - days(limits.authors))
    async with database.session(write=True) as session:
        await forget_unreached(session, now - days(limits.unreached), now=now)
        await settle_strays(session, now=now)
        await purge(session, now - days(limits.sent), now=now)
