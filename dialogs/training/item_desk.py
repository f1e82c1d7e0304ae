"""What can be done to quiz items, each in a transaction of its own; what is to be asked passes the bank's checks in the same."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from dialogs.training.item_faults import bank_faults
from dialogs.training.items import bank
from dialogs.training.own_items import OwnItems
from knowledge.basics import Language
from knowledge.drift import load_pins
from knowledge.legal import LawBook
from knowledge.pins import Pins
from knowledge.quiz import QuizItem
from storage import quiz_items as stored_items
from storage.database import Database
from storage.quiz_item_rows import suggested_by, waiting_of
from storage.quiz_items import ItemChange, ItemMoved, ItemState, NoSuchItem, StoredItem
from storage.session import Session

MOST_WAITING = 20
"""So many suggestions of one person wait at a time."""


@lru_cache(maxsize=1)
def _pins() -> Pins:
    return load_pins()


class Faulty(Exception):
    """The item must not be asked as it stands; ``faults`` are the checks' own words."""

    def __init__(self, item: QuizItem, faults: list[str]) -> None:
        self.item, self.faults = item, faults
        super().__init__("; ".join(faults))


class TooMany(Exception):
    """The person has as many suggestions waiting as one may have."""


@dataclass(frozen=True, slots=True)
class ItemDesk:
    """The items, for one person."""

    database: Database
    own: OwnItems
    book: LawBook
    who: str
    names: Mapping[str, str]
    """How trainers that the settings name are told, by key."""
    two_persons: bool
    clock: Callable[[], datetime]

    def name_of(self, who: str, language: Language) -> tuple[str, bool]:
        """How a trainer is named to the one who asks, and whether it is themselves; the name is empty for those forgotten."""
        unnamed = f"{'kursleder' if language == 'nb' else 'kursleiar'} {who[:6]}"
        return (self.names.get(who, unnamed) if who else ""), bool(who) and who == self.who

    async def list(self, state: ItemState | None = None) -> tuple[StoredItem, ...]:
        """The items in that state; all without one."""
        async with self.database.session() as session:
            return await stored_items.list_items(session, state)

    async def get(self, number: int) -> StoredItem | None:
        """One item."""
        async with self.database.session() as session:
            return await stored_items.get_item(session, number)

    async def history(self, number: int) -> tuple[ItemChange, ...]:
        """All that was done to an item."""
        async with self.database.session() as session:
            return await stored_items.item_history(session, number)

    async def mine(self) -> tuple[tuple[StoredItem, str], ...]:
        """What the person has suggested, the newest first, each with why it was settled so."""
        async with self.database.session() as session:
            return await suggested_by(session, self.who)

    async def suggest(self, item: QuizItem, *, trainer: bool) -> StoredItem:
        """Keep a new item; Faulty, TooMany."""
        await asyncio.to_thread(bank)  # reading it takes a second, the first time
        async with self.database.session(write=True) as session:
            if not trainer and await waiting_of(session, self.who) >= MOST_WAITING:
                raise TooMany
            await self._check(session, item, None)
            return await stored_items.suggest_item(session, item, who=self.who, trainer=trainer, now=self.clock())

    async def edit(self, stored: StoredItem, item: QuizItem) -> StoredItem:
        """Put other words in its place; Faulty, ItemMoved."""
        await asyncio.to_thread(bank)
        async with self.database.session(write=True) as session:
            await self._check(session, item, stored.number)
            return await stored_items.edit_item(
                session, stored.number, item, version=stored.version, who=self.who, now=self.clock()
            )

    async def approve(self, number: int, version: int) -> StoredItem:
        """Approve it; Faulty, ItemMoved, SameApprover."""
        await asyncio.to_thread(bank)
        async with self.database.session(write=True) as session:
            stored = await stored_items.get_item(session, number)
            if stored is None:
                raise NoSuchItem(number)
            if stored.version != version or stored.state != "suggested":
                raise ItemMoved(stored)
            await self._check(session, stored.item, number)
            two = self.two_persons
            done = await stored_items.approve_item(
                session, number, version=version, who=self.who, two_persons=two, now=self.clock()
            )
        await self.own.refresh()
        return done

    async def reject(self, number: int, version: int, why: str) -> StoredItem:
        """Reject it; ItemMoved."""
        async with self.database.session(write=True) as session:
            return await stored_items.reject_item(session, number, version=version, who=self.who, why=why, now=self.clock())

    async def withdraw(self, number: int, version: int, why: str) -> StoredItem:
        """Ask it no more; ItemMoved."""
        async with self.database.session(write=True) as session:
            done = await stored_items.withdraw_item(session, number, version=version, who=self.who, why=why, now=self.clock())
        await self.own.refresh()
        return done

    async def undo(self, number: int, version: int) -> StoredItem:
        """Take back the last thing that was done; Faulty when something else asks the same by now, ItemMoved."""
        await asyncio.to_thread(bank)
        async with self.database.session(write=True) as session:
            target = await stored_items.undo_target(session, number)
            if target is not None:
                for item in filter(None, (target.live, target.item if target.state == "suggested" else None)):
                    await self._check(session, item, number)
            done = await stored_items.undo_item(session, number, version=version, who=self.who, now=self.clock())
        await self.own.refresh()
        return done

    async def _check(self, session: Session, item: QuizItem, number: int | None) -> None:
        others = [*bank().quiz_items.values(), *await stored_items.others(session, number)]
        faults = await asyncio.to_thread(bank_faults, item, others, self.book, _pins())
        if faults:
            raise Faulty(item, faults)
