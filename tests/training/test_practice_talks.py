"""Practice as a person has it: from «quiz» to the last answer, with all that comes between."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest

from dialogs.model import Choice
from dialogs.training.items import bank, standing
from knowledge.model import LANGUAGES, Language
from knowledge.quiz import Kind, QuizItem, right_answer
from storage.practice import results_of
from storage.practice_habits import load_run
from tests.training.talking import Person, Service, with_stale

pytestmark = pytest.mark.asyncio


def titles(person: Person) -> list[str]:
    return [choice.title for choice in person.reply.choices]


async def waiting(person: Person) -> tuple[QuizItem, list[str]]:
    """The item that waits for an answer, and its options as they are shown."""
    async with person.service.database.session() as session:
        run = (await load_run(session, key_of(person)))["run"]
    return bank().quiz_items[run["item"]], run["shown"]


def key_of(person: Person) -> str:
    from storage.identity import person_key
    from tests.training.talking import SECRET

    return person_key(SECRET, "t", "msteams", person.name)


async def results(person: Person) -> list[tuple[str, bool]]:
    async with person.service.database.session() as session:
        return [(result.item, result.right) for result in await results_of(session, key_of(person))]


def typed(item: QuizItem, shown: list[str], ids: tuple[str, ...]) -> str:
    """The answer as one would type it."""
    if item.kind is Kind.MATCH:
        return " ".join(f"{'abcdefgh'[n]}{shown.index(i) + 1}" for n, i in enumerate(ids))
    return " ".join("abcdefgh"[shown.index(i)] for i in ids)


async def answer(person: Person, *, right: bool = True) -> None:
    """Answer the question that waits, in writing."""
    item, shown = await waiting(person)
    good = right_answer(item)
    bad = tuple(reversed(good)) if item.kind in (Kind.MATCH, Kind.ORDER) else tuple(i for i in shown if i not in good)[:1]
    await person.say(typed(item, shown, good if right else bad))


async def test_an_exercise_from_buttons(kari: Person) -> None:
    """Three questions; each is answered at once, with what was right, and the last tells how it went."""
    await kari.say("quiz")
    assert kari.reply.facts["number"] == 1
    keys = []
    for number in (1, 2, 3):
        item, shown = await waiting(kari)
        if item.kind in (Kind.ONE, Kind.CASE, Kind.TRUE_FALSE):
            right = next(o.id for o in item.options if o.right)
            title = item.options[shown.index(right)].text.nb if item.kind is Kind.TRUE_FALSE else "ABCDEFGH"[shown.index(right)]
            await kari.press(title)
        elif item.kind is Kind.SEVERAL:
            await kari.press("Svar", **{f"quiz_{i}": "true" for i in right_answer(item)})
        else:
            places = range(1, 9) if item.kind is Kind.ORDER else [o.id for o in item.options]
            await kari.press("Svar", **{f"quiz_{at}": i for at, i in zip(places, right_answer(item), strict=False)})
        keys.append((kari.reply.key, kari.reply.facts["verdict"], kari.reply.facts["finished"]))
        if number < 3:
            assert titles(kari)[0] == "Neste spørsmål"
            await kari.press("Neste spørsmål")

    assert keys == [("quiz/feedback", "right", False)] * 2 + [("quiz/feedback", "right", True)]
    assert (kari.reply.facts["score"], kari.reply.facts["answered"]) == (3, 3)
    assert [right for _, right in await results(kari)] == [True] * 3
    assert titles(kari)[0] == "Tre til"


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("right", [True, False])
async def test_every_kind_is_asked_answered_in_writing_and_explained(
    service: Service, kind: Kind, language: Language, *, right: bool
) -> None:
    """Every option has its explanation, in the reader's written form; right or wrong is said in words."""
    person = Person(service, f"{kind}-{language}-{right}", locale=f"{language}-NO")
    item = next(i for i in bank().quiz_items.values() if i.kind is kind)
    await only(service, person, item)
    assert person.reply.facts["stem"] == item.stem.in_(language)
    await answer(person, right=right)
    text = person.last.text if person.last else ""

    assert person.reply.key == "quiz/feedback"
    assert all(option.because.in_(language) in text for option in item.options)
    assert all(f"§ {ref.split()[1].split('/')[0]}" in text for option in item.options for ref in option.refs)
    words = {("nb", True): "Riktig!", ("nn", True): "Rett!", ("nb", False): "Ikke ", ("nn", False): "Ikkje "}
    assert words[language, right] in text
    assert ("Veiledning, ikke juridisk råd" if language == "nb" else "Rettleiing, ikkje juridisk råd") in text
    assert ("Lovteksten slik den var 28.07.2026" if language == "nb" else "Lovteksten slik han var 28.07.2026") in text


