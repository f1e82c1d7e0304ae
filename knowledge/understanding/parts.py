"""Two questions in one message: «hvor mange er de, og hvem er vert?»"""

from __future__ import annotations

import re
from typing import NamedTuple

_ASKING = r"(?:hva|hvem|hvor|hvordan|hvorfor|hvilken|hvilket|hvilke|kva|kven|kor|korleis|kvifor|når|ka|kem|koss|koffor)"
_SPLIT = re.compile(rf"(?:[,;]?\s+(?:og|men|eller)|[.?!])\s+(?:(?:og|men)\s+)?(?={_ASKING}\b)", re.IGNORECASE)
_ASKS = re.compile(rf"\b{_ASKING}\b|^\W*(?:er|har|kan|må|skal|blir|ble|var|vart|finnes|finst|finns)\b", re.IGNORECASE)
_FEWEST = 2


class Parts(NamedTuple):
    """The two questions of a message."""

    first: str
    second: str


def parts(text: str) -> Parts | None:
    """The two questions that the words ask, where they ask just two and each by itself; else None."""
    found = list(_SPLIT.finditer(text))
    if len(found) != 1:
        return None
    first, second = text[: found[0].start()].strip(), text[found[0].end() :].strip()
    if not _ASKS.search(first) or len(first.split()) < _FEWEST or len(second.split()) < _FEWEST:
        return None
    return Parts(f"{first.rstrip('?!. ')}?", f"og {second}")  # it leans on the first
