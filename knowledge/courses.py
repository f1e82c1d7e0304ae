"""Courses by role, and how far a person has come in one. Pure: the answers and what was passed before are handed in."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from knowledge.basics import Text
from knowledge.quiz import QuizItem, Role, Theme

PASS_SHARE = 80
"""So many percent of the questions answered must be right at the last try."""
LEAST = 8
"""So many different questions of a module must be answered."""
FEWEST = 5
"""With fewer questions left a module cannot be taken: they wait for somebody to read the law again."""


@dataclass(frozen=True, slots=True)
class CourseModule:
    """One step of a course: something to read, and questions."""

    id: str
    title: Text
    aim: Text
    """What one can afterwards."""
    text: Text
    """What is read, in our own words; a line break begins a paragraph."""
    refs: tuple[str, ...]
    """The paragraphs that it tells of: ``koml 20-2/1``."""
    rules: tuple[str, ...]
    """The rules of law that every sentence of it rests on."""
    quiz_items: tuple[str, ...] = ()
    """Its questions by id, besides those that ``themes`` and ``levels`` choose."""
    themes: tuple[Theme, ...] = ()
    levels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """A way through what one role needs to know."""

    id: str
    role: Role
    name: Text
    summary: Text
    goals: tuple[Text, ...]
    """What one can afterwards, each to follow on «du kan»."""
    modules: tuple[CourseModule, ...]

    def module(self, module_id: str) -> CourseModule | None:
        """The module of that id."""
        return next((each for each in self.modules if each.id == module_id), None)


@dataclass(frozen=True, slots=True)
class CourseBook:
    """All courses, by id."""

    courses: Mapping[str, Course] = field(default_factory=dict)

    def of_role(self, role: Role) -> Course | None:
        """The course for a role."""
        return next((each for each in self.courses.values() if each.role is role), None)


@dataclass(frozen=True, slots=True)
class Tried:
    """One answer of the person's."""

    item: str
    right: bool
    day: date


@dataclass(frozen=True, slots=True)
class ModuleProgress:
    """How far the person has come in a module."""

    module: CourseModule
    number: int
    """Its place in the course, from 1."""
    items: tuple[str, ...]
    """The questions that stand."""
    answered: int
    right: int
    """Right at the last try, of those answered."""
    passed: date | None
    stale: tuple[str, ...] = ()
    """Its rules whose paragraphs have changed since they were written."""

    @property
    def least(self) -> int:
        """So many questions must be answered."""
        return min(LEAST, len(self.items))

    @property
    def open(self) -> bool:
        """True when there are questions enough to take it now."""
        return len(self.items) >= FEWEST


@dataclass(frozen=True, slots=True)
class CourseProgress:
    """How far the person has come in a course."""

    course: Course
    modules: tuple[ModuleProgress, ...]
    right: int
    """So many different questions of the course were right at the last try."""
    answered: int

    @property
    def passed(self) -> tuple[ModuleProgress, ...]:
        """The modules that are passed."""
        return tuple(each for each in self.modules if each.passed)

    @property
    def next(self) -> ModuleProgress | None:
        """What to go on with: the first module that is not passed and can be taken, else the first that is not passed."""
        left = [each for each in self.modules if not each.passed]
        return next((each for each in left if each.open), left[0] if left else None)

    def after(self, number: int) -> ModuleProgress | None:
        """What to go on with from a module: the first after it that is not passed and can be taken, else what is next at all."""
        later = [each for each in self.modules if each.number > number and not each.passed and each.open]
        return later[0] if later else self.next

    @property
    def completed(self) -> date | None:
        """The day that the last module was passed; None while one is left."""
        days = [each.passed for each in self.modules if each.passed]
        return max(days) if len(days) == len(self.modules) else None


def items_of(course: Course, module: CourseModule, standing: Mapping[str, QuizItem]) -> tuple[str, ...]:
    """The questions of a module that stand: those it names, then those of its themes and levels that are for the role."""
    named = [item for item in module.quiz_items if item in standing]
    fitting = [
        item.id
        for item in standing.values()
        if item.theme in module.themes and item.level in module.levels and (not item.roles or course.role in item.roles)
    ]
    return tuple(dict.fromkeys((*named, *fitting)))


def passed_on(items: Sequence[str], tries: Iterable[Tried]) -> date | None:
    """The first day on which enough of the questions were answered, and enough of those right at the last try."""
    if len(items) < FEWEST:
        return None
    wanted, least, last = frozenset(items), min(LEAST, len(items)), dict[str, bool]()
    for tried in tries:
        if tried.item not in wanted:
            continue
        last[tried.item] = tried.right
        if len(last) >= least and sum(last.values()) * 100 >= PASS_SHARE * len(last):
            return tried.day
    return None


def progress(
    course: Course,
    standing: Mapping[str, QuizItem],
    tries: Sequence[Tried],
    recorded: Mapping[str, date],
    stale: Iterable[str] = (),
) -> CourseProgress:
    """How far the person has come. ``tries`` stand in their order; ``recorded``: modules found passed before, with their day."""
    last = {tried.item: tried.right for tried in tries}
    changed = frozenset(stale)
    modules = []
    for number, module in enumerate(course.modules, 1):
        items = items_of(course, module, standing)
        answered = [last[item] for item in items if item in last]
        passed = recorded.get(module.id) or passed_on(items, tries)
        gone = tuple(rule for rule in module.rules if rule in changed)
        modules.append(ModuleProgress(module, number, items, len(answered), sum(answered), passed, gone))
    all_answered = {item: last[item] for each in modules for item in each.items if item in last}
    return CourseProgress(course, tuple(modules), sum(all_answered.values()), len(all_answered))


def to_ask(items: Sequence[str], tries: Iterable[Tried], today: date, seed: str, count: int = LEAST) -> tuple[str, ...]:
    """What to ask of a module now: what was never asked or was wrong at the last try, then the rest.

    What was answered today does not come again today. The order within is by ``seed``: the same for the same person.
    """
    last: dict[str, bool] = {}
    answered = set()
    for tried in tries:
        last[tried.item] = tried.right
        if tried.day == today:
            answered.add(tried.item)
    left = [item for item in items if item not in answered]
    random.Random(seed).shuffle(left)  # noqa: S311  # an order, not a secret
    return tuple(sorted(left, key=lambda item: last.get(item, False))[:count])
