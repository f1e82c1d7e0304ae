"""Which names can only mean one cooperation, and which give an answer away."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from knowledge.model import Cooperation, Field, Language, Municipality
from knowledge.snapshot import Knowledge
from knowledge.understanding.words import fold, spelled

_FORMS = frozenset(["iks", "as", "sa", "ko", "ipr", "ba", "da", "ans", "asa", "sf"])
_SHARED_WORDS = """
i på for om av til fra frå og med mellom den det de dei ei en et eit ny nye nytt felles interkommunal interkommunalt
interkommunale kommunal kommunalt kommunale samarbeid samarbeidet samarbeida kommune kommunen kommunene kommunane
"""
"""Words that the names of quite different cooperations share."""
_FORM_WORDS = """
vertskommun oppgavefellesskap oppgåvefellesskap fellesskap politisk selskap samvirke nettverk råd foretak føretak forening
foreining prosjekt partnerskap avtale avtala kjøp
"""
"""Whatever has one of these in it says what form it is, or seems to."""
_LITTLE = frozenset(map(fold, _SHARED_WORDS.split()))
_TELLS_FORM = tuple(map(fold, _FORM_WORDS.split()))
_SHORT = 12
"""Names of so few letters are told apart by each of them, so one letter must not be all that differs."""
_TELLING = 5
"""So many letters of a word tell what it is about."""
_TOO_SHORT = 2
"""A word of so few letters, as «hr» or «it», tells something only as a word of its own."""
_LONGEST_PLAIN = 2
"""A name of more words than this is set in «» within a sentence."""


class Names:
    """What cooperations, municipalities and fields are called; made once for a register."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._called: dict[tuple[str, ...], set[str]] = {}
        self._with_word: dict[str, set[str]] = {}
        self._short: dict[str, set[str]] = {}
        self._core_of: dict[str, frozenset[frozenset[str]]] = {}
        self._placed: dict[str, bool] = {}
        self._said: dict[str, str] = {}
        self._telling: dict[str, frozenset[str]] = {}
        for record in knowledge.register.cooperations.values():
            self._learn(record)

    def _learn(self, record: Cooperation) -> None:
        own = {record.name.nb, record.name.nn}
        cores = {name: _core(words) for name, words in self._words_of(record, own)}
        self._core_of[record.id] = frozenset(cores[name] for name in own)
        for core in self._core_of[record.id]:
            for word in core:
                self._with_word.setdefault(word, set()).add(record.id)
            if len(core) == 1 and len(word) <= _SHORT:
                self._short.setdefault(record.id, set()).add(word)

    def _words_of(self, record: Cooperation, own: Collection[str]) -> Iterator[tuple[str, Sequence[str]]]:
        """Its names and their words, each kept as what only it may be called by."""
        for name in (*own, *(alias for alias in record.aliases.all() if alias not in own)):
            words = _folded(name)
            for key in _keys(words):
                self._called.setdefault(key, set()).add(record.id)
            yield name, words

    @cached_property
    def _shared(self) -> Mapping[str, list[Municipality]]:
        """Each name of a municipality, now or before, with those that bear it."""
        found: dict[str, list[Municipality]] = {}
        for municipality in self._knowledge.register.municipalities.values():
            found.setdefault(fold(municipality.name), []).append(municipality)
        return found

    @cached_property
    def _places(self) -> tuple[frozenset[str], Mapping[str, list[str]]]:
        """The names of municipalities: those of one word, and those of several by their first."""
        names = {
            " ".join(map(fold, spelled(name)))
            for m in self._knowledge.register.municipalities.values()
            for name in (m.name, *m.names, *m.aliases)
        }
        several: dict[str, list[str]] = {}
        for name in names:
            if " " in name:
                several.setdefault(name.split()[0], []).append(f" {name} ")
        return frozenset(n for n in names if " " not in n), several

    def only_one(self, record: Cooperation, around: Collection[str] = ()) -> bool:
        """True when nothing else in the register goes by its name, and nothing ``around`` by one that is nearly the same."""
        for name in (record.name.nb, record.name.nn):
            if any(self._called.get(key, {record.id}) != {record.id} for key in _keys(_folded(name))):
                return False
        return not self._nearly_same(record, frozenset(around) - {record.id})

    def _nearly_same(self, record: Cooperation, around: frozenset[str]) -> bool:
        """True when one name has all the telling words of another, or short names differ by one letter."""
        own = self._core_of[record.id]
        sharing = frozenset().union(*(self._with_word.get(word, ()) for core in own for word in core)) & around
        for other in sharing:
            if any(a <= b or b <= a for a in own for b in self._core_of[other] if a and b):
                return True
        alike = [word for other in self._short.keys() & around for word in self._short[other]] if record.id in self._short else []
        return any(_a_letter_apart(a, b) for a in self._short.get(record.id, ()) for b in alike)

    def tells_form(self, record: Cooperation) -> bool:
        """True when the name says what form it is, or seems to."""
        words = [word for name in (record.name.nb, record.name.nn) for word in _folded(name)]
        return any(word in _FORMS or any(telling in word for telling in _TELLS_FORM) for word in words)

    def tells_place(self, record: Cooperation) -> bool:
        """True when the name has the name of a municipality in it."""
        if record.id not in self._placed:
            self._placed[record.id] = any(map(self._has_place, {record.name.nb, record.name.nn}))
        return self._placed[record.id]

    def _has_place(self, name: str) -> bool:
        single, several = self._places
        words = _folded(name)
        said = f" {' '.join(words)} "
        return any(
            word in single or word.removesuffix("s") in single or any(place in said for place in several.get(word, ()))
            for word in words
        )

    def begins_with(self, record: Cooperation, place: str) -> bool:
        """True when a word of the name is made of the place: «Gjøvikregionen» of «Gjøvik»."""
        start = fold(place)
        words = [word for name in {record.name.nb, record.name.nn} for word in _folded(name)]
        return any(word.startswith(start) for word in words)

    def tells_year(self, record: Cooperation) -> bool:
        """True when there is a number in the name."""
        return any(c.isdigit() for c in record.name.nb + record.name.nn)

    def tells_field(self, record: Cooperation, field: Field) -> bool:
        """True when the name has a word of the field in it, or the beginning of one."""
        return self._says(field, " ".join(word for name in (record.name.nb, record.name.nn) for word in _folded(name)))

    def speaks_of(self, record: Cooperation, field: Field) -> bool:
        """True when the record has a word of the field, or the beginning of one, anywhere in what it says."""
        if record.id not in self._said:
            texts = [record.name, record.summary, *(n.text for n in record.notes), *(b.text for b in record.bodies)]
            said = [each for text in texts for each in {text.nb, text.nn}] + list(record.aliases.all())
            self._said[record.id] = " ".join(word for each in said for word in _folded(each))
        return self._says(field, self._said[record.id])

    def _says(self, field: Field, said: str) -> bool:
        """Whether a word of the field is in the text, as the beginning of a word or within one; short words as they stand."""
        if field.id not in self._telling:
            words = {word for name in (field.name.nb, field.name.nn, *field.words.all()) for word in _folded(name)}
            self._telling[field.id] = frozenset(
                word[:_TELLING] if len(word) > _TOO_SHORT else f" {word} " for word in words - _LITTLE
            )
        return any(word in f" {said} " for word in self._telling[field.id])

    def municipality(self, municipality: str) -> str:
        """What it is called; with its county when others are called the same."""
        record = self._knowledge.register.municipalities[municipality]
        alike = self._shared[fold(record.name)]
        return record.name if len(alike) == 1 else f"{record.name} i {record.county}"


def called(record: Cooperation, language: Language) -> str:
    """The name as it stands within a sentence: what is long or begins as a heading does is set in «»."""
    name = record.name.in_(language)
    words = name.split()
    plain = name[0].islower() or len(words) <= _LONGEST_PLAIN or fold(words[-1]) in _FORMS
    return name if plain or "«" in name else f"«{name}»"


def _folded(name: str) -> Sequence[str]:
    return [fold(word) for word in spelled(name)]


def _core(words: Collection[str]) -> frozenset[str]:
    return frozenset(word for word in words if word not in _LITTLE and word not in _FORMS)


def _keys(words: Sequence[str]) -> set[tuple[str, ...]]:
    """What two names must not share: all their words, or all their telling words."""
    core = tuple(sorted(_core(words)))
    return {tuple(words), ("", *core)} if core else {tuple(words)}


def _a_letter_apart(one: str, other: str) -> bool:
    """True when one letter more, less or other makes one word into the other."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    rest = short[start + 1 :] if len(short) == len(long) else short[start:]
    return rest == long[start + 1 :]
