"""The choices that a question back offers: at most three, and as different as may be."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.snapshot import Knowledge
from knowledge.understanding.cooperations import Candidate
from knowledge.understanding.question import Option

MAX_CHOICES = 3


def options(knowledge: Knowledge, candidates: Sequence[Candidate]) -> tuple[tuple[Option, ...], int]:
    """Choices that differ, neighbours put together as one, and how many there were in all."""
    register = knowledge.register
    clusters: list[list[Candidate]] = []
    first_in: dict[str, int] = {}
    """Municipality or region -> the first cluster whose first cooperation has it."""
    for candidate in candidates:
        record = register.cooperations[candidate.id]
        places = {*record.municipality_ids(), *(f"region {r}" for r in record.regions)}
        near = min((first_in[p] for p in places if p in first_in), default=None)
        if near is not None:
            clusters[near].append(candidate)
            continue
        for place in places:
            first_in.setdefault(place, len(clusters))
        clusters.append([candidate])
    if len(clusters) == 1:
        return tuple(Option("cooperation", (c.id,)) for c in candidates[:MAX_CHOICES]), len(candidates)
    return tuple(Option("cooperation", tuple(c.id for c in cluster)) for cluster in clusters[:MAX_CHOICES]), len(clusters)
