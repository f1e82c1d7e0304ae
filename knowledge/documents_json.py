"""Documents, drafts and extractions as JSON, exactly, both ways: to be stored, printed, or sent between processes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from knowledge.documents import FIELDS, Document, Draft, Evidence, Extraction, Page, Sure
from knowledge.model import Form, Outcome, PartialDate

_PLAIN: Final = tuple(field for field in FIELDS if field not in ("meeting_date", "participants", "form"))


def draft_to_json(draft: Draft) -> dict[str, Any]:
    """Every field, in the order that fields are shown; what is not known is null or empty."""
    written = {field: getattr(draft, field) for field in FIELDS}
    return {
        **written,
        "meeting_date": str(draft.meeting_date) if draft.meeting_date else None,
        "participants": list(draft.participants),
        "form": draft.form.value if draft.form else None,
        "outcome": draft.outcome.value,
        "evidence": {
            field: {"quote": found.quote, "page": found.page, "sure": found.sure.value} for field, found in draft.evidence.items()
        },
    }


def draft_from_json(written: Mapping[str, Any]) -> Draft:
    """What ``draft_to_json`` wrote. A field that is missing is not known; ValueError for a value that cannot be."""
    date, form = written.get("meeting_date"), written.get("form")
    return Draft(
        **{field: _text(field, written.get(field)) for field in _PLAIN},
        meeting_date=PartialDate.parse(date) if date else None,
        participants=tuple(written.get("participants") or ()),
        form=Form(form) if form else None,
        outcome=Outcome(written.get("outcome") or Outcome.UNKNOWN),
        evidence={
            field: Evidence(found["quote"], int(found["page"]), Sure(found["sure"]))
            for field, found in (written.get("evidence") or {}).items()
        },
    )


def extraction_to_json(extraction: Extraction) -> dict[str, Any]:
    """As ``{"drafts": […], "why_none": …}``."""
    return {"drafts": [draft_to_json(draft) for draft in extraction.drafts], "why_none": extraction.why_none}


def extraction_from_json(written: Mapping[str, Any]) -> Extraction:
    """What ``extraction_to_json`` wrote. ValueError for a value that cannot be."""
    why = written.get("why_none")
    if why not in (None, "not_cooperation", "no_case"):
        raise ValueError(f"why_none cannot be {why!r}")
    return Extraction(tuple(draft_from_json(draft) for draft in written["drafts"]), why)


def document_to_json(document: Document) -> dict[str, Any]:
    """As ``{"name", "kind", "title", "pages": [text, …]}``."""
    return {
        "name": document.name,
        "kind": document.kind,
        "title": document.title,
        "pages": [{"number": page.number, "text": page.text} for page in document.pages],
    }


def document_from_json(written: Mapping[str, Any]) -> Document:
    """What ``document_to_json`` wrote."""
    pages = tuple(Page(page["number"], page["text"]) for page in written["pages"])
    return Document(written["name"], written["kind"], pages, written["title"])


def _text(field: str, value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise ValueError(f"{field} cannot be {value!r}")
