"""Records -> plain data, in the very form that ``registers.build`` takes. What has its default value is left out."""

from __future__ import annotations

from dataclasses import MISSING, fields
from enum import Enum
from typing import Any

Body = dict[str, Any]


def to_body(record: Any) -> Body:
    """The record as plain data: dicts, lists, strings, numbers. ``registers.build`` makes an equal record of it."""
    body: Body = _plain(record)
    return body


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value.value if isinstance(value, Enum) else value
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    found = {}
    for name, default in _defaults(type(value)):
        part = getattr(value, name)
        if default is MISSING or part != default:
            found[name] = _plain(part)
    return found


_KNOWN: dict[type, tuple[tuple[str, Any], ...]] = {}


def _defaults(cls: type) -> tuple[tuple[str, Any], ...]:
    found = _KNOWN.get(cls)
    if found is None:
        found = _KNOWN[cls] = tuple((f.name, f.default) for f in fields(cls))
    return found
