"""What Lovdata's change notes tell of changes that are enacted and not in force.

In both forms such a change is marked with bold type: «**Endres** ved lov 20 juni 2025 nr. 81 (i kraft fra den tiden
Kongen bestemmer).» Notes come here with that mark as ``**`` and with links as ``[text](target)``.
"""

from __future__ import annotations

import re
from typing import Literal

from knowledge.sources.law_text import Pending, squeezed

_SENTENCE = re.compile(r"(?<=[.)])\s+(?=[A-ZÆØÅ*])")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
_MARKED = re.compile(r"\*\*\s*([^*]+?)\s*\*\*")
_ACT = re.compile(r"\]\((lov/\d{4}-\d{2}-\d{2}(?:-\d+)?)")
_WORDS: tuple[tuple[str, Literal["changed", "added", "repealed"]], ...] = (
    ("opphev", "repealed"),
    ("tilføy", "added"),
    ("ny ", "added"),
)


def plain(text: str) -> str:
    """Markdown's links and emphasis stripped to their text."""
    text = re.sub(r"\[\^[^\]]+\]", "", text)
    text = _LINK.sub(r"\1", text)
    text = re.sub(r"(\*\*|\*)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    return squeezed(re.sub(r"\\([\\`*_{}\[\]()#+.!>-])", r"\1", text))


def pending_in(note: str) -> tuple[Pending, ...]:
    """The changes in a note that are marked as not in force."""
    found: list[Pending] = []
    for sentence in _SENTENCE.split(squeezed(note)):
        marked = _MARKED.search(sentence)
        if marked is None:
            continue
        act = _ACT.search(sentence, marked.end())
        found.append(Pending(_kind(marked[1]), plain(sentence), act[1] if act else ""))
    return tuple(found)


def _kind(word: str) -> Literal["changed", "added", "repealed"]:
    return next((kind for start, kind in _WORDS if word.lower().startswith(start)), "changed")
