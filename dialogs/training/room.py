"""The room of personal practice."""

from __future__ import annotations

from dialogs.house import House, Room
from dialogs.training.items import Askable
from dialogs.training.kept import PracticeStore
from dialogs.training.practice import Practising
from dialogs.training.regular import KIND, Regular


def practice_room(house: House, items: Askable) -> Room:
    """Its commands, what it keeps of people, and the exercises that it sends at their hour."""
    regular = Regular(house, items)
    return Room(Practising(house, items), PracticeStore(), (regular.run,), {KIND: regular})
