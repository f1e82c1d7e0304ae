"""Drafts for editors: the list, the card with evidence, the history; and what was handed in and how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dialogs.editing.draft_cards import card, no_such_draft
from dialogs.editing.draft_fields import shown
from dialogs.editing.labels import FIELD_LABELS
from dialogs.editing.turn import EditorTurn
from dialogs.handlers.common import choice, on_day
from dialogs.model import Answer, Choice, Reply
from knowledge.documents import FIELDS
from storage.drafts import DraftChange, StoredDraft

_LISTED = 20
_BUTTONS = 4


async def listing(turn: EditorTurn) -> Answer:
    """The drafts that wait, the oldest first."""
    found = await turn.at().drafts()
    facts = {"drafts": [_line(turn, each) for each in found[:_LISTED]], "more": max(len(found) - _LISTED, 0), "count": len(found)}
    return Answer(Reply("draft/list", turn.language, facts, (), _buttons(turn, found)))


def _buttons(turn: EditorTurn, found: Sequence[StoredDraft]) -> tuple[Choice, ...]:
    return tuple(choice(turn, f"Utkast {each.id}", f"Utkast {each.id}") for each in found[:_BUTTONS])


def _line(turn: EditorTurn, stored: StoredDraft) -> dict[str, Any]:
    draft, knowledge, language = stored.draft, turn.knowledge, turn.language
    return {
        "id": stored.id,
        "title": draft.title or "",
        "municipality": shown(knowledge, language, draft, "municipality"),
        "body": draft.body or "",
        "on": shown(knowledge, language, draft, "meeting_date"),
        "document": stored.document_name,
        "waiting": len(stored.approved_by),
    }


async def show(turn: EditorTurn) -> Answer:
    """One draft as a card."""
    number = turn.command.number or 0
    stored = await turn.at().draft(number)
    return card(turn, stored) if stored else no_such_draft(turn)


async def history(turn: EditorTurn) -> Answer:
    """All that was done to a draft, by whom and when."""
    number = turn.command.number or 0
    changes = await turn.at().draft_history(number)
    if not changes:
        return no_such_draft(turn)
    entries = []
    before: DraftChange | None = None
    for each in changes:
        entries.append(_entry(turn, each, before))
        before = each
    buttons = (choice(turn, f"Utkast {number}", f"Utkast {number}"), choice(turn, "Alle utkast", "Alle utkast"))
    return Answer(Reply("draft/history", turn.language, {"id": number, "entries": entries}, (), buttons))


def _entry(turn: EditorTurn, change: DraftChange, before: DraftChange | None) -> dict[str, Any]:
    name, own = turn.at().name_of(change.who)
    return {
        "on": on_day(change.at.date()),
        "what": change.what,
        "who": name,
        "own": own,
        "why": change.why,
        "version": change.version,
        "fields": _differing(turn, change, before) if change.what == "corrected" and before else [],
    }


def _differing(turn: EditorTurn, change: DraftChange, before: DraftChange) -> list[dict[str, str]]:
    """The fields that were corrected: label, and what stood and stands there."""
    found = []
    for field in (*FIELDS, "outcome"):
        was = shown(turn.knowledge, turn.language, before.draft, field)
        now = shown(turn.knowledge, turn.language, change.draft, field)
        if was != now:
            found.append({"label": FIELD_LABELS[field].in_(turn.language), "was": _short(was), "now": _short(now)})
    if change.case != before.case:
        found.append({"label": FIELD_LABELS["case"].in_(turn.language), "was": before.case or "", "now": change.case or ""})
    return found


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 120 else line[:119].rsplit(" ", 1)[0] + " …"
