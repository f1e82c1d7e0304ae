"""The table of bodies that a case goes through (Saksgang), however it was flattened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.extraction import bodies, numbers
from knowledge.extraction.lines import Line
from knowledge.model import PartialDate

_HEADER_WORD = (
    r"(?:utvalg|utval|utvalgsnavn|saksgang|møtedato|møte ?dato|dato|utvalgssak(?:snr)?|utvalssak(?:snr)?"
    r"|utvalgs-?\s?saks?nr|saks?nr|saks?nummer|sak nr|sak|saknr|møte|status|styre|råd|type|behandling"
    r"|behandlet i|handsama i|behandl(?:es|ast) (?:i|av)"
    r"|handsamast (?:i|av)|politisk behandling|politisk handsaming|behandlende organ|organ"
    r"|styre/råd/utvalg|råd/utvalg|utvalg/styre|votering|behandlet av|handsama av|til behandling i"
    r"|utv\.?saksnr"
    r"|saksbehandler|saksbehandlar|sakshandsamar|unntatt off\.?|unnateke off\.?"
    r"|utvalgssaker|saker|planlagt behandling|planlagt handsaming)"
)
_HEADER = re.compile(rf"{_HEADER_WORD}\W*(?:[\s/,]+{_HEADER_WORD}\W*){{0,5}}", re.I)
_TYPED = re.compile(
    r"\b(?:politisk sak|møtesak|(?-i:PS|RS|FO)\b(?! ?\d)|til innstilling|til avgjørelse|til avgjerd|til vedtak"
    r"|til uttalelse|til uttale|delegert"
    r"|vedtak|innstilling|kl\.? ?\d\d[.:]\d\d)\b",
    re.I,
)


_LABEL = re.compile(rf"{_HEADER_WORD}\s*\.?:", re.I)
_BARE = re.compile(r"\b(?:saks?nr|sak nr|saks?nummer|møte ?dato|møtedag|utvals?saks?nr|utvalgssaks?nr)\b\.?:?", re.I)
"""Labels of cells that need no colon."""
_LEADING = re.compile(
    r"^(?:[\w ]{0,30}\b)?(?:behandle[ts]?|handsama(?:st)?|saksgang|behandling|handsaming|skal opp|går til)"
    r"(?: av| i| til)?(?:\s*:\s*|(?<!behandling)(?<!handsaming)\s+(?=(?-i:[A-ZÆØÅ])))",
    re.I,
)
_YEAR_FIRST = re.compile(r"(?<![\w/.])(?:20\d\d/\d{1,3}|\d\d/0\d{3,4})(?![\d/-])")
_NEXT = re.compile(
    r"\s*(?:[,;→>/]\s+|\bog\s+(?=[\wæøå]*(?:kommunestyr|formannskap|bystyr|heradsstyr|utvalg|utval|komit|eldreråd|ungdomsråd)))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A body of the table, with its day and number where they are filled in."""

    body: str
    line: Line
    date: PartialDate | None = None
    date_line: Line | None = None
    number: str | None = None
    number_line: Line | None = None


@dataclass(frozen=True, slots=True)
class _Cell:
    kind: str
    value: str | PartialDate
    line: Line


@dataclass(frozen=True, slots=True)
class Gang:
    """The rows of a table, and which lines it takes up."""

    rows: tuple[Row, ...] = ()
    taken: frozenset[int] = frozenset()


def gang(lines: Sequence[Line]) -> Gang:
    """The first table of bodies in the lines."""
    for at, line in enumerate(lines[:120]):
        if inline := tuple(_inline(line)):
            return Gang(inline, frozenset({at}))
        if _is_header(line.text) or len({cell.kind for cell in _cells(line)}) == 3 or _two_bodies(lines, at):
            found = _table(lines, at)
            if found.rows:
                return found
    return Gang()


def _two_bodies(lines: Sequence[Line], at: int) -> bool:
    """True where two lines are nothing but bodies, and a labelled number or day follows: a table that has lost its head."""
    if at + 2 >= len(lines) or not _LABEL.match(lines[at + 2].text):
        return False
    return all([cell.kind for cell in _cells(line)] == ["body"] for line in lines[at : at + 2])


def _inline(line: Line) -> Iterator[Row]:
    """«Saksgang: Formannskapet 07.05.2019, Kommunestyret 21.05.2019»."""
    match = _LEADING.match(line.text)
    parts = _NEXT.split(line.text[match.end() :]) if match else []
    cells = [list(_cells(Line(part, line.page))) for part in parts]
    if len(parts) > 1 and all(any(cell.kind == "body" for cell in row) for row in cells):
        yield from (
            replace(row, line=line, date_line=line, number_line=line) for row in _rows([cell for row in cells for cell in row])
        )


def is_header(text: str) -> bool:
    """True for a line that holds nothing but the heads of the columns."""
    return _is_header(text)


def _is_header(text: str) -> bool:
    return len(text) < 90 and _HEADER.fullmatch(text.strip(" :")) is not None


