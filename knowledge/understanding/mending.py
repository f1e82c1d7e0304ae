"""Which word was meant where what is written is none: by what the slip costs, how usual the word is, and what stands beside it.

A word is mended only when no other that means something else is nearly as likely; an everyday word that is not ours is never made
into one that is. Where a name may have been meant, but not surely, the names are guesses, to be asked about.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from knowledge.understanding.dates_named import MONTHS
from knowledge.understanding.keyboard import TRANSPOSED, cost
from knowledge.understanding.slips import Candidate, Mend, Written
from knowledge.understanding.stock import Stock

_ALLOWED = ((2, 0.55), (3, 0.85), (4, 0.85), (7, 1.05), (9, 1.2), (99, 1.7))
"""The most that a mend may cost, by the number of letters."""
_ALLOWED_CONTENT = ((2, 0.0), (3, 0.75), (4, 0.75), (7, 0.95), (9, 1.15), (99, 1.45))
_CLEAR, _CLEAR_NAME = 0.12, 0.4
"""So much likelier than the next must a word be, and a name."""
_SMALL, _BESIDE, _USUAL, _MOST_USUAL = 0.15, 0.2, 0.025, 0.25
_CAPITAL, _NO_NAME = 0.1, 0.25
"""What a capital says for a name, and against any other word."""
_INFLECTED, _SAME, _COMPOUND, _DOUBTFUL = 0.4, 0.25, 0.65, 0.9
"""How likely a form, or a compound, that nobody has seen is meant as it stands: a mend must be better. Another form of the same
word must be better still; a compound that begins as no other does is in doubt."""
_NEVER, _ANYWAY = -9.0, 9.0
_UNSEEN = 0.15
_SHORT_NAME, _SHORT_PART, _SHORT_ROOT, _LONG = 4, 4, 4, 8
_SLIGHT = 0.7
"""A slip so small may be seen in a form that nobody has seen."""
_SHORTEST = 3
_SELDOM = 4
"""A word that our texts have more often than this is meant as it stands."""
_USUAL_PART = 6
"""So often must our texts have a word, that it may be seen in half a compound."""
_OTHERWISE = 0.1
"""What it costs to write a letter otherwise, as those without a Norwegian keyboard do."""
_LOST = 0.35
"""What it costs that all æ, ø and å are gone, as when a system dropped what it could not show."""
_SURE_SHORT, _SURE_SHORT_NAME = 0.75, 0.85


def _most(limits: tuple[tuple[int, float], ...], size: int) -> float:
    return next(most for upto, most in limits if size <= upto)


class Mender:
    """Mends words against one stock."""

    def __init__(self, stock: Stock) -> None:
        self._stock = stock

    def mend(self, written: Written) -> Mend | None:
        """The word that was meant, or guesses; None when it stands as it is, or nothing is near."""
        if written.folded in self._stock or len(written.folded) < _SHORTEST:
            return None
        found = sorted(c for c in self.candidates(written) if self._has_reason(written, c))
        if not found or found[0].weight > self._as_it_is(written, found[0].word):
            return None
        best = found[0]
        if best.word in self._stock and not self._stock.ours(best.word):
            return None
        if best.word in self._stock.names and not self._stock.shapes(best.word):
            return self._name(written, found)
        rivals = self._rivals(found, _CLEAR)
        if rivals and written.capital and not all(map(self._stock.proper, (best.word, *rivals))):
            return None  # a name that we do not know, more likely
        return Mend("", best.spent, (best.word, *rivals)) if rivals else Mend(best.word, best.spent, weight=best.weight)

    def _has_reason(self, written: Written, candidate: Candidate) -> bool:
        """A word that says nothing is not read into another without a sign of it: the other would be passed over."""
        stock, word = self._stock, candidate.word
        if word not in stock.filler or stock.shows(word) or candidate.spent <= TRANSPOSED:
            return True
        return stock.together(written.before, word) or stock.together(word, written.after)

    def _rivals(self, found: list[Candidate], clear: float) -> list[str]:
        """Words of ours that are nearly as likely as the best, and mean something else."""
        best = found[0]
        near = (c.word for c in found[1:] if c.weight - best.weight < clear and not self._stock.alike(best.word, c.word))
        return [word for word in near if self._stock.ours(word)]

    def misplaced(self, written: Written) -> Mend | None:
        """The small word that was meant where another stands as it never does: «ven er med»; of a name, «Song KO», a guess."""
        stock, folded = self._stock, written.folded
        if folded in stock.names or stock.shapes(folded) or stock.often(folded) > _SELDOM:
            return None
        if stock.together(written.before, folded) or stock.together(folded, written.after):
            return None
        sides = (not written.before, not written.after)
        found = sorted(
            Candidate(took + self._unlikely(written, word), word, took)
            for word in stock.near(folded)
            if word != folded
            and (took := cost(folded, word, self._soft(written, word))) <= _SURE_SHORT_NAME
            and self._belongs(written, word, sides)
        )
        if not found or self._rivals(found, _CLEAR) or stock.alike(folded, found[0].word):
            return None
        if found[0].word in stock.names:
            return Mend("", found[0].spent, (found[0].word,))
        return Mend(found[0].word, found[0].spent)

    def _belongs(self, written: Written, word: str, sides: tuple[bool, bool]) -> bool:
        """Whether the word stands where it is wont to stand; ``sides``: those where that need not be."""
        stock = self._stock
        if written.capital:
            return word in stock.names and stock.together(word, written.after) and not written.after.startswith("kommun")
        before, after = stock.together(written.before, word), stock.together(word, written.after)
        if word in stock.names or not stock.shows(word) or not (before or after):
            return False
        return (before or sides[0]) and (after or sides[1])

    def candidates(self, written: Written) -> Iterator[Candidate]:
        """Every word that may have been meant, with how likely it is; the lower the weight, the likelier."""
        stock = self._stock
        spent: dict[str, float] = {}
        for other in written.others:
            if stock.ours(other):
                spent[other] = _OTHERWISE
        for folded in written.folds:
            for word in stock.near(folded):
                if word == folded:
                    continue
                limits = _ALLOWED if stock.shapes(word) or word in stock.names else _ALLOWED_CONTENT
                took = cost(folded, word, self._soft(written, word))
                unlike = _NO_NAME if written.capital and not stock.proper(word) else 0.0
                if took + unlike <= _most(limits, min(len(word), len(folded))):
                    spent[word] = min(spent.get(word, _ANYWAY), took)
            for word in stock.lacking(folded):
                spent[word] = min(spent.get(word, _ANYWAY), _LOST if written.plain else _LOST + 0.1)
            if not spent:
                spent |= dict(self._forms(written, folded))
            if not spent and len(folded) >= _LONG:
                spent |= dict(self._compounds(written, folded))
        for word, took in spent.items():
            yield Candidate(took + self._unlikely(written, word), word, took)

    def _soft(self, written: Written, word: str) -> frozenset[int]:
        return self._stock.soft(word) if written.plain else frozenset()

    def _unlikely(self, written: Written, word: str) -> float:
        stock = self._stock
        usual = min(_MOST_USUAL, _USUAL * math.log2(1 + stock.often(word)))
        beside = stock.together(written.before, word) + stock.together(word, written.after)
        beside += word in MONTHS and written.before.isdigit()
        beside += stock.called(written.before, word) + stock.called(word, written.after)
        small = stock.shapes(word) and word not in stock.dialect
        name = written.capital and (_CAPITAL if stock.proper(word) else -_NO_NAME)
        return _UNSEEN * (word not in stock) - usual - _SMALL * small - _BESIDE * beside - name

    def _as_it_is(self, written: Written, instead: str) -> float:
        """How likely it is meant as it stands, on the scale of the candidates."""
        stock, folded = self._stock, written.folded
        if stock.inflected(folded) and not written.capital:
            return _SAME if stock.alike(folded, instead) else _INFLECTED
        if stock.compound(folded):
            if instead not in stock and stock.alike(folded, instead):
                return _NEVER  # with another letter to bind it, or none
            return _COMPOUND if stock.well_made(folded) else _DOUBTFUL
        return _ANYWAY

    def _forms(self, written: Written, folded: str) -> Iterator[tuple[str, float]]:
        """Forms that nobody has seen, with a slip in the word itself: «innkøjpet»."""
        stock = self._stock
        for ending in stock.endings(folded):
            root = folded[: -len(ending)]
            for word in stock.near(root) if root not in stock else ():
                took = cost(root, word, self._soft(written, word))
                clashes = word[-1] == ending[0] or len(word) <= _SHORT_ROOT
                if stock.ours(word) and word not in stock.small and not clashes and took <= _SLIGHT:
                    yield word + ending, took

    def _compounds(self, written: Written, folded: str) -> Iterator[tuple[str, float]]:
        """Compounds that nobody has seen, with a slip in one half: «plansaarbeid»."""
        stock = self._stock
        for at in range(_SHORTEST, len(folded) - _SHORT_PART + 1):
            left, right = folded[:at], folded[at:]
            if stock.part(left):
                yield from self._halves(written, left, right, ending=True)
            if len(right) > _SHORT_PART and stock.part(right):
                yield from self._halves(written, left, right, ending=False)

    def _halves(self, written: Written, left: str, right: str, *, ending: bool) -> Iterator[tuple[str, float]]:
        stock = self._stock
        half = right if ending else left
        for word in stock.near(half) if half not in stock else ():
            whole = left + word if ending else word + right
            if len(word) <= _SHORT_PART or stock.often(word) < _USUAL_PART or not (whole in stock or stock.compound(whole)):
                continue
            took = cost(half, word, self._soft(written, word))
            if took <= _most(_ALLOWED_CONTENT, len(word)):
                yield whole, took

    def _name(self, written: Written, found: list[Candidate]) -> Mend | None:
        """A name is mended only when nothing else is near; else the names are guesses."""
        best = found[0]
        near = self._rivals(found, _CLEAR_NAME)
        if near or not self._surely(written, best):
            return Mend("", best.spent, (best.word, *near))
        return Mend(best.word, best.spent, weight=best.weight)

    def _surely(self, written: Written, best: Candidate) -> bool:
        """In a short name one letter makes another name: «Vika» may be a place of its own, «Sle» is hardly one."""
        folded, size = written.folded, len(best.word)
        if size > _SHORT_NAME:
            return written.capital or size > _SHORT_NAME + 1 or best.spent <= _SURE_SHORT
        called = self._stock.together(best.word, written.after) and not written.after.startswith("kommun")
        shown = written.capital or called
        at_end = not called and (folded.startswith(best.word) or best.word.startswith(folded))
        swapped = sorted(folded) == sorted(best.word)
        return bool(shown) and not at_end and best.spent <= _SURE_SHORT_NAME and (size >= _SHORT_NAME or swapped)
