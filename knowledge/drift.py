"""Drift: which rules rest on paragraphs that no longer read as they did when the rules were written.

A pin is the hash of a paragraph's words, and of each of its ledd. White space, links, notes and footnotes do not count,
nor the signs that end list points, which Lovdata edits; words and list letters do.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import InvalidContent, Problem
from knowledge.law import refs_of
from knowledge.legal import Act, LawBook, Ref
from knowledge.shipped import CONTENT
from knowledge.sources.law_text import ActText, LeddText, ParagraphText, Passage

PINS = CONTENT / "law_pins.yaml"

LawTexts = Mapping[str, ActText]
"""The texts at hand, by Lovdata's id of the act."""


@dataclass(frozen=True, slots=True)
class Pin:
    """How a paragraph read when its rules were written."""

    whole: str
    ledd: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pins:
    """Every pin, by act and paragraph as references have them: ``koml 19-4``."""

    paragraphs: Mapping[str, Pin] = field(default_factory=dict)
    as_of: Mapping[str, date] = field(default_factory=dict)
    """The day of the text that an act's pins were taken from, by the act's short key."""


@dataclass(frozen=True, slots=True)
class MissingRef:
    """A reference that leads nowhere in the text at hand."""

    where: str
    """The record, as ``rules/ko-navn``."""
    ref: str
    lacks: str
    """What is not there: ``paragraph``, ``ledd`` or ``item``."""


def paragraph_hash(paragraph: ParagraphText) -> str:
    """Hash of the paragraph's title and words."""
    return _hash("\n".join((paragraph.title.rstrip(". "), *(_words(ledd.passages) for ledd in paragraph.ledd))))


def ledd_hash(ledd: LeddText) -> str:
    """Hash of the ledd's words; its number does not count."""
    return _hash(_words(ledd.passages))


def pin(book: LawBook, texts: LawTexts, keep: Pins | None = None, only: Collection[str] | None = None) -> Pins:
    """Pins of every paragraph in the texts of the book's acts.

    ``only`` (``koml 19-4``, ...) confirms those paragraphs alone; all else stays as it is in ``keep``.
    """
    paragraphs = dict(keep.paragraphs) if keep else {}
    as_of = dict(keep.as_of) if keep else {}
    for act, text in _held(book, texts):
        if only is None:
            as_of[act.id] = text.retrieved or text.as_of
        for paragraph in text.paragraphs:
            key = f"{act.id} {paragraph.number}"
            if only is None or key in only:
                paragraphs[key] = Pin(paragraph_hash(paragraph), tuple(ledd_hash(ledd) for ledd in paragraph.ledd))
    return Pins(paragraphs, as_of)


def stale_rules(book: LawBook, texts: LawTexts, pins: Pins) -> Mapping[str, tuple[str, ...]]:
    """The rules whose paragraphs have changed, by id, with those paragraphs as references have them.

    A reference that names a ledd goes by that ledd alone. An act without text at hand, and a paragraph without a pin,
    tell nothing; a pinned paragraph that is gone from the text has changed.
    """
    by_act = {act.id: text for act, text in _held(book, texts)}
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
    by_act = {act.id: text for act, text in _held(book, texts)}
    return tuple(key for key in pins.paragraphs if _has_changed(Ref.parse(key), by_act, pins))


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
    by_act = {act.id: text for act, text in _held(book, texts)}
    cited: list[tuple[str, Iterable[str]]] = [(f"rules/{rule.id}", refs_of(rule)) for rule in book.rules.values()]
    cited += [(f"legal_forms/{form.id.value}", form.refs) for form in book.legal_forms.values()]
    found = []
    for where, refs in cited:
        for text in refs:
            lacks = _lacks(Ref.parse(text), by_act)
            if lacks:
                found.append(MissingRef(where, text, lacks))
    return tuple(found)


def to_yaml(pins: Pins) -> str:
    """The pins as the file keeps them; the same pins give the same text."""
    lines = ["# Made by «python bot.py pin-law» from the law text that the rules were written from. Do not edit.", "as_of:"]
    lines += [f"  {act}: {day.isoformat()}" for act, day in sorted(pins.as_of.items())]
    lines.append("pins:")
    ordered = sorted(pins.paragraphs.items(), key=lambda each: _order(each[0]))
    lines += [f"  {key}: [{', '.join((held.whole, *held.ledd))}]" for key, held in ordered]
    return "\n".join(lines) + "\n"


def from_yaml(text: str, name: str = PINS.name) -> Pins:
    """The pins in a file's text; InvalidContent when it is not such a file."""
    try:
        # every scalar is text: hashes can look like numbers
        data: Any = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # makes nothing but text, lists and mappings
        paragraphs = {key: Pin(hashes[0], tuple(hashes[1:])) for key, hashes in (data["pins"] or {}).items()}
        as_of = {act: date.fromisoformat(day) for act, day in (data["as_of"] or {}).items()}
    except (yaml.YAMLError, LookupError, TypeError, ValueError, AttributeError) as error:
        problem = Problem(name, 1, "file", f"is no file of pins ({error}).", "Make it with: python bot.py pin-law")
        raise InvalidContent((problem,)) from None
    return Pins(paragraphs, as_of)


def load_pins(path: Path = PINS) -> Pins:
    """The shipped pins; none when there is no such file."""
    return from_yaml(path.read_text(encoding="utf-8"), path.name) if path.exists() else Pins()


def _held(book: LawBook, texts: LawTexts) -> list[tuple[Act, ActText]]:
    return [(act, texts[act.lovdata]) for act in book.acts.values() if act.lovdata in texts]


def _has_changed(ref: Ref, by_act: Mapping[str, ActText], pins: Pins) -> bool:
    pinned = pins.paragraphs.get(f"{ref.act} {ref.paragraph}")
    text = by_act.get(ref.act)
    if pinned is None or text is None:
        return False
    paragraph = text.paragraph(ref.paragraph)
    if paragraph is None:
        return True
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


def _words(passages: tuple[Passage, ...]) -> str:
    """The words that count, one form for all sources."""
    pieces: list[str] = []
    for passage in passages:
        pieces.append(passage.text)
        for item in passage.items:
            pieces.append(f"{item.marker})")
            pieces.append(re.sub(r"[\s.,;:]+$", "", _words(item.passages)))
    return " ".join(" ".join(pieces).replace("–", "-").split())


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def _order(key: str) -> tuple[str, tuple[int, ...], str]:
    act, _, number = key.partition(" ")
    return act, tuple(int(part) for part in re.findall(r"\d+", number)), number
