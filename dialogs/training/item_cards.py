"""A quiz item as a reply: all of it in both written forms, what state it is in, and the buttons that fit."""

from __future__ import annotations

from typing import Any

from dialogs.model import Choice, Reply
from dialogs.training.item_faults import told_of
from dialogs.training.item_form import FORMS
from dialogs.training.item_labels import KINDS, LEVELS, theme_label
from dialogs.training.trainer_turn import OWN, SUGGEST, WAITING, TrainerTurn
from knowledge.basics import LANGUAGES, Language, Text
from knowledge.citing import folded, spelled
from knowledge.quiz import ROLE_NAMES, Kind, QuizItem
from knowledge.readability import of_item
from storage.quiz_items import StoredItem

_APPROVE, _MEND, _REJECT = Text("Godkjenn", "Godkjenn"), Text("Rett", "Rett"), Text("Avvis", "Avvis")
_WITHDRAW, _HISTORY = Text("Trekk tilbake", "Trekk tilbake"), Text("Historikk", "Historikk")
_MIDDLING, _HARD = 40, 55
"""From 40 it reads like a newspaper's longer pieces, from 55 nearly as the law does."""
_UNDO = Text("Angre det siste", "Angre det siste")


def card(turn: TrainerTurn, stored: StoredItem, news: str = "", **more: Any) -> Reply:
    """The item as it is. ``news`` is what just came of it, worded by the template."""
    names = [turn.desk.name_of(who, turn.language) for who in stored.approved_by] if stored.state == "suggested" else []
    facts = {
        "number": stored.number,
        "version": stored.version,
        "state": stored.state,
        "news": news,
        "asked": stored.live is not None,
        "other_asked": stored.live is not None and stored.live != stored.item,
        "approved_by": [name for name, own in names if not own and name],
        "approved_by_you": any(own for _, own in names),
        "two_persons": turn.desk.two_persons,
        "reason": "",
        **told(turn, stored.item),
        **more,
    }
    return turn.reply("card", facts, *_buttons(turn, stored))


def shipped_card(turn: TrainerTurn, item: QuizItem) -> Reply:
    """An item that came with the program; it is tended by those who make it."""
    return turn.reply("shipped", {"id": item.id, **told(turn, item)}, turn.button(OWN), turn.button(WAITING))


def told(turn: TrainerTurn, item: QuizItem) -> dict[str, Any]:
    """All that there is to tell of an item."""
    language = turn.language
    stale = [rule for rule in item.rules if rule in turn.knowledge.stale_rules]
    forms: list[Language] = [language, *(each for each in LANGUAGES if each != language)]
    measures = {form: of_item(item, form).lix for form in forms}
    return {
        "forms": [{"name": FORMS[form], "first": form == language, **_in(turn, item, form)} for form in forms],
        "kind": KINDS[item.kind].in_(language),
        "ordered": item.kind is Kind.ORDER,
        "theme": theme_label(item.theme.value, language),
        "level": LEVELS[item.level].in_(language),
        "roles": [ROLE_NAMES[role].in_(language) for role in item.roles],
        "rules": list(item.rules),
        "stale": len(stale),
        "levels": [{"form": FORMS[form], "lix": lix, "level": _heaviness(lix)} for form, lix in measures.items()],
    }


def _heaviness(lix: int) -> str:
    return "easy" if lix < _MIDDLING else "middling" if lix < _HARD else "hard"


def _in(turn: TrainerTurn, item: QuizItem, form: Language) -> dict[str, Any]:
    marked = item.kind not in (Kind.MATCH, Kind.ORDER)
    return {
        "situation": _lines(item.situation.in_(form)) if item.situation else "",
        "stem": _lines(item.stem.in_(form)),
        "options": [
            {
                "id": option.id,
                "text": option.text.in_(form),
                "match": option.match.in_(form) if option.match else "",
                "right": ("right" if option.right else "wrong") if marked else "",
                "because": _lines(option.because.in_(form)),
                "refs": _refs(turn, option.refs, form),
            }
            for option in item.options
        ],
    }


def _refs(turn: TrainerTurn, refs: tuple[str, ...], form: Language) -> str:
    known = [ref for ref in refs if ref.partition(" ")[0] in turn.book.acts]
    return ", ".join(folded(spelled(turn.book, known, form)))


def _lines(text: str) -> str:
    return " ".join(text.split())


def _buttons(turn: TrainerTurn, stored: StoredItem) -> tuple[Choice, ...]:
    at = f"spørsmål {stored.number} (versjon {stored.version})"
    buttons = []
    if stored.state == "suggested":
        buttons = [turn.button(_APPROVE, f"Godkjenn {at}"), turn.button(_MEND, f"Rett {at}"), turn.button(_REJECT, f"Avvis {at}")]
    elif stored.state == "approved":
        buttons = [turn.button(_MEND, f"Rett {at}"), turn.button(_WITHDRAW, f"Trekk tilbake {at}")]
    if stored.version > 1:
        buttons.append(turn.button(_UNDO, f"Angre {at}"))
    buttons.append(turn.button(_HISTORY, f"Historikk for spørsmål {stored.number}"))
    return (*buttons, turn.button(WAITING if stored.state == "suggested" else OWN))


def unknown(turn: TrainerTurn) -> Reply:
    """There is no such item."""
    facts = {"number": turn.command.number or 0, "id": turn.command.target}
    return turn.reply("unknown", facts, turn.button(OWN), turn.button(WAITING))


def faulty(turn: TrainerTurn, stored: StoredItem, what: str, item: QuizItem, faults: list[str]) -> Reply:
    """Why the item must not be asked; nothing was done."""
    found = [each.told() for each in told_of(turn.language, item, faults, trainer=True)]
    at = f"spørsmål {stored.number}"
    mend = turn.button(_MEND, f"Rett {at} (versjon {stored.version})")
    facts = {"number": stored.number, "what": what, "faults": found}
    return turn.reply("faulty", facts, mend, turn.button(Text("Vis det", "Vis det"), f"Vis {at}"))


def thanks(turn: TrainerTurn, stored: StoredItem) -> Reply:
    """A suggestion has come in from one who is no trainer."""
    facts = {"number": stored.number, "stem": stored.item.stem.in_(turn.language)}
    again = turn.button(Text("Foreslå ett til", "Føreslå eitt til"), SUGGEST.in_(turn.language))
    return turn.reply("sent", facts, again, turn.button(Text("Mine forslag", "Mine forslag")))
