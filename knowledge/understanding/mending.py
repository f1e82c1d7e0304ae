"""Which word was meant where what is written is none: by what the slip costs, how usual the word is, and what stands beside it.

A word is mended only when no other that means something else is nearly as likely. An everyday word that is not ours is never
made into one that is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from knowledge.understanding.keyboard import DOUBLED, TRANSPOSED, cost
from knowledge.understanding.stock import Stock

_ALLOWED = ((3, 0.75), (4, 0.8), (5, 0.9), (7, 1.05), (9, 1.4), (99, 1.9))
"""The most that a mend may cost, by the number of letters."""
_ALLOWED_NAME = ((3, 0.0), (4, 0.55), (5, 0.75), (7, 1.05), (9, 1.4), (99, 1.9))
_ALLOWED_CONTENT = ((3, 0.55), (4, 0.75), (7, 0.9), (9, 1.1), (99, 1.5))
_CLEAR = 0.2
"""So much likelier than the next must a word be."""
_CLEAR_NAME = 0.45
_SMALL, _BESIDE, _MOST_USUAL, _CAPITAL = 0.15, 0.3, 0.15, 0.1
_TRIVIAL = 0.45
"""A slip so small that a form nobody has seen, or a compound of two words, is likelier that slip."""


@dataclass(frozen=True, slots=True)
class Mend:
    """What a word is read as, and what it took."""

    word: str
    cost: float
    rivals: tuple[str, ...] = ()
    """Names that may as well have been meant."""


@dataclass(frozen=True, slots=True)
class Written:
    """A word as it stands: folded, with those beside it, and whether it begins with a capital for its own sake."""

    folded: str
    before: str = ""
    after: str = ""
    capital: bool = False


def _most(limits: tuple[tuple[int, float], ...], size: int) -> float:
    return next(most for upto, most in limits if size <= upto)


class Mender:
    """Mends words against one stock."""

    def __init__(self, stock: Stock) -> None:
        self._stock = stock

    def mend(self, written: Written) -> Mend | None:
        """The word that was meant; None when it stands, or when nothing is clearly meant."""
        stock, folded = self._stock, written.folded
        if folded in stock or len(folded) < 3:
            return None
        found = sorted((self._weigh(written, word, spent), word, spent) for word, spent in self._candidates(folded))
        if not found:
            return None
        if (stock.inflected(folded) or stock.compound(folded)) and found[0][2] > _TRIVIAL:
            return None
        _, best, spent = found[0]
        rivals = [(weight, word) for weight, word, _ in found[1:] if not stock.alike(best, word)]
        if best in stock.names and not stock.shapes(best):
            return self._name(written, found)
        if rivals and rivals[0][0] - found[0][0] < _CLEAR:
            return None
        return Mend(best, spent) if stock.ours(best) else None

    def _candidates(self, folded: str) -> list[tuple[str, float]]:
        found = []
        for word in self._stock.near(folded):
            size = min(len(word), len(folded))
            limits = _ALLOWED if self._stock.shapes(word) else _ALLOWED_CONTENT
            spent = cost(folded, word, self._stock.soft(word))
            if spent <= _most(limits, size):
                found.append((word, spent))
        return found

    def _weigh(self, written: Written, word: str, spent: float) -> float:
        stock = self._stock
        usual = min(_MOST_USUAL, 0.02 * math.log2(1 + stock.often(word)))
        beside = stock.together(written.before, word) or stock.together(word, written.after)
        capital = written.capital and word in stock.names
        return spent - usual - _SMALL * stock.shapes(word) - _BESIDE * beside - _CAPITAL * capital

    def _name(self, written: Written, found: list[tuple[float, str, float]]) -> Mend | None:
        """A name is mended only when it is clear that a name is meant; names that are nearly as near go with it."""
        stock = self._stock
        weight, best, spent = found[0]
        if spent > _most(_ALLOWED_NAME, min(len(best), len(written.folded))):
            return None
        if len(written.folded) < 5 and not written.capital:
            return None
        near = [word for other, word, _ in found[1:] if other - weight < _CLEAR_NAME]
        if any(word not in stock.names for word in near if not stock.alike(best, word)):
            return None
        return Mend(best, spent, tuple(near))


__all__ = ["DOUBLED", "TRANSPOSED", "Mend", "Mender", "Written"]
