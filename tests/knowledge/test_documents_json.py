"""Drafts and documents are written as JSON and read back exactly."""

from __future__ import annotations

import json

import pytest

from knowledge.documents import FIELDS, Document, Draft, Evidence, Extraction, Page, Sure
from knowledge.documents_json import (
    document_from_json,
    document_to_json,
    draft_from_json,
    draft_to_json,
    extraction_from_json,
    extraction_to_json,
)
from knowledge.model import Form, Outcome, PartialDate

FULL = Draft(
    municipality="gran",
    body="kommunestyret",
    meeting_date=PartialDate(2025, 9, 30),
    case_number="45/2025",
    archive_number="2024/8140-4",
    title="Felles «legevakt» – § 20-2",
    field="helse",
    participants=("gran", "jevnaker"),
    host="gran",
    form=Form.KO,
    proposal="1. Ja\n2. Nei",
    decision="Som innstillingen",
    vote="9 mot 4",
    outcome=Outcome.ADOPTED,
    evidence={
        field: Evidence(f"«{field}»", page, sure)
        for page, (field, sure) in enumerate(zip(FIELDS, list(Sure) * 5, strict=False), 1)
    },
)


@pytest.mark.parametrize(
    "draft",
    [
        Draft(),
        FULL,
        *(Draft(outcome=outcome) for outcome in Outcome),
        *(Draft(form=form) for form in Form),
        *(Draft(meeting_date=PartialDate.parse(date)) for date in ("2025", "2025-06", "2025-06-01")),
    ],
)
def test_a_draft_comes_back_as_it_was(draft: Draft) -> None:
    """Through the text of it, too."""
    assert draft_from_json(json.loads(json.dumps(draft_to_json(draft)))) == draft


def test_a_draft_is_written_with_every_field() -> None:
    """In the order that they are shown; plain values, so that others can read them."""
    written = draft_to_json(FULL)

    assert list(written) == [*FIELDS, "outcome", "evidence"]
    assert (written["meeting_date"], written["form"], written["participants"]) == (
        "2025-09-30",
        Form.KO.value,
        ["gran", "jevnaker"],
    )
    assert written["evidence"]["municipality"] == {"quote": "«municipality»", "page": 1, "sure": "certain"}
    assert [draft_to_json(Draft())[field] for field in FIELDS if field != "participants"] == [None] * (len(FIELDS) - 1)


def test_a_field_that_is_missing_is_not_known() -> None:
    """What an older version wrote can be read."""
    assert draft_from_json({"title": "Sak"}) == Draft(title="Sak")


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ({"title": 4}, "title cannot be 4"),
        ({"meeting_date": "30.09.2025"}, "is not a date"),
        ({"form": "klubb"}, "klubb"),
        ({"outcome": "kanskje"}, "kanskje"),
        ({"host": ["gran"]}, "host cannot be"),
    ],
)
def test_a_value_that_cannot_be_is_refused(written: dict[str, object], fault: str) -> None:
    """Never made into something else."""
    with pytest.raises(ValueError, match=fault):
        draft_from_json(written)


@pytest.mark.parametrize(
    "extraction", [Extraction((FULL, Draft())), Extraction((), "not_cooperation"), Extraction((), "no_case"), Extraction(())]
)
def test_an_extraction_comes_back_as_it_was(extraction: Extraction) -> None:
    """With its drafts in order, or why there are none."""
    assert extraction_from_json(json.loads(json.dumps(extraction_to_json(extraction)))) == extraction


def test_a_reason_that_is_none_is_refused() -> None:
    """There are two, and no third."""
    with pytest.raises(ValueError, match="why_none"):
        extraction_from_json({"drafts": [], "why_none": "lazy"})


def test_a_document_comes_back_as_it_was() -> None:
    """Page by page."""
    document = Document("sak.pdf", "pdf", (Page(1, "en\nto"), Page(2, "")), "Tittel")

    assert document_from_json(json.loads(json.dumps(document_to_json(document)))) == document
