"""A form as elements of an Adaptive Card 1.5, and what of it can be told in plain text. Never words of our own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dialogs.model import Input

MAX_FORM = 18 * 1024
"""A form of more bytes leaves no room for what it is about: Teams takes 28 KB in all."""
MAX_TOLD = 60
"""So many characters of what a place holds are told in plain text."""
MAX_OPTIONS = 12
"""So many options are told in plain text; of more the first few are, and that there are more."""

Element = dict[str, Any]
ErrorOf = Callable[[Input], str]
"""Says in the reader's language what is missing when a place that must be filled in is not."""


def form_of(inputs: Sequence[Input], error_of: ErrorOf) -> list[Element]:
    """The elements, in order."""
    return [_element(wanted, error_of) for wanted in inputs]


def _element(wanted: Input, error_of: ErrorOf) -> Element:
    element: Element = {"type": "Input.Text", "id": wanted.id, "label": wanted.label}
    if wanted.kind == "lines":
        element["isMultiline"] = True
    elif wanted.kind == "date":
        element["type"] = "Input.Date"
    elif wanted.kind in ("choice", "several"):
        choices = [{"title": title, "value": value} for value, title in wanted.options]
        element |= {"type": "Input.ChoiceSet", "style": "compact", "choices": choices}
        if wanted.kind == "several":
            element |= {"style": "expanded", "isMultiSelect": True, "wrap": True}
    elif wanted.kind == "flag":
        element |= {"type": "Input.Toggle", "title": wanted.label, "valueOn": "true", "valueOff": "false", "wrap": True}
        del element["label"]  # its title is read aloud; both would be read twice
    if value := _held(wanted):
        element["value"] = value
    if wanted.hint and wanted.kind in ("text", "lines"):
        element["placeholder"] = wanted.hint
    # a place that holds more already would be cut unseen; that it is too much is said when it is sent
    if wanted.limit >= len(wanted.value) and wanted.kind in ("text", "lines") and wanted.limit:
        element["maxLength"] = wanted.limit
    if wanted.required:
        element |= {"isRequired": True, "errorMessage": error_of(wanted)}
    return element


def _held(wanted: Input) -> str:
    """What the place holds; of what is chosen from, only what may be chosen."""
    if wanted.kind not in ("choice", "several"):
        return wanted.value
    values = {value for value, _ in wanted.options}
    held = wanted.value.split(",") if wanted.kind == "several" else [wanted.value]
    return ",".join([each for each in held if each in values])


def typed_value(wanted: Input) -> str:
    """What the place holds now, as one would write it, cut where it is long."""
    value = wanted.value
    titles = dict(wanted.options)
    if wanted.kind == "choice":
        value = titles.get(value, value)
    if wanted.kind == "several":
        value = ", ".join([titles.get(part, part) for part in value.split(",")])
    if wanted.kind == "date" and len(value) == len("2019-02-11"):
        value = ".".join(reversed(value.split("-")))
    if wanted.kind == "flag":
        value = "ja" if value == "true" else "nei"
    value = " ".join(value.split())
    return value if len(value) <= MAX_TOLD else value[: MAX_TOLD - 1] + "…"


def typed_options(wanted: Input) -> list[str]:
    """What can be chosen, as one would write it."""
    titles = [title for value, title in wanted.options if value]
    return titles if len(titles) <= MAX_OPTIONS else [*titles[:MAX_OPTIONS], "…"]


def typed_fields(inputs: Sequence[Input]) -> list[dict[str, Any]]:
    """What a template needs to tell how the form is filled in by writing."""
    return [{"label": i.label, "value": typed_value(i), "options": typed_options(i), "required": i.required} for i in inputs]
