"""What the bank's checks find in an item, by keys that templates word; and the checks themselves, against all other items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dialogs.editing.given import Fault
from dialogs.training.item_form import FORMS, Shape, label_of, shape_of
from knowledge import quiz_bank
from knowledge.basics import Language, Text
from knowledge.legal import LawBook
from knowledge.pins import Pins
from knowledge.quiz import QuizItem

_THE_ITEM = Text("Spørsmålet", "Spørsmålet")
_OPTIONS = Text("Svarene", "Svara")
_REFS = Text("Paragrafene", "Paragrafane")
_KINDS: tuple[tuple[str, str, str], ...] = (
    (r"the level is", "level", "level"),
    (r"the theme", "theme", "theme"),
    (r"a situation belongs", "situation", "item"),
    (r"has (\d+) options", "few_options", "options"),
    (r"not lettered", "letters", "options"),
    (r"(\d+) options are marked right", "right_count", "right"),
    (r"every option is right", "all_right", "right"),
    (r"option (\w): «match»", "match", "options"),
    (r"two options say the same \((\w\w)\)", "same_options", "options"),
    (r"no rule is pinned", "no_rule", "refs"),
    (r"the rule «([^»]*)» is not there", "no_such_rule", "rules"),
    (r"no explanation names a paragraph", "no_refs", "refs"),
    (r"the act «([^»]*)» in", "no_such_act", "refs"),
    (r"«([^»]*)» is not in the law", "no_such_ref", "refs"),
    (r"'([^']*)' is not a reference", "ref", "refs"),
    (r"asks the same as «([^»]*)»", "same_as", "item"),
)


def bank_faults(item: QuizItem, others: Iterable[QuizItem], book: LawBook, pins: Pins) -> list[str]:
    """What the bank's own checks find wrong with the item beside ``others``, as they put it."""
    named = "an item that is being looked at"
    looked_at = QuizItem(
        named, item.theme, item.level, item.kind, item.stem, item.options, item.roles, item.situation, item.rules, item.facts
    )
    return [fault for owner, fault, _ in quiz_bank.faults([*others, looked_at], book, pins) if owner == named]


def told_of(language: Language, item: QuizItem, found: Sequence[str], *, trainer: bool) -> list[Fault]:
    """The faults in the reader's language, each once: what place, what is wrong, what to do."""
    shape = shape_of(item, trainer=trainer)
    return list(dict.fromkeys(_fault(language, item, shape, fault) for fault in found))


def _fault(language: Language, item: QuizItem, shape: Shape, fault: str) -> Fault:
    for pattern, key, place in _KINDS:
        match = re.search(pattern, fault)
        if match is None:
            continue
        value = match[1] if match.groups() else ""
        if key == "same_options":
            value = FORMS["nb" if value == "nb" else "nn"]
        if key in ("no_such_ref", "no_such_act", "ref"):
            return Fault(_with_ref(shape, language, item, fault), key, value)
        own = {"item": _THE_ITEM, "options": _OPTIONS, "refs": _REFS}.get(place)
        return Fault(own.in_(language) if own else label_of(place, shape, language), key, value)
    return Fault(_THE_ITEM.in_(language), "as_told", fault)


def _with_ref(shape: Shape, language: Language, item: QuizItem, fault: str) -> str:
    """The label of the first place that the reference stands in."""
    for option in item.options:
        if any(f"«{ref}»" in fault or f"'{ref}'" in fault for ref in option.refs):
            return label_of(f"refs_{option.id}", shape, language)
    return _REFS.in_(language)
