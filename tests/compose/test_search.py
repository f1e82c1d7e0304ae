"""What is found from the compose box: the list, the cards, and for whom."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from sqlalchemy import func, select

from dialogs.cards import MAX_BYTES
from dialogs.compose.shown import shown_as
from dialogs.model import RenderedReply, Turn
from dialogs.written import begun
from knowledge.finding import Found, finder
from knowledge.model import LANGUAGES, Language
from knowledge.understanding.question import Context, Question, Slots
from storage import tables
from storage.conversations import save_preferences
from storage.identity import person_key
from tests import worlds
from tests.compose.conftest import DAY, HOME, NOW, SECRET, TENANT, Opening, asked
from tests.rendering.conftest import faults

SOURCE = {"nb": re.compile(r"^Kilder?: .+", re.MULTILINE), "nn": re.compile(r"^Kjelder?: .+", re.MULTILINE)}
AGE = {
    "nb": re.compile(r"gammel\)|Lovteksten slik den var \d\d\.\d\d\.\d{4}"),
    "nn": re.compile(r"gammal\)|Lovteksten slik han var \d\d\.\d\d\.\d{4}"),
}


def buttons(reply: RenderedReply) -> list[Any]:
    """The buttons of the card."""
    return list(reply.card.get("actions", ()))


async def test_words_are_answered_by_a_list_with_cards(opening: Opening) -> None:
    """Title, sort and whereabouts in the list; the card has status, members, source with age, and opens our page."""
    async with opening() as compose:
        found = await compose.search(asked("sogn ko"))
    hit = next(hit for hit in found.hits if hit.title == "Sogn KO")

    assert hit.text == "Samarbeid. Planlagt. Sogndal, Årdal, Luster, Lærdal og 2 til"
    assert "- Status: planlagt (31.10.2023)" in hit.reply.text
    assert "Deltakere: Sogndal, Årdal, Luster, Lærdal, Aurland og Vik" in hit.reply.text
    assert "31.10.2023 (3 år og 1 måned gammel)" in hit.reply.text
    (button,) = buttons(hit.reply)
    assert (button["type"], button["title"]) == ("Action.OpenUrl", "Åpne oversikten")
    assert button["url"].startswith(f"{HOME}/oversikt/samarbeid/sogn-ko?lang=nb&key=")


async def test_pages_follow_each_other(opening: Opening) -> None:
    """Skip and count page through one order, and past the end there is an empty page and no word of nothing found."""
    async with opening() as compose:
        whole = [hit.title for hit in (await compose.search(asked("gjøvik", count=25))).hits]
        first = [hit.title for hit in (await compose.search(asked("gjøvik", count=10))).hits]
        second = [hit.title for hit in (await compose.search(asked("gjøvik", skip=10, count=10))).hits]
        beyond = await compose.search(asked("gjøvik", skip=1000))

    assert first + second == whole[:20]
    assert len(set(whole)) == 25
    assert (list(beyond.hits), beyond.nothing) == ([], "")


@pytest.mark.parametrize(
    ("locale", "told"), [("nb-NO", "Fant ingenting som passer."), ("nn-NO", "Fann ingenting som passar."), ("", "Fant")]
)
async def test_nothing_found_says_so(opening: Opening, locale: str, told: str) -> None:
    """In the reader's form, and without what was looked for."""
    async with opening() as compose:
        found = await compose.search(asked("xyzzy", locale=locale))

    assert list(found.hits) == []
    assert found.nothing.startswith(told)
    assert "xyzzy" not in found.nothing


async def test_what_the_reader_chose_decides_form_and_order(opening: Opening) -> None:
    """Nynorsk chosen in the chat goes before Teams' bokmål; their own municipality's cases and cooperations come first."""
    async with opening() as compose:
        before = (await compose.search(asked())).hits
        person = person_key(SECRET, TENANT, "msteams", "kari")
        async with compose._house.database.single() as session:
            await save_preferences(session, person, {"language": "nn", "municipality": "vaga"}, now=NOW)
        first, other = await compose.search(asked()), await compose.search(asked(tenant="another"))

    assert before[0].reply.language == "nb"
    assert {hit.reply.language for hit in first.hits} == {"nn"}
    assert "Vågå" in first.hits[0].title
    assert [hit.title for hit in other.hits] == [hit.title for hit in before]


async def test_a_single_letter_is_as_nothing_written(opening: Opening) -> None:
    """What is shown first stays until there is something to go by."""
    async with opening() as compose:
        assert [h.title for h in (await compose.search(asked("g"))).hits] == [
            h.title for h in (await compose.search(asked())).hits
        ]


