"""What an answer to a variant is worth, held against the answer to the question as it was written.

Only questions whose unchanged wording is answered rightly are varied. A variant's answer is

- **right** when it is as the question demands: for a question of a set the grader's ``must``, ``never``, ``cite``, ``lang`` and
  ``refuse`` hold, for a promise of tests/questions its reading, reply and words, for a sentence of our own the intent and the
  slots that the register gives. Right too is an answer on the same subject that tells the same facts, whatever it is headed
  with, and a refusal of what must be refused;
- **refused** when it says that it does not know or understand, or falls back to talk («hei», help) without stating anything;
- **asked back** when it asks which cooperation, case or municipality is meant, or begins the guide;
- **partly** right when the reading is the same as that of the unchanged question (``same`` below), but something that the
  question demands is left out, or the answer is in the other written form; and when everything that the unchanged question
  gets is told, among other things;
- **wrong** in all other cases: something is asserted for another reading - another intent, cooperation, municipality, form,
  paragraph, period, or another rule or fact told first - or an answer is given where none may be, or «ja» or «nei» is said
  where the unchanged question gets another or none, or something is said that ``never`` forbids.

A wrong answer is the one that does harm: it looks like an answer to what was asked. The others are failures that the reader sees.
Variants that mix the written forms or are in dialect may be answered in either.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from tests.eval.ask import Seen
from tests.eval.base import Base
from tests.eval.replies import ASKING, REFUSING

Verdict = Literal["right", "partly", "asked", "refused", "wrong"]
VERDICTS: tuple[Verdict, ...] = ("right", "partly", "asked", "refused", "wrong")

_DECIDING: Mapping[str, tuple[str, ...]] = {
    "list": ("municipalities", "all_of", "excluded", "regions", "counties", "fields", "form", "statuses", "outside", "kinds"),
    "partners": ("municipalities", "fields"),
    "membership": ("cooperation", "municipalities"),
    "law_form": ("form",),
    "law_compare": ("forms",),
    "law": (),
    "law_overview": (),
    "deadline": ("days", "period", "form", "aspect"),
    "paragraph": ("paragraphs", "act"),
    "levers": ("cooperation", "form"),
    **dict.fromkeys(("members", "host", "form", "established", "status", "bodies", "details"), ("cooperation",)),
}
"""The slots that decide what an answer is about, by intent."""
_OTHERS = (
    "cooperation",
    "municipalities",
    "case",
    "dates",
    "span",
    "aspect",
    "measure",
    "case_number",
    "bodies",
    "fields",
    "kinds",
)
_SUBJECT = ("cooperation", "municipalities", "regions", "form", "case", "fields", "paragraphs")
_NEAR = frozenset([("membership", "members")])
"""Readings whose answer tells what was asked, only less directly: the list of members shows who is one."""
_FIRST_TOLD = frozenset(("law", "fact", "figure", "assessment"))
"""Intents whose answer is the facts or rules that were found: the first of them must be the same."""


_WORDIER = 1.5
"""An answer with the same facts may tell so many times as many."""


def judge(base: Base, plain: Seen, seen: Seen) -> Verdict:
    """The verdict on ``seen``, a variant's answer, where ``plain`` came of the unchanged question."""
    if not seen.faults or (seen.core == plain.core and seen.core):
        return "right"
    if any(fault.startswith("says ") for fault in seen.faults):
        return "wrong"
    key = seen.keys[-1] if seen.keys else "broke"
    if key in REFUSING:
        honest = plain.keys[-1].startswith("unknown/") and key.startswith("unknown/")
        return "right" if honest and seen.language == plain.language else "refused"
    if key in ASKING:
        return "asked"
    if plain.keys[-1] in REFUSING or plain.keys[-1] in ASKING:
        return "wrong"
    if seen.said and seen.said != plain.said:
        return "wrong"
    firsts = plain.told[:1] == seen.told[:1] or not plain.intent.startswith("law")
    if plain.facts and set(plain.facts) <= set(seen.facts) and firsts:
        alike = (seen.said, seen.facts[0]) == (plain.said, plain.facts[0]) and len(seen.facts) <= _WORDIER * len(plain.facts)
        return "right" if alike and not astray(plain, seen) else "partly"
    return "partly" if same(plain, seen) else "wrong"


def same(plain: Seen, seen: Seen) -> bool:
    """True when two answers are of one reading: one intent, the same deciding slots, the same fact or rule told first."""
    if (plain.intent, seen.intent) in _NEAR:
        return bool(plain.slots.get("cooperation") == seen.slots.get("cooperation"))
    if plain.intent != seen.intent or plain.keys[-1:] != seen.keys[-1:]:
        return False
    deciding = _DECIDING.get(plain.intent, _OTHERS)
    if any(not _agree(name, plain.slots.get(name), seen.slots.get(name)) for name in deciding):
        return False
    return plain.intent not in _FIRST_TOLD or plain.told[:1] == seen.told[:1]


def astray(plain: Seen, seen: Seen) -> bool:
    """True when an answer is about another subject, not only about another side of the same."""
    return any(not _agree(name, plain.slots.get(name), seen.slots.get(name)) for name in _SUBJECT)


def _agree(name: str, one: Any, other: Any) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        # more fields than those named do no harm
        return set(one) <= set(other) if name == "fields" else sorted(one) == sorted(other)
    return bool(one == other) or (name == "fields" and not one)