def _table(lines: Sequence[Line], start: int) -> Gang:
    cells: list[_Cell] = []
    taken: list[int] = []
    for at in range(start, min(len(lines), start + 60)):
        if _is_header(lines[at].text):
            if (
                cells
                and {cell.kind for cell in cells} == {"body", "date", "number"}
                and lines[at].text.casefold().startswith("saksgang")
            ):
                break
            taken.append(at)
            continue
        found = list(_cells(lines[at], cells[-1] if cells else None))
        if not found:
            break
        if found[0].kind == "more":
            joint = " og " if cells[-1].line.text.endswith(" og") else " "
            cells[-1] = replace(cells[-1], value=bodies.committee(f"{cells[-1].value}{joint}{found[0].value}"))
            found = found[1:]
        cells.extend(found)
        taken.append(at)
    rows = tuple(_rows(cells))
    return Gang(rows, frozenset(taken)) if rows else Gang()


def _cells(line: Line, before: _Cell | None = None) -> Iterator[_Cell]:
    """The cells of a line in order; none when it holds anything that is no cell of such a table."""
    if flat := _flat(line):
        yield from flat
        return
    text = "  ".join(numbers.gathered(cell) for cell in line.cells) if len(line.cells) > 2 else line.text
    text = _LEADING.sub("", _TYPED.sub(lambda m: " " * len(m.group()), text))
    if before is not None:
        text = _LABEL.sub(" ", text)
    text = _BARE.sub(" ", text)
    if len(text) > 130:
        return
    spans = _spans(text)
    rest = text
    for s, e, _, _ in spans:
        rest = rest[:s] + "\0" * (e - s) + rest[e:]
    parts = [(m.start(), m.group().strip(" -–,;.()/:")) for m in re.finditer(r"[^\0]+", rest)]
    words = [(at, part) for at, part in parts if part and part.casefold() not in ("sak", "kl", "den", "møte", "saksnr", "ps")]
    if len(words) > 1:
        return
    if words:
        name = bodies.body_of_cell(words[0][1])
        if name is None:
            if spans and before and before.kind == "body" and len(words[0][1]) < 50 and words[0][1][0].islower():
                name = None
                yield _Cell("more", words[0][1], line)
            else:
                return
        else:
            spans.append((words[0][0], words[0][0], "body", name))
    spans.sort(key=lambda span: span[0])
    yield from (_Cell(kind, value, line) for _, _, kind, value in spans)


def _spans(text: str) -> list[tuple[int, int, str, str | PartialDate]]:
    """The days and the numbers of a row, in order."""
    found = [(s, e, "date", date) for date, s, e in numbers.dates(text)]
    spans: list[tuple[int, int, str, str | PartialDate]] = [*found]
    spans += [
        (n.start, n.end, "number", n.value)
        for n in numbers.case_numbers(text)
        if not any(s <= n.start < e for s, e, _, _ in found)
    ]
    if found:  # beside the day of a meeting, a year first is how that body numbers its cases
        spans += [(m.start(), m.end(), "number", m.group()) for m in _YEAR_FIRST.finditer(text)]
    return sorted(spans, key=lambda span: span[0])


def _flat(line: Line) -> list[_Cell]:
    """The cells of a table that lost its lines: the bodies beside each other, then the days and the numbers."""
    parted = [list(_cells(Line(cell, line.page))) for cell in line.cells] if len(line.cells) > 3 else []
    if parted and {cell.kind for cells in parted[:3] for cell in cells} >= {"body", "date"}:
        return [replace(cell, line=line) for cells in parted for cell in cells]  # other columns stand beside
    cells = [replace(cell, line=line) for cells in parted for cell in cells]
    whole = all(len(cells) == 1 for cells in parted)
    return cells if whole and len(cells) > 1 and cells[0].kind == cells[1].kind == "body" else []


def _rows(cells: Sequence[_Cell]) -> Iterator[Row]:
    seen: set[tuple[object, ...]] = set()
    groups = list(_columns(cells)) if _by_column(cells) else list(_by_row(cells))
    for group in groups:
        body = next((cell for cell in group if cell.kind == "body"), None)
        if body is None:
            continue
        row = Row(str(body.value), body.line)
        for cell in group:
            if cell.kind == "date" and isinstance(cell.value, PartialDate):
                row = replace(row, date=cell.value, date_line=cell.line)
            elif cell.kind == "number":
                row = replace(row, number=str(cell.value), number_line=cell.line)
        if (row.body, row.date, row.number) not in seen:
            yield row
        seen.add((row.body, row.date, row.number))


def _by_column(cells: Sequence[_Cell]) -> bool:
    spread = len({id(cell.line) for cell in cells if cell.kind == "body"}) > 1
    if spread and any(one.line is other.line and one.kind != other.kind for one, other in pairwise(cells)):
        return False
    places = [at for at, cell in enumerate(cells) if cell.kind == "body"]
    return len(places) > 1 and places[-1] - places[0] == len(places) - 1


def _columns(cells: Sequence[_Cell]) -> Iterator[list[_Cell]]:
    """One row a body; days and numbers fill from the top, for a case comes to the first body first."""
    by_kind = {kind: [cell for cell in cells if cell.kind == kind] for kind in ("body", "date", "number")}
    for at, body in enumerate(by_kind["body"]):
        yield [body, *(column[at] for kind in ("date", "number") if at < len(column := by_kind[kind]))]


def _by_row(cells: Sequence[_Cell]) -> Iterator[list[_Cell]]:
    row: list[_Cell] = []
    for cell in cells:
        if any(other.kind == cell.kind for other in row):
            yield row
            row = []
        row.append(cell)
    if row:
        yield row
