"""What an activity must look like before anything is done with it. Only types; nothing about who sent it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from dialogs.channels.refusals import bad_request

Activity = dict[str, Any]
Check = Callable[[Any, str], None]

MAX_NAME = 1000

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?")


def _text(value: Any, where: str) -> None:
    if not isinstance(value, str):
        raise bad_request(f"{where} must be a string.")


def _name(value: Any, where: str) -> None:
    """A string that goes into addresses, headers and tables."""
    _text(value, where)
    if len(value) > MAX_NAME or _CONTROL.search(value) or value in (".", ".."):
        raise bad_request(f"{where} must be at most {MAX_NAME} characters, none of them control characters.")


def _moment(value: Any, where: str) -> None:
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise bad_request(f"{where} must be a date and time as in ISO 8601.")


def _flag(value: Any, where: str) -> None:
    if not isinstance(value, bool):
        raise bad_request(f"{where} must be true or false.")


def _anything(value: Any, where: str) -> None:
    """Accepts it."""


def _record(fields: Mapping[str, Check] | None = None) -> Check:
    wanted = tuple((fields or {}).items())

    def check(value: Any, where: str) -> None:
        if not isinstance(value, dict):
            raise bad_request(f"{where} must be an object.")
        for name, inner in wanted:
            found = value.get(name)
            if found is not None:
                inner(found, f"{where}.{name}")

    return check


def _many(inner: Check) -> Check:
    def check(value: Any, where: str) -> None:
        if not isinstance(value, list):
            raise bad_request(f"{where} must be a list.")
        for index, item in enumerate(value):
            inner(item, f"{where}[{index}]")

    return check


_ACCOUNT = _record({"id": _name, "name": _text, "aadObjectId": _name, "role": _text})
_CONVERSATION = _record({"id": _name, "conversationType": _name, "tenantId": _name, "name": _text, "isGroup": _flag})
_ENTITY = _record({"type": _text, "text": _text, "locale": _name, "mentioned": _ACCOUNT})
_ATTACHMENT = _record({"contentType": _text, "contentUrl": _text, "name": _text})
_CHANNEL_DATA = _record({"tenant": _record({"id": _name}), "team": _record({"id": _name}), "eventType": _text})

_ACTIVITY: Mapping[str, Check] = {
    "type": _name, "id": _name, "timestamp": _moment, "localTimestamp": _moment, "channelId": _name,
    "serviceUrl": _name, "from": _ACCOUNT, "recipient": _ACCOUNT, "conversation": _CONVERSATION, "text": _text,
    "textFormat": _text, "locale": _name, "name": _name, "deliveryMode": _name, "replyToId": _name, "action": _text,
    "membersAdded": _many(_ACCOUNT), "membersRemoved": _many(_ACCOUNT), "entities": _many(_ENTITY),
    "attachments": _many(_ATTACHMENT), "channelData": _CHANNEL_DATA, "value": _anything,
}  # fmt: skip
_NEEDED = {
    "message": ("conversation", "from", "recipient"),
    "invoke": ("conversation", "from", "recipient"),
    "conversationUpdate": ("conversation", "recipient"),
}


def as_activity(body: Any) -> Activity:
    """``body`` as an activity whose fields have the types that the rest relies on; Refused with 400 otherwise.

    A field that is null counts as missing.
    """
    if not isinstance(body, dict):
        raise bad_request("The body must be an activity: a JSON object.")
    activity = {name: value for name, value in body.items() if value is not None}
    kind = activity.get("type")
    if not kind:
        raise bad_request("type is missing.")
    for name, value in activity.items():
        check = _ACTIVITY.get(name)
        if check is not None:
            check(value, name)
    for name in _NEEDED.get(kind, ()):
        if not activity.get(name, {}).get("id"):
            raise bad_request(f"{name}.id is missing.")
    return activity
