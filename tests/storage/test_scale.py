"""National size: 357 municipalities and 20 000 cooperations."""

from __future__ import annotations

import time

import pytest

from knowledge.model import Register
from storage.changes import Change
from storage.database import Database
from storage.register import load_changes, load_register, write_changes
from storage.seed import seed
from tests.storage.conftest import NOW
from tests.storage.examples import cooperation, make, small_register

pytestmark = pytest.mark.asyncio

COUNT = 20_000


def _register() -> Register:
    base = small_register()
    municipalities = {f"m{n}": make("municipalities", id=f"m{n}", number=f"{n:04}", name=f"M{n}", county="F") for n in range(357)}
    made = (
        cooperation(
            f"c{n}",
            fields=["brann"],
            participants=[f"m{(n + step) % 357}" for step in range(6)],
            notes=[{"topic": "tasks", "text": f"Det gjør noe {each}."} for each in range(3)],
        )
        for n in range(COUNT)
    )
    return Register(sources=base.sources, fields=base.fields, municipalities=municipalities, cooperations={c.id: c for c in made})


async def test_one_change_among_the_whole_country_is_taken_in_without_loading_it_again(database: Database) -> None:
    """20 000 cooperations load as they were; one change among them costs less than half of loading them all."""
    register = _register()
    async with database.session(write=True) as session:
        await seed(session, register, "one", now=NOW)
    begin = time.perf_counter()
    async with database.session() as session:
        found = await load_register(session)
    all_of_it = time.perf_counter() - begin
    assert found == register
    begin = time.perf_counter()
    async with database.session(write=True) as session:
        change = Change("cooperations", "c7", cooperation("c7"))
        await write_changes(session, (change,), who="k", reason="r", origin="o", now=NOW)
    async with database.session() as session:
        found = await load_changes(session, found, 1)
    assert time.perf_counter() - begin < all_of_it / 2
    assert found.cooperations["c7"] == cooperation("c7")
