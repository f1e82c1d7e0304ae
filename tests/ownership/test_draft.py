"""The draft: whole in both forms, each fact traced, each gap marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy

import pytest

from dialogs.ownership.blocks import Heading, Paper, Run, Table, Wheel
from dialogs.ownership.drafting import draft
from dialogs.ownership.entry_told import ROWS
from dialogs.ownership.words import CHAPTERS
from knowledge.model import LANGUAGES, Language
from knowledge.ownership import Belongs
from tests.ownership.conftest import SHIPPED, TODAY, beside, drafted, known, lines, words

EACH = [(municipality, language) for municipality in SHIPPED for language in LANGUAGES]


def _runs(paper: Paper) -> Iterator[Run]:
    for line in lines(paper):
        yield from line


def _shape(block: object) -> tuple[str, list[list[int]]]:
    return type(block).__name__, [[len(cell) for cell in row] for row in block.rows] if isinstance(block, Table) else []


def _tables(paper: Paper) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]


@pytest.mark.parametrize(("municipality", "language"), EACH)
def test_every_chapter_is_there_in_order(municipality: str, language: Language) -> None:
    """What § 26-1 demands has a chapter each: principles, overview, purposes."""
    paper, _ = drafted(municipality, language)
    chapters = [block.text for block in paper.blocks if isinstance(block, Heading) and block.level == 1]

    assert [f"{n} {text.in_(language)}" for n, text in enumerate(CHAPTERS.values(), 1)] == chapters


@pytest.mark.parametrize(("municipality", "language"), EACH)
def test_every_link_within_leads_somewhere_and_no_place_is_there_twice(municipality: str, language: Language) -> None:
    """A source's number, a name in a list and a gap lead to where they stand."""
    paper, _ = drafted(municipality, language)
    anchors = [b.anchor for b in paper.blocks if isinstance(b, Heading)] + [a for t in _tables(paper) for a in t.anchors if a]
    links = {run.link for run in _runs(paper) if run.link}

    assert len(set(anchors)) == len(anchors)
    assert {link[1:] for link in links if link.startswith("#")} <= set(anchors)
    assert all(link.startswith(("#", "https://lovdata.no/lov/")) for link in links)


@pytest.mark.parametrize(("municipality", "language"), EACH)
def test_each_entry_is_traced(municipality: str, language: Language) -> None:
    """Every line of an entry has its source with the place in it, a paragraph, or the mark of a gap; notes of ours are soft."""
    paper, telling = drafted(municipality, language)
    labels = {row.in_(language) for row in ROWS.values()}
    entries = [t for t in _tables(paper) if t.quiet]
    told = [line for table in entries for row in table.rows for line in row[1]]

    assert len(telling.overview.of(Belongs.OWNED) + telling.overview.of(Belongs.OPEN)) == len(entries)
    assert {row[0][0][0].text for table in entries for row in table.rows} <= labels
    assert [
        line for line in told if not any(r.style in ("ref", "gap") for r in line) and {r.style for r in line} != {"soft"}
    ] == []


@pytest.mark.parametrize(("municipality", "language"), EACH)
def test_every_number_of_a_source_is_in_the_list_of_sources(municipality: str, language: Language) -> None:
    """[1] is the first of the list, which has each document once with its date."""
    paper, telling = drafted(municipality, language)
    numbers = {int(n) for run in _runs(paper) if run.style == "ref" for n in re.findall(r"^\[(\d+)\]", run.text)}
    listed = next((t for t in _tables(paper) if "kilde-1" in t.anchors), None)

    assert set(range(1, len(telling.cited) + 1)) == numbers
    assert listed is not None
    assert len(telling.cited) == len(listed.rows)


@pytest.mark.parametrize(("municipality", "language"), EACH)
def test_every_gap_is_marked_where_it_is_and_listed_at_the_end(municipality: str, language: Language) -> None:
    """The list has as many points as there are marks, and says whose each is."""
    paper, telling = drafted(municipality, language)
    fill = "Må fylles ut" if language == "nb" else "Må fyllast ut"
    marks = [run.text for run in _runs(paper) if run.style == "gap"]
    ticked = [line for line in lines(paper) if line[0].text.startswith("☐ ")]

    assert len(telling.gaps) == len(marks) == len(ticked) > 10
    assert all(mark.startswith(f"{fill}: ") for mark in marks)


