"""The two worlds that tests ask about, the shipped knowledge and a made-up region, and a bot to ask there."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

from dialogs.live import Live
from dialogs.model import Address, Message, RenderedReply, Reply
from dialogs.render import Renderer
from dialogs.respond import Responder
from knowledge import shipped
from knowledge.snapshot import Knowledge, read_language
from knowledge.understanding.reading import Understanding
from storage.database import Database, open_database
from storage.migrate import migrate
from tests.cards.limits import faults

World = Literal["shipped", "fictional"]
FICTIONAL = Path(__file__).parent / "fixtures" / "fictional"
DAY = date(2025, 11, 15)
"""The day that conversations take place on, unless they name another."""
T = TypeVar("T")


@cache
def knowledge(world: World) -> Knowledge:
    """All that is known in a world; read once per run."""
    register = shipped.load() if world == "shipped" else shipped.load(FICTIONAL)
    return Knowledge(register, read_language(), revision=1)


@cache
def understanding(world: World) -> Understanding:
    """Understanding of questions in a world; built once per run."""
    return Understanding(knowledge(world))


class Recorder(Renderer):
    """The renderer of the service, which remembers what it was asked to render, and lets no card pass that Teams would not."""

    def __init__(self) -> None:
        super().__init__()
        self.replies: list[Reply] = []

    def render(self, reply: Reply) -> RenderedReply:
        """Render, and keep the reply."""
        self.replies.append(reply)
        rendered = super().render(reply)
        assert faults(rendered) == [], reply.key
        return rendered


@cache
def renderer() -> Recorder:
    """One renderer for all bots of a run: compiling the templates takes long."""
    return Recorder()


@dataclass
class Said:
    """What the bot said to one message."""

    replies: tuple[Reply, ...]
    rendered: tuple[RenderedReply, ...]

    @property
    def keys(self) -> list[str]:
        """The keys of the replies, in order."""
        return [reply.key for reply in self.replies]

    @property
    def text(self) -> str:
        """All that was said, as plain text."""
        return "\n\n".join(reply.text for reply in self.rendered)


@dataclass
class Bot:
    """The one path on a database of its own, with a clock and a day that the test sets."""

    database: Database
    live: Live
    day: date = DAY
    now: datetime = datetime(2025, 11, 15, 9, 0, tzinfo=UTC)
    renderer: Recorder = field(default_factory=renderer)

    def __post_init__(self) -> None:
        self.responder = Responder(
            self.database, self.live, self.renderer, "a secret of the tests", clock=self._clock, today=lambda: self.day
        )

    def _clock(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    async def say(self, message: Message) -> Said:
        """Send a message; what came back."""
        before = len(self.renderer.replies)
        rendered = await self.responder.respond(message)
        return Said(tuple(self.renderer.replies[before:]), rendered)

    async def ask(self, text: str, *, conversation: str = "c1", user: str = "u1", locale: str = "", group: bool = False) -> Said:
        """Ask as a person in a conversation."""
        return await self.say(Message(Address("console", user, conversation, group=group), text, locale=locale))


@cache
def _template() -> Path:
    path = Path(tempfile.mkdtemp(prefix="samrad-test-")) / "tables.sqlite3"
    asyncio.run(migrate(f"sqlite:///{path}"))
    return path


def _template_apart() -> Path:
    # asyncio.run cannot be called where a loop runs already
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_template).result()


@asynccontextmanager
async def _bot(world: World, day: date) -> AsyncIterator[Bot]:
    with tempfile.TemporaryDirectory(prefix="samrad-test-") as folder:
        path = shutil.copy(_template_apart(), Path(folder) / "bot.sqlite3")
        database = open_database(f"sqlite:///{path}")
        live = Live.__new__(Live)
        live.understanding = understanding(world)
        try:
            yield Bot(database, live, day)
        finally:
            await database.close()


def bot(world: World = "shipped", day: date = DAY) -> AbstractAsyncContextManager[Bot]:
    """A bot with nothing remembered."""
    return _bot(world, day)


def with_bot(world: World, use: Callable[[Bot], Awaitable[T]]) -> T:
    """Run something with a bot, outside any loop."""

    async def run() -> T:
        async with bot(world) as one:
            return await use(one)

    return asyncio.run(run())


__all__ = ["DAY", "FICTIONAL", "Bot", "Said", "World", "bot", "knowledge", "understanding", "with_bot"]
