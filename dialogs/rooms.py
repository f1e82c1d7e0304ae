"""The list of the rooms beside the questions. What they are is told in ``dialogs.house``."""

from __future__ import annotations

from dialogs.delivery.room import delivery_room
from dialogs.following.room import following_room
from dialogs.house import House, Room

__all__ = ["House", "Room", "rooms"]


def rooms(house: House) -> tuple[Room, ...]:
    """All rooms, in the order in which their commands are tried."""
    others: tuple[Room, ...] = (following_room(house),)
    composers = {kind: composer for room in others for kind, composer in room.composers.items()}
    # first, since it notices who has come back, whatever they say
    return (delivery_room(house, composers), *others)
