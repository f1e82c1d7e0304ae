"""The courses that we ship: read, and checked as a whole against the law's rules and the quiz bank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from knowledge import readability
from knowledge.basics import LANGUAGES
from knowledge.courses import LEAST, Course, CourseBook, CourseModule, items_of
from knowledge.errors import InvalidContent, Problem
from knowledge.law import refs_of
from knowledge.legal import LawBook, Ref
from knowledge.quiz import QuizBank, Role
from knowledge.shipped import CONTENT
from knowledge.sources.record_folder import read_folder
from knowledge.sources.registers import COURSE_KINDS

COURSES = CONTENT / "courses"
_MODULES = range(4, 7)
_WORDS = range(60, 131)
_HARDEST = 52
"""A reading text may be as hard as a public report, and no harder; see ``knowledge.readability``."""
_KINDS = 2
"""So many kinds of questions at least make a module."""


def read(book: LawBook, bank: QuizBank, folder: Path = COURSES) -> tuple[CourseBook, tuple[Problem, ...]]:
    """The courses as far as they can be read, and all that is wrong with them."""
    found = read_folder(folder, COURSE_KINDS)
    courses: dict[str, Course] = found.records["courses"]
    wrong = (found.problem("courses", *fault) for fault in faults(courses.values(), book, bank))
    roles = list(Role)
    ordered = sorted(courses.values(), key=lambda course: roles.index(course.role))
    return CourseBook({course.id: course for course in ordered}), tuple(sorted((*found.problems, *wrong)))


def load(book: LawBook, bank: QuizBank, folder: Path = COURSES) -> CourseBook:
    """The shipped courses; InvalidContent with every problem if there is one."""
    courses, problems = read(book, bank, folder)
    if problems:
        raise InvalidContent(problems)
    return courses


def faults(courses: Iterable[Course], book: LawBook, bank: QuizBank) -> Iterator[tuple[str, str, str]]:
    """Course id, fault and remedy, for everything that must not be taught as it stands."""
    roles: dict[str, str] = {}
    codes: dict[str, str] = {}
    for course in courses:
        other = roles.setdefault(course.role.value, course.id)
        if other != course.id:
            yield course.id, f"is for the same role as «{other}».", "Make one course of them."
        code = codes.setdefault(course.id[:3], course.id)
        if code != course.id:
            yield course.id, f"begins with the same three letters as «{code}».", "Certificates are told apart by them."
        if len(course.modules) not in _MODULES:
            yield course.id, f"has {len(course.modules)} modules.", "Give 4 to 6."
        ids = [module.id for module in course.modules]
        if len(set(ids)) != len(ids):
            yield course.id, "two modules have the same id.", "Give each its own."
        if len(course.goals) < 3:
            yield course.id, "tells fewer than three things that one can afterwards.", "Add goals."
        for module in course.modules:
            for fault, remedy in (*_text(module), *_law(module, book), *_questions(course, module, bank)):
                yield course.id, f"module {module.id}: {fault}", remedy


def _text(module: CourseModule) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        words = len(module.text.in_(language).split())
        if words not in _WORDS:
            yield f"the text has {words} words ({language}).", "Write 60 to 130."
        lix = readability.read(*module.text.in_(language).split("\n")).lix
        if lix > _HARDEST:
            yield f"the text is hard to read, LIX {lix} ({language}).", f"Shorten sentences and words to {_HARDEST} at most."


def _law(module: CourseModule, book: LawBook) -> Iterator[tuple[str, str]]:
    if not module.rules or not module.refs:
        yield "no rule, or no paragraph, is named.", "Name what the text rests on under «rules» and «refs»."
    for rule in module.rules:
        if rule not in book.rules:
            yield f"the rule «{rule}» is not there.", "Correct its id."
    held = {_place(ref) for rule in module.rules if rule in book.rules for ref in refs_of(book.rules[rule])}
    for text in module.refs:
        try:
            place = _place(text)
        except ValueError as error:
            yield f"{error}.", ""
            continue
        if place not in held:
            yield f"«{text}» is in none of its rules.", "Name a rule that rests on that paragraph, or take it away."


def _place(ref: str) -> tuple[str, str]:
    parsed = Ref.parse(ref)
    return parsed.act, parsed.paragraph


def _questions(course: Course, module: CourseModule, bank: QuizBank) -> Iterator[tuple[str, str]]:
    for item in module.quiz_items:
        if item not in bank.quiz_items:
            yield f"the question «{item}» is not in the bank.", "Correct its id."
    items = [bank.quiz_items[item] for item in items_of(course, module, bank.quiz_items)]
    if len(items) < LEAST:
        yield f"has {len(items)} questions.", f"Give at least {LEAST}."
    if len({item.kind for item in items}) < _KINDS:
        yield "all its questions are of one kind.", f"Give at least {_KINDS} kinds."
