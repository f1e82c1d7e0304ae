"""Which cooperation a question speaks of: by name, by another name, or by description. Never guessed between equals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.model import CooperationKind, Status
from knowledge.search import QueryTerm
from knowledge.snapshot import Knowledge
from knowledge.understanding.words import tokens

GENERIC = frozenset(
    {"samarbeid", "kommune", "kommun", "fell", "region", "interkommunal", "interkommunalt", "regional", "ordning", "prosjekt", "arbeid", "kontor", "nettverk",
     "selskap", "utredning", "form", "formell", "formal", "vertskommune", "oppgave", "tjeneste", "avtale", "ny", "nye", "omrad"}
)  # fmt: skip
"""Words that nearly every cooperation is called by; alone they name none."""

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
    missed: tuple[str, ...] = ()


class Names:
    """The names of all cooperations as sets of lemmas, by lemma."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self.order = {cooperation: number for number, cooperation in enumerate(knowledge.register.cooperations)}
        self._names: list[tuple[str, frozenset[str]]] = []
        self._by_lemma: dict[str, list[int]] = {}
        for cooperation in knowledge.register.cooperations.values():
            for name in {cooperation.name.nb, cooperation.name.nn, *cooperation.aliases.all()}:
                lemmas = self._lemmas(name)
                if lemmas and not lemmas <= GENERIC:
                    for lemma in lemmas:
                        self._by_lemma.setdefault(lemma, []).append(len(self._names))
                    self._names.append((cooperation.id, lemmas))

    def _lemmas(self, name: str) -> frozenset[str]:
        found: set[str] = set()
        for token in tokens(name):
            if token.folded in self._knowledge.lexicon.filler:
                continue
            terms = self._knowledge.vocabulary.terms(token.folded)
            # a compound is known by its parts: «lønnssamarbeid» and «samarbeid om lønn» are the same name
            found.update(terms[1:] if len(terms) > 2 else terms or (token.folded,))
        return frozenset(found)

    def covered(self, lemmas: frozenset[str]) -> dict[str, tuple[float, float]]:
        """Cooperation id -> (share of its best covered name, weight of that name), for names with a telling word met."""
        index = self._knowledge.index
        touched: set[int] = set()
        for lemma in lemmas - GENERIC:
            touched.update(self._by_lemma.get(lemma, ()))
        best: dict[str, tuple[float, float]] = {}
        for number in touched:
            cooperation, name = self._names[number]
            whole = sum(map(index.rarity, name))
            met = sum(map(index.rarity, name & lemmas))
            share = (met / whole, met)
            if share > best.get(cooperation, (0.0, 0.0)):
                best[cooperation] = share
        return best


def find(
    knowledge: Knowledge, names: Names, terms: Sequence[QueryTerm], places: frozenset[str], place_lemmas: frozenset[str]
) -> tuple[Candidate, ...]:
    """Candidates, best first. ``places``: municipalities that the question narrows to; ``place_lemmas``: words of named places."""
    lemmas = frozenset(lemma for term in terms for lemma in term.lemmas) | place_lemmas
    covered = names.covered(lemmas)
    described = {
        hit.doc.record_id: hit for hit in knowledge.index.search(terms, keep=lambda d: d.kind == "cooperation", limit=60, least=0.3)
    }
    found: list[tuple[tuple[float, float, float, float, int], Candidate]] = []
    for cooperation in {**described, **covered}:
        name, hit = covered.get(cooperation, (0.0, 0.0)), described.get(cooperation)
        if hit is None and name[0] < _NAMED:
            continue
        record, order = knowledge.register.cooperations[cooperation], names.order[cooperation]
        explained = hit.score if hit else 0.0
        near = _near(record.municipality_ids(), places, tuple(record.regions), knowledge)
        whole = 1.0 if name[0] >= _NAMED else 0.0
        key = (whole * name[1] + near * 1.5 + explained * 4 + _standing(record.kind, record.status[-1].status), name[0], explained, near, -order)
        found.append((key, Candidate(record.id, name[0], name[1], explained, hit.missed if hit else ())))
    found.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(candidate for _, candidate in found)


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


def resolve(candidates: Sequence[Candidate], *, definite: bool) -> tuple[Candidate, ...]:
    """The candidates that the words equally well mean: one is a hit, several must be asked about, none is none.

    ``definite``: the question speaks of one certain cooperation («samarbeidet», «nettverket»), so description may do.
    """
    named = [c for c in candidates if c.named >= _NAMED]
    if named:
        # the name of most weight wins: «barnevern i Sogn» before «barnevern»
        heaviest = max(c.strength for c in named)
        best = [c for c in named if c.strength >= heaviest - 0.01]
        if len(best) > 1:
            top = max(c.described for c in best)
            best = [c for c in best if c.described >= top - 0.12]
        return tuple(best)
    if not definite:
        return ()
    fit = [c for c in candidates if c.described >= _DESCRIBED]
    if not fit:
        return ()
    top = fit[0].described
    return tuple(c for c in fit if c.described >= top - 0.08)
