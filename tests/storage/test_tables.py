"""What cells mean, and that the columns are documented."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from knowledge.sources import cells
from knowledge.sources.columns import TABLES
from knowledge.sources.tables import decode, read_csv

GUIDE = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1 234,5", 1234.5),
        ("1\u00a0234\u202f567", 1234567),
        ("1.234.567", 1234567),
        ("1.234,5", 1234.5),
        ("1,234", 1.234),
        ("1234.5", 1234.5),
        ("0.125", 0.125),
        ("\u22123", -3),
        ("+7", 7),
    ],
)
def test_numbers_are_read_as_norwegians_write_them(cell: str, value: float) -> None:
    """Spaces and dots between thousands, comma or dot before decimals, any minus sign."""
    assert cells.number(cell) == value


@pytest.mark.parametrize("cell", ["1.234", "12,3,4", "1.23,4", "ti", "", "nan", "inf", "1e5", "5 %", "kr 5", ",5"])
def test_what_is_no_number_or_could_be_two_is_refused(cell: str) -> None:
    """A doubtful number is never guessed at."""
    with pytest.raises(ValueError, match="number"):
        cells.number(cell)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2015", {"year": 2015}),
        ("2024-06", {"year": 2024, "month": 6}),
        ("7.1.2025", {"year": 2025, "month": 1, "day": 7}),
        ("2025-10-17", {"year": 2025, "month": 10, "day": 17}),
    ],
)
def test_dates_may_be_iso_or_norwegian(cell: str, value: dict[str, int]) -> None:
    """A date is kept as exactly as it was written."""
    assert cells.day(cell) == value


@pytest.mark.parametrize("cell", ["17/10/2025", "31.02.2020", "17.10.25", "oktober 2025", "2025-13"])
def test_other_dates_are_refused(cell: str) -> None:
    """The refusal says which forms are understood."""
    with pytest.raises(ValueError, match=r"write 2015, 2024-06, 2025-10-17 or 17\.10\.2025"):
        cells.day(cell)


@pytest.mark.parametrize(("cell", "value"), [("Ja", True), ("yes", True), ("nei", False), ("No", False)])
def test_yes_and_no_are_understood_in_both_languages(cell: str, value: bool) -> None:
    """Case does not matter."""
    assert cells.yes(cell) is value


def test_lines_are_those_of_the_file() -> None:
    """Blank rows, Excel's «sep=» and line breaks within cells do not shift the line that a fault is told at."""
    table = read_csv("f.csv", 'sep=;\nfigure_id;text\n\n"a";"one\ntwo; three"\n;;\nb;x\n')
    assert [(row.line, row.id, row.cells.get("text")) for row in table.rows] == [
        (4, "a", "one\ntwo; three"),
        (7, "b", "x"),
    ]
    assert table.problems == ()


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("", 1, "is empty"),
        ("figure_id;unit;unit\n", 1, "the column «unit» stands twice"),
        ("figure_id;unit\na;kr;more\n", 2, "«more» stands under no column"),
        ("figure_id;unit\n;kr\n", 2, "the column «figure_id» is empty"),
        ("figure_id;in_case\n", 1, "does not tell what the table is"),
        ("figure_id;unit\na;k\x00r\n", 2, "holds signs that cannot be shown"),
        ('figure_id;unit\na;"kr\n', 1, "is not a CSV file that can be read"),
        ("figure_id\x01unit\n", 1, "one column only"),
    ],
)
def test_faults_of_a_table_are_told_with_their_line(text: str, line: int, fault: str) -> None:
    """Each fault has line and remedy."""
    problems = read_csv("f.csv", text).problems
    assert [(each.line, fault in each.fault, bool(each.remedy)) for each in problems] == [(line, True, True)]


def test_utf16_is_refused_with_what_to_do() -> None:
    """Excel's «Unicode text» is refused with the format to choose."""
    text, problems = decode("f.csv", "figure_id;unit\n".encode("utf-16"))
    assert text == ""
    assert "CSV UTF-8" in problems[0].remedy


def _documented(heading: str) -> set[str]:
    part = GUIDE.split(f"### {heading}\n")[1].split("\n#")[0]
    return {name for row in re.findall(r"^\| (.*?) \|", part, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}


@pytest.mark.parametrize(
    ("heading", "id_column"),
    [
        ("Municipalities", "municipality_id"),
        ("Cooperations", "cooperation_id"),
        ("Participants of cooperations", "in_cooperation"),
        ("Figures", "figure_id"),
        ("Steps of cases", "in_case"),
    ],
)
def test_every_column_is_documented_and_every_documented_column_is_there(heading: str, id_column: str) -> None:
    """docs/import.md lists just the columns that are understood, and bold ones are those that a new record needs."""
    kind = TABLES[id_column]
    known: dict[str, Any] = {column.name: column for column in kind.all_columns()}
    assert _documented(heading) == {id_column, *known}
    part = GUIDE.split(f"### {heading}\n")[1].split("\n#")[0]
    assert set(re.findall(r"\*\*`(\w+)`\*\*", part)) == {id_column, *(n for n, c in known.items() if c.needed)}