async def only(service: Service, person: Person, item: QuizItem) -> None:
    """Let that item be what the person is asked."""
    from dataclasses import replace

    from dialogs.training.exercise import Practised, Run
    from knowledge.practice import laid_out
    from storage.practice_habits import save_run

    await person.say("quiz")
    today = service.clock.today().isoformat()
    shown = laid_out(item, key_of(person), today)
    run = Run(number=1, wanted=1, item=item.id, shown=shown)
    state = replace(Practised(), day=today, asked=(item.id,), run=run)
    async with service.database.session(write=True) as session:
        await save_run(session, key_of(person), state.to_json(), heard=service.clock.now)
    await person.say("quiz")


async def test_a_wrong_form_of_answer_gets_a_hint_and_no_mark(kari: Person) -> None:
    """How to answer is told, with the buttons again; the question waits."""
    item = next(i for i in bank().quiz_items.values() if i.kind is Kind.ONE)
    await only(kari.service, kari, item)
    await kari.say("a og b")

    assert kari.reply.key == "quiz/hint"
    assert titles(kari) == ["A", "B", "C", "D", "Vet ikke", "Hopp over"]
    assert await results(kari) == []
    await answer(kari)
    assert await results(kari) == [(item.id, True)]


async def test_a_form_that_is_not_filled_in_gets_a_hint(kari: Person) -> None:
    """Neither «none of them» nor the same step twice is an answer."""
    for kind, values in ((Kind.SEVERAL, {}), (Kind.ORDER, {"quiz_1": "a", "quiz_2": "a"}), (Kind.MATCH, {"quiz_a": ""})):
        await only(kari.service, kari, next(i for i in bank().quiz_items.values() if i.kind is kind))
        await kari.press("Svar", **values)
        assert kari.reply.key == "quiz/hint"
    assert await results(kari) == []


async def test_a_question_of_substance_is_answered_and_the_exercise_waits(kari: Person) -> None:
    """With a button back, for three answers; a letter is an answer still, a figure chooses what was offered instead."""
    await kari.say("quiz")
    item, _ = await waiting(kari)
    backs = []
    for _ in range(4):
        await kari.say("Hva er et KO?")
        assert kari.reply.key == "law/form"
        backs.append("Fortsett øvingen" in titles(kari))
    await kari.say("Hva er et KO?")
    await kari.say("1")
    assert kari.reply.key != "quiz/feedback"

    assert backs == [True, True, True, False]
    await kari.say("fortsett øvingen")
    assert (kari.reply.key, kari.reply.facts["stem"]) == ("quiz/question", item.stem.nb)
    await kari.say("Hva er et KO?")
    await answer(kari)
    assert kari.reply.key == "quiz/feedback"


async def test_the_guide_and_an_exercise_do_not_take_each_others_answers(kari: Person) -> None:
    """What was asked last gets the answer."""
    await kari.say("quiz")
    await kari.say("hvilken form passer?")
    assert kari.reply.key == "guide/question"
    await kari.say("1")
    assert kari.reply.key.startswith("guide/")
    await kari.say("fortsett quizen")
    await kari.say("a")
    assert kari.reply.key in ("quiz/feedback", "quiz/hint")


async def test_pause_resume_and_stop(kari: Person) -> None:
    """In words; the same question comes back, also the day after."""
    await kari.say("øv på åpenhet")
    stem = kari.reply.facts["stem"]
    await kari.say("pause")
    assert kari.reply.key == "quiz/paused"
    await kari.say("Hva er et KO?")
    assert "Fortsett øvingen" not in titles(kari)
    kari.service.clock.now += timedelta(days=1)
    await kari.say("fortsett")
    assert kari.reply.facts["stem"] == stem
    await answer(kari)
    await kari.say("stopp")
    assert (kari.reply.key, kari.reply.facts["answered"]) == ("quiz/ended", 1)
    await kari.say("stopp")
    assert kari.reply.key != "quiz/ended"
    await kari.say("stopp quizen")
    assert kari.reply.key == "quiz/idle"


async def test_late_and_double_presses_are_harmless(kari: Person) -> None:
    """A button of a question that is done with marks nothing; it leads to the one that waits, or to nothing."""
    await only(kari.service, kari, next(i for i in bank().quiz_items.values() if i.kind is Kind.ONE))
    old: Choice = kari.reply.choices[0]
    await kari.say(old.say, pressed=True)
    before = await results(kari)
    await kari.say(old.say, pressed=True)
    assert (kari.reply.key, kari.reply.facts["reason"]) == ("quiz/idle", "done")
    await kari.say("tre til")
    await kari.say(old.say, pressed=True)

    assert (kari.reply.key, kari.reply.facts["late"]) == ("quiz/question", True)
    assert await results(kari) == before
    assert len(before) == 1


