"""What a room beside the questions may use, and what it offers."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from dialogs.aside import Aside, PersonalStore
from dialogs.bells import Bells
from dialogs.delivery.composer import Composer
from dialogs.extension import Extension
from dialogs.model import Link, RenderedReply, Reply
from dialogs.outgoing import Sender
from dialogs.own_views import Following
from dialogs.screen import Screen
from dialogs.settings import Settings
from knowledge.snapshot import Knowledge
from knowledge.understanding.reading import Understanding
from storage.database import Database


@dataclass(frozen=True, slots=True)
class House:
    """What every room may use."""

    settings: Settings
    database: Database
    knowledge: Callable[[], Knowledge]
    """What is known right now."""
    render: Callable[[Reply], RenderedReply]
    secret: str
    """Keys what is stored of people; see ``storage.identity``."""
    clock: Callable[[], datetime]
    today: Callable[[], date]
    link: Link
    bells: Bells
    understanding: Callable[[], Understanding] | None = None
    """What questions are read with right now; made from what is known where it is not at hand."""

    def reading(self) -> Understanding:
        """The same, whichever way."""
        return self.understanding() if self.understanding else Understanding(self.knowledge())


@dataclass(frozen=True, slots=True)
class Room:
    """What a room offers."""

    aside: Aside | None = None
    """Its own commands."""
    store: PersonalStore | None = None
    """What it keeps of people."""
    loops: tuple[Callable[[Sender], Coroutine[Any, Any, None]], ...] = field(default=())
    """What runs beside the answering while the service is served, until cancelled."""
    composers: Mapping[str, Composer] = field(default_factory=dict)
    """What makes the messages that it sends unprompted, by kind of notice."""
    following: Following | None = None
    """What a person follows of that which an answer is about."""
    screens: tuple[Screen, ...] = ()
    """Pages that are opened by the key in their address."""
    extension: Extension | None = None
    """What is found from the compose box."""
