"""Calendars of what has been imported again and again: the same on every replica and after every restart."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest

from storage.changes import Change
from storage.database import Database
from storage.register import histories, history, write_changes
from tests.calendar.cases import START, TODAY, deadline, read_back, status_of, step
from tests.calendar.conftest import Service

CASE: dict[str, Any] = {
    "id": "brann-ko", "title": {"nb": "Felles brannvesen", "nn": "Felles brannvesen"}, "kind": "creation",
    "municipalities": ["fjell", "dal"], "cooperations": ["brannvesenet"], "cite": "paper | side 3",
}  # fmt: skip


def case(*steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A case as a register file has it."""
    return {**CASE, "steps": list(steps), **more}


async def _events(service: Service, kind: str, *ids: str) -> dict[str, tuple[str, Any, int | None]]:
    found = await service.calendars().find(kind, ids, "nb")
    assert found is not None
    return {k: (status_of(e), e.dtstart, e.sequence) for k, e in read_back(found.body).items()}


async def test_each_import_is_a_change_in_the_calendar(database: Database) -> None:
    """Planned, moved, put off, on the way again, adopted: one id, and a sequence that only rises."""
    service = Service(database)
    seen = []
    for changed in (step(), step(on="2027-03-25"), step(on="2027-03-25", outcome="postponed"), step(on="2027-04-22"),
                    step(on="2027-04-22", outcome="adopted")):  # fmt: skip
        await service.take(case(changed))
        seen.append((await _events(service, "municipality", "fjell"))["fjell"])

    assert seen == [
        ("TENTATIVE", date(2027, 3, 18), 0),
        ("TENTATIVE", date(2027, 3, 25), 1),
        ("CANCELLED", date(2027, 3, 25), 2),
        ("TENTATIVE", date(2027, 4, 22), 3),
        ("CONFIRMED", date(2027, 4, 22), 4),
    ]


async def test_the_same_import_again_changes_nothing(database: Database) -> None:
    """Neither the events nor a single byte."""
    service = Service(database)
    await service.take(case(step()))
    first = await service.calendars().find("case", ("brann-ko",), "nb")
    await service.take(case(step()))

    assert first == await service.calendars().find("case", ("brann-ko",), "nb")


async def test_every_replica_and_every_restart_gives_the_same(database: Database) -> None:
    """One that followed every change, and one that has just started."""
    service = Service(database)
    old = service.calendars()
    await service.take(case(step()))
    await old.find("case", ("brann-ko",), "nb")
    await service.take(case(step(on="2027-03-25"), step("dal", municipality="dal")))
    await old.find("case", ("brann-ko",), "nb")
    await service.take(case(step("dal", municipality="dal"), deadlines=[deadline()]))

    assert await old.find("case", ("brann-ko",), "nb") == await service.calendars().find("case", ("brann-ko",), "nb")


async def test_requests_at_a_time_get_the_same(database: Database) -> None:
    """Though the first of them must read the history."""
    service = Service(database)
    await service.take(case(step()))
    calendars = service.calendars()

    found = await asyncio.gather(*(calendars.find("municipality", ("fjell",), "nb") for _ in range(8)))

    assert len({f.body for f in found if f}) == 1
    assert None not in found


async def test_a_case_that_is_removed_cancels_its_steps(database: Database) -> None:
    """Those who subscribe are told; after a while nothing is left."""
    service = Service(database)
    await service.take(case(step()))
    async with database.session(write=True) as session:
        gone = Change("cases", "brann-ko", None)
        now = START + timedelta(days=1)
        await write_changes(session, (gone,), who="kari", reason="feil", origin="edit", now=now)

    assert await _events(service, "municipality", "fjell") == {"fjell": ("CANCELLED", date(2027, 3, 18), 1)}
    assert await _events(service, "case", "brann-ko") == {"fjell": ("CANCELLED", date(2027, 3, 18), 1)}
    service.day = date(2027, 4, 18)
    assert await _events(service, "municipality", "fjell") == {}


@pytest.mark.parametrize(
    ("kind", "ids", "events"),
    [
        ("step", ("brann-ko", "fjell"), {"fjell"}),
        ("step", ("brann-ko", "old"), {"old"}),
        ("case", ("brann-ko",), {"fjell", "dal", "common", "deadline/hearing-1"}),
        ("municipality", ("fjell",), {"fjell", "common", "deadline/hearing-1"}),
        ("municipality", ("dal",), {"dal", "common"}),
        ("municipality", ("vik",), set()),
        ("cooperation", ("brannvesenet",), {"fjell", "dal", "common", "deadline/hearing-1"}),
    ],
)
async def test_a_calendar_holds_what_it_is_of(database: Database, kind: str, ids: tuple[str, ...], events: set[str]) -> None:
    """A step alone, whenever it was; of the others what is to come."""
    service = Service(database)
    common = {k: v for k, v in step("common", "2027-03-20").items() if k != "municipality"}
    steps = step(), step("dal", municipality="dal"), common, step("old", "2026-05-06"), step("vague", "2027-05")
    await service.take(case(*steps, deadlines=[deadline(municipalities=["fjell"])]))

    assert set(await _events(service, kind, *ids)) == events


@pytest.mark.parametrize(
    ("kind", "ids"),
    [("step", ("brann-ko", "none")), ("step", ("brann-ko", "vague")), ("step", ("none", "fjell")), ("case", ("none",)),
     ("municipality", ("none",)), ("cooperation", ("none",))],
)  # fmt: skip
async def test_what_is_unknown_has_no_calendar(database: Database, kind: str, ids: tuple[str, ...]) -> None:
    """Neither has a step whose day is not known."""
    service = Service(database)
    await service.take(case(step(), step("vague", "2027-05")))

    assert await service.calendars().find(kind, ids, "nb") is None


async def test_the_register_before_anything_is_known(database: Database) -> None:
    """An empty calendar is a calendar: it fills when something comes."""
    service = Service(database)
    await service.take()
    assert await _events(service, "municipality", "fjell") == {}
    await service.take(case(step()))
    assert set(await _events(service, "municipality", "fjell")) == {"fjell"}


async def test_what_is_over_leaves_by_the_day_that_is_handed_in(database: Database) -> None:
    """Not by the clock of the machine."""
    service = Service(database)
    await service.take(case(step()))
    left = []
    for day in (TODAY, date(2027, 4, 17), date(2027, 4, 18)):
        service.day = day
        left.append(set(await _events(service, "municipality", "fjell")))

    assert left == [{"fjell"}, {"fjell"}, set()]


async def test_histories_are_those_of_each_record(database: Database) -> None:
    """All versions of all records that have changed since a revision, each as ``history`` tells it."""
    service = Service(database)
    first = await service.take(case(step()), {**case(step()), "id": "vann-ko"})
    await service.take(case(step(on="2027-03-25")))
    async with database.session() as session:
        everything = await histories(session, "cases")
        changed = await histories(session, "cases", since=first)
        alone = {each: await history(session, "cases", each) for each in ("brann-ko", "vann-ko")}
        none = await histories(session, "cases", since=first + 1)

    assert everything == alone
    assert changed == {"brann-ko": alone["brann-ko"]}
    assert [len(v) for v in everything.values()] == [2, 1]
    assert none == {}
