"""The source line, the age in it, and the line of choices."""

from __future__ import annotations

import pytest

from dialogs.model import Choice, CitedSource
from tests.rendering.conftest import Desk

AGES = [
    (0, 0, "under én måned gammel", "under éin månad gammal"),
    (0, 1, "1 måned gammel", "1 månad gammal"),
    (0, 2, "2 måneder gammel", "2 månader gammal"),
    (1, 0, "1 år gammel", "1 år gammal"),
    (1, 1, "1 år og 1 måned gammel", "1 år og 1 månad gammal"),
    (2, 11, "2 år og 11 måneder gammel", "2 år og 11 månader gammal"),
    (12, 0, "12 år gammel", "12 år gammal"),
]


def source(number: int) -> CitedSource:
    """A source unlike the others."""
    return CitedSource(f"notat {number}", "2020", "", 5, 0)


@pytest.mark.parametrize(("years", "months", "nb", "nn"), AGES)
def test_an_age_is_said_in_whole_years_and_months(desk: Desk, years: int, months: int, nb: str, nn: str) -> None:
    """Singular and plural are right in both written forms; what is younger than a month is said to be."""
    sources = (CitedSource("notatet «Samarbeid»", "17.10.2025", "3.6.4", years, months),)

    assert desk.render("A.", sources=sources).text == f"A.\n\nKilde: notatet «Samarbeid», 3.6.4, 17.10.2025 ({nb})."
    assert desk.render("A.", "nn", sources=sources).text == f"A.\n\nKjelde: notatet «Samarbeid», 3.6.4, 17.10.2025 ({nn})."


def test_what_a_source_only_passes_on_is_said(desk: Desk) -> None:
    """Whom the document has it from stands last."""
    sources = (CitedSource("notatet", "2019", "s. 4", 7, 0, via="KS"),)

    assert desk.render("A.", sources=sources).text.endswith("notatet, s. 4, 2019 (7 år gammel), gjengitt etter KS.")
    assert desk.render("A.", "nn", sources=sources).text.endswith("notatet, s. 4, 2019 (7 år gammal), attgjeve etter KS.")


def test_a_source_without_date_or_place_leaves_no_hole(desk: Desk) -> None:
    """What is not known is left out with its comma."""
    assert desk.render("A.", sources=(CitedSource("lista", "", "", 0, 0),)).text.endswith("Kilde: lista.")


def test_several_sources_stand_once_each(desk: Desk) -> None:
    """Kilder, parted by semicolons, without repeats."""
    reply = desk.render("A.", sources=(source(1), source(2), source(1)))

    assert reply.text.endswith("Kilder: notat 1, 2020 (5 år gammel); notat 2, 2020 (5 år gammel).")
    assert '<p class="sources">Kilder: ' in reply.html
    assert reply.card["body"][-1] == {
        "type": "TextBlock", "wrap": True, "isSubtle": True, "size": "Small", "spacing": "Medium",
        "text": "Kilder: notat 1, 2020 (5 år gammel); notat 2, 2020 (5 år gammel).",
    }  # fmt: skip


def test_of_many_sources_four_are_named_and_the_rest_counted(desk: Desk) -> None:
    """Never cut silently."""
    four, six = (tuple(map(source, range(n))) for n in (4, 6))

    assert " til" not in desk.render("A.", sources=four).text
    assert desk.render("A.", sources=six).text.endswith("; notat 3, 2020 (5 år gammel) og 2 til.")
    assert desk.render("A.", "nn", sources=six).text.endswith("; notat 3, 2020 (5 år gammal) og 2 til.")


def test_choices_stand_last_in_the_text_and_as_buttons_in_the_card(desk: Desk) -> None:
    """A button says its own words; the chat page gets the choices beside the HTML, not in it."""
    choices = (Choice("Hvem er vert?", "hvem er vert for brann"), Choice("Mer", "fortell mer"))
    reply = desk.render("A.", choices=choices)

    assert reply.text == "A.\n\nDu kan spørre videre: Hvem er vert? · Mer"
    assert desk.render("A.", "nn", choices=choices).text.endswith("Du kan spørje vidare: Hvem er vert? · Mer")
    assert reply.card["actions"][0] == {
        "type": "Action.Submit", "title": "Hvem er vert?", "data": {"say": "hvem er vert for brann"},
    }  # fmt: skip
    assert reply.choices == choices
    assert "vert" not in reply.html
    assert len(desk.render("A.", choices=choices * 4).card["actions"]) == 6


def test_dates_take_their_preposition(desk: Desk) -> None:
    """A day stands alone, a month or a year takes «i»."""
    template = '{% from "_shared/dates.j2" import on %}Vedtatt {{ on(a) }}, {{ on(b) }}, {{ on(c) }}.'

    assert desk.render(template, a="17.10.2025", b="juni 2024", c="2015").text == "Vedtatt 17.10.2025, i juni 2024, i 2015."
