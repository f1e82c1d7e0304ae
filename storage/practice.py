"""Answers to quiz items that stay with a person, and how well each item is remembered. What was answered is never kept.

Practice and group sessions write their answers here alike, so that progress, «mine data», deletion and the trainer's group
figures have one place to look.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, select

from knowledge.practice import Recall, Result
from storage.session import Session
from storage.tables_training import practice_card, practice_result
from storage.upsert import insert_into

__all__ = ["Recall", "Result", "add_results", "forget_results", "recalls_of", "results_of", "save_recall"]


async def add_results(session: Session, person: str, results: Iterable[Result]) -> int:
    """Keep them; how many were new. The same item twice in a day in practice, or in one group session, is kept once."""
    rows = [_row(person, result) for result in results]

    def put(connection: Any) -> int:
        into = insert_into(connection, practice_result).on_conflict_do_nothing()
        return sum(connection.execute(into, row).rowcount for row in rows)

    return await session.run(put)


async def results_of(session: Session, person: str) -> tuple[Result, ...]:
    """All answers of the person, the oldest first."""
    query = select(practice_result).where(practice_result.c.person == person)
    query = query.order_by(practice_result.c.at, practice_result.c.id)
    rows = await session.run(lambda c: list(c.execute(query).mappings()))
    return tuple(_result(dict(row)) for row in rows)


async def forget_results(session: Session, person: str) -> int:
    """Delete the person's answers, and what was reckoned from them; how many answers there were."""
    cards = delete(practice_card).where(practice_card.c.person == person)
    gone = delete(practice_result).where(practice_result.c.person == person)

    def run(connection: Any) -> int:
        connection.execute(cards)
        return int(connection.execute(gone).rowcount)

    return await session.run(run)


async def recalls_of(session: Session, person: str) -> Mapping[str, Recall]:
    """How well the person remembers each item that was answered, by item."""
    c = practice_card.c
    query = select(c.item, c.stability, c.difficulty, c.seen, c.due).where(c.person == person).order_by(c.item)
    rows = await session.run(lambda connection: connection.execute(query).all())
    return {row[0]: Recall(*row[1:]) for row in rows}


async def save_recall(session: Session, person: str, item: str, recall: Recall) -> None:
    """Keep it in place of what was kept of that item before."""
    kept = {"stability": recall.stability, "difficulty": recall.difficulty, "seen": recall.seen, "due": recall.due}

    def put(connection: Any) -> None:
        into = insert_into(connection, practice_card).values(person=person, item=item, **kept)
        connection.execute(into.on_conflict_do_update(index_elements=["person", "item"], set_=kept))

    await session.run(put)


def _row(person: str, result: Result) -> dict[str, Any]:
    return {
        "person": person, "item": result.item, "theme": result.theme, "level": result.level, "correct": result.right,
        "met": result.met, "total": result.of, "at": result.at, "day": result.day, "place": result.place,
        "session": result.session,
    }  # fmt: skip


def _result(row: Mapping[str, Any]) -> Result:
    return Result(
        row["item"], row["theme"], row["level"], row["correct"], row["met"], row["total"], row["at"], row["day"],
        row["place"], row["session"],
    )  # fmt: skip
