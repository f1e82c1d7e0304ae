"""A question's words as they were meant: slips mended, words joined that were taken apart, and parted that were run together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from knowledge.snapshot import Knowledge, _yaml
from knowledge.understanding.dates_named import MONTHS
from knowledge.understanding.dialect import Dialect
from knowledge.understanding.joints import Joints
from knowledge.understanding.mending import Mender
from knowledge.understanding.slips import Mend, Written
from knowledge.understanding.stock import Stock
from knowledge.understanding.words import Token, fold, tokens

_JOINABLE = (" ", "-", "  ")
_MOST_JOINED = 3
_JOINING, _PARTING = 0.3, 0.5
_LIKELY = 0.2
"""A mend so likely goes before two words."""
_ACRONYM = 5
_SHOUTED = 2
_HUMP = re.compile(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])")
_NORWEGIAN = re.compile("[æøå]", re.IGNORECASE)
_SPOKEN_PLURAL = re.compile("anj?$")
_ENDS = re.compile(r"[.?!:;]|\n")
_DOUBLED = re.compile(r"([æøå])\1")


@dataclass(frozen=True, slots=True)
class Read:
    """The words of a question as they are read."""

    words: tuple[Token, ...]

    @property
    def mended(self) -> tuple[tuple[str, str], ...]:
        """What was written and what it is read as, where the two differ, in order; both as people spell."""
        changed = [w for w in self.words if fold(w.written.replace("-", "")) not in ("", w.folded)]
        return tuple((written, " ".join(map(_shown, group))) for (_, written), group in groupby(changed, _origin))


def _shown(word: Token) -> str:
    """A word of dialect stays as it is written: it tells which written form the answer is to be in."""
    return word.folded if word.text == word.written else word.text


def _origin(word: Token) -> tuple[int, str]:
    return word.start, word.written


def _folds(word: Token) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The word folded, with «aa» as å and as it stands; and what it may be for one without a Norwegian keyboard, or in dialect.

    «oe» for ø, æ for ø or a, «åå» for å, «kommunan», «samarbeidæ».
    """
    lower = word.text.lower()
    plainly = "".join(map(fold, lower))
    others = [lower.replace("oe", "o"), lower.replace("æ", "a"), lower.replace("æ", "ø"), _DOUBLED.sub(r"\1", lower)]
    if len(lower) > _ACRONYM:
        others += [_SPOKEN_PLURAL.sub("ane", lower), f"{lower[:-1]}et" if lower.endswith("æ") else lower]
    folds = (plainly, word.folded) if _DOUBLED.search(lower) else (word.folded, plainly)
    return tuple(dict.fromkeys(folds)), tuple(dict.fromkeys(fold(other) for other in others if fold(other) not in folds))


def _humps(text: str, stock: Stock) -> tuple[str, ...] | None:
    """«vedtokVestre»: a capital within a word begins another."""
    parts = tuple(map(fold, _HUMP.sub(" ", text).split()))
    return parts if len(parts) == 2 and all(map(stock.ours, parts)) else None


