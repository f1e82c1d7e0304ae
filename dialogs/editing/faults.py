"""What the register refuses, in the reader's language where we have words for it; else as the check puts it."""

from __future__ import annotations

import re

from dialogs.editing.given import Fault
from dialogs.editing.labels import FIELD_LABELS
from knowledge.errors import InvalidContent, Problem
from knowledge.model import Language, Text

_PLACES: dict[str, Text] = {
    "municipality": FIELD_LABELS["municipality"],
    "municipalities": Text("Kommuner", "Kommunar"),
    "on": Text("Dato", "Dato"),
    "meeting_date": FIELD_LABELS["meeting_date"],
    "body": FIELD_LABELS["body"],
    "title": FIELD_LABELS["title"],
    "name": Text("Navn", "Namn"),
    "text": Text("Tekst", "Tekst"),
    "summary": Text("Kort om", "Kort om"),
    "field": FIELD_LABELS["field"],
    "fields": FIELD_LABELS["field"],
    "participants": FIELD_LABELS["participants"],
    "participant_count": FIELD_LABELS["participants"],
    "host": FIELD_LABELS["host"],
    "form": FIELD_LABELS["form"],
    "outcome": FIELD_LABELS["outcome"],
    "decision": FIELD_LABELS["decision"],
    "proposal": FIELD_LABELS["proposal"],
    "vote": FIELD_LABELS["vote"],
    "cite": Text("Kilde", "Kjelde"),
    "source": Text("Kilde", "Kjelde"),
    "steps": Text("Steg", "Steg"),
    "status": Text("Status", "Status"),
    "case": FIELD_LABELS["case"],
    "cooperations": Text("Samarbeid", "Samarbeid"),
    "document": Text("Dokument", "Dokument"),
}
_KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"is not among the municipalities|no such municipality"), "municipality"),
    (re.compile(r"is not among the fields"), "field"),
    (re.compile(r"is not among the cases|there is no such case"), "case"),
    (re.compile(r"is not among the|is not there"), "reference"),
    (re.compile(r"at least 1 character|[Ff]ield required|is missing|lacks|is not told|does not tell"), "missing"),
    (re.compile(r"is used twice"), "twice"),
    (re.compile(r"listed as all"), "count"),
)


def told_of(language: Language, error: InvalidContent) -> list[Fault]:
    """Every problem, each once."""
    return list(dict.fromkeys(_fault(language, problem) for problem in error.problems))


def _fault(language: Language, problem: Problem) -> Fault:
    parts = [part for part in re.split(r"[/.]", problem.where) if part and not part.isdigit()]
    label = next((_PLACES[part].in_(language) for part in reversed(parts) if part in _PLACES), parts[-1] if parts else "")
    named = re.search("«([^»]*)»", problem.fault)
    for pattern, key in _KINDS:
        if pattern.search(problem.fault):
            return Fault(label, key, named[1] if named else "")
    return Fault(label, "as_told", f"{problem.fault} {problem.remedy}".strip())
