"""The guide over restarts and new versions: the answers are in the database, and the answers alone are the state."""

from __future__ import annotations

import pytest

from dialogs.live import Live
from dialogs.model import Address, Message
from storage.conversations import load_state, save_state
from storage.database import open_database
from storage.identity import conversation_key, person_key
from tests import worlds
from tests.worlds import Bot, Said

SECRET = "a secret of the tests"


def restarted(bot: Bot) -> Bot:
    """The same service started again: a new responder, with what was stored and nothing else."""
    live = Live.__new__(Live)
    live.understanding = worlds.understanding("shipped")
    return Bot(open_database(bot.database.address), live, bot.day, bot.now)


async def say(bot: Bot, *texts: str) -> Said:
    """Say one thing after the other, each to a service that has just been started; what came of the last."""
    said = Said((), ())
    for text in texts:
        again = restarted(bot)
        try:
            said = await again.ask(text)
        finally:
            await again.database.close()
        bot.now = again.now
    return said


async def test_the_guide_goes_on_after_a_restart_between_any_two_messages() -> None:
    """The question that was asked, and all that was answered, outlive the process."""
    messages = (
        "Hvilken form passer?",
        "Løse en oppgave sammen",
        "nei",
        "bare kommuner",
        "ja",
        "ja",
        "felles folkevalgt organ",
        "4",
    )
    async with worlds.bot() as bot:
        restarting = await say(bot, *messages)
    async with worlds.bot() as bot:
        for message in messages:
            through = await bot.ask(message)

    assert restarting.keys == ["guide/result"]
    assert restarting.text == through.text


async def test_a_break_and_a_restart_do_not_lose_the_way_back() -> None:
    """«Fortsett» finds the question that was open, long after."""
    async with worlds.bot() as bot:
        await say(bot, "Hvilken form passer?", "Løse en oppgave sammen", "Hvem er med i Sogn KO?", "takk")
        said = await say(bot, "fortsett")

    assert said.keys == ["guide/question"]
    assert "enkeltvedtak" in said.text


async def test_a_late_press_of_a_button_is_taken_after_a_restart() -> None:
    """A card stands in the chat for as long as the chat does."""
    async with worlds.bot() as bot:
        first = await say(bot, "Hvilken form passer?")
        await say(bot, "nei takk", "Hvem er med i Sogn KO?")
        said = await say(bot, first.rendered[0].choices[1].say)

    assert said.keys == ["guide/question"]
    assert "det skal løse en oppgave eller tjeneste sammen" in said.text


async def _older(bot: Bot, guide: list[list[str]], asked: str) -> None:
    """What an older version may have left behind in this conversation."""
    key = conversation_key(SECRET, "", "console", "c1")
    person = person_key(SECRET, "", "console", "u1")
    async with bot.database.single() as session:
        state, _ = await load_state(session, key, person)
        await save_state(session, key, {**state, "guide": guide, "asked": asked}, now=bot.now, person_key=person)


async def test_answers_of_an_older_version_are_passed_over() -> None:
    """Answers that are known today count; the rest is as if it were never said, and nothing breaks."""
    async with worlds.bot() as bot:
        await bot.ask("Hvilken form passer?")
        await _older(bot, [["colour", "blue"], ["task", "service"], ["loans", "perhaps"], ["count", "many"]], "decisions")
        said = await say(bot, "nei")

    assert said.keys == ["guide/question"]
    assert said.replies[0].facts["number"] == 3
    assert said.replies[0].facts["heard"] == ["det skal ikke gjøre enkeltvedtak"]


async def test_a_question_that_is_asked_no_more_takes_no_answer() -> None:
    """A bare «ja» to a question of an older version is not taken for an answer to another; «fortsett» goes on."""
    async with worlds.bot() as bot:
        await bot.ask("Hvilken form passer?")
        await _older(bot, [["task", "service"]], "colour")
        lost = await say(bot, "ja")
        said = await say(bot, "fortsett")

    assert not lost.replies[0].facts.get("heard")
    assert said.keys == ["guide/question"]
    assert said.replies[0].facts["number"] == 2


async def test_two_conversations_of_one_person_have_each_their_guide() -> None:
    """What is answered in one room is not answered in another."""
    async with worlds.bot() as bot:
        await bot.ask("Hvilken form passer?", conversation="one")
        await bot.ask("Løse en oppgave sammen", conversation="one")
        other = await bot.ask("Hvilken form passer?", conversation="two")
        said = await bot.ask("nei", conversation="one")

    assert other.replies[0].facts["number"] == 1
    assert said.replies[0].facts["number"] == 3


@pytest.mark.parametrize(
    ("start", "say_first"),
    [("Hvilken form passer?", "Det skal løse en oppgave eller tjeneste sammen"),
     ("Kva form bør me velje?", "Det skal løyse ei oppgåve eller teneste saman")],
)  # fmt: skip
async def test_every_button_of_a_question_is_a_step_in_the_guide(start: str, say_first: str) -> None:
    """Whatever button is pressed, the reply is the guide's, in the same written form."""
    async with worlds.bot() as bot:
        first = await bot.ask(start, conversation="seen")
        second = await bot.ask(say_first, conversation="seen")
        for number, choice in enumerate((*first.replies[0].choices, *second.replies[0].choices)):
            place = f"c{number}"
            await bot.ask(start, conversation=place)
            said = await bot.ask(choice.say, conversation=place)

            assert said.keys[0].startswith("guide/"), choice
            assert said.replies[0].language == first.replies[0].language


@pytest.mark.parametrize(
    ("number", "title", "key"),
    [
        (0, "Sammenlign de to første", "law/compare"),
        (1, "Om administrativt vertskommunesamarbeid", "law/form"),
        (2, "Tilbake", "guide/question"),
        (3, "Start på nytt", "guide/question"),
    ],
)
async def test_every_button_of_the_result_leads_on(number: int, title: str, key: str) -> None:
    """Comparison, the form itself, a step back and a new start: each is understood as what its title says."""
    async with worlds.bot() as bot:
        for text in ("Hvilken form passer?", "Løse en oppgave sammen", "ja", "nei", "bare kommuner", "nei", "nei", "gripe inn"):
            said = await bot.ask(text)
        choice = said.replies[0].choices[number]
        after = await bot.ask(choice.say)

    assert said.keys == ["guide/result"]
    assert choice.title == title
    assert after.keys == [key]


async def test_the_guide_is_a_question_with_answers_for_channels() -> None:
    """Channels show the choices as answers to a question of ours, not as what may be asked next."""
    async with worlds.bot() as bot:
        said = await bot.say(Message(Address("console", "u1", "c1"), "Hvilken form passer?"))

    assert said.replies[0].answering
    assert "Svar med" in said.text
