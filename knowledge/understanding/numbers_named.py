"""Numbers that are no counts: «i 24» is a year, «19-4 i kommuneloven» a paragraph, «kapittel 19» and «§ 27-styre» a form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.understanding.words import Token

Named = tuple[str, str, int, int]
"""Kind, what it is, and the positions of its words, end exclusive."""

_TWO = re.compile(r"^\d\d$")
_SECTION = re.compile(r"^\d{1,2}-\d{1,2}$")
_BARE = re.compile(r"(?<![§\d/.-])(?<!§ )(?<!paragraf )\b(\d{1,2}-\d{1,2})(?![\d/-])")
_APOSTROPHES = ("'", "’", "`", "´")
_ACT = ("kommunelov", "iks-lov", "ikslov", "koml", "forvaltningslov", "forvaltingslov", "lova", "loven", "bygningslov")
_CHAPTERS = {"18": "interkommunalt-politisk-raad", "19": "kommunalt-oppgavefellesskap", "20": "vertskommunesamarbeid"}
"""The chapters of the local government act that are about one form."""
_CHAPTER_WORDS = frozenset({"kapittel", "kap", "kapitlet", "kapitelet"})
_OLD = {"27": "paragraf-27-styre", "28": "paragraf-28-1-vertskommune", "28-1": "paragraf-28-1-vertskommune"}
_OLD_HEADS = ("styr", "samarbeid", "selskap")
_PARAGRAPH = frozenset({"§", "§§", "paragraf"})
_OTHER_ACTS = ("iks", "plan", "forvalt", "asl", "aksje")
_OTHER_FORMS = ("vertskommun", "oppgavefel", "regionrad", "selskap")
_CENTURY, _TURN, _EARLIEST = 100, 45, 80


def in_context(text: str, intent: str) -> str:
    """«Hva med 20-4?», after a paragraph was shown: a paragraph too."""
    return _BARE.sub(r"§ \1", text) if intent == "paragraph" else text


def find(text: str, words: Sequence[Token]) -> Iterator[Named]:
    """Every such number."""
    in_act = any(w.folded.startswith(_ACT) for w in words)
    for at, word in enumerate(words):
        before = words[at - 1] if at else None
        after = words[at + 1] if at + 1 < len(words) else None
        if word.text in _OLD and after is not None and after.folded.startswith(_OLD_HEADS) and after.start - word.end <= 1:
            start = at - 1 if before is not None and before.folded in _PARAGRAPH else at
            yield "form", _OLD[word.text], start, at + 1
        elif _SECTION.match(word.text) and in_act and (before is None or before.folded not in _PARAGRAPH):
            yield "paragraph", word.text, at, at + 1
        elif _TWO.match(word.text) and _is_year(text, word, before, after):
            year = int(word.text)
            yield "year", str((2000 if year < _TURN else 1900) + year % _CENTURY), at, at + 1


def chapters(words: Sequence[Token]) -> Iterator[Named]:
    """«Kapittel 19 i kommuneloven»: the form that the chapter is about."""
    if any(w.folded.startswith((*_OTHER_ACTS, *_OTHER_FORMS)) for w in words):
        return
    for at in range(1, len(words)):
        if words[at - 1].folded in _CHAPTER_WORDS and words[at].text in _CHAPTERS:
            yield "form", _CHAPTERS[words[at].text], at - 1, at + 1


def _is_year(text: str, word: Token, before: Token | None, after: Token | None) -> bool:
    """«I 24» at the end of what is said, or «'24»."""
    if _TURN <= int(word.text) < _EARLIEST:
        return False
    if text[max(word.start - 1, 0) : word.start] in _APOSTROPHES:
        return True
    ends = after is None or text[word.end : after.start].strip() != "" or after.folded in ("og", "eller", "da", "om", "i")
    return before is not None and before.folded == "i" and ends
