"""Question cases as data: what is asked in both written forms, how it must be understood, and what the reply must say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dialogs.model import Address, Message
from knowledge.model import LANGUAGES, Language
from knowledge.understanding.question import Ambiguous, NotUnderstood, Question, Understood
from tests import worlds
from tests.worlds import Bot, Said, World

HERE = Path(__file__).parent
_KEYS = {"name", "asked", "as_of", "understood", "reply", "says", "never", "world", "gap"}
_BOTH = ("municipalities", "fields", "regions", "excluded", "dates", "statuses", "assessments", "kinds", "counties", "sources")


@dataclass(frozen=True)
class Case:
    """One promise, in both written forms."""

    file: str
    world: World
    name: str
    asked: Mapping[Language, tuple[str, ...]]
    understood: Mapping[str, Any]
    replies: tuple[str, ...]
    says: Mapping[Language, tuple[str, ...]]
    never: Mapping[Language, tuple[str, ...]]
    as_of: date
    gap: str = ""
    """Why the product does not keep the promise yet; empty when it does."""


@dataclass(frozen=True)
class Asked:
    """One wording of a case, and all that came of it."""

    case: Case
    language: Language
    words: str
    understood: Understood
    said: Said
    broke: str = ""
    """How it broke down, when no reply came."""

    def faults(self) -> Iterator[str]:
        """What is otherwise than the case promises."""
        if self.broke:
            yield f"broke down: {self.broke}"
            return
        yield from (f"understood {fault}" for fault in _differences(self.case.understood, self.understood))
        if self.case.replies and self.said.keys[0] not in self.case.replies:
            yield f"replied {self.said.keys[0]}"
        if self.said.replies[0].language != self.language:
            yield f"answered in {self.said.replies[0].language}"
        text = " ".join(self.said.text.split())
        for pattern in self.case.says[self.language]:
            if not re.search(pattern, text, re.IGNORECASE):
                yield f"does not say {pattern!r}: {text[:300]}"
        for pattern in self.case.never[self.language]:
            if re.search(pattern, text, re.IGNORECASE):
                yield f"says {pattern!r}: {text[:300]}"


def _patterns(value: Any) -> Mapping[Language, tuple[str, ...]]:
    if isinstance(value, Mapping):
        return {form: _tuple(value[form]) for form in LANGUAGES}
    return {form: _tuple(value) for form in LANGUAGES}


def _tuple(value: Any) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else tuple(map(str, value))


def read(path: Path, world: World) -> tuple[Case, ...]:
    """The cases of one file; AssertionError names what is malformed."""
    found = []
    for item in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or ():
        unknown = set(item) - _KEYS
        assert not unknown, f"{path.name}: {item.get('name')}: unknown keys {unknown}"
        assert set(item["asked"]) == set(LANGUAGES), f"{path.name}: {item['name']}: asked must have nb and nn"
        found.append(
            Case(
                path.name, item.get("world", world), item["name"], {form: _tuple(item["asked"][form]) for form in LANGUAGES},
                item["understood"], _tuple(item.get("reply")), _patterns(item.get("says")), _patterns(item.get("never")),
                date.fromisoformat(item["as_of"]) if "as_of" in item else worlds.DAY, item.get("gap", ""),
            )
        )  # fmt: skip
    return tuple(found)


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case that the product must keep, of both worlds."""
    shipped = [case for path in sorted(HERE.glob("*.yaml")) if path.name != "known_gaps.yaml" for case in read(path, "shipped")]
    fictional = [case for path in sorted((HERE / "fictional").glob("*.yaml")) for case in read(path, "fictional")]
    return (*shipped, *fictional)


@cache
def known_gaps() -> tuple[Case, ...]:
    """Cases that the product does not keep yet, one wording each counts."""
    return read(HERE / "known_gaps.yaml", "shipped")


@cache
def answers() -> Mapping[tuple[str, str, str], Asked]:
    """What came of every wording of every case: (case, language, words) -> what it was."""
    found: dict[tuple[str, str, str], Asked] = {}
    for world in ("shipped", "fictional"):
        cases = [case for case in (*all_cases(), *known_gaps()) if case.world == world]
        found.update(worlds.with_bot(world, lambda bot, cases=cases: ask_all(bot, cases)))  # type: ignore[misc]
    return found


async def ask_all(
    bot: Bot, cases: Sequence[Case], only: tuple[Language, str] | None = None
) -> dict[tuple[str, str, str], Asked]:
    """What comes of every wording of the cases, or of one, each asked by somebody else."""
    found: dict[tuple[str, str, str], Asked] = {}
    understanding = bot.live.understanding
    for case in cases:
        bot.day = case.as_of
        for language in LANGUAGES:
            for words in case.asked[language]:
                if only is not None and (language, words) != only:
                    continue
                # words that show neither form are answered in the form that the reader's program is set to
                neutral = understanding.knowledge.lexicon.language(words) is None
                address = Address("console", f"u {language} {case.name} {words}", f"c {language} {case.name} {words}")
                said, broke = Said((), ()), ""
                try:
                    said = await bot.say(Message(address, words, locale=f"{language}-NO" if neutral else ""))
                except Exception as error:  # one wording that breaks must not hide the others
                    broke = repr(error)
                found[case.name, language, words] = Asked(case, language, words, understanding.understand(words), said, broke)
    return found


def _differences(wanted: Mapping[str, Any], found: Understood) -> Iterator[str]:
    if "ambiguous" in wanted:
        options = {i for option in found.options for i in option.ids} if isinstance(found, Ambiguous) else set()
        if options != set(wanted["ambiguous"]):
            yield f"{_told(found)}, not as a choice between {wanted['ambiguous']}"
        return
    if "not_understood" in wanted:
        if not isinstance(found, NotUnderstood) or found.reason not in _tuple(wanted["not_understood"]):
            yield f"{_told(found)}, not as not understood ({wanted['not_understood']})"
        return
    if not isinstance(found, Question) or found.intent not in _tuple(wanted["intent"]):
        yield f"{_told(found)}, not as {wanted['intent']}"
        return
    for key, value in wanted.items():
        if key == "intent":
            continue
        have = getattr(found.slots, key)
        if key in _BOTH:
            # more fields than those named do no harm; other places do
            same = set(_tuple(value)) <= set(have) if key in ("fields", "assessments") else set(_tuple(value)) == set(have)
        else:
            same = str(have) == value if have is not None else value == "none"
        if not same:
            yield f"{key} {have}, not {value}"


def _told(found: Understood) -> str:
    if isinstance(found, Question):
        return f"as {found.intent} {found.slots.to_json()}"
    if isinstance(found, Ambiguous):
        return f"as ambiguous {[option.ids for option in found.options]}"
    return f"as not understood ({found.reason}) {found.unknown}"
