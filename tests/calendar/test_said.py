"""«Legg i kalenderen», said in a conversation: what is put in, what is not and why, and the links."""

from __future__ import annotations

import pytest

from dialogs.site.addresses import Addresses
from tests.calendar.talking import LOCAL, paths, talking

MUNICIPALITY = ["/calendar/municipality/gjovik.ics"]


@pytest.mark.parametrize(
    "text",
    [
        "Kalender for Gjøvik", "kalendar for Gjøvik", "Abonner på kalenderen til Gjøvik",
        "Eg vil abonnere på kalendaren til Gjøvik",
        "Kan du legge møtene i Gjøvik i kalenderen?", "Kan du leggje møta i Gjøvik inn i kalendaren min?",
        "legg alle kommende møter i Gjøvik kommune i kalenderen", "Få møteplanen for Gjøvik som ics", "ics for Gjøvik",
        "Last ned kalenderen for Gjøvik", "Kan eg få møta i Gjøvik i kalendaren?", "send kalenderfil for Gjøvik",
    ],
)  # fmt: skip
async def test_a_municipality_has_a_calendar(text: str) -> None:
    """However it is asked for, in both written forms."""
    async with talking() as bot:
        said = await bot.ask(text)

    assert (said.keys, paths(said)) == (["calendar/calendar"], MUNICIPALITY)
    assert "webcal://127.0.0.1:3978/calendar/municipality/gjovik.ics?lang=" in said.text


async def test_what_is_put_in_is_told() -> None:
    """How many, the next, that it is only planned, and what has no day; the source as always."""
    async with talking() as bot:
        said = await bot.ask("Kalender for Gran")

    assert said.replies[0].facts["count"] == 1
    assert "08.04.2027: Kommunestyret, Gran: Felles bibliotekbuss for Gjøvik og Gran (planlagt, ifølge kilden)" in said.text
    assert "Mai 2027: Tekst om vag." in said.text
    assert "21.03.2027" not in said.text
    assert "Kilde:" in said.text


async def test_a_deadline_is_put_in_for_those_it_concerns() -> None:
    """With what it is."""
    async with talking() as bot:
        gjovik, gran = await bot.ask("Kalender for Gjøvik"), await bot.ask("Kalender for Gran")

    assert "01.04.2027: Høringsfrist: Felles bibliotekbuss" in gjovik.text
    assert "Høringsfrist" not in gran.text


@pytest.mark.parametrize(
    "text", ["legg det i kalenderen", "Legg i kalenderen", "legg saken i kalenderen", "Legg det i kalendaren"]
)
async def test_it_is_what_the_answer_before_told_of(text: str) -> None:
    """The case of a timeline."""
    async with talking() as bot:
        before = await bot.ask("Gi meg tidslinjen for Felles bibliotekbuss for Gjøvik og Gran")
        said = await bot.ask(text)

    assert before.keys == ["decision/timeline"]
    assert paths(said) == ["/calendar/case/bibliotek.ics"]
    assert said.replies[0].facts["count"] == 3


async def test_the_meeting_in_one_council_is_a_step() -> None:
    """Of the case that was told of."""
    async with talking() as bot:
        await bot.ask("Gi meg tidslinjen for Felles bibliotekbuss for Gjøvik og Gran")
        said = await bot.ask("legg møtet i Gjøvik i kalenderen")

    assert paths(said) == ["/calendar/step/bibliotek/gjovik.ics"]
    assert "webcal" not in said.text


@pytest.mark.parametrize(
    "text", ["Legg møtet i Gran 8. april 2027 i kalenderen", "Kan du leggje møtet i Gran 08.04.2027 i kalendaren?"]
)
async def test_a_meeting_is_found_by_its_day(text: str) -> None:
    """And its municipality."""
    async with talking() as bot:
        said = await bot.ask(text)

    assert paths(said) == ["/calendar/step/bibliotek/gran.ics"]


async def test_a_case_is_found_by_its_words() -> None:
    """Without anything asked before."""
    async with talking() as bot:
        said = await bot.ask("Legg saken om felles bibliotekbuss i kalenderen")

    assert paths(said) == ["/calendar/case/bibliotek.ics"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Legg møtet i Gjøvik 20. mars 2027 i kalenderen", "saken er trukket"),
        ("Legg møtet i Gran 21. mars 2027 i kalenderen", "saken er utsatt"),
        ("Legg møtet i Sel 1. april 2019 i kalenderen", "ligger tilbake i tid (01.04.2019)"),
        ("Legg møtet i Sel 1. april 2019 i kalendaren, er du snill og grei mot ein som ikkje hugsar noko",
         "ligg tilbake i tid (01.04.2019)"),
    ],
)  # fmt: skip
async def test_what_does_not_belong_in_a_calendar_is_not_put_there(text: str, told: str) -> None:
    """Withdrawn, put off, or over: it says which, and gives no link."""
    async with talking() as bot:
        said = await bot.ask(text)

    assert told in said.text
    assert "/calendar/" not in said.text


