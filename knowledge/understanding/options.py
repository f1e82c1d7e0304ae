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
    clusters: list[tuple[frozenset[str], frozenset[str], list[Candidate]]] = []
    """Municipalities and regions of the first, and all that are neighbours of it."""
    for candidate in candidates:
        members = frozenset(register.cooperations[candidate.id].municipality_ids())
        regions = frozenset(register.cooperations[candidate.id].regions)
        for first_members, first_regions, cluster in clusters:
            if not (members.isdisjoint(first_members) and regions.isdisjoint(first_regions)):
                cluster.append(candidate)
                break
        else:
            clusters.append((members, regions, [candidate]))
    if len(clusters) == 1:
        return tuple(Option("cooperation", (c.id,)) for c in candidates[:MAX_CHOICES]), len(candidates)
    return tuple(Option("cooperation", tuple(c.id for c in cluster)) for _, _, cluster in clusters[:MAX_CHOICES]), len(clusters)
