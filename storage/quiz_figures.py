"""Group figures of months that have ended: reckoned once, when the month is over, and never again. They hold no person."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, select

from knowledge.group_figures import Answered, Figure, group_figures
from storage.session import Session
from storage.tables import person as people
from storage.tables_trainer import quiz_figure, quiz_month
from storage.tables_training import practice_result, practice_run


def month_of(day: date) -> str:
    """The month of a day, as ``2026-11``."""
    return f"{day:%Y-%m}"


def first_of(month: str) -> date:
    """Its first day."""
    return date.fromisoformat(f"{month}-01")


def after(month: str) -> str:
    """The month after it."""
    return month_of(first_of(month) + timedelta(days=31))


async def frozen_months(session: Session) -> Mapping[str, int]:
    """The months whose figures there are, the newest first, each with how many people at least are behind them."""
    query = select(quiz_month.c.month, quiz_month.c.people).order_by(quiz_month.c.month.desc())
    return {row[0]: row[1] for row in await session.run(lambda c: c.execute(query).all())}


async def months_to_freeze(session: Session, today: date) -> tuple[str, ...]:
    """The months that are over, with answers in them, and without figures yet; the oldest first."""
    first = await session.run(lambda c: c.scalar(select(func.min(practice_result.c.day))))
    if first is None:
        return ()
    frozen = await frozen_months(session)
    month, wanted = month_of(first), []
    while month < month_of(today):
        if month not in frozen:
            wanted.append(month)
        month = after(month)
    return tuple(wanted)


async def freeze_month(session: Session, month: str, *, today: date, now: datetime) -> bool:
    """Reckon the figures of a month that is over, and keep them; False when there are some already.

    ValueError for a month that is not over. Needs ``database.session(write=True)``. What comes in later, or is deleted
    later, changes nothing: figures that moved would tell of those who moved them.
    """
    session.require_write()
    if month >= month_of(today):
        raise ValueError(f"{month} is not over")
    if month in await frozen_months(session):
        return False
    answers = await session.run(lambda c: _answers(c, month))
    found = await asyncio.to_thread(group_figures, answers)
    row = {"month": month, "people": found.people, "frozen_at": now}
    rows = [
        {"month": month, "answers": f.answers, "theme": f.theme, "part": f.part, "name": f.name, "role": f.role,
         "given": f.given, "correct": f.right}
        for f in found.figures
    ]  # fmt: skip

    def put(connection: Connection) -> None:
        connection.execute(insert(quiz_month).values(row))
        if rows:
            connection.execute(insert(quiz_figure), rows)

    await session.run(put)
    return True


async def figures_of(session: Session, months: Iterable[str]) -> tuple[Figure, ...]:
    """All figures of those months."""
    query = select(quiz_figure).where(quiz_figure.c.month.in_(list(months)))
    query = query.order_by(*quiz_figure.primary_key.columns)
    rows = await session.run(lambda c: c.execute(query).mappings().all())
    return tuple(
        Figure(r["answers"], r["theme"], r["part"], r["name"], r["role"], r["given"], r["correct"]) for r in rows
    )  # fmt: skip


def _answers(connection: Connection, month: str) -> list[Answered]:
    """The answers of a month in practice, each with whether it was the person's first to that item, and where they are at home.

    Those of group sessions only tell what has been met before: their results are shown when they close, and a figure with
    them in it, less what was shown, would be of the few who answered elsewhere.
    """
    c = practice_result.c
    within = (c.day >= first_of(month), c.day < first_of(after(month)))
    before = select(c.person, c.item).where(c.day < first_of(month)).distinct()
    met = {(row[0], row[1]) for row in connection.execute(before)}
    homes = _homes(connection, select(c.person).where(*within))
    answers = []
    query = select(c.person, c.item, c.theme, c.correct, c.place).where(*within).order_by(c.at, c.id)
    for person, item, theme, right, place in connection.execute(query):
        first = (person, item) not in met
        met.add((person, item))
        if place == "practice":
            answers.append(Answered(person, item, theme, first, right, *homes.get(person, ("", ""))))
    return answers


def _homes(connection: Connection, whose: Any) -> dict[str, tuple[str, str]]:
    """The municipality and the role of people, as far as they have told."""
    municipalities = select(people.c.key, people.c.preferences).where(people.c.key.in_(whose))
    towns = {row[0]: str((row[1] or {}).get("municipality") or "") for row in connection.execute(municipalities)}
    runs = select(practice_run.c.person, practice_run.c.state).where(practice_run.c.person.in_(whose))
    roles = {row[0]: str((row[1] or {}).get("role") or "") for row in connection.execute(runs)}
    return {person: (towns.get(person, ""), roles.get(person, "")) for person in {*towns, *roles}}
