"""What happened in a case, by its record before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from knowledge.council_steps import when_of
from knowledge.councils import councils_of
from knowledge.following.happening import Happening, Kind, World, case_facts, cite_of, day, step_facts, words
from knowledge.following.times import end_of_day
from knowledge.following.topics import Concerns
from knowledge.model import Case, Deadline, Outcome, Step
from knowledge.ratification import Agreement, board_of, ratified
from knowledge.understanding.words import tokens

DECIDED = (Outcome.ADOPTED, Outcome.REJECTED, Outcome.NOTED)
STALE = timedelta(days=365)
"""What took place longer ago is history when it is heard of, and no news."""
_AHEAD = (Outcome.PLANNED, Outcome.PROPOSED)
_HELD = (Outcome.HELD, Outcome.UNKNOWN)
_AGREED = (Agreement.AGREED, Agreement.ADOPTED, Agreement.DIFFERS)


def of_case(before: Case | None, after: Case | None, world: World) -> Iterator[Happening]:
    """All that a reader would call news, in the order that it is told."""
    if after is None:
        if before is not None:
            yield _whole(before, before.steps, world, Kind.CASE_GONE, corrects=True)
        return
    if before is None:
        yield from _new(after, world)
        return
    yield from _agreed(before, after, world)
    yield from _councils(before, after, world)
    earlier = {step.id: step for step in before.steps}
    for step in after.steps:
        yield from _step(earlier.get(step.id), step, after, world)
    kept = {step.id for step in after.steps}
    for step in before.steps:
        if step.id not in kept and step.outcome is Outcome.PLANNED and when_of(step.on) >= world.today:
            yield _of_step(Kind.CANCELLED, "meeting", step, after, world, removed=True)
    known = {(each.kind, each.on, each.text) for each in before.deadlines}
    yield from (_new_deadline(d, after, world) for d in after.deadlines if _is_new(d, known, world))


def concerns_of(case: Case, world: World, steps: Iterable[Step] = (), fields: tuple[str, ...] = ()) -> Concerns:
    """Whom a case is about; the bodies are those of the steps."""
    forms = (case.form.value,) if case.form else ()
    bodies = [(body, step.municipality or "") for step in steps for body in bodies_of(step, world)]
    places = dict.fromkeys((*case.municipalities, *case.councils))
    about = fields or case.fields
    return Concerns(tuple(places), case.regions, about, forms, tuple(dict.fromkeys(bodies)), case.cooperations, case.id)


def bodies_of(step: Step, world: World) -> frozenset[str]:
    """The bodies that a step names, by our names for them."""
    if step.body is None:
        return frozenset()
    return frozenset(world.bodies[t.folded] for t in tokens(step.body.nb) if t.folded in world.bodies)


def _new(case: Case, world: World) -> Iterator[Happening]:
    """A case that has lain still for long is history that was brought in."""
    newest = max((when_of(step.on) for step in case.steps), default=world.today)
    if newest >= world.today - STALE or any(when_of(each.on) >= world.today for each in case.deadlines):
        yield _whole(case, case.steps, world, Kind.NEW_CASE)


def _whole(case: Case, steps: tuple[Step, ...], world: World, kind: Kind, *, corrects: bool = False) -> Happening:
    coming = sorted(
        (s for s in steps if s.outcome is Outcome.PLANNED and when_of(s.on) >= world.today), key=lambda s: when_of(s.on)
    )
    past = sorted((s for s in steps if s.on.first_day() <= world.today), key=lambda s: when_of(s.on))
    telling = coming[0] if coming else past[-1] if past else None
    facts: dict[str, Any] = case_facts(case)
    if kind is Kind.NEW_CASE:
        facts |= {"kind": case.kind, "coming": bool(coming), "outcome": telling.outcome.value if telling else None}
        facts |= step_facts(telling) if telling else {}
        facts |= {"municipalities": list(dict.fromkeys((*case.municipalities, *case.councils)))}
    cites = cite_of(telling.cite if telling else None, case.cite)
    return Happening(
        f"case/{case.id}", kind, f"case:{case.id}", facts, concerns_of(case, world, steps), cites, corrects=corrects
    )  # fmt: skip


def _step(before: Step | None, after: Step, case: Case, world: World) -> Iterator[Happening]:
    if when_of(after.on) < world.today - STALE:
        return
    proposed = after.outcome in _AHEAD and _proposed(before, after)
    ahead = when_of(after.on) >= world.today
    if before is None and not proposed and (after.outcome in _HELD or (ahead and after.outcome is Outcome.PLANNED)):
        yield _of_step(Kind.NEW_STEP, "new", after, case, world)
    if before is not None and before.on != after.on and ahead and before.outcome in _AHEAD and after.outcome in _AHEAD:
        moved = _of_step(Kind.MOVED, "meeting", after, case, world)
        yield replace(moved, facts={**moved.facts, "was": day(before.on)})
    if after.outcome is Outcome.WITHDRAWN and (before is None or before.outcome is not Outcome.WITHDRAWN):
        yield _of_step(Kind.CANCELLED, "meeting", after, case, world)
    if proposed:
        yield _proposal(before, after, case, world)
    if after.outcome in (*DECIDED, Outcome.POSTPONED):
        yield from _decision(before, after, case, world)
    elif before is not None and before.outcome in DECIDED:  # told as decided, and it was not
        yield replace(_outcome(after, case, world), corrects=True)


def _proposed(before: Step | None, after: Step) -> bool:
    """True when the recommendation is new, or another than it was."""
    if after.outcome is not Outcome.PROPOSED and not after.proposal:
        return False
    return before is None or before.proposal != after.proposal or (before.outcome is not after.outcome and not before.proposal)


def _proposal(before: Step | None, step: Step, case: Case, world: World) -> Happening:
    told = _of_step(Kind.PROPOSAL, "proposal", step, case, world)
    facts = {**told.facts, "proposal": words(step.proposal), "ahead": when_of(step.on) >= world.today}
    corrects = before is not None and before.proposal is not None and before.outcome in _AHEAD
    return replace(told, facts=facts, corrects=corrects)


def _decision(before: Step | None, step: Step, case: Case, world: World) -> Iterator[Happening]:
    same = before is not None and before.outcome is step.outcome and before.municipality == step.municipality
    if same and not _says_more(before, step, ("decision", "vote")):
        return
    told = _outcome(step, case, world)
    was = before.outcome if before is not None and before.outcome in DECIDED else None
    corrects = was is not None and (was is not step.outcome or _says_other(before, step, ("decision", "vote")))
    yield replace(told, corrects=corrects, facts={**told.facts, "was": was.value if was and was is not step.outcome else None})


def _outcome(step: Step, case: Case, world: World) -> Happening:
    what = "postponed" if step.outcome is Outcome.POSTPONED else "decision"
    told = _of_step(Kind.DECISION, what, step, case, world)
    more = {"outcome": step.outcome.value, "decision": words(step.decision), "vote": words(step.vote)}
    return replace(told, facts={**told.facts, **more})


def _says_more(before: Step | None, after: Step, names: tuple[str, ...]) -> bool:
    """True when something that is told of it is new or otherwise."""
    new = any(getattr(after, name) and (before is None or getattr(before, name) != getattr(after, name)) for name in names)
    return new or before is None or before.outcome is not after.outcome


def _says_other(before: Step | None, after: Step, names: tuple[str, ...]) -> bool:
    """True when something that was told before is otherwise now."""
    return before is not None and any(getattr(before, n) and getattr(before, n) != getattr(after, n) for n in names)


def _of_step(kind: Kind, what: str, step: Step, case: Case, world: World, *, removed: bool = False) -> Happening:
    facts = {**case_facts(case), **step_facts(step), "removed": removed}
    if kind is Kind.NEW_STEP:
        facts["outcome"] = step.outcome.value
    ahead = kind in (Kind.NEW_STEP, Kind.MOVED, Kind.CANCELLED, Kind.PROPOSAL) and when_of(step.on) >= world.today
    return Happening(
        f"case/{case.id}/{step.id}/{what}", kind, f"case:{case.id}", facts,
        concerns_of(case, world, (step,), tuple(step.fields)), cite_of(step.cite, case.cite),
        expires=end_of_day(when_of(step.on)) if ahead else None,
    )  # fmt: skip


def _agreed(before: Case, after: Case, world: World) -> Iterator[Happening]:
    register = world.register
    if not ratified(register, after):
        return
    now = board_of(register, after, today=world.today)
    earlier = board_of(register, before, today=world.today).agreement
    if (now.agreement in _AGREED) == (earlier in _AGREED) and (now.agreement in _AGREED) <= (now.agreement is earlier):
        return
    if now.agreement not in _AGREED and now.agreement is not Agreement.OPEN:
        return  # one said no: that is told as its decision
    councils = [row.municipality for row in now.rows]
    adopted = [row.municipality for row in now.adopted]
    facts = {**case_facts(after), "agreement": now.agreement.value, "councils": councils, "adopted": adopted}
    cites = tuple(dict.fromkeys((row.cite.source, row.cite.place) for row in now.rows if row.cite))
    about = replace(concerns_of(after, world), bodies=tuple(("council", m) for m in councils))
    yield Happening(
        f"case/{after.id}/agreed", Kind.AGREED, f"case:{after.id}", facts, about, cites, corrects=earlier in _AGREED
    )  # fmt: skip


def _councils(before: Case, after: Case, world: World) -> Iterator[Happening]:
    """Councils that the matter is for now, or no longer is."""
    was, now = councils_of(before), councils_of(after)
    if len(was) < 2 and len(now) < 2:
        return
    changed = [(Kind.JOINED, m) for m in now if m not in was] + [(Kind.LEFT, m) for m in was if m not in now]
    for kind, municipality in changed:
        about = concerns_of(after, world)
        about = replace(about, municipalities=tuple(dict.fromkeys((*about.municipalities, municipality))))
        facts = {**case_facts(after), "municipality": municipality}
        yield Happening(
            f"case/{after.id}/council/{municipality}", kind, f"case:{after.id}", facts, about, cite_of(after.cite)
        )  # fmt: skip


def _is_new(deadline: Deadline, known: set[Any], world: World) -> bool:
    return (deadline.kind, deadline.on, deadline.text) not in known and when_of(deadline.on) >= world.today


def _new_deadline(deadline: Deadline, case: Case, world: World) -> Happening:
    return of_deadline(Kind.NEW_DEADLINE, "new", deadline, case, world)


def of_deadline(kind: Kind, what: str, deadline: Deadline, case: Case, world: World) -> Happening:
    """A deadline, as something to be told of."""
    facts = {**case_facts(case), "deadline": deadline.kind, "on": day(deadline.on), "text": words(deadline.text)}
    about = concerns_of(case, world)
    if deadline.municipalities:
        about = replace(about, municipalities=deadline.municipalities)
    return Happening(
        f"case/{case.id}/deadline/{deadline.kind}/{deadline.on}/{what}", kind, f"case:{case.id}", facts, about,
        cite_of(deadline.cite, case.cite), expires=end_of_day(when_of(deadline.on)),
    )  # fmt: skip
