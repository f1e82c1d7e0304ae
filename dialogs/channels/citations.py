"""The sources of an answer as Teams shows them: a number in the text that opens title, date, age, place and link.

Teams shows them for numbers in a message's text alone, never within a card. A text that comes with a card is parted from it,
and then neither can be changed or removed again, since Teams tells no id. So the sources are a short message of their own
below the card, which keeps its source line: for whoever does not get to see them, and for all who read along in groups,
where one message is enough. The entity says nothing of artificial intelligence (``additionalType``): our answers are not its.
"""

from __future__ import annotations

import json
import re
from typing import Any

from dialogs.channels.activities import conversation_reference, is_group, message_of
from dialogs.channels.shapes import Activity
from dialogs.channels.tokens import CHANNEL
from dialogs.cited import Cited
from dialogs.model import RenderedReply

MESSAGE = "https://schema.org/Message"
MAX_NAME, MAX_ABSTRACT = 80, 160
IN_PLAYGROUND = 10
"""So many the Agents Playground takes; Teams takes twice as many."""
MAX_BYTES = 27 * 1024
"""Teams takes 28 KB in all; that the last of many sources cannot be opened is better than that none can."""

_MARKUP = re.compile(r"[\\`*_~<>#|]|&(?=#?\w+;)")


def citations(activity: Activity, reply: RenderedReply, *, local: bool = False) -> list[Activity]:
    """The message with the sources of a reply to what was written in a talk of two in Teams; none elsewhere.

    A card that each reader sees differently has none: what theirs rests on stands in it.
    """
    cites, reference = reply.cites, conversation_reference(activity)
    if cites is None or not _is_shown(activity) or "refresh" in reply.card:
        return []
    claims = [_claim(number, each) for number, each in enumerate(cites.each, 1)][: IN_PLAYGROUND if local else None]
    while True:
        content = {"text": _MARKUP.sub(" ", cites.text), "textFormat": "markdown", "entities": [_entity(claims)]}
        message = message_of(reference, reply, activity.get("id", ""), content)
        if len(json.dumps(message)) <= MAX_BYTES:
            return [message]
        claims.pop()


def _is_shown(activity: Activity) -> bool:
    told = activity["type"] in ("message", "messageUpdate") and activity.get("deliveryMode") != "expectReplies"
    return told and activity.get("channelId") == CHANNEL and not is_group(activity)


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
