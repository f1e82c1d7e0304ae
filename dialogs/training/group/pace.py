"""When a channel may be written to again. Pure: times are seconds, and now is handed in.

Unlike the outbox, which keeps one number for each of very many recipients, a quiz keeps when it wrote: a question that is
closed and the next that is opened may then go at once where there is room.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dialogs.delivery.pace import TEAMS, retry_after

MARGIN = 0.25
"""Seconds that the clocks of replicas, and the way to the channel, may differ by."""
SPARE = 1
"""So many places are left in each window, for an answer in the open or a quiz in another thread at the same moment."""
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0


def wait_of(sent: Sequence[float], now: float) -> float:
    """Seconds until the channel may be written to again, after what was ``sent`` when, the earliest first; 0 for at once."""
    most = [(window.count - SPARE, window.seconds) for window in TEAMS]
    return max([0.0, *(sent[-count] + seconds + MARGIN - now for count, seconds in most if len(sent) >= count)])


def pause_of(header: str, failures: int, now: datetime) -> float:
    """Seconds that a channel that has refused us so many times in a row is left alone: as it says, else longer each time."""
    own: float = min(_FIRST_PAUSE * 2 ** min(failures, 10), _LONGEST_PAUSE)
    return max(retry_after(header, now), own)
