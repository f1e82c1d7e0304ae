"""What editors do to drafts: correct, approve, reject, undo. A button that was pressed late, or twice, does no harm."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.editing.draft_cards import card, form, no_such_draft
from dialogs.editing.draft_fields import LONG, read
from dialogs.editing.faults import told_of
from dialogs.editing.given import Fault
from dialogs.editing.labels import FIELD_LABELS, field_named
from dialogs.editing.turn import EditorTurn
from dialogs.handlers.common import choice
from dialogs.model import Answer, Choice, Input, Reply
from knowledge.errors import InvalidContent
from storage.drafts import DraftMoved, NoSuchDraft, SamePerson, StoredDraft
from storage.edits import CannotUndo, ChangedSince, StillUsed


async def show_form(turn: EditorTurn) -> Answer:
    """The draft as a form to correct."""
    stored = await turn.at().draft(turn.command.number or 0)
    if stored is None:
        return no_such_draft(turn)
    return form(turn, stored) if _current(turn, stored) else card(turn, stored, "moved")


async def save(turn: EditorTurn) -> Answer:
    """Take what was filled in; the form again, with every fault, when some of it cannot be read."""
    stored = await turn.at().draft(turn.command.number or 0)
    if stored is None:
        return no_such_draft(turn)
    if not _current(turn, stored):
        return card(turn, stored, "moved")
    if not turn.values:
        return form(turn, stored)
    return await _corrected(turn, stored, turn.values, again=True)


async def correct_field(turn: EditorTurn) -> Answer:
    """«Rett dato i utkast 3 til 11.02.2019»: one field, by writing; «fjern vert i utkast 3» empties it."""
    command = turn.command
    stored = await turn.at().draft(command.number or 0)
    if stored is None:
        return no_such_draft(turn)
    if not _current(turn, stored):
        return card(turn, stored, "moved")
    field = field_named(command.field)
    if field is None:
        labels = [label.in_(turn.language) for label in FIELD_LABELS.values()]
        facts = {"id": stored.id, "field": command.field, "labels": labels}
        return Answer(Reply("draft/no_such_field", turn.language, facts, (), _back(turn, stored)))
    value = command.value if field in LONG else command.value.rstrip(" .")
    return await _corrected(turn, stored, {field: value}, again=False)


async def _corrected(turn: EditorTurn, stored: StoredDraft, values: Mapping[str, str], *, again: bool) -> Answer:
    changed, case, faults = read(turn.knowledge, turn.language, stored.draft, stored.case, values)
    if faults and again:
        return form(turn, stored, (changed, case), faults)
    if faults:
        return _faulty(turn, stored, faults)
    try:
        after = await turn.at().correct(stored, changed, case)
    except DraftMoved as moved:
        return card(turn, moved.draft, "moved")
    return card(turn, after, "corrected" if after.version != stored.version else "unchanged")


def _faulty(turn: EditorTurn, stored: StoredDraft, faults: list[Fault]) -> Answer:
    facts = {"id": stored.id, "faults": [each.told() for each in faults], "what": "correct"}
    return Answer(Reply("draft/faulty", turn.language, facts, (), _back(turn, stored)))


def _back(turn: EditorTurn, stored: StoredDraft) -> tuple[Choice, ...]:
    at = f"Rett utkast {stored.id} (versjon {stored.version})"
    return (choice(turn, "Rett i skjema", "Rett i skjema", at, at), choice(turn, *[f"Vis utkast {stored.id}"] * 2))


async def approve(turn: EditorTurn) -> Answer:
    """Approve a draft: live within a minute, or waiting for a second person."""
    number = turn.command.number or 0
    stored = await turn.at().draft(number)
    if stored is None:
        return no_such_draft(turn)
    try:
        done = await turn.at().approve(number, _seen(turn, stored))
    except DraftMoved as moved:
        return card(turn, moved.draft, "already" if moved.draft.state == "approved" else "moved")
    except SamePerson:
        return card(turn, stored, "same_person")
    except InvalidContent as error:
        return _faulty_for_approval(turn, stored, error)
    if done.revision is None:
        return card(turn, done.draft, "waiting")
    return card(turn, done.draft, "approved", revision=done.revision)


def _faulty_for_approval(turn: EditorTurn, stored: StoredDraft, error: InvalidContent) -> Answer:
    faults = [each.told() for each in told_of(turn.language, error)]
    facts = {"id": stored.id, "faults": faults, "what": "approve"}
    return Answer(Reply("draft/faulty", turn.language, facts, (), _back(turn, stored)))


async def reject(turn: EditorTurn) -> Answer:
    """Reject a draft, with the reason; it is asked for when it is not given."""
    number = turn.command.number or 0
    stored = await turn.at().draft(number)
    if stored is None:
        return no_such_draft(turn)
    if not _current(turn, stored):
        return card(turn, stored, "moved")
    why = " ".join((turn.command.value or turn.values.get("why", "")).split())[:500]
    if not why:
        return _ask_why(turn, stored)
    try:
        after = await turn.at().reject(number, stored.version, why)
    except DraftMoved as moved:
        return card(turn, moved.draft, "moved")
    return card(turn, after, "rejected", reason=why)


def _ask_why(turn: EditorTurn, stored: StoredDraft) -> Answer:
    say = f"Avvis utkast {stored.id} (versjon {stored.version})"
    label = "Begrunnelse" if turn.language == "nb" else "Grunngjeving"
    buttons = (choice(turn, "Avvis", "Avvis", say, say), Choice("Avbryt", f"Vis utkast {stored.id}", alone=True))
    facts = {"id": stored.id, "title": stored.draft.title or "", "document": stored.document_name}
    why = Input("why", label, "lines", required=True)
    return Answer(Reply("draft/why", turn.language, facts, (), buttons, answering=True, inputs=(why,)))


async def undo(turn: EditorTurn) -> Answer:
    """Take back an approval, and what it put into the register; or open a rejected draft again."""
    number = turn.command.number or 0
    stored = await turn.at().draft(number)
    if stored is None:
        return no_such_draft(turn)
    try:
        if stored.state == "rejected":
            return card(turn, await turn.at().reopen(stored), "reopened")
        if stored.state == "open" or stored.revision is None:
            return card(turn, stored, "nothing_to_undo")
        done = await turn.at().undo(stored.revision)
    except (DraftMoved, NoSuchDraft):
        return card(turn, await turn.at().draft(number) or stored, "moved")
    except CannotUndo as error:
        return _cannot_undo(turn, stored, error)
    after = next((each for each in done.reopened if each.id == number), stored)
    return card(turn, after, "undone", revision=done.written.revision)


def _cannot_undo(turn: EditorTurn, stored: StoredDraft, error: CannotUndo) -> Answer:
    """Why it cannot be taken back just now."""
    by = error.by if isinstance(error, ChangedSince) else 0
    used = [problem.where for problem in error.problems] if isinstance(error, StillUsed) else []
    say = f"Angre endring {by}"
    buttons = [choice(turn, say, say)] if by else []
    buttons.append(choice(turn, *[f"Vis utkast {stored.id}"] * 2))
    facts = {"by": by, "used": used}
    return Answer(Reply("edit/cannot_undo", turn.language, facts, (), tuple(buttons)))


def _current(turn: EditorTurn, stored: StoredDraft) -> bool:
    """True when the draft is open and still as the editor saw it."""
    return stored.state == "open" and _seen(turn, stored) == stored.version


def _seen(turn: EditorTurn, stored: StoredDraft) -> int:
    """The version that the button was made for; of a command in writing, the one that was shown last, if any was."""
    shown: Mapping[str, int] = turn.memory.get("drafts", {})
    return turn.command.version or shown.get(str(stored.id), stored.version)
