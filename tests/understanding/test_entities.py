"""Names, dates and numbers in a question: what they mean, and what only looks like them."""

from __future__ import annotations

import pytest

from knowledge.understanding.entities import Gazetteer
from tests.worlds import understanding

ZERO = pytest.param("0.0.0000", marks=pytest.mark.xfail(strict=True, reason="PartialDate.parse takes month 00 and day 00"))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return understanding("shipped").gazetteer


def ids(gazetteer: Gazetteer, text: str, kind: str = "municipality") -> list[str]:
    return [i for mention in gazetteer.find(text).of(kind) for i in mention.ids]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hva er Gjøvik med i?", ["gjovik"]), ("hva er gjovik med i", ["gjovik"]), ("hva er GJØVIK med i", ["gjovik"]),
        ("Gjøviks samarbeid", ["gjovik"]), ("Lillehammers partnere", ["lillehammer"]), ("Vestre Totens vedtak", ["vestre-toten"]),
        ("Vågå kommune", ["vaga"]), ("Vaagaa kommune", ["vaga"]), ("Vaga", ["vaga"]), ("i Aardal", ["ardal"]),
        ("både Gjøvik, Gran og Jevnaker", ["gjovik", "gran", "jevnaker"]), ("Østre Toten kommunestyre", ["ostre-toten"]),
    ],
)  # fmt: skip
def test_municipalities_are_found_however_they_are_written(gazetteer: Gazetteer, text: str, found: list[str]) -> None:
    """Capitals, genitive and missing letters make no difference."""
    assert found == ids(gazetteer, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Søndre og Nordre Land", {"sondre-land", "nordre-land"}),
        ("Vestre- og Østre Toten", {"vestre-toten", "ostre-toten"}),
        ("Nordre og Søndre Lands kommunestyrer", {"nordre-land", "sondre-land"}),
        ("Søndre Land og Gjøvik", {"sondre-land", "gjovik"}),
    ],
)
def test_halves_borrow_the_word_they_share(gazetteer: Gazetteer, text: str, found: set[str]) -> None:
    """«Søndre og Nordre Land» names two municipalities."""
    assert found == set(ids(gazetteer, text))


@pytest.mark.parametrize(
    "text", ["sel meg noe", "vik unna", "et hol der", "time etter time", "en sola dag", "flå hesten", "på ski", "en moss"]
)
def test_names_that_are_words_need_to_look_like_names(gazetteer: Gazetteer, text: str) -> None:
    """A risky name in lower case, with nothing beside it that shows a place, is an ordinary word."""
    assert [i for i in ids(gazetteer, text) if i in {"sel", "vik", "hol", "time", "sola", "fla", "ski", "moss"}] == []


@pytest.mark.parametrize(
    ("text", "found"), [("hva er sel med i", "sel"), ("er Vik med", "vik"), ("i vik kommune", "vik"), ("kva med Os", "os")]
)
def test_names_that_are_words_are_names_where_it_shows(gazetteer: Gazetteer, text: str, found: str) -> None:
    """A capital, or a word such as «kommune» or «er … med» beside it, makes it a place."""
    assert [found] == ids(gazetteer, text)


@pytest.mark.parametrize(("name", "count"), [("Herøy", 2), ("Våler", 2)])
def test_a_name_that_two_share_is_both(gazetteer: Gazetteer, name: str, count: int) -> None:
    """Nothing is chosen between municipalities of one name."""
    assert count == len(ids(gazetteer, f"Vi er {name}"))


def test_fictional_homonyms_are_both_too() -> None:
    """It holds for any two records of one name."""
    assert ids(understanding("fictional").gazetteer, "Vi er Tangvik") == ["tangvik-havfylket", "tangvik-innfylket"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hva er Lilehammer med i", ["lillehammer"]),
        ("hva er Jevnakr med i", ["jevnaker"]),
        ("hva er Sogndall med i", ["sogndal"]),
        ("hva er Gausdl med i", ["gausdal"]),
        ("hva er Østre Totten med i", ["ostre-toten"]),
    ],
)
def test_misspelt_municipalities_are_mended(gazetteer: Gazetteer, text: str, found: list[str]) -> None:
    """One slip in a name is forgiven, also in a half of it."""
    assert found == ids(gazetteer, text)


@pytest.mark.parametrize(
    "text", ["samarbeid", "fordelene med nettverk", "kommunestyret", "hvordan går det", "barnevern", "utredningen"]
)
def test_our_own_words_are_never_mended_to_a_place(gazetteer: Gazetteer, text: str) -> None:
    """A word that we know is not a misspelt municipality."""
    assert ids(gazetteer, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("11.02.2019", "2019-02-11"),
        ("11.2.19", "2019-02-11"),
        ("11/2-2019", "2019-02-11"),
        ("2019-02-11", "2019-02-11"),
        ("11. februar 2019", "2019-02-11"),
        ("11 februar 2019", "2019-02-11"),
        ("i juni 2024", "2024-06"),
        ("JUNI 2024", "2024-06"),
    ],
)
def test_dates_are_read_as_norwegians_write_them(gazetteer: Gazetteer, text: str, found: str) -> None:
    """Day before month, with or without words, as far as it is said."""
    assert [found] == ids(gazetteer, f"hva skjedde {text}", "date")


@pytest.mark.parametrize("text", ["31.02.2019", "2019-13-01", "99.99.9999", ZERO])
def test_dates_that_are_no_days_are_not_dates(gazetteer: Gazetteer, text: str) -> None:
    """A day that never was is not read as one."""
    assert ids(gazetteer, f"hva skjedde {text}", "date") == []


def test_a_year_alone_is_a_year(gazetteer: Gazetteer) -> None:
    """«i 2023» names a year, «20 000» none."""
    assert ids(gazetteer, "i 2023", "year") == ["2023"]
    assert ids(gazetteer, "20 000 kroner", "year") == []


def test_paragraphs_and_case_numbers_are_told_apart(gazetteer: Gazetteer) -> None:
    """«§ 18-1» is law, «45/2025» and «77/24» are cases."""
    assert ids(gazetteer, "hva sier § 18-1", "paragraph") == ["18-1"]
    assert ids(gazetteer, "sak 45/2025", "case_number") == ["45/2025"]
    assert ids(gazetteer, "sak 77/24", "case_number") == ["77/24"]


def test_mentions_never_share_a_word(gazetteer: Gazetteer) -> None:
    """Each word belongs to at most one name."""
    for text in (
        "Lillehammer-regionen og Lillehammer",
        "Sogn og Sogndal i Vestland",
        "Toten, Vestre Toten og Østre Toten",
        "Land",
    ):
        taken = [i for m in gazetteer.find(text).mentions for i in range(m.start, m.end)]
        assert len(taken) == len(set(taken))
