"""Every kind of variant, and the one variant of a question that is made of each: the same for the same seed, on every machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from random import Random

from knowledge.model import Language
from tests.eval import compounds, known, letters, wording
from tests.eval.base import Base

SEED = 5
Make = Callable[[str, Language, Random], str | None]


@dataclass(frozen=True)
class Variant:
    """A question in other words or letters."""

    kind: str
    base: Base
    words: str


def _slip(slip: letters.Slip, text: str, language: Language, random: Random) -> str | None:
    return letters.slipped(text, slip, random, known.confusable)


def _plain(change: Callable[[str], str]) -> Make:
    return lambda text, language, random: change(text)


KINDS: Mapping[str, Make] = {
    "typo: neighbour key": partial(_slip, letters.neighbour),
    "typo: letter dropped": partial(_slip, letters.dropped),
    "typo: letter doubled": partial(_slip, letters.doubled),
    "typo: letters swapped": partial(_slip, letters.swapped),
    "compound split": lambda text, language, random: compounds.split(text, random),
    "words joined": lambda text, language, random: compounds.joined(text, random),
    "æøå as ae, oe, aa": _plain(letters.two_letters),
    "æøå as a, o, a": _plain(letters.one_letter),
    "æøå lost": _plain(letters.lost),
    "dialect": wording.dialect,
    "written forms mixed": wording.mixed,
    "order of words": wording.order,
    "politeness": wording.polite,
    "preamble": wording.preamble,
    "capitals": _plain(letters.capitals),
    "no signs": _plain(letters.unsigned),
    "small letters, no signs": _plain(letters.small),
}
"""Kinds in the order of the report."""
_OF_LETTERS = tuple(kind for kind in KINDS if kind.startswith(("typo", "æøå")))
ANY_LANGUAGE = frozenset(("dialect", "written forms mixed"))
"""Kinds whose words do not tell which written form the answer should be in."""
GROUPS: Mapping[str, tuple[str, ...]] = {
    "one typo": tuple(kind for kind in KINDS if kind.startswith("typo: ")),
    "split or joined": ("compound split", "words joined"),
    "æøå": tuple(kind for kind in KINDS if kind.startswith("æøå")),
    "capitals, or no signs": ("capitals", "no signs", "small letters, no signs"),
}
"""Kinds that are told together, among them those that acceptance is about."""


def of(base: Base, kind: str, *, seed: int = SEED, number: int = 0) -> Variant | None:
    """The variant of a kind; None where the question has none, or comes out as it was."""
    if len(base.turns) > 1 and kind in ("politeness", "preamble"):
        return None  # nobody begins anew in the middle of a conversation
    random = Random(f"{seed}|{number}|{kind}|{base.id}")
    words = KINDS[kind](base.words, base.language, random)
    if words is None or words == base.words or not words.strip() or (kind in _OF_LETTERS and _renames(base.words, words)):
        return None
    return Variant(kind, base, words)


def _renames(text: str, written: str) -> bool:
    """True when a name has become that of another municipality."""
    before, after = (set(letters.WORD.findall(letters.plain(t))) for t in (text, written))
    return bool((after - before) & known.names())
