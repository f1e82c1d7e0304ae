"""What a card must keep to: the schema of Adaptive Cards 1.5, what Teams takes and shows, and what those who listen need."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from jsonschema import Draft6Validator

from dialogs.channels.activities import reply_activities
from dialogs.model import RenderedReply
from tests.rendering.conftest import SCHEMA

Element = Mapping[str, Any]

MOST_BYTES = 28 * 1024
"""Of a message in Teams, with all that is round the card."""
MOST_BUTTONS = 6
"""Teams shows no more; what comes after them nobody sees."""
SHOWN = {
    "AdaptiveCard", "TextBlock", "RichTextBlock", "TextRun", "ColumnSet", "Column", "Table", "TableRow", "TableCell",
    "Container", "FactSet", "Image", "ActionSet",
    "Input.Text", "Input.Date", "Input.ChoiceSet", "Input.Toggle", "Input.Number", "Input.Time",
    "Action.Submit", "Action.Execute", "Action.OpenUrl", "Action.ShowCard", "Action.ToggleVisibility",
}  # fmt: skip
"""What Teams shows of version 1.5 on every client; media are not."""
UNSHOWN = {"isEnabled", "mode", "inlineAction"}
"""What 1.5 has and Teams does not heed, or not everywhere."""
_FREE = {"text", "title", "label", "placeholder", "errorMessage", "fallbackText", "speak", "say", "value", "id"}
REFERENCE = {
    "bot": {"id": "28:" + "b" * 36, "name": "Samråd"},
    "user": {"id": "29:" + "u" * 120, "name": "Kari Nordmann", "aadObjectId": "a" * 36},
    "conversation": {"id": "19:" + "c" * 64 + "@thread.tacv2;messageid=1764555555555", "conversationType": "channel"},
    "channelId": "msteams", "serviceUrl": "https://smba.trafficmanager.net/emea/" + "t" * 36 + "/",
}  # fmt: skip
"""A place in Teams with names as long as they come."""


def faults(reply: RenderedReply) -> list[str]:
    """All that is wrong with a reply's card, in words."""
    card = reply.card
    checks: tuple[Callable[[Element], Iterator[str]], ...] = (_schema, _whole, _teams, _buttons, _inputs, _read_aloud)
    return [*(fault for check in checks for fault in check(card)), *_size(reply)]


# -- the schema ----------------------------------------------------------------------------------------------------------
@cache
def _validator(kind: str) -> Draft6Validator:
    return Draft6Validator({"$ref": f"#/definitions/{kind}", "definitions": SCHEMA["definitions"]})


def _schema(card: Element) -> Iterator[str]:
    """Each element by itself: of a whole card the schema only says that it fits nowhere."""
    bare = {**card, "body": [], "actions": []}
    for element in (bare, *card.get("body", ()), *card.get("actions", ())):
        kind = element.get("type", "")
        if kind not in SCHEMA["definitions"]:
            yield f"{kind!r} is no element of 1.5"
            continue
        yield from _objections(kind, json.dumps(_shape(element)))


@cache
def _objections(kind: str, element: str) -> tuple[str, ...]:
    return tuple(f"{kind}: {error.message[-200:]}" for error in _validator(kind).iter_errors(json.loads(element)))


def _shape(value: Any) -> Any:
    """The same with words as short as may be, and what is alike only once: the schema asks what is where, not what is told."""
    if isinstance(value, dict):
        return {name: "x" if name in _FREE and isinstance(each, str) else _shape(each) for name, each in value.items()}
    if isinstance(value, list):
        shapes = {json.dumps(_shape(each), sort_keys=True): None for each in value}
        return [json.loads(shape) for shape in shapes]
    return value


# -- Teams ---------------------------------------------------------------------------------------------------------------
def elements(card: Element) -> Iterator[Element]:
    """Everything in a card that has a type, the card first."""
    yield card
    for name, value in card.items():
        inner = value if isinstance(value, list) else [value]
        if name != "data":
            for each in inner:
                if isinstance(each, dict):
                    yield from elements(each)


def _whole(card: Element) -> Iterator[str]:
    if card.get("version") != "1.5":
        yield f"version {card.get('version')!r}"
    if card.get("lang") not in ("nb", "nn"):
        yield f"lang {card.get('lang')!r}"
    if not card.get("body"):
        yield "nothing in it"
    if "refresh" in card:
        asked = card["refresh"].get("action", {})
        if asked.get("type") != "Action.Execute" or not asked.get("title") or not asked.get("data", {}).get("say"):
            yield "nobody can ask for their own view of it"


