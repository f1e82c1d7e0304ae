"""The room of those who follow something: its commands, what it keeps of people, its loop and what it sends."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any

from dialogs.aside import Remembered
from dialogs.choices import offer
from dialogs.following import managing, subscribing
from dialogs.following.composing import DigestComposer, NoticeComposer
from dialogs.following.naming import how_often, named, quiet_hours
from dialogs.following.opening import open_case, open_cooperation
from dialogs.following.place import place_of
from dialogs.following.talk import Talk, topic_of
from dialogs.following.telling import Teller
from dialogs.house import House, Room
from dialogs.model import Message, Reply
from knowledge.following.covering import covers
from knowledge.following.topics import Topic
from knowledge.model import Language, Text
from knowledge.snapshot import Knowledge
from knowledge.understanding.follow_commands import NO, YES, FollowCommand, follow_command
from knowledge.understanding.follow_times import Said
from knowledge.understanding.question import Context, Slots
from storage.session import Session
from storage.subscriptions import Subscriber, count_released, find_subscriber, forget_subscriber, subscribers_of

Answering = Callable[[Talk], Awaitable[Reply | None]]


async def _declined(talk: Talk) -> Reply:
    return talk.reply("follow/declined", {})


async def _how(talk: Talk) -> Reply:
    buttons = [talk.button("Hva følger jeg?", "Kva følgjer eg?")]
    return talk.reply("follow/how", {}, buttons)


COMMANDS: Mapping[str, Answering] = {
    "follow": subscribing.follow,
    "follow_this": subscribing.follow,
    "preview": subscribing.follow,
    "save": subscribing.save,
    "declined": _declined,
    "how": _how,
    "open_case": open_case,
    "open_cooperation": open_cooperation,
    "list": managing.listing,
    "unfollow": managing.unfollow,
    "unfollow_all": managing.unfollow_all,
    "stop": managing.stop,
    "mute": managing.muting,
    "unmute": managing.unmuting,
    "settings": managing.settings,
    "quiet": managing.quiet,
    "quiet_off": managing.quiet,
}
"""What is answered, by command."""


def following_room(house: House) -> Room:
    """Everything about following."""
    return Room(
        aside=Followers(house),
        store=Followed(house),
        loops=(Teller(house).run,),
        composers={"notice": NoticeComposer(house), "digest": DigestComposer(house)},
        following=partial(followed_of, house),
    )


class Followers:
    """An aside: answers what is said of following, and nothing else."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def answer(
        self, message: Message, text: str, context: Context, memory: Remembered, knowledge: Knowledge
    ) -> tuple[Reply, ...] | None:
        """The reply; None when the words are none of these commands."""
        waiting = memory.state.pop("follow", None)
        wanted = _answered(waiting, text) or follow_command(text)
        if wanted is None or (wanted.intent == "stop" and context.asked):
            return None
        # a place or a field tells no written form: «Sel» is none
        asking = text.replace(wanted.target, " ") if wanted.target else text
        heard = None if message.pressed and context.language else knowledge.lexicon.language(asking, context.language)
        language = context.chosen_language or heard or context.language or "nb"
        place = place_of(message, memory.person, self._house.secret, self._house.settings)
        talk = Talk(self._house, knowledge, place, context, language, memory.state, wanted)
        reply = await COMMANDS[wanted.intent](talk)
        if reply is None:
            return None
        offer(memory.state, reply)
        memory.state["language"] = language
        return (reply,)


def _answered(waiting: Mapping[str, Any] | None, text: str) -> FollowCommand | None:
    """«Ja» and «nei» to a preview; None when nothing was asked, or something else is said."""
    said = text.strip(" .!").casefold()
    if waiting is None or said not in YES | NO:
        return None
    if said in NO:
        return FollowCommand("declined")
    how = None
    if "mode" in waiting:
        how = Said(mode=waiting["mode"], minute=waiting.get("minute"), weekday=waiting.get("weekday"))
    return FollowCommand("save", keys=tuple(waiting["keys"]), said=how)


async def followed_of(house: House, person: str, slots: Slots, language: Language) -> Sequence[str]:
    """What the person follows that would tell of the case or the cooperation that an answer is about, by name."""
    about = [topic for topic in (Topic(case=slots.case), Topic(cooperation=slots.cooperation)) if topic.key()]
    if not about:
        return ()
    knowledge = house.knowledge()
    async with house.database.single() as session:
        known = await find_subscriber(session, person)
    topics = [topic_of(each) for each in known.subscriptions] if known else []
    return [named(t, knowledge, language) for t in topics if any(covers(t, each, knowledge.register) for each in about)]


def _quiet(known: Subscriber) -> str:
    quiet = quiet_hours(known.wishes)
    return f"; stille {quiet.replace(' og ', '–')}" if quiet else ""


class Followed:
    """What is kept of people who follow something."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def told(self, session: Session, person: str) -> Sequence[Text]:
        """All that they follow, how they are told, and that it is known where to reach them."""
        knowledge = self._house.knowledge()
        lines = []
        for known in await subscribers_of(session, person):
            nb, nn = (
                ", ".join(named(topic_of(each), knowledge, language) for each in known.subscriptions) for language in ("nb", "nn")
            )
            if known.team:
                lines.append(Text(f"Du har latt en kanal følge: {nb}", f"Du har late ein kanal følgje: {nn}"))
            else:
                lines.append(Text(f"Du følger: {nb}", f"Du følgjer: {nn}"))
                nb, nn = (how_often(known.wishes, language) for language in ("nb", "nn"))
                lines.append(Text(f"Varslene kommer {nb}{_quiet(known)}", f"Varsla kjem {nn}{_quiet(known)}"))
        told = await count_released(session, person)
        if told:
            lines.append(
                Text(
                    f"Hvilke nyheter du har fått varsel om ({told}); det slettes etter 90 dager",
                    f"Kva nyhende du har fått varsel om ({told}); det blir sletta etter 90 dagar",
                )
            )
        return lines

    async def forget(self, session: Session, person: str) -> None:
        """Delete it, with where to reach them."""
        await forget_subscriber(session, person, now=self._house.clock())
