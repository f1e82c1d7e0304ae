"""Which cooperation a question speaks of: by name, by another name, or by description. Never guessed between equals."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from knowledge.model import Cooperation, CooperationKind, Status
from knowledge.search import QueryTerm
from knowledge.snapshot import Knowledge
from knowledge.understanding.words import stem, tokens

GENERIC = frozenset(
    {"samarbeid", "kommune", "kommun", "fell", "region", "interkommunal", "interkommunalt", "regional", "ordning",
     "prosjekt", "arbeid", "kontor", "nettverk",
     "selskap", "utredning", "form", "formell", "formal", "vertskommune", "oppgave", "tjeneste", "avtale", "ny", "nye", "omrad"}
)  # fmt: skip
"""Words that nearly every cooperation is called by; alone they name none."""

_NUMBERS = frozenset({"en", "to", "tre", "fire", "fem"})
_NAMED, _DESCRIBED = 0.99, 0.62


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cooperation that the words may mean."""

    id: str
    named: float
    """Share of one of its names that the words cover, 1 for a whole name."""
    strength: float
    """How rare the words of that name are, together."""
    described: float
    """Share of the words that it explains."""
    telling: bool = True
    """Whether that name tells it from others."""
    elsewhere: bool = False
    """True when it lies in other places than those the question names."""
    standing: float = 0.0
    size: int = 1
    headed: bool = False
    dated: float = 0.0
    """Above 0 when it is of a year that the question names, below when it is of others."""
    """What exists is likelier meant than what was only thought of."""


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


_NOT_COVERED = Cover(0.0, 0.0, telling=False, size=0, headed=False)


class Names:
    """The names of all cooperations as sets of lemmas, by lemma."""

    def __init__(self, knowledge: Knowledge, field_lemmas: Collection[str]) -> None:
        self._knowledge = knowledge
        self._places = self._place_lemmas()
        self._common = GENERIC | frozenset(field_lemmas) | self._places | self._form_lemmas()
        self.order = {cooperation: number for number, cooperation in enumerate(knowledge.register.cooperations)}
        self._names: list[tuple[str, frozenset[str], float, bool, bool]] = []
        headless = frozenset(field_lemmas) | self._places | {"samarbeid", "fell", "ordning", "interkommunal", "kommune", "arbeid"}
        self._by_lemma: dict[str, list[int]] = {}
        for cooperation in knowledge.register.cooperations.values():
            for name in {cooperation.name.nb, cooperation.name.nn, *cooperation.aliases.all()}:
                lemmas = self._lemmas(name)
                if lemmas and not lemmas <= GENERIC:
                    for lemma in lemmas:
                        self._by_lemma.setdefault(lemma, []).append(len(self._names))
                    whole = sum(map(knowledge.index.rarity, sorted(lemmas)))
                    self._names.append(
                        (cooperation.id, lemmas, whole, not lemmas <= self._common, self._headed(lemmas, headless))
                    )

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
        record = self._knowledge.register.cooperations[cooperation]
        for name in (record.name.nb, record.name.nn, *record.aliases.all()):
            for token in tokens(name):
                if (
                    len(token.folded) > 2
                    and stem(token.folded) in words
                    and not {*self._knowledge.vocabulary.terms(token.folded)} <= GENERIC
                ):
                    return True
        return False

    def spoken(self, cooperation: str, words: str) -> bool:
        """True when one of its names, of two words or more, stands in ``words`` (folded, with single spaces) as it is."""
        record = self._knowledge.register.cooperations[cooperation]
        names = (" ".join(t.folded for t in tokens(name)) for name in (record.name.nb, record.name.nn, *record.aliases.all()))
        return any(" " in name and f" {name} " in f" {words} " for name in names)

    def covered(self, lemmas: frozenset[str]) -> dict[str, Cover]:
        """Cooperation id -> how well its best covered name is met."""
        index = self._knowledge.index
        touched: set[int] = set()
        for lemma in lemmas - GENERIC:
            touched.update(self._by_lemma.get(lemma, ()))
        best: dict[str, Cover] = {}
        for number in touched:
            cooperation, name, whole, telling, headed = self._names[number]
            met = whole if name <= lemmas else sum(map(index.rarity, name & lemmas))
            cover = Cover(met / whole, met, telling=telling, size=len(name), headed=headed)
            if cooperation not in best or cover > best[cooperation]:
                best[cooperation] = cover
        return best


