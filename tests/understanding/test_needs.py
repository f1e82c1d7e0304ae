"""What sentences, replies and buttons settle of the guide's questions, and which questions begin the guide.

The items of ``guide.yaml`` were written by others without sight of the product. First run: 42 of 80 sentences, 67 of 80 answers,
31 of 40 starts. Their failures have been read since. Those that are left say why under ``gap``; ``python -m tests.law.settle``
puts these right after a run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.guide import UNSURE
from knowledge.legal import GuideAnswer, GuideQuestion
from knowledge.model import LANGUAGES, Language
from knowledge.understanding.needs import BACK, RESTART, RESUME, STOP, unsure_of
from knowledge.understanding.question import Context, Question
from tests import worlds

FILE = Path(__file__).parent / "guide.yaml"
KINDS = ("sentences", "answers", "starts")
_NONE = "none"
"""As the file has it when words are no answer to the question."""
UNDERSTANDING = worlds.understanding("shipped")
NEEDS = UNDERSTANDING.needs
QUESTIONS = worlds.knowledge("shipped").law.book.guide_questions
BUTTONS = [(question, answer) for question in QUESTIONS.values() for answer in question.answers]


@cache
def items() -> Mapping[str, tuple[Mapping[str, Any], ...]]:
    """Every item of the file, by kind."""
    told = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert set(told) == set(KINDS)
    return {kind: tuple(told[kind]) for kind in KINDS}


def faults(kind: str, item: Mapping[str, Any]) -> Iterator[str]:
    """What is otherwise than the item has it."""
    text: str = item["text"]
    if kind == "starts":
        found = UNDERSTANDING.understand(text, Context())
        begins = isinstance(found, Question) and found.intent == "guide"
        if begins != (item["guide"] == "true"):
            yield f"understood as {found.intent if isinstance(found, Question) else type(found).__name__}"
    elif kind == "answers":
        reply = NEEDS.reply(text, item["question"], _named(text), of_field=_of_field(text))
        told = dict(reply or ()).get(item["question"], _NONE)
        if told != item["answer"]:
            yield f"read as {told}, not {item['answer']}"
    else:
        settled = dict(NEEDS.sentence(text, _named(text), of_field=_of_field(text)))
        for question, answer in item.get("settles", {}).items():
            if settled.get(question) != answer:
                yield f"{question} {settled.get(question, _NONE)}, not {answer}"
        unsaid = [question for question in item["not"] if question in settled]
        yield from (f"{question} {settled[question]}, though nothing is said of it" for question in unsaid)


def _named(text: str) -> int:
    features = UNDERSTANDING.features(text, Context())
    return len({i for m in features.entities.of("municipality") for i in m.ids[:1]})


def _of_field(text: str) -> bool:
    return bool(UNDERSTANDING.features(text, Context()).slots.fields)


def _params(kind: str) -> list[Any]:
    return [
        pytest.param(item, id=item["id"], marks=[pytest.mark.xfail(strict=True, reason=item["gap"])] if "gap" in item else [])
        for item in items()[kind]
    ]


@pytest.mark.parametrize("item", _params("sentences"))
def test_a_sentence_settles_what_it_says_and_no_more(item: Mapping[str, Any]) -> None:
    """What a need tells outright is not asked again; what it does not tell is not taken for told."""
    assert [f"«{item['text']}»: {fault}" for fault in faults("sentences", item)] == []


@pytest.mark.parametrize("item", _params("answers"))
def test_a_reply_is_read_as_the_answer_that_it_is(item: Mapping[str, Any]) -> None:
    """People reply in their own words; a reply that is no answer is taken for none."""
    assert [f"{item['question']}? «{item['text']}»: {fault}" for fault in faults("answers", item)] == []


@pytest.mark.parametrize("item", _params("starts"))
def test_the_guide_begins_where_a_form_is_sought(item: Mapping[str, Any]) -> None:
    """A need, or a question of which form fits, begins the guide; a question of law or of the register does not."""
    assert [f"«{item['text']}»: {fault}" for fault in faults("starts", item)] == []


def test_the_items_are_what_was_written() -> None:
    """Eighty sentences, eighty answers and forty starts, each told once and in both written forms."""
    assert [len(items()[kind]) for kind in KINDS] == [80, 80, 40]
    for kind in KINDS:
        assert len({item["id"] for item in items()[kind]}) == len(items()[kind])
        assert {item["lang"] for item in items()[kind]} == set(LANGUAGES)


# -- buttons ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("question", "answer"), BUTTONS, ids=[f"{q.id}:{a.id}" for q, a in BUTTONS])
def test_a_button_is_read_back_as_its_answer(question: GuideQuestion, answer: GuideAnswer, language: Language) -> None:
    """Whatever stands before it, and with or without capitals and a full stop."""
    say = answer.say.in_(language)

    assert NEEDS.pressed(say) == NEEDS.pressed(f"  {say.upper()}. ") == (question.id, answer.id)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))
def test_the_button_for_not_knowing_is_read_back(question: GuideQuestion, language: Language) -> None:
    """«Vet ikke» names its question, so that a late press is not taken for another's."""
    assert NEEDS.pressed(unsure_of(question).in_(language)) == (question.id, UNSURE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_buttons_say_the_same(language: Language) -> None:
    """Within a written form every button has words of its own."""
    said = [answer.say.in_(language).casefold() for _, answer in BUTTONS]
    said += [unsure_of(question).in_(language).casefold() for question in QUESTIONS.values()]

    assert sorted(s for s in said if said.count(s) > 1) == []


def test_what_is_no_button_is_not_pressed() -> None:
    """Words near those of a button are read as words."""
    assert NEEDS.pressed("Ja") is None
    assert NEEDS.pressed("Ja, det må kunne ta opp lån, tror jeg") is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("question", "answer"), BUTTONS, ids=[f"{q.id}:{a.id}" for q, a in BUTTONS])
