"""Quiz items of one's own: suggested by anybody, tended by trainers. Each change is a version; nothing is lost.

What is asked (``live``) stays as it was approved while a newer version waits. Whether an item is fit to be asked is for the
caller to find out, in the same session, before it approves or undoes: see ``others`` and ``undo_target``.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from knowledge.quiz import QuizItem
from knowledge.quiz_json import item_from_json, item_to_json
from storage.errors import Refused
from storage.quiz_item_rows import (
    ItemChange,
    ItemState,
    StoredItem,
    What,
    bump,
    next_number,
    read_changes,
    read_item,
    read_items,
    revision,
)
from storage.session import Session
from storage.tables_trainer import quiz_item, quiz_item_change

log = logging.getLogger(__name__)

__all__ = [
    "ItemChange",
    "ItemMoved",
    "ItemState",
    "NoSuchItem",
    "SameApprover",
    "StoredItem",
    "What",
    "approve_item",
    "approved_items",
    "edit_item",
    "get_item",
    "item_history",
    "list_items",
    "reject_item",
    "suggest_item",
    "undo_item",
    "undo_target",
    "withdraw_item",
]


class NoSuchItem(Refused):
    """There is no item of that number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no quiz item {number}.")


class ItemMoved(Refused):
    """The item has changed since it was seen, or is not in a state in which that can be done. ``item`` is how it is now."""

    def __init__(self, item: StoredItem) -> None:
        self.item = item
        super().__init__(f"Quiz item {item.number} is {item.state} now, in version {item.version}: look at it again.")


class SameApprover(Refused):
    """The second approval came from the one who gave the first."""

    def __init__(self, item: StoredItem) -> None:
        self.item = item
        super().__init__(f"Quiz item {item.number} is approved by you already. Another trainer must approve it too.")


# -- looking ----------------------------------------------------------------------------------------------------------


async def approved_items(session: Session) -> tuple[QuizItem, ...]:
    """What is asked of one's own items, as approved, in the order they came. What a newer program cannot read is left out."""
    query = select(quiz_item.c.id, quiz_item.c.live).where(quiz_item.c.live.is_not(None)).order_by(quiz_item.c.id)
    found = []
    for number, live in await session.run(lambda c: c.execute(query).all()):
        try:
            found.append(item_from_json(live))
        except ValueError:
            log.warning("Quiz item %s cannot be read by this version of the program, and is not asked", number)
    return tuple(found)


async def approved_revision(session: Session) -> int:
    """A number that changes whenever ``approved_items`` does. Cheap: ask as often as you like."""
    return await session.run(revision)


async def get_item(session: Session, number: int) -> StoredItem | None:
    """The item, whatever its state."""
    return await session.run(lambda c: read_item(c, number))


async def list_items(session: Session, state: ItemState | None = None) -> tuple[StoredItem, ...]:
    """The items in that state, the oldest first; all without one."""
    where = () if state is None else (quiz_item.c.state == state,)
    return await session.run(lambda c: read_items(c, *where))


async def item_history(session: Session, number: int) -> tuple[ItemChange, ...]:
    """All that was done to it, the first first."""
    return await session.run(lambda c: read_changes(c, number))


async def others(session: Session, number: int | None) -> tuple[QuizItem, ...]:
    """What is asked, or waits to be, of all other items: no two may ask the same."""
    found = await session.run(lambda c: read_items(c, quiz_item.c.id != (number or 0)))
    return tuple(
        item
        for each in found
        for item in dict.fromkeys((each.live, each.item if each.state in ("suggested", "approved") else None))
        if item is not None
    )


# -- changing: all need ``database.session(write=True)`` --------------------------------------------------------------


async def suggest_item(session: Session, item: QuizItem, *, who: str, trainer: bool, now: datetime) -> StoredItem:
    """Keep a new item, which waits for a trainer. Its id is given here."""
    session.require_write()

    def put(connection: Any) -> int:
        number = next_number(connection)
        row = {
            "id": number,
            "version": 0, "state": "suggested", "body": {}, "live": None, "approved_by": [], "person": who or None,
            "created_at": now,
        }  # fmt: skip
        connection.execute(insert(quiz_item).values(row))
        return number

    number = await session.run(put)
    body = item_to_json(item) | {"id": f"own-{number}"}
    return await _change(session, number, 0, "suggested", {"body": body}, who=who, trainer=trainer, now=now)


