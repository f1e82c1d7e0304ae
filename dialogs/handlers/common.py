"""What every subject needs: sources with their age, dates and numbers for the reader, labels, names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from dialogs.model import Choice, CitedSource, Turn
from dialogs.wording import choice as choice
from dialogs.written import begun as begun
from dialogs.written import on_day as on_day
from dialogs.written import when as when
from knowledge.cooperations import standing_of
from knowledge.model import Assessment, Citation, Cooperation, Figure, Language, PartialDate, Status, Text
from knowledge.snapshot import Knowledge

_NUMBERED = re.compile(r"\d+(?:\.\d+)+\b")
_BETWEEN = re.compile(r"(?:,|;| og) (?=\d+(?:\.\d+)+\b)")
_PLACES = 4
"""So many places of one document are told."""
_BUTTON = 60
"""So many characters a button's title has at most."""
_TELLING = 20
"""A shorter name tells too little."""
_BRACKET = re.compile(r" \([^()]*\)$")
_PLACE = re.compile(r" (?:i|for|mellom) (?=[A-ZÆØÅ])")
_READABLE = 30
"""So many municipalities are named in one line; more are not named at all."""

STATUS_LABELS: dict[Status, Text] = {
    Status.OPERATING: Text("i drift", "i drift"),
    Status.ADOPTED: Text("vedtatt", "vedteke"),
    Status.PLANNED: Text("planlagt", "planlagt"),
    Status.UNDER_STUDY: Text("under utredning", "under utgreiing"),
    Status.STUDIED: Text("utredet", "greidd ut"),
    Status.PROPOSED: Text("foreslått", "føreslått"),
    Status.IDEA: Text("bare en idé", "berre ein idé"),
    Status.NOT_RECOMMENDED: Text("utredet, frarådet i innstillingen", "greidd ut, frårådd i innstillinga"),
    Status.REJECTED: Text("ikke gått videre med", "ikkje gått vidare med"),
    Status.ENDED: Text("avsluttet", "avslutta"),
    Status.UNKNOWN: Text("status ukjent", "status ukjend"),
}
"""How far a cooperation has come, as a label."""


_TOLD_NB = {
    Status.NOT_RECOMMENDED: "utredet, men frarådet i innstillingen", Status.REJECTED: "ikke ført videre",
    Status.UNKNOWN: "med ukjent status",
}  # fmt: skip
_TOLD_NB_MANY = {Status.IDEA: "bare idéer"}
_TOLD_NN = {
    Status.NOT_RECOMMENDED: "greidd ut, men frårådd i innstillinga", Status.REJECTED: "ikkje ført vidare",
    Status.UNKNOWN: "med ukjend status",
}  # fmt: skip
_TOLD_NN_MANY = {
    Status.ADOPTED: "vedtekne", Status.PLANNED: "planlagde", Status.STUDIED: "greidde ut", Status.PROPOSED: "føreslåtte",
    Status.IDEA: "berre idear", Status.NOT_RECOMMENDED: "greidde ut, men frårådde i innstillinga",
    Status.REJECTED: "ikkje førte vidare",
}  # fmt: skip


def told(status: Status, count: int, language: Language) -> str:
    """The status as it stands after «er» of so many: «greidd ut» of one, «greidde ut» of several."""
    one, many = (_TOLD_NB, _TOLD_NB_MANY) if language == "nb" else (_TOLD_NN, _TOLD_NN_MANY)
    words = {**one, **many} if count > 1 else one
    return words.get(status) or label(status, language)


def age(day: PartialDate, today: date) -> tuple[int, int]:
    """Whole years and further months from the last day that ``day`` can mean until ``today``; never negative."""
    last = day.last_day()
    months = (today.year - last.year) * 12 + today.month - last.month - (today.day < last.day)
    return divmod(max(months, 0), 12)


def cited(turn: Turn, citations: Iterable[Citation | None]) -> tuple[CitedSource, ...]:
    """The source lines of an answer: each document once, with its places joined."""
    register, language = turn.knowledge.register, turn.language
    places: dict[tuple[str, str], dict[str, None]] = {}
    days: dict[tuple[str, str], PartialDate] = {}
    for citation in citations:
        if citation is None:
            continue
        source = register.sources[citation.source]
        key = (source.id, citation.via.in_(language) if citation.via else "")
        places.setdefault(key, {}).update(dict.fromkeys(_places(citation.place)))
        days[key] = source.published
    lines = []
    for (source_id, via), where in places.items():
        source, day = register.sources[source_id], days[source_id, via]
        years, months = age(day, turn.today)
        shown = ", ".join(list(where)[:_PLACES]) + (" m.m." if len(where) > _PLACES else "")
        lines.append(CitedSource(source.short.in_(language), when(day), shown, years, months, via, source.url or ""))
    return tuple(lines)


