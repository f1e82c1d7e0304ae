"""What a button carries of its answer: pressed late, it still means what it meant when it was shown.

Most buttons say a whole question. A few lean on the answer they stand below («Hvor står det?», «Vis flere»); what they
lean on goes along with their words, unseen and signed, so that nothing but what we wrote ourselves is taken back.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dialogs.model import Choice, Reply
from knowledge.understanding.words import fold

_MARK = "\u2063"
"""A character that nobody types and nobody sees."""
_TOPIC = ("intent", "slots", "words")
_LEANING: Mapping[str, tuple[str, ...]] = {
    fold(words): (*_TOPIC, *more)
    for words, more in {
        "Hvor står det?": ("citations",),
        "Kvar står det?": ("citations",),
        "Vis flere": ("list",),
        "Vis fleire": ("list",),
        "Legg i kalenderen": (),
    }.items()
}
"""What buttons say that mean nothing without the answer they are on, and which parts of it they mean."""
_MOST = 4000
_SIGNED = 16


def carrying(reply: Reply, state: Mapping[str, Any], secret: str, *, every: tuple[str, ...] = ()) -> Reply:
    """The reply with what its buttons lean on put into them; ``every``: parts that all of them lean on."""
    choices = tuple(_with(choice, every or _LEANING.get(fold(choice.say), ()), state, secret) for choice in reply.choices)
    return replace(reply, choices=choices)


def _with(choice: Choice, parts: tuple[str, ...], state: Mapping[str, Any], secret: str) -> Choice:
    about = {part: state[part] for part in parts if state.get(part)}
    if not about or choice.url:
        return choice
    return replace(choice, say=sealed(choice.say, about, secret) or choice.say)


def sealed(say: str, about: Mapping[str, Any], secret: str) -> str:
    """The words with what they lean on, unseen and signed; empty where that is more than a card should carry."""
    told = json.dumps(about, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"{say}{_MARK}{_signature(say + told, secret)}{told}" if len(told) <= _MOST else ""


def carried(text: str, secret: str) -> tuple[str, Mapping[str, Any]]:
    """The words of a button and what it leans on; nothing for words that were typed, or changed on their way."""
    words, _, told = text.partition(_MARK)
    signature, about = told[:_SIGNED], told[_SIGNED:]
    if not about or not hmac.compare_digest(signature.encode(), _signature(words + about, secret).encode()):
        return words, {}
    found: Mapping[str, Any] = json.loads(about)
    return words, found


def said(choice: Choice) -> str:
    """The words of a button without what it carries."""
    return choice.say.partition(_MARK)[0]


def _signature(told: str, secret: str) -> str:
    return hmac.new(secret.encode(), b"button" + told.encode(), hashlib.sha256).hexdigest()[:_SIGNED]
