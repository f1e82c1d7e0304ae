"""Who is together with whom, reckoned from made-up cooperations."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from knowledge.model import (
    Citation,
    Cooperation,
    CooperationKind,
    DatedStatus,
    PartialDate,
    Participant,
    ParticipantRole,
    Status,
    Text,
)
from knowledge.ties import Tie, Web, hosts_in

CITE = Citation("kilde", "1")
SAME = Text("x", "x")


def together(name: str, *municipalities: str, **roles: ParticipantRole) -> Cooperation:
    """A cooperation of these, some of them in another role."""
    people = [Participant(m, role=roles.get(m, ParticipantRole.PARTICIPANT)) for m in municipalities]
    status = (DatedStatus(Status.OPERATING, PartialDate(2020), SAME),)
    return Cooperation(name, SAME, CooperationKind.COOPERATION, SAME, CITE, status, participants=tuple(people))


THREE = (
    together("brann", "a", "b", "c", a=ParticipantRole.HOST),
    together("vann", "a", "b", a=ParticipantRole.HOST),
    together("skole", "c", "d", "e", e=ParticipantRole.OUTSIDE),
    together("alene", "f"),
)


def test_ties_are_what_two_share_and_the_strongest_come_first() -> None:
    """One who is expressly not with it, and one who is alone, are tied to nobody."""
    web = Web(THREE)

    assert web.ties == (Tie("a", "b", 2), Tie("a", "c", 1), Tie("b", "c", 1), Tie("c", "d", 1))
    assert [c.id for c in web.shared("b", "a")] == ["brann", "vann"]
    assert [web.count(m) for m in "acef"] == [2, 2, 0, 1]
    assert web.partners() == {"a": 2, "b": 2, "c": 3, "d": 1}
    assert hosts_in(THREE) == {"a": 2}


def test_an_area_keeps_the_ties_that_lead_out_of_it() -> None:
    """What neither end of is in the area is left out."""
    assert Web(THREE, frozenset({"d"})).ties == (Tie("c", "d", 1),)
    assert Web(THREE, frozenset()).ties == ()


def test_those_who_are_drawn_hang_together() -> None:
    """The strongest ties are taken with both their ends; never more than there is room for."""
    web = Web(THREE)

    assert web.strongest(3) == ("a", "b", "c")
    assert web.strongest(2) == ("a", "b")
    assert web.nearest("c", 3) == ("c", "a", "b")
    assert web.among(("a", "b", "d")) == (Tie("a", "b", 2),)
    assert Web(()).strongest(5) == ()


@pytest.mark.parametrize("seed", range(5))
def test_the_quick_way_finds_what_the_plain_way_does(seed: int) -> None:
    """Pair by pair, over three hundred made-up cooperations."""
    random = Random(seed)
    names = [f"m{n:02}" for n in range(30)]
    records = [together(f"c{n}", *random.sample(names, random.randint(1, 6))) for n in range(300)]
    plain: dict[tuple[str, str], int] = {}
    for record in records:
        for pair in combinations(sorted(record.municipality_ids()), 2):
            plain[pair] = plain.get(pair, 0) + 1
    web = Web(records)

    assert {(t.first, t.second): t.count for t in web.ties} == plain
    assert all(len(web.shared(t.first, t.second)) == t.count for t in web.ties)
