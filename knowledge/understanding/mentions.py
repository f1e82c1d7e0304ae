"""What a question names, with the tokens that name it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from itertools import groupby

from knowledge.understanding.words import Token


@dataclass(frozen=True, slots=True)
class Mention:
    """Something named, and the tokens that name it."""

    kind: str
    """municipality, region, county, form, source, body, year, date, case_number, paragraph."""
    ids: tuple[str, ...]
    """What it can be: more than one where the name is shared."""
    start: int
    end: int
    """Token positions, end exclusive."""
    text: str
    mended: bool = False


@dataclass(slots=True)
class Entities:
    """All mentions of a question, and which tokens they take."""

    tokens: tuple[Token, ...]
    mentions: list[Mention] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    mended: tuple[tuple[str, str], ...] = ()
    """Words that are read as others than were written: what was written, and what it is read as."""

    passed: set[int] = field(default_factory=set)
    """Words that could name a place, and do not as they stand: «øyer» in the sea."""

    def add(self, mention: Mention) -> None:
        """Keep a mention; its tokens are spoken for."""
        self.mentions.append(mention)
        self.taken.update(range(mention.start, mention.end))

    def meant(self, text: str) -> str:
        """The question in the words that it is read in, its signs as they stand."""
        text = unicodedata.normalize("NFC", text)
        parts: list[str] = []
        done = 0
        for (start, end), words in groupby(self.tokens, lambda t: (t.start, t.end)):
            parts += [text[done:start], " ".join(w.folded if w.text == w.written else w.text for w in words)]
            done = end
        return "".join((*parts, text[done:]))

    def of(self, kind: str) -> list[Mention]:
        """The mentions of one kind, in the order of the question."""
        return sorted((m for m in self.mentions if m.kind == kind), key=lambda m: m.start)
