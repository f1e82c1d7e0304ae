"""The list of the rooms beside the questions. What they are is told in ``dialogs.house``."""

from __future__ import annotations

from dialogs.following.room import following_room
from dialogs.house import House, Room

__all__ = ["House", "Room", "rooms"]


def rooms(house: House) -> tuple[Room, ...]:
    """All rooms, in the order in which their commands are tried."""
    return (following_room(house),)
