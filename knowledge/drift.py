"""Drift: which rules rest on paragraphs that no longer read as they did when the rules were written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.law import refs_of
from knowledge.legal import LawBook, Ref
from knowledge.pins import (
    LawTexts,
    Pin,
    Pinned,
    Pins,
    UnknownParagraph,
    from_yaml,
    held,
    ledd_hash,
    load_pins,
    paragraph_hash,
    pin,
    pin_law,
    to_yaml,
)
from knowledge.sources.law_text import ActText

__all__ = [
    "LawTexts",
    "MissingRef",
    "Pin",
    "Pinned",
    "Pins",
    "UnknownParagraph",
    "changed_paragraphs",
    "from_yaml",
    "load_pins",
    "missing_refs",
    "pin",
    "pin_law",
    "stale_rules",
    "to_yaml",
    "unpinned",
]


@dataclass(frozen=True, slots=True)
class MissingRef:
    """A reference that leads nowhere in the text at hand."""

    where: str
    """The record, as ``rules/ko-navn``."""
    ref: str
    lacks: str
    """What is not there: ``paragraph``, ``ledd`` or ``item``."""


def stale_rules(book: LawBook, texts: LawTexts, pins: Pins) -> Mapping[str, tuple[str, ...]]:
    """The rules whose paragraphs have changed, by id, with those paragraphs as references have them.

    A reference that names a ledd goes by that ledd alone. An act without text at hand, and a paragraph without a pin,
    tell nothing. A pinned paragraph that is gone from the text has changed, unless the text may be an extract.
    """
    by_act = {act.id: text for act, text in held(book, texts)}
    known: dict[str, bool] = {}
    found: dict[str, tuple[str, ...]] = {}
    for rule in book.rules.values():
        changed = []
        for ref in refs_of(rule):
            if ref not in known:
                known[ref] = _has_changed(Ref.parse(ref), by_act, pins)
            if known[ref]:
                changed.append(ref.partition("/")[0])
        if changed:
            found[rule.id] = tuple(dict.fromkeys(changed))
    return found


def changed_paragraphs(book: LawBook, texts: LawTexts, pins: Pins) -> tuple[str, ...]:
    """Every pinned paragraph that reads otherwise in the texts, or is gone from them, cited or not."""
    by_act = {act.id: text for act, text in held(book, texts)}
    named = ((key, *key.split(" ", 1)) for key in pins.paragraphs)
    return tuple(key for key, act, number in named if _has_changed(Ref(act, number), by_act, pins))


def unpinned(book: LawBook, pins: Pins) -> Mapping[str, tuple[str, ...]]:
    """Rules that cite a paragraph of an act with pins which has none, with those references."""
    acts = {key.partition(" ")[0] for key in pins.paragraphs}
    found = {}
    for rule in book.rules.values():
        parsed = {text: Ref.parse(text) for text in refs_of(rule)}
        found[rule.id] = tuple(
            text for text, ref in parsed.items() if ref.act in acts and f"{ref.act} {ref.paragraph}" not in pins.paragraphs
        )
    return {rule_id: refs for rule_id, refs in found.items() if refs}


def missing_refs(book: LawBook, texts: LawTexts) -> tuple[MissingRef, ...]:
    """References, of rules and of forms, to what is not in the text at hand: paragraph, ledd, or letter or number."""
    by_act = {act.id: text for act, text in held(book, texts)}
    cited: list[tuple[str, Iterable[str]]] = [(f"rules/{rule.id}", refs_of(rule)) for rule in book.rules.values()]
    cited += [(f"legal_forms/{form.id.value}", form.refs) for form in book.legal_forms.values()]
    found = []
    for where, refs in cited:
        for text in refs:
            lacks = _lacks(Ref.parse(text), by_act)
            if lacks:
                found.append(MissingRef(where, text, lacks))
    return tuple(found)


def _has_changed(ref: Ref, by_act: Mapping[str, ActText], pins: Pins) -> bool:
    pinned = pins.paragraphs.get(f"{ref.act} {ref.paragraph}")
    text = by_act.get(ref.act)
    if pinned is None or text is None:
        return False
    paragraph = text.paragraph(ref.paragraph)
    if paragraph is None:
        return not text.maybe_extract
    if ref.ledd is None or ref.ledd > len(pinned.ledd):
        return paragraph_hash(paragraph) != pinned.whole
    ledd = paragraph.get(ref.ledd)
    return ledd is None or ledd_hash(ledd) != pinned.ledd[ref.ledd - 1]


def _lacks(ref: Ref, by_act: Mapping[str, ActText]) -> str:
    text = by_act.get(ref.act)
    if text is None:
        return ""
    paragraph = text.paragraph(ref.paragraph)
    if paragraph is None:
        return "paragraph"
    if ref.ledd is None:
        return ""
    ledd = paragraph.get(ref.ledd)
    if ledd is None:
        return "ledd"
    return "item" if ref.letter is not None and ledd.item(ref.letter) is None else ""
