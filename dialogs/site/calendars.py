"""Calendar files: entries written as iCalendar in the reader's language. The library folds the lines and escapes the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from icalendar import Alarm, Calendar, Event, vText

from dialogs.written import begun, on_day, when
from knowledge.calendars import Cancelled, Entry
from knowledge.model import Language, Outcome, Register, Step, Text

PRODUCER = "-//Samråd//Samråd//NO"
REFRESH = timedelta(hours=1)
"""So often we ask those who subscribe to look again."""
WARNING = timedelta(days=7)
"""So long before a deadline its alarm goes off."""

_MARKUP = re.compile(r"<(?=[A-Za-z/!?])")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]+")

_ENDED: Mapping[Cancelled, Text] = {
    "removed": Text("Utgår", "Går ut"),
    "postponed": Text("Utsatt", "Utsett"),
    "withdrawn": Text("Trukket", "Trekt"),
    "undated": Text("Dagen er ikke kjent lenger", "Dagen er ikkje kjend lenger"),
}
_OUTCOMES: Mapping[Outcome, Text] = {
    Outcome.PLANNED: Text(
        "Planlagt, ifølge kilden av {date}. Kontroller dagen hos kommunen.",
        "Planlagt, ifølgje kjelda frå {date}. Kontroller dagen hos kommunen.",
    ),
    Outcome.PROPOSED: Text(
        "Bare innstillingen er kjent, ifølge kilden av {date}. Om noe er vedtatt, er ikke kjent.",
        "Berre innstillinga er kjend, ifølgje kjelda frå {date}. Om noko er vedteke, er ikkje kjent.",
    ),
    Outcome.UNKNOWN: Text(
        "Hva som skjedde, er ikke kjent, ifølge kilden av {date}.", "Kva som skjedde, er ikkje kjent, ifølgje kjelda frå {date}."
    ),
    Outcome.ADOPTED: Text("Vedtatt.", "Vedteke."),
    Outcome.NOTED: Text("Tatt til etterretning.", "Teke til etterretning."),
    Outcome.REJECTED: Text("Avslått.", "Avslått."),
    Outcome.HELD: Text("Gjennomført.", "Gjennomført."),
    Outcome.POSTPONED: Text("Utsatt uten vedtak.", "Utsett utan vedtak."),
    Outcome.WITHDRAWN: Text("Trukket: saken blir ikke behandlet her.", "Trekt: saka blir ikkje behandla her."),
}
_REMOVED = Text(
    "Dette står ikke lenger i kildene våre, og er tatt ut av kalenderen.",
    "Dette står ikkje lenger i kjeldene våre, og er teke ut av kalenderen.",
)
_UNDATED = Text("Kildene oppgir ikke lenger hvilken dag.", "Kjeldene oppgjev ikkje lenger kva dag.")
_DEADLINE = Text(
    "Fristen er oppgitt i kilden av {date}. Kontroller den hos kommunen.",
    "Fristen er oppgjeven i kjelda frå {date}. Kontroller han hos kommunen.",
)
_SOURCE = Text("Kilde", "Kjelde")
_CASE_NUMBER = Text("Sak", "Sak")
_CATEGORIES = (Text("Møte", "Møte"), Text("Frist", "Frist"))
DEADLINES: Mapping[str, Text] = {
    "hearing": Text("Høringsfrist", "Høyringsfrist"),
    "entry": Text("Frist for innmelding", "Frist for innmelding"),
    "exit": Text("Frist for uttreden", "Frist for uttreding"),
    "answer": Text("Frist for vedtak", "Frist for vedtak"),
    "other": Text("Frist", "Frist"),
}
"""What a deadline is called, before what it concerns."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a calendar as a whole is called, and where it came from."""

    name: str
    url: str = ""


