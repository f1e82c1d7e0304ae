"""Which rule answers, and whether what a question asks or takes for granted holds, on a small book made by hand."""

from __future__ import annotations

import pytest

from knowledge.law_found import Found
from knowledge.law_index import LawIndex
from knowledge.legal import Act, Answer, Aspect, Certainty, Claim, LawBook, LegalForm, Rule
from knowledge.model import Form, PartialDate, Text, Words
from knowledge.understanding.words import tokens
from tests import worlds

WORDS = worlds.knowledge("shipped").law.words


def both(text: str) -> Text:
    """One text in both written forms; words that are spelled alike in both do for these tests."""
    return Text(text, text)


def claim(holds: Answer, text: str, *words: str) -> Claim:
    """A claim that is recognised by these phrases."""
    return Claim(Words(words, words), holds, both(text))


def rule(rule_id: str, form: Form | None, aspect: str, short: str, *claims: Claim, answer: Answer = Answer.TELL) -> Rule:
    """A rule of law with what people say of it."""
    return Rule(rule_id, aspect, answer, Certainty.LAW, both(short), ("koml 1-1",), form, claims=claims)


RULES = (
    rule(
        "ko-person", Form.KO, "legal_person", "Avtalen avgjør om oppgavefellesskapet er eget rettssubjekt.",
        claim(Answer.NO, "Et oppgavefellesskap er ikke alltid rettssubjekt.", "alltid rettssubjekt"),
        claim(Answer.YES, "Et oppgavefellesskap kan være rettssubjekt.", "rettssubjekt"),
    ),
    rule(
        "iks-person", Form.IKS, "legal_person", "Et interkommunalt selskap er et eget rettssubjekt.",
        claim(Answer.YES, "Selskapet er rettssubjekt.", "rettssubjekt"),
    ),
    rule(
        "ko-number", Form.KO, "participants", "Et oppgavefellesskap må ha minst to deltakere.",
        claim(Answer.YES, "To deltakere er nok.", "to deltakere"),
        claim(Answer.YES, "Deltakere er kommuner.", "kommuner deltakere"),
    ),
    rule(
        "ko-loans", Form.KO, "loans", "Et oppgavefellesskap kan ta opp lån når avtalen åpner for det.",
        claim(Answer.YES, "Oppgavefellesskapet kan ta opp lån.", "lån"),
    ),
    rule(
        "ko-board", Form.KO, "other_bodies", "Avtalen kan gi oppgavefellesskapet et styre.",
        claim(Answer.NO, "Oppgavefellesskapet må ikke ha styre.", "må ha styre"),
    ),
    rule("ko-decisions", Form.KO, "individual_decisions", "Et oppgavefellesskap kan ikke gjøre enkeltvedtak.",
         claim(Answer.NO, "Enkeltvedtak er utelukket.", "enkeltvedtak"), answer=Answer.NO),
    rule("iks-liability", Form.IKS, "liability", "Deltakerne hefter ubegrenset for sin andel.",
         claim(Answer.YES, "Deltakerne hefter.", "hefte"), claim(Answer.NO, "Deltakerne er ikke uten ansvar.", "ikke hefte")),
    rule("all-openness", None, "openness", "Møter i folkevalgte organer er åpne.", answer=Answer.YES),
)  # fmt: skip
ASPECTS = {
    "legal_person": "rettssubjekt", "participants": "deltaker", "loans": "lån", "other_bodies": "styre",
    "individual_decisions": "enkeltvedtak", "liability": "ansvar", "openness": "møteoffentlighet",
}  # fmt: skip
DAY = PartialDate(2026, 7, 28)
BOOK = LawBook(
    acts={"koml": Act("koml", both("loven"), "lov/1", both("loven"), DAY)},
    aspects={key: Aspect(key, both(name), Words((name,), (name,))) for key, name in ASPECTS.items()},
    legal_forms={f.value: LegalForm(f, both(f.value), both(""), both(""), ()) for f in (Form.KO, Form.IKS)},
    rules={each.id: each for each in RULES},
)
INDEX = LawIndex(BOOK, WORDS)


def found(text: str, form: Form | None = Form.KO) -> Found:
    """What the book says to the question, asked of a form."""
    return INDEX.search(WORDS.said(tokens(text)), (form.value,) if form else ())


def test_a_claim_that_holds_is_confirmed() -> None:
    """With the rule that it belongs to."""
    answer = found("Kan det ta opp lån?")

    assert answer.rules[0].id == "ko-loans"
    assert answer.claimed is not None
    assert (answer.verdict, answer.contradicts) == (Answer.YES, False)


def test_a_claim_that_does_not_hold_is_denied() -> None:
    """And nothing is contradicted: the question did not deny it."""
    answer = found("Kan det gjøre enkeltvedtak?")

    assert answer.rules[0].id == "ko-decisions"
    assert (answer.verdict, answer.contradicts) == (Answer.NO, False)


def test_a_question_that_denies_what_holds_gets_jo() -> None:
    """«Kan det ikke ta opp lån?» – «jo»."""
    answer = found("Kan det ikke ta opp lån?")

    assert (answer.verdict, answer.contradicts) == (Answer.YES, True)


def test_a_question_that_denies_what_does_not_hold_gets_nei() -> None:
    """«Kan det ikke gjøre enkeltvedtak?» – «nei»."""
    answer = found("Kan det ikke gjøre enkeltvedtak?")

    assert (answer.verdict, answer.contradicts) == (Answer.NO, False)


