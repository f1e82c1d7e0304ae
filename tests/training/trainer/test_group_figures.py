"""Nothing can be reckoned from group figures about fewer than five people, whatever is asked and however it is combined."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations

import pytest

from knowledge.group_figures import LEAST, Answered, Figure, _atoms, _summed, group_figures, weak_items, weak_themes
from knowledge.small_cuts import small_cut
from tests.training.trainer.attack import population, safe, told_of_few


def answered(person: str, item: str, *, right: bool = False, town: str = "", role: str = "", first: bool = True) -> Answered:
    return Answered(person, item, "forms", first, right, town, role)


def naive(answers: Sequence[Answered]) -> Sequence[Figure]:
    """What suppression cell by cell gives: every sum of at least five people is told, and those left over are taken together."""
    figures: list[Figure] = []
    for kind in (True, False):
        given = [each for each in answers if each.first is kind]
        figures += _summed("first" if kind else "later", "forms", _atoms(given)) if given else []
    return figures


def crossed() -> list[Answered]:
    """Two towns with two items each; one person of the second town has answered an item of the first's as well."""
    own = [answered(f"{town}{n}", f"{town}-{item}", town=town) for town in "ab" for n in range(6) for item in (1, 2)]
    return [*own, answered("b0", "a-1", right=True, town="b")]


def test_suppression_cell_by_cell_would_tell_of_one_person() -> None:
    """The attacker is no paper tiger: items of the first town, less the first town, are the one who strayed."""
    found = {(f.part, f.name): f.right for f in naive(crossed())}

    assert found["item", "a-1"] + found["item", "a-2"] - found["group", "a"] == 1
    assert told_of_few(crossed(), naive) is not None


def test_the_one_who_strayed_is_left_out() -> None:
    """Only what would tell is left out, and every sum is of the same answers."""
    found = {(f.part, f.name): (f.given, f.right) for f in safe(crossed())}

    assert told_of_few(crossed(), safe) is None
    assert found == {
        **{("item", f"{town}-{n}"): (6, 0) for town in "ab" for n in (1, 2)},
        **{("group", town): (12, 0) for town in "ab"},
    }


@pytest.mark.parametrize("start", range(0, 120, 30))
def test_no_combination_of_all_answers_tells_of_fewer_than_five(start: int) -> None:
    """Populations at random, every question with every filter, every combination with whatever factors."""
    told = 0
    for seed in range(start, start + 30):
        answers = population(random.Random(seed))
        told += bool(safe(answers))
        assert told_of_few(answers, safe) is None, f"population {seed}"
    assert told >= 20, "there is something to attack"


def test_the_attacker_breaks_what_is_less_careful() -> None:
    """Of the same populations, many tell of a few people when sums are merely dropped one by one."""
    small = [population(random.Random(seed)) for seed in range(40)]
    broken = [answers for answers in small if told_of_few([a for a in answers if a.theme == "forms"], naive)]

    assert len(broken) >= 5


def test_four_people_are_not_told_of_and_five_are() -> None:
    """The boundary is where it is said to be."""
    four = [answered(f"p{n}", "i") for n in range(4)]

    assert group_figures(four).figures == ()
    assert group_figures(four).people == 0
    five = group_figures([*four, answered("p4", "i", right=True)])
    assert [(f.part, f.given, f.right) for f in five.figures] == [("group", 5, 1), ("item", 5, 1)]
    assert five.people == 5


def test_small_groups_go_together() -> None:
    """Towns and roles of fewer than five are told together with others, and nobody is lost when those are enough."""
    towns = {"big": 6, "small": 3, "": 3}
    people = [
        answered(f"{town}{n}", "i", town=town, role="r" if n < 5 else "") for town, size in towns.items() for n in range(size)
    ]
    found = {(f.name, f.role): f.given for f in group_figures(people).figures if f.part == "group"}

    assert found == {("big", ""): 6, ("", "r"): 6}


def test_first_answers_and_later_ones_are_told_apart() -> None:
    """One who repeats alone is not told of in the later ones."""
    people = [answered(f"p{n}", "i", right=n < 2) for n in range(6)]
    later = [answered(f"p{n}", "i", right=True, first=False) for n in range(4)]

    assert [(w.first, w.later) for w in weak_items(group_figures([*people, *later]).figures)] == [((6, 2), (0, 0))]
    later.append(answered("p5", "i", right=False, first=False))
    assert [(w.first, w.later) for w in weak_items(group_figures([*people, *later]).figures)] == [((6, 2), (5, 4))]


def test_the_weakest_comes_first() -> None:
    """By first answers; a filter takes the groups of that town and role."""
    given = [
        Answered(f"p{n}", f"{theme}-1", theme, True, n < right, "a" if n < 5 else "b", "r" if n < 5 else "")
        for theme, right in (("exit", 2), ("forms", 9)) for n in range(10)
    ]  # fmt: skip
    figures = group_figures(given).figures

    assert [(w.theme, w.first, w.share) for w in weak_themes(figures)] == [("exit", (10, 2), 20), ("forms", (10, 9), 90)]
    assert [(w.theme, w.first) for w in weak_themes(figures, "b")] == [("exit", (5, 0)), ("forms", (5, 4))]
    assert weak_themes(figures, "a") == weak_themes(figures, role="r") == weak_themes(figures, "a", "r")
    assert weak_themes(figures, "b", "r") == ()
    assert [w.item for w in weak_items(figures)] == ["exit-1", "forms-1"]


def test_small_cuts_are_found_just_where_they_are() -> None:
    """Against every parting of small hypergraphs."""
    dice, found = random.Random(7), 0
    for _ in range(300):
        size, least = dice.randint(2, 7), dice.randint(2, 6)
        edges = [frozenset(dice.sample(range(size), dice.randint(1, min(size, 4)))) for _ in range(dice.randint(1, 20))]

        def across(side: frozenset[int], edges: list[frozenset[int]] = edges) -> int:
            return sum(bool(edge & side) and not edge <= side for edge in edges)

        sides = [frozenset(s) for n in range(1, size) for s in combinations(range(size), n)]
        small = any(0 < across(side) < least for side in sides)
        side = small_cut(edges, least)
        assert (side is not None) == small
        if side is not None:
            assert 0 < across(side) < least
            found += 1
    assert 50 < found < 250


def test_what_is_told_is_the_same_in_whatever_order_answers_come() -> None:
    """Every replica that might reckon it comes to the same."""
    dice = random.Random(11)
    for seed in range(30):
        answers = population(random.Random(seed))
        shuffled = dice.sample(answers, len(answers))
        assert sorted(map(repr, safe(answers))) == sorted(map(repr, safe(shuffled)))


def test_a_large_population_takes_no_time() -> None:
    """Two thousand people in a month are reckoned in seconds, and nearly nothing of theirs is left out."""
    dice = random.Random(5)
    answers = [
        Answered(f"p{n}", f"i{item}", "forms", True, dice.random() < 0.6, f"town{n % 40}", ("", "r")[n % 80 // 40])
        for n in range(2000) for item in dice.sample(range(20), 4)
    ]  # fmt: skip
    figures = group_figures(answers).figures

    assert sum(f.given for f in figures if f.part == "item") >= 0.99 * len(answers)
    assert len([f for f in figures if f.part == "group"]) == 80
    assert LEAST == 5
