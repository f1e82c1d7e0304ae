"""A stand-in for Teams' connector: it enforces Teams' limits, breaks down as told, and remembers what arrived and when."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from dialogs.delivery.pace import TEAMS
from dialogs.model import RenderedReply
from dialogs.outgoing import NotSent


@dataclass(frozen=True, slots=True)
class Faults:
    """How often it breaks down, as shares of the requests, and of the recipients for the last two."""

    too_many: float = 0.0
    """429 with Retry-After."""
    bad_gateway: float = 0.0
    lost_answer: float = 0.0
    """The message is taken, and no answer comes."""
    blocked: float = 0.0
    unknown: float = 0.0


CALM = Faults()
MIX = Faults(too_many=0.05, bad_gateway=0.01, lost_answer=0.005, blocked=0.02, unknown=0.01)
"""The mix that the product promises to come through."""


@dataclass(slots=True)
class Connector:
    """A ``Sender`` whose time is handed in."""

    seconds: Callable[[], float]
    sleep: Callable[[float], Awaitable[None]]
    random: Random
    faults: Faults = CALM
    times: list[float] = field(default_factory=list)
    """When each request came."""
    asked: list[str] = field(default_factory=list)
    """What each request was, in that order."""
    arrived: Counter[str] = field(default_factory=Counter)
    """How often each message was taken, by conversation and text."""
    refused: Counter[int] = field(default_factory=Counter)
    """Refusals that were injected, by status; 0 for a lost answer."""
    broken: list[str] = field(default_factory=list)
    """Limits that were broken."""
    early: int = 0
    """Requests to a conversation before its Retry-After was out."""
    _windows: dict[str, deque[float]] = field(default_factory=dict)
    _closed_until: dict[str, float] = field(default_factory=dict)

    async def send(self, reference: Mapping[str, Any], reply: RenderedReply) -> tuple[str, ...]:
        """Take a message, or refuse it."""
        conversation, now = str(reference["conversation"]["id"]), self.seconds()
        self.times.append(now)
        self.asked.append(f"{conversation} {reply.text}")
        self._hold_limits(conversation, now)
        await self.sleep(0.02 + self.random.random() * 0.2)
        if now < self._closed_until.get(conversation, 0.0):
            self.early += 1
        number = Random(conversation).random()  # who is blocked is blocked at every try
        if number < self.faults.blocked:
            raise NotSent(403, code="MessageWritesBlocked")
        if number < self.faults.blocked + self.faults.unknown:
            raise NotSent(404, code="ConversationNotFound")
        fate = self.random.random()
        for share, status in ((self.faults.too_many, 429), (self.faults.bad_gateway, 502), (self.faults.lost_answer, 0)):
            if fate < share:
                await self._refuse(status, conversation, reply)
            fate -= share
        self.arrived[f"{conversation} {reply.text}"] += 1
        return (f"m{len(self.times)}",)

    async def update(self, reference: Mapping[str, Any], message: str, reply: RenderedReply) -> None:
        """Nothing is put in place of anything here."""
        raise NotSent(501)

    async def _refuse(self, status: int, conversation: str, reply: RenderedReply) -> None:
        self.refused[status] += 1
        if status == 429:
            wait = self.random.randint(1, 20)
            self._closed_until[conversation] = self.seconds() + wait
            raise NotSent(429, str(wait))
        if status == 0:
            self.arrived[f"{conversation} {reply.text}"] += 1
            await self.sleep(20)
            raise NotSent(0, why="TimeoutError", perhaps=True)
        raise NotSent(status)

    def _hold_limits(self, conversation: str, now: float) -> None:
        sent = self._windows.setdefault(conversation, deque(maxlen=max(window.count for window in TEAMS)))
        for window in TEAMS:
            if len(sent) >= window.count and sent[-window.count] > now - window.seconds:
                self.broken.append(f"{conversation}: more than {window.count} in {window.seconds} s")
        sent.append(now)

    def most_in(self, seconds: float) -> int:
        """The largest number of requests in any stretch of so many seconds."""
        most, first = 0, 0
        times = sorted(self.times)
        for last, at in enumerate(times):
            while times[first] <= at - seconds + 1e-4:  # clocks are read to the microsecond
                first += 1
            most = max(most, last - first + 1)
        return most
