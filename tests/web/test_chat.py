"""The chat page in a browser, against a fake bot."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.web.conftest import Visit, Visitor, cut

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_bot_is_told_that_a_person_came(visit: Visit) -> None:
    """Opening the page sends one conversationUpdate with the person as the new member, and the greeting is shown."""
    (opened,) = visit.bot.heard
    assert opened["type"] == "conversationUpdate"
    assert opened["membersAdded"] == [{"id": opened["from"]["id"]}]
    assert opened["channelId"] == "web"
    assert opened["deliveryMode"] == "expectReplies"
    assert opened["serviceUrl"] == visit.home
    assert opened["locale"] == "nb-NO"
    await expect(visit.answers).to_contain_text(["Hei! Jeg svarer"])


async def test_a_conversation_needs_only_the_keyboard(visit: Visit) -> None:
    """From the skip link to the field, send, and press a button: no mouse."""
    page = visit.page
    await page.keyboard.press("Tab")
    await expect(page.locator(".skip")).to_be_focused()
    await expect(page.locator(".skip")).to_be_in_viewport()
    await page.keyboard.press("Enter")
    assert await visit.focus() == "question"
    await page.keyboard.type("lang liste")
    await page.keyboard.press("Enter")
    await expect(visit.answers).to_have_count(2)
    assert await visit.focus() == "question"
    await page.keyboard.press("Shift+Tab")
    assert await visit.focus() == "Hvem er vert?"
    await page.keyboard.press("Enter")
    await expect(visit.answers.last).to_have_text("Gjøvik er vert.")
    assert await visit.focus() == "question"


async def test_the_keys_of_the_field(visit: Visit) -> None:
    """Shift + Enter makes a new line, Escape clears, and Enter on nothing sends nothing."""
    field = visit.page.locator("#question")
    await field.focus()
    await visit.page.keyboard.type("en")
    await visit.page.keyboard.press("Shift+Enter")
    await visit.page.keyboard.type("to")
    await expect(field).to_have_value("en\nto")
    await visit.page.keyboard.press("Escape")
    await expect(field).to_have_value("")
    await visit.page.keyboard.press("Enter")
    await expect(visit.said).to_have_count(0)
    assert len(visit.bot.heard) == 1


async def test_a_message_is_an_activity_of_the_same_conversation(visit: Visit) -> None:
    """What is typed arrives as text, with the user and conversation of the greeting and an id of its own."""
    await visit.ask("  hvem er vert  ")
    opened, asked = visit.bot.heard
    assert asked["type"] == "message"
    assert asked["text"] == "hvem er vert"
    assert asked["conversation"] == opened["conversation"]
    assert asked["from"] == opened["from"]
    assert asked["id"] != opened["id"]


async def test_a_button_says_its_own_words(visit: Visit) -> None:
    """Pressing a choice sends its value without text, shows its title as said, and the choices make way."""
    await visit.ask("lang liste")
    await expect(visit.page.locator("#choices button")).to_have_text(["Bare de vedtatte", "Hvem er vert?"])
    await visit.page.get_by_role("button", name="Hvem er vert?").click()
    await visit.settled()
    assert visit.last["value"] == {"say": "hvem er vert"}
    assert "text" not in visit.last
    await expect(visit.said.last).to_have_text("Hvem er vert?")
    await expect(visit.page.locator("#choices")).to_be_hidden()


async def test_examples_are_asked_at_once(visit: Visit) -> None:
    """There are three examples; pressing one asks it, and they leave when the conversation has begun."""
    examples = visit.page.locator("#examples button")
    await expect(examples).to_have_count(3)
    await examples.first.click()
    await visit.settled()
    assert visit.last["text"] == "Hvilke samarbeid er Sel med i?"
    await expect(visit.page.locator("#welcome")).to_be_hidden()


async def test_pressing_on_a_touch_screen_opens_no_keyboard(visitor: Visitor) -> None:
    """On a phone the focus goes to the conversation, not to the field that would cover the answer with a keyboard."""
    visit = await visitor(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800})
    await visit.open()
    await visit.page.locator("#choices button").first.tap()
    await visit.settled()
    assert await visit.focus() == "log"


async def test_each_message_has_its_own_language(visit: Visit) -> None:
    """A nynorsk answer on the bokmål page is marked as nynorsk, and so is what the reader says next."""
    await visit.ask("tabell")
    await expect(visit.answers.first).to_have_attribute("lang", "nb")
    await expect(visit.answers.last).to_have_attribute("lang", "nn")
    await expect(visit.said.last).to_have_attribute("lang", "nb")
    await visit.ask("hvem er vert")
    await expect(visit.said.last).to_have_attribute("lang", "nn")


async def test_changing_language_keeps_the_conversation(visit: Visit) -> None:
    """The words change, what was said stays, the bot hears the new locale, and the choice is remembered."""
    await visit.ask("hvem er vert")
    await visit.page.get_by_role("link", name="Nynorsk").click()
    await expect(visit.page.locator("html")).to_have_attribute("lang", "nn")
    await expect(visit.page.get_by_label("Spørsmålet ditt")).to_be_visible()
    await expect(visit.page.locator(".banner")).to_contain_text("ingen er logga inn")
    await expect(visit.page.get_by_role("link", name="Nynorsk")).to_have_attribute("aria-current", "true")
    await expect(visit.page.get_by_role("link", name="Bokmål")).not_to_have_attribute("aria-current", "true")
    await expect(visit.answers).to_have_count(2)
    await visit.ask("kven er med?")
    assert visit.last["locale"] == "nn-NO"
    assert visit.last["conversation"] == visit.bot.heard[0]["conversation"]
    await visit.page.goto(visit.home)
    await expect(visit.page.locator("html")).to_have_attribute("lang", "nn")


async def test_changing_language_before_asking_greets_anew(visit: Visit) -> None:
    """A greeting alone is given again in the language chosen, and never twice side by side."""
    await visit.page.get_by_role("link", name="Nynorsk").click()
    await expect(visit.page.locator("#welcome h2")).to_have_text("Kva vil du vite om samarbeid mellom kommunar?")
    await visit.settled()
    assert visit.last["type"] == "conversationUpdate"
    assert visit.last["locale"] == "nn-NO"
    await expect(visit.answers).to_have_count(1)


async def test_the_wait_is_told(visit: Visit) -> None:
    """While the bot works a status says so, and it is gone with the answer."""
    visit.bot.delay = 0.4
    await visit.page.locator("#question").fill("hvem er vert")
    await visit.page.keyboard.press("Enter")
    await expect(visit.page.get_by_role("status").filter(has_text="tenker")).to_be_visible()
    await expect(visit.answers).to_have_count(2)
    await expect(visit.page.locator("#status")).to_be_empty()


async def test_questions_in_a_row_are_answered_in_order(visit: Visit) -> None:
    """One may go on asking while the bot works; nothing is lost and the answers keep the order."""
    visit.bot.delay = 0.1
    for words in ("en", "to", "tre"):
        await visit.page.locator("#question").fill(words)
        await visit.page.keyboard.press("Enter")
    await expect(visit.answers).to_have_count(4)
    assert (await visit.answers.all_inner_texts())[1:] == ["Du spurte: en", "Du spurte: to", "Du spurte: tre"]


@pytest.mark.parametrize(
    ("status", "told"),
    [(500, "Noe gikk galt"), (503, "Noe gikk galt"), (400, "kunne ikke ta imot"), (413, "kunne ikke ta imot")],
)
async def test_a_fault_is_told_and_can_be_tried_again(visit: Visit, status: int, told: str) -> None:
    """A refusal or a fault is told in plain words, and trying again sends the same words under a new id."""
    visit.expected = "Failed to load resource"
    visit.bot.fail_with = status
    await visit.ask("hvem er vert")
    await expect(visit.page.locator(".trouble")).to_contain_text(told)
    first = visit.last
    visit.bot.fail_with = 0
    await visit.page.get_by_role("button", name="Prøv igjen").click()
    await expect(visit.answers.last).to_have_text("Gjøvik er vert.")
    await expect(visit.page.locator(".trouble")).to_have_count(0)
    await expect(visit.said).to_have_count(1)
    assert visit.last["text"] == first["text"]
    assert visit.last["id"] != first["id"]
    assert await visit.focus() == "question"


async def test_a_lost_network_is_told_in_nynorsk_too(visitor: Visitor) -> None:
    """The reader of nynorsk is told in nynorsk, even when the very greeting fails, and can try again."""
    visit = await visitor(locale="nn-NO")
    visit.expected = "Failed to load resource"
    await visit.page.route("**/api/messages", cut)
    await visit.page.goto(visit.home)
    await expect(visit.page.locator(".trouble")).to_contain_text("Eg får ikkje kontakt med Samråd.")
    await visit.page.unroute("**/api/messages")
    await visit.page.get_by_role("button", name="Prøv igjen").click()
    await expect(visit.answers).to_have_count(1)


async def test_too_long_is_told_and_nothing_is_cut(visit: Visit) -> None:
    """Above 2000 characters the page says how many are too many, keeps every one of them and sends nothing."""
    field = visit.page.locator("#question")
    await field.fill("a" * 1900)
    await expect(visit.page.locator("#count")).to_have_text("100 tegn igjen")
    await field.fill("a" * 2003)
    await expect(visit.page.locator("#count")).to_contain_text("3 tegn for lang")
    await expect(field).to_have_attribute("aria-invalid", "true")
    await visit.page.keyboard.press("Enter")
    await expect(field).to_have_value("a" * 2003)
    assert len(visit.bot.heard) == 1
    await visit.ask("a" * 2000)
    assert visit.last["text"] == "a" * 2000
    await expect(visit.page.locator("#count")).to_be_empty()


async def test_markup_in_words_is_shown_as_words(visit: Visit) -> None:
    """Neither the reader's markup nor the escaped markup of an answer becomes elements."""
    await visit.ask("farlig")
    await expect(visit.answers.last).to_contain_text("<script>alert(1)</script>")
    await expect(visit.answers.last).to_contain_text("<img src=x onerror=alert(1)>")
    await visit.ask("<b>hei</b>")
    await expect(visit.said.last).to_have_text("<b>hei</b>")
    await expect(visit.page.locator("#log :is(b, img, script)")).to_have_count(0)


