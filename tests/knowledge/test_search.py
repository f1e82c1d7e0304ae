"""The index over facts: exact, however few facts it weighs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from random import Random

import pytest

from knowledge.search import Doc, Index, QueryTerm

WORDS = [f"w{n}" for n in range(12)]
PLACES = ["a", "b", "c"]


def _docs(random: Random, count: int) -> list[tuple[Doc, dict[str, float]]]:
    """Facts with words of all frequencies, and of a few weights: very many are as good as each other."""
    found = []
    for number in range(count):
        terms = {word: random.choice((1.0, 0.8, 0.75, 0.5)) for n, word in enumerate(WORDS) if random.random() < 0.9 / (n + 1)}
        places = frozenset(random.sample(PLACES, random.randint(0, 2)))
        kind = "note" if random.random() < 0.3 else "cooperation"
        found.append((Doc(kind, f"r{number}", "", places, frozenset([f"c{number % 50}"]), source="s"), terms))  # type: ignore[arg-type]
    return found


def _naive(
    index: Index, docs: Sequence[tuple[Doc, Mapping[str, float]]], terms: Sequence[QueryTerm], kinds: Sequence[str], least: float
) -> list[tuple[str, float]]:
    """Every fact weighed, the best first."""
    whole = sum(map(index.weight, terms))
    scored = []
    for number, (doc, has) in enumerate(docs):
        score = 0.0
        for term in terms:
            wholly, parts = (term.lemmas[0], term.lemmas[1:]) if term.whole else ("", term.lemmas)
            among = sum(map(index.rarity, parts))
            partly = sum(index.rarity(lemma) / among * has.get(lemma, 0.0) for lemma in parts)
            score += index.weight(term) * max(has.get(wholly, 0.0), partly)
        if doc.kind in kinds and score and score / whole >= least:
            scored.append((-score / whole, number, doc.record_id))
    return [(record, -score) for score, _, record in sorted(scored)]


@pytest.mark.parametrize("seed", range(40))
def test_the_best_are_those_that_weighing_every_fact_finds(seed: int) -> None:
    """Nothing is left out for speed: the same facts, the same scores, and of equals those that come first."""
    random = Random(seed)
    docs = _docs(random, random.choice((30, 700, 3000)))
    index = Index(iter(docs))
    picked = [random.sample(WORDS, random.randint(1, 3)) for _ in range(random.randint(1, 4))]
    terms = [QueryTerm(" ".join(words), tuple(words), random.random() < 0.6) for words in picked]
    kinds = random.choice((("cooperation",), ("cooperation", "note")))
    limit, least = random.choice((1, 5, 60)), random.choice((0.0, 0.3, 0.6))
    places = random.choice(((), (), ("a",), ("a", "b")))
    wanted = [pair for pair in docs if not places or not pair[0].municipalities or pair[0].municipalities & set(places)]
    expected = _naive(index, wanted, terms, kinds, least)

    found = index.search(terms, keep=lambda _: True, kinds=kinds, limit=limit, least=least, places=places)

    assert [score for _, score in expected[:limit]] == pytest.approx([hit.score for hit in found])
    by_score = dict(expected)
    assert all(math.isclose(by_score[hit.doc.record_id], hit.score) for hit in found)
    order = {doc.record_id: number for number, (doc, _) in enumerate(docs)}
    assert all(one.score > other.score or order[one.doc.record_id] < order[other.doc.record_id] for one, other in pairwise(found))


def test_of_equals_those_that_come_first_in_the_register_are_kept() -> None:
    """Where thousands are as good as each other, a search keeps the first of them, as a list by hand would."""
    docs = [(Doc("cooperation", f"r{n}", ""), {"same": 0.75}) for n in range(3000)]

    found = Index(docs).search([QueryTerm("same", ("same",))], keep=lambda doc: doc.record_id != "r1", limit=3)

    assert [hit.doc.record_id for hit in found] == ["r0", "r2", "r3"]


def test_a_table_of_thousands_does_not_make_words_rare() -> None:
    """How telling a word is rests on what sources say, not on how many records of one pattern a register has."""
    facts = [(Doc("note", f"f{n}", "", source="report"), {"study": 1.0} if n % 10 == 0 else {"other": 1.0}) for n in range(900)]
    rows = [(Doc("cooperation", f"c{n}", "", source=f"table{n % 7}"), {"row": 1.0}) for n in range(20_000)]
    tables = [f"table{n}" for n in range(7)]

    alone, among, unmarked = Index(facts), Index([*facts, *rows], tables), Index([*facts, *rows])

    assert among.rarity("study") - alone.rarity("study") < 0.8
    assert unmarked.rarity("study") - alone.rarity("study") > 1.5
    assert among.rarity("row") < among.rarity("study")
