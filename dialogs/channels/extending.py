"""A message extension on the wire: the search from the compose box, and links of ours that are shown as cards.

Each hit brings its whole card, so that nothing more is asked for when it is chosen. What is looked for is never logged.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dialogs.channels.activities import CARD, address_of, locale_of
from dialogs.channels.refusals import BadInvoke
from dialogs.channels.shapes import Activity
from dialogs.extension import Asked, Extension, Hit

QUERY, LINK = "composeExtension/query", "composeExtension/queryLink"
COMMAND = "search"
"""The command of the manifest, and below it its parameter."""
_WORDS, _FIRST = "query", "initialRun"
PAGE, MOST, FURTHEST = 25, 25, 10_000
"""So many hits are given where no number is asked for, at most, and how far anybody may page."""
MAX_WORDS, MAX_URL = 200, 2000
MAX_BYTES = 200 * 1024
"""The Bot Service passes on 256 KB; a page that would be larger has fewer hits."""
_PREVIEW = "application/vnd.microsoft.card.thumbnail"
_BRACKETS = str.maketrans("<>", "‹›")
"""A preview's text may be read as HTML, and clients differ on entities."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the invoke asks for."""

    kind: Literal["search", "link"]
    asked: Asked
    url: str = ""


def is_extending(activity: Activity) -> bool:
    """True for an invoke of a message extension that we answer."""
    return activity.get("name") in (QUERY, LINK)


def wanted_of(activity: Activity, *, local: bool) -> Wanted:
    """What is asked for; BadInvoke when it makes no sense."""
    value = activity.get("value")
    if not isinstance(value, dict):
        raise BadInvoke("The invoke has no value.")
    address, locale = address_of(activity, local=local), locale_of(activity)
    if activity["name"] == LINK:
        url = value.get("url")
        if not isinstance(url, str) or not 0 < len(url) <= MAX_URL:
            raise BadInvoke(f"value.url must be an address of at most {MAX_URL} characters.")
        return Wanted("link", Asked(address, locale), url)
    if value.get("commandId") != COMMAND:
        raise BadInvoke(f"value.commandId must be {COMMAND}.")
    skip, count = _page(value.get("queryOptions"))
    return Wanted("search", Asked(address, locale, _words(value.get("parameters")), skip, count))


def _words(parameters: Any) -> str:
    """What was written; nothing for the run that comes before anything is."""
    if parameters is None:
        return ""
    if not isinstance(parameters, list) or not all(isinstance(each, dict) for each in parameters):
        raise BadInvoke("value.parameters must be a list of objects.")
    given = {each["name"]: each.get("value") for each in parameters if isinstance(each.get("name"), str)}
    words = given.get(_WORDS)
    if words is None or str(given.get(_FIRST)).lower() == "true":
        return ""
    if not isinstance(words, str):
        raise BadInvoke("The value of the parameter must be a string.")
    return words.strip()[:MAX_WORDS]


def _page(options: Any) -> tuple[int, int]:
    if options is None:
        return 0, PAGE
    if not isinstance(options, dict):
        raise BadInvoke("value.queryOptions must be an object.")
    found = []
    for name, default, most in (("skip", 0, FURTHEST), ("count", PAGE, MOST)):
        number = options.get(name)
        number = default if number is None else number
        if not isinstance(number, int) or isinstance(number, bool) or number < 0:
            raise BadInvoke(f"queryOptions.{name} must be a whole number, 0 or more.")
        found.append(min(number, most))
    return found[0], found[1] or PAGE


async def answer_of(extension: Extension, wanted: Wanted) -> dict[str, Any]:
    """The body that answers it."""
    if wanted.kind == "link":
        hit = await extension.unfurl(wanted.asked, wanted.url)
        return results([hit] if hit else [])
    found = await extension.search(wanted.asked)
    return results(found.hits) if found.hits or not found.nothing else told(found.nothing)


def results(hits: Sequence[Hit]) -> dict[str, Any]:
    """A list of hits; an empty one leaves a link as it is."""
    attachments: list[dict[str, Any]] = []
    left = MAX_BYTES
    for attachment in map(_attachment, hits):
        left -= len(json.dumps(attachment))
        if attachments and left < 0:
            break
        attachments.append(attachment)
    return {"composeExtension": {"type": "result", "attachmentLayout": "list", "attachments": attachments}}


def told(text: str) -> dict[str, Any]:
    """Words in place of a list."""
    return {"composeExtension": {"type": "message", "text": text.translate(_BRACKETS)}}


def _attachment(hit: Hit) -> dict[str, Any]:
    preview = {"title": hit.title.translate(_BRACKETS), "text": hit.text.translate(_BRACKETS)}
    return {"contentType": CARD, "content": hit.reply.card, "preview": {"contentType": _PREVIEW, "content": preview}}
