"""Quiz items of one's own as rows: reading them, and forgetting who was behind. Named by ``storage.quiz_items``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, func, select, update

from knowledge.quiz import QuizItem
from knowledge.quiz_json import item_from_json
from storage.session import Session
from storage.settings import read_setting, write_setting
from storage.tables_trainer import quiz_item, quiz_item_change

ItemState = Literal["suggested", "approved", "rejected", "withdrawn"]
What = Literal["suggested", "edited", "approved", "rejected", "withdrawn", "undone"]
_REVISION, _LAST = "quiz_items_revision", "quiz_items_last"


@dataclass(frozen=True, slots=True)
class StoredItem:
    """An item as it is now."""

    number: int
    version: int
    """Whoever changes the item names the version that they saw."""
    state: ItemState
    """Of ``item``; ``suggested`` is what waits for a trainer."""
    item: QuizItem
    live: QuizItem | None
    """What is asked; may be another than ``item`` while that waits."""
    approved_by: tuple[str, ...]
    """Keys of those who have approved this version of it."""
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One thing that was done to an item."""

    version: int
    what: What
    who: str
    """The key of who did it; empty when they have been forgotten."""
    trainer: bool
    """False for one who is none, and whom nobody is told of."""
    why: str
    state: ItemState
    item: QuizItem
    """As it was after it."""
    live: QuizItem | None
    at: datetime


def read_items(connection: Connection, *where: ColumnElement[bool]) -> tuple[StoredItem, ...]:
    """The items for which all of it holds, the oldest first."""
    rows = connection.execute(select(quiz_item).where(*where).order_by(quiz_item.c.id)).mappings().all()
    return tuple(_stored(row) for row in rows)


def read_item(connection: Connection, number: int) -> StoredItem | None:
    """The item of that number."""
    return next(iter(read_items(connection, quiz_item.c.id == number)), None)


def _stored(row: RowMapping) -> StoredItem:
    live = item_from_json(row["live"]) if row["live"] else None
    approvals = tuple(row["approved_by"])
    return StoredItem(row["id"], row["version"], row["state"], item_from_json(row["body"]), live, approvals, row["created_at"])


def read_changes(connection: Connection, number: int) -> tuple[ItemChange, ...]:
    """All that was done to it, the first first."""
    query = select(quiz_item_change).where(quiz_item_change.c.item == number).order_by(quiz_item_change.c.id)
    return tuple(
        ItemChange(
            row["version"], row["what"], row["who"], row["trainer"], row["why"], row["state"], item_from_json(row["body"]),
            item_from_json(row["live"]) if row["live"] else None, row["at"],
        )
        for row in connection.execute(query).mappings()
    )  # fmt: skip


def revision(connection: Connection) -> int:
    """How often what is asked has changed."""
    return int(read_setting(connection, _REVISION) or 0)


def bump(connection: Connection) -> None:
    """What is asked has changed."""
    write_setting(connection, _REVISION, str(revision(connection) + 1))


def next_number(connection: Connection) -> int:
    """A number that no item has or has had: a button made for one that is gone must never reach another."""
    number = int(read_setting(connection, _LAST) or 0) + 1
    write_setting(connection, _LAST, str(number))
    return number


async def forget_suggester(session: Session, person: str) -> None:
    """Delete what the person has suggested and nobody has settled; take them out of all else.

    Their part in the history stays as something that was done, by nobody who is known.
    """

    def run(connection: Connection) -> None:
        waiting = select(quiz_item.c.id).where(
            quiz_item.c.person == person, quiz_item.c.state == "suggested", quiz_item.c.live.is_(None)
        )
        numbers = [row[0] for row in connection.execute(waiting)]
        settled = select(quiz_item_change.c.item).where(
            quiz_item_change.c.item.in_(numbers), quiz_item_change.c.state != "suggested"
        )
        gone = sorted({*numbers} - {row[0] for row in connection.execute(settled)})
        connection.execute(delete(quiz_item_change).where(quiz_item_change.c.item.in_(gone)))
        connection.execute(delete(quiz_item).where(quiz_item.c.id.in_(gone)))
        connection.execute(update(quiz_item).where(quiz_item.c.person == person).values(person=None))
        connection.execute(update(quiz_item_change).where(quiz_item_change.c.who == person).values(who=""))
        for each in read_items(connection):
            if person in each.approved_by:
                left = [key for key in each.approved_by if key != person]
                connection.execute(update(quiz_item).where(quiz_item.c.id == each.number).values(approved_by=left))

    await session.run(run)


async def kept_of(session: Session, person: str) -> tuple[int, int]:
    """How many items the person has suggested, and how many things they have done to items beyond that."""
    suggested = select(func.count()).select_from(quiz_item).where(quiz_item.c.person == person)
    where = (quiz_item_change.c.who == person, quiz_item_change.c.what != "suggested")
    done = select(func.count()).select_from(quiz_item_change).where(*where)
    counted = await session.run(lambda c: (c.execute(suggested).scalar_one(), c.execute(done).scalar_one()))
    return int(counted[0]), int(counted[1])


async def suggested_by(session: Session, person: str) -> tuple[tuple[StoredItem, str], ...]:
    """What the person has suggested, the newest first, each with why it was rejected or withdrawn, where it was."""

    def run(connection: Connection) -> tuple[tuple[StoredItem, str], ...]:
        found = read_items(connection, quiz_item.c.person == person)
        return tuple((each, read_changes(connection, each.number)[-1].why) for each in reversed(found))

    return await session.run(run)


async def waiting_of(session: Session, person: str) -> int:
    """How many suggestions of the person wait for a trainer."""
    where = (quiz_item.c.person == person, quiz_item.c.state == "suggested")
    return int(await session.run(lambda c: c.execute(select(func.count()).select_from(quiz_item).where(*where)).scalar_one()))
