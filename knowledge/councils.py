"""Whose steps the steps of a case are: which councils they belong to, and which question of the case they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from knowledge.model import Case, Municipality, Outcome, Step

_COUNCIL = re.compile(r"(?:kommunestyr|bystyr|herr?adsstyr|fylkesting)", re.IGNORECASE)
_COUNCILS = re.compile(
    r"(?:(?P<all>alle|begge|samtlige|samtlege|hvert|kvart|hver|kvar|dei? enkelte|dei einskilde|de)\s+)?"
    r"(?:enkelte?\s+|einskilde?\s+)?"
    r"(?P<what>kommunestyr(?:ene|a|er|et|e)|bystyr(?:ene|a)|kommun(?:ene|ane|e))\b",
    re.IGNORECASE,
)
_DEFINITE = ("kommunestyrene", "kommunestyra", "bystyrene", "bystyra")


@dataclass(slots=True)
class Rounds:
    """One question of a case: what each council did itself, and what prepared it."""

    fields: tuple[str, ...]
    own: dict[str, list[Step]] = field(default_factory=dict)
    beside: dict[str, list[Step]] = field(default_factory=dict)


def councils_of(case: Case) -> tuple[str, ...]:
    """The municipalities whose councils must decide."""
    return case.councils or case.municipalities


def rounds_of(case: Case, municipalities: Mapping[str, Municipality]) -> tuple[Rounds, ...]:
    """The case as a whole first, then the parts of it that councils have treated apart, the earliest first."""
    whole = Rounds(())
    parts: list[Rounds] = []
    for step in sorted(case.steps, key=lambda each: each.on.first_day()):
        councils, own = _belongs(case, step, municipalities)
        if not councils:
            continue
        part = _part(case, step, whole, parts)
        for council in councils:
            (part.own if own else part.beside).setdefault(council, []).append(step)
    return (whole, *(part for part in parts if part.own))


def _part(case: Case, step: Step, whole: Rounds, parts: list[Rounds]) -> Rounds:
    """The question that a step is about: some of the case's fields, or others than the case's; else the whole."""
    fields = tuple(step.fields)
    if not fields or not case.fields or set(fields) >= set(case.fields):
        return whole
    for part in parts:
        if set(part.fields) & set(fields):
            part.fields = tuple(dict.fromkeys((*part.fields, *fields)))
            return part
    parts.append(Rounds(fields))
    return parts[-1]


def _belongs(case: Case, step: Step, municipalities: Mapping[str, Municipality]) -> tuple[tuple[str, ...], bool]:
    """The councils that a step belongs to, and whether it is their own; none for other bodies' steps."""
    councils = councils_of(case)
    if step.municipality:
        if step.municipality not in councils:
            return (), False
        council = step.body is None or any(_COUNCIL.search(body) for body in (step.body.nb, step.body.nn))
        # without a body it must at least be a decision: a report that was delivered is no council's doing
        return (step.municipality,), council and (step.body is not None or step.outcome not in (Outcome.HELD, Outcome.NOTED))
    if step.body is None:
        return (), False
    return _several(councils, (step.body.nb, step.body.nn), municipalities), True


def _several(councils: tuple[str, ...], bodies: Iterable[str], municipalities: Mapping[str, Municipality]) -> tuple[str, ...]:
    """The councils that «alle kommunestyrene i Sogn» or «kommunestyrene i Sel og Vågå» stands for."""
    for body in bodies:
        match = _COUNCILS.match(body.strip())
        if match is None:
            continue
        named = tuple(m for m in councils if m in municipalities and _named(municipalities[m], body))
        if named:
            return named
        if match["all"] or match["what"].lower() in _DEFINITE:
            return councils
    return ()


def _named(municipality: Municipality, body: str) -> bool:
    return any(re.search(rf"\b{re.escape(name)}\b", body) for name in (municipality.name, *municipality.names))
