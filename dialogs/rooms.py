"""The list of the rooms beside the questions. What they are is told in ``dialogs.house``."""

from __future__ import annotations

from dialogs.house import House, Room
from dialogs.training.group.room import group_room

__all__ = ["House", "Room", "rooms"]


def rooms(house: House) -> tuple[Room, ...]:
    """All rooms, in the order in which their commands are tried."""
    return (group_room(house),)