async def test_the_same_press_at_two_replicas_counts_once(kari: Person) -> None:
    """One of them marks it, and the other tells that it is done with."""
    await only(kari.service, kari, next(i for i in bank().quiz_items.values() if i.kind is Kind.ONE))
    say = kari.reply.choices[0].say
    twin = Person(kari.service.again(), reference=kari.reference)
    await asyncio.gather(kari.say(say, pressed=True), twin.say(say, pressed=True))

    assert len(await results(kari)) == 1


async def test_what_is_not_known_is_told_and_comes_back_tomorrow(kari: Person) -> None:
    """«Vet ikke» is no skip: the right answer is told, and the question is due the day after."""
    await kari.say("quiz")
    stem = kari.reply.facts["stem"]
    await kari.press("Vet ikke")
    assert (kari.reply.facts["verdict"], kari.reply.facts["tomorrow"]) == ("unknown", True)
    kari.service.clock.now += timedelta(days=1)
    await kari.say("stopp quizen")
    await kari.say("quiz")
    assert (kari.reply.facts["stem"], kari.reply.facts["repeated"]) == (stem, True)


async def test_what_is_skipped_does_not_come_back_today(kari: Person) -> None:
    """And leaves no result."""
    await kari.say("øv på historie, 20 spørsmål")
    seen = []
    while kari.reply.key == "quiz/question":
        seen.append(kari.reply.facts["stem"])
        await kari.press("Hopp over")

    assert kari.reply.facts["reason"] == "nothing_left"
    assert len(seen) == len(set(seen)) == 14
    assert await results(kari) == []


async def test_a_question_withdrawn_in_the_middle_is_said_so_and_passed_over(kari: Person) -> None:
    """The answer to it is not marked; the next question comes in its place, and it is asked no more."""
    await kari.say("quiz")
    item, _ = await waiting(kari)
    kari.service.know(with_stale(kari.service.live.knowledge, item.rules))
    await kari.say("a")

    assert (kari.reply.key, kari.reply.facts["withdrawn"], kari.reply.facts["number"]) == ("quiz/question", True, 1)
    assert kari.reply.facts["stem"] != item.stem.nb
    assert await results(kari) == []
    assert item.id not in standing(kari.service.live.knowledge)


async def test_an_item_that_is_known_and_withdrawn_does_not_come_back(kari: Person) -> None:
    """What is due is only what stands."""
    await kari.say("quiz")
    item, _ = await waiting(kari)
    await kari.press("Vet ikke")
    await kari.say("stopp")
    kari.service.know(with_stale(kari.service.live.knowledge, item.rules))
    kari.service.clock.now += timedelta(days=3)
    await kari.say("quiz")

    assert kari.reply.facts["stem"] != item.stem.nb


@pytest.mark.parametrize(
    ("said", "label"),
    [("øv på § 20", "§ 20"), ("øv på kap. 20", "kapittel 20"), ("øv på vertskommune", "vertskommunesamarbeid"),
     ("øv på innsyn", "åpenhet og innsyn"), ("øv på § 4 i IKS-loven", "IKS-loven § 4"), ("øv på enkeltvedtak", "«enkeltvedtak»")],
)  # fmt: skip
async def test_an_exercise_is_about_what_was_asked_for(kari: Person, said: str, label: str) -> None:
    """A paragraph, a chapter, a form, a theme, or words that questions are about."""
    await kari.say(said)

    assert (kari.reply.key, kari.reply.facts["label"]) == ("quiz/question", label)


async def test_what_no_question_is_about_is_told(kari: Person) -> None:
    """With the themes that there are."""
    await kari.say("øv på fiskeoppdrett")

    assert (kari.reply.key, kari.reply.facts["words"]) == ("quiz/themes", "fiskeoppdrett")
    assert len(kari.reply.facts["themes"]) == 10
    await kari.press("Øv på samarbeidsformer")
    assert kari.reply.key == "quiz/question"


async def test_a_level_and_a_number_are_kept_to(kari: Person) -> None:
    """«Nivå 3, 2 spørsmål» asks two of level 3; the level stays for the next exercise."""
    await kari.say("nivå 3, 2 spørsmål")
    assert (kari.reply.facts["level"], kari.reply.facts["wanted"]) == (3, 2)
    await answer(kari)
    await kari.say("neste")
    await answer(kari)
    assert kari.reply.facts["finished"]
    await kari.say("tre til")
    assert (kari.reply.facts["level"], kari.reply.facts["wanted"]) == (3, 3)


