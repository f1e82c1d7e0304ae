"""The page for a projector: what it tells, to whom, and for how long."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from dialogs.channels.web import Health, add_routes
from dialogs.screen import Page
from dialogs.training.group.screen import OPEN_AFTER, QuizScreen
from tests.training.group.room import TRAINER, Meeting

KEY = re.compile(r"/quiz/([\w-]{32})")


async def shown(meeting: Meeting) -> Page:
    """The page of the first session."""
    screen = QuizScreen(meeting.database, meeting.showing.knowledge, meeting.clock)
    return await screen.page((await meeting.session()).screen, "nn")


def words(page: Page) -> str:
    """What is read on it."""
    body = page.html.partition("<body")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


async def test_the_link_is_shown_to_the_trainer_alone(meeting: Meeting) -> None:
    """On the trainer's own view of the card; never in the open, and not to others."""
    await meeting.say("start quiz om vertskommune, 2 spørsmål")
    await meeting.show()
    own = await meeting.press("Vis storskjerm for quiz 1", TRAINER)
    others = await meeting.press("Vis storskjerm for quiz 1", "ada")
    open_ = await meeting.say("storskjerm")
    found = KEY.search(own)

    assert found
    assert found[1] == (await meeting.session()).screen
    assert not KEY.search(others + open_ + "".join(meeting.channel.cards))
    assert "Trykk på «Storskjerm»" in open_


async def test_where_the_service_has_no_address_the_trainer_is_told(meeting: Meeting) -> None:
    """There is no button then."""
    meeting.address = ""
    await meeting.say("start quiz om vertskommune, 2 spørsmål")
    await meeting.show()

    assert "Storskjerm" not in meeting.channel.cards[0]
    assert "SAMRAD_BASE_URL" in await meeting.press("Vis storskjerm for quiz 1", TRAINER)


async def test_the_page_follows_the_session(meeting: Meeting) -> None:
    """Question and how many have answered; after the close figures and explanation; at the end how it went."""
    await meeting.say("start quiz om vertskommune, 1 spørsmål")
    item = (await meeting.question()).body
    right, wrong = await meeting.right(), await meeting.wrong()
    told = [await shown(meeting)]
    for who, option in (("ada", right), ("bo", right), ("cy", wrong)):
        await meeting.vote(option, who)
    told.append(await shown(meeting))
    await meeting.say("pause")
    told.append(await shown(meeting))
    await meeting.say("steng")
    told.append(await shown(meeting))
    await meeting.say("avslutt")
    told.append(await shown(meeting))
    opened, counted, paused, closed, over = (words(page) for page in told)

    assert item["stem"]["nb"] in opened
    assert "Ingen har svart ennå" in opened
    assert "3 har svart" in counted
    assert "Svar blir ikke tatt imot før quizen fortsetter" in paused
    assert "✓ Riktig svar" in closed
    assert "2 av 3 (67 %)" in closed
    assert "kommuneloven §" in closed
    assert "✓" not in opened + counted + paused
    assert "Quizen er slutt" in over
    assert all((page.found, page.language) == (True, "nb") for page in told)
    assert not any(name in words(page) for page in told for name in ("Ada", "Bo", "Cy"))


async def test_points_are_on_it_only_at_the_end_and_until_they_are_deleted(meeting: Meeting) -> None:
    """As long as the names are kept."""
    await meeting.say("start quiz, 3 spørsmål, med poeng, på nynorsk")
    for n in (1, 2, 3):
        await meeting.vote(await meeting.right(n), "ada", n)
        assert "Ada" not in words(await shown(meeting))
        await meeting.say("neste")
    at_the_end = await shown(meeting)
    meeting.now += timedelta(minutes=30)
    await meeting.showing._look(meeting.channel)
    later = await shown(meeting)

    assert "1 Ada 3" in words(at_the_end)
    assert "Så mange svarte rett" in words(at_the_end)
    assert at_the_end.language == "nn"
    assert "Ada" not in words(later)


async def test_a_key_opens_nothing_after_a_while(meeting: Meeting) -> None:
    """The page says so, in the reader's written form; and so it does for a key that is none."""
    await meeting.say("start quiz, 1 spørsmål")
    await meeting.say("avslutt")
    meeting.now += OPEN_AFTER + timedelta(seconds=1)
    screen = QuizScreen(meeting.database, meeting.showing.knowledge, meeting.clock)
    expired, unknown = await shown(meeting), await screen.page("x", "nb")

    assert (expired.found, unknown.found) == (False, False)
    assert "Lenkja gjeld ikkje lenger" in words(expired)
    assert "Lenken gjelder ikke lenger" in words(unknown)


@pytest.mark.parametrize("local", [True, False])
async def test_it_is_served_by_its_key_with_headers_that_let_nothing_else_in(meeting: Meeting, local: bool) -> None:
    """No store, no index, scripts of our own alone; in local mode this machine alone, and no name that points to it."""
    await meeting.say("start quiz, 1 spørsmål")
    app = web.Application()
    screens = [screen for room in meeting.responder.rooms for screen in room.screens]
    add_routes(app, local=local, health=lambda: Health(1, 1), screens=screens)
    async with TestClient(TestServer(app)) as client:
        good = await client.get(f"/quiz/{(await meeting.session()).screen}")
        bad = await client.get("/quiz/nothing", headers={"Accept-Language": "nn"})
        rebound = await client.get("/quiz/nothing", headers={"Host": "evil.example"})
        files = [(await client.get(f"/static/{name}")).status for name in ("screen.js", "screen.css")]

        assert (good.status, bad.status, rebound.status) == (200, 404, 403 if local else 404)
        assert "script-src 'self'" in good.headers["Content-Security-Policy"]
        assert good.headers["Cache-Control"] == "private, no-store"
        assert (good.headers["X-Robots-Tag"], good.headers["Content-Language"]) == ("noindex", "nb")
        assert bad.headers["Content-Language"] == "nn"
        assert files == [200, 200]
