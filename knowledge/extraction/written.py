"""Letters and digits that scanning or typesetting changed, as they were meant."""

from __future__ import annotations

import re

_LETTERS = re.compile(r"(?:\w ){4,}\w")
_DIGIT_IN_WORD = re.compile(r"(?<=[A-Za-zæøåÆØÅ])[01]+(?=[A-Za-zæøåÆØÅ])")


def as_meant(text: str) -> str:
    """The text as it is compared: spaced letters joined, digits that scanning put for letters put right."""
    text = text.replace("I<", "K").replace("|<", "K")
    if _LETTERS.fullmatch(text):
        text = text.replace(" ", "")
    return _DIGIT_IN_WORD.sub(
        lambda m: m.group().replace("0", "O" if m.string[m.start() - 1].isupper() else "o").replace("1", "l"), text
    )
