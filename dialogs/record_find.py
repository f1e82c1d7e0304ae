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
    scored = [(score, each) for each in records.values() if (score := _score(knowledge, asked, each)) >= _LEAST]
    scored.sort(key=lambda found: (-found[0], found[1].id))
    best = [each for score, each in scored if score == scored[0][0]]
    return best[:_CHOICES]


def names(record: Record) -> Iterator[str]:
    """All that it is called."""
    name = record.title if isinstance(record, Case) else record.name
    yield from (name.nb, name.nn, *record.aliases.all())


def title(record: Record, language: Language) -> str:
    """What it is called."""
    return (record.title if isinstance(record, Case) else record.name).in_(language)


def _score(knowledge: Knowledge, asked: frozenset[str], record: Record) -> float:
    """How much of what was asked for stands in one of its names, and a little for how much of the name that is."""
    best = 0.0
    for name in names(record):
        have = _lemmas(knowledge, name)
        both = asked & have
        if asked and have:
            best = max(best, len(both) / len(asked) + 0.1 * len(both) / len(have))
    return round(best, 3)


def _lemmas(knowledge: Knowledge, text: str) -> frozenset[str]:
    words = [fold(word) for word in spelled(text)]
    return frozenset(knowledge.lexicon.lemma(word) for word in words if word not in knowledge.lexicon.filler)
