"""Buttons of an Adaptive Card 1.5. Never words of our own."""

from __future__ import annotations

from typing import Any

from dialogs.model import Choice

VERB = "say"
"""What our universal actions are called; what they say is in their data, as with other buttons."""

Element = dict[str, Any]


def button_of(choice: Choice, *, within: bool) -> Element:
    """A button; beside a form it sends what was filled in, unless it stands alone. One with an address opens a page."""
    if choice.url:
        return {"type": "Action.OpenUrl", "title": choice.title, "url": choice.url}
    button: Element = {"type": "Action.Submit", "title": choice.title, "data": {"say": choice.say}}
    if within and choice.alone:
        button["associatedInputs"] = "none"
    if choice.apart:  # an old client, and a channel that knows no universal actions, falls back on the button as it was
        return {**button, "type": "Action.Execute", "verb": VERB, "fallback": button}
    return button


def refreshing(title: str, say: str) -> Element:
    """What has a card ask for the reader's own view of it; every client does so where few read along."""
    return {"action": {"type": "Action.Execute", "title": title, "verb": VERB, "data": {"say": say}}}
