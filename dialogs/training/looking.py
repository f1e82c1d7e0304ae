"""Quiz items of one's own to look at: those that wait, those that are asked, one of them whole, and what was done to it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from dialogs.model import Choice, Reply
from dialogs.training.item_cards import card, shipped_card, unknown
from dialogs.training.item_form import filled, inputs, shape_of
from dialogs.training.item_labels import KINDS, theme_label
from dialogs.training.items import bank
from dialogs.training.trainer_turn import OWN, SUGGEST, WAITING, TrainerTurn
from dialogs.written import on_day
from knowledge.basics import Text
from storage.quiz_items import ItemChange, StoredItem

_LISTED = 20
_BUTTONS = 4


async def waiting(turn: TrainerTurn) -> Reply:
    """The items that wait for a trainer, the oldest first."""
    return _listed(turn, "waiting", await turn.desk.list("suggested"))


async def own(turn: TrainerTurn) -> Reply:
    """All items of one's own that are asked, or have been."""
    found = [each for each in await turn.desk.list() if each.state in ("approved", "withdrawn") or each.live]
    return _listed(turn, "own", found)


async def mine(turn: TrainerTurn) -> Reply:
    """What the one who asks has suggested, and what came of it."""
    found = await turn.desk.mine()
    lines = [
        {"number": each.number, "stem": " ".join(each.item.stem.in_(turn.language).split()), "state": each.state,
         "why": why if each.state in ("rejected", "withdrawn") else ""}
        for each, why in found[:_LISTED]
    ]  # fmt: skip
    return turn.reply("mine", {"count": len(found), "more": max(len(found) - _LISTED, 0), "lines": lines}, turn.button(SUGGEST))


def _listed(turn: TrainerTurn, what: str, found: Sequence[StoredItem]) -> Reply:
    lines = [_line(turn, each) for each in found[:_LISTED]]
    facts = {"what": what, "count": len(found), "more": max(len(found) - _LISTED, 0), "lines": lines}
    buttons = [_to(turn, each.number) for each in found[:_BUTTONS]]
    return turn.reply("list", facts, *buttons, turn.button(SUGGEST), turn.button(OWN if what == "waiting" else WAITING))


def _to(turn: TrainerTurn, number: int) -> Choice:
    title = f"Spørsmål {number}"
    return turn.button(Text(title, title), f"Vis spørsmål {number}")


def _line(turn: TrainerTurn, stored: StoredItem) -> dict[str, Any]:
    item = stored.item
    return {
        "number": stored.number,
        "stem": " ".join(item.stem.in_(turn.language).split()),
        "theme": theme_label(item.theme.value, turn.language),
        "kind": KINDS[item.kind].in_(turn.language),
        "level": item.level,
        "state": stored.state,
        "asked": stored.live is not None,
        "stale": any(rule in turn.knowledge.stale_rules for rule in item.rules),
        "approved": len(stored.approved_by) if stored.state == "suggested" else 0,
        "on": on_day(stored.created_at.date()),
    }


async def show(turn: TrainerTurn) -> Reply:
    """One item as a card: of one's own by number, of those that we ship by id."""
    if turn.command.target:
        item = bank().quiz_items.get(turn.command.target)
        return shipped_card(turn, item) if item else unknown(turn)
    stored = await turn.desk.get(turn.command.number or 0)
    return card(turn, stored) if stored else unknown(turn)


async def history(turn: TrainerTurn) -> Reply:
    """All that was done to an item, when, and by which trainer."""
    number = turn.command.number or 0
    changes = await turn.desk.history(number)
    if not changes:
        return unknown(turn)
    entries = [_entry(turn, each, before) for before, each in pairwise((None, *changes)) if each is not None]
    return turn.reply("history", {"number": number, "entries": entries}, _to(turn, number), turn.button(OWN))


def _entry(turn: TrainerTurn, change: ItemChange, before: ItemChange | None) -> dict[str, Any]:
    name, own_doing = turn.desk.name_of(change.who, turn.language)
    return {
        "on": on_day(change.at.date()),
        "what": change.what,
        "who": name if change.trainer else "",  # nobody is told who suggested it
        "trainer": change.trainer,
        "own": own_doing,
        "why": change.why,
        "version": change.version,
        "state": change.state,
        "changed": _changed(turn, before, change) if before is not None and change.what == "edited" else [],
        "stem": " ".join(change.item.stem.in_(turn.language).split()) if change.what in ("suggested", "edited") else "",
    }


def _changed(turn: TrainerTurn, before: ItemChange, after: ItemChange) -> list[str]:
    """The labels of the places that were filled in otherwise."""
    was, now = (filled(turn.book, each.item, turn.language) for each in (before, after))
    shape = max((shape_of(each.item, trainer=True) for each in (before, after)), key=lambda shape: shape.options)
    return [each.label for each in inputs(turn.book, shape, turn.language, {}) if was.get(each.id, "") != now.get(each.id, "")]
