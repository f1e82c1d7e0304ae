"""Items of one's own that are asked, held in memory by each replica and brought up to date when they have changed."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from knowledge.quiz import QuizBank, QuizItem
from knowledge.snapshot import Knowledge
from storage.database import Database
from storage.quiz_items import approved_items, approved_revision
from storage.watch import watch


class OwnItems:
    """What is approved, as it was when it was looked at last."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._revision = -1
        self._items: Mapping[str, QuizItem] = {}
        self._looking = asyncio.Lock()

    @property
    def quiz_items(self) -> Mapping[str, QuizItem]:
        """All that is approved, by id. Never changed, only replaced: what was taken stays as it was."""
        return self._items

    def standing(self, knowledge: Knowledge) -> Mapping[str, QuizItem]:
        """Those that may be asked: the ones that rest on no rule of law that has gone stale, or that there is no more."""
        known = knowledge.language.law.rules
        kept = {number: item for number, item in self._items.items() if known.keys() >= set(item.rules)}
        return QuizBank(kept).standing(knowledge.stale_rules)

    async def refresh(self) -> None:
        """Bring it up to date; one cheap query when nothing has changed."""
        async with self._looking, self._database.session() as session:
            revision = await approved_revision(session)
            if revision != self._revision:
                # in this order: the items are then of that revision, or newer
                items = await approved_items(session)
                self._items = {item.id: item for item in items}
                self._revision = revision

    async def read_once(self) -> None:
        """Read it unless it has been: for where nothing follows it, as in the terminal."""
        if self._revision < 0:
            await self.refresh()

    async def follow(self, interval: float) -> None:
        """Be at most ``interval`` seconds behind; runs until cancelled."""

        async def changed(_: int) -> None:
            await self.refresh()

        await watch(self._database, changed, interval, seen=-1, look=approved_revision)
