"""Stub for now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.documents import Draft
from knowledge.model import Case, Register, Source


@dataclass(frozen=True, slots=True)
class Drafted:
    """The records that a draft makes."""

    source: Source
    case: Case
    step: str
    """Id of the step within the case."""

    def records(self) -> tuple[tuple[str, Any], ...]:
        """Kind and record of each."""
        return ("sources", self.source), ("cases", self.case)


def as_records(
    register: Register, draft: Draft, *, case_id: str | None, document_name: str, digest: str, today: date
) -> Drafted:
    """The source and the case with the draft's step in it. InvalidContent tells what the draft lacks."""
    raise NotImplementedError


def proposed_case(register: Register, draft: Draft) -> str | None:
    """The one known case that the draft is clearly a step of, if there is one."""
    return None
