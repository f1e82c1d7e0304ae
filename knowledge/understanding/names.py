"""The names of all cooperations, as sets of lemmas: how far words cover one, and whether one is written out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import NamedTuple

from knowledge.snapshot import Knowledge
from knowledge.understanding.words import stem, tokens

GENERIC = frozenset(
    {"samarbeid", "kommune", "kommun", "fell", "region", "interkommunal", "interkommunalt", "regional", "ordning",
     "prosjekt", "arbeid", "kontor", "nettverk",
     "selskap", "utredning", "form", "formell", "formal", "vertskommune", "oppgave", "tjeneste", "avtale", "ny", "nye", "omrad"}
)  # fmt: skip
"""Words that nearly every cooperation is called by; alone they name none."""

_NUMBERS = frozenset({"en", "to", "tre", "fire", "fem"})
_LEGAL_ENDS = frozenset({"IKS", "AS", "KO", "SA", "KF", "BA", "IPR"})
"""Endings of a name that tell the legal form; people leave them out."""


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


class Names:
    """The names of all cooperations as sets of lemmas, by lemma."""

    def __init__(self, knowledge: Knowledge, field_lemmas: Collection[str]) -> None:
        self._knowledge = knowledge
        self._places = self._place_lemmas()
        self._common = GENERIC | frozenset(field_lemmas) | self._places | self._form_lemmas()
        self.order = {cooperation: number for number, cooperation in enumerate(knowledge.register.cooperations)}
        self._names: list[tuple[str, frozenset[str], float, bool, bool]] = []
        headless = frozenset(field_lemmas) | self._places | {"samarbeid", "fell", "ordning", "interkommunal", "kommune", "arbeid"}
        self._names_of: dict[str, list[int]] = {}
        self._spelled: dict[str, tuple[str, ...]] = {}
        self._telling: dict[str, tuple[str, ...]] = {}
        for cooperation in knowledge.register.cooperations.values():
            for name in {cooperation.name.nb, cooperation.name.nn, *cooperation.aliases.all()}:
                self._add(cooperation.id, self._lemmas(name), headless)
                words = name.split()
                if (
                    len(words) > 1
                    and words[-1] in _LEGAL_ENDS
                    and not (short := self._lemmas(" ".join(words[:-1]))) <= self._common
                ):
                    self._add(cooperation.id, short, headless)  # «Havbrann» for «Havbrann IKS»
        # a whole name holds its rarest word too: looked for under that alone, few names need be looked at
        often = Counter(lemma for _, lemmas, *_ in self._names for lemma in lemmas)
        self._by_rarest: dict[str, list[int]] = {}
        for number, (_, lemmas, *_) in enumerate(self._names):
            rarest = min(lemmas - GENERIC, key=lambda lemma: (often[lemma], lemma))
            self._by_rarest.setdefault(rarest, []).append(number)

    def _add(self, cooperation: str, lemmas: frozenset[str], headless: frozenset[str]) -> None:
        if not lemmas or lemmas <= GENERIC:
            return
        self._names_of.setdefault(cooperation, []).append(len(self._names))
        whole = sum(map(self._knowledge.index.rarity, sorted(lemmas)))
        headed = self._headed(lemmas, headless)
        self._names.append((cooperation, lemmas, whole, not lemmas <= self._common, headed))

    def _lemmas(self, name: str) -> frozenset[str]:
        found: set[str] = set()
        for token in tokens(name):
            acronym = token.text.isupper() and len(token.text) > 1
            if token.folded in self._knowledge.lexicon.filler and not acronym:
                continue
            terms = self._knowledge.vocabulary.terms(token.folded)
            # a compound is known by its parts: «lønnssamarbeid» and «samarbeid om lønn» are the same name
            found.update(terms[1:] if len(terms) > 2 else terms or (token.folded,))
        if (found and found <= self._places | _NUMBERS) or not found:
            # «Sogn for alle» is no name for all of Sogn: here the small words count too
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

    def spoken(self, cooperation: str, words: str) -> bool:
        """True when one of its names, of two words or more, stands in ``words`` (folded, with single spaces) as it is."""
        if cooperation not in self._spelled:
            record = self._knowledge.register.cooperations[cooperation]
            names = {record.name.nb, record.name.nn, *record.aliases.all()}
            folded = (" ".join(t.folded for t in tokens(name)) for name in names)
            self._spelled[cooperation] = tuple(f" {name} " for name in folded if " " in name)
        return any(name in f" {words} " for name in self._spelled[cooperation])

    def covered(self, lemmas: frozenset[str], partly: Iterable[str]) -> dict[str, Cover]:
        """Cooperation id -> how well its best covered name is met: whole names, and those ``partly`` met of some."""
        touched = {n for lemma in lemmas - GENERIC for n in self._by_rarest.get(lemma, ()) if self._names[n][1] <= lemmas}
        touched.update(n for cooperation in partly for n in self._names_of.get(cooperation, ()))
        best: dict[str, Cover] = {}
        for number in touched:
            cooperation, name, whole, telling, headed = self._names[number]
            common = name & lemmas
            if common <= GENERIC:
                continue
            met = whole if len(common) == len(name) else sum(map(self._knowledge.index.rarity, common))
            cover = Cover(met / whole, met, telling=telling, size=len(name), headed=headed)
            if cooperation not in best or cover > best[cooperation]:
                best[cooperation] = cover
        return best
