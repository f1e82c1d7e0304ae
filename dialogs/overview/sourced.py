"""The facts of one page with their sources: each place in a source has a number, which stands by the fact and in the list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from dialogs.handlers.common import age, when
from dialogs.overview.asked import Asked, Table, Value
from knowledge.model import Citation, Text

COLUMNS = (
    Text("Emne", "Emne"), Text("Opplysning", "Opplysning"), Text("Dato", "Dato"), Text("Kilde", "Kjelde"), Text("Sted", "Stad"),
    Text("Kildens dato", "Datoen i kjelda"), Text("Gjengitt etter", "Attgjeve etter"),
)  # fmt: skip
_ALL = Text("Alle opplysninger", "Alle opplysningar")


@dataclass(slots=True)
class Sourced:
    """Collects what a page tells."""

    asked: Asked
    _numbers: dict[Citation, int] = field(default_factory=dict)
    _rows: list[tuple[Value, ...]] = field(default_factory=list)

    def told(self, topic: str, text: str, cite: Citation, on: str = "") -> dict[str, Any]:
        """A fact: its words, its day, and the number of its source."""
        source = self.asked.knowledge.register.sources[cite.source]
        via = cite.via.in_(self.asked.language) if cite.via else ""
        short = source.short.in_(self.asked.language)
        self._rows.append((topic, text, on, short, cite.place, when(source.published), via))
        return {"text": text, "on": on, "ref": self.number(cite)}

    def number(self, cite: Citation) -> int:
        """The number of the place that is cited."""
        bare = Citation(cite.source, cite.place, None, cite.via, cite.as_of)
        return self._numbers.setdefault(bare, len(self._numbers) + 1)

    def sources(self) -> list[dict[str, Any]]:
        """The documents with date and age, each with the places in it that are cited and their numbers."""
        asked = self.asked
        found: dict[tuple[str, str, str], dict[str, Any]] = {}
        for cite, number in self._numbers.items():
            source = asked.knowledge.register.sources[cite.source]
            day, via = cite.as_of or source.published, cite.via.in_(asked.language) if cite.via else ""
            years, months = age(day, asked.today)
            document = found.setdefault((cite.source, when(day), via), {
                "title": source.title.in_(asked.language), "date": when(day), "years": years, "months": months, "via": via,
                "url": source.url if source.url and source.url.startswith("https://") else "", "places": [],
            })  # fmt: skip
            document["places"].append({"number": number, "place": cite.place})
        return list(found.values())

    def table(self, name: str) -> Table:
        """All of it as a table."""
        columns = [column.in_(self.asked.language) for column in COLUMNS]
        return Table(name, _ALL.in_(self.asked.language), columns, list(self._rows), lambda row: row)


def warnings(asked: Asked, facts: Iterable[str]) -> list[str]:
    """What sources do not agree on about these facts, each said once."""
    known = asked.knowledge
    ids = dict.fromkeys(c for fact in facts for c in known.conflicts_by_fact.get(fact, ()))
    return [known.register.conflicts[c].text.in_(asked.language) for c in ids]
