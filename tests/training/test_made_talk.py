"""Practice on what the register holds of one's own municipality."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.model import LANGUAGES, DatedStatus, Language, PartialDate, Status, Text
from knowledge.quiz import QuizItem, right_answer
from knowledge.quiz_made import made_item, made_items
from knowledge.snapshot import Knowledge
from storage.identity import person_key
from storage.practice import results_of
from storage.practice_habits import load_run
from tests.training.made_run import language as little_law
from tests.training.talking import SECRET, Person
from tests.worlds import knowledge

pytestmark = pytest.mark.asyncio
STARTS = {"nb": "øv på vår kommune", "nn": "øv på kommunen vår"}


def key_of(person: Person) -> str:
    return person_key(SECRET, "t", "msteams", person.name)


async def waiting(person: Person) -> tuple[QuizItem, list[str]]:
    """The item that waits, and its options as they are shown."""
    async with person.service.database.session() as session:
        run = (await load_run(session, key_of(person)))["run"]
    item = made_item(knowledge("fictional"), run["item"], "storvag", person.service.clock.today())
    assert item is not None
    return item, run["shown"]


@pytest.mark.parametrize("written", LANGUAGES)
async def test_one_practises_on_ones_own_municipality(kari: Person, written: Language) -> None:
    """«Øv på vår kommune» asks of its cooperations in one's written form; the answer has source and age, and is kept."""
    kari.locale = f"{written}-NO"
    await kari.say("vi er Storvåg" if written == "nb" else "me er Storvåg")
    await kari.say(STARTS[written])
    item, shown = await waiting(kari)
    assert kari.last is not None
    assert item.stem.in_(written) in kari.last.text
    (right,) = right_answer(item)
    told = await kari.say("abcdefgh"[shown.index(right)])
    assert next(o for o in item.options if o.id == right).because.in_(written) in told.text
    assert ("gammel" if written == "nb" else "gammal") in told.text
    async with kari.service.database.session() as session:
        kept = [result.item for result in await results_of(session, key_of(kari))]
    assert kept == [item.id]


async def test_without_a_municipality_nobody_is_asked_about_one(kari: Person) -> None:
    """Who has not said where they are from gets no question about any place."""
    said = await kari.say("øv på vår kommune")
    stems = [item.stem.nb for item in made_items(knowledge("fictional"), "storvag", kari.service.clock.today())]
    assert not any(stem in said.text for stem in stems)


async def test_a_question_whose_fact_changes_is_not_marked(kari: Person) -> None:
    """While the question waits the cooperation is ended: what is answered then counts for nothing, and another is asked."""
    await kari.say("vi er Storvåg")
    await kari.say("øv på vår kommune")
    item, _ = await waiting(kari)
    known = knowledge("fictional")
    record = known.register.cooperations[item.facts[0].removeprefix("cooperation:")]
    ended = DatedStatus(Status.ENDED, PartialDate(2026, 11, 30), Text("Det er slutt.", "Det er slutt."))
    changed = {**known.register.cooperations, record.id: replace(record, status=(*record.status, ended))}
    kari.service.know(Knowledge(replace(known.register, cooperations=changed), little_law()))
    await kari.say("a")
    async with kari.service.database.session() as session:
        assert not await results_of(session, key_of(kari))
        run = (await load_run(session, key_of(kari))).get("run")
    assert run is None or run["item"] != item.id
