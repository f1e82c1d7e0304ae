"""What must hold across a whole register: every reference resolves, every fact is cited, lists agree with counts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from knowledge.model import About, Citation, Conflict, Participant, Register

Fault = tuple[str, str, str, str, str]
"""kind, record id, place within the record, fault, remedy."""

_REFERENCES: Mapping[str, str] = {
    "municipalities": "municipalities",
    "municipality": "municipalities",
    "fields": "fields",
    "regions": "regions",
    "cooperations": "cooperations",
    "part_of": "cooperations",
    "succeeds": "cooperations",
    "related": "cooperations",
    "became": "municipalities",
    "parent": "fields",
}


def faults(register: Register, *, only: Collection[tuple[str, str]] | None = None) -> Iterator[Fault]:
    """Every fault, in the order of the records; of those with the kinds and ids in ``only`` alone, when it is given."""
    for kind in (f.name for f in fields(register)):
        records: Mapping[str, Any] = getattr(register, kind)
        wanted = records if only is None else [record_id for of_kind, record_id in only if of_kind == kind]
        for record_id in wanted:
            record = records[record_id]
            for where, fault, remedy in _faults_of(register, kind, record):
                yield kind, record_id, where, fault, remedy


def counts(register: Register) -> dict[str, int]:
    """How many records of each kind, and steps, that the register holds."""
    found = {f.name: len(getattr(register, f.name)) for f in fields(register)}
    found["steps"] = sum(len(case.steps) for case in register.cases.values())
    found["notes"] = sum(len(c.notes) for c in register.cooperations.values())
    return found


def _faults_of(register: Register, kind: str, record: Any) -> Iterator[tuple[str, str, str]]:
    for where, name, value in _walk(record):
        target = _REFERENCES.get(name)
        if isinstance(value, Citation) and value.source not in register.sources:
            yield where, f"cites the source «{value.source}», which is not there.", "Correct it, or add the source."
        elif target and isinstance(value, str) and value not in getattr(register, target):
            yield where, f"«{value}» is not among the {target}.", "Correct the id, or add the record."
        elif isinstance(value, Participant) and (value.municipality is None) == (value.other is None):
            yield where, "names neither or both of a municipality and another body.", "Give exactly one of them."
    if kind == "cooperations":
        known = len(record.municipality_ids())
        if record.participants_complete and record.participant_count not in (None, known):
            yield (
                "/participant_count",
                f"says {record.participant_count}, but {known} municipalities are listed as all.",
                "Correct the list or the count.",
            )
        if not record.status:
            yield "/status", "no status is given.", "Give at least one; «unknown» is one."
    if kind == "cases":
        seen: set[str] = set()
        for step in record.steps:
            if step.id in seen:
                yield f"/steps/{step.id}", "the step id is used twice.", "Give one of them another id."
            seen.add(step.id)
    if isinstance(record, Conflict):
        for fact in record.facts:
            name, _, record_id = fact.partition(":")
            target_kind = {"figure": "figures", "cooperation": "cooperations", "case": "cases"}.get(name)
            if target_kind is None or record_id not in getattr(register, target_kind):
                yield "/facts", f"«{fact}» is not there.", "Write figure:ID, cooperation:ID or case:ID."
    about = getattr(record, "about", None)
    if isinstance(about, About) and about == About():
        yield "/about", "says nothing of what it is about.", "Name municipalities, fields, …, or set general: true."


def _walk(value: Any, where: str = "", name: str = "") -> Iterator[tuple[str, str, Any]]:
    yield where, name, value
    if is_dataclass(value) and not isinstance(value, type):
        for f in fields(value):
            yield from _walk(getattr(value, f.name), f"{where}/{f.name}", f.name)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _walk(item, f"{where}/{number}", name)
