"""Activities in and out as plain JSON: Activity -> Message, RenderedReply -> Activity. Never an SDK object.

The SDK's (de)serialisation would cost four fifths of a turn, so it has no part in this.
"""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from typing import Any, Literal

from dialogs.channels.files import Files, attachments_of
from dialogs.channels.form_values import BadValues, values_of
from dialogs.channels.inserted import is_card_alone, without_marks
from dialogs.channels.judging import CHANNELS, LOOP
from dialogs.channels.refusals import BadInvoke, bad_request
from dialogs.channels.shapes import Activity
from dialogs.channels.texts import pieces, summary
from dialogs.channels.tokens import CHANNEL, tenants_of
from dialogs.model import Address, Choice, Message, RenderedReply
from dialogs.render import shortened

CARD = "application/vnd.microsoft.card.adaptive"
WEB = "web"
ACTION = "adaptiveCard/action"

Reference = dict[str, Any]
"""A conversation reference in the Bot Framework's own JSON: what is needed to write to someone."""

_LOCALES = {"nb": "nb-NO", "nn": "nn-NO"}
_GROUPS = ("channel", "groupchat")
_CHANGES = ("editMessage", "undeleteMessage")
"""New words, and a message that was deleted and is brought back: its answer was taken back, and is given again."""
_DELETIONS = ("softDeleteMessage",)


# -- in ----------------------------------------------------------------------------------------------
def to_message(activity: Activity, *, local: bool, files: Files | None = None) -> Message | None:
    """What was said, pressed or joined; None for everything that needs no answer. Refused for a form that is not ours."""
    if activity["type"] == "message":
        return None if is_card_alone(activity) else _said(activity, local, files)
    if activity["type"] == "conversationUpdate":
        return _joined(activity, local)
    if activity["type"] == "installationUpdate":
        return _installed(activity, local)
    if _changed(activity, "messageUpdate", _CHANGES):
        return replace(_said(activity, local, files), edited=activity.get("timestamp") or activity.get("text", ""))
    if _changed(activity, "messageDelete", _DELETIONS):
        when = activity.get("timestamp") or "deleted"
        return Message(address_of(activity, local=local), id=activity["id"], kind="unsaid", edited=when)
    return None


def _changed(activity: Activity, kind: str, events: tuple[str, ...]) -> bool:
    """True when a person did one of these things to a message."""
    told = activity["type"] == kind and activity.get("channelData", {}).get("eventType") in events
    return told and _is_placed(activity) and bool(activity.get("id"))


def _is_placed(activity: Activity) -> bool:
    """True when it is told who did it, to whom, and where; kinds that we answer seldom are not refused without."""
    return all(activity.get(who, {}).get("id") for who in ("conversation", "from", "recipient"))


def action_message(activity: Activity, *, local: bool) -> Message:
    """What the button of a universal action says; BadInvoke when the action is not one of ours."""
    value = activity.get("value")
    action = value.get("action") if isinstance(value, dict) else None
    if not isinstance(action, dict):
        raise BadInvoke("The invoke has no value.action.")
    say = _say(action.get("data"))
    if not say:
        raise BadInvoke("The action's data has no say.")
    try:
        values = values_of(action["data"])
    except BadValues as fault:
        raise BadInvoke(str(fault)) from None
    return Message(
        address_of(activity, local=local), say, activity.get("id", ""), pressed=True, apart=True, locale=locale_of(activity),
        values=values, reference=_reference(activity),
    )  # fmt: skip


def _said(activity: Activity, local: bool, files: Files | None) -> Message:
    say = _say(activity.get("value"))
    try:
        values = values_of(activity["value"]) if say else {}
    except BadValues as fault:
        raise bad_request(str(fault)) from None
    return Message(
        address_of(activity, local=local), say or _own_words(activity), activity.get("id", ""), pressed=bool(say),
        locale=locale_of(activity), values=values, attachments=attachments_of(activity, files), reference=_reference(activity),
    )  # fmt: skip


def _reference(activity: Activity) -> Reference | None:
    """Where to write later; nowhere for the chat page, which is not reached but asks."""
    return None if activity.get("channelId") == WEB else conversation_reference(activity)


def _say(data: Any) -> str:
    say = data.get("say") if isinstance(data, dict) else None
    return say.strip() if isinstance(say, str) else ""


def _own_words(activity: Activity) -> str:
    """The text without the mention of the bot; everything else in it is data."""
    text = without_marks(activity.get("text", ""))
    bot = activity["recipient"]
    for entity in activity.get("entities", ()):
        mentioned = entity.get("mentioned") or {}
        if entity.get("type") == "mention" and mentioned.get("id") == bot["id"]:
            name = mentioned.get("name") or bot.get("name") or ""
            text = text.replace(entity.get("text") or f"<at>{name}</at>", " ")
    return re.sub(r"[ \t]+", " ", text).strip() if "<at" in activity.get("text", "") else text.strip()


