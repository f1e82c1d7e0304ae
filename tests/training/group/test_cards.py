"""The cards as Teams is given them."""

from __future__ import annotations

from typing import Any

import pytest

from dialogs.card_blocks import size_of
from dialogs.cards import MAX_BYTES
from dialogs.training.group.cards import Cards, share
from dialogs.training.group.picking import VOTED
from dialogs.training.items import standing
from knowledge.model import LANGUAGES, Language
from knowledge.quiz import QuizItem, right_answer
from knowledge.quiz_json import item_to_json
from storage.group_quiz import GroupQuestion, GroupSession
from tests.rendering.conftest import faults
from tests.training.group.room import START
from tests.worlds import knowledge, renderer

ITEMS = [item for item in standing(knowledge("shipped")).values() if item.kind in VOTED]
SESSION = GroupSession(
    1, "k", "nb", "vertskommune", 2, 8, True, "running", 1, START, START, None, "s", {}, "k", "", "", "", "", None, None, 0
)


def cards(language: Language = "nb") -> Cards:
    return Cards(knowledge("shipped").language.law, SESSION, language)


def asked(item: QuizItem, state: str = "open", **counts: int) -> GroupQuestion:
    right = set(right_answer(item))
    options = {option.id: (20 if option.id in right else 5) for option in item.options}
    told = {"voters": 30, "right": 20, "options": options, **counts} if state == "closed" else None
    return GroupQuestion(1, 3, item.id, item_to_json(item), state, START, None, told, "m", "", None)  # type: ignore[arg-type]


LONGEST = [max((i for i in ITEMS if i.kind is kind), key=lambda i: len(str(i))) for kind in sorted(VOTED)]
"""Of each kind."""


def every(language: Language, items: list[QuizItem]) -> list[dict[str, Any]]:
    """Each item's card in each state, for all and for one."""
    told, render = cards(language), renderer().render
    found = []
    for item in items:
        for state in ("open", "paused", "closed"):
            for own in (None, item.options[0].id):
                found.append(dict(render(told.question(asked(item, state), 12, own=own)).card))
    for state in ("open", "paused", "closed", "ended"):
        found.append(dict(render(told.control(state, screen=True)).card))
    found.append(dict(render(told.screen("open", "https://example.org/quiz/x")).card))
    table = [(f"Navn {n}", 40 - n) for n in range(40)]
    found.append(dict(render(told.final([asked(item, "closed") for item in ITEMS[:30]], 30, table)).card))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_of_every_item_is_one_that_teams_takes(language: Language) -> None:
    """Valid, within the size, and whole: nothing of one's own would have to follow as a message that all see."""
    assert [fault for card in every(language, LONGEST) for fault in faults(card)] == []
    for card in every(language, ITEMS):
        assert size_of(card) <= MAX_BYTES
        assert "…" not in card["fallbackText"]
        assert len(card.get("actions", ())) <= 6


def test_buttons_answer_the_one_who_presses_and_fall_back_where_that_is_not_known() -> None:
    """Universal actions, with the plain button for older clients."""
    item = next(item for item in ITEMS if item.id == "agreement-ko-who-adopts")
    card = renderer().render(cards().question(asked(item), 0)).card
    say = "Svar a på spørsmål 3 i quiz 1"

    assert card["actions"][0] == {
        "type": "Action.Execute", "title": "Svar A", "verb": "say", "data": {"say": say},
        "fallback": {"type": "Action.Submit", "title": "Svar A", "data": {"say": say}},
    }  # fmt: skip


def test_a_card_that_all_see_asks_for_the_readers_own_view_and_an_own_view_does_not() -> None:
    """So that «Du svarte» comes back when the card is updated, and no card asks for ever."""
    item = ITEMS[0]
    shared, own = (renderer().render(cards().question(asked(item), 4, own=own)).card for own in (None, "b"))

    assert shared["refresh"]["action"]["data"] == {"say": "Vis spørsmål 3 i quiz 1"}
    assert "userIds" not in shared["refresh"], "which would tell who has answered"
    assert "refresh" not in own


def test_figures_are_told_in_words_and_drawn_beside() -> None:
    """The words are all that is read aloud; the right answer is marked with a word and a sign, not by colour."""
    item = next(item for item in ITEMS if item.kind.value == "one")
    card = renderer().render(cards().question(asked(item, "closed"), 30)).card
    bars = [element for element in card["body"] if element["type"] == "ColumnSet"]
    words = str([element for element in card["body"] if element["type"] != "ColumnSet"])

    assert len(bars) == len(item.options)
    assert all(column["items"] == [] for bar in bars for column in bar["columns"])
    assert {bar["columns"][0]["width"] for bar in bars} == {67, 17}
    assert words.count("✓ Riktig svar") == 1
    assert "20 av 30 (67 %)" in words


def test_a_share_is_rounded_as_people_do() -> None:
    """A half goes up, and of none it is none."""
    assert [share(*each) for each in ((1, 3), (2, 3), (1, 8), (0, 5), (5, 5), (0, 0))] == [33, 67, 13, 0, 100, 0]


def test_a_name_is_data() -> None:
    """However somebody is called, it is shown as it stands."""
    table = [("**Bo** | [x](http://y) <b>", 3), ("# Li", 2)]
    reply = cards().final([asked(item, "closed") for item in ITEMS[:3]], 3, table)
    text = renderer().render(reply).text

    assert "Navn **Bo** | [x](http://y) <b>; Poeng 3" in text
    assert "Navn # Li; Poeng 2" in text
