"""Who would follow: the person, or the channel that they speak in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dialogs.model import Message
from dialogs.settings import Settings
from knowledge.model import Language
from storage.identity import conversation_key
from storage.recipients import Recipient


@dataclass(frozen=True, slots=True)
class Place:
    """Where notices would go."""

    key: str
    """Of the recipient: the person's own key, or that of the channel."""
    person: str
    team: bool
    may: bool
    """True for one who may decide what is sent there. Who owns a channel is not told to us, so in one it is the editors."""
    tenant: str
    conversation: str
    reference: Mapping[str, Any] | None
    """None where nothing can be written unprompted."""

    def recipient(self, language: Language) -> Recipient:
        """The same, to be kept with what it follows; there must be a reference."""
        assert self.reference is not None
        return Recipient(self.key, self.tenant, self.conversation, self.reference, language)


def place_of(message: Message, person: str, secret: str, settings: Settings) -> Place:
    """The person in a talk of two; in a channel the channel itself, not the thread in it."""
    address = message.address
    if not address.group:
        return Place(person, person, False, True, address.tenant, address.conversation, message.reference)
    whole = address.whole
    reference = message.reference
    if reference is not None:
        told = reference.get("conversation")
        # a notice begins a thread of its own, and is to nobody in particular
        about = {**told, "id": whole} if isinstance(told, Mapping) else {"id": whole}
        reference = {**{k: v for k, v in reference.items() if k != "user"}, "conversation": about}
    key = conversation_key(secret, address.tenant, address.channel, whole)
    return Place(key, person, True, settings.may_edit(address.user), address.tenant, whole, reference)
