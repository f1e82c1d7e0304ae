"""The timeline: what comes, where things stand along the time, and the table of all steps."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest

from dialogs.overview.lanes import Axis, axis_of, kind_of, lane
from knowledge.model import Case, Citation, Deadline, Outcome, PartialDate, Register, Step, Text
from tests.overview.conftest import TODAY, Client

TIMELINE = "/oversikt/tidslinje"
SAME = Text("x", "x")
CITE = Citation("kilde", "1")


def case(*steps: tuple[str, Outcome]) -> Case:
    """A case with steps on these days."""
    made = [Step(f"s{n}", PartialDate.parse(on), SAME, outcome) for n, (on, outcome) in enumerate(steps)]
    return Case("sak", SAME, "study", ("a", "b"), CITE, tuple(made))


async def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    """The rows of the table as CSV."""
    answer = await client.get(address)
    assert answer.status == 200
    return list(csv.DictReader(io.StringIO((await answer.read()).decode("utf-8-sig")), delimiter=";"))


async def test_every_step_of_every_case_is_in_the_table_with_its_source(client: Client, register: Register) -> None:
    """The newest first, dates as a spreadsheet sorts them."""
    rows = await rows_of(client, f"{TIMELINE}?format=csv")
    steps = sum(len(c.steps) + len(c.deadlines) for c in register.cases.values())

    assert len(rows) == steps
    assert all(row["Kilde"] and row["Kildens dato"] for row in rows)
    dated = [row["Dato"] for row in rows if len(row["Dato"]) == 10]
    assert dated == sorted(dated, reverse=True)


async def test_what_is_planned_and_not_past_comes_first_with_source_and_age(client: Client) -> None:
    """A plan for the running year still comes; one whose day has passed is told as not known."""
    page = await (await client.get(TIMELINE)).text()
    ahead = page.split('<ol class="ahead">')[1].split("</ol>")[0]
    rows = await rows_of(client, f"{TIMELINE}?format=csv")

    assert ahead.count("<li>") == 1
    assert "2026" in ahead
    assert "gammel)" in ahead
    past = [row for row in rows if row["Dato"].startswith("2019") and "planlagt" in row["Utfall"]]
    assert past
    assert {row["Utfall"] for row in past} == {"? planlagt, utfallet er ikke kjent"}


async def test_no_known_date_is_said(client: Client) -> None:
    """Where nothing is to come the page says that the sources have no date, and not that nothing happens."""
    page = await (await client.get(f"{TIMELINE}?year=2019&lang=nn")).text()

    assert "Kjeldene har ingen dato framover" in page
    assert "Tidslinje for saker" in page


async def test_filters_narrow_cases_and_the_year_their_steps(client: Client) -> None:
    """The table follows the drawing."""
    rows = await rows_of(client, f"{TIMELINE}?year=2019&format=csv")
    searched = await rows_of(client, f"{TIMELINE}?search=sogn&format=csv")

    assert rows
    assert {row["Dato"][:4] for row in rows} == {"2019"}
    assert searched
    assert all("Sogn" in row["Sak"] for row in searched)
    assert "Ingenting passer" in await (await client.get(f"{TIMELINE}?search=xyzzy")).text()


async def test_a_lane_says_in_words_what_it_shows(client: Client) -> None:
    """Each drawing has a text with every day and outcome in it."""
    page = await (await client.get(f"{TIMELINE}?search=bygdevekst")).text()
    labels = re.findall(r'class="track"[^>]*role="img" aria-label="([^"]+)"', page)

    assert len(labels) == 1
    assert "22.06.2023 vedtatt" in labels[0]


@pytest.mark.parametrize(
    ("on", "outcome", "kind"),
    [
        ("2026-12", Outcome.PLANNED, "planned"),
        ("2026-11-30", Outcome.PLANNED, "unknown"),
        ("2026", Outcome.PLANNED, "planned"),
        ("2025-01-01", Outcome.ADOPTED, "adopted"),
        ("2025-01-01", Outcome.UNKNOWN, "unknown"),
    ],
)
def test_a_plan_whose_day_has_passed_is_never_drawn_as_one(on: str, outcome: Outcome, kind: str) -> None:
    """Nor as anything that happened."""
    assert kind_of(case((on, outcome)).steps[0], TODAY) == kind


def test_marks_stand_in_order_and_beside_each_other() -> None:
    """Earlier is further left; two with too little room stand in two rows; those of one day and sort are counted."""
    three = [("2025-03-01", Outcome.ADOPTED)] * 3
    found = lane(case(*three, ("2025-03-02", Outcome.REJECTED), ("2026-03-01", Outcome.HELD)), TODAY)
    marks = found["marks"]

    assert [(m["kind"], m["count"]) for m in marks] == [("adopted", 3), ("rejected", 1), ("held", 1)]
    assert [m["at"] for m in marks] == sorted(m["at"] for m in marks)
    assert marks[0]["y"] != marks[1]["y"]
    assert marks[0]["y"] == marks[2]["y"]
    assert all(0 < m["at"] < 100 for m in marks)


def test_a_day_known_to_the_year_has_a_stripe_over_all_of_it() -> None:
    """From the first day that it can mean to the last; a whole day has none."""
    year, day = lane(case(("2024", Outcome.HELD), ("2025-06-01", Outcome.HELD)), TODAY)["marks"]
    axis = axis_of([case(("2024", Outcome.HELD), ("2025-06-01", Outcome.HELD))], TODAY)

    assert (year["from"], round(year["from"] + year["width"], 1)) == (
        axis.place(date(2024, 1, 1)),
        round(axis.place(date(2024, 12, 31)), 1),
    )
    assert day["width"] == 0


def test_a_deadline_has_a_sign_of_its_own_and_an_empty_case_a_lane() -> None:
    """A case without a single date is drawn without marks."""
    assert kind_of(Deadline("hearing", PartialDate(2027, 1, 1), SAME), TODAY) == "deadline"
    assert lane(case(), TODAY)["marks"] == []


@pytest.mark.parametrize(("start", "end", "names"), [(2025, 2025, "jan 2025"), (2001, 2026, "2001")])
def test_there_is_room_for_the_names_of_the_time(start: int, end: int, names: str) -> None:
    """Months where there are few years; never more than eight names."""
    ticks = Axis(date(start, 1, 1), date(end, 12, 31)).ticks()

    assert 1 < len(ticks) <= 8
    assert ticks[0]["name"] == names
