"""Teams' feedback loop on the wire: thumbs on a message, the form that they open, and what was thought of the answer.

The channel data is ``feedbackLoop: {"type": "custom"}``: a press asks for our own form (``message/fetchTask``), which can say
in the reader's written form that no names should be written. ``default`` would show Teams' own, which cannot. Either way the
verdict comes as ``message/submitAction``. ``feedbackLoopEnabled`` is the older way to say ``default``; both must not be sent.
"""

from __future__ import annotations

import json
from typing import Any

from dialogs.channels.refusals import BadInvoke
from dialogs.channels.shapes import Activity
from dialogs.model import RenderedReply, Verdict
from knowledge.feedback import REACTIONS, Reaction

SUBMIT = "message/submitAction"
FETCH = "message/fetchTask"
LOOP = "feedbackLoop"
CHANNELS = {"msteams": {"type": "custom"}, "web": {"type": "default"}}
"""Where people can judge answers, and with whose form."""

_CARD = "application/vnd.microsoft.card.adaptive"
_TITLE = "Tilbakemelding"
"""The same in both written forms."""


def is_judging(activity: Activity) -> bool:
    """True for an invoke that is about what somebody thinks of an answer."""
    return activity.get("name") in (SUBMIT, FETCH) and _value(activity).get("actionName") == "feedback"


def can_be_judged(activity: Activity) -> bool:
    """True for a message of ours that shows thumbs."""
    return LOOP in activity.get("channelData", {})


def reaction_of(activity: Activity) -> Reaction:
    """Which thumb was pressed; BadInvoke when it is neither."""
    found = _action(activity).get("reaction")
    for reaction in REACTIONS:
        if found == reaction:
            return reaction
    raise BadInvoke("actionValue.reaction must be like or dislike.")


def verdict_of(activity: Activity) -> Verdict:
    """What was thought of the answer; BadInvoke when it makes no sense."""
    return Verdict(reaction_of(activity), _comment(_action(activity).get("feedback")))


def form_response(form: RenderedReply) -> dict[str, Any]:
    """The answer that opens the form."""
    card = {"contentType": _CARD, "content": form.card}
    return {"task": {"type": "continue", "value": {"title": _TITLE, "height": "medium", "width": "medium", "card": card}}}


def _value(activity: Activity) -> dict[str, Any]:
    """What the invoke tells; some clients wrap it in ``data``."""
    value = activity.get("value")
    if isinstance(value, dict) and isinstance(value.get("data"), dict) and "actionName" not in value:
        value = value["data"]
    return value if isinstance(value, dict) else {}


def _action(activity: Activity) -> dict[str, Any]:
    found = _value(activity).get("actionValue")
    return found if isinstance(found, dict) else {}


def _comment(feedback: Any) -> str:
    """The words, from JSON as Teams sends it, or as they are."""
    if isinstance(feedback, str):
        try:
            told = json.loads(feedback)
        except ValueError:
            return feedback
        if not isinstance(told, dict):
            return told if isinstance(told, str) else feedback
        feedback = told
    words = feedback.get("feedbackText") if isinstance(feedback, dict) else None
    return words if isinstance(words, str) else ""