def find(
    knowledge: Knowledge,
    names: Names,
    terms: Sequence[QueryTerm],
    places: frozenset[str],
    other_lemmas: frozenset[str],
    years: frozenset[str] = frozenset(),
) -> tuple[Candidate, ...]:
    """Candidates, best first.

    ``places``: municipalities that the question narrows to; ``other_lemmas``: words of named places and forms, and the plain
    words, which names may hold too; ``years``: years that the question names.
    """
    lemmas = frozenset(lemma for term in terms for lemma in term.lemmas) | other_lemmas
    covered = names.covered(lemmas)
    hits = knowledge.index.search(terms, kinds=("cooperation",), keep=lambda _: True, limit=60, least=0.3)
    described = {hit.doc.record_id: hit for hit in hits}
    found: list[tuple[tuple[float, float, float, float, int], Candidate]] = []
    for cooperation in {**described, **covered}:
        name, hit = covered.get(cooperation, _NOT_COVERED), described.get(cooperation)
        if hit is None and name.share < _NAMED:
            continue
        record, order = knowledge.register.cooperations[cooperation], names.order[cooperation]
        explained = hit.score if hit else 0.0
        near = _near(record.municipality_ids(), places, tuple(record.regions), knowledge)
        whole = 1.0 if name.share >= _NAMED else 0.0
        dated = _dated(record, years)
        standing = _standing(record.kind, record.status[-1].status) + dated
        key = (whole * name.strength + near * 1.5 + explained * 4 + standing, name.share, explained, near, -order)
        found.append(
            (
                key,
                Candidate(
                    record.id,
                    name.share,
                    name.strength,
                    explained,
                    name.telling,
                    near < 0,
                    standing,
                    name.size,
                    name.headed,
                    dated,
                ),
            )
        )
    found.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(candidate for _, candidate in found)


def _dated(record: Cooperation, years: frozenset[str]) -> float:
    if not years:
        return 0.0
    told = {str(s.on.year) for s in record.status} | {str(f.on.year) for f in record.forms}
    if record.established:
        told.add(str(record.established.year))
    return 1.0 if told & years else -0.5


def _near(members: tuple[str, ...], places: frozenset[str], regions: tuple[str, ...], knowledge: Knowledge) -> float:
    if not places:
        return 0.0
    area = set(members)
    for region in regions:
        area.update(knowledge.register.regions[region].municipalities)
    if not area:
        return 0.0
    return 1.0 if area & places else -1.0


def _standing(kind: CooperationKind, status: Status) -> float:
    """What exists is meant before what was only thought of."""
    if kind is CooperationKind.IDEA or status is Status.IDEA:
        return -1.2
    if status in (Status.OPERATING, Status.ADOPTED, Status.PLANNED):
        return 0.6
    return 0.0


def resolve(candidates: Sequence[Candidate], *, definite: bool, about_one: bool = False) -> tuple[Candidate, ...]:
    """The candidates that the words equally well mean: one is a hit, several must be asked about, none is none.

    ``definite``: the question speaks of one certain cooperation («samarbeidet», «nettverket»), so description may do.
    ``about_one``: it asks who is with it, who is host and the like, so a name of one common word may do.
    """
    here = [c for c in candidates if not c.elsewhere]
    if any(c.dated > 0 for c in here):
        here = [c for c in here if c.dated > 0]
    named = [c for c in here if c.named >= _NAMED and c.telling]
    if named:
        # the name of most weight wins: «barnevern i Sogn» before «barnevern»
        heaviest = max(c.strength for c in named)
        return _likeliest([c for c in named if c.strength >= heaviest - 0.01])
    common = [c for c in here if c.named >= _NAMED and ((c.size > 1 and (c.headed or definite)) or about_one)]
    if len(common) == 1 and (common[0].headed or not definite):
        return tuple(common)
    if not definite:
        return ()
    fit = [c for c in here if c.described >= _DESCRIBED]
    top = max((c.described for c in fit), default=1.0)
    best = [c for c in fit if c.described >= top - 0.08]
    return _likeliest([*common, *(c for c in best if c not in common)])


def _likeliest(best: list[Candidate]) -> tuple[Candidate, ...]:
    """Without those that explain clearly less of the question, or that were only thought of where others exist."""
    if len(best) > 1:
        top = max(c.described for c in best)
        best = [c for c in best if c.described >= top - 0.12]
    if len(best) > 1:
        standing = max(c.standing for c in best)
        best = (
            [c for c in best if c.standing >= min(standing, 0.0)]
            if standing < 1.0
            else [c for c in best if c.standing >= standing - 0.7]
        )
    return tuple(best)
