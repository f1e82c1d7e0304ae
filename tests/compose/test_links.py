"""Links of ours that are put into a message: which are shown as cards, and for whom."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from dialogs.site.links import check, link, sign
from tests.compose.conftest import HOME, SECRET, Opening, asked

CASE, COOPERATION = "/saker/sogn-ko", "/oversikt/samarbeid/sogn-ko"


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/oversikt", "Oversikt over samarbeid mellom kommuner"),
        ("/oversikt/", "Oversikt over samarbeid mellom kommuner"),
        ("/oversikt/tidslinje", "Tidslinje for saker i kommunene"),
        ("/oversikt/nettverk?region=gjovikregionen", "Hvem som samarbeider med hvem"),
        ("/oversikt/vedtak", "Vedtak i hvert kommunestyre"),
        ("/saker", "Vedtak i hvert kommunestyre"),
        (CASE, "Opprettelse av Sogn KO"),
        (COOPERATION, "Sogn KO"),
        ("/oversikt/kommune/gjovik", "Gjøvik"),
        ("/oversikt/kommune/3407", "Gjøvik"),
    ],
)
async def test_a_page_of_ours_is_shown_as_a_card(opening: Opening, path: str, title: str) -> None:
    """Each of our pages, to one who is signed in; its button opens the page with the key that it needs."""
    async with opening() as compose:
        hit = await compose.unfurl(asked(), HOME + path)

    assert hit is not None
    assert hit.title == title
    (button,) = hit.reply.card["actions"]
    opened = urlsplit(button["url"])
    assert check(SECRET, opened.path, parse_qs(opened.query)["key"][0])


@pytest.mark.parametrize(
    "url",
    [
        "", "x", "https://", "http://[", "https://example.org/oversikt", "http://samrad.example.no/oversikt",
        "https://samrad.example.no:444/oversikt", "https://samrad.example.no.evil.org/oversikt",
        "https://evil@samrad.example.no/oversikt", "https://samrad.example.no/", "https://samrad.example.no/personvern",
        "https://samrad.example.no/saker/none", "https://samrad.example.no/oversikt/samarbeid/", "javascript:/oversikt",
        "https://samrad.example.no/oversikt/samarbeid/sogn-ko/more", "https://samrad.example.no/oversiktx",
        "https://samrad.example.no/%2e%2e/oversikt", "https://samrad.example.no:x/oversikt", "//samrad.example.no/oversikt",
        "https://samrad.example.no/oversikt/kommune/9999", f"https://samrad.example.no/bevis/{'a' * 32}",
    ],
)  # fmt: skip
async def test_other_links_stay_as_they_are(opening: Opening, url: str) -> None:
    """What is not our page, or no page that is there."""
    async with opening() as compose:
        assert await compose.unfurl(asked(), url) is None


async def test_one_who_is_not_signed_in_sees_what_the_link_itself_opens(opening: Opening) -> None:
    """Of a tenant that is not served: only with the key of just that path, and of no other."""
    async with opening() as compose:
        whole = link(HOME, SECRET, CASE)
        shown = await compose.unfurl(asked(tenant="another"), whole)
        keys = ("", sign(SECRET, "/saker"), sign("another secret", CASE), "x", whole[-32:-1] + "!")
        others = [await compose.unfurl(asked(tenant="another"), f"{HOME}{CASE}?key={key}") for key in keys]

    assert shown is not None
    assert others == [None] * len(keys)


async def test_in_local_mode_all_is_open(opening: Opening) -> None:
    """On this machine there are no keys, and no tenant."""
    async with opening(local=True) as compose:
        hit = await compose.unfurl(asked(tenant="", locale="nn-NO"), HOME + CASE)

    assert hit is not None
    assert hit.title == "Oppretting av Sogn KO"
    assert [action["url"] for action in hit.reply.card["actions"]] == [f"{HOME}{CASE}?lang=nn"]


async def test_filters_stay_and_all_else_goes(opening: Opening) -> None:
    """What the page is narrowed to is kept, also twice; a key, a form of writing, and what is too much, are not."""
    async with opening() as compose:
        hit = await compose.unfurl(
            asked(locale="nn-NO"),
            f"{HOME}/oversikt?region=sogn&field=brann&path=x&key=stolen&lang=nb&i=teams&Stor=1&long={'x' * 200}",
        )

    assert hit is not None
    query = parse_qs(urlsplit(hit.reply.card["actions"][0]["url"]).query)
    assert set(query) == {"region", "field", "lang", "key"}
    assert (query["region"], query["field"], query["lang"]) == (["sogn"], ["brann"], ["nn"])
    assert check(SECRET, "/oversikt", query["key"][0])
