"""Cooperations in a list: what is told of each in a row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dialogs.handlers.common import begun, label, when
from dialogs.overview.asked import Asked, Cell, Shown, Table, Value
from dialogs.overview.forms import form_of, mark, standing_of
from knowledge.cooperations import newest_status
from knowledge.model import Cooperation, ParticipantRole, Text

COLUMNS = (
    Text("Samarbeid", "Samarbeid"), Text("Form", "Form"), Text("Status", "Status"), Text("Fra", "Frå"),
    Text("Fagområde", "Fagområde"), Text("Kommuner", "Kommunar"), Text("Vert", "Vert"), Text("Kilde", "Kjelde"),
    Text("Kildens dato", "Datoen i kjelda"),
)  # fmt: skip
_TITLE = Text("Alle samarbeid", "Alle samarbeid")
_NAMED = 8
"""So many municipalities are named in a row; of more it is told how many there are."""


def cooperations(asked: Asked) -> Shown:
    """The list of all that fit."""
    language, found = asked.language, asked.filters.cooperations(asked.knowledge)
    columns = [column.in_(language) for column in COLUMNS]
    table = Table("samarbeid", _TITLE.in_(language), columns, found, lambda c: row_of(asked, c), paged=True, below=False)
    shown = table.on(asked.page)
    facts = {
        "count": len(found),
        "standing": asked.filters.sums(asked.knowledge).standing,
        "listed": [card_of(asked, record) for record in shown],
    }
    return Shown("overview/cooperations", _TITLE.in_(language), facts, (table,))


def row_of(asked: Asked, record: Cooperation) -> tuple[Value, ...]:
    """All that is told of one, for a table."""
    known, language = asked.knowledge, asked.language
    source = known.register.sources[record.cite.source]
    hosts = [p.municipality for p in record.participants if p.role is ParticipantRole.HOST and p.municipality]
    form = form_of(record)
    return (
        Cell(begun(record.name.in_(language)), asked.cooperation(record.id)),
        known.language.forms[form.form].name.in_(language) if form else "",
        label(newest_status(record), language),
        when(record.established) if record.established else "",
        ", ".join(known.register.fields[f].name.in_(language) for f in record.fields),
        _names(asked, record.municipality_ids()),
        _names(asked, hosts),
        source.short.in_(language),
        when(source.published),
    )


def card_of(asked: Asked, record: Cooperation) -> dict[str, Any]:
    """What is told of one in a list to look at."""
    known, language = asked.knowledge, asked.language
    members, status = record.municipality_ids(), newest_status(record)
    return {
        "name": begun(record.name.in_(language)),
        "href": asked.cooperation(record.id),
        "mark": mark(known, record, language),
        "status": label(status, language),
        "standing": standing_of(status),
        "since": when(record.established) if record.established else "",
        "fields": [known.register.fields[f].name.in_(language) for f in record.fields[:3]],
        "members": [known.municipality_name(m) for m in members[:_NAMED]],
        "more": max(0, len(members) - _NAMED),
    }


def _names(asked: Asked, municipalities: Iterable[str]) -> str:
    return ", ".join(asked.knowledge.municipality_name(m) for m in municipalities)
