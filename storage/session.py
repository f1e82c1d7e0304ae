"""A session: one transaction, in which named queries run. Which database it is does not show."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection

T = TypeVar("T")


class Session(ABC):
    """One transaction. Ends with the ``async with`` that gave it: commits, or undoes everything on an exception."""

    def __init__(self, *, write: bool) -> None:
        self.write = write
        """True when nobody else can write while it lasts, so that what it has read stays true until it commits."""

    @abstractmethod
    async def run(self, query: Callable[[Connection], T]) -> T:
        """What ``query`` answers. It is called once, off the event loop where the driver would block it."""

    def require_write(self) -> None:
        """Refuse to go on in a session that others can write beside."""
        if not self.write:
            raise ValueError("this needs database.session(write=True): it reads, decides and writes in one go")
