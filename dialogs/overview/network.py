"""Who cooperates with whom, as a drawing of municipalities and what they share."""

from __future__ import annotations

from typing import Any

from dialogs.handlers.common import when
from dialogs.overview.asked import PATH, Asked, Cell, Shown, Table, Value
from dialogs.overview.circle import Node, drawn
from dialogs.overview.filters import EXISTS, Filters
from knowledge.model import Cooperation, Text
from knowledge.ties import Tie, Web, hosts_in

NETWORK = f"{PATH}/nettverk"
MOST = 24
"""So many municipalities are drawn at a time."""
_LINES = 120
"""So many ties are drawn, the strongest."""
_NAMED = 3
"""So many cooperations are named in a row; the file has all."""
_TITLE = Text("Hvem samarbeider med hvem?", "Kven samarbeider med kven?")
_TITLE_ONE = Text("Hvem samarbeider {name} med?", "Kven samarbeider {name} med?")
_TIES = Text("Kommuner som samarbeider", "Kommunar som samarbeider")
_COLUMNS = (
    Text("Kommune", "Kommune"), Text("Samarbeider med", "Samarbeider med"), Text("Antall", "Tal på samarbeid"),
    Text("Samarbeid", "Samarbeid"), Text("Kilder", "Kjelder"),
)  # fmt: skip
_PLACES = Text("Kommunene hver for seg", "Kommunane kvar for seg")
_OF_PLACES = (
    Text("Kommune", "Kommune"), Text("Samarbeid", "Samarbeid"), Text("Samarbeidskommuner", "Samarbeidskommunar"),
    Text("Vert for", "Vert for"),
)  # fmt: skip
_MORE = Text("og {n} til", "og {n} til")


def network(asked: Asked) -> Shown:
    """The municipalities with the strongest ties, of those that are asked about."""
    records, web = _web(asked)
    return _shown(asked, _TITLE.in_(asked.language), records, web, web.strongest(MOST), "")


def neighbours(asked: Asked) -> Shown | None:
    """One municipality and those it shares most with; None when there is no such municipality."""
    known = asked.knowledge
    found = next((m for m in known.register.municipalities.values() if asked.record in (m.id, m.number)), None)
    if found is None:
        return None
    records = tuple(c for c in _records(asked) if found.id in c.municipality_ids())
    web = Web(records)
    title = _TITLE_ONE.in_(asked.language).format(name=found.name)
    return _shown(asked, title, records, web, web.nearest(found.id, MOST) if web.ties else (), found.id)


def _records(asked: Asked) -> tuple[Cooperation, ...]:
    """Those that exist, where no other status is asked for: a plan makes nobody a partner."""
    filters = asked.filters
    return (filters if filters.status else filters.but(status=EXISTS)).cooperations(asked.knowledge)


def _web(asked: Asked) -> tuple[tuple[Cooperation, ...], Web]:
    def woven() -> tuple[tuple[Cooperation, ...], Web]:
        records = _records(asked)
        return records, Web(records, asked.filters.municipalities(asked.knowledge))

    # what is asked for again and again, and in few ways, is kept for as long as the register is the same
    kept = asked.filters == Filters(region=asked.filters.region) or asked.filters == Filters(field=asked.filters.field)
    return asked.knowledge.once(("overview network", asked.filters), woven) if kept else woven()


def _shown(asked: Asked, title: str, records: tuple[Cooperation, ...], web: Web, chosen: tuple[str, ...], middle: str) -> Shown:
    known, around = asked.knowledge, asked.filters.municipalities(asked.knowledge)
    homes = {m: (known.register.municipalities[m].county, known.regions_of.get(m, ("",))[0]) for m in chosen}
    ordered = sorted(chosen, key=lambda m: (m != middle, homes[m], known.municipality_name(m)))
    ties, own = web.among(chosen), _own(web, middle)
    nodes = [
        Node(m, known.municipality_name(m), web.count(m), asked.with_filters(f"{NETWORK}/{m}"), around is None or m in around)
        for m in ordered
    ]
    partners = web.partners()
    facts: dict[str, Any] = {
        **drawn(nodes, ties[:_LINES]),
        "count": len(records),
        "places": len(partners),
        "shown": len(nodes),
        "ties": len(own),
        "cut": len(ties) > _LINES,
        "outside": any(not node.around for node in nodes),
        "existing": not asked.filters.status,
        "strongest": [_strong(asked, tie) for tie in own[:3] if tie.count > 1],
        "middle": asked.municipality(middle) if middle else "",
        "middle_name": known.municipality_name(middle) if middle else "",
        "whole": asked.with_filters(NETWORK) if middle else "",
    }
    return Shown("overview/network", title, facts, (_ties(asked, web, own), _places(asked, records, web, partners)))


def _strong(asked: Asked, tie: Tie) -> dict[str, Any]:
    name = asked.knowledge.municipality_name
    return {"first": name(tie.first), "second": name(tie.second), "count": tie.count}


def _own(web: Web, middle: str) -> tuple[Tie, ...]:
    """All ties; of one municipality only its own, with itself first."""
    if not middle:
        return web.ties
    own = [tie for tie in web.ties if middle in (tie.first, tie.second)]
    return tuple(Tie(middle, tie.second if tie.first == middle else tie.first, tie.count) for tie in own)


def _ties(asked: Asked, web: Web, ties: tuple[Tie, ...]) -> Table:
    language, name = asked.language, asked.knowledge.municipality_name
    sources = asked.knowledge.register.sources

    def row(tie: Tie) -> tuple[Value, ...]:
        shared = web.shared(tie.first, tie.second)
        names = [c.name.in_(language) for c in shared]
        short = names[:_NAMED] + ([_MORE.in_(language).format(n=len(names) - _NAMED)] if len(names) > _NAMED else [])
        cited = [sources[s] for s in dict.fromkeys(c.cite.source for c in shared)]
        told = "; ".join(f"{source.short.in_(language)} ({when(source.published)})" for source in cited)
        first, second = (Cell(name(m), asked.municipality(m)) for m in (tie.first, tie.second))
        return first, second, tie.count, Cell("; ".join(short), told="; ".join(names)), told

    return Table("par", _TIES.in_(language), [c.in_(language) for c in _COLUMNS], ties, row, paged=True)


def _places(asked: Asked, records: tuple[Cooperation, ...], web: Web, partners: Any) -> Table:
    language, name, hosts = asked.language, asked.knowledge.municipality_name, hosts_in(records)
    ordered = sorted(partners, key=lambda m: (-web.count(m), name(m)))

    def row(municipality: str) -> tuple[Value, ...]:
        cell = Cell(name(municipality), asked.municipality(municipality))
        return cell, web.count(municipality), partners[municipality], hosts.get(municipality, 0)

    return Table("kommuner", _PLACES.in_(language), [c.in_(language) for c in _OF_PLACES], ordered, row, paged=True)
