"""What passes a module, what comes next, and what is asked: reckoned from the answers alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from knowledge.courses import Course, CourseModule, Tried, items_of, passed_on, progress, to_ask
from knowledge.model import Text
from knowledge.quiz import Role, Theme
from tests.training.bank import bank, quiz_item

DAY = date(2026, 12, 1)
TEN = tuple(f"q{n}" for n in range(10))
WORDS = Text("Ord", "Ord")


def module(module_id: str = "m1", items: tuple[str, ...] = TEN, **other: object) -> CourseModule:
    given = {"refs": ("koml 19-1/1",), "rules": ("ko-formaal",), "quiz_items": items, **other}
    return CourseModule(module_id, WORDS, WORDS, WORDS, **given)  # type: ignore[arg-type]


def course(*modules: CourseModule) -> Course:
    return Course("kontrollutvalg", Role.KONTROLLUTVALG, WORDS, WORDS, (WORDS,), modules)


def tries(marks: str, *, day: date = DAY, first: int = 0) -> list[Tried]:
    """«++-»: right, right, wrong, of the questions in their order."""
    return [Tried(f"q{first + n}", mark == "+", day) for n, mark in enumerate(marks)]


@pytest.mark.parametrize(
    ("answered", "passed"),
    [
        (tries("+++++++"), None),
        (tries("++++++++"), DAY),
        (tries("+++++++-"), DAY),
        (tries("++++++--"), None),
        (tries("++++++--++"), DAY),
        ([*tries("++++++--"), Tried("q6", True, DAY + timedelta(1))], DAY + timedelta(1)),
        (tries("++++++++") + [Tried("q0", False, DAY + timedelta(1))] * 3, DAY),
        (tries("-+++++++") + tries("+", day=DAY + timedelta(2)), DAY),
        ([Tried("other", True, DAY)] * 9, None),
    ],
)
def test_a_module_is_passed_with_eight_answers_and_four_of_five_right(answered: list[Tried], passed: date | None) -> None:
    """Counted is each question's last try; the day is the first on which it was enough."""
    assert passed == passed_on(TEN, answered)


def test_with_fewer_questions_left_all_of_them_are_wanted_and_with_too_few_none_passes() -> None:
    """When questions are withdrawn a module of six wants six; one of four waits."""
    assert passed_on(TEN[:6], tries("+++++")) is None
    assert passed_on(TEN[:6], tries("++++++")) == DAY
    assert passed_on(TEN[:4], tries("++++")) is None


def test_a_module_that_was_passed_stays_passed() -> None:
    """Later mistakes, withdrawn questions and forgotten answers take nothing back."""
    way = progress(course(module()), bank(*map(quiz_item, TEN[:3])), tries("---"), {"m1": DAY}, ())

    assert way.modules[0].passed == DAY
    assert (way.modules[0].answered, way.modules[0].right) == (3, 0)
    assert way.completed == DAY


def test_the_next_module_is_the_first_that_is_not_passed_and_can_be_taken() -> None:
    """One whose questions are withdrawn is passed by, as long as there is another."""
    modules = [module("m1"), module("m2", ("gone",)), module("m3"), module("m4")]
    way = progress(course(*modules), bank(*map(quiz_item, TEN)), [], {"m1": DAY}, ())

    assert way.next is not None
    assert way.next.module.id == "m3"
    assert [way.after(number).module.id for number in (1, 3, 4)] == ["m3", "m4", "m3"]  # type: ignore[union-attr]
    assert [each.open for each in way.modules] == [True, False, True, True]
    assert way.completed is None


def test_a_course_is_completed_on_the_day_of_its_last_module() -> None:
    """Whichever module that is."""
    days = {"m1": DAY + timedelta(5), "m2": DAY}
    way = progress(course(module("m1"), module("m2")), bank(*map(quiz_item, TEN)), tries("++-"), days, ())

    assert (way.completed, way.next) == (DAY + timedelta(5), None)
    assert (way.right, way.answered) == (2, 3)


def test_a_module_says_which_of_its_rules_have_gone_stale() -> None:
    """The reader is told that the text may be wrong."""
    way = progress(course(module(rules=("a", "b")), module("m2", rules=("c",))), {}, [], {}, ("b", "x"))

    assert [each.stale for each in way.modules] == [("b",), ()]


def test_questions_are_chosen_by_id_and_by_theme_level_and_role() -> None:
    """Those for another role stay out; each comes once."""
    standing = bank(
        quiz_item("q0"),
        quiz_item("for-all", theme="control", level=2),
        quiz_item("ours", theme="control", level=2, roles=(Role.KONTROLLUTVALG, Role.FORMANNSKAP)),
        quiz_item("theirs", theme="control", level=2, roles=(Role.FORMANNSKAP,)),
        quiz_item("too-hard", theme="control", level=3),
        quiz_item("other-theme", theme="exit", level=2),
    )
    chosen = module(items=("q0", "ours", "withdrawn"), themes=(Theme.CONTROL,), levels=(1, 2))

    assert items_of(course(chosen), chosen, standing) == ("q0", "ours", "for-all")


def test_what_is_asked_is_new_or_was_wrong_and_never_what_was_answered_today() -> None:
    """What was right comes last; the order is the person's own, and the same each time."""
    known = tries("++", day=DAY - timedelta(1)) + tries("--", day=DAY - timedelta(1), first=2) + tries("+-", first=4)
    asked = to_ask(TEN, known, DAY, "kari")

    assert asked == to_ask(TEN, known, DAY, "kari")
    assert set(asked[:6]) == {"q2", "q3", "q6", "q7", "q8", "q9"}
    assert set(asked[6:]) == {"q0", "q1"}
    assert asked != to_ask(TEN, known, DAY, "ola")
    assert to_ask(TEN, tries("++++++++--"), DAY, "kari") == ()
    assert len(to_ask(tuple(f"q{n}" for n in range(30)), [], DAY, "kari")) == 8
