"""The names of all cooperations, as sets of lemmas: how far words cover one, and whether one is written out."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from knowledge.model import Cooperation
from knowledge.snapshot import Knowledge
from knowledge.understanding.spelling import LEGAL_ENDS, Spelling
from knowledge.understanding.words import fold, stem, tokens

GENERIC = frozenset(
    {"samarbeid", "kommune", "kommun", "fell", "region", "interkommunal", "interkommunalt", "regional", "ordning",
     "prosjekt", "arbeid", "kontor", "nettverk",
     "selskap", "utredning", "form", "formell", "formal", "vertskommune", "oppgave", "tjeneste", "avtale", "ny", "nye", "omrad"}
)  # fmt: skip
"""Words that nearly every cooperation is called by; alone they name none."""

_NUMBERS = frozenset({"en", "to", "tre", "fire", "fem"})
_SHORT_INITIALS = 3
_VOWELS = frozenset("aeiouy")
_TELLING, _HEADED = 1, 2
_TWO = 2
_KEPT = 4096
_ENDS = frozenset(map(fold, LEGAL_ENDS))


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
        self._fields = frozenset(field_lemmas)
        self._kinds = GENERIC | self._fields
        fields = knowledge.register.fields.values()
        self._field_words = frozenset(t.folded for f in fields for w in (f.name.nb, f.name.nn, *f.words.all()) for t in tokens(w))
        self._common = GENERIC | self._fields | self._places | self._form_lemmas()
        self._headless = self._fields | self._places | {"samarbeid", "fell", "ordning", "interkommunal", "kommune", "arbeid"}
        # by the number of the name: a country has more names than there is room for an object each
        self._names: list[tuple[str, ...]] = []
        self._whole, self._flags, self._owners = array("d"), bytearray(), array("I")
        self._first = array("I")
        """By the number of the cooperation, its first name; the last is where they end."""
        self._words: dict[int, str] = {}
        """The names that are one word with a capital: it may be an ordinary word too."""
        self._ids = tuple(knowledge.register.cooperations)
        self._add_all()
        self._by_rarest = self._filed()
        self._telling_words = lru_cache(maxsize=_KEPT)(self._telling)
        self._called = lru_cache(maxsize=_KEPT)(self._spelled)

    def _add_all(self) -> None:
        once: dict[tuple[str, ...], tuple[str, ...]] = {}
        for number, cooperation in enumerate(self._knowledge.register.cooperations.values()):
            self._first.append(len(self._names))
            for name in _names(cooperation):
                self._add(number, self._lemmas(name), name, once)
                words = name.split()
                if len(words) > 1 and words[-1] in LEGAL_ENDS:
                    short = " ".join(words[:-1])
                    if not (lemmas := self._lemmas(short)) <= self._common:
                        self._add(number, lemmas, short, once)  # «Havbrann» for «Havbrann IKS»
        self._first.append(len(self._names))

    def _filed(self) -> dict[str, array[int]]:
        """Under its rarest word, each name: a whole name holds that too, and so few names need be looked at."""
        often = Counter(lemma for lemmas in self._names for lemma in lemmas)
        filed: dict[str, array[int]] = {}
        for number, lemmas in enumerate(self._names):
            rarest = min((x for x in lemmas if x not in GENERIC), key=lambda lemma: (often[lemma], lemma))
            filed.setdefault(rarest, array("I")).append(number)
        return filed

    def _add(self, owner: int, lemmas: frozenset[str], name: str, once: dict[tuple[str, ...], tuple[str, ...]]) -> None:
        if lemmas <= GENERIC:
            return
        kept = tuple(sorted(lemmas))
        telling = not lemmas <= self._common
        word, _, end = name.partition(" ")
        alone = word.isalpha() and word[0].isupper() and (not end or end in LEGAL_ENDS)
        if alone and (telling or not word.isupper() or fold(word) not in self._field_words):
            self._words[len(self._names)] = word
        self._names.append(once.setdefault(kept, kept))
        self._whole.append(sum(map(self._knowledge.index.rarity, kept)))
        self._flags.append(_TELLING * telling + _HEADED * self._headed(lemmas))
        self._owners.append(owner)

    def _lemmas(self, name: str) -> frozenset[str]:
        found: set[str] = set()
        for token in tokens(name):
            acronym = token.text.isupper() and len(token.text) > 1
            if token.folded in self._knowledge.lexicon.filler and not acronym:
                continue
            terms = self._knowledge.vocabulary.terms(token.folded)
            # a compound is known by its parts: «lønnssamarbeid» and «samarbeid om lønn» are the same name
            apart = len(terms) > 2 and len(self.known_by(terms)) > 1
            found.update(terms[1:] if apart else self.known_by(terms) or (token.folded,))
        if found <= self._places | _NUMBERS | _ENDS:
            # «Sogn for alle» is no name for all of Sogn, nor «SA» for «Sammen SA»: here the small words count too
            found.update(token.folded for token in tokens(name))
        return frozenset(found)

    def known_by(self, lemmas: tuple[str, ...]) -> tuple[str, ...]:
        """The lemmas of a word that names may be met by: a field's own word is no compound, «landbruk» is not «land»."""
        of_its_own = len(lemmas) > 2 and lemmas[0] in self._fields and self._kinds.isdisjoint(lemmas[1:])
        return lemmas[:1] if of_its_own else lemmas

    def _headed(self, lemmas: frozenset[str]) -> bool:
        """True for a name that tells what sort of thing it is, or a field with the place it is in."""
        return not lemmas <= self._headless or bool(lemmas & self._places and lemmas - self._places - GENERIC)

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
        return any(word in words for word in self._telling_words(cooperation))

    def _telling(self, cooperation: str) -> tuple[str, ...]:
        names = _names(self._knowledge.register.cooperations[cooperation])
        folded = dict.fromkeys(t.folded for name in names for t in tokens(name))
        return tuple(stem(w) for w in folded if len(w) > 2 and not {*self._knowledge.vocabulary.terms(w)} <= GENERIC)

    def spoken(self, words: Sequence[str], lemmas: frozenset[str], spelling: Spelling) -> dict[str, int]:
        """Cooperations with a name, of two words or more, that stands in the question as it is -> how many words it has.

        ``words``: all its words, folded; ``lemmas``: all that they stand for, small words included. «Felles lønn» is a name
        where it is written so; «felles lønn» is what anybody may have.
        """
        said = f" {' '.join(words)} "
        found: dict[str, int] = {}
        for cooperation in {self._ids[self._owners[number]] for number in self._whole_in(lemmas)}:
            names = (name for name, capital in self._called(cooperation) if not capital or name.split()[0] in spelling.shown)
            longest = max((len(name.split()) for name in names if f" {name} " in said), default=0)
            if longest > 1:
                found[cooperation] = longest
        return found

    def _spelled(self, cooperation: str) -> tuple[tuple[str, bool], ...]:
        """Its names, folded, and whether the capital is all that tells one from ordinary words."""
        names = _names(self._knowledge.register.cooperations[cooperation])
        return tuple((" ".join(t.folded for t in tokens(name)), self._like_any(name)) for name in names)

    def _like_any(self, name: str) -> bool:
        """True for «Felles lønn»: but for the capital, two words that many may say of their own."""
        return name[0].isupper() and len(name.split()) == _TWO and self._lemmas(name) <= self._kinds

    def _whole_in(self, lemmas: frozenset[str]) -> Iterator[int]:
        """The names that have no word but these."""
        for lemma in lemmas - GENERIC:
            for number in self._by_rarest.get(lemma, ()):
                if lemmas.issuperset(self._names[number]):
                    yield number

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
        if not self._flags[number] & _TELLING:
            return folded in spelling.shown  # «brannsamarbeidet» is any, until it is written «Brannsamarbeidet»
        return folded in spelling.shown or folded in spelling.own or not spelling.lemmas.isdisjoint(self._names[number])

    def covered(self, lemmas: frozenset[str], partly: Iterable[str], spelling: Spelling) -> dict[str, Cover]:
        """Cooperation id -> how well its best covered name is met: whole names, and those ``partly`` met of some."""
        touched = set(self._whole_in(lemmas))
        first, order = self._first, self._knowledge.order
        for cooperation in partly:
            number = order[cooperation]
            touched.update(range(first[number], first[number + 1]))
        best: dict[int, Cover] = {}
        saying = lemmas - GENERIC
        rarity = {lemma: self._knowledge.index.rarity(lemma) for lemma in lemmas}
        for number in touched:
            name = self._names[number]
            if saying.isdisjoint(name) or (number in self._words and not self._written_so(number, spelling)):
                continue
            whole, flags, owner = self._whole[number], self._flags[number], self._owners[number]
            common = [rarity[lemma] for lemma in name if lemma in rarity]
            met = whole if len(common) == len(name) else sum(common)
            share, known = met / whole, best.get(owner)
            if known is None or share >= known.share:
                cover = Cover(share, met, flags & _TELLING > 0, len(name), flags & _HEADED > 0)
                best[owner] = cover if known is None else max(cover, known)
        return {self._ids[owner]: cover for owner, cover in best.items()}


def _names(cooperation: Cooperation) -> Iterable[str]:
    """All that it is called, each once."""
    return dict.fromkeys((cooperation.name.nb, cooperation.name.nn, *cooperation.aliases.all()))
