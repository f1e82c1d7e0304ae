"""Forms by which editors add and correct cooperations, cases and steps."""

from __future__ import annotations

from dialogs.editing.record_find import Record, title
from dialogs.editing.record_forms import Wanted, form, found
from dialogs.editing.turn import EditorTurn
from dialogs.handlers.common import when
from dialogs.model import Answer, Choice, Reply
from knowledge.model import Case, Step

_STEPS = 6
"""So many steps are offered as buttons, the newest first."""


async def new_cooperation(turn: EditorTurn) -> Answer:
    """An empty form of a cooperation."""
    return form(turn, Wanted("cooperation", None, 0))


async def new_case(turn: EditorTurn) -> Answer:
    """An empty form of a case and its first step."""
    return form(turn, Wanted("case", None, 0))


async def edit_cooperation(turn: EditorTurn) -> Answer:
    """A cooperation as a form."""
    record = found(turn, "cooperation")
    return record if isinstance(record, Answer) else form(turn, Wanted("cooperation", record, await _version(turn, record)))


async def edit_case(turn: EditorTurn) -> Answer:
    """A case as a form, without its steps."""
    record = found(turn, "case")
    return record if isinstance(record, Answer) else form(turn, Wanted("case", record, await _version(turn, record)))


async def new_step(turn: EditorTurn) -> Answer:
    """An empty form of a step of a case."""
    record = found(turn, "case")
    return record if isinstance(record, Answer) else form(turn, Wanted("step", record, await _version(turn, record)))


async def edit_step(turn: EditorTurn) -> Answer:
    """A step as a form; the choice between a case's steps when none is named."""
    record = found(turn, "case")
    if isinstance(record, Answer):
        return record
    assert isinstance(record, Case)
    step = next((each for each in record.steps if each.id == turn.command.step), None)
    if step is None:
        return _which_step(turn, record)
    return form(turn, Wanted("step", record, await _version(turn, record), step))


def _which_step(turn: EditorTurn, case: Case) -> Answer:
    newest = sorted(case.steps, key=lambda each: each.on.first_day(), reverse=True)
    steps = [{"id": each.id, "on": when(each.on), "text": each.text.in_(turn.language)} for each in newest]
    buttons = tuple(Choice(_named(turn, each), _saying(turn, case, each)) for each in newest[:_STEPS])
    facts = {"title": title(case, turn.language), "steps": steps}
    return Answer(Reply("edit/which_step", turn.language, facts, (), buttons, answering=True))


def _named(turn: EditorTurn, step: Step) -> str:
    place = turn.knowledge.municipality_name(step.municipality) if step.municipality else ""
    return " ".join(filter(None, (place, when(step.on))))


def _saying(turn: EditorTurn, case: Case, step: Step) -> str:
    return f"Rett steget {step.id} i {'saken' if turn.language == 'nb' else 'saka'} {case.id}"


async def _version(turn: EditorTurn, record: Record) -> int:
    """The version in force. The form shows what this replica knows; one that lags behind is found out when saved."""
    versions = await turn.at().history("cases" if isinstance(record, Case) else "cooperations", record.id)
    known = [each.version for each in versions if each.record == record]
    return known[-1] if known else versions[-1].version if versions else 0
