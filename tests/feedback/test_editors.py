"""Editors see in chat what went wrong, and take away what names somebody; nobody else does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest
import pytest_asyncio

from knowledge.feedback import About, Reaction, SharedQuestion, Topic
from storage.feedback import count_unanswered, feedback_since, judge, share_question
from tests.editing.conftest import House, build

TODAY = date(2026, 11, 30)
HOST = About("cooperation/host", "host", "nb", 7, (("cooperation", "sogn-ko"),))
LAW = About("law/rule", "law", "nn", 7, (("form", "interkommunalt-selskap"),))


@pytest_asyncio.fixture
async def house(seeded_url: str) -> AsyncIterator[House]:
    """With some feedback, new and old."""
    made = await build(seeded_url)
    given: tuple[tuple[str, About, Reaction, str, int], ...] = (
        ("AAAAAAAAAAAA", HOST, "dislike", "", 0),
        ("BBBBBBBBBBBB", HOST, "dislike", "Verten er **Sogndal** | <b>", 1),
        ("CCCCCCCCCCCC", HOST, "like", "Fint", 0),
        ("DDDDDDDDDDDD", LAW, "like", "", 2),
        ("EEEEEEEEEEEE", LAW, "dislike", "Gamal", 40),
    )
    async with made.database.session(write=True) as session:
        for reference, about, reaction, comment, ago in given:
            await judge(session, reference, about, reaction, comment, day=TODAY - timedelta(days=ago))
        for _ in range(3):
            await count_unanswered(session, Topic("silent", "nb", "host", "styring"), day=TODAY)
        await share_question(session, SharedQuestion("K7M2QX4P", TODAY, "Hva koster det?", Topic("outside", "nb")))
    yield made
    await made.database.close()


async def test_an_editor_is_told_what_went_wrong(house: House) -> None:
    """Counts, subjects by their names, comments as plain data, topics, and the questions that were sent."""
    text = (await house.person("kari").says("tilbakemeldinger")).text

    assert "Siste 30 dager – tommel ned: 2, tommel opp: 2, spørsmål uten svar: 3." in text
    assert "- Sogn KO, hvem som er vert: 2 ned, 1 opp" in text
    assert "Tommel ned til Sogn KO, hvem som er vert (29.11.2026): «Verten er **Sogndal** | <b>» [BBBBBBBBBBBB]" in text
    assert text.index("Tommel ned til") < text.index("Tommel opp til Sogn KO")
    assert "hvem som er vert (står ikke i kildene): 3" in text
    assert "- 30.11.2026: «Hva koster det?» [K7M2QX4P]" in text
    assert "Gamal" not in text


async def test_in_nynorsk_and_for_another_period(house: House) -> None:
    """The button names the period; what is older comes in."""
    kari = house.person("kari", "nn-NO")
    card = await kari.says("tilbakemeldingar")
    longer = (await kari.presses("Siste 365 dagar", card)).text

    assert "Siste 30 dagar – tommel ned: 2, tommel opp: 2, spørsmål utan svar: 3." in card.text
    assert "interkommunalt selskap" in longer.casefold()
    assert "(21.10.2026): «Gamal» [EEEEEEEEEEEE]" in longer


async def test_a_comment_that_names_somebody_is_taken_away(house: House) -> None:
    """By the reference that stands beside it; a second time there is none."""
    kari = house.person("kari")
    first, second = [(await kari.says("slett tilbakemelding bbbbbbbbbbbb")).text for _ in range(2)]
    async with house.database.session() as session:
        left = [each.reference for each in (await feedback_since(session, TODAY)).judged]

    assert "Tilbakemeldingen BBBBBBBBBBBB er slettet." in first
    assert "Jeg har ingen tilbakemelding med referansen BBBBBBBBBBBB" in second
    assert sorted(left) == ["AAAAAAAAAAAA", "CCCCCCCCCCCC"]


async def test_no_feedback_is_told_as_that(seeded_url: str) -> None:
    """In both written forms."""
    made = await build(seeded_url)
    nb = (await made.person("kari").says("tilbakemeldinger siste 7 dager")).text
    nn = (await made.person("ola", "nn-NO").says("tilbakemeldingar")).text
    await made.database.close()

    assert nb.startswith("Ingen tilbakemeldinger de siste 7 dagene.")
    assert nn.startswith("Ingen tilbakemeldingar dei siste 30 dagane.")


@pytest.mark.parametrize(("said", "starts"), [
    ("tilbakemeldinger", "Du kan si fra"), ("slett tilbakemelding AAAAAAAAAAAA", "Det kan bare redaktørene gjøre."),
])  # fmt: skip
async def test_others_see_none_of_it(house: House, said: str, starts: str) -> None:
    """Those who are no editors are told how to give feedback, and delete nobody's."""
    text = (await house.person("per").says(said)).text
    async with house.database.session() as session:
        left = (await feedback_since(session, TODAY)).judged

    assert text.startswith(starts)
    assert "Sogn KO" not in text
    assert "AAAAAAAAAAAA" in [each.reference for each in left]


async def test_very_much_feedback_fits_a_card(house: House) -> None:
    """The worst is shown, and where the rest is to be had."""
    async with house.database.session(write=True) as session:
        for number in range(200):
            about = About("law/rule", "law", "nb", 7, (("rule", f"regel-{number}"),))
            await judge(session, f"{number:012}", about, "dislike", "x" * 900, day=TODAY)
    card = await house.person("kari").says("tilbakemeldinger")

    assert "«python bot.py feedback»" in card.text
    assert card.card["fallbackText"] == card.text
