"""A row of a table -> changes to a record's plain data. An empty cell leaves what is there; «-» takes it away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge.sources.bodies import Body
from knowledge.sources.columns import REMOVE, Column, Parts, Path, TableKind

CLEAR = "-"
CellFault = tuple[str, str]
"""Column and fault."""


def apply_row(kind: TableKind, cells: Mapping[str, str], body: Body) -> tuple[list[CellFault], list[Body]]:
    """Put the cells into ``body``: what is wrong with those that could not be read, and the parts put in or changed."""
    faults = _fill(kind.columns, cells, body)
    touched: list[Body] = []
    for parts in kind.parts:
        faults += _apply_parts(parts, cells, body, touched)
    return faults, touched


def _fill(columns: tuple[Column, ...], cells: Mapping[str, str], into: Body) -> list[CellFault]:
    faults: list[CellFault] = []
    for column in columns:
        cell = cells.get(column.name)
        if cell is None:
            continue
        if cell == CLEAR:
            _clear(into, column.path)
            continue
        try:
            _put(into, column.path, column.read(cell))
        except ValueError as error:
            faults.append((column.name, f"{error}."))
    return faults


def _apply_parts(parts: Parts, cells: Mapping[str, str], body: Body, touched: list[Body]) -> list[CellFault]:
    given: Body = {}
    faults = _fill(parts.columns, cells, given)
    clears = [column for column in parts.columns if cells.get(column.name) == CLEAR]
    if faults or not (given or clears):
        return faults
    remove = bool(given.pop(REMOVE.name, False))
    there: list[Body] = body.setdefault(parts.key, [])
    fits = [part for part in there if all(_get(part, path) == _get(given, path) for path in parts.match)]
    if len(fits) > 1 and parts.narrow:
        fits = [part for part in fits if _get(part, parts.narrow) == _get(given, parts.narrow)]
    first = parts.columns[0].name
    if len(fits) > 1:
        return [(first, f"{len(fits)} of the {parts.key} fit the row; say which.")]
    if remove:
        if not fits:
            return [(first, f"none of the {parts.key} fits the row, so there is nothing to remove.")]
        there.remove(fits[0])
    elif fits:
        _merge(fits[0], given)
        for column in clears:
            _clear(fits[0], column.path)
        touched.append(fits[0])
    else:
        there.append(given)
        touched.append(given)
    return []


def _merge(into: Body, given: Body) -> None:
    for key, value in given.items():
        # a date is one value: a new year must not keep the old month
        if isinstance(value, dict) and isinstance(into.get(key), dict) and "year" not in value:
            into[key].update(value)
        else:
            into[key] = value


def _get(body: Body, path: Path) -> Any:
    value: Any = body
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _put(body: Body, path: Path, value: Any) -> None:
    for step in path[:-1]:
        body = body.setdefault(step, {})
    body[path[-1]] = value


def _clear(body: Body, path: Path) -> None:
    for step in path[:-1]:
        body = body.get(step, {})
    body.pop(path[-1], None)
