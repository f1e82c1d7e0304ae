"""What is found from the compose box, and what a link of ours shows there: the contract between a channel and what answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dialogs.model import Address, RenderedReply


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that can be put into a message: how it stands in the list, and its card."""

    title: str
    text: str
    """One line: what sort of thing it is, and what tells it from others. Plain text, as the title."""
    reply: RenderedReply


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of what was found."""

    hits: Sequence[Hit]
    nothing: str = ""
    """What is said where there is nothing to show; plain text."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for."""

    address: Address
    """Who looks, and where they write."""
    locale: str
    words: str = ""
    """What was written; empty before anything is."""
    skip: int = 0
    count: int = 25


class Extension(Protocol):
    """What a channel needs to offer a search and to show links."""

    async def search(self, asked: Asked) -> Hits:
        """What the words find, or what is worth showing before any are written."""
        ...

    async def unfurl(self, asked: Asked, url: str) -> Hit | None:
        """What the link leads to; None for what is not ours, is not there, or is not for this reader."""
        ...