async def test_why_tells_the_rule_behind_the_answer(kari: Person) -> None:
    """Right after the explanation; before the answer it gets a hint, and later it asks of something else."""
    await only(kari.service, kari, next(i for i in bank().quiz_items.values() if i.kind is Kind.ONE))
    item, _ = await waiting(kari)
    await kari.say("hvorfor?")
    assert kari.reply.key == "quiz/hint"
    await answer(kari)
    await kari.say("hvorfor?")
    book = kari.service.live.knowledge.law.book
    assert [rule["short"] for rule in kari.reply.facts["rules"]] == [book.rules[rule].short.nb for rule in item.rules]
    assert "Veiledning, ikke juridisk råd" in (kari.last.text if kari.last else "")
    await kari.say("hvorfor?")
    assert kari.reply.key != "quiz/why"


async def test_an_answer_given_once_more_changes_nothing(kari: Person) -> None:
    """«b» twice in a row is one answer; «neste» after the last explanation goes on."""
    await kari.say("øv på historie, 2 spørsmål")
    for number in (1, 2):
        await answer(kari)
        await kari.say("b")
        assert (kari.reply.key, kari.reply.facts["reason"]) == ("quiz/idle", "done")
        assert len(await results(kari)) == number
        if number == 1:
            await kari.press("Neste spørsmål")
    await kari.press("Tre til")
    await kari.say("stopp")
    await kari.say("1 spørsmål")
    await answer(kari)
    await kari.say("neste")
    assert (kari.reply.key, kari.reply.facts["number"]) == ("quiz/question", 1)


async def test_the_cooperations_of_ones_own_municipality_are_practised(kari: Person) -> None:
    """When it is known which one that is; with the source and its age."""
    await kari.say("øv på våre samarbeid")
    assert kari.reply.key == "quiz/unplaced"
    await kari.say("vi er Storvåg")
    await kari.say("øv på våre samarbeid")
    assert kari.reply.facts["theme"] == "samarbeidene i egen kommune"
    await kari.press("Vet ikke")
    assert kari.reply.key == "quiz/feedback"
    assert kari.reply.sources


async def test_progress_is_told_by_theme(kari: Person) -> None:
    """In words, with what waits."""
    await kari.say("hvordan ligger jeg an?")
    assert kari.reply.facts["answers"] == 0
    await kari.say("øv på historie")
    for n in range(3):
        await answer(kari, right=n > 0)
        await kari.say("neste")
    await kari.say("hvordan ligger jeg an?")

    [row] = kari.reply.facts["rows"]
    assert (row["theme"], row["standing"], row["right"], row["answered"], row["items"]) == ("historie", "coming", 2, 3, 14)
    text = kari.last.text if kari.last else ""
    assert "Historie: på god vei. 2 av 3 riktige" in text
    assert "Ikke prøvd ennå: samarbeidsformer," in text


async def test_where_others_read_along_nothing_personal_is_told(service: Service) -> None:
    """Not a question, not a result; commands that mean something else there are left alone."""
    person = Person(service, "per", group=True)
    told = {}
    for said in ("quiz", "hvordan ligger jeg an?", "øv hver dag kl. 8", "b", "stopp", "neste"):
        await person.say(said)
        told[said] = person.reply.key

    refused = {said for said, key in told.items() if key == "quiz/elsewhere"}
    assert refused == {"quiz", "hvordan ligger jeg an?", "øv hver dag kl. 8"}
    assert [key for key in told.values() if key.startswith("quiz/") and key != "quiz/elsewhere"] == []


async def test_the_written_form_follows_the_person(kari: Person) -> None:
    """A command in nynorsk is answered so, and so is what follows it."""
    await kari.say("eg vil øve på openheit, ikkje noko anna")
    await kari.say("Eg vil gjerne øve på openheit")
    assert kari.reply.language == "nn"
    await answer(kari)
    assert kari.reply.language == "nn"


async def test_no_words_of_the_person_are_kept(kari: Person) -> None:
    """Not what was answered, nor in what words."""
    await only(kari.service, kari, next(i for i in bank().quiz_items.values() if i.kind is Kind.ONE))
    await answer(kari)
    async with kari.service.database.session() as session:
        kept = str(await load_run(session, key_of(kari))) + str(await results_of(session, key_of(kari)))

    assert "kari" not in kept
    assert list(_letters(kept)) == []


def _letters(kept: str) -> Iterator[str]:
    yield from (part for part in kept.split("'") if part in ("a", "b", "c", "d"))
