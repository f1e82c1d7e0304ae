"""Names that are words, words that look like others, and numbers that are no counts."""

from __future__ import annotations

import pytest

from knowledge.understanding.homonyms import becomes, is_company
from knowledge.understanding.words import tokens
from tests import worlds

GAZETTEER = worlds.understanding("shipped").gazetteer


def _named(text: str, *kinds: str) -> list[str]:
    entities = GAZETTEER.find(text)
    return [i for kind in kinds for mention in entities.of(kind) for i in mention.ids]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("samarbeid i vik", ["vik"]), ("sel kommune", ["sel"]), ("er sel med?", ["sel"]), ("sel og vågå", ["sel", "vaga"]),
        ("Vik?", ["vik"]), ("Vik, hva er de med i?", ["vik"]), ("og Øyer?", ["oyer"]), ("kommunen Råde vil", ["rade"]),
        ("frå nes", ["nes"]), ("gausdal øyer lillehammer", ["gausdal", "oyer", "lillehammer"]), ("SAMARBEID I VIK", ["vik"]),
        ("det er sel i fjorden", []), ("ei vik", []), ("på ski", []), ("gran eller furu", []), ("mange øyer", []),
        ("kva stad ligg det", []), ("vil du råde oss", []), ("vi bør våga å satse", []), ("ute på et nes", []),
        ("en time til", []),
        ("hol i vegen", []), ("så marker og skog", []), ("en fjord og en strand", []), ("SELGE ANDELEN", []), ("heim att", []),
    ],
)  # fmt: skip
def test_a_name_that_is_a_word_is_a_name_where_it_looks_like_one(text: str, names: list[str]) -> None:
    """A capital inside the sentence, or the words beside it, show the name; else it is the word."""
    assert names == _named(text, "municipality")


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("korleis vert utgiftene delte", True), ("kva vert vedteke", True), ("når vert det avgjort", True),
        ("kven vert med", True),
        ("saka som vert handsama", True), ("vert Sel med", True),
        ("kven er vert", False), ("Sel som vert", False), ("vert for helse", False), ("vere vert der", False),
        ("å bli vert", False),
    ],
)  # fmt: skip
def test_the_host_is_told_from_the_verb(text: str, verb: bool) -> None:
    """Nynorsk «vert» is «blir» before what becomes of something; after «er», «som» or before «for» it is the host."""
    words = tokens(text)
    at = next(n for n, w in enumerate(words) if w.folded == "vert")

    assert verb == becomes(words, at)


def test_the_first_vert_of_two_is_the_verb() -> None:
    """«Kven vert vert?» asks who becomes the host."""
    words = tokens("kven vert vert i samarbeidet?")

    assert (becomes(words, 1), becomes(words, 2)) == (True, False)


@pytest.mark.parametrize(
    ("text", "is_form"), [("et as", True), ("AS", True), ("kan eit as låne", True), ("i as", False), ("as kommune", False)]
)
def test_a_company_is_told_from_a_municipality(text: str, is_form: bool) -> None:
    """«Et as» is a form, «Ås kommune» without its ring a municipality."""
    words = tokens(text)

    assert is_form == any(is_company(words, n) for n in range(len(words)))


@pytest.mark.parametrize(
    ("text", "kinds", "found"),
    [
        ("vedtatt i 24", ["year"], ["2024"]), ("hva skjedde i '19?", ["year"], ["2019"]),
        ("i 24 og i 2023", ["year"], ["2024", "2023"]),
        ("i 27 kommuner", ["year"], []), ("20 kommuner i et KO", ["year", "paragraph"], []), ("sak 45/24", ["year"], []),
        ("19-4 i kommuneloven", ["paragraph"], ["19-4"]), ("§ 20-2", ["paragraph"], ["20-2"]),
        ("paragraf 20-2", ["paragraph"], ["20-2"]),
        ("10-15 kommuner", ["paragraph"], []), ("2020-2023", ["paragraph"], []),
        ("kapittel 19", ["form"], ["kommunalt-oppgavefellesskap"]), ("kap. 18", ["form"], ["interkommunalt-politisk-raad"]),
        ("kapittel 20 i IKS-loven", ["form"], ["interkommunalt-selskap"]), ("kapittel 5", ["form"], []),
        ("et 27-styre", ["form"], ["paragraf-27-styre"]), ("§27-samarbeid", ["form"], ["paragraf-27-styre"]),
        ("§ 28-1-samarbeid", ["form"], ["paragraf-28-1-vertskommune"]), ("§ 27", ["form"], []),
        ("27 styremedlemmer", ["year"], []),
    ],
)  # fmt: skip
def test_a_number_is_what_its_words_make_it(text: str, kinds: list[str], found: list[str]) -> None:
    """A year, a paragraph, a chapter, an old form, or a plain count."""
    assert found == _named(text, *kinds)
