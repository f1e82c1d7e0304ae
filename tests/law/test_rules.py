"""What must hold of every rule that we ship: what is inferred, a view, or left open is told as that, and claims are at one."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from itertools import combinations

import pytest

from dialogs.handlers.law import law
from dialogs.model import Turn
from knowledge.law import refs_of
from knowledge.law_found import Found
from knowledge.legal import Answer, Certainty, Claim, LawBook, Rule
from knowledge.model import LANGUAGES, Form, Language
from knowledge.understanding.question import Context, Question, Slots
from tests import worlds

KNOWLEDGE = worlds.knowledge("shipped")
BOOK: LawBook = KNOWLEDGE.law.book
MAIN = (Form.IPR, Form.KO, Form.ADMINISTRATIVE_HOST, Form.HOST_BOARD, Form.IKS)
LEAST_ASPECTS = 20
NOTES: dict[Certainty, dict[Language, str]] = {
    Certainty.MINISTRY: {"nb": "departementets syn", "nn": "departementet sitt syn"},
    Certainty.INFERENCE: {"nb": "sluttet av lovens ordlyd eller system", "nn": "slutta av ordlyden eller systemet i lova"},
    Certainty.SILENT: {"nb": "loven er taus eller uklar her", "nn": "lova seier ikkje noko klart om dette"},
}
"""How an answer says that it is no plain law."""
NEEDS_NO_REF = (Certainty.SILENT, Certainty.INFERENCE, Certainty.MINISTRY)
_OPEN = re.compile(
    r"(sier|peker|forbyr|trekker|står) (ikke|\w+ ikke)|ikke (noe|klart|blant)|det ikke|ingen (regel|registrering)"
    r"|nevner|trolig|mener|uklart"
)
_VERDICT = re.compile(r"^\W*(Ja|Nei|Jo)\.", re.IGNORECASE)
UNSURE_RULES = [rule for rule in BOOK.rules.values() if rule.certainty in NOTES]
CLAIMS = [(rule, claim) for rule in BOOK.rules.values() for claim in rule.claims]


def told(rule: Rule, language: Language, claim: Claim | None = None) -> str:
    """What the handler says when the rule, or one of its claims, is what a question of yes or no is answered with."""
    found = Found((rule,), 1.0, claim, rule if claim else None, claim.holds if claim else rule.answer)
    question = Question("law", Slots(rules=(rule.id,)), language, law=found, first="kan")
    answer = asyncio.run(law(Turn(question, KNOWLEDGE, Context(), worlds.DAY)))
    return worlds.renderer().render(answer.reply).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("certainty", list(NOTES))
def test_what_is_no_plain_law_is_told_as_that(certainty: Certainty, language: Language) -> None:
    """Each rule that is inferred, the ministry's view, or on which the law is silent says so, also where it answers yes or no."""
    rules = [rule for rule in UNSURE_RULES if rule.certainty is certainty]

    assert rules
    assert [rule.id for rule in rules if NOTES[certainty][language] not in told(rule, language).casefold()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_claim_of_an_unsure_rule_gets_ja_or_nei_alone(language: Language) -> None:
    """The note stands there whichever claim of the rule is answered."""
    bare = [
        (rule.id, claim.text.nb)
        for rule in UNSURE_RULES
        for claim in rule.claims
        if NOTES[rule.certainty][language] not in told(rule, language, claim).casefold()
    ]

    assert bare == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_law_has_no_such_note(language: Language) -> None:
    """Where the law says so, that is not hedged."""
    notes = [by_language[language] for by_language in NOTES.values()]
    plain = [r for r in BOOK.rules.values() if r.certainty is Certainty.LAW and not _with_notice_of_another(r)]

    assert [rule.id for rule in plain if any(note in told(rule, language).casefold() for note in notes)] == []


def _with_notice_of_another(rule: Rule) -> bool:
    """True where the answer brings along the rule that sets the notice."""
    return rule.aspect == "leaving"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unsettled_claim_is_answered_without_ja_and_nei(language: Language) -> None:
    """What the law leaves open is told, not decided by us."""
    unsettled = [(rule, claim) for rule, claim in CLAIMS if claim.holds is Answer.UNSETTLED]

    assert unsettled
    assert [claim.text.nb for rule, claim in unsettled if _VERDICT.match(told(rule, language, claim))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_acts_that_we_have_not_read_are_named_as_such(language: Language) -> None:
    """A rule on an act whose text we do not hold says so, and which act."""
    missing = []
    for rule in BOOK.rules.values():
        unread = {ref.split()[0] for ref in rule.refs if not BOOK.acts[ref.split()[0]].held}
        text = told(rule, language)
        missing += [(rule.id, act) for act in unread if not _unread(text, BOOK.acts[act].name.in_(language), language)]

    assert missing == []


def _unread(text: str, name: str, language: Language) -> bool:
    says = {"nb": "har vi ikke lest selv", "nn": "har vi ikkje lese sjølve"}[language]
    return any(says in line and name in line.casefold() for line in text.splitlines())


def test_plain_law_rests_on_an_act_that_we_hold() -> None:
    """«law» is for paragraphs whose text we have; for others there is «other_law»."""
    law_rules = [rule for rule in BOOK.rules.values() if rule.certainty is Certainty.LAW]

    assert [rule.id for rule in law_rules if not any(BOOK.acts[ref.split()[0]].held for ref in refs_of(rule))] == []


def test_every_rule_rests_on_something() -> None:
    """On a paragraph, or on a certainty that says why there is none."""
    assert [rule.id for rule in BOOK.rules.values() if not refs_of(rule) and rule.certainty not in NEEDS_NO_REF] == []


def test_where_the_law_is_silent_somebody_is_named_to_ask() -> None:
    """In both written forms, in the rule and in the answer."""
    for rule in BOOK.rules.values():
        if rule.certainty is Certainty.SILENT:
            assert rule.ask is not None, rule.id
            assert rule.ask.nb in told(rule, "nb"), rule.id
            assert rule.ask.nn in told(rule, "nn"), rule.id


@pytest.mark.parametrize("form", MAIN, ids=lambda f: f.value)
def test_the_main_forms_are_told_on_all_sides(form: Form) -> None:
    """Each has rules of its own in at least 20 aspects."""
    assert len({rule.aspect for rule in BOOK.rules.values() if rule.form is form}) >= LEAST_ASPECTS


def test_every_aspect_of_the_book_is_used() -> None:
    """An aspect that no rule has is a heading over nothing."""
    assert set(BOOK.aspects) == {rule.aspect for rule in BOOK.rules.values()}


def test_an_unsettled_claim_says_itself_that_it_is_open() -> None:
    """Where the rule is neither silent nor names somebody to ask, the claim's sentence says what the law does not say."""
    unsettled = ((rule, claim) for rule, claim in CLAIMS if claim.holds is Answer.UNSETTLED)
    elsewhere = [claim for rule, claim in unsettled if rule.certainty is not Certainty.SILENT and rule.ask is None]

    assert [claim.text.nb for claim in elsewhere if not _OPEN.search(claim.text.nb)] == []


def test_no_two_claims_of_a_rule_are_the_same_and_answered_differently() -> None:
    """The phrases of one claim are not those of another with another answer, nor is any single phrase in both."""
    assert [
        (rule.id, sorted({*one.words.all()} & {*other.words.all()}))
        for rule in BOOK.rules.values()
        for one, other in combinations(rule.claims, 2)
        if one.holds is not other.holds and {*one.words.all()} & {*other.words.all()}
    ] == []


@pytest.mark.xfail(strict=True, reason="«hele», «når som helst» and «loven gir rett til» are not read, so such claims are one")
def test_claims_of_a_rule_are_told_apart_by_what_is_read_of_them() -> None:
    """No phrase of one claim is read as one of another that is answered differently."""
    assert [
        (rule.id, phrases)
        for rule in BOOK.rules.values()
        for one, other in combinations(rule.claims, 2)
        if one.holds is not other.holds
        for phrases in _alike(one, other)
    ] == []


def _alike(one: Claim, other: Claim) -> Iterator[str]:
    """Phrases of both claims that say the same to the reader of law: the same words, and as much denied and demanded."""
    words = KNOWLEDGE.law.words
    for phrase in dict.fromkeys(one.words.all()):
        said = words.of(phrase)
        for another in dict.fromkeys(other.words.all()):
            against = words.of(another)
            if (said.lemmas, said.negated, said.duty, said.may, said.numbers, said.restricting, said.forms) == (
                against.lemmas, against.negated, against.duty, against.may, against.numbers, against.restricting, against.forms
            ):  # fmt: skip
                yield f"{phrase} / {another}"


def test_every_claim_can_be_recognised_in_both_written_forms() -> None:
    """A claim without words is never met; one with words in one form only is met half the time."""
    assert [(rule.id, claim.text.nb) for rule, claim in CLAIMS if not claim.words.nb or not claim.words.nn] == []


def test_a_claims_sentence_does_not_open_with_ja_or_nei() -> None:
    """The verdict is put before it where that is asked for, and only then."""
    opening = re.compile(r"^(ja|nei|jo)\b", re.IGNORECASE)

    assert [claim.text.nb for _, claim in CLAIMS if opening.match(claim.text.nb) or opening.match(claim.text.nn)] == []


def test_a_short_is_one_sentence() -> None:
    """It is the headline of the answer."""
    two = re.compile(r"[a-zæøå]\. [A-ZÆØÅ]")

    assert [rule.id for rule in BOOK.rules.values() if two.search(rule.short.nb) or two.search(rule.short.nn)] == []
