"""Which words of a question were taken for typing errors, and what they were read as."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from knowledge.understanding.features import Features
from knowledge.understanding.words import fold

_COMPOUND = 2


def mended(f: Features) -> Iterator[tuple[str, str]]:
    """What was written, and as what it was read, in the order of the question."""
    vocabulary, lexicon = f.knowledge.vocabulary, f.knowledge.lexicon
    for term in f.all_terms:
        folded = fold(term.text)
        ours = not term.lemmas or vocabulary.has(folded) or lexicon.whole(folded)
        if ours or len(term.lemmas) == _COMPOUND:  # its two parts, and no whole: seen at once, where a slip takes a search
            continue
        found = vocabulary.mend(folded)
        if found is not None and lexicon.lemma(found) == term.lemmas[0]:
            yield term.text, _with_letters(term.text.casefold(), found)


def _with_letters(written: str, mended: str) -> str:
    """The mended word with the diacritics that were written, where its letters are those of the writer."""
    letters: list[str] = []
    for letter in written:
        letters += [letter, *[""] * (len(fold(letter)) - 1)]  # «æ» is compared as two letters, and shown as one
    compared = "".join(map(fold, written))
    if len(compared) != len(letters):
        return mended
    found = ""
    for step in Levenshtein.opcodes(compared, mended):
        kept = step.tag == "equal"
        found += "".join(letters[step.src_start : step.src_end]) if kept else mended[step.dest_start : step.dest_end]
    return found