async def test_a_renderer_that_forgets_to_escape_does_no_harm(visit: Visit) -> None:
    """The second lock: unknown elements, handlers and addresses are taken out before the answer is shown."""
    visit.expected = "Content Security Policy"
    await visit.ask("uescapet")
    await expect(visit.answers.last).to_contain_text("Ufarlig")
    await expect(visit.page.locator("#log :is(img, script, form, input, [onclick])")).to_have_count(0)
    await expect(visit.answers.last.locator("a[href]")).to_have_text(["lov"])


async def test_a_reply_without_html_is_shown_as_text(visit: Visit) -> None:
    """The text of a reply stands in for the HTML form, with its line breaks and without markup."""
    await visit.ask("tekst")
    assert await visit.answers.last.inner_text() == "Første linje\n<b>andre</b> linje"


async def test_every_reply_of_a_turn_is_shown(visit: Visit) -> None:
    """Two replies are two entries in order, and a typing activity is none."""
    await visit.ask("to svar")
    assert (await visit.answers.all_inner_texts())[1:] == ["Først dette.", "Så dette."]
    await visit.ask("skriver")
    await expect(visit.answers).to_have_count(4)


async def test_silence_is_told(visit: Visit) -> None:
    """A message that nobody answers is not left hanging."""
    await visit.ask("ingenting")
    await expect(visit.page.locator(".trouble")).to_contain_text("ikke noe svar")