@pytest.mark.parametrize(
    ("words", "title", "inside"),
    [
        ("20-2", "Kommuneloven § 20-2", "Les på Lovdata: https://lovdata.no/lov/2018-06-22-83/%C2%A720-2"),
        ("oppgavefellesskap", "Kommunalt oppgavefellesskap", "kommuneloven § 19-1"),
        ("lillehammer", "Lillehammer", "Lillehammer er med i "),
        ("84/2024", "Felles interkommunalt lønningskontor (2024)", "sak PS 84/2024"),
    ],
)
async def test_each_sort_has_its_card(opening: Opening, words: str, title: str, inside: str) -> None:
    """A paragraph, a form, a municipality and a case by its number: each is the first that its words find."""
    async with opening() as compose:
        first = (await compose.search(asked(words))).hits[0]

    assert title in first.title
    assert inside in first.reply.text


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("kommune/bergen", "Det er i drift eller vedtatt."),
        ("kommune/laerdal", "Ingen av dem er i drift eller vedtatt."),
        ("kommune/gjovik", "9 av dem er i drift eller vedtatt."),
    ],
)
async def test_a_municipality_is_told_with_how_many_stand(opening: Opening, path: str, told: str) -> None:
    """In words that fit one, several and none."""
    async with opening() as compose:
        hit = await compose.unfurl(asked(), f"{HOME}/oversikt/{path}")

    assert hit is not None
    assert told in hit.reply.text


async def test_a_decision_to_study_is_no_decision_to_cooperate(opening: Opening) -> None:
    """The card says what the councils have adopted, and that a recommendation is no decision."""
    async with opening() as compose:
        hit = await compose.unfurl(asked(), f"{HOME}/saker/sel-vaga-vertskommune-2024")

    assert hit is not None
    assert "Begge kommunestyrene har gjort likelydende vedtak om saken. Vedtakene gjelder utredningen" in hit.reply.text
    assert "er en innstilling; vedtaket er ikke kjent." in hit.reply.text
    assert "Saken har 8 kjente steg; alle står på siden om saken." in hit.reply.text


async def test_nothing_of_a_search_is_kept(opening: Opening) -> None:
    """No table has a row more for it: neither the words nor that somebody looked."""
    async with opening() as compose:
        database = compose._house.database

        async def rows() -> dict[str, int]:
            async with database.session() as session:
                counted = {t.name: select(func.count()).select_from(t) for t in tables.metadata.sorted_tables}
                return await session.run(lambda c: {name: c.execute(query).scalar_one() for name, query in counted.items()})

        before = await rows()
        await compose.search(asked("et hemmelig ord om brann"))
        await compose.unfurl(asked(), f"{HOME}/saker/sogn-ko")
        after = await rows()

    assert len(before) > 10
    assert before == after


def everything() -> list[Found]:
    """All that can be found in what we ship."""
    knowledge = worlds.knowledge("shipped")
    small = finder(knowledge, lambda: worlds.understanding("shipped"))._small
    kinds = [found for kind in ("form", "paragraph", "municipality") for found in small.of(kind)]
    return [
        *(Found("cooperation", each) for each in knowledge.register.cooperations),
        *(Found("case", each) for each in knowledge.register.cases),
        *kinds,
    ]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_card_can_be_sent_and_has_source_and_age(opening: Opening, language: Language) -> None:
    """Small enough whole, valid by the schema, a source line with age, and no button that would speak to an absent bot."""
    async with opening() as compose:
        question = Question("details", Slots(), language)
        turn = Turn(question, worlds.knowledge("shipped"), Context(), DAY, link=compose._house.link)
        told = [(found, await shown_as(turn, found)) for found in everything()]
        cards = [(found, shown, compose._house.render(shown.reply)) for found, shown in told]

    assert len(cards) > 300
    assert [found for found, _, reply in cards if len(json.dumps(reply.card)) > MAX_BYTES // 2] == []
    assert [found for found, _, reply in cards if reply.card["fallbackText"] != reply.text] == []
    assert [found for found, _, reply in cards if {b["type"] for b in buttons(reply)} - {"Action.OpenUrl"}] == []
    assert [found for found, _, reply in cards if not SOURCE[language].search(reply.text)] == []
    assert [found for found, _, reply in cards if not AGE[language].search(reply.text)] == []
    assert [found for found, shown, _ in cards if shown.title != begun(shown.title)] == []
    largest = sorted(cards, key=lambda each: -len(json.dumps(each[2].card)))[:40]
    assert [(found, faults(reply.card)) for found, _, reply in largest if faults(reply.card)] == []
