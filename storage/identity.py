"""Keys for people and conversations: keyed hashes, so that the database alone does not tell who they are."""

from __future__ import annotations

import hashlib
import hmac


def person_key(secret: str, tenant: str, channel: str, user: str) -> str:
    """The key of a person. The same in every conversation within a tenant and channel."""
    return _keyed(secret, "person", tenant, channel, user)


def conversation_key(secret: str, tenant: str, channel: str, conversation: str) -> str:
    """The key of a conversation."""
    return _keyed(secret, "conversation", tenant, channel, conversation)


def answer_key(secret: str, tenant: str, channel: str, conversation: str, message: str) -> str:
    """The key of a message of ours, by the id that the channel gave it."""
    return _keyed(secret, "answer", tenant, channel, conversation, message)


def question_key(secret: str, tenant: str, channel: str, conversation: str, message: str) -> str:
    """The key of a person's message, by the id that the channel gave it."""
    return _keyed(secret, "question", tenant, channel, conversation, message)


def shown_mark(secret: str, person: str, reference: str, text: str) -> str:
    """A mark that only we can make: that this text was shown to this person under this reference. It is not kept."""
    return _keyed(secret, "shown", person, reference, text)[:16]


def _keyed(secret: str, *parts: str) -> str:
    # each part with its length, so that no two lists of parts hash the same bytes
    message = b"".join(len(raw).to_bytes(4, "big") + raw for raw in (p.encode("utf-8", "surrogatepass") for p in parts))
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()
