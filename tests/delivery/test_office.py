"""What editors say of what is sent: commands, cards, and messages that two of them send to many."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from dialogs.delivery.broadcasting import Broadcasting
from dialogs.delivery.office import MOST_WORDS
from dialogs.delivery.room import delivery_room
from dialogs.house import House
from dialogs.model import Reply
from dialogs.settings import Settings
from knowledge.following.times import Quiet, Wishes
from knowledge.model import Language
from knowledge.understanding.outbox_commands import INTENTS, OutboxCommand, outbox_command
from knowledge.understanding.question import Context
from storage.database import Database
from storage.outbox import Notice
from storage.recipients import keep_recipient, pause_recipients
from storage.subscriptions import subscribe
from tests.delivery.houses import house, knowledge, message, person, renderer
from tests.delivery.runs import Run
from tests.delivery.support import NOW, Broken, Plain, keep, key, ledger, queue, recipient, states
from tests.rendering.conftest import faults

COMMANDS = {
    "utboksen": OutboxCommand("outbox"),
    "Vis utboksen.": OutboxCommand("outbox"),
    "hvordan gikk utsendingen?": OutboxCommand("outbox", loose=True),
    "Korleis gjekk utsendinga?": OutboxCommand("outbox", loose=True),
    "utsendingen case:sel-1:new": OutboxCommand("notice", target="case:sel-1:new"),
    "send på nytt case:sel-1:new": OutboxCommand("resend", target="case:sel-1:new"),
    "send om att case:sel-1:new": OutboxCommand("resend", target="case:sel-1:new"),
    "stopp resten av utsendingen case:1": OutboxCommand("withdraw", target="case:1"),
    "trekk tilbake utsendinga case:1": OutboxCommand("withdraw", target="case:1"),
    "send melding til alle følgere": OutboxCommand("write", audience="following"),
    "Skriv ei melding til alle følgjarar": OutboxCommand("write", audience="following"),
    "send melding til alle": OutboxCommand("write", audience="everybody"),
    "send melding til alle som følger noe: Møtet er flyttet.\nSe saken.": OutboxCommand(
        "write", audience="following", text="Møtet er flyttet.\nSe saken."
    ),
    "send melding til alle mottakarar: Hei": OutboxCommand("write", audience="everybody", text="Hei"),
    "forhåndsvis melding til alle følgere": OutboxCommand("preview", audience="following"),
    "førehandsvis melding til alle mottakarar": OutboxCommand("preview", audience="everybody"),
    "meldinger som venter": OutboxCommand("messages"),
    "vis melding 3": OutboxCommand("message", 3),
    "godkjenn melding 3": OutboxCommand("approve", 3),
    "forkast meldinga 3": OutboxCommand("drop", 3),
}
QUESTIONS = (
    "Hva er en utboks?", "hvordan går det med brannsamarbeidet?", "Kan kommunen sende melding til alle innbyggere?",
    "send melding til statsforvalteren", "må vi sende melding til departementet?", "Hvem skal godkjenne meldingen?",
    "stopp", "Kan vi stoppe utsendingen av saken?", "trekk oss ut av samarbeidet",
    "hva har vi vedtatt?", "melding om utmelding", "vis samarbeid", "godkjenn utkast 3", "Hva er meldingsplikten?",
)  # fmt: skip


@pytest.mark.parametrize("said", COMMANDS)
def test_a_command_is_understood(said: str) -> None:
    """In both written forms, as people write it."""
    assert outbox_command(said) == COMMANDS[said]


def test_every_command_is_tried() -> None:
    """There is an example of each."""
    assert {command.intent for command in COMMANDS.values()} == set(INTENTS)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_no_command(question: str) -> None:
    """Questions go their own way."""
    assert outbox_command(question) is None


@dataclass
class Memory:
    person: str
    state: dict[str, Any] = field(default_factory=dict)


EDITORS = Settings(editors=("eva", "even"))


class Talk:
    """Talks to the room's commands."""

    def __init__(self, database: Database) -> None:
        self.house: House = house(database, EDITORS)
        self._room = delivery_room(self.house, {"plain": Plain()})

    async def say(self, text: str, user: str = "eva", language: Language = "nb", **values: str) -> Reply | None:
        assert self._room.aside is not None
        said = message(user, text)
        object.__setattr__(said, "values", values)
        context = Context(chosen_language=language)
        replies = await self._room.aside.answer(said, text, context, Memory(person(user)), knowledge())
        return replies[0] if replies else None

    async def read(self, text: str, user: str = "eva", language: Language = "nb", **values: str) -> str:
        """What the reply reads, once its card is found valid."""
        reply = await self.say(text, user, language, **values)
        assert reply is not None
        rendered = renderer().render(reply)
        assert faults(rendered.card) == []
        return rendered.text


