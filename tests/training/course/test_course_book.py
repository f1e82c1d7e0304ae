"""The courses that are shipped pass their own checks, and each check finds what it is for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge import course_book, law, quiz_bank
from knowledge.courses import LEAST, CourseModule, items_of
from knowledge.drift import load_pins
from knowledge.model import Text
from knowledge.quiz import QuizBank, Role

BOOK = law.load()
BANK = quiz_bank.load(BOOK, load_pins())
COURSES, PROBLEMS = course_book.read(BOOK, BANK)
COURSE = COURSES.courses["kontrollutvalg"]
MODULE = COURSE.modules[0]
HARD = Text("kommunestyre " * 70, "kommunestyre " * 70)
SHORT, LONG = Text("Kort.", "Kort."), Text("ord " * 131, "ord " * 131)


def found(*modules: CourseModule, **other: object) -> list[str]:
    """The faults of the course with these modules in place of its first."""
    changed = replace(COURSE, modules=(*modules, *COURSE.modules[len(modules) :]), **other)  # type: ignore[arg-type]
    return [fault for _, fault, _ in course_book.faults([changed], BOOK, BANK)]


def test_what_is_shipped_has_no_faults() -> None:
    """A course for each role, in the order of the roles."""
    assert PROBLEMS == ()
    assert [course.role for course in COURSES.courses.values()] == list(Role)
    assert COURSES.of_role(Role.FORMANNSKAP) is COURSES.courses["formannskap"]


def test_every_module_has_questions_enough_of_different_kinds_and_levels() -> None:
    """At least eight, of at least two kinds; no module is made of the finer points alone."""
    for course in COURSES.courses.values():
        for module in course.modules:
            items = [BANK.quiz_items[item] for item in items_of(course, module, BANK.quiz_items)]
            assert len(items) >= LEAST, module.id
            assert len({item.kind for item in items}) >= 2, module.id
            assert min(item.level for item in items) == 1 or course.role is Role.REPRESENTANTSKAP, module.id
            assert not [
                item.id for item in items if item.roles and course.role not in item.roles and item.id not in module.quiz_items
            ]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"text": SHORT}, "module utvalget: the text has 1 words (nb)."),
        ({"text": LONG}, "module utvalget: the text has 131 words (nn)."),
        ({"text": HARD}, "module utvalget: the text is hard to read, LIX 170 (nn)."),
        ({"rules": ("no-such",)}, "module utvalget: the rule «no-such» is not there."),
        ({"rules": ()}, "module utvalget: no rule, or no paragraph, is named."),
        ({"refs": ("koml 19-1/1",)}, "module utvalget: «koml 19-1/1» is in none of its rules."),
        (
            {"refs": ("§ 19",)},
            "module utvalget: '§ 19' is not a reference: write «koml 19-4/4/g», «iksl 4/3/nr5» or «koml 20-8».",
        ),
        ({"quiz_items": ("no-such",)}, "module utvalget: the question «no-such» is not in the bank."),
        ({"quiz_items": MODULE.quiz_items[:7]}, "module utvalget: has 7 questions."),
        (
            {"quiz_items": tuple(item for item in BANK.quiz_items if BANK.quiz_items[item].kind == "one")[:9]},
            "module utvalget: all its questions are of one kind.",
        ),
    ],
)
def test_each_check_finds_what_it_is_for(changed: dict[str, object], fault: str) -> None:
    """In a module that is otherwise as it should be."""
    assert fault in found(replace(MODULE, **changed))  # type: ignore[arg-type]


def test_a_course_as_a_whole_is_checked_too() -> None:
    """Too few modules or goals, modules with one id, two courses for a role, or with one beginning."""
    assert "two modules have the same id." in found(MODULE, MODULE)
    assert "tells fewer than three things that one can afterwards." in found(goals=COURSE.goals[:2])
    few = replace(COURSE, modules=COURSE.modules[:3])
    twice = [COURSE, replace(COURSE, id="kontroll")]
    assert [f for _, f, _ in course_book.faults([few], BOOK, BANK)] == ["has 3 modules."]
    assert [f for _, f, _ in course_book.faults(twice, BOOK, BANK)] == [
        "is for the same role as «kontrollutvalg».", "begins with the same three letters as «kontrollutvalg».",
    ]  # fmt: skip


def test_faults_are_told_with_their_place(tmp_path: Path) -> None:
    """File and line, as for all content."""
    shipped = (course_book.COURSES / "kontrollutvalg.yaml").read_text(encoding="utf-8")
    (tmp_path / "courses").mkdir()
    (tmp_path / "courses" / "a.yaml").write_text(shipped.replace("gen-sekretariat", "gen-nothing"), encoding="utf-8")
    _, problems = course_book.read(BOOK, QuizBank(BANK.quiz_items), tmp_path / "courses")

    assert [(p.file, p.line, p.where) for p in problems if "gen-nothing" in p.fault] == [
        ("courses/a.yaml", 3, "courses/kontrollutvalg"),
    ]  # fmt: skip


def test_texts_are_in_both_forms_and_not_copied() -> None:
    """A reading text that is the same in both written forms was forgotten in one of them."""
    texts = [module.text for course in COURSES.courses.values() for module in course.modules]

    assert len(texts) == 23
    assert [text.nb[:40] for text in texts if text.nb == text.nn] == []
