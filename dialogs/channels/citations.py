"""The sources of an answer as Teams shows them: a number in the text that opens title, date, age, place and link.

Teams shows them for numbers in a message's text alone, never within a card, and the apps on phones may leave out a text that
comes with a card. So the card stays whole, its source line too, and the text beside it is no more than the sources. The
entity is not to say that an answer is made by artificial intelligence (``additionalType``): ours are not.
"""

from __future__ import annotations

import json
import re
from typing import Any

from dialogs.channels.shapes import Activity
from dialogs.channels.tokens import CHANNEL
from dialogs.cited import Cited
from dialogs.model import RenderedReply

MESSAGE = "https://schema.org/Message"
MAX_NAME, MAX_ABSTRACT = 80, 160
MAX_BYTES = 27 * 1024
"""Teams takes 28 KB in all; a reader who cannot open the last of many sources is better off than one without the answer."""

_MARKUP = re.compile(r"[\\`*_~<>#|]|&(?=#?\w+;)")


def with_citations(activity: Activity, reply: RenderedReply) -> Activity:
    """The message with its sources under their numbers, where there are any and Teams is who shows it.

    A card that each reader sees differently has none: what theirs rests on stands in it.
    """
    cites = reply.cites
    if cites is None or activity["channelId"] != CHANNEL or "refresh" in reply.card:
        return activity
    told = {**activity, "text": _MARKUP.sub(" ", cites.text), "textFormat": "markdown"}
    claims = [_claim(number, each) for number, each in enumerate(cites.each, 1)]
    while claims and _size(told, claims) > MAX_BYTES:
        claims.pop()
    return {**told, "entities": [_entity(claims)]} if claims else activity


def _size(activity: Activity, claims: list[dict[str, Any]]) -> int:
    return len(json.dumps({**activity, "entities": [_entity(claims)]}))


def _entity(claims: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": MESSAGE, "@type": "Message", "@context": "https://schema.org", "@id": "", "citation": claims}


def _claim(number: int, cited: Cited) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "@type": "DigitalDocument", "name": _cut(cited.title, MAX_NAME), "abstract": _cut(cited.about, MAX_ABSTRACT),
    }  # fmt: skip
    if cited.url.startswith("https://"):
        shown["url"] = cited.url
    if cited.url.partition("?")[0].casefold().endswith(".pdf"):
        shown["image"] = {"@type": "ImageObject", "name": "PDF"}
    return {"@type": "Claim", "position": number, "appearance": shown}


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"
