"""The evaluation itself: variants are what they say, verdicts are fair, and what is committed follows from the figures."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from knowledge.model import LANGUAGES
from tests.eval import compounds, figures, grader, known, letters, quality, report, sentences, variants
from tests.eval.__main__ import FAILURES, FIGURES, REPORT, RESULTS
from tests.eval.ask import Seen
from tests.eval.base import Base, everything
from tests.eval.judge import VERDICTS, astray, judge

TYPOS = variants.GROUPS["one typo"]
ASKED = Base("set/q-nb", "sets/set", "nb", ("Hvilke samarbeid er Sel med i?",), graded={"must": ["helse"], "lang": "nb"})


_FACT = "Sel og Vågå samarbeider om helse og omsorg"
_MORE = "Sel og Vågå samarbeider om byggesak og tilsyn"


def seen(**changed: object) -> Seen:
    """An answer to what is asked, with nothing amiss."""
    plain = Seen(
        "", "list", {"municipalities": ["sel"]}, ("cooperation/list",), (), "", "nb", "<p>helse</p>", (_FACT,), "helse", 0.0
    )
    return replace(plain, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", TYPOS)
def test_a_typo_is_in_one_long_word(kind: str) -> None:
    """Numbers, §§ and short words stay as they are, and no more than one word differs."""
    for base in everything():
        variant = variants.of(base, kind)
        if variant is None:
            continue
        before, after = base.words.split(), variant.words.split()
        changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]

        assert len(changed) == 1, variant.words
        assert re.findall(r"\d+|§", base.words) == re.findall(r"\d+|§", variant.words)
        assert max(map(len, letters.WORD.findall(changed[0][0]))) >= letters.LONG_ENOUGH


@pytest.mark.parametrize("kind", TYPOS)
def test_a_typo_makes_no_other_municipality(kind: str) -> None:
    """No name becomes the name of another municipality, and no other word becomes a name."""
    for base in everything():
        variant = variants.of(base, kind)
        before, after = (
            set(letters.WORD.findall(letters.plain(t))) for t in (base.words, variant.words if variant else base.words)
        )

        assert not (after - before) & known.names(), variant


def test_the_same_seed_makes_the_same_variants() -> None:
    """A variant hangs on the seed, the kind and the question alone; another seed makes others."""
    bases = everything()[::10]
    once, again, other = ([variants.of(b, kind, seed=seed) for b in bases for kind in TYPOS] for seed in (5, 5, 6))

    assert once == again
    assert once != other


def test_compounds_are_split_between_words() -> None:
    """Each half of a split compound is a word, and joined again they are what they were."""
    for base in everything():
        variant = variants.of(base, "compound split")
        if variant is not None:
            assert variant.words.replace(" ", "") == base.words.replace(" ", "")
    assert list(compounds.halves("brannsamarbeid")) == [5]
    assert list(compounds.halves("oppgavefellesskap")) == [7]
    assert list(compounds.halves("kommunereformen")) == []
    assert list(compounds.halves("fortsatt")) == []


@pytest.mark.parametrize(
    ("kind", "words", "expected"),
    [
        ("æøå as ae, oe, aa", "Er Årdal med på løn i Vågå?", "Er Aardal med paa loen i Vaagaa?"),
        ("æøå as a, o, a", "Er Årdal med på løn i Vågå?", "Er Ardal med pa lon i Vaga?"),
        ("capitals", "Hva sier § 20-8 a?", "HVA SIER § 20-8 A?"),
        ("no signs", "Hei! Hva sier «§ 20-8», og når (15.03.2027)?", "Hei Hva sier § 20-8 og når 15.03.2027"),
        ("small letters, no signs", "Er Sel med i GLØR – eller ikke?", "er sel med i glør eller ikke"),
        ("order of words", "Hva koster geodatasamarbeidet i Sogn?", "I Sogn, hva koster geodatasamarbeidet?"),
        ("order of words", "Er Østre Toten med i Ikomm?", "Østre Toten er med i Ikomm?"),
        ("order of words", "Hva er Sogn KO?", "Sogn KO, hva er det?"),
        ("words joined", "Hva er Sogn KO?", "Hva er Sognko?"),
    ],
)
def test_a_kind_does_what_it_says(kind: str, words: str, expected: str) -> None:
    """Each kind changes just what its name tells."""
    variant = variants.of(replace(ASKED, turns=(words,)), kind)

    assert variant is not None
    assert expected == variant.words


def test_every_kind_has_variants_in_both_written_forms() -> None:
    """No kind is empty, and none is for one written form alone."""
    bases = everything()[::3]
    made = {(kind, b.language) for b in bases for kind in variants.KINDS if variants.of(b, kind)}

    assert {(kind, form) for kind in variants.KINDS for form in LANGUAGES} == made


def test_sentences_are_the_same_in_both_written_forms() -> None:
    """Bokmål and nynorsk have the same keys, as many sentences, with the same slots, and every key has a reading."""
    nb, nn = (sentences.sentences(form) for form in LANGUAGES)
    slots = [{k: [re.findall(r"\{(\w+)\}", s) for s in each] for k, each in form.items()} for form in (nb, nn)]

    assert list(nb) == list(nn) == list(sentences.readings())
    assert [key for key in nb if [sorted(s) for s in slots[0][key]] != [sorted(s) for s in slots[1][key]]] == []


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (seen(), "right"),
        (seen(faults=("missing helse",), keys=("unknown/outside",), core="x"), "refused"),
        (seen(faults=("missing helse",), keys=("clarify/which_cooperation",), core="x"), "asked"),
        (seen(faults=("missing helse",), core="x", facts=(_MORE,)), "partly"),
        (seen(faults=("language: answered in nn",), core="x", facts=(_MORE,)), "partly"),
        (seen(faults=("missing helse",), core="<p>helse</p>"), "right"),
        (seen(faults=("missing helse",), core="x", facts=(_MORE,), slots={"municipalities": ["vaga"]}), "wrong"),
        (seen(faults=("missing helse",), core="x", facts=(_MORE,), intent="partners"), "wrong"),
        (seen(faults=("missing helse",), core="x", said="nei"), "wrong"),
        (seen(faults=("says vedtok",), core="x"), "wrong"),
        (seen(faults=("replied x",), core="x", intent="partners"), "right"),
        (seen(faults=("replied x",), core="x", intent="partners", facts=(_MORE, _FACT)), "partly"),
        (seen(faults=("x",), core="x", facts=(_FACT, _MORE), slots={"regions": ["sogn"]}), "partly"),
    ],
)
def test_a_verdict_follows_the_reading(answer: Seen, expected: str) -> None:
    """Right is what the question demands; another reading that asserts something is wrong; the rest is seen by the reader."""
    assert expected == judge(ASKED, seen(), answer)


def test_an_answer_where_none_may_be_is_wrong() -> None:
    """What is refused as it stands is right when refused in other words, and wrong when answered."""
    plain = seen(keys=("unknown/outside",), intent="-", core="")

    assert judge(ASKED, plain, seen(faults=("x",), keys=("unknown/unclear",), intent="-", core="")) == "right"
    assert judge(ASKED, plain, seen(faults=("x",))) == "wrong"


def test_another_subject_is_told_from_another_side_of_it() -> None:
    """A wrong answer on the municipality that was asked about has not gone astray."""
    assert not astray(seen(), seen(intent="partners"))
    assert astray(seen(), seen(slots={"municipalities": ["vaga"]}))


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ({"must": [["vert", "vært"]]}, "Vågå er vert", ()),
        ({"must": [["vert"], "sel"]}, "Vågå er vert", ("missing sel",)),
        ({"never": [r"\bvedtok\b"]}, "Sel **vedtok** det", (r"says \bvedtok\b",)),
        ({"cite": ["20-8"]}, "Kilde: kommuneloven § 20-8", ()),
        ({"refuse": True}, "Det veit eg ikkje.", ()),
        ({"refuse": True}, "Sel er med.", ("answered where it should not know",)),
        ({"lang": "nn"}, "Det står ikke noe om hvem.", ("language nn=0 nb=3",)),
        ({}, "", ("no answer",)),
    ],
)
def test_the_grader_demands_what_a_question_says(question: dict[str, object], answer: str, expected: tuple[str, ...]) -> None:
    """The open format is graded in process as over HTTP."""
    assert expected == grader.faults(question, answer)


def test_accepted_figures_add_up() -> None:
    """Each row of the committed figures sums up to its number of variants, and the failures are those not answered rightly."""
    told = json.loads((RESULTS / FIGURES).read_text(encoding="utf-8"))
    rows = {(name, form): row for name, forms in told["kinds"].items() for form, row in forms.items()}
    failing = (RESULTS / FAILURES).read_text(encoding="utf-8").splitlines()
    every = told["kinds"]["every kind"][figures.BOTH]

    assert [key for key, row in rows.items() if sum(row[v] for v in VERDICTS) != row["n"]] == []
    assert len(failing) == every["n"] - every["right"]
    assert failing == sorted(failing)


def test_the_published_page_is_that_of_the_accepted_figures() -> None:
    """docs/quality.md and the report's tables hold the committed figures, no others."""
    told = json.loads((RESULTS / FIGURES).read_text(encoding="utf-8"))

    assert quality.page(told) == quality.PAGE.read_text(encoding="utf-8")
    assert (
        report.kinds_table(told, tuple(variants.KINDS)).splitlines()[2:20]
        == [line for line in (RESULTS / REPORT).read_text(encoding="utf-8").splitlines() if line.startswith("|")][2:20]
    )


def test_neither_written_form_lags() -> None:
    """Noise costs bokmål and nynorsk alike, within three points."""
    kinds = json.loads((RESULTS / FIGURES).read_text(encoding="utf-8"))["kinds"]
    rights = {group: [figures.share(kinds[group][form], "right") for form in LANGUAGES] for group in variants.GROUPS}

    assert {group: both for group, both in rights.items() if abs(both[0] - both[1]) > 3} == {}


def test_a_difference_tells_what_changed() -> None:
    """Nothing where nothing has; else a line for each row with both shares."""
    told = json.loads((RESULTS / FIGURES).read_text(encoding="utf-8"))
    row = told["kinds"]["capitals"]["nb"]
    worse = {**row, "right": row["right"] - 1, "wrong": row["wrong"] + 1}
    changed = {**told, "kinds": {**told["kinds"], "capitals": {**told["kinds"]["capitals"], "nb": worse}}}

    assert figures.difference(told, told) == []
    assert [line.split(":")[0] for line in figures.difference(told, changed)] == ["capitals, nb"]
