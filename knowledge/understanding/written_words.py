"""The words of a question that may show its written form."""

from __future__ import annotations

from collections.abc import Collection

from knowledge.understanding.mentions import Entities
from knowledge.understanding.stock import Stock
from knowledge.understanding.words import fold


def plain_words(text: str, entities: Entities, places: Collection[int], stock: Stock) -> str:
    """All but names of places: «Kvam» and «Kvitmark» are no sign of nynorsk. ``stock``: the words that have meaning for us."""
    words, end = [], 0
    for i, t in enumerate(entities.tokens):
        if i in places and not t.folded.startswith("kommun"):
            continue
        joined = text[end : t.start] if end and t.start - end == 1 else " "  # «IKS-et» has no article
        # «dra», taken for «då», is no sign of nynorsk
        words.append(joined + (t.written if fold(t.written) in stock else t.text))
        end = t.end
    return "".join(words)
