"""What people write, and our buttons say, to leave a question to the editors. As commands of editing it must fit whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from knowledge.model import Language

Wish = Literal["how", "propose", "agree", "decline", "delete"]


@dataclass(frozen=True, slots=True)
class Sharing:
    """What is wanted."""

    wish: Wish
    """``how``: no words are named; ``propose``: these words; ``agree``: yes, keep them; ``decline``: no; ``delete``."""
    text: str = ""
    """The words that the editors should have."""
    reference: str = ""
    tag: str = ""
    """What shows that the words are those that this person was shown."""
    language: Language | None = None
    """The written form, where the command differs between the two."""


_EDITORS = r"redakt(?:ø|o|oe)r(?:ene|ane|en)"
_QUESTION = r"(?:(?:dette|spørsmålet|spørsmålet mitt|dette spørsmålet) )?(?:videre |vidare )?"
_REFERENCE = r"(?P<reference>[A-Za-z2-9]{8})"

_PATTERNS: tuple[tuple[Wish, str], ...] = (
    ("agree", rf"ja, send til {_EDITORS} som {_REFERENCE} \((?P<tag>[0-9a-f]{{16}})\): (?P<text>.+)"),
    ("agree", r"ja, send(?: det)?"),
    ("decline", rf"(?:nei, )?ikk(?:e|je) send (?:det )?til {_EDITORS}"),
    ("decline", r"nei, (?:la det være|lat det vere)"),
    ("propose", rf"(?:send|gi|gje) {_QUESTION}til {_EDITORS}: ?(?P<text>.+)"),
    ("how", rf"(?:send|gi|gje) {_QUESTION}til {_EDITORS}"),
    ("how", r"(?:si fra at dette mangler|sei frå at dette manglar)"),
    ("how", r"(?:(?:gi|gje|send) )?(?:ei |en )?tilbakemelding(?:er|ar|a|en)?"),
    ("delete", rf"slett spørsmål(?:et)? {_REFERENCE}"),
)
_COMPILED = tuple((wish, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for wish, pattern in _PATTERNS)
_FIRST = frozenset(["ei", "en", "gi", "gje", "ikke", "ikkje", "ja", "nei", "send", "si", "sei", "slett"])
_NN = re.compile(r"redakt\w+ane\b|\bikkje\b|\blat\b|\bsei\b|\bgje\b|\bvidare\b", re.IGNORECASE)
_NB = re.compile(r"redakt\w+ene\b|\bikke\b|\bla\b|\bsi\b|\bgi\b|\bvidere\b", re.IGNORECASE)


def sharing(text: str) -> Sharing | None:
    """What the words want of the editors, whole; None when they are anything else."""
    said = text.strip()
    first = said.partition(" ")[0].casefold().rstrip(".!,")
    if first not in _FIRST and not first.startswith("tilbakemelding"):
        return None
    for form in (said, said.rstrip(" .!")):
        for wish, pattern in _COMPILED:
            match = pattern.fullmatch(form)
            if match is not None:
                found = match.groupdict()
                reference = (found.get("reference") or "").upper()
                words = (found.get("text") or "").strip()
                head = form.partition(":")[0]
                return Sharing(wish, words, reference, found.get("tag") or "", _language(head))
    return None


def _language(head: str) -> Language | None:
    return "nn" if _NN.search(head) else "nb" if _NB.search(head) else None
