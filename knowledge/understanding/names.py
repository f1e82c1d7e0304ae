"""The names of all cooperations, as sets of lemmas: how far words cover one, and whether one is written out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from knowledge.snapshot import Knowledge
from knowledge.understanding.words import Token, fold, stem, tokens

GENERIC = frozenset(
    {"samarbeid", "kommune", "kommun", "fell", "region", "interkommunal", "interkommunalt", "regional", "ordning",
     "prosjekt", "arbeid", "kontor", "nettverk",
     "selskap", "utredning", "form", "formell", "formal", "vertskommune", "oppgave", "tjeneste", "avtale", "ny", "nye", "omrad"}
)  # fmt: skip
"""Words that nearly every cooperation is called by; alone they name none."""

_NUMBERS = frozenset({"en", "to", "tre", "fire", "fem"})
_SHORT_INITIALS = 3
_VOWELS = frozenset("aeiouy")
_LEGAL_ENDS = frozenset({"IKS", "AS", "KO", "SA", "KF", "BA", "IPR"})
"""Endings of a name that tell the legal form; people leave them out."""
_ENDS = frozenset(map(fold, _LEGAL_ENDS))


class Cover(NamedTuple):
    """How far one name is covered by the question's words."""

    share: float
    strength: float
    """Weight of the words met."""
    telling: bool
    """False for a name made of a field and a word such as «samarbeid» alone: many could be called that."""
    size: int
    """How many words the name has."""
    headed: bool
    """True when the name says what sort of thing it is («landbrukskontor»), not only «samarbeid»."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the words of a question are written, for names that are ordinary words too."""

    shown: frozenset[str]
    """Folded words that are written as a name is: with a capital inside a sentence, or before «IKS» and the like."""
    capitals: frozenset[str]
    """Folded words all in capitals."""
    own: frozenset[str]
    """Folded words that are no ordinary ones: «akst», «ikomm»."""
    lemmas: frozenset[str]
    """The lemmas of those."""
    mended: frozenset[str]
    """The lemmas of those that are ours only when a typing error is put right."""


def spelling(words: Sequence[Token], knowledge: Knowledge) -> Spelling:
    """How a question is written; one that is all in capitals shows nothing."""
    shouted = all(w.text.isupper() for w in words if w.text.isalpha())
    capitals = frozenset(w.folded for w in words if w.text.isupper() and len(w.text) > 1 and not shouted)
    shown = {w.folded for w in words[1:] if w.text[0].isupper() and not shouted}
    shown.update(w.folded for w, end in pairwise(words) if end.text in _LEGAL_ENDS or end.folded == "iks")
    own = {w.folded for w in words if not knowledge.ordinary(w.folded)}
    own.update(w.removesuffix("s") for w in tuple(own))
    lemmas = {folded: knowledge.vocabulary.terms(folded)[:1] for folded in own}
    mended = frozenset(lemma for folded, found in lemmas.items() for lemma in found if not knowledge.vocabulary.has(folded))
    return Spelling(frozenset(shown), capitals, frozenset(own), frozenset(x for found in lemmas.values() for x in found), mended)


