"""Every card is read and drawn by Microsoft's own renderer; some are looked at, and read as a screen reader would."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from functools import cache

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, async_playwright

from dialogs.cited import CitedSource
from dialogs.model import Address, Choice, Input, Message, RenderedReply, Reply
from knowledge.quiz import Kind
from tests import worlds
from tests.cards.drawing import PHONE, WIDE, Drawn, Theme, drawer
from tests.cards.walk import Tried, every_template
from tests.npm import Missing
from tests.support import skip_or_fail
from tests.training.group.test_cards import ITEMS, asked, cards
from tests.web.conftest import ARGUMENTS, find_browser

pytestmark = pytest.mark.asyncio(loop_scope="module")

AT_ONCE = 60
THEMES: tuple[Theme, ...] = ("light", "dark", "contrast")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """A Chromium, where Microsoft's renderer is to be had too."""
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=find_browser(playwright.chromium), args=ARGUMENTS)
        try:
            async with drawer(chromium):
                pass
        except Missing as reason:
            skip_or_fail(str(reason))
        yield chromium
        await chromium.close()


@cache
def tried(sort: str) -> tuple[Tried, ...]:
    """Every template with facts of that sort, in both forms."""
    return tuple(every_template((sort,)))


def faults(reply: RenderedReply, drawn: Drawn) -> list[str]:
    """What is wrong with how a card came out."""
    buttons = [action["title"] for action in reply.card.get("actions", ())]
    checks = {
        "not drawn": not drawn.drawn or not drawn.words.strip(),
        f"{drawn.wider} pixels too wide": drawn.wider > 0,
        f"an input without a name: {drawn.names}": not all(drawn.names),
        f"other buttons: {drawn.buttons}": [_bare(each) for each in drawn.buttons] != [_bare(each) for each in buttons],
        f"lost words: {_lost(reply, drawn)}": bool(_lost(reply, drawn)),
    }
    return [*drawn.objections, *(fault for fault, wrong in checks.items() if wrong)]


def _bare(text: str) -> str:
    """Letters and digits alone: what Markdown takes for its own, and how spaces fall, is not what a card tells."""
    return re.sub(r"[\W_]+", "", text)


def _lost(reply: RenderedReply, drawn: Drawn) -> list[str]:
    """Texts of the card that are not in what was drawn."""
    shown, lost = _bare(drawn.words), []
    for element in reply.card["body"]:
        runs = element.get("inlines") or ([{"text": element["text"]}] if "text" in element else [])
        told = "".join(run["text"] for run in runs)
        if _bare(re.sub(r"(?m)^- ", "", told)) not in shown:
            lost.append(told)
    return lost


DRAWN: list[tuple[str, Theme, int]] = [
    ("usual", "dark", WIDE), ("bare", "light", PHONE), ("long", "light", PHONE), ("many", "light", WIDE),
    ("hostile", "contrast", PHONE),
]  # fmt: skip


@pytest.mark.parametrize(("sort", "theme", "width"), DRAWN)
async def test_every_card_is_drawn_whole(browser: Browser, sort: str, theme: Theme, width: int) -> None:
    """The parser objects to nothing, all words and buttons are there, inputs are named and nothing stands out over the edge."""
    # of the same facts the other form makes the same blocks, as test_templates holds
    cards = [each for each in tried(sort) if each.language == "nb" or sort == "usual"]
    found: list[tuple[str, str]] = []
    async with drawer(browser, theme, width) as page:
        for at in range(0, len(cards), AT_ONCE):
            some = cards[at : at + AT_ONCE]
            for each, drawn in zip(some, await page.draw([one.reply.card for one in some]), strict=True):
                found += [(each.name, fault) for fault in faults(each.reply, drawn)]

    assert found == []


async def test_no_words_are_taken_for_a_time(browser: Browser) -> None:
    """«{{DATE(…)}}» is shown as it was written, where Microsoft's renderer would put a date."""
    words = "Den {{DATE(2026-01-01T00:00:00Z)}} og {{TIME(2026-01-01T00:00:00Z)}}"
    card = worlds.renderer().render(Reply("talk/thanks", "nb", sources=(CitedSource(words, "2020", "", 1, 0),))).card
    plain = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": words}]}
    async with drawer(browser) as page:
        ours, theirs = await page.draw([card, plain])

    assert _bare(words) in _bare(ours.words)
    assert _bare(words) not in _bare(theirs.words)


