"""The generator that the benchmark's national register comes from."""

from __future__ import annotations

from collections import Counter

from knowledge import check, shipped
from tests.bench.generator import national

COUNT = 2000


def test_a_generated_register_is_valid_and_as_large_as_asked_for() -> None:
    """The generated register has no fault, holds the shipped records unchanged, and takes no name of theirs."""
    base = shipped.load()
    made = national(base, COUNT)
    assert list(check.faults(made)) == []
    assert len(made.cooperations) == COUNT
    assert {key: made.cooperations[key] for key in base.cooperations} == base.cooperations
    added = [record for key, record in made.cooperations.items() if key not in base.cooperations]
    assert {record.name.nb for record in added}.isdisjoint(record.name.nb for record in base.cooperations.values())
    assert all(2 <= len(record.municipality_ids()) <= 12 for record in added)


def test_names_are_as_hard_to_tell_apart_as_in_a_country() -> None:
    """Some names are given to several, some hold the names of municipalities elsewhere, and some are ordinary words."""
    base = shipped.load()
    added = [record for key, record in national(base, COUNT).cooperations.items() if key not in base.cooperations]
    often = Counter(record.name.nb for record in added)
    assert max(often.values()) >= 3
    homonyms = {word for record in added for word in record.name.nb.split()} & {"Vik", "Os", "Sel", "Nes", "Våler", "Herøy"}
    assert homonyms == {"Vik", "Os", "Sel", "Nes", "Våler", "Herøy"}


def test_what_is_made_up_can_be_kept_apart_from_what_is_told_of() -> None:
    """With ``apart`` no made-up cooperation or region has a municipality that a shipped cooperation is about."""
    base = shipped.load()
    told = {m for record in base.cooperations.values() for m in record.municipality_ids()}
    made = national(base, COUNT, apart=True)
    added = [record for key, record in made.cooperations.items() if key not in base.cooperations]
    assert told.isdisjoint(m for record in added for m in record.municipality_ids())
    assert told.isdisjoint(m for key, region in made.regions.items() if key not in base.regions for m in region.municipalities)


def test_the_generator_is_deterministic() -> None:
    """The same content, count and seed give the same register; another seed gives another."""
    base = shipped.load()
    assert national(base, 400) == national(base, 400)
    assert national(base, 400) != national(base, 400, seed=1)
