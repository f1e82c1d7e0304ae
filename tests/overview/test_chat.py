"""«Oversikt» in the chat, and the buttons that lead from answers to the pages."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

import bot
from dialogs.model import Address, Message, RenderedReply
from dialogs.settings import read_settings
from dialogs.site.addresses import Addresses
from dialogs.site.links import check
from knowledge.understanding.overview_commands import overview_command
from tests.overview.conftest import SECRET

HOST = "https://samrad.example.no"


async def asked(url: str, *questions: str, addresses: Addresses) -> list[RenderedReply]:
    """The last reply to each, in one conversation."""
    settings = read_settings({"SAMRAD_DATABASE_URL": url})
    async with bot.opened(settings) as database:
        responder, _ = await bot.make_responder(settings, database, addresses=addresses)
        person = Address("web", "u", "c")
        return [(await responder.respond(Message(person, question)))[-1] for question in questions]


def opened(reply: RenderedReply) -> dict[str, str]:
    """Its buttons that open a page: path by title, where the key opens it."""
    parts = {choice.title: urlsplit(choice.url) for choice in reply.choices if choice.url}
    keys = {title: dict(pair.split("=") for pair in each.query.split("&")).get("key", "") for title, each in parts.items()}
    return {title: each.path for title, each in parts.items() if check(SECRET, each.path, keys[title])}


async def test_the_command_gives_the_address_in_either_form(seeded_url: str) -> None:
    """Of all of it, or of a place that is named; in nynorsk to one who writes it."""
    whole, place, nynorsk = await asked(
        seeded_url, "Oversikt", "vis oversikten for Gjøvik", "opne oversikta over Sogn", addresses=Addresses(HOST, SECRET)
    )
    assert opened(whole) == {
        "Åpne oversikten": "/oversikt", "Alle samarbeid": "/oversikt/samarbeid", "Kommunene": "/oversikt/kommune",
    }  # fmt: skip
    assert (opened(place), "for Gjøvik" in place.text) == ({"Åpne oversikten": "/oversikt/kommune/gjovik"}, True)
    assert (opened(nynorsk), nynorsk.language) == ({"Opne oversikta": "/oversikt"}, "nn")
    assert "region=sogn" in nynorsk.choices[0].url


async def test_an_answer_about_a_cooperation_or_a_municipality_leads_to_its_page(seeded_url: str) -> None:
    """Where we know where we are reached; elsewhere there is no such button."""
    questions = ("Hva er Sogn KO?", "Hvem samarbeider Gjøvik med?", "Hvilke samarbeid er Vågå med i?")
    replies = await asked(seeded_url, *questions, addresses=Addresses(HOST, SECRET))
    assert [opened(reply) for reply in replies] == [
        {"Åpne oversikten": "/oversikt/samarbeid/sogn-ko"},
        {"Åpne oversikten": "/oversikt/kommune/gjovik"},
        {"Åpne oversikten": "/oversikt/kommune/vaga"},
    ]


async def test_without_an_address_the_tab_is_told_of(seeded_url: str, tmp_path: Path) -> None:
    """No button leads nowhere."""
    whole, answer = await asked(seeded_url, "oversikt", "Hva er Sogn KO?", addresses=Addresses())
    assert "fanen «Oversikt»" in whole.text
    assert [choice.url for reply in (whole, answer) for choice in reply.choices if choice.url] == []


@pytest.mark.parametrize(
    "text",
    [
        "Gi meg en oversikt over samarbeid i Gjøvik", "oversikt over brann", "vi har ikke oversikt", "hvem har oversikten?",
        "oversikt over kommunestyrene", "vis oversikten for tre til en og alt som skjer i hele Innlandet fylke nå",
    ],
)  # fmt: skip
def test_a_question_of_substance_is_no_command(text: str) -> None:
    """Only the bare words, or the definite form with a place, are the command."""
    assert overview_command(text) is None
