"""Figures of groups from answers to quiz items, so that nothing can be reckoned from them about fewer than five people.

Two ways of parting the same answers are told: by item, and by group of people (municipality and role). What is told of either
is sums over answers. A combination of such sums, with whatever factors, that tells something of some people and nothing of all
others, is a way of parting items and groups in two that just those people's answers go across: see docs/adr/0020. So there must
be no such parting that one to four people go across, and where there is, their answers that go across are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from knowledge.small_cuts import small_cut

LEAST = 5
"""So many people at least are behind whatever can be reckoned."""
_SPANS = (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)

_FEW = 10
"""One in so many may be left out so that a municipality is told by itself."""

Answers = Literal["first", "later"]
Part = Literal["item", "group"]
Group = tuple[str, str]
"""Municipality and role; empty where they are unknown, or where several are taken together."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer of a person."""

    person: str
    item: str
    theme: str
    first: bool
    """True for the first answer that the person ever gave to the item."""
    right: bool
    municipality: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """How many answers there were, and how many of them were right; of an item, or of a group, in a theme."""

    answers: Answers
    theme: str
    part: Part
    name: str
    """The item's id, or the municipality; empty for all others together."""
    role: str
    """Of a group; empty where it is unknown, or where several are taken together."""
    given: int
    right: int


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """All that is told of some answers."""

    people: int
    """The lower end of a span: at least so many people are behind. 0 when there are no figures."""
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class _Atom:
    """An answer on its way into the figures: whose, and the two sums that it is part of."""

    person: str
    item: str
    group: Group
    right: bool


def group_figures(answers: Iterable[Answered]) -> GroupFigures:
    """The figures of these answers. What is told does not depend on what was right, but in the sums themselves."""
    sorted_out: dict[tuple[Answers, str], list[Answered]] = defaultdict(list)
    for each in answers:
        sorted_out["first" if each.first else "later", each.theme].append(each)
    figures: list[Figure] = []
    people: set[str] = set()
    for (kind, theme), given in sorted(sorted_out.items()):
        atoms = _safe(_atoms(given))
        people |= {atom.person for atom in atoms}
        figures += _summed(kind, theme, atoms)
    return GroupFigures(max((span for span in _SPANS if span <= len(people)), default=0), tuple(figures))


# -- what goes together -----------------------------------------------------------------------------------------------


def _atoms(answers: Sequence[Answered]) -> list[_Atom]:
    """The answers of a theme, by items that enough people answered, and by groups that enough people are in."""
    by_item: dict[str, set[str]] = defaultdict(set)
    for each in answers:
        by_item[each.item].add(each.person)
    known = {item for item, people in by_item.items() if len(people) >= LEAST}
    groups = _groups({each.person: (each.municipality, each.role) for each in answers})
    return [_Atom(a.person, a.item if a.item in known else "", groups[a.person], a.right) for a in answers]


def _groups(people: Mapping[str, Group]) -> dict[str, Group]:
    """The group that each person is counted in: of at least ``LEAST``, or of all that are left over."""
    towns: dict[str, list[str]] = defaultdict(list)
    for person, (municipality, _) in people.items():
        towns[municipality].append(person)
    for municipality in [name for name, within in towns.items() if name and len(within) < LEAST]:
        towns[""] += towns.pop(municipality)
    if 0 < len(towns[""]) < LEAST and len(towns) > 1 and len(towns[""]) * _FEW > len(people):
        # they would be left out, and of so few that is much: the smallest municipality is told with them instead
        smallest = min((name for name in towns if name), key=lambda name: (len(towns[name]), name))
        towns[""] += towns.pop(smallest)
    found: dict[str, Group] = {}
    for municipality, within in towns.items():
        roles: dict[str, list[str]] = defaultdict(list)
        for person in within:
            roles[people[person][1]].append(person)
        for role in [name for name, those in roles.items() if name and len(those) < LEAST]:
            roles[""] += roles.pop(role)
        if 0 < len(roles[""]) < LEAST and len(roles) > 1:
            # too few to stand alone: the smallest group takes them in, and is then of no role
            smallest = min((name for name in roles if name), key=lambda name: (len(roles[name]), name))
            roles[""] += roles.pop(smallest)
        found |= {person: (municipality, role) for role, those in roles.items() for person in those}
    return found


# -- what is left out -------------------------------------------------------------------------------------------------


def _safe(atoms: Sequence[_Atom]) -> list[_Atom]:
    """The answers without those that would let fewer than ``LEAST`` people be told from all others."""
    left = list(atoms)
    while True:
        edges: dict[str, set[tuple[Part, str | Group]]] = defaultdict(set)
        for atom in left:
            edges[atom.person] |= {("item", atom.item), ("group", atom.group)}
        side = small_cut([frozenset(edges[person]) for person in sorted(edges)], LEAST)
        if side is None:
            return left
        # each person who goes across keeps what is on the side of their group; nothing goes across any more
        left = [atom for atom in left if (("item", atom.item) in side) == (("group", atom.group) in side)]


def _summed(kind: Answers, theme: str, atoms: Sequence[_Atom]) -> list[Figure]:
    sums: dict[tuple[Part, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for atom in atoms:
        for key in (("item", atom.item, ""), ("group", *atom.group)):
            total = sums[key]
            total[0] += 1
            total[1] += atom.right
    return [Figure(kind, theme, part, name, role, *total) for (part, name, role), total in sorted(sums.items())]


# -- asking -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Weakness:
    """How it goes with a theme or an item: answers given and right, the first ones and all later ones told apart."""

    theme: str
    item: str = ""
    """Empty for the whole theme."""
    first: tuple[int, int] = (0, 0)
    later: tuple[int, int] = (0, 0)

    @property
    def share(self) -> int:
        """How many of a hundred first answers were right; of the later ones where there are no first."""
        given, right = self.first if self.first[0] else self.later
        return round(100 * right / given) if given else 0


def weak_themes(figures: Iterable[Figure], municipality: str = "", role: str = "") -> tuple[Weakness, ...]:
    """The themes, the weakest first; of all, or of the groups of a municipality, of a role or of both."""
    wanted = (
        each for each in figures
        if each.part == "group" and municipality in ("", each.name) and role in ("", each.role)
    )  # fmt: skip
    return _weakest((each, Weakness(each.theme)) for each in wanted)


def weak_items(figures: Iterable[Figure]) -> tuple[Weakness, ...]:
    """The items that are told by themselves, the weakest first; always of all people together."""
    return _weakest((each, Weakness(each.theme, each.name)) for each in figures if each.part == "item" and each.name)


def _weakest(found: Iterable[tuple[Figure, Weakness]]) -> tuple[Weakness, ...]:
    sums: dict[Weakness, Weakness] = {}
    for figure, about in found:
        so_far = sums.get(about, about)
        before = so_far.first if figure.answers == "first" else so_far.later
        total = (before[0] + figure.given, before[1] + figure.right)
        sums[about] = replace(so_far, **{figure.answers: total})  # type: ignore[arg-type]
    return tuple(sorted(sums.values(), key=lambda w: (not w.first[0], w.share, w.theme, w.item)))
