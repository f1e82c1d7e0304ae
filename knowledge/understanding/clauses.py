"""Words in their clauses: what a negation, a hedge or another cue stands near; and numbers, in letters or digits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.understanding.cues import Found
from knowledge.understanding.words import Token

_BOUNDARY = re.compile(r"[.,;:!?()–]|\n|\s-\s")
_TURNS = frozenset({"men", "mens", "medan", "derimot"})
_REACH = 5
"""So many words away a negation still counts, within its clause."""
_NUMBERS = ("to", "tre", "fire", "fem", "seks", "sju", "atte", "ni", "ti", "elleve", "tolv", "tretten", "fjorten", "femten")
_ONES = frozenset({"ett", "eitt", "én", "éin", "éi"})


@dataclass(frozen=True, slots=True)
class Said:
    """A text and its words."""

    text: str
    words: Sequence[Token]

    def negated(self, position: int, replies: Found) -> bool:
        """True when «ikke» stands near in the same clause, or «uten» before; or «nei» answers it: «Lån? Nei takk.»"""
        solely = replies.positions.get("solely", frozenset())
        for at in replies.positions.get("negation", frozenset()):
            joined = any(w.folded in ("og", "eller") for w in self.words[position + 1 : at])
            if at + 1 not in solely and not joined and self._together(at, position, _REACH):
                return True  # but not «ikke bare lån», nor «ta opp lån og ikke …»
        if any(at <= position and self._together(at, position, _REACH) for at in replies.positions.get("lacking", ())):
            return True
        after = self.words[position + 1] if position + 1 < len(self.words) else None
        return after is not None and after.folded == "nei" and "?" in self.text[self.words[position].end : after.start]

    def near(self, position: int, replies: Found, cue: str) -> bool:
        """True when the cue stands in the same clause, not far away."""
        return any(self._together(at, position, _REACH + 2) for at in replies.positions.get(cue, ()))

    def _together(self, one: int, other: int, reach: int) -> bool:
        low, high = min(one, other), max(one, other)
        if high - low > reach:
            return False
        between = self.text[self.words[low].end : self.words[high].start]
        return not _BOUNDARY.search(between) and not any(w.folded in _TURNS for w in self.words[low + 1 : high])


def number_of(word: Token) -> int | None:
    """The number that a word is, in digits or letters: «seks», «ett», «éin»; articles are none."""
    return 1 if word.text.casefold() in _ONES else plain_number(word.folded)


def plain_number(folded: str) -> int | None:
    """The number from two on that a folded word is, or its digits; None for other words."""
    if folded.isdigit() and len(folded) < 4:
        return int(folded)
    if folded == "syv":
        return 7
    return _NUMBERS.index(folded) + 2 if folded in _NUMBERS else None


def bare_number(words: Sequence[Token]) -> int | None:
    """The only number above one among the words."""
    found = [number for token in words if (number := plain_number(token.folded))]
    return found[0] if len(found) == 1 and found[0] > 1 else None
