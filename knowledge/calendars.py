"""What a calendar shows of cases: one entry a step or deadline whose day is known, with its whole life read from the history.

Pure. Everything follows from the versions of a case, in their own order, so that every replica, and every restart, comes
to the same entries: the same ids, the same numbers of changes, the same cancellations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal

from knowledge.model import Case, Citation, Deadline, Outcome, Step, Text

KEPT = timedelta(days=30)
"""So long does what is over or cancelled stay, so that those who subscribe are told."""
DOMAIN = "samrad"

Cancelled = Literal["", "removed", "postponed", "withdrawn", "undated"]
_ENDED: Mapping[Outcome, Cancelled] = {Outcome.POSTPONED: "postponed", Outcome.WITHDRAWN: "withdrawn"}
_OPEN = (Outcome.PLANNED, Outcome.PROPOSED, Outcome.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of a case: what it was then, None when it was removed, and when that was written."""

    version: int
    case: Case | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """A step or a deadline as the calendar has it."""

    uid: str
    case: Case
    item: Step | Deadline
    day: date
    """The day it is on; for what has lost its day, the last that was known."""
    sequence: int
    """How many times what matters of it has changed: day, body, municipality, title, outcome, cancelled or not."""
    created: datetime
    modified: datetime
    cancelled: Cancelled = ""

    @property
    def title(self) -> Text:
        """What is treated: the step's own title, or that of the case."""
        return (self.item.title if isinstance(self.item, Step) else None) or self.case.title

    @property
    def cite(self) -> Citation:
        """Where the day stands."""
        return self.item.cite or self.case.cite

    @property
    def municipality(self) -> str | None:
        """Where the step is treated; None for a deadline and for what is treated in common."""
        return self.item.municipality if isinstance(self.item, Step) else None


def entries(editions: Iterable[Edition]) -> tuple[Entry, ...]:
    """All that was ever in the calendar of one case, by day. Neither order nor repetition of the versions matters.

    A step or deadline comes in with its day (sequence 0). A step that is removed, put off, withdrawn or no longer known
    to the day is cancelled, and comes back when that is undone. What was cancelled when we first heard of it, nobody has.
    """
    found: dict[str, Entry] = {}
    deadlines: dict[str, Deadline] = {}
    for edition in sorted({e.version: e for e in editions}.values(), key=lambda e: e.version):
        case = edition.case
        items: dict[str, Step | Deadline] = {}
        if case is not None:
            items.update({step_uid(case.id, step.id): step for step in case.steps})
            items.update(_deadlines(case, deadlines))
        for uid in dict.fromkeys((*found, *items)):
            entry = _next(found.get(uid), uid, case, items.get(uid), edition.at)
            if entry is not None:
                found[uid] = entry
    return tuple(sorted(found.values(), key=lambda e: (e.day, e.uid)))


def entries_now(case: Case) -> tuple[Entry, ...]:
    """The entries of a case as it is now, without its history."""
    return entries([Edition(1, case, datetime.min)])


def step_uid(case_id: str, step_id: str) -> str:
    """The id of a step in every calendar, for good."""
    return f"{case_id}/{step_id}@{DOMAIN}"


def _next(old: Entry | None, uid: str, case: Case | None, item: Step | Deadline | None, at: datetime) -> Entry | None:
    """What becomes of an entry with a new version of its case."""
    day = item.on.first_day() if item is not None and item.on.day is not None else None
    ended: Cancelled = "removed" if item is None else _ended(item) or ("" if day else "undated")
    if old is None:
        return Entry(uid, case, item, day, 0, at, at) if case and item and day and not ended else None
    if item is None or case is None:
        return old if old.cancelled else replace(old, cancelled=ended, sequence=old.sequence + 1, modified=at)
    new = replace(old, case=case, item=item, day=day or old.day, cancelled=ended)
    if _matters(new) != _matters(old):
        return replace(new, sequence=old.sequence + 1, modified=at)
    return replace(new, modified=at) if _told(new) != _told(old) else new


def _ended(item: Step | Deadline) -> Cancelled:
    return _ENDED.get(item.outcome, "") if isinstance(item, Step) else ""


def _matters(entry: Entry) -> tuple[Any, ...]:
    """What raises the sequence when it changes."""
    item = entry.item
    if isinstance(item, Step):
        return entry.day, item.body, item.municipality, entry.title, item.outcome, entry.cancelled
    return entry.day, item.kind, item.municipalities, entry.title, entry.cancelled


def _told(entry: Entry) -> tuple[Any, ...]:
    """What else the reader sees of it."""
    return entry.item, entry.case.title, entry.cite, entry.case.form


def _deadlines(case: Case, known: dict[str, Deadline]) -> Iterator[tuple[str, Deadline]]:
    """The deadlines with their ids. They have none of their own: each is known again by what it has kept.

    ``known`` holds all there ever were, and is added to.
    """
    left, free = list(case.deadlines), dict(known)
    named: dict[str, Deadline] = {}
    for alike in (_same, _same_day, _same_words, _same_whom):
        for deadline in tuple(left):
            uid = next((u for u, before in free.items() if alike(before, deadline)), None)
            if uid is not None:
                del free[uid]
                named[uid] = deadline
                left.remove(deadline)
    for deadline in left:
        number = sum(d.kind == deadline.kind for d in {**known, **named}.values()) + 1
        named[f"{case.id}/deadline/{deadline.kind}-{number}@{DOMAIN}"] = deadline
    known.update(named)
    yield from named.items()


def _same(a: Deadline, b: Deadline) -> bool:
    return a == b


def _same_day(a: Deadline, b: Deadline) -> bool:
    return (a.kind, a.municipalities, a.on) == (b.kind, b.municipalities, b.on)


def _same_words(a: Deadline, b: Deadline) -> bool:
    return a.kind == b.kind and a.text == b.text


def _same_whom(a: Deadline, b: Deadline) -> bool:
    return (a.kind, a.municipalities) == (b.kind, b.municipalities)


# -- what is shown of them ---------------------------------------------------------------------------------------------


def shown(found: Iterable[Entry], today: date) -> tuple[Entry, ...]:
    """What a calendar holds on a day: what is to come, and for a while what is just over or just cancelled."""
    return tuple(e for e in found if (max(e.day, e.modified.date()) if e.cancelled else e.day) >= today - KEPT)


def upcoming(found: Iterable[Entry], today: date) -> tuple[Entry, ...]:
    """What is to come, the next first."""
    return tuple(sorted((e for e in found if not e.cancelled and e.day >= today), key=lambda e: (e.day, e.uid)))


def undated(case: Case, today: date) -> tuple[Step | Deadline, ...]:
    """What is to come some day that is known only to the month or the year, and so cannot stand in a calendar."""
    steps = (s for s in case.steps if s.outcome in _OPEN)
    items: tuple[Step | Deadline, ...] = (*steps, *case.deadlines)
    return tuple(i for i in items if i.on.day is None and i.on.last_day() >= today)


def concerns(case: Case, item: Step | Deadline, municipality: str) -> bool:
    """True for what is treated in the municipality, and for what is treated in common in a case that it is part of."""
    if isinstance(item, Step) and item.municipality is not None:
        return item.municipality == municipality
    if isinstance(item, Deadline) and item.municipalities:
        return municipality in item.municipalities
    return municipality in (*case.municipalities, *case.councils)
