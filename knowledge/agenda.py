"""Steps across cases: what comes, what was decided or turned down, what waits for a council. Pure; the day is handed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from knowledge.cooperations import by_status
from knowledge.model import Assessment, AssessmentKind, Case, Cooperation, Deadline, Outcome, Status, Step
from knowledge.periods import Span
from knowledge.ratification import State, boards_of, ratified
from knowledge.snapshot import Knowledge
from knowledge.understanding.words import tokens

DECIDED = (Outcome.ADOPTED, Outcome.NOTED, Outcome.REJECTED)
"""Outcomes that a body has come to in substance."""
SETTLED = (*DECIDED, Outcome.WITHDRAWN)
"""Outcomes after which the body has no more to do."""
OPEN = (Outcome.PROPOSED, Outcome.PLANNED, Outcome.UNKNOWN, Outcome.POSTPONED)
"""Outcomes that leave the end open."""
_UNDECIDED = (State.NOT_SCHEDULED, State.SCHEDULED, State.POSTPONED, State.UNKNOWN)
_AHEAD = (Outcome.PLANNED, Outcome.POSTPONED)
_GROUNDS = (AssessmentKind.DISADVANTAGE, AssessmentKind.CHALLENGE)


class Treatment(NamedTuple):
    """A step in its case."""

    case: Case
    step: Step


@dataclass(frozen=True, slots=True)
class Wanted:
    """What steps are asked for; what is empty does not narrow."""

    places: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    cooperations: frozenset[str] = frozenset()
    """The cooperation that is meant and its parts."""
    form: str | None = None
    """A form of cooperation; cases that are of no known form may be of any."""
    together: frozenset[str] = frozenset()
    """Municipalities that all take part in the case."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case whose end in one council is not known: the steps that leave it open, none where no treatment is known."""

    case: Case
    open: tuple[Step, ...]
    newest: Step
    expected: bool = False
    """True where the council is known to have it before it: a step leaves it open, or the board of all councils does."""


def treatments(knowledge: Knowledge, wanted: Wanted, spans: Iterable[Span] = ()) -> list[Treatment]:
    """The steps that fit, within one of the spans when there are any; in time order."""
    within = tuple(spans)
    found = [
        Treatment(case, step)
        for case in _cases(knowledge, wanted)
        for step in case.steps
        if _concerns(knowledge, case, step, wanted) and (not within or any(span.meets(step.on) for span in within))
    ]
    found.sort(key=lambda t: (t.step.on.first_day(), t.step.on.last_day()))
    # two cases may tell the same step, as when one grew out of the other
    return list({(t.step.on, t.step.municipality, t.step.text): t for t in reversed(found)}.values())[::-1]


def coming(knowledge: Knowledge, wanted: Wanted, span: Span, today: date) -> list[Treatment]:
    """What is planned from ``today`` on within the span, and what was put off to a day that is not known."""
    ahead = span.from_day(today)
    found = treatments(knowledge, wanted)
    return [
        t
        for t in found
        if t.step.outcome in _AHEAD and ((ahead.meets(t.step.on) and t.step.on.last_day() >= today) or _put_off(t, today))
    ]


def _put_off(treatment: Treatment, today: date) -> bool:
    """Postponed, and no later step of that body tells what came of it."""
    step = treatment.step
    if step.outcome is not Outcome.POSTPONED or step.on.first_day() > today:
        return False
    return not any(
        s.municipality == step.municipality and s.body == step.body and s.on.first_day() > step.on.first_day()
        for s in treatment.case.steps
    )


def newest(found: Iterable[Treatment], today: date) -> Treatment | None:
    """The newest step that is known to have taken place, or whose paper at least is there; a mere plan never is."""
    known = [t for t in found if t.step.outcome is not Outcome.PLANNED and t.step.on.first_day() <= today]
    return max(known, key=lambda t: t.step.on.first_day(), default=None)


def newest_step(case: Case, today: date) -> Step | None:
    """The newest known step of one case."""
    found = newest((Treatment(case, step) for step in case.steps), today)
    return found.step if found else None


def deadlines(knowledge: Knowledge, wanted: Wanted) -> list[tuple[Case, Deadline]]:
    """The deadlines that concern those asked for, in time order."""
    found = [
        (case, deadline)
        for case in _cases(knowledge, wanted)
        for deadline in case.deadlines
        if not wanted.places or wanted.places & set(deadline.municipalities or case.municipalities)
    ]
    return sorted(found, key=lambda item: item[1].on.first_day())


def still_proposed(found: Iterable[Treatment]) -> list[Treatment]:
    """Those of which only the recommendation is known, where the same body has settled nothing since."""
    return [t for t in found if t.step.outcome is Outcome.PROPOSED and not _settled(t.case, t.step)]