def _joined(activity: Activity, local: bool) -> Message | None:
    """A greeting is due when a person comes to us, or when we come to a group; not when others join it."""
    bot = activity["recipient"]["id"]
    added = [member["id"] for member in activity.get("membersAdded", ()) if member.get("id")]
    people = [member for member in added if member != bot]
    sender = activity.get("from", {})
    if is_group(activity):
        if bot not in added or not sender.get("id"):
            return None
    elif not people:
        return None
    elif sender.get("id") in (None, bot):
        # Some channels let the bot's own account announce whom they added.
        activity = {**activity, "from": next(m for m in activity["membersAdded"] if m.get("id") == people[0])}
    return _greeted(activity, local)


def _installed(activity: Activity, local: bool) -> Message | None:
    """Teams tells besides that we were installed; a newer version of the app, or its removal, is no reason to greet."""
    return _greeted(activity, local) if activity.get("action") == "add" and _is_placed(activity) else None


def _greeted(activity: Activity, local: bool) -> Message:
    address = address_of(activity, local=local)
    # Teams tells of an installation twice; elsewhere each joining stands for itself, as when the chat page is opened anew
    kind: Literal["joined", "installed"] = "installed" if address.channel == CHANNEL else "joined"
    return Message(address, id=activity.get("id", ""), kind=kind, locale=locale_of(activity))


def address_of(activity: Activity, *, local: bool) -> Address:
    """Who speaks, and where."""
    sender = activity["from"]
    # In local mode nobody vouches for the tenant, and what is remembered there must not meet a real one's.
    tenants = [] if local else tenants_of(activity)
    return Address(
        channel=activity.get("channelId", "emulator"),
        user=sender.get("aadObjectId") or sender["id"],
        conversation=activity["conversation"]["id"],
        tenant=tenants[0].lower() if tenants else "",
        group=is_group(activity),
    )


def is_group(activity: Activity) -> bool:
    """True in a channel or group chat, a meeting's too."""
    conversation = activity["conversation"]
    return bool(conversation.get("isGroup")) or (conversation.get("conversationType") or "").lower() in _GROUPS


def locale_of(activity: Activity) -> str:
    """The language that the channel says the reader has; empty when it does not."""
    stated: str = activity.get("locale", "")
    if stated:
        return stated
    told = (entity.get("locale") for entity in activity.get("entities", ()) if entity.get("type") == "clientInfo")
    return next((locale for locale in told if locale), "")


# -- out ---------------------------------------------------------------------------------------------
def conversation_reference(activity: Activity) -> Reference:
    """Where to write to this conversation later, unprompted: JSON for storage."""
    reference = {
        "user": activity.get("from"), "bot": activity["recipient"], "conversation": activity["conversation"],
        "channelId": activity.get("channelId", "emulator"), "serviceUrl": activity.get("serviceUrl"),
    }  # fmt: skip
    return {name: value for name, value in reference.items() if value is not None}


def reply_activities(reference: Reference, reply: RenderedReply, reply_to: str = "") -> list[Activity]:
    """The reply as messages: one in the shape the channel shows best, then all its text where its card was shortened."""
    first = message_of(reference, reply, reply_to, _content(reference["channelId"], reply))
    if reply.about and reference["channelId"] in CHANNELS:
        first["channelData"] = {**first.get("channelData", {}), LOOP: CHANNELS[reference["channelId"]]}
    if reference["channelId"] != CHANNEL or not shortened(reply):
        return [first]
    texts = [{"text": piece, "textFormat": "plain"} for piece in pieces(reply.text)]
    return [first, *(message_of(reference, reply, reply_to, text) for text in texts)]


def message_of(reference: Reference, reply: RenderedReply, reply_to: str, content: Activity) -> Activity:
    """A message of ours with that content."""
    activity: Activity = {
        "type": "message", "from": reference["bot"], "conversation": reference["conversation"],
        "channelId": reference["channelId"], "locale": _LOCALES[reply.language], "inputHint": "acceptingInput",
        **content,
    }  # fmt: skip
    for name, value in (
        ("recipient", reference.get("user")), ("serviceUrl", reference.get("serviceUrl")), ("replyToId", reply_to),
    ):  # fmt: skip
        if value:
            activity[name] = value
    return activity


def _content(channel: str, reply: RenderedReply) -> Activity:
    if channel == WEB:
        choices = [_shown(choice) for choice in reply.choices]
        data: Activity = {"html": reply.html, "choices": choices, "language": reply.language}
        if reply.inputs:
            data["inputs"] = [asdict(each) for each in reply.inputs]
        if reply.follow:
            data["follow"] = reply.follow
        return {"text": reply.text, "textFormat": "plain", "channelData": data}
    attachments = [{"contentType": CARD, "content": reply.card}]
    if channel == CHANNEL:
        # Teams shows text above the card, so the words would stand there twice; the summary is for notices.
        return {"summary": summary(reply.text), "attachments": attachments}
    return {"text": reply.text, "textFormat": "plain", "attachments": attachments}


def _shown(choice: Choice) -> Activity:
    shown: Activity = {"title": choice.title, "say": choice.say}
    marks: Activity = {"url": choice.url, "alone": choice.alone, "under": choice.under}
    return shown | {name: mark for name, mark in marks.items() if mark}


def card_response(replies: tuple[RenderedReply, ...]) -> dict[str, Any]:
    """The answer to a universal action: the first reply's card takes the pressed one's place."""
    if not replies:
        return {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": ""}
    return {"statusCode": 200, "type": CARD, "value": replies[0].card}
