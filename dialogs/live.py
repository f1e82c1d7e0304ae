"""What is known right now, as one turn sees it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from knowledge.snapshot import Knowledge
from knowledge.understanding.reading import Understanding


class Live:
    """What is known right now. Swapped whole when the register changes; a turn keeps the one it began with."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.understanding = Understanding(knowledge)

    @property
    def knowledge(self) -> Knowledge:
        """The snapshot that questions are answered from."""
        return self.understanding.knowledge

    def now(self) -> Understanding:
        """What questions are read with."""
        return self.understanding

    async def swap(self, build: Callable[[], Knowledge]) -> None:
        """Build a new snapshot beside the loop and take it into use at once."""
        self.understanding = await asyncio.to_thread(lambda: Understanding(build()))
