"""Words that were taken apart («verts kommune»), and words that were run together («hvemer», «sognko»)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from knowledge.understanding.stock import Stock
from knowledge.understanding.words import fold

_MOST_PARTS = 3
_SHORTEST_JOINED = 5
_SHORTEST_APART = 4
_OF_PLACES = ("kommun", "region", "bystyre", "formannskap")
_NOUN = ("en", "et", "a", "ene", "ane", "n")
"""What a noun may end with; a compound may begin with it, though we know none."""
_ALONE = frozenset("iae")


class Joints:
    """Joins and parts words against one stock."""

    def __init__(self, stock: Stock, words: Mapping[str, str]) -> None:
        """``words``: short words by what may stand beside them, as in ``lexicon/joints.yaml``."""
        self._stock = stock
        listed = {kind: frozenset(map(fold, text.split())) for kind, text in words.items()}
        self._particles, self._prepositions, self._apart = listed["particles"], listed["prepositions"], listed["apart"]
        self._affixes = listed["affixes"] | self._particles | self._prepositions

    def joined(self, parts: Sequence[str]) -> str | None:
        """The one word that these, as they stand beside each other, were meant as; None when they are words of their own."""
        wholes = ("".join(parts), "s".join(parts)) if len(parts) == 2 else ("".join(parts),)
        return next((whole for whole in wholes if self._stock.ours(whole) and self._are(parts, whole)), None)

    def _are(self, parts: Sequence[str], whole: str) -> bool:
        """Whether the parts are one word rather than words of their own."""
        stock = self._stock
        if len(whole) < _SHORTEST_JOINED or not all(p.isalpha() for p in parts):
            return False
        if whole in stock.names and parts[0] in stock.filler and parts[0] not in self._particles:
            return False  # «et nes» is no Etnes
        known = all(map(stock.knows, parts))
        if any(stock.together(a, b) for a, b in pairwise(parts)) or (known and min(map(len, parts)) == 1):
            return False  # «samarbeid e»: the dialect's «er»
        if sum(map(len, parts)) < len(whole) and (parts[0] in stock.small or not all(map(stock.ours, parts))):
            return False  # an s that nobody wrote binds nouns alone
        return not known or self._one(parts, whole)

    def _one(self, parts: Sequence[str], whole: str) -> bool:
        """Whether words that may each stand alone are likelier one: not where a preposition governs the next."""
        stock = self._stock
        first, rest = parts[0], parts[1:]
        if first in self._prepositions:
            return not any(stock.ours(p) and p not in stock.filler for p in rest)
        if (first in stock.filler or rest[-1] in stock.filler) and first not in self._particles:
            return stock.shows(whole) and (first in stock.filler or rest[-1] not in stock.filler)
        return True

    def apart(self, folded: str) -> tuple[str, ...] | None:
        """The words that were run together into one that is none; None when that is not clear."""
        stock = self._stock
        if len(folded) < _SHORTEST_APART or folded in stock or stock.inflected(folded):
            return None
        found: list[tuple[float, tuple[str, ...]]] = []
        for parts in self._cuts(folded, _MOST_PARTS):
            if len(parts) > 1 and (not stock.compound(folded) or self._plainly(parts)):
                found.append((self._strain(parts), parts))
        return min(found)[1] if found else None

    def _cuts(self, folded: str, most: int) -> list[tuple[str, ...]]:
        stock = self._stock
        found: list[tuple[str, ...]] = [(folded,)] if stock.ours(folded) and (len(folded) > 1 or folded in _ALONE) else []
        if most > 1:
            for at in range(1, len(folded)):
                left, right = folded[:at], folded[at:]
                if (len(left) == 1 and left not in _ALONE) or not stock.ours(left):
                    continue
                for rest in self._cuts(right, most - 1):
                    if self._parted(left, rest[0]):
                        found.append((left, *rest))
        return found

    def _plainly(self, parts: tuple[str, ...]) -> bool:
        """«Selkommune», «politiskråd» are no compounds, though they look like some: apart they are what we know."""
        stock = self._stock
        return all(stock.together(a, b) or self._of_place(a, b) or self._parted(a, b) for a, b in pairwise(parts))

    def _of_place(self, left: str, right: str) -> bool:
        return left in self._stock.names and left not in self._affixes and right.startswith(_OF_PLACES)

    def _parted(self, left: str, right: str) -> bool:
        """Whether the two are plainly two words."""
        stock = self._stock
        if stock.together(left, right) or self._of_place(left, right):
            return True
        if min(len(left), len(right)) < 3 or (left in self._affixes and right not in stock.names):
            return False
        if right in self._affixes and left not in stock.names:
            return False
        if left in self._apart or right in self._apart or self._named(left, right) or self._named(right, left):
            return True
        if min(len(left), len(right)) < _SHORTEST_APART or stock.begins(left):
            return False
        return not any(left + ending in stock for ending in _NOUN)

    def _named(self, name: str, other: str) -> bool:
        """«Lustermed»: a name, and a small word, or a verb, that a name may stand beside."""
        stock = self._stock
        known = name in stock.names and len(name) >= _SHORTEST_APART and not stock.shapes(name)
        return known and len(other) > 2 and (other in stock.filler or (len(other) > _SHORTEST_APART and stock.shapes(other)))

    def _strain(self, parts: tuple[str, ...]) -> float:
        stock = self._stock
        short = sum(0.2 for p in parts if len(p) < 3)
        beside = sum(0.3 for a, b in pairwise(parts) if stock.together(a, b))
        return len(parts) + short - beside
