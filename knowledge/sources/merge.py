"""Files of register data + the register in force -> the register as it would be, or every fault. Stores nothing."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from pydantic import ValidationError

from knowledge import check
from knowledge.errors import InvalidContent, Problem
from knowledge.model import Figure, Register
from knowledge.sources import registers
from knowledge.sources.bodies import Body, to_body
from knowledge.sources.columns import TABLES, TableKind
from knowledge.sources.rows import apply_row
from knowledge.sources.tables import Row, Table, decode, read_csv

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Merged:
    """The register with the files' records in it."""

    register: Register
    touched: tuple[Key, ...]
    """Kind and id of every record that the files speak of; not all need be otherwise than before."""
    entries: Mapping[str, int]
    """How many records and rows each file holds, by its name."""


def merge(current: Register, files: Iterable[tuple[str, bytes]]) -> Merged:
    """Read every file (name and bytes) over ``current``; InvalidContent with every problem if there is one.

    YAML comes first, then tables in the order of ``columns.TABLES``, whatever the order of the files.
    """
    merging = _Merging(current)
    tables: list[Table] = []
    for name, data in files:
        merging.entries[name] += 0
        text, faults = decode(name, data)
        merging.problems += faults
        if faults:
            continue
        if name.lower().endswith((".yaml", ".yml")):
            try:
                merging.take_yaml(registers.read_yaml(name, text))
            except RecursionError:
                fault = "is nested too deep, or an alias in it holds itself."
                merging.problems.append(Problem(name, 1, "file", fault, "Write it without aliases."))
        elif name.lower().endswith(".csv"):
            tables.append(read_csv(name, text))
            merging.entries[name] += len(tables[-1].rows)
            merging.problems += tables[-1].problems
        else:
            merging.problems.append(Problem(name, 1, "file", "is neither YAML nor CSV.", "Name it .yaml or .csv."))
    for kind in TABLES.values():
        for table in tables:
            if table.kind is kind:
                merging.take_table(table, kind)
    return merging.result()


