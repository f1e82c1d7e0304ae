"""Buttons of a card, and what a card asks for by itself: Adaptive Card 1.5 as plain dicts."""

from __future__ import annotations

from typing import Any

from dialogs.model import Choice

VERB = "say"
"""What our universal actions are called; what they say is in their data, as with other buttons."""


def button_of(choice: Choice, *, within: bool) -> dict[str, Any]:
    """A button; beside a form it sends what was filled in, unless it stands alone. One with an address opens a page."""
    if choice.url:
        return {"type": "Action.OpenUrl", "title": choice.title, "url": choice.url}
    button: dict[str, Any] = {"type": "Action.Submit", "title": choice.title, "data": {"say": choice.say}}
    if within and choice.alone:
        button["associatedInputs"] = "none"
    if choice.apart:  # an old client, and a channel that knows no universal actions, falls back on the button as it was
        return {**button, "type": "Action.Execute", "verb": VERB, "fallback": button}
    return button


def refreshing(title: str, say: str) -> dict[str, Any]:
    """What has a card ask for the reader's own view of it; every client does so where few read along."""
    return {"action": {"type": "Action.Execute", "title": title, "verb": VERB, "data": {"say": say}}}
