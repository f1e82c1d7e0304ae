"""The guide to the fitting form: every way through it, what the answers mean for the forms, and answers that are out of date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from knowledge.guide import MOST_QUESTIONS, UNSURE, Answers, Place, known, next_question, standings
from knowledge.legal import Effect, GuideQuestion, LawBook
from knowledge.model import Form
from tests import worlds

BOOK: LawBook = worlds.knowledge("shipped").law.book
NAMED = {
    form
    for question in BOOK.guide_questions.values()
    for answer in question.answers
    for effect in answer.effects
    for form in effect.forms
}
VOLUNTEERED = [(q.id, a.id) for q in BOOK.guide_questions.values() if q.volunteered for a in q.answers]


def ways(begun: Answers = ()) -> Iterator[tuple[Answers, int]]:
    """Every way through the guide to its end, with how many questions were asked on it."""
    todo: list[tuple[Answers, int]] = [(begun, 0)]
    while todo:
        answers, asked = todo.pop()
        question = next_question(BOOK, answers)
        if question is None:
            yield answers, asked
            continue
        assert asked <= MOST_QUESTIONS, answers
        todo += [((*answers, (question.id, given)), asked + 1) for given in possible(question)]


def possible(question: GuideQuestion) -> tuple[str, ...]:
    """What may be answered to a question, «vet ikke» too."""
    return ("4", UNSURE) if question.number else (*(answer.id for answer in question.answers), UNSURE)


@cache
def all_ways() -> tuple[tuple[Answers, int], ...]:
    """The ways from nothing said."""
    return tuple(ways())


def places(*answers: tuple[str, str]) -> Mapping[Form, Place]:
    """Where each form stands after the answers."""
    return {standing.form: standing.place for standing in standings(BOOK, answers)}


def rules_against(form: Form, *answers: tuple[str, str]) -> set[str]:
    """The paragraphs that rule the form out, as references."""
    standing = next(s for s in standings(BOOK, answers) if s.form is form)
    assert standing.place is Place.OUT
    return {ref for reason in standing.why() for ref in reason.rule.refs}


def test_no_way_has_more_than_seven_questions() -> None:
    """Whatever is answered, «vet ikke» to all of it too, the result comes after seven questions at most."""
    lengths = [asked for _, asked in all_ways()]

    assert len(lengths) > 100
    assert max(lengths) <= MOST_QUESTIONS == 7
    assert min(lengths) >= 1


@pytest.mark.parametrize("told", VOLUNTEERED, ids=lambda t: ":".join(t))
def test_what_is_told_unasked_makes_no_way_longer(told: tuple[str, str]) -> None:
    """Answers in all, those volunteered included, stay within seven."""
    assert max(len(answers) for answers, _ in ways((told,))) <= MOST_QUESTIONS


def test_what_is_only_heard_is_never_asked() -> None:
    """A question that is marked so is on no way; every other one is on some."""
    asked = {question for answers, _ in all_ways() for question, _ in answers}

    assert VOLUNTEERED
    assert asked == {q.id for q in BOOK.guide_questions.values() if not q.volunteered}


def test_no_question_is_asked_twice() -> None:
    """Not even one that was answered with «vet ikke»."""
    for answers, _ in all_ways():
        assert len({question for question, _ in answers}) == len(answers)


def test_a_question_that_hangs_on_another_is_asked_after_it_alone() -> None:
    """Whether cases of principle are decided is asked only where decisions are made."""
    hanging = {q.id: set(q.only_if) for q in BOOK.guide_questions.values() if q.only_if}

    assert hanging
    for answers, _ in all_ways():
        for number, (question, _) in enumerate(answers):
            if question in hanging:
                assert hanging[question] & {f"{q}:{a}" for q, a in answers[:number]}


def test_every_form_that_is_named_can_be_what_is_left() -> None:
    """Some way leads to each of them: a form that never stands at the end is not worth telling of."""
    stands = {s.form for answers, _ in all_ways() for s in standings(BOOK, answers) if s.place is Place.STANDS}

    assert NAMED - stands == set()


def test_the_best_form_can_be_each_of_those_that_tasks_call_for() -> None:
    """The five main forms, plan cooperation, network and purchase each come first on some way."""
    first = {standings(BOOK, answers)[0].form for answers, _ in all_ways()}

    assert first >= {
        Form.IPR, Form.KO, Form.ADMINISTRATIVE_HOST, Form.HOST_BOARD, Form.IKS, Form.PLANNING, Form.NETWORK, Form.PURCHASE,
    }  # fmt: skip


def test_only_forms_of_today_are_told_of() -> None:
    """A repealed form is no choice."""
    assert all(BOOK.legal_forms[form.value].current for form in NAMED)
    assert {s.form for s in standings(BOOK, ())} == NAMED


def test_nothing_said_leaves_every_form() -> None:
    """Forms fall by answers alone; «vet ikke» to everything leaves all of them too."""
    unsure = tuple((question, UNSURE) for question in BOOK.guide_questions)

    assert set(places().values()) == set(places(*unsure).values()) == {Place.STANDS}


def test_a_form_that_falls_has_a_reason_with_a_rule() -> None:
    """Each one that is out or poor is told why, by a rule that the book has, with a sentence in both written forms."""
    for answers, _ in all_ways():
        for standing in standings(BOOK, answers):
            if standing.place is Place.STANDS:
                continue
            assert standing.why()
            for reason in standing.why():
                assert BOOK.rules[reason.rule.id] is reason.rule
                assert reason.text.nb
                assert reason.text.nn
                assert reason.effect in (Effect.OUT, Effect.POOR)
                assert reason.question in dict(answers)


def test_the_reason_is_one_of_the_form_itself_or_of_all() -> None:
    """A form is not put out by a rule of another form, unless the guide says it in words of its own."""
    kin = {Form.ADMINISTRATIVE_HOST: {Form.HOST}, Form.HOST_BOARD: {Form.HOST}}
    wrong = [
        (question.id, answer.id, form.value, effect.rule)
        for question in BOOK.guide_questions.values()
        for answer in question.answers
        for effect in answer.effects
        for form in effect.forms
        if effect.effect is Effect.OUT
        and effect.text is None
        and BOOK.rules[effect.rule].form not in {None, form, *kin.get(form, set())}
    ]

    assert wrong == []


def test_standings_are_the_same_every_time() -> None:
    """And those that stand come first, then those that fit badly, then those that are out."""
    order = list(Place)
    for answers, _ in all_ways()[::25]:
        first = standings(BOOK, answers)
        assert first == standings(BOOK, answers)
        assert [s.place for s in first] == sorted((s.place for s in first), key=order.index)


def test_the_order_of_the_answers_does_not_place_a_form() -> None:
    """The same answers given backwards leave the same forms."""
    for answers, _ in all_ways()[::25]:
        assert places(*answers) == places(*reversed(answers))


@pytest.mark.parametrize(
    ("form", "answer", "ref"),
    [
        (Form.KO, ("decisions", "yes"), "koml 19-1"),
        (Form.IPR, ("decisions", "yes"), "koml 18-1"),
        (Form.IKS, ("partners", "private"), "iksl 1"),
        (Form.IKS, ("partners", "state"), "iksl 1"),
        (Form.KO, ("partners", "private"), "koml 19-1"),
        (Form.IPR, ("partners", "private"), "koml 18-1"),
        (Form.ADMINISTRATIVE_HOST, ("own", "yes"), "koml 20-"),
        (Form.HOST_BOARD, ("own", "yes"), "koml 20-"),
        (Form.IPR, ("liability", "limited"), "koml 18-2"),
        (Form.KO, ("liability", "limited"), "koml 19-2"),
        (Form.IKS, ("liability", "limited"), "iksl 3"),
    ],
)
def test_a_form_is_ruled_out_with_its_paragraph(form: Form, answer: tuple[str, str], ref: str) -> None:
    """What the law bars is barred, and the paragraph that bars it is told."""
    assert any(found.startswith(ref) for found in rules_against(form, answer))


def test_decisions_leave_the_host_forms() -> None:
    """Enkeltvedtak: the two host forms are for that, companies need another act, the rest cannot."""
    found = places(("decisions", "yes"))

    out = {form for form, place in found.items() if place is Place.OUT}

    assert out == {Form.IPR, Form.KO, Form.PURCHASE, Form.NETWORK, Form.PLANNING}
    assert {s.form for s in standings(BOOK, (("task", "service"), ("decisions", "yes")))[:2]} == {
        Form.ADMINISTRATIVE_HOST,
        Form.HOST_BOARD,
    }


def test_cases_of_principle_are_for_politicians() -> None:
    """With them the administrative host falls and the joint board stands; without them both stand."""
    with_them = places(("decisions", "yes"), ("principled", "yes"))
    without = places(("decisions", "yes"), ("principled", "no"))

    assert (with_them[Form.ADMINISTRATIVE_HOST], with_them[Form.HOST_BOARD]) == (Place.OUT, Place.STANDS)
    assert (without[Form.ADMINISTRATIVE_HOST], without[Form.HOST_BOARD]) == (Place.STANDS, Place.STANDS)


def test_grants_alone_bar_less_than_decisions() -> None:
    """IPR and KO may decide on grants where the agreement allows it."""
    found = standings(BOOK, (("decisions", "grants"),))

    for form in (Form.IPR, Form.KO):
        standing = next(s for s in found if s.form is form)
        assert standing.place is Place.STANDS
        assert [reason.effect for reason in standing.why()] == [Effect.CONDITION]


@pytest.mark.parametrize("task", [a.id for a in BOOK.guide_questions["task"].answers])
def test_some_form_fits_each_task(task: str) -> None:
    """The first of what stands is good for it."""
    first = standings(BOOK, (("task", task),))[0]

    assert first.place is Place.STANDS
    assert Effect.GOOD in {reason.effect for reason in first.reasons}


def test_one_form_left_ends_the_guide() -> None:
    """There is nothing to gain by asking on."""
    assert next_question(BOOK, (("task", "planning"),)) is None


def test_the_number_of_municipalities_is_asked_only_where_it_counts() -> None:
    """Where none of the forms stands that it concerns, it is not asked."""
    concerned = set(BOOK.guide_questions["count"].concerns)
    for answers, _ in all_ways():
        asked = [question for question, _ in answers]
        if "count" in asked:
            before = answers[: asked.index("count")]
            assert concerned & {form for form, place in places(*before).items() if place is Place.STANDS}


# -- answers from an older version ------------------------------------------------------------------------------------


def test_answers_that_are_not_known_today_are_passed_over() -> None:
    """Questions and answers that a newer version has dropped are as if they were never given."""
    old = [["colour", "blue"], ["task", "service"], ["loans", "perhaps"], ["decisions", "no"]]

    assert known(BOOK, old) == (("task", "service"), ("decisions", "no"))


def test_the_last_answer_to_a_question_counts() -> None:
    """And stands where it was given last, so that «tilbake» takes it first."""
    given = [("task", "service"), ("decisions", "yes"), ("task", "politics")]

    assert known(BOOK, given) == (("decisions", "yes"), ("task", "politics"))


def test_an_unknown_answer_does_not_undo_a_known_one() -> None:
    """What was told before it still holds."""
    assert known(BOOK, [("task", "service"), ("task", "dancing")]) == (("task", "service"),)


@pytest.mark.parametrize(
    ("said", "holds"),
    [("4", True), ("2", True), ("1", False), ("0", False), ("-3", False), ("four", False), ("", False), (UNSURE, True)],
)
def test_a_number_is_two_or_more(said: str, holds: bool) -> None:
    """A cooperation has two participants at least."""
    assert known(BOOK, [("count", said)]) == ((("count", said),) if holds else ())


def test_known_answers_are_left_as_they_are() -> None:
    """Every answer of every way is known today, in the same order."""
    for answers, _ in all_ways()[::10]:
        assert known(BOOK, [list(answer) for answer in answers]) == answers
