"""Noise in the letters: typing errors, letters that a keyboard lacks, capitals, signs left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from random import Random

_ROWS = ("qwertyuiopå", "asdfghjkløæ", "zxcvbnm")
LONG_ENOUGH = 4
"""A word of fewer letters is left alone: with one letter wrong nobody could tell what it was."""
_FIRST = 0.5
WORD = re.compile(r"[^\W\d_]+")
_SIGNS = re.compile(r"[?!.,:;…«»\"“”()]+(?=\s|$)|(?<!\S)[«»\"“”(]+|\s[–—-](?=\s)")


def plain(text: str) -> str:
    """Lower case without diacritics."""
    text = text.casefold().replace("ø", "o").replace("æ", "ae").replace("å", "a")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _neighbours() -> dict[str, str]:
    found: dict[str, str] = {}
    for y, row in enumerate(_ROWS):
        for x, letter in enumerate(row):
            near = list(row[max(x - 1, 0) : x] + row[x + 1 : x + 2])
            # each row stands a little to the right of the one above
            for other, shift in ((y - 1, 0), (y - 1, 1), (y + 1, -1), (y + 1, 0)):
                if 0 <= other < len(_ROWS) and 0 <= x + shift < len(_ROWS[other]):
                    near.append(_ROWS[other][x + shift])
            found[letter] = "".join(near)
    return found


NEIGHBOURS = _neighbours()
"""The keys beside each key of a Norwegian keyboard."""


def _alike(letter: str, model: str) -> str:
    return letter.upper() if model.isupper() else letter


def _place(word: str, random: Random) -> int:
    """A letter of the word; the first is written wrong half as often as the others, as people do."""
    at = random.randrange(len(word))
    return at if at or random.random() < _FIRST else random.randrange(1, len(word))


def neighbour(word: str, random: Random) -> str:
    """A key beside the right one."""
    at = _place(word, random)
    near = NEIGHBOURS.get(word[at].lower())
    return word[:at] + _alike(random.choice(near), word[at]) + word[at + 1 :] if near else word


def dropped(word: str, random: Random) -> str:
    """A letter left out."""
    at = _place(word, random)
    return word[:at] + word[at + 1 :]


def doubled(word: str, random: Random) -> str:
    """A letter too many."""
    at = _place(word, random)
    return word[: at + 1] + word[at].lower() + word[at + 1 :]


def swapped(word: str, random: Random) -> str:
    """Two letters in the wrong order."""
    at = _place(word[:-1], random)
    return word[:at] + _alike(word[at + 1], word[at]) + _alike(word[at], word[at + 1]) + word[at + 2 :]


Slip = Callable[[str, Random], str]


def slipped(text: str, slip: Slip, random: Random, confusable: Callable[[str, str], bool]) -> str | None:
    """The text with one slip in one word; None when no word of it can bear one.

    Numbers, §§ and words of less than four letters are left alone, and so are abbreviations in capitals. A slip that makes
    another word, or comes as near to another name, is not taken.
    """
    places = [m for m in WORD.finditer(text) if len(m.group()) >= LONG_ENOUGH and not _abbreviation(m.group(), text)]
    random.shuffle(places)
    for place in places:
        for _ in range(4):
            word = place.group()
            written = slip(word, random)
            if plain(written) != plain(word) and not confusable(word, written):
                return text[: place.start()] + written + text[place.end() :]
    return None


def _abbreviation(word: str, text: str) -> bool:
    return word.isupper() and not text.isupper()


def two_letters(text: str) -> str:
    """«ae», «oe», «aa» for the letters that a foreign keyboard lacks."""
    return _each(text, {"æ": "ae", "ø": "oe", "å": "aa"})


def one_letter(text: str) -> str:
    """The letters without their marks."""
    return _each(text, {"æ": "a", "ø": "o", "å": "a"})


def lost(text: str) -> str:
    """The letters gone, as when a system has dropped what it could not show; in words that are long enough."""
    return WORD.sub(lambda m: _each(m.group(), {"æ": "", "ø": "", "å": ""}) if len(m.group()) > LONG_ENOUGH else m.group(), text)


def _each(text: str, instead: dict[str, str]) -> str:
    def put(letter: str) -> Iterator[str]:
        to = instead.get(letter.lower())
        yield letter if to is None else to.capitalize() if letter.isupper() else to

    return "".join(part for letter in text for part in put(letter))


def capitals(text: str) -> str:
    """All in capitals."""
    return text.upper()


def unsigned(text: str) -> str:
    """Without signs between words; those within numbers and «§» stay."""
    return " ".join(_SIGNS.sub(" ", text).split())


def small(text: str) -> str:
    """All in lower case, without signs."""
    return unsigned(text).lower()
