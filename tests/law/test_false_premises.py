"""Ninety statements and questions that take something about the law for granted, graded as the open question set is.

Written from the law alone, without sight of the product; their failures have been read since. The first run got 44 of 90.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogs.model import Address, Message
from tests import worlds
from tests.worlds import Bot

FILE = Path(__file__).parent / "false_premises.yaml"
SHARE = 0.95
_KEYS = {"id", "kind", "ask", "must", "never", "cite", "lang", "gap"}
_NN = re.compile(
    r"\b(ikkje|kva|kven|korleis|kvifor|frå|eit|ein|eg|dei|nokon|nokre|noko|desse|kommunane|samarbeida|mogleg\w*|kjelde\w*|oppgåve\w*"
    r"|vedteke\w*|vedtekne|utan|mykje|vart|òg|berre|rekneskap\w*|seier|gjer|gjeld|tenest\w*|innbyggjar\w*|kommunestyra|sjølv\w*"
    r"|høyrer|saman|mellom anna)\b",
    re.IGNORECASE,
)
_NB = re.compile(
    r"\b(ikke|hva|hvem|hvordan|hvorfor|hvilke\w*|fra|et|en|jeg|de|noen|noe|disse|kommunene|samarbeidene|mulig\w*|kilde\w*"
    r"|oppgave\w*|vedtatt\w*|uten|mye|ble|også|bare|regnskap\w*|sier|gjør|gjelder|tjeneste\w*|innbygger\w*|kommunestyrene|selv\w*"
    r"|hører|sammen|blant annet)\b",
    re.IGNORECASE,
)


@cache
def items() -> tuple[Mapping[str, Any], ...]:
    """Every premise; AssertionError names what is malformed."""
    found = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    for item in found:
        assert not set(item) - _KEYS, f"{item['id']}: unknown keys {set(item) - _KEYS}"
    return tuple(found)


@cache
def outcomes() -> Mapping[str, tuple[str, ...]]:
    """The faults of every premise, from one bot that each is put to apart."""
    return worlds.with_bot("shipped", _ask)


async def _ask(bot: Bot) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for item in items():
        try:
            said = await bot.say(Message(Address("console", item["id"], item["id"]), item["ask"], locale="nb-NO"))
        except Exception as error:  # one premise that breaks must not hide the others
            found[item["id"]] = (f"broke down: {error!r}",)
            continue
        found[item["id"]] = tuple(faults(item, said.text))
    return found


def faults(item: Mapping[str, Any], answer: str) -> Iterator[str]:
    """What is otherwise in the answer than the item wants."""
    text = re.sub(r"[*_`]+", "", answer.replace("\u00a0", " ")).casefold()
    if not text.strip():
        yield "no answer"
        return

    def hit(pattern: str) -> bool:
        cased = re.search(r"\\[A-Z]", pattern)
        return re.search(pattern if cased else pattern.casefold(), text, re.DOTALL) is not None

    for group in item.get("must", ()):
        if not any(map(hit, [group] if isinstance(group, str) else group)):
            yield f"missing {group}"
    yield from (f"says {pattern}" for pattern in item.get("never", ()) if hit(pattern))
    yield from (f"does not cite {pattern}" for pattern in item.get("cite", ()) if not hit(pattern))
    own = _own_words(answer)
    nn, nb = len(_NN.findall(own)), len(_NB.findall(own))
    if abs(nn - nb) > 1 and (item["lang"] == "nn") != (nn > nb):
        yield f"in the other written form: {nn} words of nynorsk, {nb} of bokmål"


def _own_words(text: str) -> str:
    bare = re.sub(r"«[^»]*»|\"[^\"]*\"|“[^”]*”", " ", text)
    return "\n".join(line for line in bare.splitlines() if not re.match(r"\W*(kilde|kjelde|source)", line, re.IGNORECASE))


def _params() -> list[Any]:
    return [
        pytest.param(item, id=item["id"], marks=[pytest.mark.xfail(strict=True, reason=item["gap"])] if "gap" in item else [])
        for item in items()
    ]


@pytest.mark.parametrize("item", _params())
def test_a_premise_is_put_right_or_confirmed(item: Mapping[str, Any]) -> None:
    """A false premise is answered with the rule that holds, a true one is not denied; both with their paragraph."""
    assert [f"«{item['ask']}»: {fault}" for fault in outcomes()[item["id"]]] == []


def test_nearly_all_premises_are_answered_rightly() -> None:
    """At least 95 % of them, the known gaps counted against it."""
    wrong = sorted(name for name, found in outcomes().items() if found)

    assert len(wrong) <= (1 - SHARE) * len(items()), f"{len(items()) - len(wrong)} of {len(items())}; wrong: {', '.join(wrong)}"


def test_premises_come_in_both_written_forms_and_are_told_once() -> None:
    """Neither form lags, and no premise stands twice."""
    forms = [item["lang"] for item in items()]

    assert len({item["id"] for item in items()}) == len({item["ask"] for item in items()}) == len(items()) == 90
    assert min(forms.count("nb"), forms.count("nn")) >= 40
