"""Sources as Teams' own citations: numbers in a text below the card, each with title, date, age, place and link."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from dialogs.channels.citations import IN_PLAYGROUND, MAX_ABSTRACT, MAX_NAME, MESSAGE, citations
from dialogs.cited import Cited, CitedLaw, CitedSource, Cites
from dialogs.citing import MOST
from dialogs.model import RenderedReply, Reply
from dialogs.render import Renderer
from knowledge.model import LANGUAGES
from tests import worlds
from tests.channels.lab import CARD, UNSET, Lab
from tests.manners.conftest import CHAT, PERSONAL, THREAD, Service

NUMBER = re.compile(r"\[(\d+)\]")
LIMIT = 28 * 1024


def claims_of(message: dict[str, Any]) -> list[dict[str, Any]]:
    """The citations of a message, which has one root entity and no label of artificial intelligence."""
    (entity,) = message["entities"]
    assert (entity["type"], entity["@type"], entity["@context"]) == (MESSAGE, "Message", "https://schema.org")
    assert set(entity) == {"type", "@type", "@context", "@id", "citation"}
    found: list[dict[str, Any]] = entity["citation"]
    return found


async def test_an_answer_is_followed_by_its_sources_with_numbers_that_teams_opens(teams: Service) -> None:
    """The card is whole, its source line too; below it stands a text in which each number has a citation."""
    teams.conversation = PERSONAL
    await teams.write("Hvilke samarbeid finnes?", "q1")

    card, sources = teams.teams.stands.values()
    claims = claims_of(sources)
    numbers = [int(number) for number in NUMBER.findall(sources["text"])]
    assert sources["text"].startswith("Kilder: ")
    assert numbers == [claim["position"] for claim in claims] == list(range(1, len(claims) + 1))
    assert 1 < len(claims) <= MOST
    for claim in claims:
        shown = claim["appearance"]
        assert (claim["@type"], shown["@type"]) == ("Claim", "DigitalDocument")
        assert 0 < len(shown["name"]) <= MAX_NAME
        assert 0 < len(shown["abstract"]) <= MAX_ABSTRACT
        assert "gammel" in shown["abstract"]
    assert "Kilder: " in json.dumps(card["attachments"][0]["content"], ensure_ascii=False)
    # Teams parts a text from a card that comes with it, and tells the id of neither
    assert ("text" in card, "entities" in card, "attachments" in sources, "channelData" in sources) == (False,) * 4


async def test_paragraphs_open_at_lovdata(teams: Service) -> None:
    """An answer of law cites each paragraph, with the day of the text that we read, in the reader's written form."""
    teams.conversation = PERSONAL
    await teams.write("Kva er eit interkommunalt selskap?", "q1")

    *_, sources = teams.teams.stands.values()
    law = claims_of(sources)[0]["appearance"]
    assert law["name"].startswith("IKS-lova § ")
    assert law["url"].startswith("https://lovdata.no/lov/1999-01-29-6/%C2%A7")
    assert law["abstract"].startswith("Lovteksten slik han var ")


@pytest.mark.parametrize("said", ["hei", "Hvem er statsminister?", "quiz", "mine data"])
async def test_what_rests_on_nothing_has_no_citations(teams: Service, said: str) -> None:
    """Talk, refusals and what is asked of the reader are the card alone."""
    teams.conversation = PERSONAL
    await teams.write(said, "q1")

    assert ["attachments" in message for message in teams.teams.stands.values()] == [True]


@pytest.mark.parametrize("where", [CHAT, THREAD])
async def test_where_others_read_along_an_answer_is_one_message(teams: Service, where: dict[str, Any]) -> None:
    """Nobody in a thread is told twice of one answer; the source line stands in the card."""
    teams.conversation = where
    await teams.write("Hvilke samarbeid finnes?", "q1")

    (card,) = teams.teams.stands.values()
    assert "Kilder: " in json.dumps(card, ensure_ascii=False)


def cited(number: int = 1, **changes: str) -> RenderedReply:
    """A reply with so many sources."""
    sources = tuple(Cited(**{"title": "T", "about": "A", "url": "", **changes}) for _ in range(number))
    return RenderedReply("nb", "Svar.", CARD, "", cites=Cites("Kilde: t [1]", sources))


def messages(reply: RenderedReply, **changes: Any) -> list[dict[str, Any]]:
    """What follows the card that answers a message in Teams."""
    return citations(Lab().activity(serviceUrl="https://smba.trafficmanager.net/no/", **changes), reply)


def message_of(reply: RenderedReply) -> dict[str, Any]:
    """The message with the sources."""
    (message,) = messages(reply)
    return message


