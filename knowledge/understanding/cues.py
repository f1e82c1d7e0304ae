"""Cues: the words and phrases that show what kind of question it is. Data in ``content/lexicon/cues.yaml``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.understanding.words import Token, fold

STRUCTURAL = frozenset(
    {"who", "which_municipalities", "which", "what", "what_is", "when", "where", "why", "how", "count", "superlative", "compare",
     "partners", "list", "host", "form", "status", "body_members", "source_question", "age_question", "all_sources", "help",
     "greeting", "thanks", "bye", "calendar", "we", "my_data", "delete_me", "more", "both", "except", "pronoun", "follow",
     "correction", "expectation", "exists", "outside", "tasks",
     "timeline", "vote", "next", "proposal", "decision", "advantage", "disadvantage", "advice", "opinion", "liking",
     "since", "member", "ratification", "ratified", "remaining", "next_council", "must_alike", "wordings",
     "set_language", "set_municipality", "status_existing", "status_ended"}
)  # fmt: skip
"""Cues whose words only shape the question; the rest are also searched for."""


@dataclass(frozen=True, slots=True)
class Found:
    """The cues of a question and the tokens that they stand on."""

    names: frozenset[str]
    positions: Mapping[str, frozenset[int]]

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def any(self, *names: str) -> bool:
        """True when at least one is met."""
        return not self.names.isdisjoint(names)

    def on(self, *names: str) -> frozenset[int]:
        """The tokens that these cues stand on."""
        return frozenset(p for name in names for p in self.positions.get(name, ()))

    def without(self, positions: frozenset[int], *, but: Collection[str] = ()) -> Found:
        """The cues that do not stand on these tokens alone; those in ``but`` are left as they are."""
        kept = {name: on for name, on in self.positions.items() if name in but or not on <= positions}
        return Found(frozenset(kept), kept)

    def structural(self) -> frozenset[int]:
        """The tokens that only shape the question."""
        return frozenset(p for name, found in self.positions.items() if name in STRUCTURAL for p in found)


def same_words(pairs: Iterable[str]) -> Mapping[str, str]:
    """Words of nynorsk -> those of bokmål that cues take them for; «bokmål nynorsk» in each pair."""
    both = (pair.split() for pair in pairs)
    return {fold(nn): fold(nb) for nb, nn in both if fold(nn) != fold(nb)}


class Cues:
    """All cues, ready to be looked for."""

    def __init__(self, data: Mapping[str, str], same: Mapping[str, str] | None = None) -> None:
        """``same``: words that are taken for others, such as those of nynorsk for those of bokmål."""
        self._same = same or {}
        self._by_first: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        self._prefixes: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
        for name, phrases in data.items():
            for phrase in phrases.split("|"):
                words = tuple(self._one(fold(w)) for w in phrase.replace("-", " ").split())
                if words[0].endswith("*"):
                    # by their first three letters, so that a word meets only the few prefixes that it may have
                    self._prefixes.setdefault(words[0][:3], []).append((words[0][:-1], name, words))
                else:
                    self._by_first.setdefault(words[0], []).append((name, words))

    def find(self, words: Sequence[Token]) -> Found:
        """Every cue that is met; cues may overlap."""
        positions: dict[str, set[int]] = {}
        spoken = [(token.folded, self._one(token.folded)) for token in words]
        for start, (folded, one) in enumerate(spoken):
            begun = [
                *self._by_first.get(one, ()),
                *(p[1:] for p in self._prefixes.get(folded[:3], ()) if folded.startswith(p[0])),
            ]
            for name, phrase in begun:
                if _stands(phrase[1:], spoken, start + 1):
                    positions.setdefault(name, set()).update(range(start, start + len(phrase)))
        return Found(frozenset(positions), {name: frozenset(found) for name, found in positions.items()})

    def _one(self, word: str) -> str:
        return self._same.get(word, word)


def _stands(phrase: tuple[str, ...], words: Sequence[tuple[str, str]], start: int) -> bool:
    """True when the phrase stands there; ``words``: each as it is written, and as what it is taken for."""
    if start + len(phrase) > len(words):
        return False
    for wanted, (folded, one) in zip(phrase, words[start:], strict=False):
        if wanted == "*":
            continue
        if not (folded.startswith(wanted[:-1]) if wanted.endswith("*") else one == wanted):
            return False
    return True
