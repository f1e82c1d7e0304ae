"""Which messages of ours answered which question. Kept for some days, without the people and without the words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, delete, select

from storage.session import Session
from storage.tables import answered
from storage.upsert import insert_for

_PUT = {
    dialect: (put := insert_for(dialect, answered)).on_conflict_do_update(
        index_elements=["key"], set_={name: put.excluded[name] for name in ("day", "language", "messages")}
    )
    for dialect in ("sqlite", "postgresql")
}
_FIND = select(answered.c.messages, answered.c.language).where(answered.c.key == bindparam("wanted"))


async def keep_answered(session: Session, key: str, messages: Sequence[str], language: str, *, day: date) -> None:
    """Keep which messages answer the question now, in the order they stand in, in place of those before."""
    row = {"key": key, "day": day, "language": language, "messages": list(messages)}
    await session.run(lambda c: c.execute(_PUT[c.dialect.name], row))


async def find_answered(session: Session, key: str) -> tuple[tuple[str, ...], str]:
    """The messages and their language; nothing for a question that is not known, or no longer."""
    row = await session.run(lambda c: c.execute(_FIND, {"wanted": key}).one_or_none())
    return (tuple(row[0]), row[1]) if row else ((), "")


async def drop_answered(session: Session, key: str) -> None:
    """Forget the question: its answer is taken back."""
    gone = delete(answered).where(answered.c.key == key)
    await session.run(lambda c: c.execute(gone))


async def forget_answered(session: Session, before: date) -> int:
    """Forget the questions of earlier days; how many there were."""
    gone = delete(answered).where(answered.c.day < before)
    return await session.run(lambda c: c.execute(gone).rowcount)