@pytest.mark.parametrize("changes", [
    {"channelId": "web"}, {"channelId": "emulator"}, {"channelId": UNSET}, {"deliveryMode": "expectReplies"},
    {"type": "invoke"}, {"type": "installationUpdate"},
])  # fmt: skip
def test_other_channels_show_sources_their_own_way(changes: dict[str, Any]) -> None:
    """Only an answer to what was written in Teams is followed by them; a button that changes its card is not."""
    assert messages(cited(), **changes) == []
    assert len(messages(cited())) == len(messages(cited(), type="messageUpdate")) == 1


def test_what_the_reader_sees_for_themselves_has_no_citations_for_all() -> None:
    """A card that shows each reader their own view may rest on other sources for each."""
    assert messages(replace(cited(), card={**CARD, "refresh": {"action": {}}})) == []


def test_long_titles_and_places_are_cut_to_what_teams_takes() -> None:
    """Between words, and with a sign that something is left out."""
    shown = claims_of(message_of(cited(title="ord " * 50, about="sted " * 80)))[0]["appearance"]

    assert MAX_NAME - 5 < len(shown["name"]) <= MAX_NAME
    assert MAX_ABSTRACT - 6 < len(shown["abstract"]) <= MAX_ABSTRACT
    assert shown["name"].endswith("ord…")
    assert shown["abstract"].endswith("sted…")


@pytest.mark.parametrize(("url", "expected"), [
    ("https://a.no/sak.PDF?v=1", {"url": "https://a.no/sak.PDF?v=1", "image": {"@type": "ImageObject", "name": "PDF"}}),
    ("https://a.no/sak", {"url": "https://a.no/sak"}), ("http://a.no/", {}), ("javascript:x", {}), ("", {}),
])  # fmt: skip
def test_only_safe_addresses_are_links(url: str, expected: dict[str, Any]) -> None:
    """A document is opened over HTTPS or not at all; one that is a PDF looks like one."""
    shown = claims_of(message_of(cited(url=url)))[0]["appearance"]

    assert {name: value for name, value in shown.items() if name in ("url", "image")} == expected


def test_a_title_is_never_markup_nor_a_number_of_ours() -> None:
    """Teams reads the text as Markdown and as HTML: of a title only words arrive there."""
    source = CitedSource("notat <b>*a*</b> [2] _b_ &#60;i> `c`", "2019", "", 1, 0)
    text = message_of(Renderer().render(Reply("talk/thanks", "nb", sources=(source,))))["text"]

    assert NUMBER.findall(text) == ["1"]
    assert re.search(r"[*_`<>#]|&#", text) is None
    assert "notat" in text


def test_more_than_twenty_sources_are_twenty_citations() -> None:
    """Teams refuses more; the first few are named and the others numbered."""
    sources = tuple(CitedSource(f"notat {n}", "2019", "", 1, 0) for n in range(30))
    laws = (CitedLaw("kommuneloven § 1-1", "https://lovdata.no/x", ""),)
    reply = Renderer().render(Reply("talk/thanks", "nn", sources=sources, laws=laws))

    assert reply.cites is not None
    assert len(reply.cites.each) == MOST
    assert reply.cites.text.endswith("notat 3 [4] og fleire: " + " ".join(f"[{n}]" for n in range(5, 21)))
    assert len(claims_of(message_of(reply))) == MOST
    (in_playground,) = citations(Lab().activity(), reply, local=True)
    assert len(claims_of(in_playground)) == IN_PLAYGROUND


def test_an_act_that_we_have_not_read_says_so() -> None:
    """In both written forms."""
    laws = (CitedLaw("plan- og bygningsloven § 9-1", "https://lovdata.no/x", ""),)
    told = [Renderer().render(Reply("talk/thanks", language, laws=laws)).cites for language in LANGUAGES]

    assert [cites.each[0].about for cites in told if cites] == [
        "Denne loven har vi ikke lest selv.", "Denne lova har vi ikkje lese sjølve.",
    ]  # fmt: skip


def test_citations_never_make_a_message_too_large() -> None:
    """With addresses of the longest kind the last sources have no citation of their own."""
    message = message_of(cited(20, title="æ" * 80, about="ø" * 160, url="https://a.no/" + "å" * 400))

    assert len(json.dumps(message)) < LIMIT
    assert 0 < len(claims_of(message)) < 20


@pytest.mark.parametrize("world", ["shipped", "fictional"])
async def test_every_source_that_an_answer_names_is_cited(world: worlds.World) -> None:
    """What stands in the source line of a card is what its citations are."""
    questions = ("Hvilke samarbeid finnes?", "Hva er fordelene med interkommunalt samarbeid?", "Hvem sitter i styret?")
    async with worlds.bot(world) as bot:
        for question in questions:
            said = await bot.ask(question)
            for reply, shown in zip(said.replies, said.rendered, strict=True):
                titles = {t.casefold() for t in (*(s.title for s in reply.sources), *(law.title for law in reply.laws))}
                assert titles == {each.title.casefold() for each in (shown.cites.each if shown.cites else ())}
