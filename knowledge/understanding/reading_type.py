"""One way to take a question, and how much speaks for it."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.law_found import Found
from knowledge.search import Hit, QueryTerm
from knowledge.understanding.question import Slots


@dataclass(frozen=True, slots=True)
class Reading:
    """An intent with its slots, the facts found for it, and its weight: about 1.7 is enough, above 3 is plain."""

    intent: str
    score: float
    slots: Slots
    terms: tuple[QueryTerm, ...] = ()
    hits: tuple[Hit, ...] = ()
    why: tuple[str, ...] = ()
    law: Found | None = None
