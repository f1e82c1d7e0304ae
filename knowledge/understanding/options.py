"""The choices that a question back offers: at most three, and as different as may be."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from knowledge.cooperations import newest_status
from knowledge.model import CooperationKind, Form, Status
from knowledge.snapshot import Knowledge
from knowledge.understanding.question import Option

MAX_CHOICES = 3


def with_form(knowledge: Knowledge, form: str, places: Collection[str]) -> tuple[str, ...]:
    """The cooperations of a form that are no mere ideas, in some places or, with none, in all the country."""
    found = knowledge.once(("of form", form), lambda: tuple(_of_form(knowledge, form)))
    members = knowledge.register.cooperations
    return tuple(c for c in found if not set(places).isdisjoint(members[c].municipality_ids())) if places else found


def _of_form(knowledge: Knowledge, form: str) -> Iterator[str]:
    register = knowledge.register
    council = CooperationKind.POLITICAL_COUNCIL if form == Form.REGIONAL_COUNCIL.value else None
    named = knowledge.by_form.get(form, ())
    councils = (c.id for c in register.cooperations.values() if c.kind is council)
    yield from (c.id for c in knowledge.in_order((*named, *councils)) if newest_status(c) is not Status.IDEA)


def options_of_form(knowledge: Knowledge, form: str) -> tuple[tuple[Option, ...], int]:
    """The choices between all of a form in the country, which may be thousands."""
    return knowledge.once(("options", form), lambda: options(knowledge, with_form(knowledge, form, ())))


def options(knowledge: Knowledge, candidates: Sequence[str]) -> tuple[tuple[Option, ...], int]:
    """Choices that differ, neighbours put together as one, and how many there were in all."""
    register = knowledge.register
    clusters: list[list[str]] = []
    first_in: dict[str, int] = {}
    """Municipality or region -> the first cluster whose first cooperation has it."""
    for candidate in candidates:
        record = register.cooperations[candidate]
        places = (*record.municipality_ids(), *(f"region {r}" for r in record.regions))
        near = min((first_in[p] for p in places if p in first_in), default=None)
        if near is not None:
            clusters[near].append(candidate)
            continue
        for place in places:
            first_in.setdefault(place, len(clusters))
        clusters.append([candidate])
    if len(clusters) == 1:
        return tuple(Option("cooperation", (c,)) for c in candidates[:MAX_CHOICES]), len(candidates)
    return tuple(Option("cooperation", tuple(cluster)) for cluster in clusters[:MAX_CHOICES]), len(clusters)