async def edit_item(session: Session, number: int, item: QuizItem, *, version: int, who: str, now: datetime) -> StoredItem:
    """Put other words in its place; they wait for approval, and what is asked stays as it is until then. ItemMoved.

    One that is as it was changes nothing.
    """
    stored = await _as_seen(session, number, version)
    body = item_to_json(item) | {"id": stored.item.id}
    if body == item_to_json(stored.item):
        return stored
    to: dict[str, Any] = {"body": body, "state": "suggested", "approved_by": []}
    return await _change(session, number, version, "edited", to, who=who, now=now)


async def approve_item(session: Session, number: int, *, version: int, who: str, two_persons: bool, now: datetime) -> StoredItem:
    """Approve it; with the last approval that is needed it is asked from now on. ItemMoved; SameApprover.

    A first approval of two makes no new version: what was approved is what the second one sees.
    """
    stored = await _as_seen(session, number, version, "suggested")
    if two_persons and who in stored.approved_by:
        raise SameApprover(stored)
    approvals = list(dict.fromkeys((*stored.approved_by, who)))
    if two_persons and len(approvals) < 2:
        return await _change(session, number, version, "approved", {"approved_by": approvals}, who=who, now=now, same=True)
    to: dict[str, Any] = {"state": "approved", "live": item_to_json(stored.item), "approved_by": approvals}
    return await _change(session, number, version, "approved", to, who=who, now=now)


async def reject_item(session: Session, number: int, *, version: int, who: str, why: str, now: datetime) -> StoredItem:
    """Settle that what waits is not to be asked; what is asked already is so still, and then is what the item says. ItemMoved."""
    stored = await _as_seen(session, number, version, "suggested")
    to: dict[str, Any] = {"state": "rejected", "approved_by": []}
    if stored.live is not None:
        to |= {"state": "approved", "body": item_to_json(stored.live)}
    return await _change(session, number, version, "rejected", to, who=who, why=why, now=now)


async def withdraw_item(session: Session, number: int, *, version: int, who: str, why: str, now: datetime) -> StoredItem:
    """Ask it no more. A newer version of it that waits goes on waiting. ItemMoved, also for one that is not asked."""
    stored = await _as_seen(session, number, version)
    if stored.live is None:
        raise ItemMoved(stored)
    state = "suggested" if stored.state == "suggested" else "withdrawn"
    to: dict[str, Any] = {"state": state, "live": None, "approved_by": []}
    return await _change(session, number, version, "withdrawn", to, who=who, why=why, now=now)


async def undo_target(session: Session, number: int) -> ItemChange | None:
    """How the item was before the last thing that was done to it; None when there is nothing to go back to."""
    changes = await item_history(session, number)
    return changes[-2] if len(changes) > 1 else None


async def undo_item(session: Session, number: int, *, version: int, who: str, now: datetime) -> StoredItem:
    """Take back the last thing that was done, as a new version. ItemMoved, also when there is nothing to take back."""
    stored = await _as_seen(session, number, version)
    before = await undo_target(session, number)
    if before is None:
        raise ItemMoved(stored)
    to: dict[str, Any] = {
        "state": before.state,
        "body": item_to_json(before.item),
        "live": item_to_json(before.live) if before.live else None,
        "approved_by": [],
    }
    return await _change(session, number, version, "undone", to, who=who, now=now)


async def _as_seen(session: Session, number: int, version: int, state: ItemState | None = None) -> StoredItem:
    session.require_write()
    stored = await get_item(session, number)
    if stored is None:
        raise NoSuchItem(number)
    if stored.version != version or (state is not None and stored.state != state):
        raise ItemMoved(stored)
    return stored


async def _change(
    session: Session, number: int, version: int, what: What, to: Mapping[str, Any], *, who: str, now: datetime, why: str = "",
    trainer: bool = True, same: bool = False,
) -> StoredItem:  # fmt: skip
    """Put the columns in ``to`` in place of those before, and tell of it in the history."""

    def put(connection: Any) -> None:
        columns = quiz_item.c
        before = connection.execute(select(columns.live).where(columns.id == number)).scalar_one()
        new = {**to, "version": version if same else version + 1}
        connection.execute(update(quiz_item).where(columns.id == number).values(**new))
        row = connection.execute(select(quiz_item).where(columns.id == number)).mappings().one()
        told = {name: row[name] for name in ("version", "state", "body", "live")}
        connection.execute(
            insert(quiz_item_change).values(item=number, what=what, who=who, trainer=trainer, why=why, at=now, **told)
        )
        if row["live"] != before:
            bump(connection)

    await session.run(put)
    stored = await get_item(session, number)
    assert stored is not None
    return stored
