"""A word as it is written, and what it may have been meant as."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """A word as it stands, with those beside it, and whether it begins with a capital for its own sake."""

    folds: tuple[str, ...]
    """Folded, the likeliest way first."""
    before: str = ""
    after: str = ""
    capital: bool = False
    others: tuple[str, ...] = ()
    """What it is, folded, where «oe» stands for ø and the like."""
    plain: bool = True
    """True when no æ, ø or å stands in the text, as where a keyboard has none."""

    @property
    def folded(self) -> str:
        """The word folded in the likeliest way."""
        return self.folds[0]


@dataclass(frozen=True, slots=True)
class Mend:
    """What a word is read as, and what it took; or, where that is not clear, what it may be."""

    word: str
    cost: float
    guesses: tuple[str, ...] = ()
    """What may have been meant, best first, where ``word`` is empty."""
    weight: float = 0.0
    """What it took, less what speaks for the word."""


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """A word that may have been meant; the lower the weight, the likelier."""

    weight: float
    word: str
    spent: float
