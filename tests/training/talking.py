"""A person who practises, and a service that can be started again at any time; the clock stands where it is put."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dialogs.bells import Bells
from dialogs.house import House
from dialogs.live import Live
from dialogs.model import Address, Message, Reply, no_link
from dialogs.respond import Responder
from dialogs.rooms import rooms
from dialogs.settings import read_settings
from knowledge.snapshot import Knowledge
from knowledge.understanding.reading import Understanding
from storage.database import Database
from tests import worlds
from tests.worlds import Said

OSLO = ZoneInfo("Europe/Oslo")
SECRET = "s"
MORNING = datetime(2026, 12, 1, 7, 30, tzinfo=UTC)


@dataclass
class Clock:
    """What the service takes for the time."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now

    def today(self) -> date:
        return self.now.astimezone(OSLO).date()


@dataclass
class Service:
    """One replica. ``again()`` is another on the same database, or this one after a restart."""

    database: Database
    clock: Clock = field(default_factory=Clock)
    understanding: Understanding = field(default_factory=lambda: worlds.understanding("fictional"))

    def __post_init__(self) -> None:
        self.live = Live.__new__(Live)  # to build what it understands with takes long, and is done once
        self.live.understanding = self.understanding
        self.house = House(
            read_settings({}), self.database, lambda: self.live.knowledge, worlds.renderer().render, SECRET,
            self.clock, self.clock.today, no_link, Bells(),
        )  # fmt: skip
        self.rooms = rooms(self.house)
        self.responder = Responder(
            self.database, self.live, worlds.renderer(), SECRET, clock=self.clock, today=self.clock.today, rooms=self.rooms
        )

    def again(self) -> Service:
        return Service(self.database, self.clock, self.live.understanding)

    def know(self, knowledge: Knowledge) -> None:
        """From now on it knows this; words are understood as before."""
        self.live.understanding = copy(self.live.understanding)
        self.live.understanding.knowledge = knowledge


@dataclass
class Person:
    """Somebody in their own chat with the service, or in a group."""

    service: Service
    name: str = "kari"
    group: bool = False
    locale: str = "nb-NO"
    reference: Mapping[str, Any] | None = None
    last: Said | None = None

    @property
    def address(self) -> Address:
        return Address("msteams", self.name, "room" if self.group else f"with-{self.name}", tenant="t", group=self.group)

    async def say(self, text: str, **more: Any) -> Said:
        """Write something; what is said to it."""
        recorder = worlds.renderer()
        before = len(recorder.replies)
        message = Message(self.address, text, locale=self.locale, reference=self.reference, **more)
        rendered = await self.service.responder.respond(message)
        self.last = Said(tuple(recorder.replies[before:]), rendered)
        return self.last

    async def press(self, title: str, **values: str) -> Said:
        """Press a button of the last reply, with what was filled in."""
        assert self.last is not None
        choice = next(c for reply in reversed(self.last.rendered) for c in reply.choices if c.title == title)
        return await self.say(choice.say, pressed=True, values=values)

    @property
    def reply(self) -> Reply:
        assert self.last is not None
        return self.last.replies[-1]


def with_stale(known: Knowledge, rules: Iterable[str]) -> Knowledge:
    """What is known, when the law of those rules has changed."""
    changed = copy(known)
    changed.stale_rules = dict.fromkeys(rules, ("koml 20-2",))
    return changed
