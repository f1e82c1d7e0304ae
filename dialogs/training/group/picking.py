"""Which questions a group is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from knowledge.quiz import Kind, QuizItem
from knowledge.quiz_topics import about
from knowledge.snapshot import Knowledge
from knowledge.understanding.group_commands import GroupCommand

USUAL, MOST = 8, 30
"""How many questions there are where nobody says, and at most."""
VOTED = frozenset({Kind.ONE, Kind.SEVERAL, Kind.TRUE_FALSE, Kind.CASE})
"""The kinds that a group can vote on."""


def pick(knowledge: Knowledge, items: Mapping[str, QuizItem], wanted: GroupCommand, chance: Random) -> Sequence[QuizItem]:
    """As many as are wanted of those that fit, at random, the easier first; fewer where there are no more."""
    fitting = [
        item
        for item in about(wanted.topic, knowledge, items).values()
        if item.kind in VOTED
        and (wanted.level is None or item.level == wanted.level)
        and (wanted.role is None or not item.roles or wanted.role in item.roles)
    ]
    chosen = chance.sample(fitting, min(wanted.count or USUAL, len(fitting)))
    return sorted(chosen, key=lambda item: item.level)
