"""The courses, and what is known of a person's way through them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dialogs.training.items import bank
from knowledge import course_book, law
from knowledge.courses import Course, CourseBook, CourseProgress, Tried, progress
from knowledge.practice import Result
from knowledge.quiz import QuizItem
from knowledge.snapshot import Knowledge
from storage.courses import Enrolment, enrolments, save_passed
from storage.database import Database
from storage.practice import results_of


@lru_cache(maxsize=1)
def courses() -> CourseBook:
    """The courses that we ship, read at the first use."""
    return course_book.load(law.shipped_book(), bank())


@dataclass(frozen=True, slots=True)
class Learning:
    """A person's courses, as they stand."""

    tries: tuple[Tried, ...]
    taken: Mapping[str, Enrolment]
    """By course, the latest begun first."""
    knowledge: Knowledge
    items: Mapping[str, QuizItem]
    """The quiz items that may be asked."""

    def progress(self, course: Course) -> CourseProgress:
        """How far in one course, whether it is taken or not."""
        taken = self.taken.get(course.id)
        return progress(course, self.items, self.tries, taken.passed if taken else {}, self.knowledge.stale_rules)


async def learning(database: Database, person: str, knowledge: Knowledge, items: Mapping[str, QuizItem]) -> Learning:
    """What is known of the person now. A module that is found passed is kept as passed from then on."""
    async with database.session() as session:
        taken = {each.course: each for each in await enrolments(session, person) if each.course in courses().courses}
        known = Learning(_tries(await results_of(session, person)), taken, knowledge, items)
    fresh = [way for way in map(known.progress, (courses().courses[each] for each in taken)) if _is_new(way, taken)]
    if not fresh:
        return known
    async with database.session(write=True) as session:
        for way in fresh:
            passed = {each.module.id: each.passed for each in way.passed if each.passed}
            await save_passed(session, person, way.course.id, passed, way.completed)
    return known


def _is_new(way: CourseProgress, taken: Mapping[str, Enrolment]) -> bool:
    kept = taken[way.course.id]
    return {each.module.id for each in way.passed} != set(kept.passed) or way.completed != kept.completed


def _tries(results: Sequence[Result]) -> tuple[Tried, ...]:
    return tuple(Tried(each.item, each.right, each.day) for each in results)
