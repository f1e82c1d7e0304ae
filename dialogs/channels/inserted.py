"""Cards that a person has put into a message from the compose box: they are for those who read, and ask us nothing."""

from __future__ import annotations

import re

from dialogs.channels.shapes import Activity

_CARD = "application/vnd.microsoft.card.adaptive"
_MARKS = re.compile(
    r'<span class="inline-compose-card"[^>]*>\s*(?:<span[^>]*>\s*</span>\s*)?</span>|<attachment id="[^"]*">\s*</attachment>'
)
"""How the place of a card is marked in the text."""


def without_marks(text: str) -> str:
    """The words of a message, without the marks that stand for cards."""
    return _MARKS.sub(" ", text).strip() if "<" in text else text.strip()


def is_card_alone(activity: Activity) -> bool:
    """True for a message that is a card and nothing else: no word, no mention and no file."""
    kinds = {each.get("contentType") for each in activity.get("attachments", ())} - {"text/html"}
    return kinds == {_CARD} and not without_marks(activity.get("text", "")) and not activity.get("value")
