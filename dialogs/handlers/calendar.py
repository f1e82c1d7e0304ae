"""«Legg i kalenderen»: what is put in, what cannot be and why, and the links to fetch it with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dialogs.handlers.common import choice, cited, on_day, when
from dialogs.model import Answer, Choice, Reply, Turn
from dialogs.site import calendars
from knowledge.calendars import Entry, concerns, entries_now, step_uid, undated, upcoming
from knowledge.model import Case, Deadline, Outcome, PartialDate, Step

_LISTED = 5
_MOST_FEEDS = 6


@dataclass(frozen=True, slots=True)
class _Feed:
    """A calendar that can be fetched: its path, its name, and what of the register belongs in it."""

    path: str
    name: str
    cases: tuple[Case, ...]
    municipality: str | None = None
    step: str | None = None

    def holds(self, case: Case, item: Step | Deadline) -> bool:
        """True for what stands in this calendar."""
        if self.step is not None:
            return isinstance(item, Step) and item.id == self.step
        return self.municipality is None or concerns(case, item, self.municipality)


async def calendar(turn: Turn) -> Answer:
    """Tell what the calendar gets, and give the links; ask which, where nothing tells."""
    feeds = _feeds(turn)
    if not feeds:
        return Answer(Reply("calendar/which", turn.language, {}, (), _suggested(turn), answering=True), slots=turn.slots)
    coming = _coming(turn, feeds)
    # several calendars may hold the same
    vague = list(dict.fromkeys(i for f in feeds for c in f.cases for i in undated(c, turn.today) if f.holds(c, i)))
    step = _step(turn, feeds[0])
    offered = [] if step and (step["ended"] or step["past"] or not step["dated"]) else feeds
    links = [_links(turn, f) for f in offered[:_MOST_FEEDS]]
    facts: dict[str, Any] = {
        "name": feeds[0].name if len(feeds) == 1 else "",
        "names": [f.name for f in feeds],
        "step": step,
        "count": len(coming),
        "entries": [_entry(turn, e) for e in coming[:_LISTED]],
        "more": max(len(coming) - _LISTED, 0),
        "undated": [{"on": when(i.on), "text": i.text.in_(turn.language)} for i in vague[:_LISTED]],
        "newest": _newest(turn, feeds),
        "feeds": [link for link in links if link["download"]],
        "no_address": bool(offered) and not links[0]["download"],
        "keyed": any("key=" in link["download"] for link in links),
    }
    citations = tuple(dict.fromkeys([*(e.cite for e in coming[:_LISTED]), *(i.cite for i in vague[:_LISTED] if i.cite)]))
    citations = citations or tuple(dict.fromkeys(c.cite for f in feeds for c in f.cases))[:1]
    reply = Reply(
        "calendar/calendar", turn.language, facts, cited(turn, citations), (*_buttons(turn, links), *_next(turn, feeds[0]))
    )
    return Answer(reply, citations, slots=turn.slots)


def _feeds(turn: Turn) -> tuple[_Feed, ...]:
    register, slots = turn.knowledge.register, turn.slots
    if slots.case and slots.case in register.cases:
        case = register.cases[slots.case]
        title = f"«{case.title.in_(turn.language)}»"
        if slots.step and any(s.id == slots.step for s in case.steps):
            return (_Feed(f"step/{case.id}/{slots.step}", title, (case,), step=slots.step),)
        return (_Feed(f"case/{case.id}", title, (case,)),)
    if slots.cooperation:
        family = {slots.cooperation, *turn.knowledge.parts_of.get(slots.cooperation, ())}
        cases = tuple(c for c in register.cases.values() if family & set(c.cooperations))
        name = register.cooperations[slots.cooperation].name.in_(turn.language)
        return (_Feed(f"cooperation/{slots.cooperation}", name, cases),)
    return tuple(
        _Feed(f"municipality/{m}", turn.knowledge.municipality_name(m), tuple(register.cases.values()), m)
        for m in slots.municipalities
    )


def _coming(turn: Turn, feeds: Iterable[_Feed]) -> tuple[Entry, ...]:
    """What is to come in one of the calendars, each once, the next first."""
    found = {e.uid: e for f in feeds for c in f.cases for e in entries_now(c) if f.holds(c, e.item)}
    return upcoming(found.values(), turn.today)


def _step(turn: Turn, feed: _Feed) -> dict[str, Any] | None:
    """How it is with the one step that is wanted; None when it is not about one."""
    if feed.step is None:
        return None
    case = feed.cases[0]
    step = next(s for s in case.steps if s.id == feed.step)
    live = any(e.uid == step_uid(case.id, step.id) for e in entries_now(case))
    return {
        "on": when(step.on),
        "dated": step.on.day is not None,
        "past": step.on.last_day() < turn.today,
        "ended": step.outcome.value if step.outcome in (Outcome.POSTPONED, Outcome.WITHDRAWN) and not live else "",
        "text": step.text.in_(turn.language),
    }


def _entry(turn: Turn, entry: Entry) -> dict[str, Any]:
    open_ = isinstance(entry.item, Step) and entry.item.outcome in (Outcome.PLANNED, Outcome.PROPOSED, Outcome.UNKNOWN)
    told = calendars.summary(entry, turn.language, turn.knowledge.register)
    return {"on": on_day(entry.day), "told": told, "planned": open_}


def _newest(turn: Turn, feeds: Iterable[_Feed]) -> str:
    """The day of the newest step that is known, where none is to come."""
    days = [s.on for f in feeds for c in f.cases for s in c.steps if f.holds(c, s)]
    return when(max(days, key=PartialDate.first_day)) if days else ""


def _links(turn: Turn, feed: _Feed) -> dict[str, str]:
    download = turn.link(f"/calendar/{feed.path}.ics", lang=turn.language)
    # calendar programs take this scheme for «subscribe», where https would be downloaded once
    subscribe = f"webcal://{download.partition('://')[2]}" if download and feed.step is None else ""
    return {"name": feed.name, "download": download, "subscribe": subscribe}


def _buttons(turn: Turn, links: Sequence[dict[str, str]]) -> Iterator[Choice]:
    """A button for each file; subscribing is for the calendar program, which must be given the address."""
    for link in links:
        if link["download"]:
            of = f": {link['name']}" if len(links) > 1 else ""
            yield replace(choice(turn, f"Last ned{of}", f"Last ned{of}"), url=link["download"])


def _next(turn: Turn, feed: _Feed) -> tuple[Choice, ...]:
    if feed.municipality is None and feed.cases:
        title = feed.cases[0].title.in_(turn.language)
        say = (f"Gi meg tidslinjen for {title}", f"Gje meg tidslinja for {title}")
        return (choice(turn, "Hele tidslinjen", "Heile tidslinja", *say), choice(turn, "Hvor står det?", "Kvar står det?"))
    return (choice(turn, "Hvor står det?", "Kvar står det?"),) if feed.cases else ()


def _suggested(turn: Turn) -> tuple[Choice, ...]:
    """The municipalities that most is before in."""
    register = turn.knowledge.register
    counts: dict[str, int] = {}
    for case in register.cases.values():
        for entry in upcoming(entries_now(case), turn.today):
            for m in dict.fromkeys((*case.municipalities, *case.councils, entry.municipality or "")):
                if m in register.municipalities and concerns(case, entry.item, m):
                    counts[m] = counts.get(m, 0) + 1
    best = sorted(counts, key=lambda m: (-counts[m], m))[:3]
    names = [turn.knowledge.municipality_name(m) for m in best]
    return tuple(choice(turn, n, n, f"Kalender for {n}", f"Kalender for {n}") for n in names)