async def test_microsofts_renderer_objects_to_what_is_wrong(browser: Browser) -> None:
    """What it is relied on to find, it finds."""
    card = {"type": "AdaptiveCard", "version": "1.5", "lang": "nb"}
    broken = [
        {**card, "body": [{"type": "TextBlok", "text": "a"}]},
        {**card, "body": [{"type": "TextBlock", "text": "a", "weight": "Fat"}]},
        {**card, "body": [{"type": "Input.Text"}]},
        {**card, "body": [{"type": "TextBlock", "text": "a", "wrap": True}]},
    ]
    async with drawer(browser) as page:
        *wrong, right = await page.draw(broken)

    assert [bool(each.objections) for each in wrong] == [True] * 3
    assert right.objections == []
    assert wrong[2].names == [""]


QUESTIONS = (
    "Hvilke samarbeid er Lillehammer med i?", "Kva er skilnaden på vertskommune og kommunalt oppgåvefellesskap?",
    "Hvor mange ansatte har brannvesenet?", "hjelp",
)  # fmt: skip


async def _seen() -> dict[str, RenderedReply]:
    """What people see: answers, an own view, a question that is voted on, its result, and a form."""
    found = {}
    async with worlds.bot() as bot:
        for number, question in enumerate(QUESTIONS):
            found[f"answer-{number}"] = (await bot.ask(question, conversation=f"c{number}")).rendered[0]
        for who, place in (("kari", "Gjøvik"), ("ola", "Vågå")):
            await bot.ask(f"Vi er {place}", user=who, conversation=who)
        shown = await bot.ask("Er vi med i GLØR IKS?", user="kari", conversation="19:k", group=True)
        say = shown.rendered[0].card["refresh"]["action"]["data"]["say"]
        message = Message(Address("console", "ola", "19:k", group=True), say, pressed=True, apart=True)
        found["own-view"] = (await bot.say(message)).rendered[0]
    for kind, state in ((Kind.SEVERAL, "open"), (Kind.ONE, "closed")):
        item = next(item for item in ITEMS if item.kind is kind)
        found[f"quiz-{state}"] = worlds.renderer().render(cards().question(asked(item, state), 30))
    found["form"] = worlds.renderer().render(FORM)
    return found


FORM = Reply(
    "talk/noted", "nb", choices=(Choice("Lagre", "lagre"), Choice("La det være", "nei", alone=True)),
    inputs=(
        Input("title", "Hva heter saken", "text", required=True, hint="Kort og klart"),
        Input("what", "Hva den går ut på", "lines"),
        Input("day", "Når den behandles", "date"),
        Input("body", "I hvilket organ", "choice", "k", (("k", "Kommunestyret"),)),
        Input("who", "Hvilke kommuner", "several", "g", (("g", "Gjøvik"), ("v", "Vågå"))),
        Input("open", "Møtet er åpent", "flag"),
    ),
)  # fmt: skip
NOT_OURS = ("landmark-one-main", "page-has-heading-one", "region", "scrollable-region-focusable")
"""What axe asks of a whole page, where a card is a part of one."""


@pytest.mark.parametrize("theme", THEMES)
async def test_cards_are_looked_at_and_read_aloud(browser: Browser, theme: Theme) -> None:
    """On a small phone, in each theme: axe finds nothing, and pictures are kept for those who want to see."""
    found: list[tuple[str, str]] = []
    async with drawer(browser, theme, PHONE) as page:
        for name, reply in (await _seen()).items():
            await page.picture(reply.card, f"card-{name}-{theme}")
            for violation in (await Axe().run(page.page)).response["violations"]:
                if violation["id"] not in NOT_OURS:
                    found.append((name, f"{violation['id']}: {violation['nodes'][0]['html'][:200]}"))

    assert found == []
