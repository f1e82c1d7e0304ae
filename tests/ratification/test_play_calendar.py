"""The calendar of a case that six councils treat: what is planned, moved, held and put right is updated by its number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ical.calendar_stream import IcsCalendarStream

from dialogs.site.calendar_feeds import Calendars
from knowledge.ratification import State
from tests.ratification.world import CASE, COUNCILS, OTHER, POINTS, Play, Step, adopted, case_of, play, step

DAYS = ("2026-11-10", "2026-11-12", "2026-11-17", "2026-11-24", "2026-12-01", "2026-12-15")


@dataclass(frozen=True)
class Shown:
    """What a calendar program shows of one step."""

    day: date | None
    status: str
    sequence: int


async def shown(played: Play, feeds: Calendars) -> dict[str, Shown]:
    """The events of the case's file, as another parser reads them, by the step in their UID."""
    file = await feeds.find("case", (CASE,), "nb")
    assert file is not None
    events = IcsCalendarStream.calendar_from_ics(file.body.decode()).events
    return {
        (event.uid or "").split("@")[0].rsplit("/", 1)[-1]: Shown(event.dtstart, str(event.status), event.sequence or 0)
        for event in events
    }


def only(council: str, on: str, outcome: str, words: str | None = None) -> Step:
    """The one step of a council, which stays the same step whatever happens to it."""
    return {**(adopted(council, on, words) if words else step(council, on, outcome)), "id": council}


def of(events: dict[str, Shown], council: str) -> Shown:
    """The event of a council's step."""
    return next(event for uid, event in events.items() if council in uid)


async def test_the_calendar_follows_the_councils_to_the_end(tmp_path: Path) -> None:
    """A moved meeting moves, a cancelled one is cancelled, and each change has a higher number; what stands, stands."""
    async with play(tmp_path, date(2026, 11, 1)) as played:
        feeds = Calendars(played.database, lambda: played.live.knowledge.register, played.address, lambda: played.today)
        steps = {council: only(council, day, "planned") for council, day in zip(COUNCILS, DAYS, strict=True)}
        await played.happens(case_of(list(steps.values())))
        first = await shown(played, feeds)
        assert [(date.fromisoformat(day), 0) for day in DAYS] == sorted((e.day or date.min, e.sequence) for e in first.values())

        played.today = date(2026, 12, 2)
        for council, day in zip(COUNCILS[:5], DAYS[:5], strict=True):
            steps[council] = only(council, day, "adopted", POINTS)
        steps["fjellgard"] = only("fjellgard", "2026-12-17", "planned")
        await played.happens(case_of(list(steps.values())))
        moved = await shown(played, feeds)
        assert moved.keys() == first.keys()
        assert Shown(date(2026, 12, 17), of(first, "fjellgard").status, 1) == of(moved, "fjellgard")
        assert [of(moved, council).sequence for council in COUNCILS[:5]] == [1] * 5

        played.today = date(2026, 12, 18)
        steps["fjellgard"] = only("fjellgard", "2026-12-17", "adopted", OTHER)
        again = {**only("fjellgard", "2027-01-20", "planned"), "id": "fjellgard-ny"}
        await played.happens(case_of([*steps.values(), again]))
        assert State.ADOPTED_OTHERWISE is next(r.state for r in played.board().rows if r.municipality == "fjellgard")
        other = await shown(played, feeds)
        assert (date(2027, 1, 20), 0) == (of(other, "fjellgard-ny").day, of(other, "fjellgard-ny").sequence)

        await played.happens(case_of([*steps.values(), {**again, "outcome": "withdrawn"}]))
        called_off = await shown(played, feeds)
        assert (
            of(called_off, "fjellgard-ny").status.rsplit(".", 1)[-1],
            of(called_off, "fjellgard-ny").sequence,
        ) == ("CANCELLED", 1)

        played.today = date(2027, 1, 21)
        put_right = {**only("fjellgard", "2027-01-20", "adopted", POINTS), "id": "fjellgard-ny"}
        await played.happens(case_of([*steps.values(), put_right]))
        assert [row.state for row in played.board().rows] == [State.ADOPTED] * 6
        done = await shown(played, feeds)
        assert of(done, "fjellgard-ny").sequence == 2
        assert "CANCELLED" not in of(done, "fjellgard-ny").status
