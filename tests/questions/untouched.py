"""Which questions a larger register cannot change the answer to, told mechanically.

The made-up cooperations of ``tests.bench.generator.national(apart=True)`` have no municipality that a shipped cooperation is
about, and no name of theirs; they come with no figures, assessments, cases or law. So what is asked of those, or by those
names, stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.model import Register
from knowledge.understanding.question import Context, NotUnderstood, Question
from knowledge.understanding.reading import Understanding
from knowledge.understanding.words import tokens

_OF_LAW = ("law", "paragraph", "deadline", "levers", "guide", "decision_deadline")
_OF_FACTS = ("figure", "assessment")
_TALK = (
    "help", "greeting", "thanks", "bye", "set_language", "set_municipality", "where_stands", "how_old", "all_sources",
    "my_data", "delete_data",
)  # fmt: skip


def told_of(register: Register) -> frozenset[str]:
    """The municipalities that cooperations are about."""
    records = register.cooperations.values()
    return frozenset(m for record in records for m in (*record.municipality_ids(), *record.outside_ids()))


def untouched(understanding: Understanding, words: str) -> bool:
    """True for words that name what is shipped, or ask for what no made-up record has.

    ``understanding`` knows the shipped register alone.
    """
    entities = understanding.gazetteer.find(words)
    found = understanding.understand(words, Context())
    if isinstance(found, Question) and (found.intent in _TALK or found.intent.startswith(_OF_LAW)):
        return True
    named, told = {m for mention in entities.of("municipality") for m in mention.ids}, told_of(understanding.knowledge.register)
    if named - told or (isinstance(found, Question) and found.slots.excluded):
        return False  # other municipalities do have cooperations there, and «others than Sogn» are many
    if named or entities.of("region"):
        return True
    said = " ".join(token.folded for token in tokens(words))
    if any(f" {name} " in f" {said} " for name in _names(understanding)):
        return True
    return isinstance(found, NotUnderstood) or (isinstance(found, Question) and found.intent in _OF_FACTS)


def _names(understanding: Understanding) -> Iterator[str]:
    """Names that nothing else is called: «Ikomm», «Sogn kulturskule», but neither «GIS» nor «felles tildelingskontor»."""
    for record in understanding.knowledge.register.cooperations.values():
        for name in (record.name.nb, record.name.nn, *record.aliases.all()):
            words = [token.folded for token in tokens(name)]
            if not all(understanding.knowledge.ordinary(w) or w in understanding.fields for w in words):
                yield " ".join(words)