class Reader:
    """Reads words against one snapshot. Built once; pure after that."""

    def __init__(self, knowledge: Knowledge, names: Iterable[str]) -> None:
        words, law = _yaml("lexicon/words.yaml"), _yaml("lexicon/law.yaml")
        cues = [_yaml(f"lexicon/{name}.yaml") for name in ("cues", "phrases", "periods", "replies")]
        guide = {
            f"{question.id}:{answer.id}": "|".join(answer.words.all())
            for question in knowledge.law.book.guide_questions.values()
            for answer in question.answers
            if answer.words.all()
        }
        marks = [*words["marks"].values(), words["strong"]]
        self._dialect = Dialect(_yaml("lexicon/dialect.yaml"))
        spoken = " ".join(self._dialect)
        small = [law[key] for key in ("grammar", "negation", "must", "may", "restricting")]
        bodies = " ".join(knowledge.language.bodies)
        self.stock = Stock(
            knowledge.vocabulary,
            knowledge.lexicon,
            [*cues, law["phrases"], guide, {"body": bodies.replace(" ", "|")}],
            [*words["filler"].values(), *marks, *small, *MONTHS, spoken],
            names,
            _yaml("lexicon/everyday.yaml"),
            spoken,
        )
        self._mender, self._joints = Mender(self.stock), Joints(self.stock, _yaml("lexicon/joints.yaml"))

    def read(self, text: str) -> Read:
        """The words of a text as they were meant."""
        text = unicodedata.normalize("NFC", text)
        words = tokens(text)
        shouted = sum(w.text.isalpha() for w in words) >= _SHOUTED and all(w.text.isupper() for w in words if w.text.isalpha())
        joined = self._joined(words, text)
        mended = self._mended(joined, text, shouted=shouted, plain=not _NORWEGIAN.search(text))
        return Read(mended if mended == joined else self._joined(mended, text))

    def _joined(self, words: Sequence[Token], text: str) -> tuple[Token, ...]:
        found: list[Token] = []
        at = 0
        while at < len(words):
            for size in range(min(_MOST_JOINED, len(words) - at), 1, -1):
                parts = words[at : at + size]
                if any(text[a.end : b.start] not in _JOINABLE for a, b in pairwise(parts)):
                    continue
                whole = self._joints.joined([p.folded for p in parts])
                if whole is not None:
                    written = text[parts[0].start : parts[-1].end]
                    cost = _JOINING + sum(p.cost for p in parts)
                    found.append(Token(self._spelled(whole, written), whole, parts[0].start, parts[-1].end, written, cost))
                    at += size
                    break
            else:
                found.append(words[at])
                at += 1
        return tuple(found)

    def _mended(self, words: Sequence[Token], text: str, *, shouted: bool, plain: bool) -> tuple[Token, ...]:
        found: list[Token] = []
        spoken = self._dialect.count(words)
        for n, word in enumerate(words):
            acronym = word.text.isupper() and len(word.text) <= _ACRONYM and not shouted
            initial = len(word.text) == 1 and text[word.end : word.end + 1] in ("-", ".")  # «e-post»
            if not word.text.isalpha() or word.written or initial or (acronym and len(word.text) < _ACRONYM - 1):
                found.append(word)
                continue
            follows = n > 0 and not _ENDS.search(text[words[n - 1].end : word.start])
            goes_on = n + 1 < len(words) and not _ENDS.search(text[word.end : words[n + 1].start])
            before, after = found[-1].folded if follows else "", words[n + 1].folded if goes_on else ""
            among = spoken > self._dialect.count([word])
            capital = word.text[0].isupper() and follows and not shouted
            meant = None if capital else self._dialect.read(word, before, after, self.stock, among=among)
            capital = word.text[0].isupper() and follows and not shouted
            if meant is not None and not (capital and word.folded in self.stock.names):  # «Hå» is no dialect for «kva»
                found.append(replace(word, folded=meant, written=word.text))
                continue
            folds, others = _folds(word)
            found.extend(self._read(word, Written(folds, before, after, capital, others, plain=plain), whole=acronym))
        return tuple(found)

    def _read(self, word: Token, written: Written, *, whole: bool) -> Iterable[Token]:
        if written.folded in self.stock:
            mend = None if whole else self._mender.misplaced(written)
            return (self._as(word, mend),)
        mend = self._mender.mend(written)
        apart = not whole and not (mend and mend.word and (mend.cost <= _PARTING or mend.weight <= _LIKELY))
        parts = (_humps(word.text, self.stock) or self._joints.apart(word.folded)) if apart else None
        return self._parted(word, parts) if parts is not None else (self._as(word, mend),)

    def _as(self, word: Token, mend: Mend | None) -> Token:
        if mend is None:
            return word
        if not mend.word:
            guesses = tuple(dict.fromkeys(self._spelled(guess, word.text) for guess in mend.guesses))
            return replace(word, guesses=guesses, named=not self.stock.names.isdisjoint(mend.guesses))
        return replace(word, text=self._spelled(mend.word, word.text), folded=mend.word, written=word.text, cost=mend.cost)

    def _parted(self, word: Token, parts: Sequence[str]) -> Iterable[Token]:
        at = 0
        for part in parts:  # each has the place of the whole
            written = word.text[at : at + len(part)]
            yield replace(word, text=self._spelled(part, written), folded=part, written=word.text, cost=_PARTING)
            at += len(part)

    def _spelled(self, folded: str, written: str) -> str:
        spelled = self.stock.spelling(folded)
        if folded in self.stock.names and not self.stock.shapes(folded):
            spelled = spelled[:1].upper() + spelled[1:]
        if written.isupper() and len(written) > 1:
            return spelled.upper()
        return spelled[:1].upper() + spelled[1:] if written[:1].isupper() else spelled