def write(found: Iterable[Entry], heading: Heading, language: Language, register: Register, link: Callable[[str], str]) -> bytes:
    """The calendar file. ``link`` gives the address of one of our pages, empty where it has none.

    All days are whole days without a clock, so neither time zone nor summer time has any part in them.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, vText(_plain(heading.name)))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{REFRESH // timedelta(hours=1)}H")
    if heading.url:
        calendar.add("source", heading.url, parameters={"VALUE": "URI"})
    for entry in found:
        calendar.add_component(_event(entry, language, register, link))
    return bytes(calendar.to_ical())


def summary(entry: Entry, language: Language, register: Register) -> str:
    """What stands in the calendar's own square: body and municipality, or the kind of deadline, and what it is about."""
    item = entry.item
    where = _place(item, language, register) if isinstance(item, Step) else DEADLINES[item.kind].in_(language)
    told = f"{begun(where)}: {entry.title.in_(language)}" if where else begun(entry.title.in_(language))
    return f"{_ENDED[entry.cancelled].in_(language)}: {told}" if entry.cancelled else told


def _event(entry: Entry, language: Language, register: Register, link: Callable[[str], str]) -> Event:
    event, item = Event(), entry.item
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("status", _status(entry))
    event.add("dtstamp", entry.modified)
    event.add("created", entry.created)
    event.add("last-modified", entry.modified)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # it is no reason to be told as busy
    event.add("summary", _plain(summary(entry, language, register)))
    event.add("description", _plain("\n".join(_description(entry, language, register))))
    is_step = isinstance(item, Step)
    fields = (register.fields[f].name.in_(language) for f in entry.case.fields if f in register.fields)
    event.add("categories", [_CATEGORIES[not is_step].in_(language), *map(_plain, fields)])
    if isinstance(item, Step) and (place := _place(item, language, register)):
        event.add("location", _plain(begun(place)))
    if page := link(f"/saker/{entry.case.id}"):
        event.add("url", page)
    if not is_step and not entry.cancelled:
        event.add_component(_alarm(_plain(summary(entry, language, register))))
    return event


def _alarm(told: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -WARNING)
    alarm.add("description", told)
    return alarm


def _status(entry: Entry) -> str:
    """A plan is never told as certain."""
    if entry.cancelled:
        return "CANCELLED"
    item = entry.item
    open_ = isinstance(item, Step) and item.outcome in (Outcome.PLANNED, Outcome.PROPOSED, Outcome.UNKNOWN)
    return "TENTATIVE" if open_ else "CONFIRMED"


def _place(step: Step, language: Language, register: Register) -> str:
    known = register.municipalities.get(step.municipality or "")
    body = step.body.in_(language) if step.body else ""
    return ", ".join(part for part in (body, known.name if known else step.municipality or "") if part)


def _description(entry: Entry, language: Language, register: Register) -> Iterator[str]:
    item = entry.item
    source = register.sources.get(entry.cite.source)
    date = when(entry.cite.as_of or source.published) if source else "?"
    if entry.cancelled == "removed":
        yield _REMOVED.in_(language)
    elif entry.cancelled == "undated":
        yield _UNDATED.in_(language)
    told = _OUTCOMES[item.outcome] if isinstance(item, Step) else _DEADLINE
    if entry.cancelled != "removed":
        yield told.in_(language).replace("{date}", date)
    yield item.text.in_(language)
    if isinstance(item, Step) and item.case_number:
        yield f"{_CASE_NUMBER.in_(language)} {item.case_number}"
    if entry.title != entry.case.title:
        yield entry.case.title.in_(language)
    if not isinstance(item, Step) and item.municipalities:
        yield ", ".join(register.municipalities[m].name for m in item.municipalities if m in register.municipalities)
    if source is not None:
        yield f"{_SOURCE.in_(language)}: {source.short.in_(language)}, {entry.cite.place}, {when(source.published)}."
    if entry.sequence:
        changed = Text(f"Sist endret {on_day(entry.modified.date())}.", f"Sist endra {on_day(entry.modified.date())}.")
        yield changed.in_(language)


def _plain(text: str) -> str:
    """Text that is text: some calendars take what looks like a tag for one, and none can show control characters."""
    return _MARKUP.sub("\u2039", _CONTROL.sub(" ", text.replace("\r\n", "\n")))
