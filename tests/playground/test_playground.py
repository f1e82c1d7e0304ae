"""A conversation in Microsoft's own Agents Playground, which renders cards as Teams does."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
import time
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from jsonschema import Draft6Validator
from playwright.async_api import Browser, expect

from dialogs.cards import MAX_BYTES
from tests.playground.screen import PICTURES, Screen, screen
from tests.playground.server import GROUP, PATIENCE, PERSONAL, Playground, card_of, words_of
from tests.real_bot import OURS, ROOT
from tests.web.test_editing import PROTOCOL

pytestmark = pytest.mark.asyncio(loop_scope="module")

SCHEMA = Draft6Validator(json.loads((ROOT / "tests/schemas/adaptive-card-1.5.json").read_text(encoding="utf-8")))
ASKED = (
    "Hvilke samarbeid finnes?", "hjelp", "Hva er fordelene med et felles landbrukskontor?",
    "Hva er status for lønnssamarbeidet?", "Hvem er statsminister?",
)  # fmt: skip
SOURCE = re.compile(r"(Kilde|Kjelde)(r|er)?: .+ gamm(el|al)\)")


@pytest.fixture(scope="module")
def settings() -> dict[str, str]:
    """Everybody there may edit, and what is approved is live soon."""
    return {"SAMRAD_EDITORS": "*", "SAMRAD_POLL_SECONDS": "1"}


async def test_a_conversation_as_a_person_has_it(field: Playground, browser: Browser) -> None:
    """Greeting, question, button and follow-up: each is answered by one card that Teams' renderer shows in full."""
    async with screen(browser, field.address) as shown:
        assert "interkommunalt samarbeid" in await shown.cards.first.inner_text()
        await shown.picture("greeting")
        answered = [
            await shown.send("Hvilke samarbeid er Gjøvik med i?"),
            await shown.press(shown.buttons().first),
            await shown.send("og på brann?"),
        ]
        await shown.picture("conversation")
        await expect(shown.cards).to_have_count(4)
        assert "Gjøvik" in answered[0]
        assert SOURCE.search(answered[0])
        assert re.search("brann", answered[2], re.IGNORECASE)
        assert len(set(answered)) == 3
        assert not any(re.search(r"\*\*|^#|^- |&\w+;|[\ufdd0-\ufdef]|\bNone\b", text, re.MULTILINE) for text in answered)
        assert shown.faults == []
        pictures = [path.stem for path in sorted(PICTURES.glob("playground-*.png"))]
        assert {"playground-conversation", "playground-greeting"} <= set(pictures)


async def test_in_a_group_and_a_thread_the_mention_is_answered_where_it_was_made(field: Playground) -> None:
    """Group chat and channel are answered in the question's language, the channel within the thread."""
    await field.say("Kven er med i Sogn KO?", GROUP)
    await field.say("Hvem er med i Sogn KO?", "19:saker@thread.tacv2")

    in_group = await field.reply(GROUP, "Sogndal")
    in_thread = await field.reply("19:saker@thread.tacv2", "Sogndal")

    assert "Kjelde" in words_of(in_group)
    assert (card_of(in_group)["lang"], card_of(in_thread)["lang"]) == ("nn", "nb")
    assert ";messageid=" in in_thread["conversation"]["id"]


