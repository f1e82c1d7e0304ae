"""What answers on decisions share: a step as facts, how old the newest is, what was asked for, the period it was taken as."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from dialogs.handlers.common import age, choice, cited, names, on_day, when
from dialogs.model import Answer, Choice, Reply, Turn
from knowledge.agenda import DECIDED, Treatment, Wanted, newest_step
from knowledge.model import Case, Citation, Deadline, Outcome, PartialDate, Step, Text
from knowledge.periods import Span, resolve

_REMEMBERED = 4
_OLD_DAYS = 183
"""A case whose newest known step is older than this may well have gone on since."""
BODY_LABELS = {
    "council": Text("kommunestyret", "kommunestyret"),
    "executive": Text("formannskapet", "formannskapet"),
    "representatives": Text("representantskapet", "representantskapet"),
    "board": Text("styret", "styret"),
    "regional_council": Text("regionrådet", "regionrådet"),
    "committee": Text("utvalget", "utvalet"),
    "chief_executive": Text("kommunedirektøren", "kommunedirektøren"),
    "working_group": Text("arbeidsgruppen", "arbeidsgruppa"),
}
"""The bodies that can be asked for, as they are named in an answer."""


def told(turn: Turn, case: Case, step: Step) -> dict[str, Any]:
    """A step as a template tells it; ``overdue`` for a plan whose day has passed, which never counts as having happened."""
    language = turn.language
    return {
        "on": when(step.on),
        "case": case.title.in_(language),
        "municipality": turn.knowledge.municipality_name(step.municipality) if step.municipality else "",
        "body": step.body.in_(language) if step.body else "",
        "outcome": step.outcome.value,
        "decided": step.outcome in DECIDED,
        "text": step.text.in_(language),
        "proposal": step.proposal.in_(language) if step.proposal else "",
        "decision": step.decision.in_(language) if step.decision else "",
        "vote": step.vote.in_(language) if step.vote else "",
        "case_number": step.case_number or "",
        "archive_number": step.archive_number or "",
        "overdue": step.outcome is Outcome.PLANNED and step.on.last_day() < turn.today,
    }


def all_told(turn: Turn, found: Iterable[Treatment]) -> list[dict[str, Any]]:
    """Steps with their cases, as templates tell them."""
    return [told(turn, case, step) for case, step in found]


def citations(found: Iterable[Treatment]) -> tuple[Citation, ...]:
    """Where the steps stand, each place once."""
    return tuple(dict.fromkeys(step.cite or case.cite for case, step in found))


def stale(turn: Turn, cases: Sequence[Case]) -> dict[str, Any] | None:
    """The newest known step of the cases, where it is old; None where it is fresh, or nothing is known to have happened."""
    newest = [step for case in cases if (step := newest_step(case, turn.today))]
    step = max(newest, key=lambda s: s.on.first_day(), default=None)
    if step is None:
        return None
    case = next(c for c in cases if step in c.steps)
    return aged(turn, case, step) if (turn.today - _latest(turn, case, step).last_day()).days >= _OLD_DAYS else None


def _latest(turn: Turn, case: Case, step: Step) -> PartialDate:
    """The day of a step as late as it can have been: what a document tells of was over when it was published."""
    source = turn.knowledge.register.sources[(step.cite or case.cite).source]
    return min(step.on, source.published, key=lambda day: day.last_day())


def aged(turn: Turn, case: Case, step: Step) -> dict[str, Any]:
    """The day of a step, and how long ago it was."""
    years, months = age(_latest(turn, case, step), turn.today)
    return {"on": when(step.on), "years": years, "months": months}


def wanted(turn: Turn) -> Wanted:
    """What the question asks for, as steps are sought by it."""
    slots, knowledge = turn.slots, turn.knowledge
    cooperation = slots.cooperation
    family = frozenset([cooperation, *knowledge.parts_of.get(cooperation, ())]) if cooperation else frozenset()
    return Wanted(places(turn), frozenset(slots.bodies), frozenset(slots.fields), family, slots.form)


def places(turn: Turn) -> frozenset[str]:
    """The municipalities that are named; else those of the regions and counties."""
    slots, register = turn.slots, turn.knowledge.register
    if slots.municipalities:
        return frozenset(slots.municipalities)
    found = {m for region in slots.regions for m in register.regions[region].municipalities}
    found.update(m.id for m in register.municipalities.values() if m.county in slots.counties)
    return frozenset(found)


def spans(turn: Turn, *, past: bool) -> list[Span]:
    """The periods that are named, as days; none where none is."""
    slots = turn.slots
    said = (slots.span,) if slots.span else slots.dates
    return [span for token in said if (span := resolve(token, turn.today, past=past))]


def scope(turn: Turn) -> dict[str, Any]:
    """Whom, what and which body the question is narrowed to, as names."""
    slots, register, language = turn.slots, turn.knowledge.register, turn.language
    where = names(turn, slots.municipalities) or [register.regions[r].name.in_(language) for r in slots.regions]
    cooperation = register.cooperations[slots.cooperation].name.in_(language) if slots.cooperation else ""
    return {
        "places": where or list(slots.counties),
        "bodies": [BODY_LABELS[b].in_(language) for b in slots.bodies if b in BODY_LABELS],
        "fields": [] if cooperation else [register.fields[f].name.in_(language) for f in slots.fields],
        "cooperation": cooperation,
    }


def period(found: Sequence[Span]) -> dict[str, str]:
    """The first and last day of what was asked for; empty where it is open."""
    starts, ends = [s.start for s in found], [s.end for s in found]
    return {
        "first": on_day(min(d for d in starts if d)) if starts and all(starts) else "",
        "last": on_day(max(d for d in ends if d)) if ends and all(ends) else "",
    }


def ids(cases: Iterable[Case]) -> tuple[str, ...]:
    """The cases that an answer tells of, as the conversation remembers them."""
    return tuple(dict.fromkeys(case.id for case in cases))[:_REMEMBERED]


def newest(turn: Turn, found: Treatment | None) -> dict[str, Any] | None:
    """A step with its age; None for none."""
    return {**told(turn, *found), **aged(turn, *found)} if found else None


def deadline(turn: Turn, case: Case, deadline: Deadline) -> dict[str, Any]:
    """A deadline of a case, with the days that are left of it; fewer than none when it is gone."""
    last = deadline.on.last_day()
    return {
        "on": when(deadline.on),
        "kind": deadline.kind,
        "text": deadline.text.in_(turn.language),
        "municipalities": [turn.knowledge.municipality_name(m) for m in deadline.municipalities],
        "case": case.title.in_(turn.language),
        "left": (last - turn.today).days,
        "exact": deadline.on.day is not None,
    }


def answer(
    turn: Turn, key: str, facts: dict[str, Any], told: Iterable[Treatment], cases: Iterable[Case], cites: Iterable[Citation] = ()
) -> Answer:
    """The reply across cases, with its sources, and what may be asked next of the same place."""
    told = list(told)
    known = tuple(dict.fromkeys((*citations(told), *cites)))
    meant = ids(cases)
    step = told[0].step.id if len(told) == 1 and meant == (told[0].case.id,) else None
    slots = replace(turn.slots, cases=meant, case=meant[0] if len(meant) == 1 else None, step=step)
    dated = (to_calendar(turn),) if any(is_ahead(turn, t) for t in told) or facts.get("dated") else ()
    reply = Reply(f"decision/{key}", turn.language, facts, cited(turn, known), (*dated, *_choices(turn, key)))
    return Answer(reply, known, slots=slots)


def is_ahead(turn: Turn, treatment: Treatment) -> bool:
    """True for a planned step on a day that is still to come, which can be put in a calendar."""
    step = treatment.step
    return step.outcome is Outcome.PLANNED and step.on.day is not None and step.on.last_day() >= turn.today


def to_calendar(turn: Turn) -> Choice:
    """The button that gives the calendar file."""
    return choice(turn, "Legg i kalenderen", "Legg i kalenderen")


def _choices(turn: Turn, key: str) -> tuple[Choice, ...]:
    """What may be asked next of the same place."""
    places = scope(turn)["places"]
    source = choice(turn, "Hvor står det?", "Kvar står det?")
    if not places:
        return (source,)
    at = places[0]
    options = {
        "agenda": (
            "Hva kommer opp?",
            "Kva kjem opp?",
            f"Hva kommer opp i {at} framover?",
            f"Kva kjem opp i {at} framover?",
        ),
        "decided": (
            "Hva er vedtatt?",
            "Kva er vedteke?",
            f"Hvilke vedtak er gjort i {at}?",
            f"Kva vedtak er gjorde i {at}?",
        ),
        "rejected": (
            "Hva er avvist?",
            "Kva er avvist?",
            f"Hvilke saker er avvist i {at}?",
            f"Kva saker er avviste i {at}?",
        ),
    }
    others = [choice(turn, *words) for name, words in options.items() if name != key]
    return (*others[:2], source)
