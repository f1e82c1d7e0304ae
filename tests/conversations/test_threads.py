"""Threads, buttons and repeats, where the time or the channel plays a part."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from dialogs.carried import carried, carrying, said
from dialogs.model import Address, Choice, Message, Reply
from knowledge.understanding.course_commands import course_command
from knowledge.understanding.practice_commands import practice
from knowledge.understanding.question import Context, Question
from knowledge.understanding.sharing import sharing
from tests import worlds
from tests.questions import cases
from tests.worlds import Bot, World

SECRET = "a secret of the tests"
LEAST = 200


async def _say(bot: Bot, user: str, text: str, **more: object) -> str:
    address = Address("msteams", user, "19:kanal;messageid=1", tenant="t", group=True)
    found = await bot.say(Message(address, text, **more))  # type: ignore[arg-type]
    return " ".join(found.text.split())


async def test_after_a_while_a_person_goes_on_from_what_the_thread_is_about() -> None:
    """One's own question goes before another's for ten minutes; after that the thread's last one is meant."""
    async with worlds.bot("fictional") as bot:
        await _say(bot, "kari", "Hva er Havbrann IKS?")
        await _say(bot, "ola", "Hva er Skarvøy legevakt?")
        soon = await _say(bot, "kari", "hvem er vert?")
        await _say(bot, "ola", "Hva er Skarvøy legevakt?")
        bot.now += timedelta(hours=2)
        later = await _say(bot, "kari", "hvem er vert?")

    assert (soon.split()[0], later.split()[0]) == ("Storvåg", "Ytre")


async def test_past_several_questions_of_others_the_thread_has_moved_on() -> None:
    """Two answers to others may come between a person's question and its half question, not three."""
    async with worlds.bot("fictional") as bot:
        await _say(bot, "kari", "Hva er Havbrann IKS?")
        for name in ("Fjordlandet renovasjon IKS", "Plannettverket i Havlandet", "Skarvøy legevakt"):
            await _say(bot, "ola", f"Hva er {name}?")
        answer = await _say(bot, "kari", "hvem er vert?")

    assert answer.startswith("Ytre Skarvøy")


async def test_the_same_message_twice_at_once_is_answered_once() -> None:
    """Teams sends a message again when the answer takes long; the second waits for the first, and is a repeat then."""
    async with worlds.bot("fictional") as bot:
        message = Message(Address("msteams", "kari", "room", tenant="t"), "Hva er Havbrann IKS?", "m1")
        answers = await asyncio.gather(*(bot.responder.respond(message) for _ in range(3)))

    assert sorted(map(len, answers)) == [0, 0, 1]


async def test_the_subject_of_a_thread_is_deleted_with_who_spoke_last() -> None:
    """«Slett mine data» takes what the thread was about, when it was the person's own question; another's it leaves."""
    async with worlds.bot("fictional") as bot:
        await _say(bot, "kari", "Hva er Havbrann IKS?")
        await _say(bot, "kari", "slett mine data")
        gone = await _say(bot, "ola", "hvem er vert?")
        await _say(bot, "ola", "Hva er Havbrann IKS?")
        await _say(bot, "kari", "slett mine data")
        stays = await _say(bot, "per", "hvem er vert?")

    assert "Storvåg" not in gone
    assert stays.startswith("Storvåg")


def test_what_a_button_carries_is_taken_from_us_alone() -> None:
    """Words that were changed on their way, or signed with another secret, carry nothing."""
    state = {"intent": "members", "slots": {"cooperation": "havbrann"}, "words": "med", "citations": [["a", "1", "2"]]}
    reply = carrying(Reply("cooperation/members", "nb", choices=(Choice("Hvor står det?", "Hvor står det?"),)), state, SECRET)
    say = reply.choices[0].say

    changed = [(say, "another"), (say.replace("havbrann", "glor"), SECRET), ("hei", SECRET)]

    assert carried(say, SECRET) == ("Hvor står det?", state)
    assert [carried(told, secret)[1] for told, secret in changed] == [{}, {}, {}]
    assert said(reply.choices[0]) == "Hvor står det?"


def of_a_room(words: str) -> bool:
    """True for words that a room beside the questions answers."""
    return any(command(words) is not None for command in (sharing, practice, course_command))


@pytest.mark.parametrize("world", ["shipped", "fictional"])
def test_every_button_says_a_whole_question(world: World) -> None:
    """Whatever is on a button is understood without what was said before, but for those that carry it along and «Tilbake»."""
    understanding = worlds.understanding(world)
    tried, faults = 0, set()
    for asked in cases.answers().values():
        if asked.case.world != world or asked.said.keys[0].startswith(("unknown/", "clarify/did_you_mean")):
            continue  # what we did not understand may be sent to the editors, or said with other words
        for reply in asked.said.rendered:
            for choice in reply.choices:
                if choice.url or choice.say != said(choice) or choice.title == "Tilbake" or of_a_room(choice.say):
                    continue
                tried += 1
                if not isinstance(understanding.understand(choice.say, Context(language=reply.language)), Question):
                    faults.add(f"«{choice.say}», on the answer to «{asked.words}»")

    assert sorted(faults) == []
    assert tried >= LEAST