async def test_an_editor_hands_in_a_document_and_approves_what_was_read(field: Playground, bot: str, browser: Browser) -> None:
    """The file is answered at once, the editor is written to when it is read, and what is approved is answered from."""
    await field.ask("hei")
    await field.attach(bot, "protokoll.txt", PROTOCOL)
    assert "Jeg leser «protokoll.txt»." in words_of(await field.reply(PERSONAL, "Jeg leser"))
    told = await field.reply(PERSONAL, r"laget \w+ utkast")
    assert "Utkast 1" in [action["title"] for action in card_of(told)["actions"]]
    form = card_of(await field.ask("rett utkast 1"))
    assert {"Input.Text", "Input.ChoiceSet"} <= {element["type"] for element in form["body"]}
    async with screen(browser, field.address, greeted=False) as shown:
        await shown.send("rett utkast 1")
        await shown.cards.last.get_by_label("Stemmetall").fill("13 mot 4")
        for label, value in {"Kommune": "Sel", "Organ": "kommunestyret", "Tittel": "Felles vannverk for Sel og Vågå"}.items():
            await shown.cards.last.get_by_label(label, exact=True).fill(value)
        await shown.cards.last.get_by_label("Møtedato").fill("2026-09-14")
        await shown.picture("editing")
        assert "13 mot 4" in await shown.press(shown.buttons().filter(has_text="Lagre"))
        assert "er godkjent og er med i svarene" in await shown.press(shown.buttons().filter(has_text="Godkjenn"))
        answer, until = "", time.monotonic() + 60  # what is approved is live within a minute
        while "13 mot 4" not in answer and time.monotonic() < until:
            answer = await shown.send("Hva ble vedtatt om felles vannverk i Sel?")
            await asyncio.sleep(0.5)
        assert "13 mot 4" in answer
        assert shown.faults == []


async def test_thumbs_on_an_answer_reach_the_editors(field: Playground, browser: Browser) -> None:
    """An answer has Teams' thumbs and a greeting has none; what is pressed and written is told to an editor in chat."""
    async with screen(browser, field.address, greeted=False) as shown:
        down = shown.page.get_by_role("button", name="Dislike")
        await shown.send("hei")
        before = await down.count()
        await shown.send("Kven er med i Sogn KO?")
        await expect(down).to_have_count(before + 1)
        await down.last.click()
        form = shown.page.get_by_role("dialog")
        await form.get_by_role("textbox").fill("Feil lista")
        await form.get_by_role("button", name="Submit").click()
        await expect(form).to_contain_text("Thank")
        await shown.picture("feedback")
        await form.get_by_role("button").last.click()
        await expect(form).to_have_count(0)
        told = await shown.send("tilbakemeldingar")
        assert "Sogn KO, kven som er med: 1 ned, 0 opp" in told
        assert "«Feil lista»" in told
        assert shown.faults == []


async def test_a_person_practises(field: Playground, browser: Browser) -> None:
    """By buttons, in writing and in a form; right or wrong is said in words, with the paragraph and the way on."""
    kinds = set()
    async with screen(browser, field.address, greeted=False) as shown:
        # «quiz» is the same in both forms, so that of the conversation before is kept
        asked = await shown.send("Quiz, 20 spørsmål")
        for _ in range(19):  # the twentieth has no next one
            kind, new = await _kind(shown), False
            if kind not in kinds:
                kinds.add(kind)
                new = True
                await shown.picture(f"practice-{kind}")
            told = await _answered(shown, kind)
            assert re.search(r"✓ Riktig!|✓ Rett!|✗ Ikkj?e", told)
            assert re.search(r"§ \d", told)
            assert re.search("(?:Veiledning|Rettleiing), ikkj?e juridisk råd", told)
            if new:
                await shown.picture(f"practice-{kind}-answered")
            if len(kinds) == 4:
                break
            asked = await shown.press(shown.buttons().filter(has_text="Neste spørsmål"))
            assert "Spørsmål" in asked
        assert "Spørsmål" in await shown.send("Neste spørsmål")
        assert "Fortsett øvingen" in await shown.send("Hva er et KO?")
        await shown.picture("practice-beside")
        assert "Spørsmål" in await shown.press(shown.buttons().filter(has_text="Fortsett øvingen"))
        assert "er med" not in await shown.send("hvordan ligger jeg an?")
        await shown.picture("practice-progress")
        assert shown.faults == []


async def _kind(shown: Screen) -> str:
    """How the newest card wants to be answered."""
    card = shown.cards.last
    if await card.get_by_role("checkbox").count():
        return "several"
    if await card.get_by_role("combobox").count():
        return "placed"
    return "claim" if await shown.buttons().filter(has_text="Usant").count() else "one"


