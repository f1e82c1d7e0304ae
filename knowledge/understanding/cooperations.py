"""Which cooperation a question speaks of: by name, by another name, or by description. Never guessed between equals."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from knowledge.cooperations import newest_status
from knowledge.model import TAKING_PART, Cooperation, CooperationKind, Register, Status
from knowledge.search import QueryTerm
from knowledge.snapshot import Knowledge
from knowledge.understanding.names import Cover, Names
from knowledge.understanding.spelling import Spelling

_NAMED, _DESCRIBED = 0.99, 0.62
_KEPT, _LEAST = 60, 0.3
_OF_ITS_OWN = 4.0
"""So rare are the words of a name that is meant whatever field is named."""
_AS_WELL = 0.11
"""So much less of the words may one explain and be meant as well: a compound met whole says little more than by its parts."""
_LIKELY = frozenset({Status.OPERATING, Status.ADOPTED, Status.PLANNED})


class Candidate(NamedTuple):
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


_NOT_COVERED = Cover(0.0, 0.0, telling=False, size=0, headed=False)


def find(
    knowledge: Knowledge,
    names: Names,
    terms: Sequence[QueryTerm],
    places: frozenset[str],
    other_lemmas: frozenset[str],
    written: Spelling,
    years: frozenset[str] = frozenset(),
    close: frozenset[str] = frozenset(),
) -> tuple[Candidate, ...]:
    """Candidates, best first.

    ``places``: municipalities that the question narrows to; ``other_lemmas``: words of named places and forms, and the plain
    words, which names may hold too; ``written``: how they are spelled; ``years``: years that the question names;
    ``close``: municipalities that it names at all, narrowing or not.
    """
    lemmas = frozenset(lemma for term in terms for lemma in names.known_by(term.lemmas)) | other_lemmas
    described = {} if close and close <= places else _described(knowledge, terms, ())
    if close:  # a country has more than so many that fit as well, and those of the places named must be among them
        around = (f"region {region}" for region in knowledge.regions_around(close))
        described |= _described(knowledge, terms, close.union(around))
    covered = names.covered(lemmas, described, written)
    register, order = knowledge.register, knowledge.order
    found: list[tuple[tuple[float, ...], Candidate]] = []
    for cooperation in {**described, **covered}:
        name, explained = covered.get(cooperation, _NOT_COVERED), described.get(cooperation)
        if explained is None and name.share < _NAMED:
            continue
        record = register.cooperations[cooperation]
        near = _near(record, places, register) if places else 0.0
        candidate = _candidate(record, name, explained or 0.0, near, years)
        whole = candidate.strength if candidate.named >= _NAMED else 0.0
        weight = whole + near * 1.5 + candidate.described * 4 + candidate.standing
        found.append(((weight, candidate.named, candidate.described, near, -order[cooperation]), candidate))
    found.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(candidate for _, candidate in found)


def _described(knowledge: Knowledge, terms: Sequence[QueryTerm], places: Collection[str]) -> dict[str, float]:
    """Cooperations that explain the most of the words, and how much of them."""
    found = knowledge.index.scored(terms, "cooperation", limit=_KEPT, least=_LEAST, places=places)
    return {doc.record_id: score for doc, score in found}


def _candidate(record: Cooperation, name: Cover, explained: float, near: float, years: frozenset[str]) -> Candidate:
    dated = _dated(record, years) if years else 0.0
    standing = _standing(record.kind, newest_status(record)) + dated
    return Candidate(
        record.id, name.share, name.strength, explained, name.telling, near < 0, standing, name.size, name.headed, dated
    )  # fmt: skip


def _dated(record: Cooperation, years: frozenset[str]) -> float:
    told = {str(s.on.year) for s in record.status} | {str(f.on.year) for f in record.forms}
    if record.established:
        told.add(str(record.established.year))
    return 1.0 if told & years else -0.5


def _near(record: Cooperation, places: frozenset[str], register: Register) -> float:
    """1 when it is about one of the places or lies in a region with one of them, -1 when not, 0 when it is about none."""
    somewhere = False
    for participant in record.participants:
        if participant.municipality and participant.role in TAKING_PART:
            if participant.municipality in places:
                return 1.0
            somewhere = True
    areas = [register.regions[region].municipalities for region in record.regions]
    if any(not places.isdisjoint(area) for area in areas):
        return 1.0
    return -1.0 if somewhere or any(areas) else 0.0


def _standing(kind: CooperationKind, status: Status) -> float:
    """What exists is meant before what was only thought of."""
    if kind is CooperationKind.IDEA or status is Status.IDEA:
        return -1.2
    return 0.6 if status in _LIKELY else 0.0


def resolve(
    candidates: Sequence[Candidate],
    written: Callable[[str], bool],
    *,
    definite: bool,
    about_one: bool = False,
    of_kind: bool = False,
) -> tuple[Candidate, ...]:
    """The candidates that the words equally well mean: one is a hit, several must be asked about, none is none.

    ``written``: whether a telling word of the cooperation's names stands in the question just as it is written.
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
    common = [c for c in common if written(c.id)] or common
    if len(common) == 1 and (common[0].headed or not definite):
        return tuple(common)
    if not definite:
        return ()
    fit = [c for c in here if c.described >= _DESCRIBED]
    top = max((c.described for c in fit), default=1.0)
    best = [c for c in fit if c.described >= top - _AS_WELL]
    return _likeliest(common if of_kind and common else [*common, *(c for c in best if c not in common)])


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


def of_fields(knowledge: Knowledge, candidate: Candidate, fields: Sequence[str]) -> bool:
    """False for a plain name in «legevaktsamarbeid»: what has nothing to do with the field named is met by half a word."""
    own = knowledge.register.cooperations[candidate.id].fields
    if not (fields and own) or candidate.strength >= _OF_ITS_OWN:
        return True
    related = {x for field in fields for x in knowledge.related_fields[field]}
    return not related.isdisjoint(own)
