"""Pins: how each paragraph read when the rules that rest on it were written.

A pin is the hash of a paragraph's words, and of each of its ledd. White space, links, notes and footnotes do not count,
nor the signs that end list points, which Lovdata edits; words and list letters do.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import InvalidContent, KnowledgeError, Problem
from knowledge.legal import Act, LawBook
from knowledge.shipped import CONTENT
from knowledge.sources.law_text import ActText, LeddText, ParagraphText, Passage
from knowledge.sources.lovdata import read_files

PINS = CONTENT / "law_pins.yaml"

LawTexts = Mapping[str, ActText]
"""The texts at hand, by Lovdata's id of the act."""


class UnknownParagraph(KnowledgeError, ValueError):
    """Paragraphs that cannot be pinned or confirmed. Says of each why, and what to do; nothing was changed."""


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
    for act, text in held(book, texts):
        if only is None:
            as_of[act.id] = text.retrieved or text.as_of
        for paragraph in text.paragraphs:
            key = f"{act.id} {paragraph.number}"
            if only is None or key in only:
                paragraphs[key] = Pin(paragraph_hash(paragraph), tuple(ledd_hash(ledd) for ledd in paragraph.ledd))
    return Pins(paragraphs, as_of)


@dataclass(frozen=True, slots=True)
class Pinned:
    """What came of making pins."""

    paragraphs: int
    """How many have a pin now."""
    added: tuple[str, ...]
    changed: tuple[str, ...]
    """Those whose pin was another before: read the rules that rest on them again."""


def pin_law(book: LawBook, files: Sequence[Path], path: Path = PINS, only: Collection[str] | None = None) -> Pinned:
    """Make the file of pins anew from files of law text; with ``only`` confirm those paragraphs and leave the rest.

    What the newest text of an act does not have, an extract as it may be, is pinned from an older one given beside it.
    LawTextError, and no change, if a file cannot be read; UnknownParagraph for one in ``only`` that is not there.
    """
    before = load_pins(path)
    read = read_files(files)
    texts = {found.act.id: found.act for found in read.acts}
    pins = pin(book, texts, keep=before if only is not None else None, only=only)
    if only is None:
        pins = _filled(book, pins, [found.act for found in read.set_aside])
    unknown = sorted(set(only or ()) - set(pin(book, texts).paragraphs))
    if unknown:
        raise UnknownParagraph(
            f"not in the text that was given: {', '.join(unknown)}. Give the file of the act that it stands in, or correct it."
        )
    path.write_text(to_yaml(pins), encoding="utf-8")
    old, new = before.paragraphs, pins.paragraphs
    return Pinned(
        len(new),
        added=tuple(key for key in new if key not in old),
        changed=tuple(key for key in new if key in old and new[key] != old[key]),
    )


def _filled(book: LawBook, pins: Pins, older: Sequence[ActText]) -> Pins:
    for act in older:
        more = pin(book, {act.id: act})
        pins = Pins({**more.paragraphs, **pins.paragraphs}, pins.as_of)
    return pins


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
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # makes nothing but text, lists and mappings
        data: Any = yaml.load(text, Loader=loader)  # noqa: S506
        paragraphs = {key: Pin(hashes[0], tuple(hashes[1:])) for key, hashes in (data["pins"] or {}).items()}
        as_of = {act: date.fromisoformat(day) for act, day in (data["as_of"] or {}).items()}
    except (yaml.YAMLError, LookupError, TypeError, ValueError, AttributeError) as error:
        problem = Problem(name, 1, "file", f"is no file of pins ({error}).", "Make it with: python bot.py pin-law")
        raise InvalidContent((problem,)) from None
    return Pins(paragraphs, as_of)


def load_pins(path: Path = PINS) -> Pins:
    """The shipped pins; none when there is no such file."""
    return from_yaml(path.read_text(encoding="utf-8"), path.name) if path.exists() else Pins()


def held(book: LawBook, texts: LawTexts) -> Iterator[tuple[Act, ActText]]:
    """Each act of the book whose text is at hand, with it."""
    return ((act, texts[act.lovdata]) for act in book.acts.values() if act.lovdata in texts)


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
