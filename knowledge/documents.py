"""A document as text by page, and the drafts that are read out of it. Nothing here is published before a person approves."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from knowledge.model import Form, Outcome, PartialDate

DocumentKind = Literal["pdf", "docx", "html", "text"]


@dataclass(frozen=True, slots=True)
class Page:
    """One page. Formats without pages have one."""

    number: int
    """As a reader counts, from 1."""
    text: str
    """Lines in reading order, each ended by a line feed; as extracted, so columns may be flattened."""


@dataclass(frozen=True, slots=True)
class Document:
    """What was read out of a file."""

    name: str
    kind: DocumentKind
    pages: tuple[Page, ...]
    title: str | None = None
    """The title that the file itself states, if any; often wrong, so it is only a hint."""


class Sure(StrEnum):
    """How sure a reading is."""

    CERTAIN = "certain"
    """Stands in a labelled place, once, and reads one way only."""
    LIKELY = "likely"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where in the document a field was read."""

    quote: str
    """The document's own words, at most about 300 characters; white space folded."""
    page: int
    sure: Sure


FIELDS = (
    "municipality", "body", "meeting_date", "case_number", "archive_number", "title", "field", "participants", "host", "form",
    "proposal", "decision", "vote",
)  # fmt: skip
"""The fields of a draft, in the order that they are shown."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One treatment of one case in one body of one municipality. What the document does not tell is None or empty."""

    municipality: str | None = None
    """Id in the register."""
    body: str | None = None
    """In the definite form and lower case, as «kommunestyret», «formannskapet»; a committee by its own name."""
    meeting_date: PartialDate | None = None
    case_number: str | None = None
    """The body's own number, as «45/2025» or «PS 84/2024»."""
    archive_number: str | None = None
    """The archive's number of the case, as «2024/8140»: without the number of the document in it («-4»)."""
    title: str | None = None
    field: str | None = None
    """Id of the field of service."""
    participants: tuple[str, ...] = ()
    """Ids of the municipalities that the cooperation is between."""
    host: str | None = None
    """Id of the host municipality."""
    form: Form | None = None
    proposal: str | None = None
    """The very words of the recommendation (innstilling), a line a point."""
    decision: str | None = None
    """The very words that were adopted, a line a point; None when only the recommendation is there."""
    vote: str | None = None
    """As «enstemmig», «samrøystes» or «9 mot 4»."""
    outcome: Outcome = Outcome.UNKNOWN
    evidence: Mapping[str, Evidence] = dataclasses.field(default_factory=dict)
    """By field. Every field that has a value has evidence; ``outcome`` may."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read out of a document."""

    drafts: tuple[Draft, ...] = ()
    why_none: Literal["not_cooperation", "no_case"] | None = None
    """Why there is no draft: not about inter-municipal cooperation, or about it without any treatment of a case."""
