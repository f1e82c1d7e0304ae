"""The municipalities, and the page of one: what it is with in, with whom, and how far its cases have come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from dialogs.handlers.common import when
from dialogs.overview.asked import PATH, Asked, Cell, Shown, Table, Value
from dialogs.overview.counts import by_field
from dialogs.overview.counts import parts as bar
from dialogs.overview.digest import digests, ordered, summed
from dialogs.overview.filters import Filters
from dialogs.overview.forms import KINDS, ROLES
from dialogs.overview.listed import COLUMNS, card_of, row_of
from dialogs.overview.parts import case_cards, figure_cards
from dialogs.overview.sourced import Sourced, warnings
from knowledge.cooperations import Partner, newest_status, partners
from knowledge.model import Cooperation, Municipality, ParticipantRole, Text
from knowledge.understanding.words import fold

TILES = 60
"""So many municipalities stand on one page."""
_TITLE, _OWN = Text("Kommuner", "Kommunar"), Text("Samarbeid som kommunen er nevnt i", "Samarbeid som kommunen er nemnd i")
_ROLE, _WITH = Text("Rolle", "Rolle"), Text("Samarbeider med", "Samarbeider med")
_PARTNERS = (Text("Kommune", "Kommune"), Text("Finnes", "Finst"), Text("Nevnt i alt", "Nemnt i alt"))
_TILES = (
    Text("Kommune", "Kommune"), Text("Nummer", "Nummer"), Text("Fylke", "Fylke"), Text("Finnes", "Finst"),
    Text("Ikke ennå", "Ikkje enno"), Text("Ikke, eller ikke lenger", "Ikkje, eller ikkje lenger"),
)  # fmt: skip
_FIGURES = 8
"""So many figures are drawn; all of them stand in the table."""
_DRAWN = 12
"""So many partners are drawn."""


def municipalities(asked: Asked) -> Shown:
    """All municipalities that fit, by county, with what each is in; those that most is known of stand first."""
    found, told = _fitting(asked), digests(asked.knowledge)
    pages = max(1, -(-len(found) // TILES))
    page = min(asked.page, pages)
    own = _by_municipality(asked)
    drawn = [_tile(asked, m, own.get(m.id, ())) for m in found[(page - 1) * TILES : page * TILES]]
    facts = {
        "count": len(found),
        "counties": [{"name": name, "tiles": list(tiles)} for name, tiles in groupby(drawn, key=lambda tile: tile["county"])],
        "rows": {
            "page": page, "pages": pages,
            "before": asked.here(page=str(page - 1)) if page > 1 else "",
            "after": asked.here(page=str(page + 1)) if page < pages else "",
        },
    }  # fmt: skip

    def row(record: Municipality) -> tuple[Value, ...]:
        counts = Counter(told[c].standing for c in own.get(record.id, ()))
        name = Cell(record.name, asked.municipality(record.id))
        return name, record.number, record.county, counts["now"], counts["maybe"], counts["gone"]

    columns = [column.in_(asked.language) for column in _TILES]
    table = Table("kommuner", _TITLE.in_(asked.language), columns, found, row, below=False)
    return Shown("overview/municipalities", _TITLE.in_(asked.language), facts, (table,))


def municipality(asked: Asked) -> Shown | None:
    """The page of one, by id or number; None when there is none."""
    register, language = asked.knowledge.register, asked.language
    record = register.municipalities.get(asked.record) or next(
        (m for m in register.municipalities.values() if m.number == asked.record), None
    )
    if record is None:
        return None
    told = Sourced(asked)
    around_it = frozenset(_by_municipality(asked).get(record.id, ()))
    own = [c for c in ordered(asked.knowledge) if c.id in around_it]
    sums = summed(asked.knowledge, own)
    around = partners(asked.knowledge, (record.id,), ())
    figures = [f for f in register.figures.values() if record.id in f.about.municipalities]
    cases = [c for c in register.cases.values() if record.id in (*c.municipalities, *c.councils)]
    tables = (_own_table(asked, record, own), _partner_table(asked, around))
    facts = {
        "record": record,
        "regions": [{"name": register.regions[r].name.in_(language), "href": asked.with_filters(PATH, Filters(region=r))}
                    for r in asked.knowledge.regions_of.get(record.id, ())],
        "until": when(record.until) if record.until else "",
        "became": asked.knowledge.municipality_name(record.became) if record.became else "",
        "standing": sums.standing,
        "hosts": sum(_role(c, record.id) is ParticipantRole.HOST for c in own),
        "by_field": by_field(asked, sums),
        "partners": _bars(asked, around),
        "around": asked.to(f"{PATH}/nettverk/{record.id}"),
        "partner_count": sum(bool(p.operating) for p in around),
        "listed": [{**card_of(asked, c), "role": _role(c, record.id).value, "said": ROLES[_role(c, record.id)].in_(language),
                    "ref": told.number(c.cite)} for c in tables[0].on(asked.page)],
        "figures": figure_cards(asked, figures, told)[:_FIGURES],
        "more_figures": max(0, len(figures) - _FIGURES),
        "cases": case_cards(asked, cases, told),
        "warnings": warnings(asked, (f"figure:{f.id}" for f in figures)),
        "sources": told.sources(),
    }  # fmt: skip
    return Shown("overview/municipality", record.name, facts, (*tables, told.table("opplysninger")), narrows=False)


def _fitting(asked: Asked) -> list[Municipality]:
    """By county; the counties with the most cooperations come first, and so do the municipalities in them."""
    known, places = asked.knowledge, asked.filters.municipalities(asked.knowledge)
    words = fold(asked.filters.search).split()
    narrowed = asked.filters.but(region="", search="")
    sums = narrowed.sums(known)
    theirs, there = sums.members, sums.existing
    found = [
        m for m in known.register.municipalities.values()
        if m.until is None and (places is None or m.id in places) and (not narrowed or theirs[m.id])
        and all(word in fold(" ".join((m.name, *m.names, *m.aliases))) for word in words)
    ]  # fmt: skip
    counties = Counter[str]()
    for m in found:
        counties[m.county] += there[m.id]
    return sorted(found, key=lambda m: (-counties[m.county], m.county, -there[m.id], -theirs[m.id], m.name))


def _by_municipality(asked: Asked) -> Mapping[str, Sequence[str]]:
    """The cooperations that fit, by the municipalities that are named in them."""
    narrowed = asked.filters.but(region="", search="")
    if not narrowed:
        return asked.knowledge.by_municipality
    wanted = {c.id for c in narrowed.cooperations(asked.knowledge)}
    return {m: [c for c in theirs if c in wanted] for m, theirs in asked.knowledge.by_municipality.items()}


def _tile(asked: Asked, record: Municipality, own: Iterable[str]) -> dict[str, Any]:
    told = [digests(asked.knowledge)[c] for c in own]
    kinds = Counter(digest.kind for digest in told if digest.standing == "now")
    marks = [{"kind": k, "letter": kind.letter, "count": kinds[k], "said": kind.name.in_(asked.language)}
             for k, kind in KINDS.items() if kinds[k]]  # fmt: skip
    return {
        "name": record.name,
        "number": record.number,
        "county": record.county,
        "href": asked.municipality(record.id),
        "known": len(told),
        "now": kinds.total(),
        "maybe": sum(digest.standing == "maybe" for digest in told),
        "marks": marks,
    }


def _role(record: Cooperation, municipality: str) -> ParticipantRole:
    """The role that tells the most."""
    roles = {p.role for p in record.participants if p.municipality == municipality}
    return next(role for role in ROLES if role in roles and (role is not ParticipantRole.PARTICIPANT or len(roles) == 1))


def _own_table(asked: Asked, record: Municipality, own: Sequence[Cooperation]) -> Table:
    language = asked.language
    columns = [COLUMNS[0].in_(language), _ROLE.in_(language), *(c.in_(language) for c in COLUMNS[1:])]

    def row(each: Cooperation) -> tuple[Value, ...]:
        first, *others = row_of(asked, each)
        return first, ROLES[_role(each, record.id)].in_(language), *others

    return Table("samarbeid", _OWN.in_(language), columns, own, row, paged=True, below=False)


def _partner_table(asked: Asked, around: Sequence[Partner]) -> Table:
    def row(partner: Partner) -> tuple[Value, ...]:
        name = Cell(asked.knowledge.municipality_name(partner.municipality), asked.municipality(partner.municipality))
        return name, partner.operating, len(partner.cooperations)

    columns = [column.in_(asked.language) for column in _PARTNERS]
    return Table("partnere", _WITH.in_(asked.language), columns, around, row)


def _bars(asked: Asked, around: Sequence[Partner]) -> list[dict[str, Any]]:
    most = max((len(p.cooperations) for p in around), default=1)
    return [
        {
            "name": asked.knowledge.municipality_name(p.municipality),
            "href": asked.municipality(p.municipality),
            "now": p.operating,
            "count": len(p.cooperations),
            "parts": bar(Counter(newest_status(c) for c in p.cooperations), most),
        }
        for p in around[:_DRAWN]
    ]
