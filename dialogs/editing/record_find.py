"""The cooperation or case that an editor names: by id, by name, or by the words of its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.model import Case, Cooperation, Language
from knowledge.snapshot import Knowledge
from knowledge.understanding.words import fold, spelled

Record = Cooperation | Case
_LEAST = 0.6
"""So much of what was said must be in the name."""
_CHOICES = 4


def find(knowledge: Knowledge, kind: str, said: str) -> Sequence[Record]:
    """The records that it may be, the likeliest first: one when it is clear, none when nothing fits."""
    records: dict[str, Record] = dict(getattr(knowledge.register, kind))
    if said in records:
        return (records[said],)
    wanted = fold(" ".join(said.split()))
    same = [each for each in records.values() if wanted in {fold(name) for name in names(each)}]
    if same:
        return same[:_CHOICES]
    asked = _lemmas(knowledge, said)
    scored = sorted(
        (-share, -closeness, each.id)
        for each in records.values()
        for share, closeness in [_score(knowledge, asked, each)]
        if share >= _LEAST
    )
    best = [record_id for share, _, record_id in scored if share == scored[0][0]]
    return [records[record_id] for record_id in best[:_CHOICES]]


def names(record: Record) -> Iterator[str]:
    """All that it is called."""
    name = record.title if isinstance(record, Case) else record.name
    yield from (name.nb, name.nn, *record.aliases.all())


def title(record: Record, language: Language) -> str:
    """What it is called."""
    return (record.title if isinstance(record, Case) else record.name).in_(language)


def _score(knowledge: Knowledge, asked: frozenset[str], record: Record) -> tuple[float, float]:
    """How much of what was asked for stands in one of its names, and how much of that name that is."""
    both = [(asked & have, have) for have in (_lemmas(knowledge, name) for name in names(record)) if have]
    return max(((len(shared) / max(len(asked), 1), len(shared) / len(have)) for shared, have in both), default=(0.0, 0.0))


def _lemmas(knowledge: Knowledge, text: str) -> frozenset[str]:
    words = [fold(word) for word in spelled(text)]
    return frozenset(knowledge.lexicon.lemma(word) for word in words if word not in knowledge.lexicon.filler)
