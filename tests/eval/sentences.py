"""Questions made from sentences whose slots the register fills, with the reading that the register gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from knowledge.model import LANGUAGES, Language
from knowledge.understanding.question import NotUnderstood, Question, Understood
from tests.eval import fills
from tests.eval.fills import Fill
from tests.eval.replies import REFUSING

HERE = Path(__file__).parent / "sentences"
EACH = 3
"""How many fillings of each sentence are asked."""


@dataclass(frozen=True)
class Expected:
    """The reading that a sentence must get."""

    intents: tuple[str, ...]
    slots: Mapping[str, tuple[str, ...]]
    rules: frozenset[str] = frozenset()
    """One of these rules of law must be told first; any when empty."""

    def faults(self, found: Understood, key: str) -> Iterator[str]:
        """What is otherwise; ``key`` is that of the reply."""
        if "-" in self.intents:
            if not isinstance(found, NotUnderstood) and key not in REFUSING:
                yield f"understood, not refused: {_told(found)}"
            return
        if not isinstance(found, Question) or found.intent not in self.intents:
            yield f"understood as {_told(found)}, not as {self.intents}"
            return
        for name, wanted in self.slots.items():
            have = _have(found, name)
            if not (set(wanted) <= have if name in ("fields", "bodies") else set(wanted) == have):
                yield f"understood {name} {sorted(have)}, not {list(wanted)}"
        told = found.law.rules[0].id if found.law and found.law.rules else ""
        if self.rules and found.intent == "law" and told not in self.rules:
            yield f"understood as the rule {told}"


def _have(found: Question, name: str) -> set[str]:
    value = getattr(found.slots, name)
    if name == "form" and value is None:
        value = found.slots.forms
    if name == "paragraphs":
        return {paragraph.split("/")[0] for paragraph in value}
    return {value} if isinstance(value, str) else set(value or ())


def _told(found: Understood) -> str:
    return f"{found.intent} {found.slots.to_json()}" if isinstance(found, Question) else type(found).__name__


@cache
def _read(name: str) -> Mapping[str, Any]:
    read: Mapping[str, Any] = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return read


def sentences(language: Language) -> Mapping[str, list[str]]:
    """The sentences of a written form, by key."""
    return _read(language)


def readings() -> Mapping[str, Any]:
    """How the sentences of each key must be understood."""
    return _read("readings")


def questions() -> Iterator[tuple[str, str, Language, str, Expected]]:
    """Name, key, written form, words and reading of every question; both forms of a key are filled alike."""
    for key, reading in readings().items():
        found = fills.fills(reading["fill"])
        for number in range(max(len(sentences(form)[key]) for form in LANGUAGES)):
            chosen = Random(f"{key}|{number}").sample(found, min(EACH, len(found)))
            for turn, fill in enumerate(chosen):
                for language in LANGUAGES:
                    frame = sentences(language)[key][number]
                    words = frame.format(**{slot: filling.said.in_(language) for slot, filling in fill.items()})
                    yield f"sentences/{key}/{language}{number}.{turn}", key, language, words, _expected(reading, fill)


def _expected(reading: Mapping[str, Any], fill: Fill) -> Expected:
    slots = {
        name: tuple(fill[slot].value for slot in ([filled] if isinstance(filled, str) else filled))
        for name, filled in reading.get("slots", {}).items()
    }
    rules = fills.rules(fill["form"].value, reading["aspect"]) if "aspect" in reading else frozenset[str]()
    return Expected(tuple(reading["intent"]), slots, rules)
