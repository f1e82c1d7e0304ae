"""The draft in the chat."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

from dialogs.bells import Bells
from dialogs.house import House
from dialogs.ownership.room import ownership_room
from dialogs.respond import Responder
from dialogs.settings import Settings
from dialogs.site.addresses import Addresses
from tests import worlds
from tests.ownership.conftest import TODAY

T = TypeVar("T")


def _talk(use: Callable[[worlds.Bot], Awaitable[T]], address: str = "https://samrad.example.no", secret: str = "hemmelig") -> T:
    async def run() -> T:
        async with worlds.bot(day=TODAY) as bot:
            link = Addresses(address, secret)
            house = House(
                Settings(), bot.database, lambda: bot.live.knowledge, bot.renderer.render, "s", lambda: datetime(2026, 12, 1),
                lambda: TODAY, link, Bells(), lambda: bot.live.understanding,
            )  # fmt: skip
            bot.responder = Responder(
                bot.database, bot.live, bot.renderer, "s", clock=bot._clock, today=lambda: TODAY, link=link,
                rooms=(ownership_room(house),),
            )  # fmt: skip
            return await use(bot)

    return asyncio.run(run())


def test_the_card_tells_how_much_there_is_and_links_to_the_files() -> None:
    """Counts and names first, then what must be filled in, with the page and two files, each with a key of its own."""

    async def use(bot: worlds.Bot) -> None:
        said = await bot.ask("lag eierskapsmelding for Gjøvik")
        links = [choice.url for choice in said.replies[0].choices if choice.url]

        assert said.keys == ["report/ownership"]
        assert "Interkommunalt politisk råd i Gjøvikregionen" in said.text
        assert "53 steder som må fylles ut" in said.text
        assert "Den som har lenken, kan lese utkastet." in said.text
        assert [u.partition("?")[0].rpartition("/")[2] for u in links] == ["gjovik", "gjovik.docx", "gjovik.pdf"]
        assert len({url.partition("key=")[2] for url in links}) == 3

    _talk(use)


def test_without_an_address_there_is_no_link_and_it_is_said() -> None:
    """In a terminal nothing is served."""

    async def use(bot: worlds.Bot) -> None:
        said = await bot.ask("lag eigarskapsmelding for Vågå")

        assert [choice for choice in said.replies[0].choices if choice.url] == []
        assert "Eg veit ikkje kva adresse eg kan nåast på" in said.text
        assert "Det tyder ikkje at det ikkje finst nokon" in said.text

    _talk(use, "")


def test_which_municipality_is_asked_and_the_answer_understood() -> None:
    """A bare name answers the question, once; of two with one name each is offered with its county."""

    async def use(bot: worlds.Bot) -> None:
        assert (await bot.ask("lag eierskapsmelding")).keys == ["report/which"]
        assert (await bot.ask("Lillehammer")).keys == ["report/ownership"]
        assert (await bot.ask("Lillehammer")).keys != ["report/ownership"]
        asked = await bot.ask("lag eierskapsmelding for Våler")
        assert [choice.title for choice in asked.replies[0].choices] == ["Våler (Østfold)", "Våler (Innlandet)"]
        assert (await bot.ask(asked.replies[0].choices[1].say)).keys == ["report/ownership"]
        assert "heter «Narnia»" in (await bot.ask("lag eierskapsmelding for Narnia")).text

    _talk(use)


def test_ones_own_municipality_is_meant_when_none_is_named() -> None:
    """«Vi er Gjøvik» is remembered; a genitive and a slip of the pen are understood as in any question."""

    async def use(bot: worlds.Bot) -> None:
        await bot.ask("vi er Gjøvik")
        assert "for Gjøvik, med" in (await bot.ask("lag en eierskapsmelding for oss")).text
        assert "for Gjøvik, med" in (await bot.ask("kan du lage eierskapsmelding?")).text
        assert "for Lillehammer, med" in (await bot.ask("lag eierskapsmelding for Lilehammer")).text

    _talk(use)


def test_a_question_of_law_is_answered_as_before() -> None:
    """The room takes its own command, and nothing else."""

    async def use(bot: worlds.Bot) -> None:
        assert (await bot.ask("Hva skal stå i en eierskapsmelding?")).keys == ["law/rule"]
        assert (await bot.ask("Eierskapsmelding for interkommunale samarbeid 2024")).keys != ["report/which"]
        assert (await bot.ask("Eierskapsmelding for Gjøvik")).keys == ["report/ownership"]

    _talk(use)