def test_a_claim_that_denies_is_turned() -> None:
    """A claim worded with «ikke» answers for what it denies: that the participants do not «hefte» is false, so they do."""
    only = LawIndex(LawBook(BOOK.acts, BOOK.aspects, BOOK.legal_forms, {"one": rule(
        "one", Form.IKS, "liability", "Deltakerne hefter ubegrenset.", claim(Answer.NO, "Ansvaret er ubegrenset.", "ikke hefte"),
    )}), WORDS)  # fmt: skip
    positive = only.search(WORDS.said(tokens("Må deltakerne hefte?"), {1}), (Form.IKS.value,))
    negative = only.search(WORDS.said(tokens("Kan vi ikke hefte?")), (Form.IKS.value,))

    assert (positive.verdict, positive.contradicts) == (Answer.YES, False)
    assert (negative.verdict, negative.contradicts) == (Answer.YES, True)


@pytest.mark.parametrize("text", ["Kan det ta opp lån når avtalen ikke sier noe?", "Er det ikke slik at ingen kan ta opp lån?"])
def test_where_the_negation_cannot_be_placed_nothing_is_said_for_sure(text: str) -> None:
    """A clause of its own, or two negations: the rule is told without ja or nei."""
    answer = found(text)

    assert answer.rules[0].id == "ko-loans"
    assert answer.verdict is Answer.TELL


def test_a_number_that_the_claim_has_not_gets_no_verdict() -> None:
    """«To er nok» does not settle whether four are."""
    two, four = found("Kan to være deltakere?"), found("Kan fire være deltakere?")

    assert two.verdict is Answer.YES
    assert four.rules[0].id == "ko-number"
    assert four.verdict is Answer.TELL


@pytest.mark.parametrize("word", ["bare", "berre", "alltid", "automatisk", "alle"])
def test_a_word_that_narrows_gets_no_verdict(word: str) -> None:
    """That municipalities take part does not settle whether only they do."""
    plain, narrow = found("Er kommuner deltakere?"), found(f"Er {word} kommuner deltakere?")

    assert plain.verdict is Answer.YES
    assert narrow.rules[0].id == "ko-number"
    assert narrow.verdict is Answer.TELL


def test_a_claim_that_narrows_itself_answers_a_question_that_does() -> None:
    """«Alltid» is in the claim too."""
    answer = found("Er det alltid rettssubjekt?")

    assert answer.claim is not None
    assert answer.claim.holds is Answer.NO
    assert answer.verdict is Answer.NO


def test_what_may_be_does_not_settle_what_must_be() -> None:
    """It can be a legal person; «må det være rettssubjekt?» gets no ja."""
    may, must = found("Kan det være rettssubjekt?"), found("Må det være rettssubjekt?")

    assert may.verdict is Answer.YES
    assert must.rules[0].id == "ko-person"
    assert must.verdict is Answer.TELL


def test_what_need_not_be_may_still_be() -> None:
    """It need not have a board; «kan det ha styre?» gets no nei."""
    must, may = found("Må det ha styre?"), found("Kan det ha styre?")

    assert must.verdict is Answer.NO
    assert may.rules[0].id == "ko-board"
    assert may.verdict is Answer.TELL


def test_a_question_that_the_claim_is_a_small_part_of_gets_no_verdict() -> None:
    """Wrong is worse than unsaid."""
    answer = found("Kan det gjøre enkeltvedtak om renovasjon og feiing og parkering for innbyggere i nabokommunen?")

    assert answer.verdict is Answer.TELL


def test_the_form_that_is_asked_about_answers() -> None:
    """The same words of two forms lead each to its own rule."""
    assert found("Er det rettssubjekt?", Form.KO).rules[0].id == "ko-person"
    assert found("Er det rettssubjekt?", Form.IKS).rules[0].id == "iks-person"


def test_the_rule_of_another_form_never_answers() -> None:
    """Rules of the form and of all forms only."""
    for text in ("Er det rettssubjekt?", "Kan det gjøre enkeltvedtak?", "Er møter åpne?"):
        assert {each.form for each in found(text, Form.IKS).rules} <= {Form.IKS, None}


def test_a_rule_of_all_forms_answers_without_ja_where_a_form_is_named() -> None:
    """What holds for all is told of each form; whether it settles the matter for this one is not said for sure."""
    general, named = found("Er møter i folkevalgte organer åpne?", None), found("Er møter i folkevalgte organer åpne?", Form.KO)

    assert general.rules[0].id == named.rules[0].id == "all-openness"
    assert (general.verdict, named.verdict) == (Answer.YES, Answer.TELL)


def test_words_that_no_rule_has_find_nothing() -> None:
    """And nothing is said of them."""
    answer = found("Hva koster en brannbil?")

    assert answer.verdict is Answer.TELL
    assert answer.claim is None


def test_search_is_the_same_every_time() -> None:
    """Also from an index built anew."""
    again = LawIndex(BOOK, WORDS)
    for text in ("Kan det ta opp lån?", "Er det alltid rettssubjekt?", "Kan to være deltakere?"):
        assert again.search(WORDS.said(tokens(text)), (Form.KO.value,)) == found(text)


def test_rules_of_a_form_in_an_aspect_come_surest_first() -> None:
    """Rules of law before what is only inferred, in the shipped book."""
    law = worlds.knowledge("shipped").law
    for form in law.book.legal_forms:
        for aspect in law.book.aspects:
            told = [r.certainty is Certainty.LAW for r in law.rule_for(form, aspect) if r.form and r.form.value == form]
            assert told == sorted(told, reverse=True)
