"""Questions made from frames whose slots the register fills, with the reading that the register gives. Still to come."""

from __future__ import annotations

from tests.eval.base import Base


def bases() -> tuple[Base, ...]:
    """Every sentence."""
    return ()
