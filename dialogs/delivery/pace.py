"""How fast may be sent. All of it is reckoning: the time is handed in, in seconds, and nobody sleeps here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

DAY = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Window:
    """So many messages in any stretch of so many seconds."""

    count: int
    seconds: float


TEAMS = (Window(7, 1), Window(8, 2), Window(60, 30), Window(1800, 3600))
"""What Teams allows a bot in one conversation."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """So many at once, then one at a time; all that it remembers is one number, which may lie in a database."""

    burst: int
    every: float

    def free_at(self, busy_until: float) -> float:
        """When the next may go."""
        return busy_until - (self.burst - 1) * self.every

    def taken(self, busy_until: float, at: float) -> float:
        """What is remembered when one goes then."""
        return max(busy_until, at) + self.every


CONVERSATION = Bucket(6, 2.01)
"""Keeps within TEAMS whenever it is asked: 6 in 2 seconds, 20 in 30, 1,797 in an hour. A place is left for answers."""


class Tempo:
    """What share of the allowed rate is used: less while many are pushed back, never nothing, and soon all of it again."""

    LEAST = 0.2
    MANY, FEW = 0.2, 0.1
    """Slower from so large a share of the last messages on, faster below that one."""
    PAUSE = 5.0
    """Seconds between two changes."""
    _NEW = 0.03

    def __init__(self) -> None:
        self.share = 1.0
        self._pushed_back = 0.0
        self._changed = float("-inf")

    def note(self, now: float, *, pushed_back: bool) -> None:
        """One was taken, or pushed back for a while."""
        self._pushed_back += (float(pushed_back) - self._pushed_back) * self._NEW
        if now - self._changed < self.PAUSE:
            return
        if pushed_back and self._pushed_back > self.MANY:
            self.share, self._changed = max(self.LEAST, self.share * 0.6), now
        elif self.share < 1.0 and self._pushed_back < self.FEW:
            self.share, self._changed = min(1.0, self.share + 0.2), now


def backoff(attempt: int, random: Callable[[], float], first: float = 2.0, most: float = 3600.0) -> float:
    """Seconds until it is tried again after so many tries: doubled each time, with jitter, up to a cap."""
    doubled: float = first * 2.0 ** min(max(attempt - 1, 0), 30)
    return min(most, doubled) * (0.5 + random() / 2)


def retry_after(text: str, now: datetime) -> float:
    """The seconds that a Retry-After header asks for, as a number or a date; 0 when it says nothing of use. At most a day."""
    text = text.strip()
    try:
        seconds = float(text)
    except ValueError:
        try:
            until = parsedate_to_datetime(text)
        except ValueError:
            return 0.0
        seconds = (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds()
    return min(max(seconds, 0.0), DAY) if seconds == seconds else 0.0  # noqa: PLR0124  (a number that is none)
