"""The room of quizzes for groups, as the house knows it."""

from __future__ import annotations

import asyncio

from dialogs.rooms import House, Room
from dialogs.training.group.aside import GroupQuiz
from dialogs.training.group.showing import Showing
from dialogs.training.group.steering import Steering
from dialogs.training.group.store import GroupStore


def group_room(house: House) -> Room:
    """Commands and presses, what is kept of people, and the loop that shows the cards."""
    wake, steering = asyncio.Event(), Steering(house.database, house.clock, house.today)
    aside = GroupQuiz(house.database, house.secret, house.settings.may_train, house.clock, house.today, house.link, wake.set)
    showing = Showing(house.database, house.knowledge, house.render, steering, house.clock, house.link, wake)
    return Room(aside, GroupStore(), (showing.run,))