async def test_where_nothing_is_to_come_the_subscription_is_still_offered() -> None:
    """It fills by itself; the newest step that is known is told."""
    async with talking() as bot:
        said = await bot.ask("Kalender for Sel")

    assert "ingen kommende møter eller frister for Sel" in said.text
    assert "Det nyeste kjente steget er fra" in said.text
    assert paths(said) == ["/calendar/municipality/sel.ics"]


async def test_several_municipalities_have_one_each() -> None:
    """All that are named; what both have is told once."""
    async with talking() as bot:
        said = await bot.ask("Kalender for Gjøvik og Gran")

    assert said.text.count("Tekst om vag.") == 1

    assert paths(said) == ["/calendar/municipality/gjovik.ics", "/calendar/municipality/gran.ics"]
    assert said.replies[0].facts["count"] == 3


async def test_without_anything_named_it_is_the_readers_own() -> None:
    """«Vi er Gjøvik», said before; else it is asked."""
    async with talking() as bot:
        asked = await bot.ask("kan eg få møta i kalendaren?")
        await bot.ask("Vi er Gjøvik")
        said = await bot.ask("kan eg få møta i kalendaren?")

    assert asked.keys == ["calendar/which"]
    assert [c.say for c in asked.replies[0].choices][:2] == ["Kalender for Gjøvik", "Kalender for Gran"]
    assert paths(said) == MUNICIPALITY


async def test_a_file_is_a_button_and_a_subscription_an_address_to_copy() -> None:
    """Teams opens https alone; the calendar program is given the other."""
    async with talking() as bot:
        one, two = await bot.ask("Kalender for Gjøvik"), await bot.ask("Kalender for Gjøvik og Gran")
    address = f"{LOCAL}/calendar/municipality/gjovik.ics?lang=nb"

    assert [(c.title, c.url) for c in one.replies[0].choices if c.url] == [("Last ned", address)]
    assert [c.title for c in two.replies[0].choices if c.url] == ["Last ned: Gjøvik", "Last ned: Gran"]
    actions = [a for a in one.rendered[0].card["actions"] if a["type"] == "Action.OpenUrl"]
    assert [a["url"] for a in actions] == [address]
    assert "webcal://127.0.0.1:3978/calendar/municipality/gjovik.ics?lang=nb" in one.rendered[0].html


async def test_the_link_carries_the_language_and_the_key() -> None:
    """Nynorsk asked, nynorsk in the calendar; and the reader is told what the link opens."""
    async with talking("https://samrad.example.no", "a secret") as bot:
        said = await bot.ask("Eg vil ha kalendar for Gjøvik, kva møte er det komande?")
        link = said.replies[0].facts["feeds"][0]["download"]

    assert link == Addresses("https://samrad.example.no", "a secret")(MUNICIPALITY[0], lang="nn")
    assert "Den som har lenkja, kan lese kalenderen." in said.text
    assert "webcal://samrad.example.no/calendar/municipality/gjovik.ics?lang=nn&key=" in said.text


@pytest.mark.parametrize(
    ("text", "told"),
    [("Kalender for Gjøvik", "Administratoren må sette SAMRAD_BASE_URL"),
     ("Eg vil ha kalendaren for Gjøvik", "Administratoren må setje SAMRAD_BASE_URL")],
)  # fmt: skip
async def test_without_an_address_it_says_who_can_mend_that(text: str, told: str) -> None:
    """What is to come is told all the same."""
    async with talking(address="") as bot:
        said = await bot.ask(text)

    assert told in said.text
    assert said.replies[0].facts["count"] == 2
    assert "/calendar/" not in said.text


@pytest.mark.parametrize(
    "text",
    [
        "Hva er et kalenderår?",
        "Hvilke samarbeid er Gjøvik med i?",
        "Hva koster kalendersamarbeidet?",
        "Hva skjer i Gjøvik neste måned?",
    ],
)
async def test_other_questions_are_not_about_the_calendar(text: str) -> None:
    """Nothing is put in anywhere unasked."""
    async with talking() as bot:
        said = await bot.ask(text)

    assert [key for key in said.keys if key.startswith("calendar/")] == []
