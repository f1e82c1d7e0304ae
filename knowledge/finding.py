"""What a few words in a search box find: cooperations, cases, forms, paragraphs and municipalities, the best first.

A search box is no question. Words count as they are typed: the beginning of a word is enough, slips are mended, and each word
must be met, as long as anything meets them all.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import nsmallest
from itertools import takewhile

from knowledge.agenda import newest_step
from knowledge.cooperations import newest_status
from knowledge.findable import Findable, Found, Kind
from knowledge.model import Status
from knowledge.search import DocKind
from knowledge.snapshot import Knowledge
from knowledge.understanding.names import GENERIC
from knowledge.understanding.reading import Understanding
from knowledge.understanding.words import tokens

__all__ = ["Finder", "Found", "finder"]

MOST = 500
"""So many are found at most: nobody pages further."""
_PART, _BEGUN, _GUESSED = 0.7, 0.8, 0.6
"""How well a word fits a part of a compound, a word that it begins, and what it may be a slip for."""
_SHORTEST, _SHORT = 2, 3
"""So many letters begin a word; a form or a municipality of so few is no beginning of another."""
_KINDS: Mapping[Kind, str] = {
    "cooperation": "samarbeid samarbeidet samarbeida samarbeidene",
    "case": "sak saken saka saker sakene sakane vedtak vedtaket vedtaka",
    "form": "form formen forma former formene formane samarbeidsform samarbeidsformer",
    "paragraph": "paragraf paragrafen paragrafer paragrafar paragrafene paragrafane lov loven lova",
    "municipality": "kommune kommunen kommuner kommunar kommunene kommunane",
}
_KIND_OF: Mapping[str, Kind] = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_OF_KIND, _OWN = 0.2, 0.08
"""What is added for what is of the kind that is named, and for what the reader's own municipality is with."""
_LEAST = 0.5
"""Where nothing meets every word, so much of what was written must be met."""
_SAME = 0.02
"""Of those that fit alike but for this, the one that is most alive comes first."""
_DOCS: tuple[tuple[DocKind, float], ...] = (("cooperation", 1.0), ("case", 1.0), ("step", 0.7))
_MORE: tuple[tuple[DocKind, float], ...] = (("note", 0.5),)
"""What is looked through, and what more where nothing else meets every word; a note finds the cooperation that it is about."""
_NUMBER = re.compile(r"§+\s*(?P<signed>\d[\d-]*)?|(?<![\d/.-])(?P<bare>\d{1,2}-\d{1,3})(?![\d/.-])")
_ALIVE = (Status.OPERATING, Status.ADOPTED, Status.PLANNED, Status.UNDER_STUDY, Status.PROPOSED, Status.STUDIED)
_FIRST_CASES, _OTHER_CASES = 5, 10


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that was written: the lemmas that it may stand for, how well it fits each, and how much it says."""

    fits: Mapping[str, float]
    weight: float


@dataclass(slots=True)
class _Scores:
    """How far each is met, word by word."""

    total: float = 0.0
    met: dict[Found, float] = field(default_factory=dict)
    words: dict[Found, int] = field(default_factory=dict)

    def add(self, weight: float, fits: Mapping[Found, float]) -> None:
        """Count one word, which fits these so well."""
        self.total += weight
        for found, fit in fits.items():
            self.met[found] = self.met.get(found, 0.0) + weight * fit
            self.words[found] = self.words.get(found, 0) + 1


def finder(knowledge: Knowledge, reading: Callable[[], Understanding]) -> Finder:
    """The finder of a snapshot, made once; ``reading`` gives what its questions are read with."""

    def made() -> Finder:
        understanding = reading()
        return Finder(understanding if understanding.knowledge is knowledge else Understanding(knowledge))

    return knowledge.once("finder", made)


class Finder:
    """Searches one snapshot. Built once; pure after that."""

    def __init__(self, understanding: Understanding) -> None:
        self._knowledge = understanding.knowledge
        self._reader = understanding.gazetteer.reader
        self._small = Findable(self._knowledge)
        self._spelled = sorted({*self._knowledge.vocabulary, *self._small.words})

    def find(self, text: str, today: date, municipality: str | None = None) -> tuple[Found, ...]:
        """The best first; ``municipality`` is the reader's own. Nothing for words that nothing has."""
        words = [token.folded for token in tokens(text)]
        if number := self._number(text, words):
            rest = [word for word in words if word in self._small.acts]
            return self._small.numbered(number, rest)
        kind = next((_KIND_OF[word] for word in words if word in _KIND_OF), None)
        said = [word for word in words if word not in self._knowledge.lexicon.filler and word not in _KIND_OF]
        if not said and kind:
            return self._all(kind, today)
        said = said or words
        parts = [part for n, word in enumerate(said) for part in self._read(word, last=n == len(said) - 1)]
        scores = self._scored(parts, _DOCS)
        if len(parts) not in scores.words.values():
            scores = self._scored(parts, (*_DOCS, *_MORE))
        return self._ranked(scores, len(parts), kind, municipality, today, several=len(said) > 1)

    def first(self, today: date, municipality: str | None = None) -> tuple[Found, ...]:
        """What is shown before anything is written: what the reader's own municipality is with, the newest cases, the forms."""
        cases = self._all("case", today)
        own: list[Found] = []
        if municipality:
            mine = [c for c in cases if municipality in self._municipalities(c)][:_FIRST_CASES]
            with_us = [Found("cooperation", c) for c in self._knowledge.by_member.get(municipality, ())]
            own = [*mine, *sorted(with_us, key=lambda found: self._alive(found, today))]
        return tuple(dict.fromkeys((*own, *cases[:_OTHER_CASES], *self._small.of("form"))))[:MOST]

    # -- words ---------------------------------------------------------------------------------------------------------

    def _number(self, text: str, words: Sequence[str]) -> str:
        """The number of the paragraph that is asked for, as far as it is written; «§» for a bare sign, empty for none."""
        found = _NUMBER.search(text)
        if found:
            return found["signed"] or found["bare"] or "§"
        if any(word in self._small.acts for word in words):
            return next((word for word in words if word.isdigit()), "")
        return ""

    def _read(self, word: str, *, last: bool) -> list[_Word]:
        """The word as it may be looked up; a compound that is none of ours as its parts."""
        vocabulary, index = self._knowledge.vocabulary, self._knowledge.index
        lemma = self._knowledge.lexicon.lemma(word)
        terms = vocabulary.terms(word)
        if lemma not in terms[:1] and self._has(lemma):
            terms = (lemma,)  # «Vestland» is no land, and «2024» is a word too
        whole = len(word) <= _SHORT and lemma in self._small.lemmas  # «KO» and «Sel» mean just that
        beginning = () if whole else self._beginning(word)
        begun = dict.fromkeys((self._knowledge.lexicon.lemma(other) for other in beginning), _BEGUN)
        if terms and terms[0] != lemma and not begun:
            telling = [part for part in terms if part not in GENERIC] or list(terms)
            return [_Word({part: 1.0}, index.rarity(part)) for part in telling]
        fits = {**begun, **dict.fromkeys((t for t in terms if t not in GENERIC), _PART)}
        if terms and terms[0] == lemma:
            fits[lemma] = 1.0
        elif not fits:
            fits = dict.fromkeys(self._guessed(word), _GUESSED)
        # what is still being written says no more than the rarest that it may become
        weight = max(map(index.rarity, fits)) if last and fits and lemma not in fits else index.rarity(lemma)
        return [_Word(fits, weight)]

    def _has(self, lemma: str) -> bool:
        """True when something that can be found has it."""
        kinds = [kind for kind, _ in (*_DOCS, *_MORE)]
        return lemma in self._small.lemmas or any(True for kind in kinds for _ in self._knowledge.index.having(kind, lemma))

    def _beginning(self, word: str) -> Iterator[str]:
        """The words of ours that begin so."""
        if len(word) < _SHORTEST:
            return iter(())
        at = bisect_left(self._spelled, word)
        return takewhile(lambda other: other.startswith(word), (self._spelled[n] for n in range(at, len(self._spelled))))

    def _guessed(self, word: str) -> list[str]:
        """The lemmas of what it may be a slip for."""
        found: list[str] = []
        for token in self._reader.read(self._knowledge.vocabulary.spelling(word)).words:
            for spelled in (token.folded, *(t.folded for guess in token.guesses for t in tokens(guess))):
                if spelled != word:
                    found += self._knowledge.vocabulary.terms(spelled) or (self._knowledge.lexicon.lemma(spelled),)
        return found

    # -- scores --------------------------------------------------------------------------------------------------------

    def _scored(self, words: Sequence[_Word], kinds: Sequence[tuple[DocKind, float]]) -> _Scores:
        scores = _Scores()
        for word in words:
            scores.add(word.weight, self._fitting(word, kinds))
        return scores

    def _fitting(self, word: _Word, kinds: Sequence[tuple[DocKind, float]]) -> dict[Found, float]:
        """Those that have one of the lemmas, and how well the word fits there."""
        fits: dict[Found, float] = {}
        docs = self._knowledge.index.docs
        for kind, worth in kinds:
            best: dict[int, float] = {}
            for lemma, fit in word.fits.items():
                for number, weight in self._knowledge.index.having(kind, lemma):
                    if best.get(number, 0.0) < fit * weight:
                        best[number] = fit * weight
            target: Kind = "case" if kind in ("case", "step") else "cooperation"
            for number, fit in best.items():
                found = Found(target, docs[number].record_id)
                fits[found] = max(fits.get(found, 0.0), fit * worth)
        for lemma, fit in word.fits.items():
            for found, weight in self._small.having(lemma):
                fits[found] = max(fits.get(found, 0.0), fit * weight)
        return fits

    def _ranked(
        self, scores: _Scores, count: int, kind: Kind | None, municipality: str | None, today: date, *, several: bool
    ) -> tuple[Found, ...]:
        """The best first; where ``several`` words were written, and nothing meets them all, what meets most of them."""
        left = [found for found, met in scores.words.items() if met == count]
        if not left and several:
            left = [found for found, met in scores.met.items() if met >= _LEAST * scores.total]

        def place(found: Found) -> tuple[float, tuple[int, ...]]:
            score = scores.met[found] / scores.total + _OF_KIND * (found.kind == kind)
            if municipality and municipality in self._municipalities(found):
                score += _OWN
            return -round(score / _SAME), self._alive(found, today)

        return tuple(nsmallest(MOST, left, key=place))

    def _municipalities(self, found: Found) -> Iterable[str]:
        register = self._knowledge.register
        if found.kind == "cooperation":
            return register.cooperations[found.id].municipality_ids()
        return register.cases[found.id].municipalities if found.kind == "case" else ()

    def _alive(self, found: Found, today: date) -> tuple[int, ...]:
        """What goes first of those that fit alike: what is in being, then what is newest, as the register has them."""
        register = self._knowledge.register
        if found.kind == "cooperation":
            record = register.cooperations[found.id]
            status, newest = newest_status(record), max(s.on.first_day() for s in record.status)
            alive = _ALIVE.index(status) if status in _ALIVE else len(_ALIVE)
            return 1, record.example, alive, -newest.toordinal(), self._knowledge.order[found.id]
        if found.kind == "case":
            case = register.cases[found.id]
            step = newest_step(case, today) or max(case.steps, key=lambda s: s.on.first_day())
            return 1, 0, 0, -step.on.first_day().toordinal()
        return self._small.place(found)

    def _all(self, kind: Kind, today: date) -> tuple[Found, ...]:
        """All of a kind."""
        register = self._knowledge.register
        ids: Iterable[str] = {"cooperation": register.cooperations, "case": register.cases}.get(kind, ())
        found = [Found(kind, each) for each in ids] or list(self._small.of(kind))
        return tuple(nsmallest(MOST, found, key=lambda each: self._alive(each, today)))
