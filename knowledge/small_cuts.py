"""Small cuts of a hypergraph: a way to part its nodes that fewer than so many edges go across, but some do.

Found exactly: what so many edges hold together is taken as one node first, which leaves little; then the least cut of what is
left is found by maximum adjacency orderings (Klimmek and Wagner's form of Stoer and Wagner's way).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)
Edges = dict[frozenset[int], int]
"""Sets of nodes, by number, and how many edges go through just them."""


def small_cut(edges: Iterable[frozenset[Node]], least: int) -> frozenset[Node] | None:
    """One side of a cut that at least one edge and fewer than ``least`` edges go across; None when there is no such cut."""
    found = [edge for edge in edges if len(edge) > 1]
    names = list(dict.fromkeys(node for edge in found for node in sorted(edge, key=repr)))
    number = {node: n for n, node in enumerate(names)}
    weights = Counter(frozenset(number[node] for node in edge) for edge in found)
    joined, left = _joined(len(names), weights, least)
    for part in _parts(left):
        side = _least_cut(part, least)
        if side is not None:
            return frozenset(name for n, name in enumerate(names) if joined[n] in side)
    return None


def _joined(nodes: int, edges: Mapping[frozenset[int], int], least: int) -> tuple[list[int], Edges]:
    """Each node's stand-in, and the edges between stand-ins: no two nodes that ``least`` edges share are told apart."""
    parent = list(range(nodes))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    current: Edges = dict(edges)
    while True:
        shared: Counter[tuple[int, int]] = Counter()
        for edge, weight in current.items():
            for pair in combinations(sorted(edge), 2):
                shared[pair] += weight
        held = [pair for pair, weight in shared.items() if weight >= least]
        if not held:
            return [root(n) for n in range(nodes)], current
        for one, other in held:
            parent[root(one)] = root(other)
        merged: Counter[frozenset[int]] = Counter()
        for edge, weight in current.items():
            merged[frozenset(root(n) for n in edge)] += weight
        current = {edge: weight for edge, weight in merged.items() if len(edge) > 1}


def _parts(edges: Edges) -> Iterable[Edges]:
    """The edges of each part that hangs together by itself, in a fixed order."""
    left = dict(edges)
    while left:
        first = min(left, key=sorted)
        nodes, part = set(first), {first: left.pop(first)}
        grown = True
        while grown:
            touching = [edge for edge in left if edge & nodes]
            grown = bool(touching)
            for edge in touching:
                nodes |= edge
                part[edge] = left.pop(edge)
        yield part


def _least_cut(edges: Edges, least: int) -> frozenset[int] | None:
    """One side of a cut of less than ``least``, in a part that hangs together; None when there is none."""
    within: dict[int, frozenset[int]] = {n: frozenset((n,)) for edge in edges for n in sorted(edge)}
    current = dict(edges)
    while len(within) > 1:
        order, weight = _ordered(current, sorted(within))
        last, before = order[-1], order[-2]
        if weight < least:
            return within[last]
        within[before] |= within.pop(last)
        merged: Counter[frozenset[int]] = Counter()
        for edge, count in current.items():
            merged[frozenset(before if n == last else n for n in edge)] += count
        current = {edge: count for edge, count in merged.items() if len(edge) > 1}
    return None


def _ordered(edges: Edges, nodes: list[int]) -> tuple[list[int], int]:
    """The nodes, always the one next that most edges tie to those before; and what ties the last one to the others."""
    through: dict[int, list[frozenset[int]]] = defaultdict(list)
    for edge in edges:
        for n in edge:
            through[n].append(edge)
    tied = dict.fromkeys(nodes, 0)
    reached: set[frozenset[int]] = set()
    order: list[int] = []
    weight = 0
    while tied:
        nearest = max(tied, key=lambda n: (tied[n], -n))
        weight = tied.pop(nearest)
        order.append(nearest)
        for edge in through[nearest]:
            if edge not in reached:
                reached.add(edge)
                for n in edge:
                    if n in tied:
                        tied[n] += edges[edge]
    return order, weight
