"""What each kind of file is opened as."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass


def _no() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Paper:
    """An open document. Its pages are read as they are asked for, once."""

    count: int
    pages: Iterator[str]
    title: str = ""
    pictured: Callable[[], bool] = _no
    """Whether there is anything to see; asked when no text was found."""
