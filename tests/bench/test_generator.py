"""The generator that the benchmark's national register comes from."""

from __future__ import annotations

from knowledge import check, shipped
from tests.bench.generator import national

COUNT = 2000


def test_a_generated_register_is_valid_and_as_large_as_asked_for() -> None:
    """The generated register has no fault, holds the shipped records unchanged, and names no cooperation twice."""
    base = shipped.load()
    made = national(base, COUNT)
    assert list(check.faults(made)) == []
    assert len(made.cooperations) == COUNT
    assert {key: made.cooperations[key] for key in base.cooperations} == base.cooperations
    added = [record for key, record in made.cooperations.items() if key not in base.cooperations]
    assert len({record.name.nb for record in added}) == len(added)
    assert all(2 <= len(record.municipality_ids()) <= 12 for record in added)


def test_the_generator_is_deterministic() -> None:
    """The same content, count and seed give the same register; another seed gives another."""
    base = shipped.load()
    assert national(base, 400) == national(base, 400)
    assert national(base, 400) != national(base, 400, seed=1)
