"""One turn about what is followed: what every part of it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dialogs.following.naming import how_often, moment, named, quiet_hours
from dialogs.following.place import Place
from dialogs.house import House
from dialogs.model import Choice, Reply
from knowledge.following.topics import Topic
from knowledge.happenings import World
from knowledge.model import Language
from knowledge.snapshot import Knowledge
from knowledge.understanding.follow_commands import FollowCommand
from knowledge.understanding.question import Context
from storage.subscriptions import Subscriber, Subscription

BUTTON = 60
MOST_BUTTONS = 5


@dataclass(frozen=True, slots=True)
class Talk:
    """A command, who gave it and where, and what is known."""

    house: House
    knowledge: Knowledge
    place: Place
    context: Context
    language: Language
    state: dict[str, Any]
    """Of the conversation; ``follow`` is what a «ja» would save."""
    command: FollowCommand

    @property
    def now(self) -> datetime:
        """The moment that it is."""
        return self.house.clock()

    @property
    def world(self) -> World:
        """What happenings are found in."""
        return World(self.knowledge.register, self.house.today(), self.knowledge.language.bodies)

    def pick(self, nb: str, nn: str) -> str:
        """The words in the reader's written form."""
        return nb if self.language == "nb" else nn

    def name(self, topic: Topic) -> str:
        """What is followed, for the reader."""
        return named(topic, self.knowledge, self.language)

    def button(self, nb: str, nn: str, say_nb: str = "", say_nn: str = "") -> Choice:
        """A button; it says its title unless told otherwise."""
        title = self.pick(nb, nn)
        cut = title if len(title) <= BUTTON else title[: BUTTON - 2].rsplit(" ", 1)[0] + " …"
        return Choice(cut, self.pick(say_nb, say_nn or say_nb) or title)

    def reply(self, key: str, facts: Mapping[str, Any], choices: Sequence[Choice] = (), *, asks: bool = False) -> Reply:
        """A reply of ours; ``team`` is among its facts always."""
        return Reply(key, self.language, {"team": self.place.team, **facts}, choices=tuple(choices), answering=asks)

    def told_how(self, known: Subscriber) -> dict[str, Any]:
        """How it is told, as facts."""
        muted = known.muted_until if known.muted_until and known.muted_until > self.now else None
        return {
            "how": how_often(known.wishes, self.language), "quiet": quiet_hours(known.wishes), "muted": moment(muted),
            "often": known.wishes.mode,
        }  # fmt: skip

    def stop_button(self, one: Subscription) -> Choice:
        """Ends one subscription."""
        name = self.name(topic_of(one))
        return self.button(f"Slutt å følge {name}", f"Slutt å følgje {name}", f"Stopp abonnement {one.id}")


def topic_of(one: Subscription) -> Topic:
    """What a subscription follows."""
    return Topic.parse(one.topic)
