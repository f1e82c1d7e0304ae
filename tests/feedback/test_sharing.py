"""Leaving a question to the editors: shown first, kept on a yes, word for word as shown, and deleted by its reference."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from dialogs.feedback.sharing import Sharing
from dialogs.model import Address, Choice, Message, RenderedReply
from knowledge.feedback import MAX_SHARED, SharedQuestion, Topic
from storage.conversations import load_state
from storage.feedback import feedback_since
from storage.identity import conversation_key, person_key
from tests import worlds
from tests.worlds import DAY, Bot

SECRET = "a secret of the tests"
ASKED = "Hva heter hunden til ordføreren?"
SPURT = "Kva heiter hunden til ordføraren?"


@pytest_asyncio.fixture
async def bot() -> AsyncIterator[Bot]:
    """With nothing remembered."""
    async with worlds.bot() as one:
        yield one


def button(reply: RenderedReply, title: str) -> Choice:
    return next(choice for choice in reply.choices if choice.title == title)


async def press(bot: Bot, choice: Choice, user: str = "u1", *, group: bool = False) -> RenderedReply:
    address = Address("console", user, "c1", group=group)
    return (await bot.say(Message(address, choice.say, pressed=True))).rendered[-1]


async def kept(bot: Bot) -> tuple[SharedQuestion, ...]:
    async with bot.database.session() as session:
        return (await feedback_since(session, DAY)).questions


async def state(bot: Bot) -> str:
    """All that is kept of the conversation and the person."""
    key, person = conversation_key(SECRET, "", "console", "c1"), person_key(SECRET, "", "console", "u1")
    async with bot.database.single() as session:
        return repr(await load_state(session, key, person))


@pytest.mark.parametrize(
    ("asked", "offer", "agree", "thanks"),
    [
        (ASKED, "Send spørsmålet til redaktørene", "Ja, send det", "Spørsmålet er sendt til redaktørene."),
        (SPURT, "Send spørsmålet til redaktørane", "Ja, send det", "Spørsmålet er sendt til redaktørane."),
    ],
)
async def test_by_buttons(bot: Bot, asked: str, offer: str, agree: str, thanks: str) -> None:
    """Refused, offered, shown, agreed to, kept: in the written form of the question, without a row before the yes."""
    refused = (await bot.ask(asked)).rendered[-1]
    shown = await press(bot, button(refused, offer))
    before = await kept(bot)
    done = await press(bot, button(shown, agree))
    (question,) = await kept(bot)

    assert before == ()
    assert f"«{asked}»" in shown.text
    assert question.reference in shown.text
    assert "15.11.2025" in shown.text
    assert f"Målform: {'bokmål' if asked == ASKED else 'nynorsk'}" in shown.text
    assert thanks in done.text
    assert question.reference in done.text
    assert question == SharedQuestion(question.reference, DAY, asked, Topic("outside", "nb" if asked == ASKED else "nn"))
    gone = await press(bot, button(done, "Slett det igjen"))
    assert gone.language == done.language
    assert await kept(bot) == ()


async def test_by_writing(bot: Bot) -> None:
    """Where no button can be pressed, what the buttons are called is enough."""
    await bot.ask(ASKED)
    shown = await bot.ask("send spørsmålet til redaktørene")
    done = await bot.ask("ja, send det")
    (question,) = await kept(bot)
    gone = await bot.ask(f"slett spørsmål {question.reference.lower()}")

    assert (shown.keys, done.keys, gone.keys) == (["feedback/confirm"], ["feedback/kept"], ["feedback/deleted"])
    assert "er slettet" in gone.text
    assert await kept(bot) == ()


async def test_a_question_of_ones_own_words(bot: Bot) -> None:
    """Nothing need have been refused: «send til redaktørene: …»."""
    shown = await bot.ask("Send til redaktørene: Hva kommer brannstasjonen til å koste?")
    await press(bot, button(shown.rendered[-1], "Ja, send det"))

    assert [each.text for each in await kept(bot)] == ["Hva kommer brannstasjonen til å koste?"]


async def test_a_no_keeps_nothing(bot: Bot) -> None:
    """And a yes after it is no answer to us any more."""
    refused = (await bot.ask(ASKED)).rendered[-1]
    shown = await press(bot, button(refused, "Send spørsmålet til redaktørene"))
    declined = await press(bot, button(shown, "Nei, la det være"))
    after = await bot.ask("ja, send det")

    assert "ingenting er lagret" in declined.text
    assert "feedback/kept" not in after.keys
    assert await kept(bot) == ()


async def test_pressed_twice_it_is_kept_once(bot: Bot) -> None:
    """The reference is the one that was shown."""
    shown = (await bot.ask("Send til redaktørene: Når åpner badet?")).rendered[-1]
    first, second = [await press(bot, button(shown, "Ja, send det")) for _ in range(2)]

    assert first.text == second.text
    assert len(await kept(bot)) == 1


async def test_only_the_one_who_was_shown_it_can_agree(bot: Bot) -> None:
    """In a group another person's yes shows it to them first; nobody agrees for somebody else."""
    asked = await bot.ask("Send til redaktørene: Når åpner badet?", user="a", group=True)
    agree = button(asked.rendered[-1], "Ja, send det")
    shown = await press(bot, agree, user="b", group=True)
    before = await kept(bot)
    await press(bot, agree, user="a", group=True)

    assert shown.text.startswith("Skal jeg sende dette til redaktørene?")
    assert before == ()
    assert len(await kept(bot)) == 1


