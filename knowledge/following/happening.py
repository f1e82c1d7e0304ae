"""What has happened: one thing, known by what it is and not by when it was heard of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from knowledge.basics import Citation, PartialDate, Text
from knowledge.following.topics import Concerns
from knowledge.model import Case, Register, Step


class Kind(StrEnum):
    """What sort of thing happened."""

    NEW_CASE = "new_case"
    CASE_GONE = "case_gone"
    """A case was taken out again: it was told in error."""
    NEW_STEP = "new_step"
    MOVED = "moved"
    CANCELLED = "cancelled"
    PROPOSAL = "proposal"
    DECISION = "decision"
    AGREED = "agreed"
    """The last council has adopted it."""
    DEADLINE = "deadline"
    NEW_DEADLINE = "new_deadline"
    SILENT = "silent"
    """A meeting is long over, and nothing is heard of what came of it."""
    NEW_COOPERATION = "new_cooperation"
    JOINED = "joined"
    LEFT = "left"
    FACTS = "facts"
    """What is known of a cooperation has changed."""
    LAW = "law"
    SOURCE = "source"
    """A source that is imported again and again has not been for long."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened, with all that its sentence needs, so that it can be told when the register has moved on."""

    identity: str
    """What it is: the same however often it is heard of. Heard of with other facts, it corrects or adds to what was told."""
    kind: Kind
    subject: str
    """``case:…``, ``cooperation:…``, ``law:…``: what is told together."""
    facts: Mapping[str, Any]
    """Plain data: words as ``{"nb": …, "nn": …}``, days and ids as text."""
    concerns: Concerns
    cites: tuple[tuple[str, str], ...] = ()
    """Source and place of what it rests on."""
    corrects: bool = False
    """True when what was known before was otherwise, not only less."""
    expires: datetime | None = None
    """From then on it is too late to tell."""

    def digest(self) -> str:
        """Tells whether it is heard of with other facts than before."""
        told = json.dumps([self.kind.value, self.facts], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class World:
    """What a comparison may look at besides the record itself."""

    register: Register
    today: date
    bodies: Mapping[str, str] = field(default_factory=dict)
    """Each word for a body, folded, with our name for it."""


def words(text: Text | None) -> dict[str, str] | None:
    """The words in both written forms, as plain data."""
    return {"nb": text.nb, "nn": text.nn} if text else None


def day(on: PartialDate | None) -> str | None:
    """The day as plain data."""
    return str(on) if on else None


def cite_of(*citations: Citation | None) -> tuple[tuple[str, str], ...]:
    """The first citation that there is, as plain data."""
    found = next((c for c in citations if c), None)
    return ((found.source, found.place),) if found else ()


def step_facts(step: Step) -> dict[str, Any]:
    """What a step is told by: where and when."""
    return {
        "step": step.id,
        "on": day(step.on),
        "municipality": step.municipality,
        "body": words(step.body),
        "text": words(step.text),
        "case_number": step.case_number,
    }


def case_facts(case: Case) -> dict[str, Any]:
    """What a case is told by."""
    return {"case": case.id, "title": words(case.title)}
