"""Who shows a group's quiz to its channel, when it was written to, and what it shows."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, insert, or_, select, update

from storage.session import Session
from storage.tables_group import group_question, group_sending, group_session

_S, _Q, _W = group_session.c, group_question.c, group_sending.c
KEPT = timedelta(hours=1, minutes=5)
"""So long is it known when a channel was written to: its longest limit is an hour's."""


async def hold(session: Session, number: int, holder: str, now: datetime, until: datetime) -> bool:
    """Take or keep the showing of a session; False while another holds it."""
    free = or_(_S.holder == holder, _S.holder == "", _S.held_until.is_(None), _S.held_until < now)
    held = update(group_session).where(_S.id == number, free).values(holder=holder, held_until=until)
    return bool(await session.run(lambda c: c.execute(held).rowcount))


async def let_go(session: Session, holder: str) -> None:
    """Let others show what the holder has shown, at once."""
    free = update(group_session).where(_S.holder == holder).values(holder="", held_until=None)
    await session.run(lambda c: c.execute(free))


async def refused(session: Session, number: int, until: datetime, failures: int) -> None:
    """The channel wants nothing until then."""
    waits = update(group_session).where(_S.id == number).values(not_before=until, failures=failures)
    await session.run(lambda c: c.execute(waits))


# -- what is shown ----------------------------------------------------------------------------------------------------


async def question_shown(session: Session, number: int, question: int, message: str, shown: str, now: datetime) -> None:
    """The card of a question, and what it shows now."""
    kept = update(group_question).where(_Q.session == number, _Q.number == question)
    await session.run(lambda c: c.execute(kept.values(message=message, shown=shown, shown_at=now)))
    await _took(session, number)


async def control_shown(session: Session, number: int, message: str, shown: str) -> None:
    """The trainer's card, and what it shows now."""
    kept = update(group_session).where(_S.id == number).values(control=message, control_shown=shown)
    await session.run(lambda c: c.execute(kept))
    await _took(session, number)


async def final_shown(session: Session, number: int, message: str) -> None:
    """The last card of the session."""
    await session.run(lambda c: c.execute(update(group_session).where(_S.id == number).values(final=message)))
    await _took(session, number)


async def _took(session: Session, number: int) -> None:
    well = update(group_session).where(_S.id == number, _S.failures > 0).values(failures=0, not_before=None)
    await session.run(lambda c: c.execute(well))


# -- when it was written to -------------------------------------------------------------------------------------------


async def sendings(session: Session, channel: str, since: datetime) -> tuple[datetime, ...]:
    """When the channel was written to, the earliest first."""
    query = select(_W.at).where(_W.channel == channel, _W.at > since).order_by(_W.at)
    rows = await session.run(lambda c: c.execute(query).scalars().all())
    return tuple(rows)


async def note_sending(session: Session, channel: str, at: datetime) -> int:
    """We write to the channel now; the number of this sending."""
    put = insert(group_sending).values(channel=channel, at=at).returning(_W.id)
    number: int = await session.run(lambda c: c.execute(put).scalar_one())
    return number


async def sending_ended(session: Session, number: int, at: datetime) -> None:
    """It reached the channel at the latest then."""
    await session.run(lambda c: c.execute(update(group_sending).where(_W.id == number).values(at=at)))


async def forget_sendings(session: Session, before: datetime) -> None:
    """Delete what no limit reaches back to."""
    await session.run(lambda c: c.execute(delete(group_sending).where(_W.at < before)))