async def _prepared(database: Database) -> None:
    await keep(database, map(recipient, range(5)))
    await queue(database, Notice("case:1", "plain", {"title": {"nb": "ny sak: felles brann", "nn": "ny sak: felles brann"}}),
                map(key, range(5)))  # fmt: skip
    async with database.session(write=True) as session:
        await pause_recipients(session, {key(0): "MessageWritesBlocked"}, now=NOW)
    await Run(database, composers={"plain": Broken(key(2))}).send_all("case:1")


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "nb",
            (
                "3 av 5 sendt, 1 mislyktes, 1 nås ikke",
                "mottakeren har stengt for meldinger (1)",
                "meldingen kunne ikke lages (1)",
            ),
        ),
        (
            "nn",
            (
                "3 av 5 sende, 1 mislukkast, 1 er ikkje å nå",
                "mottakaren har stengt for meldingar (1)",
                "meldinga kunne ikkje lagast (1)",
            ),
        ),
    ],
)
async def test_an_editor_sees_how_it_went_and_sends_again(database: Database, language: Language, lines: tuple[str, ...]) -> None:
    """The outbox, one notice with its reasons, and what failed tried again by a button."""
    await _prepared(database)
    talk = Talk(database)

    assert f"Ny sak: felles brann (30.11.2026 kl. 09.00): {lines[0]}" in await talk.read("utboksen", language=language)
    one = await talk.say("utsendingen case:1", language=language)
    assert one is not None
    text = renderer().render(one).text
    assert all(line in text for line in lines[1:])
    assert await talk.read(one.choices[0].say, language=language)
    assert await states(database) == {("sent", ""): 3, ("waiting", ""): 1, ("blocked", "MessageWritesBlocked"): 1}
    assert "none" in await talk.read("utsendingen none", language=language)


async def test_an_editor_stops_the_rest(database: Database) -> None:
    """What is not sent is not sent any more, and counted as withdrawn."""
    await keep(database, map(recipient, range(3)))
    await queue(database, Notice("case:1", "plain"), map(key, range(3)))
    talk = Talk(database)
    one = await talk.say("utsendingen case:1")
    assert one is not None
    assert "3 som ikke hadde fått den, får den ikke." in await talk.read(one.choices[1].say)
    assert "trekt tilbake (3)" in await talk.read("utsendinga case:1", language="nn")
    assert await states(database) == {("skipped", "withdrawn"): 3}


async def test_nobody_else_sees_the_outbox(database: Database) -> None:
    """A command gets a polite no; words that may mean something else are left to the questions."""
    talk = Talk(database)
    refusal = await talk.say("utboksen", "ola")
    assert refusal is not None
    assert refusal.key == "edit/refused"
    assert await talk.say("hvordan gikk utsendingen?", "ola") is None
    assert await talk.say("hva er et KO?", "eva") is None
    for said in ("godkjenn melding 1", "send melding til alle: hei", "send på nytt case:1"):
        no = await talk.say(said, "ola")
        assert no is not None
        assert no.key == "edit/refused"


async def test_two_editors_send_a_message_to_many(database: Database) -> None:
    """One writes and sees the exact count; only another can approve; each reader gets it in their own form, once."""
    async with database.session(write=True) as session:
        for number in range(4):
            await keep_recipient(session, recipient(number), now=NOW)
        for number in (1, 2):
            await subscribe(session, key(number), ["field:brann"], person=key(number), now=NOW)
        quiet = Wishes(quiet=Quiet(7 * 60, 11 * 60))
        await subscribe(session, key(3), ["field:brann"], person=key(3), wishes=quiet, now=NOW)
        await pause_recipients(session, {key(2): "forbidden"}, now=NOW)
    talk = Talk(database)

    assert "gått til 2 nå, og til 1 som ikke nås" in await talk.read("send melding til alle følgere")
    assert "ingen tekst ennå" in await talk.read("forhåndsvis melding til alle følgere")
    assert "for lang" in await talk.read("forhåndsvis melding til alle følgere", nb="x" * (MOST_WORDS + 1))
    shown = await talk.read("forhåndsvis melding til alle følgere", nb="Møtet er *flyttet*.", nn="Møtet er *flytta*.")
    assert "Melding 1 til alle følgere venter på godkjenning." in shown
    assert "Møtet er *flytta*." in shown
    assert "En annen redaktør må godkjenne melding 1" in await talk.read("godkjenn melding 1")
    assert await states(database) == {}

    assert "Melding 1 til alle følgere: «Møtet er *flyttet*.»" in await talk.read("meldinger som venter", "even")
    assert "Melding 1 sendes nå til alle følgere, 3 i alt." in await talk.read("godkjenn melding 1", "even")
    assert "er alt sendt" in await talk.read("godkjenn melding 1", "even")
    assert "er alt sendt" in await talk.read("forkast melding 1")
    assert await states(database) == {("waiting", ""): 2, ("blocked", "forbidden"): 1}

    run = Run(database)
    run.composers = {"broadcast": Broadcasting(replace(talk.house, database=run.clock.watched(database)))}
    await run.clock.run(run.worker().step())
    await run.clock.run(run.clock.sleep(1))
    told = await ledger(database, "broadcast:1")
    assert (told.sent, told.waiting, len(run.connector.arrived)) == (1, 1, 1)
    assert "Møtet er *flyttet*." in next(iter(run.connector.arrived))
    assert "Melding 1 fra redaktørene" in await talk.read("utboksen")


async def test_a_message_can_be_dropped(database: Database) -> None:
    """Then it is sent to nobody, also when it was written straight out."""
    await keep(database, map(recipient, range(3)))
    talk = Talk(database)
    assert "Melding 1 til alle mottakere" in await talk.read("send melding til alle: Hei\npå deg")
    assert "Melding 1 til alle mottakarar" in await talk.read("melding 1", "even", "nn")
    assert "forkasta" in await talk.read("forkast melding 1", "even", "nn")
    assert "er alt forkastet" in await talk.read("godkjenn melding 1", "even")
    assert "Jeg kjenner ingen melding 7." in await talk.read("melding 7")
    assert await states(database) == {}
