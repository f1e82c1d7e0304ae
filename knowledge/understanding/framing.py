"""What stands around a question: courtesy before and after it, and why somebody asks. The question is read without it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.model import Language
from knowledge.understanding.features import ASKING, YESNO
from knowledge.understanding.words import fold, tokens

_BREAK = re.compile(r"[.!?:;]+(?=\s)|,(?:\s+(?:men|så))?(?=\s)|\s[–-](?=\s)")
_SENTENCE = re.compile(r"[.!?;:](?=\s)")
_SMILE = re.compile(r"\s*(?:[:;]-?[)D]|🙂|😊|🙏)+\s*$")
_BIDDING = frozenset(
    ["vis", "list", "gi", "gje", "fortell", "fortel", "lag", "nevn", "nemn", "forklar", "beskriv", "ramse", "kjenner", "kjenn"]
)
_WISHED = re.compile(r"\bpå (nynorsk|bokmål)\b", re.IGNORECASE)
_LONGEST_LEAD = 12
_FEWEST = 2
"""«Hei, hva?» asks nothing."""
_KO = frozenset({"ka", "ke"})
_TURNED = re.compile(
    r"^(?P<what>hva|kva|ka) (?P<it>(?:(?:et|eit|en|ein|ei) [\w -]{2,40}?|du|jeg|eg|vi|me))"
    r" (?P<is>er|betyr|tyder|gjør|gjer|kan)(?= for noe| for noko|\W*$)",
    re.IGNORECASE,
)
"""«(Forklar) hva et KO er»: the order of words in a clause that is led in."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question, and what was left out around it."""

    text: str
    frame: str = ""
    language: Language | None = None
    """The written form that is asked for beside it: «svar på nynorsk: …»."""


class Framing:
    """The words of ``lexicon/framing.yaml``, and the questions without them."""

    def __init__(self, data: Mapping[str, Any], filler: Collection[str]) -> None:
        self._leads = frozenset(map(fold, data["LEADS"].split()))
        self._closing = frozenset(map(fold, data["CLOSING"].split()))
        self._words = frozenset(map(fold, data["FRAME"].split())) | self._leads | self._closing
        self._filler = frozenset(filler)

    def asked(self, text: str) -> Asked:
        """The question that the text asks; the text itself where nothing around it can be told from it."""
        start = self._lead(text, self._begin(text))
        end = self._end(text, start)
        if (start, end) == (0, len(text)):
            return Asked(text)
        kept, frame = text[start:end].strip(), f"{text[:start]} {text[end:]}".strip()
        wished = _WISHED.search(frame)
        language: Language | None = ("nn" if wished.group(1).casefold() == "nynorsk" else "nb") if wished else None
        return Asked(_TURNED.sub(r"\g<what> \g<is> \g<it>", kept) if start else kept, frame, language)

    def _begin(self, text: str) -> int:
        """Where what is not frame begins, at the start of a sentence or a clause."""
        start = 0
        for found in _BREAK.finditer(text):
            piece, rest = text[start : found.start()], text[found.end() :]
            whole = found.group()[0] in ".!?:" and not self._is_frame(rest)
            if not self._is_frame(piece) or not (_asks(rest) or whole):
                break
            start = found.end()
        return start

    def _lead(self, text: str, start: int) -> int:
        """Where the question begins after «jeg lurer på», «kan du fortelle meg»."""
        words = tokens(text[start:])
        for n, word in enumerate(words[:_LONGEST_LEAD]):
            if word.folded in ASKING - _KO and n:
                led = words[:n]
                leads = any(w.folded in self._leads for w in led) and all(self._frames(w.folded) for w in led)
                return start + word.start if leads else start
        return start

    def _end(self, text: str, start: int) -> int:
        """Where it ends, before «på forhånd takk», «mvh»."""
        end = len(_SMILE.sub("", text))
        breaks = [m for m in _BREAK.finditer(text, start) if m.end() < end]
        while breaks:
            last = breaks.pop()
            closing = tokens(text[last.end() : end])
            polite = any(w.folded in self._closing for w in closing) and all(self._frames(w.folded) for w in closing)
            if not polite or not _asks(text[start : last.end()]):
                break
            end = last.end() if text[last.start()] in "?.!" else last.start()
        return end

    def _is_frame(self, piece: str) -> bool:
        words = [w.folded for w in tokens(piece)]
        return any(w in self._words for w in words) and all(map(self._frames, words))

    def _frames(self, word: str) -> bool:
        return word in self._words or word in self._filler


def _asks(text: str) -> bool:
    """True when the words put a question or bid by themselves."""
    words = [w.folded for w in tokens(text)]
    if len(words) < _FEWEST:
        return False
    return words[0] in YESNO | _BIDDING or not ASKING.isdisjoint(words[:_LONGEST_LEAD]) or text.rstrip().endswith("?")


def last_sentence(text: str) -> int:
    """Where the last sentence begins, when it is the one that asks; else 0."""
    begins = [found.end() for found in _SENTENCE.finditer(text)]
    return begins[-1] if begins and "?" not in text[: begins[-1]] and _asks(text[begins[-1] :]) else 0


def same_sentence(text: str, one: int, other: int) -> bool:
    """True when no sentence ends between the two places."""
    return not _SENTENCE.search(text, min(one, other), max(one, other))
