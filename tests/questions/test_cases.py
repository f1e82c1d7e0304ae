"""Every question case is kept, in both written forms; every reply that comes of them renders whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dialogs.respond import HANDLERS, TALK
from knowledge.model import LANGUAGES
from knowledge.understanding.question import Question
from tests.questions import cases
from tests.questions.cases import Case

CASES = cases.all_cases()
GAPS = [(case, language, words) for case in cases.known_gaps() for language in LANGUAGES for words in case.asked[language]]
TEMPLATES = Path(__file__).parents[2] / "dialogs" / "templates"
_LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|\bNone\b|Undefined|<dialogs|\bTrue\b|\bFalse\b")


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.world}/{c.file.removesuffix('.yaml')}: {c.name}")
def test_a_promise_is_kept_in_every_wording(case: Case) -> None:
    """Every wording of a case, in bokmål and nynorsk, is understood alike and answered in its own written form."""
    faults = [
        f"{language} «{words}»: {fault}"
        for language in LANGUAGES
        for words in case.asked[language]
        for fault in cases.answers()[case.name, language, words].faults()
    ]

    assert faults == []


@pytest.mark.parametrize(
    ("case", "language", "words"),
    [pytest.param(*gap, id=f"{gap[0].name} / {gap[2]}", marks=pytest.mark.xfail(strict=True, reason=gap[0].gap)) for gap in GAPS],
)
def test_a_known_gap_is_still_open(case: Case, language: str, words: str) -> None:
    """A gap that closes makes this fail, so that the case moves to the promises that are kept."""
    faults = list(cases.answers()[case.name, language, words].faults())

    assert faults == []


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.world}: {c.name}")
def test_replies_render_whole_in_three_shapes(case: Case) -> None:
    """Text, card and HTML are never empty, hold nothing of the template's own language, and carry the same choices."""
    for language in LANGUAGES:
        for words in case.asked[language]:
            for reply in cases.answers()[case.name, language, words].said.rendered:
                assert reply.text.strip()
                assert reply.html.strip()
                assert reply.card["type"] == "AdaptiveCard"
                assert reply.card["fallbackText"]
                assert not _LEFT_OVER.search(reply.text), reply.text
                assert not _LEFT_OVER.search(reply.html), reply.html
                assert len(reply.choices) <= 3 or reply.text.count(reply.choices[0].title)


def test_names_of_cases_are_promises_made_once() -> None:
    """No two cases have one name, and no wording stands in two cases of the same world."""
    names = [case.name for case in (*CASES, *cases.known_gaps())]
    asked = [(c.world, w) for c in (*CASES, *cases.known_gaps()) for form in LANGUAGES for w in {*c.asked[form]}]
    twice_in_a_case = {(c.world, w) for c in (*CASES, *cases.known_gaps()) for w in {*c.asked["nb"]} & {*c.asked["nn"]}}

    assert len(names) == len(set(names))
    assert sorted({a for a in asked if asked.count(a) > 1 and a not in twice_in_a_case}) == []


def test_both_written_forms_are_asked_in_every_case() -> None:
    """Neither bokmål nor nynorsk lags: every case has wordings in both, and there are at least 120 cases."""
    one_form = {"Nynorsk is chosen", "Bokmål is chosen"}

    assert all(case.asked[form] for case in CASES for form in LANGUAGES if case.name not in one_form)
    assert len(CASES) >= 120
    assert sum(len(case.asked[form]) for case in CASES for form in LANGUAGES) / len(CASES) >= 2.0


def test_every_intent_is_asked_for() -> None:
    """Every intent that has a handler is met by a case in both written forms, and no case speaks of another."""
    outside_tables = {"ask_municipality", "my_data", "delete_data"}
    met = {
        (asked.understood.intent, asked.language) for asked in cases.answers().values() if isinstance(asked.understood, Question)
    }
    # these need something said before: tests/conversations asks for them
    later = {"more", "how_old", "mistaken"}
    wanted = {(intent, form) for intent in (*HANDLERS, *TALK, *outside_tables) if intent not in later for form in LANGUAGES}

    assert set() == wanted - met
    assert {intent for intent, _ in met} <= {*HANDLERS, *TALK, *outside_tables, *later}


def test_every_reply_key_of_a_case_has_both_templates() -> None:
    """A reply that a case names is a template in bokmål and in nynorsk."""
    keys = {key for case in CASES for key in case.replies}

    assert [f"{form}/{key}" for form in LANGUAGES for key in sorted(keys) if not (TEMPLATES / form / f"{key}.j2").is_file()] == []
