"""A small register of made-up records."""

from __future__ import annotations

from typing import Any

from knowledge.model import Register
from knowledge.sources.registers import build, expand

SOURCE = {
    "id": "paper", "title": "Papiret", "short": "papiret", "kind": "notes", "published": "2025-01-02", "publisher": "Vi"
}  # fmt: skip


def make(kind: str, /, **raw: Any) -> Any:
    """A record from the short form that content files use."""
    return build(kind, expand(kind, raw))


def cooperation(record_id: str, **more: Any) -> Any:
    """A cooperation that only has what it must have."""
    raw = {
        "id": record_id,
        "name": f"Samarbeidet {record_id}",
        "kind": "cooperation",
        "summary": "Et samarbeid.",
        "cite": "paper | 1",
        "status": [{"status": "operating", "on": "2020", "text": "Det er i drift."}],
    }
    return make("cooperations", **{**raw, **more})


def small_register(*cooperations: Any) -> Register:
    """Three municipalities, a field, a source, a case, a figure, and these cooperations (else «fire»)."""
    found = cooperations or (cooperation("fire", participants=["fjell", {"municipality": "dal", "since": "2015"}]),)
    return Register(
        sources={"paper": make("sources", **SOURCE)},
        municipalities={
            name: make("municipalities", id=name, number=number, name=name.title(), county="Fylket")
            for name, number in (("fjell", "0001"), ("dal", "0002"), ("vik", "0003"))
        },
        fields={"brann": make("fields", id="brann", name="brann", words={})},
        cooperations={each.id: each for each in found},
        figures={"cost": make("figures", **FIGURE)},
        cases={"study": make("cases", **CASE)},
    )


FIGURE: dict[str, Any] = {
    "id": "cost", "measure": "cost", "label": "kostnaden", "value": "1000", "unit": "kr",
    "text": "Det koster 1 000 kroner.", "about": {"municipalities": ["fjell"]}, "cite": "paper | 2",
}  # fmt: skip
CASE: dict[str, Any] = {
    "id": "study", "title": "Utredningen", "kind": "study", "municipalities": ["fjell"], "cite": "paper | 3",
    "steps": [{"id": "first", "on": "2024-05-06", "text": "Saken ble lagt fram.", "outcome": "noted"}],
}  # fmt: skip
