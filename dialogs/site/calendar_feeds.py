"""The calendars that can be fetched: which entries each one holds, from the whole history of the register.

Kept between requests is only what the database holds as well, brought up to date before each answer: every replica
answers alike, and a restart changes nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from dialogs.calendar_file import CalendarFile
from dialogs.model import Link
from dialogs.site import calendars
from dialogs.site.calendars import Heading
from knowledge.calendars import Edition, Entry, concerns, entries, shown, step_uid
from knowledge.model import Case, Language, Register
from storage.database import Database
from storage.register import Version, current_revision, histories

_MOST_WRITTEN = 200
"""So many files are kept at a time."""


class Calendars:
    """Calendar files by what they are of."""

    def __init__(self, database: Database, known: Callable[[], Register], link: Link, today: Callable[[], date]) -> None:
        self._database, self._known, self._link, self._today = database, known, link, today
        self._revision = 0
        self._entries: dict[str, tuple[Entry, ...]] = {}
        self._reading = asyncio.Lock()
        self._of: tuple[int, date, Register] | None = None
        self._written: dict[tuple[str, ...], CalendarFile] = {}

    async def find(self, kind: str, ids: tuple[str, ...], language: Language) -> CalendarFile | None:
        """The calendar of a step (case and step), a case, a municipality or a cooperation; None for what is unknown."""
        await self._bring_up_to_date()
        register, today = self._known(), self._today()
        written = self._written_of(register, today)
        key = (kind, *ids, language)
        if key not in written:
            file = await self._write(register, today, kind, ids, language)
            if file is None:
                return None
            written[key] = file
        return written[key]

    def _written_of(self, register: Register, today: date) -> dict[tuple[str, ...], CalendarFile]:
        """What was written of just this: programs ask every hour for what has seldom changed."""
        now = (self._revision, today, register)
        if self._of is None or self._of[:2] != now[:2] or self._of[2] is not register or len(self._written) >= _MOST_WRITTEN:
            self._of, self._written = now, {}
        return self._written

    async def _write(
        self, register: Register, today: date, kind: str, ids: tuple[str, ...], language: Language
    ) -> CalendarFile | None:
        if kind == "step":
            found = self._step(*ids)
            name = found[0].title.in_(language) if found else None
        else:
            found, name = _of(register, self._all(), kind, ids[0], language)
            found = shown(found, today)
        if name is None:
            return None
        heading = Heading(f"Samråd: {name}", self._link(f"/calendar/{kind}/{'/'.join(ids)}.ics", lang=language))
        ordered = sorted(found, key=lambda e: (e.day, e.uid))
        body = await asyncio.to_thread(calendars.write, ordered, heading, language, register, self._link)
        return CalendarFile("-".join(ids), body)

    def _step(self, case: str, step: str) -> tuple[Entry, ...]:
        return tuple(e for e in self._entries.get(case, ()) if e.uid == step_uid(case, step))

    def _all(self) -> tuple[Entry, ...]:
        return tuple(e for found in self._entries.values() for e in found)

    async def _bring_up_to_date(self) -> None:
        async with self._reading, self._database.session() as session:
            revision = await current_revision(session)
            if revision < self._revision:  # another database stands in the place of the one we knew
                self._revision, self._entries = 0, {}
            if revision == self._revision:
                return
            changed = await histories(session, "cases", since=self._revision)
            self._entries |= await asyncio.to_thread(_entries, changed)
            self._revision = revision


def _entries(changed: Mapping[str, Sequence[Version]]) -> dict[str, tuple[Entry, ...]]:
    return {case: entries(Edition(v.version, v.record, v.created_at) for v in versions) for case, versions in changed.items()}


def _of(
    register: Register, found: Iterable[Entry], kind: str, asked: str, language: Language
) -> tuple[tuple[Entry, ...], str | None]:
    """The entries of a case, a municipality or a cooperation, and its name; no name for what is not known."""
    if kind == "municipality":
        name = register.municipalities[asked].name if asked in register.municipalities else None
        return tuple(e for e in found if concerns(e.case, e.item, asked)), name
    if kind == "cooperation":
        record = register.cooperations.get(asked)
        family = {asked, *(c.id for c in register.cooperations.values() if c.part_of == asked)}
        return tuple(e for e in found if family & set(e.case.cooperations)), record.name.in_(language) if record else None
    own = tuple(e for e in found if e.case.id == asked)
    case: Case | None = register.cases.get(asked) or (own[0].case if own else None)
    return own, case.title.in_(language) if case else None
