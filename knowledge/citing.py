"""References to the law as a reader writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge.legal import LawBook, Ref
from knowledge.model import Language

_ORDINALS: Mapping[Language, tuple[str, ...]] = {
    "nb": (
        "første",
        "andre",
        "tredje",
        "fjerde",
        "femte",
        "sjette",
        "sjuende",
        "åttende",
        "niende",
        "tiende",
        "ellevte",
        "tolvte",
    ),
    "nn": (
        "første",
        "andre",
        "tredje",
        "fjerde",
        "femte",
        "sjette",
        "sjuande",
        "åttande",
        "niande",
        "tiande",
        "ellevte",
        "tolvte",
    ),
}


def spelled(book: LawBook, refs: Sequence[str], language: Language) -> list[str]:
    """References as a reader writes them: «kommuneloven § 19-4 fjerde ledd bokstav g». Each once."""
    told: list[str] = []
    for text in refs:
        ref = Ref.parse(text)
        act = book.acts[ref.act].name.in_(language)
        words = f"{act} § {ref.paragraph}"
        if ref.ledd:
            words += f" {_ORDINALS[language][ref.ledd - 1]} ledd"
        if ref.letter:
            words += f" nr. {ref.letter[2:]}" if ref.letter.startswith("nr") else f" bokstav {ref.letter}"
        if words not in told:
            told.append(words)
    return told


def folded(refs: Sequence[str]) -> list[str]:
    """Spelled references with each act named once: «kommuneloven § 20-2 første ledd», «§ 20-1 første ledd»."""
    acts: dict[str, list[str]] = {}
    for ref in refs:
        act, sign, place = ref.partition(" § ")
        acts.setdefault(act, []).append(f"§ {place}" if sign else "")
    return [
        " ".join(filter(None, (act if n == 0 else "", place))) for act, places in acts.items() for n, place in enumerate(places)
    ]


def by_paragraph(book: LawBook, refs: Sequence[str], language: Language) -> list[str]:
    """Whole paragraphs, each act named once: «kommuneloven §§ 20-2, 20-5», «forvaltningsloven § 28»."""
    acts: dict[str, dict[str, None]] = {}
    for ref in map(Ref.parse, refs):
        acts.setdefault(book.acts[ref.act].name.in_(language), {})[ref.paragraph] = None
    return [f"{act} {'§§' if len(places) > 1 else '§'} {', '.join(places)}" for act, places in acts.items()]
