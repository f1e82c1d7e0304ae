"""A house for the room, on the product's own templates and knowledge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cache

from dialogs.bells import Bells
from dialogs.house import House
from dialogs.model import Address, Message, no_link
from dialogs.settings import Settings
from knowledge import shipped
from knowledge.snapshot import Knowledge, read_language
from storage.database import Database
from storage.identity import person_key
from tests.delivery.support import NOW, reference
from tests.worlds import Recorder

SECRET = "s" * 32
TODAY = date(2026, 11, 30)


@cache
def knowledge() -> Knowledge:
    """What is shipped."""
    return Knowledge(shipped.load(), read_language())


@cache
def renderer() -> Recorder:
    return Recorder()


def house(database: Database, settings: Settings | None = None, clock: Callable[[], datetime] = lambda: NOW) -> House:
    """One whose time stands still."""
    return House(settings or Settings(), database, knowledge, renderer().render, SECRET, clock, lambda: TODAY, no_link, Bells())


def person(user: str) -> str:
    return person_key(SECRET, "t", "msteams", user)


def message(user: str, text: str, number: int = 1) -> Message:
    address = Address("msteams", user, f"c{number:06}", "t")
    return Message(address, text, reference=reference(number))
