"""Sources as Teams' own citations: numbers in the text beside the card, each with title, date, age, place and link."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from dialogs.channels.activities import reply_activities
from dialogs.channels.citations import MAX_ABSTRACT, MAX_NAME, MESSAGE, with_citations
from dialogs.cited import Cited, CitedLaw, CitedSource, Cites
from dialogs.citing import MOST
from dialogs.model import RenderedReply, Reply
from dialogs.render import Renderer
from knowledge.model import LANGUAGES
from tests import worlds
from tests.channels.lab import CARD
from tests.manners.conftest import Service

NUMBER = re.compile(r"\[(\d+)\]")
TEAMS = {"bot": {"id": "28:b"}, "conversation": {"id": "a:c"}, "channelId": "msteams"}
LIMIT = 28 * 1024


def claims_of(message: dict[str, Any]) -> list[dict[str, Any]]:
    """The citations of a message, which has one root entity and no label of artificial intelligence."""
    (entity,) = message["entities"]
    assert (entity["type"], entity["@type"], entity["@context"]) == (MESSAGE, "Message", "https://schema.org")
    assert set(entity) == {"type", "@type", "@context", "@id", "citation"}
    found: list[dict[str, Any]] = entity["citation"]
    return found


async def test_an_answer_names_its_sources_by_numbers_that_teams_opens(teams: Service) -> None:
    """The text beside the card is the sources alone; each number in it has a citation, and the card keeps its source line."""
    await teams.write("Hvilke samarbeid finnes?", "q1")

    first, *_ = teams.teams.stands.values()
    claims = claims_of(first)
    numbers = [int(number) for number in NUMBER.findall(first["text"])]
    assert first["text"].startswith("Kilder: ")
    assert numbers == [claim["position"] for claim in claims] == list(range(1, len(claims) + 1))
    assert 1 < len(claims) <= MOST
    for claim in claims:
        shown = claim["appearance"]
        assert (claim["@type"], shown["@type"]) == ("Claim", "DigitalDocument")
        assert 0 < len(shown["name"]) <= MAX_NAME
        assert 0 < len(shown["abstract"]) <= MAX_ABSTRACT
        assert "gammel" in shown["abstract"]
    assert "Kilder: " in json.dumps(first["attachments"][0]["content"], ensure_ascii=False)
    assert "Kilde" not in first["summary"]


async def test_paragraphs_open_at_lovdata(teams: Service) -> None:
    """An answer of law cites each paragraph, with the day of the text that we read, in the reader's written form."""
    await teams.write("Kva er eit interkommunalt selskap?", "q1")

    first, *_ = teams.teams.stands.values()
    law = claims_of(first)[0]["appearance"]
    assert law["name"].startswith("IKS-lova § ")
    assert law["url"].startswith("https://lovdata.no/lov/1999-01-29-6/%C2%A7")
    assert law["abstract"].startswith("Lovteksten slik han var ")


@pytest.mark.parametrize("said", ["hei", "Hvem er statsminister?", "quiz", "mine data"])
async def test_what_rests_on_nothing_has_no_citations(teams: Service, said: str) -> None:
    """Talk, refusals and what is asked of the reader are the card alone, as before."""
    await teams.write(said, "q1")

    for message in teams.teams.stands.values():
        assert "entities" not in message
        assert "text" not in message


def cited(number: int = 1, **changes: str) -> RenderedReply:
    """A reply with so many sources."""
    sources = tuple(Cited(**{"title": "T", "about": "A", "url": "", **changes}) for _ in range(number))
    return RenderedReply("nb", "Svar.", CARD, "", cites=Cites("Kilde: t [1]", sources))


def message_of(reply: RenderedReply, **changes: str) -> dict[str, Any]:
    """The message that it becomes."""
    return with_citations(reply_activities({**TEAMS, **changes}, reply)[0], reply)


@pytest.mark.parametrize("channel", ["web", "emulator", "directline"])
def test_other_channels_show_sources_their_own_way(channel: str) -> None:
    """They get no entities, and the words as they were."""
    message = message_of(cited(), channelId=channel)

    assert "entities" not in message
    assert message["text"] == "Svar."


def test_what_the_reader_sees_for_themselves_has_no_citations_for_all() -> None:
    """A card that shows each reader their own view may rest on other sources for each."""
    reply = replace(cited(), card={**CARD, "refresh": {"action": {}}})

    assert "entities" not in message_of(reply)
    assert "text" not in message_of(reply)
    assert "entities" in message_of(cited())


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
    """A document of ours is opened over HTTPS or not at all; one that is a PDF looks like one."""
    shown = claims_of(message_of(cited(url=url)))[0]["appearance"]

    assert {name: value for name, value in shown.items() if name in ("url", "image")} == expected


def test_a_title_is_never_markup_nor_a_number_of_ours() -> None:
    """Teams reads the text as Markdown and as HTML: of a title only words arrive there."""
    source = CitedSource("notat <b>*a*</b> [2] _b_ &#60;i> `c`", "2019", "", 1, 0)
    reply = Renderer().render(Reply("talk/thanks", "nb", sources=(source,)))
    text = message_of(reply)["text"]

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


def test_an_act_that_we_have_not_read_says_so() -> None:
    """In both written forms."""
    laws = (CitedLaw("plan- og bygningsloven § 9-1", "https://lovdata.no/x", ""),)
    told = [Renderer().render(Reply("talk/thanks", language, laws=laws)).cites for language in LANGUAGES]

    assert [cites.each[0].about for cites in told if cites] == [
        "Denne loven har vi ikke lest selv.", "Denne lova har vi ikkje lese sjølve.",
    ]  # fmt: skip


def test_citations_never_make_a_message_too_large() -> None:
    """Beside a card of the largest size the last sources have no citation of their own; the answer arrives."""
    card = {**CARD, "body": [{"type": "TextBlock", "text": "x" * 24_500}]}
    reply = replace(cited(20, title="æ" * 80, about="ø" * 160), card=card)
    message = message_of(reply)

    assert len(json.dumps(message)) < LIMIT
    assert 0 < len(claims_of(message)) < 20
    full = replace(reply, card={**CARD, "body": [{"type": "TextBlock", "text": "x" * 27_000}]})
    assert "entities" not in message_of(full)


@pytest.mark.parametrize("world", ["shipped", "fictional"])
async def test_every_source_that_an_answer_names_is_cited(world: worlds.World) -> None:
    """What stands in the source line of a card is what its citations are."""
    questions = ("Hvilke samarbeid finnes?", "Hva er fordelene med interkommunalt samarbeid?", "Hvem sitter i styret?")
    async with worlds.bot(world) as bot:
        for question in questions:
            said = await bot.ask(question)
            for reply, shown in zip(said.replies, said.rendered, strict=True):
                titles = {title.casefold() for title in (*(s.title for s in reply.sources), *(law.title for law in reply.laws))}
                assert titles == {each.title.casefold() for each in (shown.cites.each if shown.cites else ())}
