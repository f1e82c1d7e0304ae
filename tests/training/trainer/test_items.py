"""Paragraphs as people write them, faults in words, how hard items are to read, and own items among those that are asked."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import text

from dialogs.editing.given import Wrong
from dialogs.model import Reply
from dialogs.training import items
from dialogs.training.item_faults import bank_faults, told_of
from dialogs.training.item_refs import read_refs, rules_on, write_refs
from dialogs.training.own_items import OwnItems
from knowledge.basics import LANGUAGES, Language, Text
from knowledge.drift import load_pins
from knowledge.legal import LawBook
from knowledge.quiz import Kind, QuizItem, Theme
from knowledge.snapshot import Knowledge
from storage.database import Database
from storage.quiz_items import approve_item, suggest_item
from tests.training.trainer.conftest import NOW, Training, filled, renderer
from tests.training.trainer.examples import item, option
from tests.worlds import knowledge

BOOK, PINS = knowledge("shipped").law.book, load_pins()


@pytest.mark.parametrize(
    ("written", "refs"),
    [
        ("§ 20-2", ("koml 20-2",)),
        ("kommuneloven § 20-2 første ledd, § 20-4", ("koml 20-2/1", "koml 20-4")),
        ("koml 20-2/1", ("koml 20-2/1",)),
        ("IKS-lova § 4 tredje ledd nr. 5; kommunelova § 19-4 fjerde ledd bokstav g", ("iksl 4/3/nr5", "koml 19-4/4/g")),
        ("plan- og bygningsloven § 9-1 og § 9-2", ("pbl 9-1", "pbl 9-2")),
        ("§ 19-1, andre ledd", ("koml 19-1/2",)),
        ("Koml. § 20-2 2. ledd\nfvl § 28", ("koml 20-2/2", "fvl 28")),
        ("", ()),
    ],
)
def test_paragraphs_are_read_as_people_write_them(written: str, refs: tuple[str, ...]) -> None:
    """What names no act is of the one before, and the first of kommuneloven."""
    assert read_refs(BOOK, written) == refs


@pytest.mark.parametrize("written", ["paragrafen om lån", "grunnloven § 2", "§ 20-2 siste ledd", "kapittel 5"])
def test_what_is_no_paragraph_is_refused(written: str) -> None:
    """Nothing is guessed at."""
    with pytest.raises(Wrong):
        read_refs(BOOK, written)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reference_of_the_bank_is_read_back_as_it_is_written(language: str) -> None:
    """So that a form that is saved as it is changes nothing."""
    every = {option.refs for each in items.bank().quiz_items.values() for option in each.options}

    assert [refs for refs in every if read_refs(BOOK, write_refs(BOOK, refs, language)) != refs] == []  # type: ignore[arg-type]


def test_every_item_of_the_bank_would_find_rules() -> None:
    """Each paragraph that explanations name has a rule that goes stale with it, and few are pinned."""
    found = [rules_on(BOOK, [ref for o in each.options for ref in o.refs]) for each in items.bank().quiz_items.values()]

    assert all(found)
    assert max(map(len, found)) <= 10


def _letters(right: str, letters: str = "abc") -> QuizItem:
    return item(options=tuple(option(x, right=x in right) for x in letters))


FAULTY = [
    item(level=4), item(theme=Theme.REGISTER), item(situation=Text("Da.", "Då.")), _letters("b", "ab"), _letters("b", "acb"),
    _letters("ab"), _letters(""), replace(_letters("abc"), kind=Kind.SEVERAL), item(rules=()), item(rules=("no-such",)),
    item(kind=Kind.MATCH), *(
        replace(item(), options=tuple(replace(o, **changed) for o in item().options))
        for changed in (
            {"refs": ()}, {"refs": ("koml 99-1",)}, {"refs": ("nolaw 1",)}, {"refs": ("tull",)}, {"text": Text("a", "a")}
        )
    ),
]  # fmt: skip


@pytest.mark.parametrize("made", FAULTY)
def test_every_fault_of_the_bank_has_words(made: QuizItem) -> None:
    """Found by the bank's own checks, told with a place in both written forms, never in the checks' own words."""
    found = bank_faults(made, [], BOOK, PINS)
    assert found
    rendered = [renderer().render(_reply(language, made, found)).text for language in LANGUAGES]
    told = {language: told_of(language, made, found, trainer=True) for language in LANGUAGES}

    assert "as_told" not in [fault.key for faults in told.values() for fault in faults]
    assert all(fault.label for faults in told.values() for fault in faults)
    assert rendered[0] != rendered[1]


def _reply(language: Language, made: QuizItem, found: list[str]) -> Reply:
    faults = [each.told() for each in told_of(language, made, found, trainer=True)]
    return Reply("trainer/faulty", language, {"number": 1, "what": "approve", "faults": faults})


async def _approved(database: Database, stem: str = "Hva er nytt her?") -> None:
    async with database.session(write=True) as session:
        stored = await suggest_item(session, item(stem), who="anne", trainer=False, now=NOW)
        await approve_item(session, stored.number, version=1, who="kari", two_persons=False, now=NOW)


async def test_another_replica_asks_what_was_approved_within_the_interval(database: Database) -> None:
    """It is followed until cancelled, and what was taken before stays as it was."""
    other = OwnItems(database)
    following = asyncio.create_task(other.follow(0.05))
    await asyncio.sleep(0.1)
    before = other.quiz_items
    await _approved(database)
    async with asyncio.timeout(10):
        while not other.quiz_items:  # noqa: ASYNC110  # what is waited for is just that it comes by itself
            await asyncio.sleep(0.02)
    following.cancel()

    assert list(other.quiz_items) == ["own-1"]
    assert before == {}


async def test_an_own_item_on_a_stale_rule_is_not_asked_until_it_is_confirmed(database: Database) -> None:
    """It stands again by itself when the rule does."""
    await _approved(database)
    own = OwnItems(database)
    await own.read_once()
    known = knowledge("shipped")
    stale = Knowledge.__new__(Knowledge)
    stale.language = known.language
    stale.stale_rules = {"ko-enkeltvedtak": ("koml 19-1",)}

    assert "own-1" in items.Askable(own.standing).for_all(known)
    assert "own-1" not in items.Askable(own.standing).for_all(stale)
    assert list(own.standing(known)) == ["own-1"]
    assert len(items.Askable(own.standing).for_all(known)) == len(items.standing(known)) + 1


async def test_an_item_on_a_stale_rule_says_so(training: Training) -> None:
    """To the trainer who looks at it, and in the list."""
    anne, kari = training.person("anne"), training.person("kari")
    await anne.presses("Send inn", await anne.says("foreslå spørsmål"), filled())
    approved = await kari.says("godkjenn spørsmål 1")
    known = knowledge("shipped")
    rules = next(iter(training.own.quiz_items.values())).rules
    before, known.stale_rules = known.stale_rules, {rules[0]: ("koml 19-1",)}
    try:
        shown, listed = (await kari.says("vis spørsmål 1")).text, (await kari.says("egne spørsmål")).text
    finally:
        known.stale_rules = before
    assert "stilles ikke nå" not in approved.text
    assert "Spørsmålet stilles ikke nå: loven under en regel det hviler på, er endret." in shown
    assert "(stilles ikke nå: loven under det er endret)" in listed


async def test_what_rests_on_a_rule_that_is_gone_is_not_asked(database: Database) -> None:
    """A newer program may have no such rule; an item that it cannot even read stands in no other's way."""
    await _approved(database)
    await _approved(database, "Hva er skadet?")
    async with database.session(write=True) as session:
        await session.run(lambda c: c.execute(text("UPDATE quiz_item SET live = '{\"id\": 1}' WHERE id = 2")))
    own = OwnItems(database)
    await own.read_once()
    newer = Knowledge.__new__(Knowledge)
    newer.stale_rules, newer.language = {}, replace(knowledge("shipped").language, law=LawBook())

    assert list(own.standing(knowledge("shipped"))) == ["own-1"]
    assert own.standing(newer) == {}
