"""What editors save, take back and look up of cooperations, cases and steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dialogs.editing.faults import told_of
from dialogs.editing.record_cooperations import cooperation
from dialogs.editing.record_find import Record, title
from dialogs.editing.record_forms import KIND_OF, Wanted, form, found
from dialogs.editing.record_reading import Reading, case, step
from dialogs.editing.turn import EditorTurn, RecordMoved
from dialogs.handlers.common import choice, on_day
from dialogs.model import Answer, Choice, Reply
from knowledge.errors import InvalidContent
from knowledge.model import Case, Cooperation, Step
from storage.edits import CannotUndo, ChangedSince, StillUsed
from storage.register import Version

_SHOWN = 15


async def save_cooperation(turn: EditorTurn) -> Answer:
    """A cooperation as filled in, new or corrected."""
    return await _save(turn, "cooperation")


async def save_case(turn: EditorTurn) -> Answer:
    """A case as filled in, new or corrected."""
    return await _save(turn, "case")


async def save_step(turn: EditorTurn) -> Answer:
    """A step as filled in, new or corrected."""
    return await _save(turn, "step")


async def _save(turn: EditorTurn, what: str) -> Answer:
    record: Record | None = None
    if turn.command.target:
        known = getattr(turn.knowledge.register, KIND_OF[what]).get(turn.command.target)
        if known is None:
            answer = found(turn, what)
            return answer if isinstance(answer, Answer) else await _show(turn, what, answer, None)
        record = known
    before = _step_named(record, turn.command.step)
    if turn.command.step and before is None:
        return await _show(turn, what, record, None, news="gone")
    wanted = Wanted(what, record, turn.command.version or 0, before)
    if not turn.values:
        return form(turn, wanted) if record is None else await _show(turn, what, record, before)
    reading = Reading(turn.knowledge, turn.language, wanted.places, {**wanted.filled(turn), **turn.values})
    filled = wanted.filled(turn)
    if record is not None and (before or what != "step") and all(filled.get(k, "") == v for k, v in turn.values.items()):
        return _saved(turn, record, 0)
    made = _made(reading, wanted)
    if made is None:
        return form(turn, wanted, turn.values, reading.faults)
    return await _written(turn, wanted, reading, made)


def _step_named(record: Record | None, name: str) -> Step | None:
    return next((each for each in record.steps if each.id == name), None) if isinstance(record, Case) and name else None


def _made(reading: Reading, wanted: Wanted) -> Record | None:
    """The record as filled in; None with faults."""
    if wanted.what == "cooperation":
        return cooperation(reading, wanted.record if isinstance(wanted.record, Cooperation) else None)
    of = wanted.record if isinstance(wanted.record, Case) else None
    if wanted.what == "case":
        return case(reading, of)
    assert of is not None
    made = step(reading, wanted.step, [each.id for each in of.steps])
    if made is None:
        return None
    others = [each for each in of.steps if each.id != made.id]
    return replace(of, steps=tuple(sorted([*others, made], key=lambda each: each.on.first_day())))


async def _written(turn: EditorTurn, wanted: Wanted, reading: Reading, made: Record) -> Answer:
    kind = KIND_OF[wanted.what]
    known = getattr(turn.knowledge.register, kind)
    if wanted.record is None and made.id in known:
        return await _show(turn, wanted.what, known[made.id], None, news="exists")
    reason = " ".join(["edit", wanted.what, *filter(None, (turn.command.step,))])
    try:
        revision = await turn.at().save(reading.changes(kind, made), version=wanted.version, reason=reason)
    except RecordMoved:
        return await _show(turn, wanted.what, wanted.record, wanted.step, news="moved")
    except InvalidContent as error:
        return form(turn, wanted, turn.values, told_of(turn.language, error))
    return _saved(turn, made, revision)


async def _show(turn: EditorTurn, what: str, record: Record | None, at: Step | None, news: str = "") -> Answer:
    """The form as it is now, in place of what could not be saved."""
    if record is None:
        return Answer(Reply("edit/moved", turn.language, {"title": "", "news": news}))
    versions = await turn.at().history(KIND_OF[what], record.id)
    newest = versions[-1] if versions else None
    current = newest.record if newest and newest.record is not None else record
    now = _step_named(current, at.id) if at else None
    if news in ("moved", "gone", "exists") and what == "step" and at is None:
        return Answer(
            Reply("edit/moved", turn.language, {"title": title(current, turn.language), "news": news}, (), _after(turn, current))
        )
    return form(turn, Wanted(what, current, newest.version if newest else 0, now), news=news)


def _saved(turn: EditorTurn, record: Record, revision: int) -> Answer:
    facts = {"title": title(record, turn.language), "revision": revision}
    undo = (choice(turn, "Angre", "Angre", f"Angre endring {revision}", f"Angre endring {revision}"),) if revision else ()
    return Answer(Reply("edit/saved", turn.language, facts, (), (*undo, *_after(turn, record))))


def _after(turn: EditorTurn, record: Record) -> tuple[Choice, ...]:
    if isinstance(record, Case):
        nb, nn = f"saken {record.id}", f"saka {record.id}"
        return (
            choice(turn, "Nytt steg", "Nytt steg", f"Nytt steg i {nb}", f"Nytt steg i {nn}"),
            choice(turn, "Rett saken", "Rett saka", f"Rett {nb}", f"Rett {nn}"),
            choice(turn, "Historikk", "Historikk", f"Historikk for {nb}", f"Historikk for {nn}"),
        )
    at = f"samarbeidet {record.id}"
    return (
        choice(turn, "Rett", "Rett", f"Rett {at}", f"Rett {at}"),
        choice(turn, "Historikk", "Historikk", f"Historikk for {at}", f"Historikk for {at}"),
    )


async def case_history(turn: EditorTurn) -> Answer:
    """Every change of a case."""
    return await _history(turn, "case")


async def cooperation_history(turn: EditorTurn) -> Answer:
    """Every change of a cooperation."""
    return await _history(turn, "cooperation")


async def _history(turn: EditorTurn, what: str) -> Answer:
    record = found(turn, what)
    if isinstance(record, Answer):
        return record
    versions = await turn.at().history(KIND_OF[what], record.id)
    entries = [_entry(turn, each) for each in versions[-_SHOWN:]]
    facts = {"title": title(record, turn.language), "entries": entries, "earlier": max(len(versions) - _SHOWN, 0)}
    return Answer(Reply("edit/history", turn.language, facts, (), _undo_buttons(turn, versions, record)))


def _undo_buttons(turn: EditorTurn, versions: Sequence[Version], record: Record) -> tuple[Choice, ...]:
    if len(versions) < 2:
        return _after(turn, record)
    say = f"Angre endring {versions[-1].revision}"
    return (choice(turn, "Angre siste", "Angre siste", say, say), *_after(turn, record))


def _entry(turn: EditorTurn, version: Version) -> dict[str, Any]:
    people = [turn.at().name_of(who) for who in version.who.split(", ") if who]
    own_key = any(own for _, own in people)
    origin = version.origin.partition(":")[0]
    known = origin in ("edit", "undo", "document")
    return {
        "on": on_day(version.created_at.date()),
        "version": version.version,
        "revision": version.revision,
        "origin": origin if known else "import" if origin == "import" else "shipped",
        "document": version.origin.partition(": ")[2] if origin == "document" else "",
        "who": [name for name, own in people if not own] if known else [],
        "own": own_key and known,
    }


async def undo_change(turn: EditorTurn) -> Answer:
    """Take back all that one change did."""
    return await _undone(turn, turn.command.number or 0)


async def undo_case(turn: EditorTurn) -> Answer:
    """Take back the last change of a case."""
    return await _undo_last(turn, "case")


async def undo_cooperation(turn: EditorTurn) -> Answer:
    """Take back the last change of a cooperation."""
    return await _undo_last(turn, "cooperation")


async def _undo_last(turn: EditorTurn, what: str) -> Answer:
    record = found(turn, what)
    if isinstance(record, Answer):
        return record
    versions = await turn.at().history(KIND_OF[what], record.id)
    return await _undone(turn, versions[-1].revision if versions else 0)


async def _undone(turn: EditorTurn, revision: int) -> Answer:
    try:
        done = await turn.at().undo(revision)
    except CannotUndo as error:
        by = error.by if isinstance(error, ChangedSince) else 0
        used = [problem.where for problem in error.problems] if isinstance(error, StillUsed) else []
        buttons = tuple(choice(turn, *[f"Angre endring {each}"] * 2) for each in (by,) if each)
        return Answer(Reply("edit/cannot_undo", turn.language, {"by": by, "used": used}, (), buttons))
    reopened = [each.id for each in done.reopened]
    facts = {"revision": revision, "now": done.written.revision, "reopened": reopened}
    say = f"Angre endring {done.written.revision}"
    buttons = (choice(turn, "Angre angringen", "Angre angringa", say, say), choice(turn, "Alle utkast", "Alle utkast"))
    return Answer(Reply("edit/undone", turn.language, facts, (), buttons))