def remembered(turn: Turn) -> tuple[Citation, ...]:
    """What the last answer that had sources rested on, without documents that are gone."""
    kept = turn.memory.get("citations", ())
    return tuple(Citation(source, place, lines) for source, place, lines in kept if source in turn.knowledge.register.sources)


def _places(place: str) -> list[str]:
    """The places that a citation names: sections by number told one by one, «3.4.1 og 3.4.5»; others as they stand."""
    return _BETWEEN.split(place) if _NUMBERED.match(place) else [place]


def citation_of(fact_cite: Citation | None, record: Cooperation) -> Citation:
    """The fact's own citation, else that of its record."""
    return fact_cite or record.cite


def number(value: float, language: Language) -> str:
    """Norwegian notation: 19 300 000 and 39,2. The same in both written forms."""
    if value == int(value):
        return f"{int(value):,}".replace(",", "\u00a0")
    return f"{value:,.10g}".replace(",", "\u00a0").replace(".", ",")


def amount(knowledge: Knowledge, figure: Figure, language: Language) -> str:
    """The figure's value with its unit, a range where it is one."""
    singular, plural = knowledge.language.units[figure.unit][language]
    text = number(figure.value, language)
    if figure.upper is not None:
        text = f"{text}–{number(figure.upper, language)}"
    pattern = singular if figure.value == 1 and figure.upper is None else plural
    return pattern.replace("{n}", text)


def names(turn: Turn, municipalities: Iterable[str]) -> list[str]:
    """The names of municipalities, in the order given."""
    return [turn.knowledge.municipality_name(m) for m in municipalities]


def name(turn: Turn, cooperation: Cooperation) -> str:
    """A cooperation's name in the answer's language."""
    return cooperation.name.in_(turn.language)


def short_name(cooperation: Cooperation, language: Language) -> str:
    """A name that fits on a button: without what stands in brackets, then without the place; else another name, else cut."""
    full = cooperation.name.in_(language)
    if len(full) <= _BUTTON:
        return full
    bare = _BRACKET.sub("", full)
    heads = [bare, *(bare[: found.start()] for found in reversed(list(_PLACE.finditer(bare))))]
    fitting = [head for head in heads if _TELLING <= len(head) <= _BUTTON]
    if fitting:
        return fitting[0]
    others = cooperation.aliases.nb if language == "nb" else cooperation.aliases.nn
    telling = [other for other in others if _TELLING <= len(other) <= _BUTTON]
    return max(telling, key=len, default="") or full[: _BUTTON - 2].rsplit(" ", 1)[0] + " …"


def opening(turn: Turn, path: str, **query: str) -> tuple[Choice, ...]:
    """A button that opens a page of ours; none where we do not know where we are reached."""
    address = turn.link(path, lang=turn.language, **query)
    return (replace(choice(turn, "Åpne oversikten", "Opne oversikta"), url=address),) if address else ()


def place_opening(turn: Turn) -> tuple[Choice, ...]:
    """The button that opens the page of the one municipality that is asked about, or of the one region."""
    slots = turn.slots
    if len(slots.municipalities) == 1 and not slots.regions:
        return opening(turn, f"/oversikt/kommune/{slots.municipalities[0]}")
    return opening(turn, "/oversikt", region=slots.regions[0]) if len(slots.regions) == 1 and not slots.municipalities else ()


def label(status: Status, language: Language) -> str:
    """The status as a short label."""
    return STATUS_LABELS[status].in_(language)


def not_with(turn: Turn, record: Cooperation | None = None) -> list[dict[str, str]]:
    """Municipalities that the question names, but that are not with the cooperation it is about; they must be told so."""
    if record is None:
        if not turn.slots.cooperation:
            return []
        record = turn.knowledge.register.cooperations[turn.slots.cooperation]
    if turn.slots.own or not record.municipality_ids():
        return []
    return [
        {"municipality": turn.knowledge.municipality_name(m), "answer": standing_of(record, m)}
        for m in turn.slots.municipalities
        if m not in record.municipality_ids()
    ]


def introduction(knowledge: Knowledge, municipality: str | None = None) -> dict[str, object]:
    """The facts that help and greeting tell: how much is known, of whom, and how new it is."""
    register = knowledge.register
    days = [s.published for s in register.sources.values() if s.kind not in ("register", "law")]
    known = [knowledge.municipality_name(m) for m in knowledge.by_municipality]
    return {
        "cooperations": len(register.cooperations),
        "municipalities": known if len(known) <= _READABLE else [],
        "sources": len(days),
        "municipality": knowledge.municipality_name(municipality) if municipality else "",
        "newest": when(max(days, key=PartialDate.first_day)) if days else "",
    }


def holder_of(held: Assessment, language: Language) -> str:
    """Who holds an assessment; empty where its text begins with just that."""
    holder, text = held.holder.in_(language), held.text.in_(language).casefold()
    first = holder.split()[0].strip(",").casefold()
    return "" if text.startswith(first[: max(len(first) - 2, 5)]) else holder
