"""The guide to the fitting form: what the answers so far leave of the forms, and what is worth asking next.

The answers alone are the state. Answers that a newer version no longer knows are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.legal import Effect, GuideQuestion, LawBook, Rule
from knowledge.model import Form, Text

MOST_QUESTIONS = 7
UNSURE = "unsure"
"""An answer that settles nothing: the question is not asked again."""

Answers = tuple[tuple[str, str], ...]
"""Question and answer by id, in the order that they were given; a number as its digits."""


class Place(StrEnum):
    """Where a form stands."""

    STANDS = "stands"
    POOR = "poor"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Reason:
    """What one answer means for a form, with the rule that says so."""

    question: str
    effect: Effect
    rule: Rule
    text: Text


@dataclass(frozen=True, slots=True)
class Standing:
    """A form after the answers: its place, and every reason in the order of the answers."""

    form: Form
    place: Place
    reasons: tuple[Reason, ...]

    def why(self) -> tuple[Reason, ...]:
        """The reasons that put it in its place: for one that is out those that rule it out, and so on."""
        wanted = {Place.OUT: (Effect.OUT,), Place.POOR: (Effect.POOR,), Place.STANDS: (Effect.GOOD, Effect.CONDITION)}
        return tuple(r for r in self.reasons if r.effect in wanted[self.place])


def known(book: LawBook, answers: Sequence[Sequence[str]]) -> Answers:
    """The answers that the questions of today know, the last one given to each question counting."""
    told: dict[str, str] = {}
    for question_id, answer in answers:
        question = book.guide_questions.get(question_id)
        if question is not None and _valid(question, answer):
            told.pop(question_id, None)
            told[question_id] = answer
    return tuple(told.items())


def _valid(question: GuideQuestion, answer: str) -> bool:
    if answer == UNSURE:
        return True
    if question.number:
        return answer.isdigit() and int(answer) > 1
    return any(answer == each.id for each in question.answers)


def standings(book: LawBook, answers: Answers) -> tuple[Standing, ...]:
    """Every form of today after the answers: those that stand first, the most fitting of them first."""
    reasons: dict[Form, list[Reason]] = {form.id: [] for form in book.legal_forms.values() if _chosen(book, form.id)}
    for question_id, answer_id in answers:
        for answer in (a for a in book.guide_questions[question_id].answers if a.id == answer_id):
            for effect in answer.effects:
                rule = book.rules[effect.rule]
                for form in effect.forms:
                    reasons[form].append(Reason(question_id, effect.effect, rule, effect.text or rule.short))
    found = [Standing(form, _place(told), tuple(told)) for form, told in reasons.items()]
    return tuple(sorted(found, key=lambda s: (list(Place).index(s.place), -_fit(s))))


def _chosen(book: LawBook, form: Form) -> bool:
    """True for a form that the guide tells apart: one of today that some answer says something of."""
    questions = book.guide_questions.values()
    return any(form in effect.forms for question in questions for answer in question.answers for effect in answer.effects)


def _place(reasons: Sequence[Reason]) -> Place:
    effects = {reason.effect for reason in reasons}
    return Place.OUT if Effect.OUT in effects else Place.POOR if Effect.POOR in effects else Place.STANDS


def _fit(standing: Standing) -> float:
    weights = {Effect.GOOD: 1.0, Effect.CONDITION: -0.1, Effect.POOR: -1.0, Effect.OUT: -2.0}
    return sum(weights[reason.effect] for reason in standing.reasons)


def next_question(book: LawBook, answers: Answers) -> GuideQuestion | None:
    """The next question whose answer can still tell the standing forms apart; None when there is nothing to gain."""
    if len(answers) >= MOST_QUESTIONS:
        return None
    answered = dict(answers)
    standing = {s.form for s in standings(book, answers) if s.place is Place.STANDS}
    if len(standing) < 2:
        return None
    given = {f"{question}:{answer}" for question, answer in answers}
    for question in book.guide_questions.values():
        if question.id in answered or question.volunteered or (question.only_if and not given & set(question.only_if)):
            continue
        if any(form in standing for form in _concerned(question)):
            return question
    return None


def _concerned(question: GuideQuestion) -> Iterator[Form]:
    yield from question.concerns
    for answer in question.answers:
        for effect in answer.effects:
            if effect.effect is not Effect.GOOD:
                yield from effect.forms