async def _answered(shown: Screen, kind: str) -> str:
    """The card that tells what was right, after an answer of that kind."""
    if kind == "several":
        await shown.cards.last.get_by_role("checkbox").first.check()
        return await shown.press(shown.buttons().filter(has_text="Svar"))
    if kind == "placed":
        boxes = shown.cards.last.get_by_role("combobox")
        for n in range(await boxes.count()):
            option = shown.page.get_by_role("option", name=re.compile(rf"^({n + 1}|{'ABCDEFGH'[n]}): ")).locator("visible=true")
            await boxes.nth(n).click()
            title = await option.last.inner_text()
            await option.last.click()
            await expect(boxes.nth(n)).to_have_value(title.strip())
        return await shown.press(shown.buttons().filter(has_text="Svar"))
    return await shown.press(shown.buttons().filter(has_text="Usant")) if kind == "claim" else await shown.send("b")


async def test_what_is_found_is_put_into_a_message(field: Playground, bot: str, browser: Browser) -> None:
    """The list has titles; what is chosen is a card in the conversation, which nothing answers; a link shows a card too."""
    async with screen(browser, field.address, greeted=False) as shown:
        panel = await shown.find("gjøvik brann")
        await expect(panel.get_by_text("Brannsamarbeidet i Gjøvikregionen", exact=True)).to_be_visible()
        await shown.picture("compose-found")
        card = await shown.insert(panel, "Brannsamarbeidet i Gjøvikregionen")
        assert "Status: i drift (17.10.2025)" in await card.inner_text()
        assert SOURCE.search(await card.inner_text())
        await expect(card.get_by_role("link", name="Åpne oversikten")).to_be_visible()
        await shown.picture("compose-inserted")
        dialog = await shown.unfurl(f"{bot}/oversikt/kommune/gjovik")
        await expect(dialog).to_contain_text("Gjøvik er med i ")
        await shown.picture("compose-link")
        before = len(field.replies())
        await dialog.get_by_role("button", name="Send to Conversation").click()
        await expect(dialog).to_have_count(0)
        await expect(shown.cards.last).to_contain_text("Gjøvik er med i ")
        await shown.picture("compose-link-sent")
        await shown.send("hei")
        assert len(field.replies()) == before + 1
        await expect(await shown.find("xyzzy")).to_contain_text("Fant ingenting som passer.")
        assert shown.faults == []


async def test_a_channel_is_answered_in_the_thread(field: Playground, browser: Browser) -> None:
    """On the screen: who is mentioned answers below the question, and goes on there."""
    async with screen(browser, field.address, greeted=False) as shown:
        await shown.post("Saker", "Kven er med i Sogn KO?")
        await expect(shown.cards.filter(has_text="Sogn KO har desse deltakarane")).to_have_count(1, timeout=PATIENCE * 1000)
        await shown.comment("kva er status?")
        await expect(shown.cards.filter(has_text="det nyaste vi kjenner til")).to_have_count(1, timeout=PATIENCE * 1000)
        await shown.cards.filter(has_text="det nyaste vi kjenner til").scroll_into_view_if_needed()
        await shown.picture("channel")
        words = ("Sogn KO har desse deltakarane", "det nyaste vi kjenner til")
        threads = {(await field.reply("19:saker@thread.tacv2;", each))["conversation"]["id"] for each in words}
        assert len(threads) == 1
        assert shown.faults == []


async def test_every_card_on_the_wire_is_one_that_teams_takes(field: Playground) -> None:
    """Valid by the schema, small enough, with its whole text as fallback and at most six buttons; nothing was refused."""
    for words in ASKED:
        await field.ask(words)
    cards: list[dict[str, Any]] = [card_of(activity) for activity in field.replies()]

    assert len(cards) >= len(ASKED)
    assert [error.message for card in cards for error in SCHEMA.iter_errors(card)] == []
    assert max(len(json.dumps(card)) for card in cards) <= MAX_BYTES
    assert all(card["fallbackText"] and len(card.get("actions", ())) <= 6 for card in cards)
    assert [(entry["activityName"], entry["response"]) for entry in field.failed()] == []


