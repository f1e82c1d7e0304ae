"""The list of the rooms beside the questions. What they are is told in ``dialogs.house``."""

from __future__ import annotations

from dialogs.compose.room import compose_room
from dialogs.delivery.room import delivery_room
from dialogs.following.room import following_room
from dialogs.house import House, Room
from dialogs.mydata.room import mydata_room
from dialogs.overview.room import overview_room
from dialogs.ownership.room import ownership_room
from dialogs.training.courses import course_room
from dialogs.training.group.room import group_room
from dialogs.training.items import Askable
from dialogs.training.own_items import OwnItems
from dialogs.training.practice import Practising
from dialogs.training.room import practice_room
from dialogs.training.trainer import trainer_room

__all__ = ["House", "Room", "rooms"]


def rooms(house: House) -> tuple[Room, ...]:
    """All rooms, in the order in which their commands are tried."""
    own = OwnItems(house.database)
    items = Askable(own.standing)
    practising = Practising(house, items)
    others: tuple[Room, ...] = (
        group_room(house, items),
        trainer_room(house, own),
        course_room(house, practising, items),
        practice_room(house, items),
        following_room(house),
        compose_room(house),
        overview_room(house),
        mydata_room(house),
        ownership_room(house),
    )
    composers = {kind: composer for room in others for kind, composer in room.composers.items()}
    # first, since it notices who has come back, whatever they say
    return (delivery_room(house, composers), *others)
