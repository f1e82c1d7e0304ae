"""What every subject needs: sources with their age, dates and numbers for the reader, labels, names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dialogs.model import Choice, CitedSource, Turn
from knowledge.cooperations import standing_of
from knowledge.model import Citation, Cooperation, Figure, Language, PartialDate, Status, Text
from knowledge.snapshot import Knowledge

_MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip

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


def when(day: PartialDate) -> str:
    """The date as a reader writes it: 2015, juni 2024, 17.10.2025."""
    if day.month is None:
        return str(day.year)
    if day.day is None:
        return f"{_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day:02}.{day.month:02}.{day.year}"


def age(day: PartialDate, today: date) -> tuple[int, int]:
    """Whole years and further months from the last day that ``day`` can mean until ``today``; never negative."""
    last = day.last_day()
    months = (today.year - last.year) * 12 + today.month - last.month - (today.day < last.day)
    return divmod(max(months, 0), 12)


def cited(turn: Turn, citations: Iterable[Citation | None]) -> tuple[CitedSource, ...]:
    """The source lines of an answer: each document once, with its places joined."""
    register, language = turn.knowledge.register, turn.language
    places: dict[tuple[str, str], list[str]] = {}
    days: dict[tuple[str, str], PartialDate] = {}
    for citation in citations:
        if citation is None:
            continue
        source = register.sources[citation.source]
        key = (source.id, citation.via.in_(language) if citation.via else "")
        if citation.place not in places.setdefault(key, []):
            places[key].append(citation.place)
        days[key] = source.published
    lines = []
    for (source_id, via), where in places.items():
        source, day = register.sources[source_id], days[source_id, via]
        years, months = age(day, turn.today)
        shown = ", ".join(where[:3]) + (" m.m." if len(where) > 3 else "")
        lines.append(CitedSource(source.short.in_(language), when(day), shown, years, months, via))
    return tuple(lines)


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


def label(status: Status, language: Language) -> str:
    """The status as a short label."""
    return STATUS_LABELS[status].in_(language)


def latest(cooperation: Cooperation) -> Status:
    """The newest known status."""
    return max(cooperation.status, key=lambda s: s.on.first_day()).status


def choice(turn: Turn, nb: str, nn: str, say_nb: str | None = None, say_nn: str | None = None) -> Choice:
    """A button in the answer's language; it says its title unless told otherwise."""
    title = nb if turn.language == "nb" else nn
    say = (say_nb if turn.language == "nb" else say_nn) or title
    return Choice(title, say)


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