@pytest.mark.parametrize("municipality", SHIPPED)
def test_both_written_forms_tell_the_same(municipality: str) -> None:
    """As many blocks, rows, gaps and sources in both."""
    (nb, told_nb), (nn, told_nn) = drafted(municipality, "nb"), drafted(municipality, "nn")
    shapes = [
        [(type(b).__name__, [len(r[-1]) for r in b.rows] if isinstance(b, Table) else 0) for b in p.blocks] for p in (nb, nn)
    ]

    assert shapes[0] == shapes[1]
    assert len(told_nb.gaps) == len(told_nn.gaps)
    assert [source for source, _ in told_nb.cited] == [source for source, _ in told_nn.cited]
    assert "ikke " not in words(nn)
    assert "ikkje " not in words(nb)


def test_nothing_known_is_told_as_not_known_and_not_as_nothing_owned() -> None:
    """Vågå's draft says that the register knows of none, and asks for each kind of undertaking."""
    paper, telling = drafted("vaga", "nn")

    assert "Det tyder ikkje at det ikkje finst nokon" in words(paper)
    assert sum(gap.anchor == "gruppe-unknown" for gap in telling.gaps) == 7
    assert len(telling.overview.beside) == 41


def test_what_was_only_studied_stands_in_its_own_chapter_alone() -> None:
    """No study is named in overview, purposes or year as an interest."""
    paper, telling = drafted("vaga", "nb")
    chapters = words(paper).split("6 Ikke med i oversikten")

    assert [each.record.id for each in telling.overview.beside if each.record.name.nb[1:] in chapters[0]] == []
    assert "Utredet, frarådet i innstillingen, 30.09.2025" in chapters[1]


def test_a_known_share_is_told_and_an_unknown_one_is_a_gap() -> None:
    """22,5 prosent with its source for Lunner; Gran must fill it in."""
    (lunner, _), (_, of_gran) = (draft(beside(), municipality, "nb", TODAY) for municipality in ("lunner", "gran"))

    assert "Lunner eier 22,5 prosent av selskapet. [1] side 2" in words(lunner)
    assert any("eierandel" in gap.what for gap in of_gran.gaps if gap.where == "Vatn IKS")


def test_an_old_source_must_be_looked_at_again() -> None:
    """Lillehammer's companies are known from January 2019: that they still stand so must be confirmed."""
    _, telling = drafted("lillehammer", "nb")

    assert "om dette fortsatt stemmer; kilden er 7 år og 10 måneder gammel" in [
        g.what for g in telling.gaps if g.where == "Ikomm"
    ]


def test_an_old_form_is_told_with_what_became_of_it() -> None:
    """A regionråd is no form of today: the transition is told, and today's form is a gap."""
    paper, telling = drafted("lillehammer", "nb")
    entry = next(g for g in telling.gaps if g.what == "hvilken form det har i dag")

    assert entry.where == "Regionrådet for Lillehammer-regionen"
    assert "departementet ser IPR som formen som avløser dem" in words(paper)


def test_a_rule_whose_law_has_changed_is_a_gap() -> None:
    """Nobody reads a stale rule as the law of today."""
    stale = copy(known())
    stale.stale_rules = {"ipr-eierskapsmelding": ("koml 26-1",), "iks-budsjett": ("iksl 18",)}
    _, telling = draft(stale, "gjovik", "nb", TODAY)

    assert sum("lovteksten er endret" in gap.what for gap in telling.gaps) == 2


def test_the_wheel_shows_the_numbers_of_the_tables() -> None:
    """Each day of the coming twelve months is on the wheel by the number that it has in a table."""
    paper, _ = drafted("gjovik", "nb")
    wheel = next(b for b in paper.blocks if isinstance(b, Wheel))
    numbered = [row[0][0][0].text for t in _tables(paper) if t.head[0] == "Nr" and t.head[1] == "Når" for row in t.rows]

    assert [str(n) for n in range(1, len(numbered) + 1)] == numbered
    assert [spot.text for spot in wheel.spots] == numbered[: len(wheel.spots)]
    assert len(wheel.spots) > 8


def test_words_of_the_register_are_never_markup() -> None:
    """A name with signs of markup in it is told as it is."""
    paper, _ = draft(beside(), "lunner", "nb", TODAY)

    assert "<b>Veg</b> & {bru} AS" in words(paper)
