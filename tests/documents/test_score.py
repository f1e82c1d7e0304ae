"""The scorer itself: what counts as the same, how drafts are paired, and that faults are counted."""

from __future__ import annotations

import pytest

from knowledge.basics import PartialDate
from knowledge.documents import Draft, Extraction
from knowledge.model import Form, Outcome
from tests.documents import compare, gold, score
from tests.documents.gold import Item


@pytest.mark.parametrize(
    ("field", "left", "right"),
    [
        ("case_number", "PS 84/2024", "84 / 2024"),
        ("case_number", "KOM-061/2024", "61/2024"),
        ("archive_number", "2024/1187-3", "2024 /1187 - 3"),
        ("vote", "samrøystes", "enstemmig"),
        ("vote", "17 mot 8", "17 stemmer mot 8 stemmer"),
        ("vote", "mot to stemmer", "mot 2 røyster"),
        ("vote", "punkt 1 og 2 enstemmig; punkt 3 15 mot 12", "15 mot 12, elles enstemmig"),
        ("body", "hovedutvalg for plan, næring og miljø", "hovedutvalget for plan næring miljø"),
        ("body", "kommunestyret", "kommunestyre"),
        ("proposal", "1. Avtalen godkjennes.\n2. Sel er vertskommune.", "Avtalen godkjennes. Sel er vertskommune."),
        ("title", "Felles brann\u00advesen", "Felles brannvesen"),
    ],
)
def test_same_for_a_reader(field: str, left: str, right: str) -> None:
    """What differs in signs alone is the same."""
    assert compare.same(field, left, right)


@pytest.mark.parametrize(
    ("field", "left", "right"),
    [
        ("municipality", "heroy-nordland", "heroy-more-og-romsdal"),
        ("meeting_date", "2024-06", "2024-06-01"),
        ("case_number", "45/25", "4/25"),
        ("vote", "17 mot 8", "8 mot 17"),
        ("vote", "enstemmig", "17 mot 8"),
        ("body", "formannskapet", "kommunestyret"),
        ("decision", "Sel er vertskommune fra 2025.", "Vågå er ikke lenger med i samarbeidet."),
    ],
)
def test_not_the_same(field: str, left: str, right: str) -> None:
    """What a reader would act on differently is not the same."""
    assert not compare.same(field, left, right)


def test_drafts_are_paired_by_place_and_day() -> None:
    """The order in which drafts are read does not matter."""
    first = {"municipality": "sel", "body": "formannskapet", "meeting_date": "2024-05-01", "title": "Felles brannvesen"}
    second = {**first, "body": "kommunestyret", "meeting_date": "2024-06-01"}

    assert compare.pair([second, first], [first, second]) == [(0, 1), (1, 0)]


def drafted(wanted: gold.Draft) -> Draft:
    """The draft that an extractor would make which reads just the gold."""
    known = {key: value for key, value in wanted.items() if key in gold.SCORED}
    if "meeting_date" in known:
        known["meeting_date"] = PartialDate.parse(known["meeting_date"])
    if "form" in known:
        known["form"] = Form(known["form"])
    return Draft(**{**known, "outcome": Outcome(known["outcome"])})


@pytest.mark.parametrize(
    "item", [item for which in gold.SETS for item in gold.items(which)], ids=lambda item: f"{item.set}/{item.name}"
)
def test_the_gold_itself_is_a_perfect_reading(item: Item) -> None:
    """Whoever reads all that the gold says, and no more, keeps every bar."""
    tally = score.Tally()
    why = None if item.drafts else "no_case" if item.about_cooperation else "not_cooperation"
    score.count(tally, item, item.name, Extraction(tuple(map(drafted, item.drafts)), why))  # type: ignore[arg-type]

    assert (tally.below(), tally.faults) == ([], [])


def test_what_is_wrong_costs_precision_and_what_is_missing_recall() -> None:
    """A wrong value costs both, a missing one recall alone, and a draft too much costs precision in all that it holds."""
    item = next(item for item in gold.items("open") if len(item.drafts) == 1)
    whole = drafted(item.drafts[0])
    tally = score.Tally()
    invented = Draft(municipality="oslo", body="bystyret", title="En annen sak", outcome=Outcome.ADOPTED)
    score.count(tally, item, item.name, Extraction((whole, invented)))

    assert (tally.precision("drafts"), tally.recall("drafts")) == (0.5, 1.0)
    assert (tally.precision("title"), tally.recall("title")) == (0.5, 1.0)

    tally = score.Tally()
    score.count(tally, item, item.name, Extraction())

    assert (tally.precision("title"), tally.recall("title")) == (1.0, 0.0)
    assert [name for name in tally.below() if tally.precision(name) < 1] == ["about cooperation"]
