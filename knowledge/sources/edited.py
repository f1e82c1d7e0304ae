"""Records as somebody wants them + the register in force -> the same records, checked as an import is. Stores nothing."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from pydantic import ValidationError

from knowledge import check
from knowledge.errors import InvalidContent, Problem
from knowledge.model import Figure, Register
from knowledge.sources import registers
from knowledge.sources.bodies import to_body

Key = tuple[str, str]
"""Kind and id of a record."""


def checked(register: Register, wanted: Mapping[Key, Any], origin: str) -> dict[Key, Any]:
    """The records (None: removed) in the very form that they are kept in; InvalidContent with every problem.

    What is wrong must have to do with them: with one of them, or with another record that refers to one that goes.
    """
    problems: list[Problem] = []
    records: dict[str, dict[str, Any]] = {f.name: dict(getattr(register, f.name)) for f in fields(Register)}
    sound: dict[Key, Any] = {}
    for key, record in wanted.items():
        sound[key] = None
        if record is None:
            records[key[0]].pop(key[1], None)
            continue
        is_new = key[1] not in records[key[0]]
        faults = [*_named(key, record, is_new=is_new), *_built(key, record, sound)]
        problems += [Problem(origin, 1, f"{'/'.join(key)}{where}", fault, remedy) for where, fault, remedy in faults]
        # what refers to a record with faults is not itself at fault
        records[key[0]][key[1]] = sound[key] or record
    after = Register(**records)
    gone = {key[1] for key, record in wanted.items() if record is None}
    only = None if gone else tuple(wanted)
    for kind, record_id, where, fault, remedy in check.faults(after, only=only):
        named = {part.rpartition(":")[2] for part in re.findall("«([^»]*)»", fault)}
        if (kind, record_id) in wanted or named & gone:
            problems.append(Problem(origin, 1, f"{kind}/{record_id}{where}", fault, remedy))
    if problems:
        raise InvalidContent(tuple(sorted(set(problems))))
    return sound


def _named(key: Key, record: Any, *, is_new: bool) -> Iterator[tuple[str, str, str]]:
    # ids of records that were imported may look otherwise, and stay
    if record.id != key[1] or (is_new and not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", key[1])):
        yield "/id", f"«{key[1]}» cannot be its id.", "Use lower case letters, digits and hyphens."


def _built(key: Key, record: Any, into: dict[Key, Any]) -> Iterator[tuple[str, str, str]]:
    """Put the record as it is kept ``into`` the others; place, fault and remedy of all that it breaks by itself."""
    try:
        into[key] = registers.build(key[0], to_body(record))
    except ValidationError as error:
        for each in error.errors(include_url=False):
            where = "".join(f"/{part}" for part in each["loc"])
            yield where, f"{each['msg']}.", "Fill it in, or leave it out." if each["type"] == "string_too_short" else ""
    if isinstance(record, Figure) and not all(map(math.isfinite, (record.value, record.upper or 0))):
        yield "/value", "is not a finite number.", "Write a number."
