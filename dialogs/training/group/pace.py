"""When a channel may be written to again. Pure: times are seconds, and now is handed in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LIMITS = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))
"""So many messages and updates does Teams take within so many seconds, in a conversation."""
MARGIN = 0.25
"""Seconds that the clocks of replicas, and the way to the channel, may differ by."""
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0


def wait_of(sent: Sequence[float], now: float) -> float:
    """Seconds until the channel may be written to again, after what was ``sent`` when, the earliest first; 0 for at once."""
    waits: list[float] = [sent[-most] + span + MARGIN - now for most, span in LIMITS if len(sent) >= most]
    return max([0.0, *waits])


def pause_of(retry_after: str, failures: int, now: datetime) -> float:
    """Seconds that a channel that has refused us so many times in a row is left alone: as it says, else longer each time."""
    own: float = min(_FIRST_PAUSE * 2 ** min(failures, 10), _LONGEST_PAUSE)
    text = retry_after.strip()
    if text.isdigit():
        return max(float(text), own if failures else 0.0)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return own
    return max((until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds(), own)
