"""What holds for any words: the same in, the same out; never a crash; what is unknown is refused."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from knowledge.understanding.question import Ambiguous, Context, NotUnderstood, Question, Slots, Understood
from knowledge.understanding.reading import Understanding
from tests.worlds import World, knowledge, understanding

ROOT = Path(__file__).parents[2]
QUESTIONS = (
    "Hvilke samarbeid er Gjøvik med i?", "Kven er med i Sogn KO?", "hvem samarbeider Jevnaker med", "Hva kostet vikarer i Årdal?",
    "Kva kommune brukte mest på vikarar?", "Hva er fordelene med felles landbrukskontor?", "hvem er med i regionrådet",
    "Hva vedtok Vestre Toten om lønn?", "asdf qwerty", "GIS", "hva med brann", "vis tidslinjen for Sogn KO",
)  # fmt: skip
ODD = (
    "",
    " ",
    "\n",
    "?",
    "\x00",
    "\u202e",
    "🙂",
    "a" * 2000,
    "é" * 500,
    "1" * 400,
    "§" * 100,
    "§",
    "§ §",
    "-",
    "’",
    "'",
    "<script>",
    "' OR 1=1 --",
    "{{ 7*7 }}",
    "{% x %}",
    "$(id)",
    "\\",
    "\ud7ff",
    "\u0301\u0301",
    "og",
    "og og og",
    "i på for",
    "Os",
    "Å",
    "av",
    "2024",
    "31.12.",
    "12/",
    "1/1/1/1",
    "99/99",
    "§ 18-1 § 18-1",
    "mars",
    "31 februar 2024",
    "0 mai",
    "32 mai 2024",
    "mai 2024 mai",
)


def told(found: Understood) -> str:
    """All of an understanding that an answer can depend on, as text."""
    if isinstance(found, Question):
        hits = [(hit.doc.record_id, hit.doc.part, round(hit.score, 6)) for hit in found.hits]
        return json.dumps([found.intent, found.slots.to_json(), found.language, hits, found.why, found.runner_up])
    if isinstance(found, Ambiguous):
        return json.dumps([found.about, [asdict(o) for o in found.options], found.total, told(found.question)])
    return json.dumps([found.reason, found.unknown, found.language])


def random_words(seed: int, world: World = "shipped") -> Iterator[str]:
    """Words of the register, filler, letters at random and punctuation, thrown together."""
    dice = random.Random(seed)
    register = knowledge(world).register
    known = [c.name.nb for c in register.cooperations.values()] + [m.name for m in register.municipalities.values()]
    known += [w for f in register.fields.values() for w in f.words.all()]
    common = [
        "hva",
        "hvem",
        "kven",
        "og",
        "i",
        "på",
        "med",
        "er",
        "har",
        "ikke",
        "uten",
        "begge",
        "alle",
        "når",
        "hvor",
        "mye",
        "flest",
        "minst",
        "det",
        "den",
        "vi",
        "oss",
        "§",
        "18-1",
        "2024",
        "sak",
    ]
    while True:
        parts = []
        for _ in range(dice.randint(1, 12)):
            word = dice.choice(
                dice.choice((known, common, common, ["".join(dice.choices("abcdeæøå -.?/0123", k=dice.randint(1, 9)))]))
            )
            if dice.random() < 0.15 and len(word) > 2:
                cut = dice.randrange(len(word) - 1)
                word = word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :]
            parts.append(word.upper() if dice.random() < 0.05 else word)
        yield " ".join(parts) + dice.choice(("", "?", "!", "..."))


@pytest.mark.parametrize("world", ["shipped", "fictional"])
def test_random_words_never_break_it(world: World) -> None:
    """Whatever is thrown at it, with or without a conversation before, it understands something or says that it does not."""
    words, mind = random_words(7, world), understanding(world)
    context = Context()
    for _ in range(400):
        text = next(words)
        found = mind.understand(text, context)
        assert isinstance(found, Question | Ambiguous | NotUnderstood), text
        if isinstance(found, Ambiguous):
            assert (1 if found.about == "did_you_mean" else 2) <= len(found.options) <= 3
            assert found.total >= len(found.options)
        if isinstance(found, Question):
            assert set(found.slots.municipalities) <= set(mind.knowledge.register.municipalities)
            context = Context(intent=found.intent, slots=found.slots, language=found.language)


@pytest.mark.parametrize("text", ODD)
def test_odd_words_never_break_it(text: str) -> None:
    """Emptiness, control signs, emoji, code and half dates are taken as words like any others."""
    assert isinstance(understanding("shipped").understand(text), Question | Ambiguous | NotUnderstood)


@pytest.mark.parametrize("text", ["", " ", "?!", "🙂", "\u202e"])
def test_no_words_are_nothing(text: str) -> None:
    """Without a word there is no question."""
    found = understanding("shipped").understand(text)

    assert isinstance(found, NotUnderstood)
    assert found.reason == "empty"


def test_the_same_words_are_understood_alike_again() -> None:
    """Nothing is learnt from one question to the next."""
    mind = understanding("shipped")
    first = [told(mind.understand(text)) for text in QUESTIONS]

    assert first == [told(mind.understand(text)) for text in reversed(QUESTIONS)][::-1]


def test_two_instances_understand_alike() -> None:
    """Nothing depends on what an instance was asked before."""
    other = Understanding(knowledge("fictional"))
    texts = [text for text, _ in zip(random_words(11, "fictional"), range(60), strict=False)]

    assert [told(understanding("fictional").understand(t)) for t in texts] == [told(other.understand(t)) for t in texts]


def test_the_order_of_sets_decides_nothing() -> None:
    """Processes with different hash seeds understand alike, hits and their order included."""
    program = (
        "from tests.understanding.test_understanding import QUESTIONS, told\n"
        "from tests.worlds import understanding\n"
        "mind = understanding('shipped')\n"
        "print('\\n'.join(told(mind.understand(q)) for q in QUESTIONS))\n"
    )
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in ("0", "1", "4242")
    ]
    told_by = [run.communicate(timeout=60)[0] for run in runs]

    assert told_by[0].count("\n") == len(QUESTIONS)
    assert len(set(told_by)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Hva er hovedstaden i Peru?",
        "Kven vann VM på ski i 1982?",
        "hvilken farge har månen",
        "zxcvb asdfg",
        "hvordan skifter jeg olje",
    ],
)
def test_unknown_words_are_refused(text: str) -> None:
    """What the knowledge has no word for is not answered."""
    assert isinstance(understanding("shipped").understand(text), NotUnderstood)


def test_what_is_not_known_is_named() -> None:
    """The refusal tells which words were unknown."""
    found = understanding("fictional").understand("Hva er hovedstaden i Peru?")

    assert isinstance(found, NotUnderstood)
    assert found.unknown == ("hovedstaden", "Peru")


def test_slots_outlive_a_deploy() -> None:
    """Slots come back from the conversation's state as they went in; keys of another version are passed over."""
    slots = Slots(municipalities=("gjovik",), cooperation="glor", all_of=True, dates=("2024",), superlative="most")

    assert slots == Slots.from_json(json.loads(json.dumps(slots.to_json())))
    assert Slots(cooperation="glor") == Slots.from_json({"cooperation": "glor", "of_another_version": [1]})
    assert Slots().to_json() == {}


def test_the_chosen_language_goes_before_the_words() -> None:
    """Who asked for nynorsk is answered in nynorsk, whatever the question is written in."""
    found = understanding("fictional").understand("Hvem er med i Havbrann IKS?", Context(chosen_language="nn"))

    assert isinstance(found, Question)
    assert found.language == "nn"


def test_our_own_municipality_stands_in_for_we() -> None:
    """«Vi» is the municipality that the reader chose, and only where none is named."""
    mind, context = understanding("fictional"), Context(municipality="brattnes")
    ours = mind.understand("Hvilke samarbeid er vi med i?", context)
    theirs = mind.understand("Hvilke samarbeid er Storvåg med i?", context)

    assert isinstance(ours, Question)
    assert isinstance(theirs, Question)
    assert ours.slots.municipalities == ("brattnes",)
    assert theirs.slots.municipalities == ("storvag",)
