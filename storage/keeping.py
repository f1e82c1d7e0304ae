"""What is forgotten by itself, and when."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from storage.answered import forget_answered
from storage.conversations import forget_idle
from storage.courses import forget_idle_courses
from storage.database import Database
from storage.feedback import forget_answers, forget_feedback
from storage.ledger import purge
from storage.practice_habits import forget_unheard
from storage.recipients import settle_strays

CONVERSATION_KEPT = timedelta(days=180)
"""So long is a conversation that nobody comes back to remembered."""
TRAINING_KEPT = timedelta(days=730)
"""So long is training kept of somebody who is not heard of."""
ANSWER_KEPT = timedelta(days=14)
"""So long is it known what an answer was about that somebody may judge, and which message it stands in."""

SENT_KEPT = timedelta(days=90)
"""So long is it known what was sent to whom; after that only how many it was sent to."""


async def forget_old(database: Database, *, now: datetime, today: date, feedback_days: int) -> None:
    """Forget what has been kept long enough.

    That is idle conversations, what old answers were about and where they stand, feedback from before the last
    ``feedback_days``, the training of people who are not heard of any more, and who was sent what.
    """
    async with database.session(write=True) as session:
        await forget_unheard(session, now - TRAINING_KEPT)
        await forget_idle_courses(session, today - TRAINING_KEPT)
        await forget_idle(session, now - CONVERSATION_KEPT)
        await forget_answers(session, today - ANSWER_KEPT)
        await forget_answered(session, today - ANSWER_KEPT)
        await forget_feedback(session, today - timedelta(days=feedback_days))
    async with database.session(write=True) as session:
        await settle_strays(session, now=now)
        await purge(session, now - SENT_KEPT, now=now)
