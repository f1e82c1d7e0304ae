"""Every template that is shipped makes cards that Teams takes and shows, whatever it is given to tell of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from dialogs.model import Choice, Input, RenderedReply, Reply
from dialogs.render import TEMPLATES, keys
from knowledge.model import LANGUAGES, Language
from tests.cards.limits import faults
from tests.cards.walk import SORTS, Tried, every_template
from tests.rendering.conftest import Desk
from tests.rendering.conftest import desk as _desk
from tests.worlds import renderer

desk = _desk


@cache
def tried() -> tuple[Tried, ...]:
    """Made once."""
    return tuple(every_template())


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_makes_a_card_that_teams_takes(language: Language, sort: str) -> None:
    """Valid, within the limits, and told to those who listen: none is left out, also with the longest and the worst of facts."""
    made = [each for each in tried() if (each.language, each.sort) == (language, sort)]

    assert {each.key for each in made} == {*keys(TEMPLATES, language)}
    assert [(each.name, fault) for each in made for fault in faults(each.reply)] == []


@pytest.mark.parametrize("sort", SORTS)
def test_a_card_tells_no_more_and_no_less_in_one_form_than_in_the_other(sort: str) -> None:
    """The same facts give as many blocks, buttons and places to fill in."""
    shapes: dict[str, list[list[str]]] = {}
    for each in tried():
        card = each.reply.card
        if each.sort == sort and card["fallbackText"] == each.reply.text:
            shapes.setdefault(each.key, []).append([e["type"] for e in (*card["body"], *card.get("actions", ()))])

    assert [key for key, (nb, *nn) in shapes.items() if nn and nn != [nb]] == []


def test_the_facts_are_as_bad_as_they_are_said_to_be() -> None:
    """Cards had to be shortened, lists are empty and long, and words with every character that means something came out whole."""
    cards = [each.reply.card for each in tried()]
    shortened = [each for each in tried() if each.reply.card["fallbackText"] != each.reply.text]

    assert len(shortened) >= 50
    assert sum(element["type"] == "RichTextBlock" for card in cards for element in card["body"]) >= 1000
    assert max(len(card["body"]) for card in cards) >= 60
    assert sum("<script>" in each.reply.text for each in tried()) >= 100
    assert not [each.name for each in tried() if "<script>" in each.reply.html]


GOOD = Reply(
    "talk/help", "nb", {}, (), (Choice("Send", "send", apart=True), Choice("Se", "", "https://example.org")),
    inputs=(Input("who", "Hvem", "choice", "a", (("a", "Ane"), ("b", "Bo")), required=True), Input("what", "Hva", "flag")),
)  # fmt: skip


def good() -> RenderedReply:
    """A card with a bit of everything."""
    return renderer().render(replace(GOOD, key="talk/thanks"))


def _with(card: Mapping[str, Any], *where: str | int, **changes: Any) -> dict[str, Any]:
    """The card with that element changed; None takes a property away."""
    made: Any = _copy(card)
    element = made
    for step in where:
        element = element[step]
    for name, value in changes.items():
        element.pop(name, None) if value is None else element.update({name: value})
    found: dict[str, Any] = made
    return found


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _copy(each) for name, each in value.items()}
    return [_copy(each) for each in value] if isinstance(value, list) else value


BROKEN: list[tuple[tuple[str | int, ...], dict[str, Any], str]] = [
    ((), {"version": "1.6"}, "version '1.6'"),
    ((), {"lang": "no"}, "lang 'no'"),
    ((), {"body": []}, "nothing in it"),
    ((), {"fallbackText": None}, "no fallbackText"),
    ((), {"speak": ""}, "no speak"),
    ((), {"speak": "A & B"}, "speak would be taken for SSML"),
    ((), {"refresh": {}}, "nobody can ask for their own view"),
    (("body", 0), {"type": "TextBlok"}, "'TextBlok' is no element of 1.5"),
    (("body", 0), {"wrap": False}, "cut where the line ends"),
    (("body", 0), {"text": " "}, "a TextBlock without text"),
    (("body", 0), {"weight": "Fat"}, "TextBlock: 'Fat' is not valid"),
    (("body", 0), {"text": "Kl. {{TIME(2026-01-01T00:00:00Z)}}"}, "Teams would put in a time"),
    (("body", 0), {"type": "Media", "sources": [], "text": None, "wrap": None}, "Teams does not show Media"),
    (("body", 0), {"type": "Image", "url": "x", "text": None, "wrap": None}, "an image without words"),
    (("body", -1), {"title": " "}, "Input.Toggle what is not named"),
    (("body", -1), {"id": "who"}, "ids of inputs: ['who', 'who']"),
    (("body", -2), {"label": None}, "Input.ChoiceSet who is not named"),
    (("body", -2), {"errorMessage": None}, "who: does not say what is missing"),
    (("body", -2), {"value": "c"}, "who: has chosen 'c', which is no choice"),
    (("body", -2, "choices", 0), {"value": "b"}, "who: two choices of one value"),
    (("body", -2, "choices", 0), {"title": ""}, "who: a choice without a title"),
    (("actions", 0), {"title": ""}, "Action.Execute without a title"),
    (("actions", 0), {"fallback": None}, "old clients cannot press 'Send'"),
    (("actions", 0), {"style": "destructive"}, "Teams does not colour 'Send'"),
    (("actions", 0), {"mode": "secondary"}, "Action.Execute: Teams does not heed mode"),
    (("actions", 0), {"type": "Action.OpenUrl", "url": "https://a.no", "data": None, "verb": None}, "a form that cannot be sent"),
    (("actions", 1), {"url": "http://example.org"}, "opens 'http://example.org'"),
    ((), {"actions": [{"type": "Action.Submit", "title": "A", "data": {"say": "a"}}] * 7}, "7 buttons"),
    ((), {"fallbackText": "x" * 28_000}, "message 1 has"),
]


@pytest.mark.parametrize(("where", "changes", "fault"), BROKEN, ids=lambda each: str(each)[:50])
def test_a_card_that_is_broken_is_found(where: tuple[str | int, ...], changes: dict[str, Any], fault: str) -> None:
    """The check would tell: each way to break a good card gets a fault of its own."""
    reply = good()
    assert faults(reply) == []

    told = faults(replace(reply, card=_with(reply.card, *where, **changes)))

    assert any(each.startswith(fault) for each in told), told


def test_what_a_screen_reader_says_first_is_the_answer(desk: Desk) -> None:
    """Its first sentence as it stands, without what speech markup would take for its own; the rest is read from the card."""
    assert desk.render("# Ja, {{ a }} er med.\nMer.", a="Nord & <Sør>").card["speak"] == "Ja, Nord Sør er med."
    assert desk.render("| A | B |\n| 1 | 2 |").card["speak"] == "A: B - 1: 2"


def test_words_that_came_out_empty_are_not_shown(desk: Desk) -> None:
    """A bold value or an item of a list with nothing in it leaves no empty line."""
    reply = desk.render("# Svar\n**{{ a }}**\n- **{{ a }}**\n- {{ a }}\n> {{ a }}\n## {{ a }}\nSlutt.", a="")

    assert [element["text"] for element in reply.card["body"]] == ["Svar", "Slutt."]
    assert desk.render("- {{ a }}\nSlutt.", a="-").text == "- -\n\nSlutt."


def test_a_place_that_holds_too_much_is_not_cut_unseen(desk: Desk) -> None:
    """Its limit is told by the form only where it is kept; kinds that are chosen from have none."""
    places = (
        Input("a", "A", "text", "fire", limit=4), Input("b", "B", "text", "femte", limit=4), Input("c", "C", "date", limit=4),
    )  # fmt: skip
    card = renderer().render(Reply("talk/thanks", "nb", {}, (), (Choice("Send", "send"),), inputs=places)).card

    assert [element.get("maxLength") for element in card["body"] if "id" in element] == [4, None, None]
