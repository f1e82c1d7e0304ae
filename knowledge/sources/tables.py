"""CSV text -> rows of a known table, with every fault listed by file and line. Knows no records."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from knowledge.errors import Problem
from knowledge.sources.columns import TABLES, TableKind

DELIMITERS = ";,\t"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row that hold anything, by column."""

    line: int
    id: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """What one CSV file held."""

    name: str
    kind: TableKind | None
    """None when the header did not tell."""
    header: tuple[str, ...]
    header_line: int
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def decode(name: str, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file that should be UTF-8, with or without a byte order mark."""
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        remedy = "Save it as UTF-8: in Excel, «Save as» and then «CSV UTF-8»."
        return "", (Problem(name, line, "file", "is not UTF-8 text.", remedy),)


def read_csv(name: str, text: str) -> Table:
    """Read one table. Never raises for what the file holds: see ``problems``."""
    try:
        lines = list(_lines(text))
    except csv.Error as error:
        problem = Problem(name, 1, "file", f"is not a CSV file that can be read ({error}).", "Save it anew as CSV UTF-8.")
        return Table(name, None, (), 1, (), (problem,))
    if not lines:
        return Table(name, None, (), 1, (), (Problem(name, 1, "file", "is empty.", "Begin it with a row of columns."),))
    header_line, header = lines[0][0], tuple(cell.strip().lower() for cell in lines[0][1])
    problems: list[Problem] = []
    kind = _kind(header)
    if kind is None:
        told = ", ".join(TABLES)
        fault = "the header does not tell what the table is." if len(header) > 1 else "the header has one column only."
        problems.append(Problem(name, header_line, "header", fault, f"Give it one of the columns {told}."))
        return Table(name, None, header, header_line, (), tuple(problems))
    problems += _header_problems(name, header_line, header, kind)
    rows: list[Row] = []
    for line, cells in lines[1:]:
        row = _row(line, cells, header, kind)
        if isinstance(row, Row):
            rows.append(row)
        else:
            where, fault, remedy = row
            problems.append(Problem(name, line, where, fault, remedy))
    return Table(name, kind, header, header_line, tuple(rows), tuple(problems))


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, with the line that it begins on."""
    skipped = 0
    delimiter = ""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep="):  # Excel's own way of telling the delimiter
        delimiter, text, skipped = first.strip()[4:5], rest, 1
    header = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or max(DELIMITERS, key=header.count), strict=True)
    line = 0
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield skipped + line + 1, cells
        line = reader.line_num


def _kind(header: tuple[str, ...]) -> TableKind | None:
    found = [TABLES[column] for column in header if column in TABLES]
    return found[0] if len(found) == 1 else None


def _header_problems(name: str, line: int, header: tuple[str, ...], kind: TableKind) -> Iterator[Problem]:
    known = [kind.id_column, *(column.name for column in kind.all_columns())]
    for number, column in enumerate(header):
        if column and column not in known:
            near = get_close_matches(column, known, 1)
            remedy = f"Did you mean «{near[0]}»?" if near else f"Use: {', '.join(known)}."
            yield Problem(name, line, "header", f"the column «{column}» is not known for {kind.name}.", remedy)
        elif column and column in header[:number]:
            yield Problem(name, line, "header", f"the column «{column}» stands twice.", "Keep one.")


def _row(line: int, cells: list[str], header: tuple[str, ...], kind: TableKind) -> Row | tuple[str, str, str]:
    """The row; or where, fault and remedy."""
    named = zip((*header, *[""] * len(cells)), cells, strict=False)
    full = [(column, cell.strip()) for column, cell in named if cell.strip()]
    beyond = next((cell for column, cell in full if not column), None)
    if beyond is not None:
        remedy = "Put quotes around a cell that holds the delimiter, or name the column."
        return kind.name, f"«{beyond}» stands under no column.", remedy
    unshown = next((column for column, cell in full if any(ord(sign) < 32 and sign not in "\n\r\t" for sign in cell)), "")
    if unshown:
        return f"{kind.name}/{unshown}", "holds signs that cannot be shown.", "Type it anew."
    found = dict(full)
    record_id = found.pop(kind.id_column, "")
    if not record_id:
        return kind.name, f"the column «{kind.id_column}» is empty.", "Say which record the row is about."
    return Row(line, record_id, found)