async def test_a_long_answer_is_read_from_its_beginning(visit: Visit) -> None:
    """After a long list the question and the first line of the answer are in view."""
    await visit.ask("lang liste")
    await expect(visit.said.last).to_be_in_viewport()
    await expect(visit.answers.last.locator(".lead")).to_be_in_viewport()


async def test_a_new_conversation_begins_from_nothing(visit: Visit) -> None:
    """It has another id, the same person, an empty log and a new greeting; a late answer to the old one is dropped."""
    visit.bot.delay = 0.3
    await visit.page.locator("#question").fill("hvem er vert")
    await visit.page.keyboard.press("Enter")
    await expect(visit.page.locator("#status")).not_to_be_empty()
    await visit.page.get_by_role("button", name="Ny samtale").click()
    await visit.settled()
    await expect(visit.said).to_have_count(0)
    await expect(visit.answers).to_have_count(1)
    await expect(visit.page.locator("#welcome")).to_be_visible()
    await expect(visit.page.locator("#log")).to_contain_text("Ny samtale er startet.")
    assert visit.last["type"] == "conversationUpdate"
    assert visit.last["conversation"] != visit.bot.heard[0]["conversation"]
    assert visit.last["from"] == visit.bot.heard[0]["from"]
    assert await visit.focus() == "question"


async def test_reloading_keeps_the_conversation(visit: Visit) -> None:
    """What was said, the answers and the choices survive a reload, and the bot is not asked to greet again."""
    await visit.ask("lang liste")
    await visit.page.reload()
    await expect(visit.said).to_have_text(["lang liste"])
    await expect(visit.answers).to_have_count(2)
    await expect(visit.page.locator("#choices button")).to_have_count(2)
    await expect(visit.page.locator("#welcome")).to_be_hidden()
    await visit.ask("hvem er vert")
    assert [activity["type"] for activity in visit.bot.heard] == ["conversationUpdate", "message", "message"]
    assert visit.last["conversation"] == visit.bot.heard[0]["conversation"]


async def test_without_javascript_the_page_says_what_to_do(visitor: Visitor) -> None:
    """No dead field: the page tells how to turn JavaScript on and how to ask from the terminal."""
    visit = await visitor(java_script_enabled=False)
    await visit.page.goto(visit.home)
    told = visit.page.locator(".without")
    await expect(told).to_be_visible()
    await expect(told).to_contain_text("Slå på JavaScript")
    await expect(told).to_contain_text('python bot.py ask "')
    await expect(visit.page.locator("#composer")).to_be_hidden()
    await visit.page.get_by_role("link", name="Nynorsk").click()
    await expect(told).to_contain_text("Sida treng JavaScript")


async def test_a_button_may_open_a_page(visit: Visit) -> None:
    """It is a link beside the buttons, to a window of its own; an address that is none of the web's leads nowhere."""
    await visit.ask("side")
    link = visit.page.locator("#choices a")
    await expect(link).to_have_text("Åpne oversikten")
    await expect(link).to_have_attribute("href", "https://samrad.example.no/saker/x")
    await expect(link).to_have_attribute("target", "_blank")
    await expect(visit.page.locator("#choices button")).to_have_text("Hvem er vert?")
    await visit.page.reload()
    await expect(visit.page.locator("#choices a")).to_have_attribute("href", "https://samrad.example.no/saker/x")
    await visit.ask("farlig side")
    assert await visit.page.locator("#choices a").get_attribute("href") is None
