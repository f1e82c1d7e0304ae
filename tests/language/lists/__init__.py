"""The reviewed lists: one entry a line, sorted, every one needed. The head of each says what belongs in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

NEEDED = ("names", "quotes", "terms_nb", "terms_nn", "written")
"""The lists that let words in; an entry that lets none in is taken out."""


@cache
def entries(name: str) -> tuple[str, ...]:
    """The entries of a list, without its remarks."""
    lines = Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