async def test_what_is_kept_is_what_was_shown(bot: Bot) -> None:
    """Words that are not those of the card, under its reference, are shown anew and not kept."""
    agree = button((await bot.ask("Send til redaktørene: Når åpner badet?")).rendered[-1], "Ja, send det")
    again = await press(bot, Choice("", agree.say.replace("badet", "biblioteket")))

    assert "«Når åpner biblioteket?»" in again.text
    assert await kept(bot) == ()


async def test_what_points_at_somebody_is_taken_out_before_it_is_shown(bot: Bot) -> None:
    """The card shows the mark, and the length is that which is kept."""
    shown = await bot.ask("Send til redaktørene: Kan kari@example.no svare? " + "Hva så? " * 100)
    await press(bot, button(shown.rendered[-1], "Ja, send det"))
    (question,) = await kept(bot)

    assert "«Kan [e-post] svare?" in shown.text
    assert question.text.startswith("Kan [e-post] svare?")
    assert len(question.text) <= MAX_SHARED
    assert f"«{question.text}»" in " ".join(shown.text.split())


async def test_the_words_are_not_kept_with_the_person(bot: Bot) -> None:
    """Neither the question nor the reference stands in the conversation's state, at any step."""
    seen = []
    refused = (await bot.ask(ASKED)).rendered[-1]
    seen.append(await state(bot))
    shown = await press(bot, button(refused, "Send spørsmålet til redaktørene"))
    seen.append(await state(bot))
    await press(bot, button(shown, "Ja, send det"))
    seen.append(await state(bot))
    (question,) = await kept(bot)

    assert all("'choices'" in each for each in seen)
    assert [each for each in seen if "hunden til" in each or "Send til" in each or question.reference in each] == []


async def test_how_to_is_told_when_there_are_no_words(bot: Bot) -> None:
    """Both ways of telling what is wrong, in both written forms."""
    nb, nn = await bot.ask("gi tilbakemelding"), await bot.ask("gje tilbakemelding")

    assert (nb.keys, nn.keys) == (["feedback/how"], ["feedback/how"])
    assert "«send til redaktørene:»" in nb.text
    assert "«send til redaktørane:»" in nn.text


async def test_a_reference_that_is_not_there_is_told(bot: Bot) -> None:
    """Without saying whether it ever was."""
    said = await bot.ask("slett spørsmål ABCDEFGH")

    assert "Jeg har ikke noe spørsmål med referansen ABCDEFGH" in said.text


async def test_words_are_held_for_a_quarter_of_an_hour(bot: Bot) -> None:
    """After that nobody can write them into the database by a yes; and of very many, the oldest go first."""
    now = [0.0]
    aside = Sharing(bot.database, SECRET, bot.live.understanding.understand, lambda: DAY, lambda: now[0])
    aside.hold("p", ASKED, "REFERENC")
    now[0] = 15 * 60 - 1.0
    assert aside._at_hand("p") == (ASKED, "REFERENC")
    now[0] = 15 * 60.0
    assert aside._at_hand("p") == ("", "")
    for number in range(1500):
        aside.hold(f"p{number}", "x")
    assert len(aside._held) == 1000


async def test_the_reference_is_one_that_can_be_read_aloud(bot: Bot) -> None:
    """Without letters and digits that look alike."""
    shown = (await bot.ask("Send til redaktørene: Når åpner badet?")).text
    found = re.search(r"Referansen: (\w+)", shown)

    assert found
    assert re.fullmatch(r"[A-HJ-NP-Z2-9]{8}", found[1])
