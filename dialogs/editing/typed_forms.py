"""A form that is filled in by writing: the words of its button, then a line a field, «Møtedato: 11.02.2019»."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dialogs.model import Input
from knowledge.understanding.words import fold

Places = Sequence[Sequence[object]]
"""Of each place: id, label, kind, and the titles and values of its options, as plain data for the conversation's state."""


def remembered(inputs: Iterable[Input]) -> list[list[object]]:
    """What must be known of a form to read it when it is written."""
    return [[i.id, i.label, i.kind, {title: value for value, title in i.options}] for i in inputs]


def typed(text: str, places: Places) -> tuple[str, dict[str, str]]:
    """The first line, and what the lines under it fill in. A line that names no field goes on with the one before."""
    first, *lines = text.split("\n")
    by_label = {fold(str(label)): (str(name), kind, options) for name, label, kind, options in places}
    values: dict[str, str] = {}
    place = ""
    for raw in lines:
        line = raw.strip()
        label, colon, rest = line.removeprefix("- ").partition(":")
        found = by_label.get(fold(label.strip())) if colon else None
        if found is not None:
            place, kind, options = found
            values[place] = _value(rest.strip(), kind, options)
        elif place and line:
            values[place] = f"{values[place]}\n{line}".strip()
    return first.strip(), values


def _value(said: str, kind: object, options: object) -> str:
    if kind == "flag":
        return "true" if fold(said) in ("ja", "x", "true") else "false"
    if isinstance(options, dict):
        by_title = {fold(str(title)): str(value) for title, value in options.items()}
        return by_title.get(fold(said), said)
    return said
