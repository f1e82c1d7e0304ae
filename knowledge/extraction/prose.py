"""stub"""
from __future__ import annotations
from collections.abc import Sequence
from knowledge.documents import Draft
from knowledge.extraction.lines import Line
from knowledge.extraction.places import Places
from knowledge.extraction.vocabulary import Vocabulary


def drafts(lines: Sequence[Line], places: Places, vocabulary: Vocabulary) -> list[Draft]:
    """Stub."""
    return []
