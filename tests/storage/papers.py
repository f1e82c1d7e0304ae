"""Made-up drafts, as reading a document gives them, on the register of ``tests.storage.examples``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from knowledge.documents import Draft, Evidence, Extraction, Sure
from knowledge.model import Outcome, PartialDate

DRAFT = Draft(
    municipality="dal",
    body="kommunestyret",
    meeting_date=PartialDate(2026, 9, 14),
    case_number="12/2026",
    archive_number="2026/814-3",
    title="Felles brannvesen for Fjell og Dal",
    field="brann",
    participants=("fjell", "dal"),
    host="fjell",
    proposal="Dal kommune inngår samarbeid om brannvesen.",
    decision="Dal kommune inngår samarbeid om brannvesen.\nAvtalen gjelder fra 1. januar 2027.",
    vote="9 mot 4",
    outcome=Outcome.ADOPTED,
    evidence={
        "decision": Evidence("Dal kommune inngår samarbeid om brannvesen.", 3, Sure.CERTAIN),
        "title": Evidence("Felles brannvesen for Fjell og Dal", 2, Sure.CERTAIN),
    },
)


def drafted(**to: Any) -> Draft:
    """The draft above with other fields."""
    return replace(DRAFT, **to)


def read(*drafts: Draft) -> Extraction:
    """What a document with these drafts gives; the draft above when none is named."""
    return Extraction(drafts or (DRAFT,))
