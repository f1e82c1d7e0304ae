"""What the rules say to a question of law."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.legal import Answer, Claim, Rule


@dataclass(frozen=True, slots=True)
class Found:
    """Rules that answer, the best first, and the claim of one of them that the question makes."""

    rules: tuple[Rule, ...]
    score: float
    claim: Claim | None = None
    claimed: Rule | None = None
    verdict: Answer = Answer.TELL
    """Whether what the question asks or takes for granted holds; TELL when that cannot be said for sure."""
    contradicts: bool = False
    """True when the answer is yes to what the question denies: «jo»."""
    share: float = 0.0
    """The share of the question that the claim accounts for."""
    aspect: float = 0.0
    """The share of the question that names the aspect of the rules."""
