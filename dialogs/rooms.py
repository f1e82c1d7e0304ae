"""The list of the rooms beside the questions. What they are is told in ``dialogs.house``."""

from __future__ import annotations

from dataclasses import replace

from dialogs.house import House, Room
from dialogs.training.own_items import OwnItems
from dialogs.training.room import practice_room
from dialogs.training.trainer import trainer_room

__all__ = ["House", "Room", "rooms"]


def rooms(house: House) -> tuple[Room, ...]:
    """All rooms, in the order in which their commands are tried."""
    own = OwnItems(house.database)
    house = replace(house, own_items=lambda: own.quiz_items)
    return (trainer_room(house, own), practice_room(house))
