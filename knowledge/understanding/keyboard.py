"""What a slip of the fingers costs, on a Norwegian keyboard: the nearer the keys, the likelier the slip, the lower the cost."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

_ROWS = ("qwertyuiopå", "asdfghjkløæ", "zxcvbnm")
_SHIFT = 0.4
"""Each row lies so much of a key further to the right than the one above."""
_REACH = 1.15
TRANSPOSED, DOUBLED, SOFT, NEAR, DROPPED, EXTRA, FAR = 0.5, 0.4, 0.35, 0.6, 0.7, 0.85, 1.0
"""Two letters in the wrong order; one too many or too few of a double; æ, ø or å left out; the key beside; a letter left out;
a letter too many; any other letter."""
_FIRST = 0.15
"""People seldom miss the first letter."""
_VOWELS = {("e", "a"), ("a", "e"), ("o", "u"), ("u", "o"), ("y", "i"), ("i", "y"), ("e", "i"), ("i", "e"), ("g", "j"), ("j", "g")}
"""Letters mixed up by ear, and between the two written forms."""
_BY_EAR, _SILENT = 0.75, 0.5


@cache
def neighbours(letter: str) -> frozenset[str]:
    """The keys beside a letter's key, folded; «a» may have been meant as «å», so what is beside that key counts too."""
    places = {c: (row, n + _SHIFT * row) for row, letters in enumerate(_ROWS) for n, c in enumerate(letters)}
    meant = {"a": "aåæ", "o": "oø", "e": "eæ"}.get(letter, letter)
    found = {
        other
        for each in meant
        if each in places
        for other, (row, at) in places.items()
        if abs(row - places[each][0]) <= 1 and abs(at - places[each][1]) <= _REACH
    }
    return frozenset({"å": "a", "ø": "o", "æ": "a"}.get(c, c) for c in found) - {letter}


def _changed(written: str, meant: str) -> float:
    if written == meant:
        return 0.0
    if written in neighbours(meant):
        return NEAR
    return _BY_EAR if (written, meant) in _VOWELS else FAR


def _silent(word: str, at: int) -> bool:
    """The h of «hvem» and «hjelp», which is not heard."""
    return at == 0 and word[:1] == "h" and word[1:2] in ("v", "j")


def _missing(word: str, at: int, soft: Collection[int]) -> float:
    """What it costs to leave out one letter of the word."""
    if at in soft:
        return SOFT
    if _silent(word, at):
        return _SILENT
    letter = word[at]
    doubled = (at and word[at - 1] == letter) or (at + 1 < len(word) and word[at + 1] == letter)
    return DOUBLED if doubled else DROPPED


def _extra(written: str, at: int) -> float:
    """What it costs to write one letter too many."""
    letter = written[at]
    beside = [written[n] for n in (at - 1, at + 1) if 0 <= n < len(written)]
    if letter in beside:
        return DOUBLED
    return NEAR if any(letter in neighbours(c) for c in beside) else EXTRA


def cost(written: str, word: str, soft: Collection[int] = ()) -> float:
    """What it takes to write ``written`` where ``word`` is meant; both folded. 0 for the word itself.

    ``soft``: places in the word where its own spelling has æ, ø or å, which some keyboards have not.
    """
    if written == word:
        return 0.0
    heard = written[0] == word[0] or 0 in soft or (_silent(word, 0) and written[0] == word[1])
    first = 0.0 if heard else _FIRST
    one = _one_slip(written, word, soft)
    return first + (one if one is not None else _slips(written, word, soft))


def _one_slip(written: str, word: str, soft: Collection[int]) -> float | None:
    """What the only slip costs; None where there are more."""
    begin = next((n for n, (a, b) in enumerate(zip(written, word, strict=False)) if a != b), min(len(written), len(word)))
    longer = len(written) - len(word)
    if longer == 1 and written[begin + 1 :] == word[begin:]:
        return _extra(written, begin)
    if longer == -1 and written[begin:] == word[begin + 1 :]:
        return _missing(word, begin, soft)
    if longer == 0 and written[begin + 1 :] == word[begin + 1 :]:
        return _changed(written[begin], word[begin])
    swapped = written[begin : begin + 2] == word[begin : begin + 2][::-1]
    return TRANSPOSED if longer == 0 and swapped and written[begin + 2 :] == word[begin + 2 :] else None


def _slips(written: str, word: str, soft: Collection[int]) -> float:
    before: list[float] = []
    row = [0.0]
    for n in range(len(word)):
        row.append(row[-1] + _missing(word, n, soft))
    for m in range(len(written)):
        last, row = row, [row[0] + _extra(written, m)]
        for n in range(len(word)):
            best = min(
                last[n] + _changed(written[m], word[n]), last[n + 1] + _extra(written, m), row[n] + _missing(word, n, soft)
            )
            if m and n and written[m] == word[n - 1] and written[m - 1] == word[n] and written[m] != word[n]:
                best = min(best, before[n - 1] + TRANSPOSED)
            row.append(best)
        before = last
    return row[-1]
