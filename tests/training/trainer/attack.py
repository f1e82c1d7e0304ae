"""An attacker on group figures who knows who answered what, asks everything there is to ask, and solves the equations.

What is asked is linear in what was right. The attacker wants factors for the answers such that what comes out is of one to
four people alone; whether there are such is a matter of ranks, reckoned exactly in the integers modulo a large prime.

``python -m tests.training.trainer.attack 500`` tries so many populations.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from knowledge.group_figures import LEAST, Answered, Figure, group_figures, weak_items, weak_themes

PRIME = 2_147_483_647
Reckon = Callable[[Sequence[Answered]], Sequence[Figure]]
Row = list[int]


def population(dice: random.Random) -> list[Answered]:
    """A few people with a few items: at times all at random, at times each town with items of its own and a few strays."""
    towns, roles, items = dice.choice((1, 2, 3)), dice.choice((1, 2, 3)), dice.randint(1, 5)
    apart, most, parted = dice.random() < 0.5, dice.choice((2, 3, items)), dice.random() < 0.3
    answers = []
    for person in range(dice.randint(4, 15)):
        town, role = dice.randrange(towns), dice.randrange(roles)
        own = [i for i in range(items) if not apart or i % towns == town or dice.random() < 0.1]
        for item in dice.sample(own, min(len(own), dice.randint(1, max(most, 1)))):
            for again in range(1 if dice.random() < 0.7 else 2):
                theme = "exit" if parted and item % 2 else "forms"
                town_id, role_id = ("", "0301", "3401")[town], ("", "kommunestyre", "formannskap")[role]
                answers.append(Answered(f"p{person}", f"i{item}", theme, not again, False, town_id, role_id))
    return answers


def asked(figures: Sequence[Figure]) -> Iterable[tuple[str, int]]:
    """Everything that a trainer can be told, by what it is of: the table as a file, and every question with every filter."""
    for f in figures:
        yield f"{f.answers} {f.theme} {f.part} {f.name} {f.role}", f.right
    for town in ("", "0301", "3401", "4601"):
        for role in ("", "kommunestyre", "formannskap"):
            for weak in weak_themes(figures, town, role):
                yield f"theme {weak.theme} {town} {role} first", weak.first[1]
                yield f"theme {weak.theme} {town} {role} later", weak.later[1]
    for weak in weak_items(figures):
        yield f"item {weak.item} first", weak.first[1]
        yield f"item {weak.item} later", weak.later[1]


def equations(answers: Sequence[Answered], reckon: Reckon) -> list[Row]:
    """For each thing that can be asked, how much each answer weighs in it: found by letting one answer at a time be right."""
    names = list(dict(asked(reckon(answers))))
    columns = []
    for n in range(len(answers)):
        found = dict(asked(reckon([replace(each, right=m == n) for m, each in enumerate(answers)])))
        assert found.keys() == set(names), "what is told depends on what was right"
        columns.append(found)
    rows = {tuple(column[name] for column in columns) for name in names}
    return [list(row) for row in rows if any(row)]


def rank(rows: Sequence[Row]) -> int:
    """The rank of the rows."""
    left, found = [row[:] for row in rows if any(row)], 0
    while left:
        pivot = left.pop()
        column = next(n for n, value in enumerate(pivot) if value)
        inverse, found = pow(pivot[column], -1, PRIME), found + 1
        reduced = []
        for row in left:
            factor = row[column] * inverse % PRIME
            changed = [(a - factor * b) % PRIME for a, b in zip(row, pivot, strict=True)] if factor else row
            if any(changed):
                reduced.append(changed)
        left = reduced
    return found


def told_of_few(answers: Sequence[Answered], reckon: Reckon, least: int = LEAST) -> tuple[str, ...] | None:
    """People, fewer than ``least``, of whom alone something can be reckoned; None when there are none such.

    Factors that bring all others' answers to nothing leave something over just when the equations without these people's
    columns have a lower rank than with them.
    """
    rows = equations(answers, reckon)
    alike = {column: n for n, column in enumerate(zip(*([each.person for each in answers], *rows), strict=True))}
    kept = sorted(alike.values())
    rows, owners = [[row[n] for n in kept] for row in rows], [answers[n].person for n in kept]
    whole, people = rank(rows), sorted(set(owners))
    for few in combinations(people, min(least - 1, len(people))):
        without = [n for n, owner in enumerate(owners) if owner not in few]
        if rank([[row[n] for n in without] for row in rows]) < whole:
            return few
    return None


def safe(answers: Sequence[Answered]) -> Sequence[Figure]:
    """The figures as they are told."""
    return group_figures(answers).figures


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    told = sum(bool(safe(population(random.Random(seed)))) for seed in range(wanted))
    broken = [seed for seed in range(wanted) if told_of_few(population(random.Random(seed)), safe)]
    print(f"{wanted} populations, {told} with figures; told of fewer than {LEAST}: {broken or 'none'}")