NEWS = """
cases:
- id: felles-vannverk-test
  title: {nb: "Felles vannverk for Sel og Vågå", nn: "Felles vassverk for Sel og Vågå"}
  kind: creation
  municipalities: [sel, vaga]
  cite: tjenestegjennomgang-2025 | 3.2.1 | 1-2
  fields: [vann-avlop]
  steps:
  - id: kst
    on: 2099-12-10
    municipality: sel
    body: {nb: kommunestyret, nn: kommunestyret}
    outcome: planned
    text: {nb: "Saken skal opp i kommunestyret i Sel.", nn: "Saka skal opp i kommunestyret i Sel."}
"""


async def test_a_notice_comes_by_itself_and_its_buttons_work(
    field: Playground, bot: str, home: Path, browser: Browser, tmp_path: Path
) -> None:
    """A file is imported elsewhere, and a card comes unasked to one who follows it: opened, muted and stopped from it."""
    await field.ask("hei")
    async with screen(browser, field.address, greeted=False) as shown:
        assert "Skal jeg varsle deg om vann og avløp i Sel?" in await shown.send("følg vann og avløp i Sel")
        assert "Du følger nå vann og avløp i Sel." in await shown.press(shown.buttons().filter(has_text="Ja, varsle meg"))
        before = await shown.cards.count()
        (tmp_path / "nytt.yaml").write_text(NEWS, encoding="utf-8")
        done = await imported(tmp_path / "nytt.yaml", f"sqlite:///{home / 'samrad.sqlite3'}")
        assert "1 new" in done
        await expect(shown.cards).to_have_count(before + 1, timeout=60_000)
        told = await shown.answer(before)
        await shown.picture("notice")
        assert "Ny sak: Felles vannverk for Sel og Vågå. Kommunestyret i Sel skal behandle den 10.12.2099." in told
        assert "Du følger vann og avløp i Sel." in told
        assert SOURCE.search(told)
        card = shown.cards.last
        assert "Tidslinje for Felles vannverk for Sel og Vågå." in await shown.press(
            card.get_by_role("button", name="Åpne saken")
        )
        for button, answer in (("Demp en uke", "er dempet til"), ("Slutt å følge", "Du følger ikke lenger vann og avløp i Sel.")):
            notice = shown.cards.nth(before)
            assert answer in await shown.press(notice.get_by_role("button", name=button))
        await shown.picture("notice-buttons")
        assert shown.faults == []


async def test_a_person_has_all_that_is_kept_deleted(field: Playground, browser: Browser) -> None:
    """What is chosen is told and then gone; the conversation goes on with somebody who is not known."""
    async with screen(browser, field.address, greeted=False) as shown:
        await shown.send("svar på bokmål")
        await shown.send("vi er Lillehammer")
        told = await shown.send("mine data")
        assert "Kommune: Lillehammer" in told
        await shown.picture("my-data")
        assert "Lenken åpner en side med en fil (JSON)" in await shown.press(
            shown.cards.last.get_by_role("button", name="Last ned mine data")
        )
        await shown.picture("my-data-file")
        link = card_of(await field.ask("last ned mine data"))["actions"][0]
        async with aiohttp.ClientSession() as session, session.post(link["url"]) as answer:
            file = json.loads(await answer.read())
        assert link["type"] == "Action.OpenUrl"
        (chosen,) = [part["rows"][0] for part in file["parts"] if part["table"] == "person"]
        assert chosen["preferences"]["municipality"] == "lillehammer"
        assert re.search("slettet", await shown.send("slett mine data"))
        await shown.picture("my-data-deleted")
        assert "Kommune: ikke valgt" in await shown.send("mine data")
        assert shown.faults == []


async def imported(path: Path, database: str) -> str:
    """What ``bot.py import`` says, beside the bot that runs."""
    environment = {name: value for name, value in os.environ.items() if not OURS.match(name)}
    running = await asyncio.create_subprocess_exec(
        sys.executable, "bot.py", "import", str(path), "--who", "kari", cwd=ROOT,
        env={**environment, "SAMRAD_DATABASE_URL": database}, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    said, _ = await running.communicate()
    return said.decode()
