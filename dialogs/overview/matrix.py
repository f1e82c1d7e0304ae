"""Municipalities by cooperations: who is with what, and in which form."""

from __future__ import annotations

from dialogs.handlers.common import label
from dialogs.overview.asked import Asked, Cell, Shown, Table
from knowledge.cooperations import newest_status
from knowledge.model import Cooperation, Text

_TITLE = Text("Oversikt over samarbeid", "Oversyn over samarbeid")
_COLUMNS = (Text("Samarbeid", "Samarbeid"), Text("Status", "Status"), Text("Kommuner", "Kommunar"))


def matrix(asked: Asked) -> Shown:
    """The matrix."""
    language = asked.language
    found = asked.filters.cooperations(asked.knowledge)

    def row(record: Cooperation) -> tuple[Cell | str, ...]:
        members = ", ".join(asked.knowledge.municipality_name(m) for m in record.municipality_ids())
        name = Cell(record.name.in_(language), asked.cooperation(record.id))
        return name, label(newest_status(record), language), members

    table = Table("samarbeid", _TITLE.in_(language), [c.in_(language) for c in _COLUMNS], found, row, paged=True)
    return Shown("overview/matrix", _TITLE.in_(language), {"count": len(found)}, (table,))
