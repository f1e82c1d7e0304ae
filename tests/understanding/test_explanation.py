"""How a message was understood, as it is kept, and as the terminal prints it."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest

from knowledge.understanding.evidence import evidence
from knowledge.understanding.explanation import Explanation, Meant
from knowledge.understanding.question import Context, Question, Slots
from knowledge.understanding.words import fold
from knowledge.understanding.words_read import WordRead, word_read
from tests import worlds
from tests.questions import cases

ASKED = [
    (case.world, words, case.name)
    for case in (*cases.all_cases(), *cases.known_gaps())
    for form in ("nb", "nn")
    for words in case.asked[form]
]


def explanation(words: str, context: Context | None = None, world: worlds.World = "shipped") -> Explanation:
    return worlds.understanding(world).read(words, context).explanation()


def test_what_is_kept_comes_back_as_it_was() -> None:
    """Every wording of every question case survives the way into the conversation's state and back."""
    faults = []
    for world, words, name in ASKED:
        known = explanation(words, world=world)
        if Explanation.from_json(json.loads(json.dumps(known.to_json()))) != known:
            faults.append((name, words))

    assert len(ASKED) > 500
    assert faults == []


def test_the_sentence_is_never_kept() -> None:
    """No question of three words or more stands in what is kept of it, nor the words that say nothing."""
    kept = [(words, json.dumps(explanation(words, world=world).to_json(), ensure_ascii=False)) for world, words, _ in ASKED]

    assert [words for words, told in kept if len(words.split()) > 3 and fold(words.strip("?!. ")) in fold(told)] == []
    assert max(len(told) for _, told in kept) < 2500


def test_long_messages_are_kept_short() -> None:
    """However much is written, so and so many words are kept, each cut."""
    known = explanation(" ".join(f"brannsamarbeid{'x' * 60}{n}" for n in range(300)))

    assert len(known.words) == 24
    assert max(len(word) for word, _ in known.words) == 40
    assert len(json.dumps(known.to_json())) < 4000


def test_an_explanation_tells_reading_weight_and_runner_up() -> None:
    """The chosen reading is what was understood, and the runner-up is of another kind and weighs less."""
    read = worlds.understanding("shipped").read("Hvem er med i geodatasamarbeidet i Gjøvikregionen?")
    known = read.explanation()
    assert isinstance(read.outcome, Question)

    assert (known.outcome, known.intent, known.weight) == ("question", read.outcome.intent, read.outcome.score)
    assert known.intent == "members"
    assert known.next_intent not in ("", "members")
    assert 0 < known.next_weight < known.weight
    assert Meant("regions", "gjovikregionen", "said") in known.meant
    assert ("member", "er med i") in known.cues


def test_what_the_conversation_filled_in_is_told_apart() -> None:
    """A cooperation from before is marked so; the municipality that «vi» stands for too; what is said is said."""
    before = Context(intent="details", slots=Slots(cooperation="glor"), words="glor")
    follows = explanation("og hva koster det?", before)
    own = explanation("hva er vi med i?", Context(municipality="gjovik"))

    assert Meant("cooperation", "glor", "before") in follows.meant
    assert Meant("municipalities", "gjovik", "own") in own.meant
    assert Meant("municipalities", "sel", "said") in explanation("hva er Sel med i?").meant


def test_words_that_the_question_before_lent_are_told() -> None:
    """«Og Vik?» goes on with the words of the question before, and they are not taken for words of this one."""
    before = Context(intent="figure", slots=Slots(municipalities=("ardal",)), words="vikarer")
    known = explanation("og Vik?", before)

    assert known.kept == ("vikarer",)
    assert known.words == ()


@pytest.mark.parametrize(
    ("words", "outcome", "reason"),
    [
        ("Er Våler med i noe?", "choice", "which_municipality"),
        ("hva er xyzzyk?", "lost", "outside"),
        ("", "lost", "empty"),
        ("hei", "question", ""),
    ],
)
def test_every_outcome_has_an_explanation(words: str, outcome: str, reason: str) -> None:
    """Also a question back, what was not understood, and talk."""
    known = explanation(words)

    assert (known.outcome, known.reason) == (outcome, reason)


def test_a_step_in_the_guide_tells_what_was_heard() -> None:
    """An answer to the guide's question is kept as question and answer."""
    known = explanation("Løse en oppgave sammen", Context(intent="guide", asked="task"))

    assert (known.intent, known.aspect, known.needs) == ("guide", "answer", (("task", "service"),))


