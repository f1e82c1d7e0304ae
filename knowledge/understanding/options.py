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
    for candidate in candidates:
        members = set(register.cooperations[candidate.id].municipality_ids())
        regions = set(register.cooperations[candidate.id].regions)
        for cluster in clusters:
            head = register.cooperations[cluster[0].id]
            if members & set(head.municipality_ids()) or regions & set(head.regions):
                cluster.append(candidate)
                break
        else:
            clusters.append([candidate])
    if len(clusters) == 1:
        return tuple(Option("cooperation", (c.id,)) for c in candidates[:MAX_CHOICES]), len(candidates)
    return tuple(Option("cooperation", tuple(c.id for c in cluster)) for cluster in clusters[:MAX_CHOICES]), len(clusters)
