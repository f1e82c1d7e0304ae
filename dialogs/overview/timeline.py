"""Cases over time: what comes up, and what has been, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialogs.editing.labels import OUTCOME_LABELS
from dialogs.handlers.common import begun, names, when
from dialogs.overview.asked import PATH, ROWS, Asked, Cell, Shown, Table, Value, pages_of
from dialogs.overview.lanes import SIGNS, Item, axis_of, bar, items_of, kind_of, lane, legend
from dialogs.overview.turning import turning
from dialogs.site.boards import source_facts
from knowledge.agenda import Wanted, coming, deadlines, newest_step
from knowledge.model import Case, Deadline, Outcome, Step, Text
from knowledge.periods import Span
from knowledge.ratification import ratified

TIMELINE = f"{PATH}/tidslinje"
_NEXT = 12
"""So many things to come are told above the drawing; the table has all."""
_TITLE = Text("Tidslinje for saker", "Tidslinje for saker")
_ALL = Text("Alle steg og frister, de nyeste først", "Alle steg og fristar, dei nyaste først")
_DEADLINE, _PAST = Text("frist", "frist"), Text("planlagt, utfallet er ikke kjent", "planlagt, utfallet er ikkje kjent")
_UNKNOWN = Text("utfallet er ikke kjent", "utfallet er ikkje kjent")
_COLUMNS = (
    Text("Dato", "Dato"), Text("Kommune", "Kommune"), Text("Organ", "Organ"), Text("Sak", "Sak"), Text("Hva", "Kva"),
    Text("Utfall", "Utfall"), Text("Kilde", "Kjelde"), Text("Sted i kilden", "Stad i kjelda"),
    Text("Kildens dato", "Datoen i kjelda"),
)  # fmt: skip
Dated = tuple[Case, Item]


def timeline(asked: Asked) -> Shown:
    """The cases that fit, those with something to come first, then those where something happened last."""
    known, today = asked.knowledge, asked.today
    ahead = _ahead(asked)
    first = {case.id: number for number, (case, _) in reversed([*enumerate(ahead)])}
    found = [case for case in known.register.cases.values() if asked.filters.takes(known, case)]
    found.sort(key=lambda case: (first.get(case.id, len(first)), -_newest(case)))
    page = min(asked.page, pages_of(len(found)))
    shown = found[(page - 1) * ROWS : page * ROWS]
    axis = axis_of(shown, today)
    lanes = [_told(asked, case, {**lane(case, today), "bar": bar(case, axis)}) for case in shown]
    facts = {
        "count": len(found),
        "ahead": [_coming(asked, *each) for each in ahead[:_NEXT]],
        "more": max(0, len(ahead) - _NEXT),
        "lanes": lanes,
        "ticks": axis.ticks(),
        "now": axis.place(today) if axis.holds(today) else None,
        "signs": [{"kind": kind, "sign": SIGNS[kind], "words": _outcome(asked, kind)} for kind in legend(lanes)],
        "turn": turning(asked, page, pages_of(len(found))),
    }
    return Shown("overview/timeline", _TITLE.in_(asked.language), facts, (_table(asked, found),))


def _ahead(asked: Asked) -> list[Dated]:
    """What is to come in the cases that fit, the next first."""
    known, today = asked.knowledge, asked.today
    steps: list[Dated] = [*coming(known, Wanted(), Span(today), today)]
    due: list[Dated] = [each for each in deadlines(known, Wanted()) if each[1].on.last_day() >= today]
    found = [(case, item) for case, item in (*steps, *due) if asked.filters.takes(known, case) and _in_year(asked, item)]
    return sorted(found, key=lambda each: (each[1].on.last_day(), each[1].on.first_day()))


def _in_year(asked: Asked, item: Item) -> bool:
    return not asked.filters.year or str(item.on.year) == asked.filters.year


def _newest(case: Case) -> int:
    return max((item.on.first_day().toordinal() for item in items_of(case)), default=0)


def _told(asked: Asked, case: Case, drawn: Mapping[str, Any]) -> dict[str, Any]:
    language, step = asked.language, newest_step(case, asked.today)
    marks = [{**mark, "on": when(mark["on"]), "words": _outcome(asked, mark["kind"])} for mark in drawn["marks"]]
    return {
        **drawn,
        "id": case.id,
        "marks": marks,
        "title": begun(case.title.in_(language)),
        "href": asked.case(case.id),
        "board": ratified(asked.knowledge.register, case),
        "newest": step.text.in_(language) if step else "",
        "newest_on": when(step.on) if step else "",
        "places": names(asked.turn, case.municipalities),
    }


def _coming(asked: Asked, case: Case, item: Item) -> dict[str, Any]:
    language, kind = asked.language, kind_of(item, asked.today)
    return {
        "on": when(item.on),
        "kind": kind,
        "sign": SIGNS[kind],
        "outcome": _outcome(asked, kind),
        "who": _who(asked, item),
        "title": begun(case.title.in_(language)),
        "href": asked.case(case.id),
        "text": item.text.in_(language),
        "calendar": _calendar(asked, case) if item.on.day else "",
        "source": _source(asked, case, item),
    }


def _calendar(asked: Asked, case: Case) -> str:
    path = f"/calendar/case/{case.id}.ics"
    return asked.link(path, lang=asked.language) or f"{path}?lang={asked.language}"


def _who(asked: Asked, item: Item) -> str:
    known = asked.knowledge
    if isinstance(item, Deadline):
        return ", ".join(known.municipality_name(m) for m in item.municipalities)
    place = known.municipality_name(item.municipality) if item.municipality else ""
    body = item.body.in_(asked.language) if item.body else ""
    return ": ".join(part for part in (place, body) if part)


def _outcome(asked: Asked, kind: str) -> str:
    own = {"deadline": _DEADLINE, "unknown": _UNKNOWN}
    return (own.get(kind) or OUTCOME_LABELS[Outcome(kind)]).in_(asked.language)


def _source(asked: Asked, case: Case, item: Item) -> dict[str, Any] | None:
    cite = item.cite or case.cite
    return source_facts(asked.turn, cite, cite.as_of or asked.knowledge.register.sources[cite.source].published)


def _table(asked: Asked, found: list[Case]) -> Table:
    language, known = asked.language, asked.knowledge
    items: list[Dated] = [(case, item) for case in found for item in items_of(case) if _in_year(asked, item)]
    items.sort(key=lambda each: (each[1].on.last_day(), each[1].on.first_day()), reverse=True)

    def row(each: Dated) -> tuple[Value, ...]:
        case, item = each
        step = item if isinstance(item, Step) else None
        whose = [step.municipality] if step and step.municipality else [] if step else list(getattr(item, "municipalities", ()))
        kind = kind_of(item, asked.today)
        past = step is not None and step.outcome is Outcome.PLANNED and kind == "unknown"
        source = _source(asked, case, item)
        assert source is not None
        return (
            Cell(when(item.on), told=str(item.on)),
            ", ".join(known.municipality_name(m) for m in whose) or "–",
            (step.body.in_(language) if step and step.body else "–"),
            Cell(begun(case.title.in_(language)), asked.case(case.id)),
            item.text.in_(language),
            f"{SIGNS[kind]} {_PAST.in_(language) if past else _outcome(asked, kind)}",
            source["title"], source["place"], source["date"],
        )  # fmt: skip

    return Table("steg", _ALL.in_(language), [c.in_(language) for c in _COLUMNS], items, row, paged=True)