@pytest.mark.parametrize("kept", [{}, {"outcome": "guess"}, {"outcome": "lost", "names": [["x"]]}, {"outcome": 7, "words": 3}])
def test_what_another_version_kept_is_passed_over(kept: dict[str, object]) -> None:
    """A deploy in the middle of a conversation costs the explanation, and nothing else."""
    assert Explanation.from_json(kept) is None
    assert Explanation.from_json({"outcome": "lost", "colour": "blue"}) == Explanation("lost")


@pytest.mark.parametrize(
    ("word", "language", "read"),
    [
        ("brannsamarbeidet", "nb", WordRead("parts", ("brann", "samarbeid"))),
        ("lønnssamarbeidet", "nb", WordRead("parts", ("lønn", "samarbeid"))),
        ("innkjøpssamarbeid", "nn", WordRead("parts", ("innkjøp", "samarbeid"))),
        ("greidd", "nb", WordRead("like", ("utredning",))),
        ("greidd", "nn", WordRead("like", ("utgreiing",))),
        ("kommunar", "nn", WordRead("plain")),
        ("årsverk", "nb", WordRead("plain")),
        ("xyzzyk", "nb", WordRead("unknown")),
    ],
)
def test_a_word_is_told_in_letters_that_people_write(word: str, language: str, read: WordRead) -> None:
    """Parts keep their diacritics, and a like word is of the reader's written form."""
    knowledge = worlds.knowledge("shipped")

    assert read == word_read(knowledge, word, knowledge.vocabulary.terms(fold(word)), language)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "mended"),
    [
        ("hva koster renovajsonsselskapet?", (("renovajsonsselskapet", "renovasjonsselskapet"),)),
        ("hvem er med i kulturskoel?", (("kulturskoel", "kulturskole"),)),
        ("kva innkjøpssammarbeid finst?", (("innkjøpssammarbeid", "innkjøpssamarbeid"),)),
        ("hvem er med i brannsamarbeidet, lønnssamarbeidet og geodatasamarbeidet?", ()),
        ("hva er xyzzyk?", ()),
    ],
)
def test_a_mended_word_is_kept_as_written_and_as_read(words: str, mended: tuple[tuple[str, str], ...]) -> None:
    """With the diacritics that were written; a compound is no slip, and what nobody knows is mended to nothing."""
    assert explanation(words).mended == mended


def test_the_terminal_is_told_all_that_was_weighed() -> None:
    """Every word with what it was taken for, the readings in order of weight, and what they rest on; the same each time."""
    understanding = worlds.understanding("shipped")
    words = "Hvor mye brukte Årdal på vikarrer?"
    told = evidence(understanding.read(words))

    assert told == evidence(understanding.read(words))
    assert json.loads(json.dumps(told)) == told
    assert [w["written"] for w in told["words"]] == ["Hvor", "mye", "brukte", "Årdal", "på", "vikarrer"]
    assert told["words"][3]["taken_for"] == ["name of municipality"]
    assert told["words"][4]["taken_for"] == ["filler"]
    assert told["mended"] == [["vikarrer", "vikarer"]]
    assert told["outcome"]["intent"] == told["readings"][0]["intent"] == "figure"
    scores = [reading["score"] for reading in told["readings"]]
    assert scores == sorted(scores, reverse=True)
    second = next(r["score"] for r in told["readings"] if r["intent"] == told["outcome"]["runner_up"])
    assert told["outcome"]["margin"] == pytest.approx(scores[0] - second, abs=0.01)
    assert [word[:5] for word in told["facts"][0]["met"]] == ["vikar"]


def test_the_terminal_is_told_of_rules_and_of_doubt() -> None:
    """A question of law tells its rules and the verdict, a question back its options, a lost one its reason."""
    understanding = worlds.understanding("shipped")
    law = evidence(understanding.read("kan et oppgavefellesskap gjøre enkeltvedtak?"))
    back = evidence(understanding.read("Er Våler med i noe?"))
    lost = evidence(understanding.read("hva er xyzzyk?"))

    assert law["law"]["verdict"] == "no"
    assert law["law"]["rules"][0] in worlds.knowledge("shipped").law.book.rules
    assert back["outcome"]["kind"] == "asked back"
    assert len(back["outcome"]["options"]) == 2
    assert lost["outcome"] == {"kind": "not understood", "reason": "outside", "unknown": ["xyzzyk"]}


def test_every_slot_that_a_question_fills_can_be_told() -> None:
    """What a slot holds is text, a list of texts or a flag: nothing else fits into what is kept."""
    known = {type(value).__name__ for f in fields(Slots) for value in (getattr(Slots(), f.name),)}

    assert known == {"tuple", "bool", "NoneType"}