class Names:
    """The names of all cooperations as sets of lemmas, by lemma."""

    def __init__(self, knowledge: Knowledge, field_lemmas: Collection[str]) -> None:
        self._knowledge = knowledge
        self._places = self._place_lemmas()
        self._fields = frozenset(field_lemmas)
        self._common = GENERIC | frozenset(field_lemmas) | self._places | self._form_lemmas()
        self.order = {cooperation: number for number, cooperation in enumerate(knowledge.register.cooperations)}
        self._names: list[tuple[str, frozenset[str], float, bool, bool]] = []
        headless = frozenset(field_lemmas) | self._places | {"samarbeid", "fell", "ordning", "interkommunal", "kommune", "arbeid"}
        self._names_of: dict[str, list[int]] = {}
        self._words: dict[int, str] = {}
        """The names that are one word with a capital: it may be an ordinary word too."""
        self._spelled: dict[str, tuple[str, ...]] = {}
        """Names of two words or more, folded, with single spaces -> the cooperations that are called so."""
        self._longest = 2
        self._telling: dict[str, tuple[str, ...]] = {}
        for cooperation in knowledge.register.cooperations.values():
            for name in {cooperation.name.nb, cooperation.name.nn, *cooperation.aliases.all()}:
                self._add(cooperation.id, self._lemmas(name), headless, name)
                self._spell(cooperation.id, [t.folded for t in tokens(name)])
                words = name.split()
                if (
                    len(words) > 1
                    and words[-1] in _LEGAL_ENDS
                    and not (short := self._lemmas(" ".join(words[:-1]))) <= self._common
                ):
                    self._add(cooperation.id, short, headless, " ".join(words[:-1]))  # «Havbrann» for «Havbrann IKS»
        # a whole name holds its rarest word too: looked for under that alone, few names need be looked at
        often = Counter(lemma for _, lemmas, *_ in self._names for lemma in lemmas)
        self._by_rarest: dict[str, list[int]] = {}
        for number, (_, lemmas, *_) in enumerate(self._names):
            rarest = min(lemmas - GENERIC, key=lambda lemma: (often[lemma], lemma))
            self._by_rarest.setdefault(rarest, []).append(number)

    def _add(self, cooperation: str, lemmas: frozenset[str], headless: frozenset[str], name: str) -> None:
        if not lemmas or lemmas <= GENERIC:
            return
        self._names_of.setdefault(cooperation, []).append(len(self._names))
        whole = sum(map(self._knowledge.index.rarity, sorted(lemmas)))
        headed = self._headed(lemmas, headless)
        telling = not lemmas <= self._common
        word, _, end = name.partition(" ")
        alone = word.isalpha() and word[0].isupper() and (not end or end in _LEGAL_ENDS)
        if alone and (telling or (word.isupper() and not lemmas <= self._fields)):
            self._words[len(self._names)] = word
        self._names.append((cooperation, lemmas, whole, telling, headed))

    def _spell(self, cooperation: str, words: Sequence[str]) -> None:
        if len(words) > 1:
            self._longest = max(self._longest, len(words))
            called = " ".join(words)
            self._spelled[called] = (*self._spelled.get(called, ()), cooperation)

    def _lemmas(self, name: str) -> frozenset[str]:
        found: set[str] = set()
        for token in tokens(name):
            acronym = token.text.isupper() and len(token.text) > 1
            if token.folded in self._knowledge.lexicon.filler and not acronym:
                continue
            terms = self._knowledge.vocabulary.terms(token.folded)
            # a compound is known by its parts: «lønnssamarbeid» and «samarbeid om lønn» are the same name
            found.update(terms[1:] if len(terms) > 2 else terms or (token.folded,))
        if found <= self._places | _NUMBERS | _ENDS:
            # «Sogn for alle» is no name for all of Sogn, nor «SA» for «Sammen SA»: here the small words count too
            found.update(token.folded for token in tokens(name))
        return frozenset(found)

    def _headed(self, lemmas: frozenset[str], headless: frozenset[str]) -> bool:
        """True for a name that tells what sort of thing it is, or a field with the place it is in."""
        return not lemmas <= headless or bool(lemmas & self._places and lemmas - self._places - GENERIC)

    def _form_lemmas(self) -> frozenset[str]:
        knowledge = self._knowledge
        names = [n for form in knowledge.language.forms.values() for n in (form.name.nb, form.name.nn, *form.words.all())]
        return frozenset(x for n in names for t in tokens(n) for x in knowledge.vocabulary.terms(t.folded) or (t.folded,))

    def _place_lemmas(self) -> frozenset[str]:
        register = self._knowledge.register
        names = [
            *(register.municipalities[m].name for m in self._knowledge.by_municipality),
            *(r.name.nb for r in register.regions.values()),
        ]
        return frozenset(x for n in names for t in tokens(n) for x in self._knowledge.vocabulary.terms(t.folded) or (t.folded,))

    def written(self, cooperation: str, words: str) -> bool:
        """True when a telling word of one of its names stands in ``words`` (folded, run together) just as it is written."""
        if cooperation not in self._telling:
            record = self._knowledge.register.cooperations[cooperation]
            folded = {t.folded for name in (record.name.nb, record.name.nn, *record.aliases.all()) for t in tokens(name)}
            telling = (w for w in folded if len(w) > 2 and not {*self._knowledge.vocabulary.terms(w)} <= GENERIC)
            self._telling[cooperation] = tuple(map(stem, telling))
        return any(word in words for word in self._telling[cooperation])

    def spoken(self, words: Sequence[str]) -> dict[str, int]:
        """Cooperations with a name, of two words or more, that stands in ``words`` (folded) as it is -> how many words."""
        found: dict[str, int] = {}
        for start in range(len(words)):
            for end in range(start + 2, min(start + self._longest, len(words)) + 1):
                for cooperation in self._spelled.get(" ".join(words[start:end]), ()):
                    found[cooperation] = max(found.get(cooperation, 0), end - start)
        return found

    def _written_so(self, number: int, spelling: Spelling) -> bool:
        """A name that is an ordinary word too must look like a name: «SOM» and «Vekst AS», not «som» and «vekst»."""
        name = self._words.get(number)
        if name is None:
            return True
        folded = fold(name)
        if name.isupper():
            if len(folded) <= _SHORT_INITIALS and not _VOWELS.isdisjoint(folded):
                return folded in spelling.capitals  # «låg» is a word wherever it is not written «LÅG»; «vbr» is none
            return folded in spelling.capitals or folded in spelling.own or folded in spelling.mended
        return folded in spelling.shown or folded in spelling.own or not spelling.lemmas.isdisjoint(self._names[number][1])

    def covered(self, lemmas: frozenset[str], partly: Iterable[str], spelling: Spelling) -> dict[str, Cover]:
        """Cooperation id -> how well its best covered name is met: whole names, and those ``partly`` met of some."""
        touched = {n for lemma in lemmas - GENERIC for n in self._by_rarest.get(lemma, ()) if self._names[n][1] <= lemmas}
        touched.update(n for cooperation in partly for n in self._names_of.get(cooperation, ()))
        best: dict[str, Cover] = {}
        for number in touched:
            cooperation, name, whole, telling, headed = self._names[number]
            common = name & lemmas
            if common <= GENERIC or not self._written_so(number, spelling):
                continue
            met = whole if len(common) == len(name) else sum(map(self._knowledge.index.rarity, common))
            cover = Cover(met / whole, met, telling=telling, size=len(name), headed=headed)
            if cooperation not in best or cover > best[cooperation]:
                best[cooperation] = cover
        return best