def test_the_title_of_a_button_answers_its_question(question: GuideQuestion, answer: GuideAnswer, language: Language) -> None:
    """A reader who types what the button shows has answered just that."""
    told = NEEDS.reply(answer.title.in_(language), question.id)

    assert dict(told or ()).get(question.id) == answer.id


@pytest.mark.parametrize("question", [q for q in QUESTIONS.values() if q.answers], ids=lambda q: q.id)
def test_an_answer_is_picked_by_number_or_letter(question: GuideQuestion) -> None:
    """«2», «2.», «b)»: in the order of the buttons, the last of them «vet ikke»."""
    for number, answer in enumerate(question.answers, 1):
        for said in (str(number), f"{number}.", "abcdefgh"[number - 1], f"{'abcdefgh'[number - 1]})".upper()):
            assert NEEDS.reply(said, question.id) == ((question.id, answer.id),)
    assert NEEDS.reply(str(len(question.answers) + 1), question.id) == ((question.id, UNSURE),)
    assert NEEDS.reply(str(len(question.answers) + 2), question.id) is None


# -- what settles nothing ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))
@pytest.mark.parametrize(
    "text", ["Må de kunne ta opp lån?", "hva er et enkeltvedtak", "Kva er eit rettssubjekt?", "ja?", "Hvem eier et IKS?", "tre?"]
)
def test_a_question_settles_nothing(question: GuideQuestion, text: str) -> None:
    """What is asked of us is answered, not taken for an answer."""
    told = dict(NEEDS.reply(text, question.id) or ())

    assert question.id not in told
    assert told == {}


def test_a_question_that_is_no_more_takes_no_answer() -> None:
    """A conversation from an older version may have been asked what is not asked today."""
    assert NEEDS.reply("ja", "colour") is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("tilbake", BACK), ("Gå tilbake", BACK), ("start på nytt", RESTART), ("begynn på nytt", RESTART), ("stopp", STOP),
        ("avslutt", STOP), ("fortsett", RESUME), ("hald fram", RESUME), ("Fortsett veilederen", RESUME),
        ("Hald fram med rettleiaren", RESUME), ("ja", None), ("Vi vil stoppe utslipp i fjorden sammen", None),
    ],
)  # fmt: skip
def test_steps_are_heard_when_that_is_all_that_is_said(text: str, wanted: str | None) -> None:
    """A word of steering within a longer sentence steers nothing."""
    assert NEEDS.command(text) == wanted
