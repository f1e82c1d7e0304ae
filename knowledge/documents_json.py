"""Drafts as JSON, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge.documents import Draft, Evidence, Sure
from knowledge.model import Form, Outcome, PartialDate

_TEXTS = ("municipality", "body", "case_number", "archive_number", "title", "field", "host", "proposal", "decision", "vote")


def draft_to_json(draft: Draft) -> dict[str, Any]:
    """The draft as plain data; what is not told is left out."""
    told: dict[str, Any] = {name: getattr(draft, name) for name in _TEXTS if getattr(draft, name) is not None}
    if draft.meeting_date:
        told["meeting_date"] = str(draft.meeting_date)
    if draft.participants:
        told["participants"] = list(draft.participants)
    if draft.form:
        told["form"] = draft.form.value
    told["outcome"] = draft.outcome.value
    told["evidence"] = {n: {"quote": e.quote, "page": e.page, "sure": e.sure.value} for n, e in draft.evidence.items()}
    return told


def draft_from_json(told: Mapping[str, Any]) -> Draft:
    """The draft that ``draft_to_json`` made this of."""
    return Draft(
        **{name: told.get(name) for name in _TEXTS},
        meeting_date=PartialDate.parse(told["meeting_date"]) if told.get("meeting_date") else None,
        participants=tuple(told.get("participants", ())),
        form=Form(told["form"]) if told.get("form") else None,
        outcome=Outcome(told.get("outcome", "unknown")),
        evidence={n: Evidence(e["quote"], e["page"], Sure(e["sure"])) for n, e in told.get("evidence", {}).items()},
    )
