"""The room of quizzes for groups, as the house knows it."""

from __future__ import annotations

import asyncio
from random import Random, SystemRandom

from dialogs.house import House, Room
from dialogs.screen import Screen
from dialogs.training.group.aside import GroupQuiz
from dialogs.training.group.screen import QuizScreen
from dialogs.training.group.showing import Showing
from dialogs.training.group.steering import Steering
from dialogs.training.group.store import GroupStore
from dialogs.training.items import Askable


def group_room(house: House, items: Askable) -> Room:
    """Commands and presses, what is kept of people, and the loop that shows the cards."""
    return parts_of(house, items=items)[2]


def parts_of(house: House, chance: Random | None = None, items: Askable | None = None) -> tuple[GroupQuiz, Showing, Room]:
    """The same with its parts, for those who must get at them; ``chance`` picks the questions."""
    wake, steering = asyncio.Event(), Steering(house.database, house.clock, house.today)
    aside = GroupQuiz(
        house.database, house.secret, house.settings.may_train, house.clock, house.today, house.link, wake.set,
        chance or SystemRandom(), items or Askable(),
    )  # fmt: skip
    showing = Showing(house.database, house.knowledge, house.render, steering, house.clock, house.link, wake)
    page = Screen("/quiz/{key}", QuizScreen(house.database, house.knowledge, house.clock).page)
    return aside, showing, Room(aside, GroupStore(), (showing.run,), screens=(page,))
