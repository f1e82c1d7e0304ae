"""Quiz items in chat: suggested by anybody, looked at, edited, approved, rejected, withdrawn and taken back by trainers.

A button that was pressed late, or twice, does no harm.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from dialogs.editing.given import Fault
from dialogs.model import Input, Reply
from dialogs.training.item_cards import card, faulty, thanks, unknown
from dialogs.training.item_desk import Faulty, TooMany
from dialogs.training.item_faults import told_of
from dialogs.training.item_form import USUAL, Shape, filled, inputs, shape_of
from dialogs.training.item_labels import KINDS, kind_named
from dialogs.training.item_read import read_item
from dialogs.training.looking import history, mine, own, show, waiting
from dialogs.training.trainer_turn import SUGGEST, TrainerTurn
from knowledge.basics import Text
from knowledge.quiz import Kind
from storage.quiz_items import ItemMoved, NoSuchItem, SameApprover, StoredItem

_LISTED = 20
_BUTTONS = 4
_WHY = Text("Begrunnelse", "Grunngjeving")
_SEND, _SAVE, _LET_BE = Text("Send inn", "Send inn"), Text("Lagre", "Lagre"), Text("Avbryt", "Avbryt")
_VERBS = {"reject": "Avvis", "withdraw": "Trekk tilbake"}


# -- suggesting -------------------------------------------------------------------------------------------------------


def _new_shape(turn: TrainerTurn) -> Shape:
    return Shape(kind_named(turn.command.kind), max(turn.command.options or USUAL, 3), turn.trainer)


async def suggest(turn: TrainerTurn) -> Reply:
    """An empty form; one kind of item, with the others as buttons."""
    shape = _new_shape(turn)
    return _new_form(turn, shape, {}, ())


async def send(turn: TrainerTurn) -> Reply:
    """Keep what was filled in; or the form again, with every fault, and nothing kept."""
    shape = _new_shape(turn)
    if not turn.values:
        return _new_form(turn, shape, {}, ())
    item, faults = read_item(turn.book, shape, turn.language, turn.values)
    if item is None:
        return _new_form(turn, shape, turn.values, faults)
    try:
        stored = await turn.desk.suggest(item, trainer=turn.trainer)
    except Faulty as found:
        return _new_form(turn, shape, turn.values, told_of(turn.language, item, found.faults, trainer=turn.trainer))
    except TooMany:
        return turn.reply("too_many", {})
    return card(turn, stored, "suggested") if turn.trainer else thanks(turn, stored)


def _new_form(turn: TrainerTurn, shape: Shape, held: Mapping[str, str], faults: Sequence[Fault]) -> Reply:
    kind = KINDS[shape.kind].in_(turn.language)
    size = "" if shape.kind is Kind.TRUE_FALSE else f", {shape.options} svar"
    suggest_words = SUGGEST.in_(turn.language)
    others = [
        turn.button(Text(label.nb[0].upper() + label.nb[1:], label.nn[0].upper() + label.nn[1:]),
                    f"{suggest_words}: {label.in_(turn.language)}", alone=True)
        for other, label in KINDS.items() if other is not shape.kind and not held
    ]  # fmt: skip
    send_it = turn.button(_SEND, f"Send inn nytt spørsmål: {kind}{size}")
    facts = {
        "new": True, "number": 0, "kind": kind, "case": shape.kind is Kind.CASE, "faults": [each.told() for each in faults],
        "trainer": turn.trainer, "news": "", "two_persons": turn.desk.two_persons,
    }  # fmt: skip
    places = inputs(turn.book, shape, turn.language, held)
    return turn.reply("form", facts, send_it, *others, inputs=places, answering=True)


# -- changing ---------------------------------------------------------------------------------------------------------


async def form(turn: TrainerTurn) -> Reply:
    """The item as a form."""
    stored = await turn.desk.get(turn.command.number or 0)
    if stored is None:
        return unknown(turn)
    if turn.version_of(stored) != stored.version:
        return card(turn, stored, "moved")
    return _form_of(turn, stored, filled(turn.book, stored.item, turn.language), ())


async def save(turn: TrainerTurn) -> Reply:
    """Keep what was filled in, to be approved; or the form again, with every fault, and nothing changed."""
    stored = await turn.desk.get(turn.command.number or 0)
    if stored is None:
        return unknown(turn)
    if turn.version_of(stored) != stored.version:
        return card(turn, stored, "moved")
    held = filled(turn.book, stored.item, turn.language)
    if not turn.values:
        return _form_of(turn, stored, held, ())
    values = {**held, **turn.values}
    shape = shape_of(stored.item, trainer=True)
    item, faults = read_item(turn.book, shape, turn.language, values)
    if item is None:
        return _form_of(turn, stored, values, faults)
    try:
        after = await turn.desk.edit(stored, item)
    except Faulty as found:
        return _form_of(turn, stored, values, told_of(turn.language, item, found.faults, trainer=True))
    except ItemMoved as moved:
        return card(turn, moved.item, "moved")
    return card(turn, after, "edited" if after.version != stored.version else "unchanged")


def _form_of(turn: TrainerTurn, stored: StoredItem, held: Mapping[str, str], faults: Sequence[Fault]) -> Reply:
    at = f"spørsmål {stored.number}"
    facts = {
        "new": False, "number": stored.number, "kind": KINDS[stored.item.kind].in_(turn.language),
        "case": stored.item.kind is Kind.CASE, "faults": [each.told() for each in faults], "trainer": True, "news": stored.state,
        "two_persons": turn.desk.two_persons,
    }  # fmt: skip
    buttons = (turn.button(_SAVE, f"Lagre {at} (versjon {stored.version})"), turn.button(_LET_BE, f"Vis {at}", alone=True))
    places = inputs(turn.book, shape_of(stored.item, trainer=True), turn.language, held)
    return turn.reply("form", facts, *buttons, inputs=places, answering=True)


async def approve(turn: TrainerTurn) -> Reply:
    """Approve an item: asked from now on, or waiting for a second trainer."""
    stored = await turn.desk.get(turn.command.number or 0)
    if stored is None:
        return unknown(turn)
    try:
        done = await turn.desk.approve(stored.number, turn.version_of(stored))
    except ItemMoved as moved:
        return card(turn, moved.item, "moved")
    except SameApprover as same:
        return card(turn, same.item, "same_person")
    except Faulty as found:
        return faulty(turn, stored, "approve", found.item, found.faults)
    return card(turn, done, "approved" if done.state == "approved" else "first_approval")


async def settle(turn: TrainerTurn) -> Reply:
    """Reject or withdraw an item, with the reason; it is asked for when it is not given."""
    what = turn.command.intent
    stored = await turn.desk.get(turn.command.number or 0)
    if stored is None:
        return unknown(turn)
    version = turn.version_of(stored)
    fitting = stored.state == "suggested" if what == "reject" else stored.live is not None
    if version != stored.version or not fitting:
        return card(turn, stored, "moved" if version != stored.version else f"no_{what}")
    why = " ".join((turn.command.value or turn.values.get("why", "")).split())[:500]
    if not why:
        return _ask_why(turn, stored)
    act = turn.desk.reject if what == "reject" else turn.desk.withdraw
    try:
        after = await act(stored.number, version, why)
    except ItemMoved as moved:
        return card(turn, moved.item, "moved")
    return card(turn, after, "rejected" if what == "reject" else "withdrawn", reason=why)


def _ask_why(turn: TrainerTurn, stored: StoredItem) -> Reply:
    at = f"spørsmål {stored.number}"
    verb = _VERBS[turn.command.intent]
    buttons = (
        turn.button(Text(verb, verb), f"{verb} {at} (versjon {stored.version})"),
        turn.button(_LET_BE, f"Vis {at}", alone=True),
    )
    facts = {"number": stored.number, "what": turn.command.intent, "stem": " ".join(stored.item.stem.in_(turn.language).split())}
    why = Input("why", _WHY.in_(turn.language), "lines", required=True, limit=500)
    return turn.reply("why", facts, *buttons, inputs=(why,), answering=True)


async def undo(turn: TrainerTurn) -> Reply:
    """Take back the last thing that was done to an item."""
    stored = await turn.desk.get(turn.command.number or 0)
    if stored is None:
        return unknown(turn)
    if len(await turn.desk.history(stored.number)) < 2:
        return card(turn, stored, "nothing_to_undo")
    try:
        after = await turn.desk.undo(stored.number, turn.version_of(stored))
    except (ItemMoved, NoSuchItem):
        return card(turn, await turn.desk.get(stored.number) or stored, "moved")
    except Faulty as found:
        return faulty(turn, stored, "undo", found.item, found.faults)
    return card(turn, after, "undone")


TENDING: Mapping[str, Callable[[TrainerTurn], Awaitable[Reply]]] = {
    "suggest": suggest,
    "send": send,
    "mine": mine,
    "waiting": waiting,
    "own": own,
    "show": show,
    "history": history,
    "form": form,
    "save": save,
    "approve": approve,
    "reject": settle,
    "withdraw": settle,
    "undo": undo,
}
"""What is done, by command."""