class _Merging:
    """The state of one merge: problems found, records built, bodies under way, and where each came from."""

    def __init__(self, current: Register) -> None:
        self.problems: list[Problem] = []
        self._records: dict[str, dict[str, Any]] = {f.name: dict(getattr(current, f.name)) for f in fields(Register)}
        self._places: dict[Key, tuple[str, int]] = {}
        self._bodies: dict[Key, Body] = {}
        self._parts: dict[int, tuple[str, int]] = {}
        """Where a part of a body came from, by the part's ``id``; the bodies keep the parts alive."""
        self._tables: dict[Key, list[TableKind]] = {}
        self._failed: set[Key] = set()
        self.entries: Counter[str] = Counter()

    def take_yaml(self, file: registers.ReadFile) -> None:
        """Its records, in place of those in force."""
        self.problems += file.problems
        self.entries[file.name] += sum(map(len, file.records.values()))
        for kind, by_id in file.records.items():
            for record_id, record in by_id.items():
                place = (file.name, file.lines[kind, record_id])
                if self._place((kind, record_id), place):
                    self._records[kind][record_id] = record

    def take_table(self, table: Table, kind: TableKind) -> None:
        """Its rows, laid over the records in force and those of the files before it."""
        missing = [
            column.name
            for column in kind.all_columns()
            if column.needed and column.name not in table.header and column.instead not in table.header
        ]
        told = False
        for row in table.rows:
            key = (kind.kind, row.id)
            where = f"{kind.kind}/{row.id}"
            new = row.id not in self._records[kind.kind] and key not in self._bodies
            if new and not kind.creates:
                fault = f"there is no such record for a row of {kind.name}."
                self._fail(key, Problem(table.name, row.line, where, fault, "Correct the id, or import the record too."))
                continue
            if kind.creates and not self._place(key, (table.name, row.line)):
                continue
            self._places.setdefault(key, (table.name, row.line))
            if missing and (new or not kind.creates):
                self._failed.add(key)
                if not told:
                    self.problems.append(_missing(table, row, kind, missing))
                told = True
            self._apply(table, row, kind, key)

    def _apply(self, table: Table, row: Row, kind: TableKind, key: Key) -> None:
        self._tables.setdefault(key, []).append(kind)
        if key not in self._bodies:
            record = self._records[kind.kind].get(row.id)
            self._bodies[key] = to_body(record) if record is not None else {"id": row.id}
        if kind.kind == "figures":
            self._bodies[key].setdefault("about", {})
        faults, touched = apply_row(kind, row.cells, self._bodies[key])
        self._parts.update((id(part), (table.name, row.line)) for part in touched)
        for column, fault in faults:
            self.problems.append(Problem(table.name, row.line, f"{kind.kind}/{row.id}/{column}", fault, ""))
        if faults and row.id not in self._records[kind.kind]:
            self._failed.add(key)  # without the cell it would be told as missing too

    def result(self) -> Merged:
        """The whole, when it holds together."""
        for key, body in list(self._bodies.items()):
            if key not in self._failed:
                self._build(key, body)
        register = Register(**self._records)
        broken = {problem.where.split("/")[1] for problem in self.problems if "/" in problem.where}
        for kind, record_id, where, fault, remedy in check.faults(register):
            named = {part.rpartition(":")[2] for part in re.findall("«([^»]*)»", fault)}
            # what refers to a record that could not be read is not itself at fault
            if (kind, record_id) in self._places and (kind, record_id) not in self._failed and not named & broken:
                place = self._place_of((kind, record_id), tuple(where.split("/")[1:]))
                self.problems.append(Problem(*place, f"{kind}/{record_id}{where}", fault, remedy))
        self.problems += self._unwritable()
        if self.problems:
            raise InvalidContent(tuple(sorted(set(self.problems))))
        return Merged(register, tuple(self._places), self.entries)

    def _build(self, key: Key, body: Body) -> None:
        kind, record_id = key
        try:
            self._records[kind][record_id] = registers.build(kind, body)
        except ValidationError as error:
            self._failed.add(key)
            paths = [tuple(each["loc"]) for each in error.errors(include_url=False)]
            for path, each in zip(paths, error.errors(include_url=False), strict=True):
                column = next((name for table in self._tables[key] if (name := table.column_for(path))), "")
                fill = "Fill in" if each["type"].startswith("missing") else "Correct"
                remedy = f"{fill} the column «{column}»." if column else ""
                where = f"{kind}/{record_id}/{column or '/'.join(map(str, path))}"
                self.problems.append(Problem(*self._place_of(key, path), where, f"{each['msg']}.", remedy))
            sound = _without_parts(body, paths)
            if sound is not None:  # the other rows may have faults of their own, which are to be told too
                self._failed.discard(key)
                self._bodies[key] = sound
                self._records[kind][record_id] = registers.build(kind, sound)

    def _place_of(self, key: Key, path: tuple[Any, ...]) -> tuple[str, int]:
        """The row that the part at ``path`` came from; else where the record stands."""
        parts = self._bodies.get(key, {}).get(path[0]) if len(path) > 1 else None
        if isinstance(parts, list) and str(path[1]).isdigit() and int(path[1]) < len(parts):
            return self._parts.get(id(parts[int(path[1])]), self._places[key])
        return self._places[key]

    def _unwritable(self) -> Iterable[Problem]:
        for (kind, record_id), place in self._places.items():
            record = self._records[kind].get(record_id)
            if isinstance(record, Figure) and not all(map(math.isfinite, (record.value, record.upper or 0))):
                yield Problem(*place, f"{kind}/{record_id}/value", "is not a finite number.", "Write a number.")

    def _place(self, key: Key, place: tuple[str, int]) -> bool:
        """Remember where the record stands; False, and a problem, when it stands in the files already."""
        if key in self._places:
            first = self._places[key]
            fault = f"the record stands in {first[0]}:{first[1]} too."
            self._fail(key, Problem(*place, "/".join(key), fault, "Keep one of them."))
            return False
        self._places[key] = place
        return True

    def _fail(self, key: Key, problem: Problem) -> None:
        self._failed.add(key)
        self.problems.append(problem)


def _without_parts(body: Body, paths: list[tuple[Any, ...]]) -> Body | None:
    """``body`` without the parts of lists that ``paths`` lead into; None when a path leads elsewhere."""
    bad = {path[:2] for path in paths}
    if not all(len(path) > 2 and isinstance(path[1], int) for path in paths):
        return None
    return {
        key: [part for number, part in enumerate(value) if (key, number) not in bad] if isinstance(value, list) else value
        for key, value in body.items()
    }


def _missing(table: Table, row: Row, kind: TableKind, missing: list[str]) -> Problem:
    fault = f"columns are missing that a new record needs (line {row.line}): {', '.join(missing)}."
    return Problem(table.name, table.header_line, "header", fault, f"Add them; docs/import.md explains {kind.name}.")
