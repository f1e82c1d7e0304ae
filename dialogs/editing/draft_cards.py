"""A draft as a reply: each field with its evidence, what it is proposed as, and the buttons that fit its state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dialogs.editing.draft_fields import case_title, inputs, lacking, told
from dialogs.editing.given import Fault
from dialogs.editing.labels import OUTCOME_LABELS
from dialogs.editing.turn import EditorTurn
from dialogs.model import Answer, Choice, Reply
from dialogs.wording import choice
from knowledge.documents import Draft
from knowledge.model import Outcome
from storage.drafts import StoredDraft


def card(turn: EditorTurn, stored: StoredDraft, news: str = "", **more: Any) -> Answer:
    """The draft as it is. ``news`` is what just came of it, worded by the template."""
    draft, language = stored.draft, turn.language
    known = turn.knowledge.register.cases.get(stored.case or "")
    names = [turn.at().name_of(who) for who in stored.approved_by]
    facts = {
        "id": stored.id,
        "version": stored.version,
        "state": stored.state,
        "news": news,
        "document": stored.document_name,
        "title": draft.title or "",
        "fields": told(turn.knowledge, language, draft),
        "lacking": lacking(language, draft),
        "case": case_title(known, language) if known else "",
        "outcome": OUTCOME_LABELS[draft.outcome].in_(language),
        "only_proposed": bool(draft.proposal) and draft.outcome in (Outcome.PROPOSED, Outcome.UNKNOWN),
        "approved_by": [name for name, own in names if not own],
        "approved_by_you": any(own for _, own in names),
        "two_persons": turn.at().two_persons,
        "revision": stored.revision or 0,
        "reason": "",
        **more,
    }
    reply = Reply("draft/card", language, facts, (), _buttons(turn, stored))
    return Answer(reply, memory={"draft": (stored.id, stored.version)})


def _buttons(turn: EditorTurn, stored: StoredDraft) -> tuple[Choice, ...]:
    at = f"utkast {stored.id} (versjon {stored.version})"
    every = choice(turn, "Alle utkast", "Alle utkast")
    history = choice(turn, "Historikk", "Historikk", f"Historikk for utkast {stored.id}", f"Historikk for utkast {stored.id}")
    if stored.state == "open":
        return (
            choice(turn, "Godkjenn", "Godkjenn", f"Godkjenn {at}", f"Godkjenn {at}"),
            choice(turn, "Rett", "Rett", f"Rett {at}", f"Rett {at}"),
            choice(turn, "Avvis", "Avvis", f"Avvis {at}", f"Avvis {at}"),
            history,
            every,
        )
    title = ("Angre godkjenningen", "Angre godkjenninga") if stored.state == "approved" else ("Åpne igjen", "Opne att")
    say = f"Angre utkast {stored.id}"
    return (choice(turn, *title, say, say), history, every)


Sent = tuple[Draft, str | None]
"""A draft and its case as somebody filled them in."""


def form(turn: EditorTurn, stored: StoredDraft, sent: Sent | None = None, faults: Sequence[Fault] = ()) -> Answer:
    """The draft as a form; with the faults, and the draft and case as ``sent``, when it was sent with some."""
    held, held_case = sent or (stored.draft, stored.case)
    at = f"utkast {stored.id} (versjon {stored.version})"
    facts = {
        "id": stored.id,
        "title": stored.draft.title or "",
        "faults": [each.told() for each in faults],
        "document": stored.document_name,
    }
    buttons = (
        choice(turn, "Lagre", "Lagre", f"Lagre {at}", f"Lagre {at}"),
        Choice("Avbryt", f"Vis utkast {stored.id}", alone=True),
    )
    form_inputs = inputs(turn.knowledge, turn.language, held, held_case)
    return Answer(Reply("draft/form", turn.language, facts, (), buttons, answering=True, inputs=form_inputs))


def no_such_draft(turn: EditorTurn) -> Answer:
    """There is no draft with that number."""
    buttons = (choice(turn, "Alle utkast", "Alle utkast"),)
    return Answer(Reply("draft/unknown", turn.language, {"id": turn.command.number or 0}, (), buttons))