def awaiting(knowledge: Knowledge, municipality: str, wanted: Wanted, today: date) -> list[Waiting]:
    """The cases that the municipality takes part in and whose end in its council is not known, the newest first."""
    found = []
    for case in _cases(knowledge, wanted):
        if municipality not in (*case.municipalities, *case.councils):
            continue
        own = [s for s in case.steps if _binds(s, municipality) and _of_fields(knowledge, case, s, wanted)]
        left = tuple(s for s in own if s.outcome in OPEN and not _settled(case, s, municipality))
        done = any(s.outcome in SETTLED for s in own)
        on_board = _left_on_board(knowledge, case, municipality, today)
        if left or on_board or (not done and on_board is None):
            known = [s for s in case.steps if s.outcome is not Outcome.PLANNED] or list(case.steps)
            newest = max(known, key=lambda s: s.on.first_day())
            found.append(Waiting(case, left, newest, bool(left or on_board)))
    return sorted(found, key=lambda w: w.newest.on.first_day(), reverse=True)


def _left_on_board(knowledge: Knowledge, case: Case, municipality: str, today: date) -> bool | None:
    """True where a question of the case is open in the council, by the board of all councils; None where it has no board."""
    if not ratified(knowledge.register, case):
        return None
    rows = [board.row(municipality) for board in boards_of(knowledge.register, case, today=today)]
    return any(row.state in _UNDECIDED for row in rows if row)


def _binds(step: Step, municipality: str) -> bool:
    """True for a step of the municipality, or of a body that all of them share or have each."""
    return step.municipality == municipality or (step.municipality is None and step.body is not None)


def _settled(case: Case, step: Step, municipality: str | None = None) -> bool:
    """True when the same council has come to an end with it since."""
    place = step.municipality or municipality
    return any(
        s.outcome in SETTLED
        and s.municipality == place
        and s.on.first_day() >= step.on.first_day()
        and (not s.fields or not step.fields or bool(set(s.fields) & set(step.fields)))
        for s in case.steps
    )


def turned_down(found: Iterable[Treatment]) -> list[Treatment]:
    """What a body said no to, and what was withdrawn."""
    return [t for t in found if t.step.outcome in (Outcome.REJECTED, Outcome.WITHDRAWN)]


def not_gone_on_with(knowledge: Knowledge, wanted: Wanted, status: Status, spans: Iterable[Span] = ()) -> list[Cooperation]:
    """The cooperations whose newest status is this one: rejected, or only advised against."""
    within = tuple(spans)
    return [
        record
        for record in by_status(knowledge).get(status, ())
        if (not wanted.places or wanted.places & set(record.municipality_ids()))
        and (not wanted.together or wanted.together <= set(record.municipality_ids()))
        and (not wanted.fields or _related(knowledge, wanted) & set(record.fields))
        and (not wanted.cooperations or record.id in wanted.cooperations)
        and (not within or any(span.meets(max(record.status, key=lambda s: s.on.first_day()).on) for span in within))
    ]


def grounds(knowledge: Knowledge, cooperations: Iterable[str], municipality: str | None) -> list[Assessment]:
    """What the sources hold against cooperations; with a municipality, what is said of it alone or of the cooperation."""
    wanted = set(cooperations)
    found = [
        a for a in knowledge.register.assessments.values() if a.kind in _GROUNDS and wanted & set(a.about.cooperations)
    ]  # fmt: skip
    if municipality is None:
        return found
    return [a for a in found if not a.about.municipalities or municipality in a.about.municipalities]


def cases_of(knowledge: Knowledge, cooperation: str) -> list[Case]:
    """The cases that are about a cooperation; those that name it first come first, the newer before the older."""
    found = [c for c in knowledge.register.cases.values() if cooperation in c.cooperations]
    return sorted(found, key=lambda c: (c.cooperations.index(cooperation), -max(s.on.first_day().toordinal() for s in c.steps)))


def _cases(knowledge: Knowledge, wanted: Wanted) -> Iterator[Case]:
    for case in knowledge.register.cases.values():
        if wanted.cooperations and not wanted.cooperations & set(case.cooperations):
            continue
        if wanted.form and case.form and case.form != wanted.form:
            continue
        if wanted.together and not wanted.together <= {*case.municipalities, *case.councils}:
            continue
        yield case


def _concerns(knowledge: Knowledge, case: Case, step: Step, wanted: Wanted) -> bool:
    if wanted.places:
        there = {step.municipality} if step.municipality else {*case.municipalities, *case.councils}
        if not wanted.places & there:
            return False
    if wanted.bodies and not wanted.bodies & bodies_of(knowledge, step):
        return False
    return _of_fields(knowledge, case, step, wanted)


def _of_fields(knowledge: Knowledge, case: Case, step: Step, wanted: Wanted) -> bool:
    return not wanted.fields or bool(_related(knowledge, wanted) & set(step.fields or case.fields))


def _related(knowledge: Knowledge, wanted: Wanted) -> set[str]:
    return {related for field in wanted.fields for related in knowledge.related_fields[field]}


def bodies_of(knowledge: Knowledge, step: Step) -> frozenset[str]:
    """The bodies that a step names, by our names for them."""
    known = knowledge.language.bodies
    return frozenset(known[t.folded] for t in tokens(step.body.nb) if t.folded in known) if step.body else frozenset()