def _teams(card: Element) -> Iterator[str]:
    for element in elements(card):
        kind = element.get("type")
        if kind is not None and kind not in SHOWN:
            yield f"Teams does not show {kind}"
        for name in UNSHOWN & element.keys():
            yield f"{kind}: Teams does not heed {name}"
        if kind == "TextBlock":
            if not element.get("wrap"):
                yield f"cut where the line ends: {element['text'][:60]!r}"
            if not element["text"].strip():
                yield "a TextBlock without text"
            if re.search(r"\{\{(DATE|TIME)\(", element["text"]):
                yield f"Teams would put in a time: {element['text'][:60]!r}"
        if kind == "RichTextBlock" and not "".join(run["text"] for run in element["inlines"]).strip():
            yield "a RichTextBlock without text"
        if kind == "Table" and any(len(row["cells"]) != len(element["columns"]) for row in element["rows"]):
            yield "a row with more or fewer cells than the table has columns"


def _buttons(card: Element) -> Iterator[str]:
    buttons = card.get("actions", [])
    if len(buttons) > MOST_BUTTONS:
        yield f"{len(buttons)} buttons"
    for button in buttons:
        kind, title = button["type"], button.get("title", "")
        if not title.strip():
            yield f"{kind} without a title"
        if kind == "Action.OpenUrl" and not re.match(r"https://|http://(localhost|127\.0\.0\.1)[:/]", button["url"]):
            yield f"opens {button['url'][:60]!r}"
        if kind == "Action.Execute" and button.get("fallback", {}).get("data") != button["data"]:
            yield f"old clients cannot press {title!r}"
        if "style" in button:
            yield f"Teams does not colour {title!r}"
        if "data" in button and not button["data"].get("say", "").strip():
            yield f"{title!r} says nothing"


def _size(reply: RenderedReply) -> Iterator[str]:
    """All messages that the reply becomes, each written in the longest way that JSON allows."""
    for number, activity in enumerate(reply_activities(dict(REFERENCE), reply, "1764555555555")):
        size = len(json.dumps(activity))
        if size > MOST_BYTES:
            yield f"message {number + 1} has {size} bytes"


# -- forms ---------------------------------------------------------------------------------------------------------------
def _inputs(card: Element) -> Iterator[str]:
    inputs = [element for element in elements(card) if str(element.get("type", "")).startswith("Input.")]
    ids = [element.get("id") for element in inputs]
    if len(ids) != len(set(ids)) or not all(ids):
        yield f"ids of inputs: {ids}"
    for element in inputs:
        yield from (f"{element.get('id')}: {fault}" for fault in _input(element))
    if inputs and not any(button["type"] in ("Action.Submit", "Action.Execute") for button in card.get("actions", ())):
        yield "a form that cannot be sent"


def _input(element: Element) -> Iterator[str]:
    value = element.get("value", "")
    if element.get("isRequired") and not element.get("errorMessage", "").strip():
        yield "does not say what is missing"
    if len(value) > element.get("maxLength", len(value)):
        yield "holds more than may be written"
    if element["type"] == "Input.ChoiceSet":
        values = [choice["value"] for choice in element["choices"]]
        if len(values) != len(set(values)):
            yield "two choices of one value"
        if not all(choice["title"].strip() for choice in element["choices"]):
            yield "a choice without a title"
        chosen = value.split(",") if element.get("isMultiSelect") else [value]
        if value and not set(chosen) <= set(values):
            yield f"has chosen {value!r}, which is no choice"


# -- those who listen ----------------------------------------------------------------------------------------------------
def _read_aloud(card: Element) -> Iterator[str]:
    for name in ("fallbackText", "speak"):
        if not card.get(name, "").strip():
            yield f"no {name}"
    if re.search("[<>&]", card.get("speak", "")):
        yield "speak would be taken for SSML"
    for element in elements(card):
        kind = str(element.get("type"))
        if kind == "Image" and not element.get("altText", "").strip():
            yield "an image without words"
        told = "title" if kind == "Input.Toggle" else "label"
        if kind.startswith("Input.") and not element.get(told, "").strip():
            yield f"{kind} {element.get('id')} is not named"
        if kind == "ColumnSet" and any(element["columns"]) and not _words(element) and not _words_before(card, element):
            yield "a picture that no words stand above"


def _words(element: Element) -> str:
    return "".join(each.get("text", "") for each in elements(element))


def _words_before(card: Element, element: Element) -> str:
    body = card["body"]
    at = next(n for n, each in enumerate(body) if each is element)
    return _words(body[at - 1]) if at else ""
