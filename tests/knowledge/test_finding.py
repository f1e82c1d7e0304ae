"""The search of the compose box: words as they are typed, in both written forms."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.finding import Finder, finder
from tests import worlds

DAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def shipped() -> Finder:
    """What finds in what we ship."""
    return finder(worlds.knowledge("shipped"), lambda: worlds.understanding("shipped"))


@pytest.mark.parametrize(
    ("words", "kind", "found"),
    [
        ("Gjøvik", "municipality", "gjovik"),
        ("GJOVIK", "municipality", "gjovik"),
        ("gjø", "municipality", "gjovik"),
        ("3407", "municipality", "gjovik"),
        ("sogn ko", "case", "sogn-ko"),
        ("samarbeid sogn ko", "cooperation", "sogn-ko"),
        ("20-2", "paragraph", "koml 20-2"),
        ("§ 19-4", "paragraph", "koml 19-4"),
        ("§19-4", "paragraph", "koml 19-4"),
        ("kommunelova § 20-8", "paragraph", "koml 20-8"),
        ("iks-loven 4", "paragraph", "iksl 4"),
        ("eierskapsmelding", "paragraph", "koml 26-1"),
        ("eigarskapsmelding", "paragraph", "koml 26-1"),
        ("uttreden", "paragraph", "koml 20-8"),
        ("oppgavefellesskap", "form", "kommunalt-oppgavefellesskap"),
        ("oppgåvefellesskap", "form", "kommunalt-oppgavefellesskap"),
        ("IKS", "form", "interkommunalt-selskap"),
        ("ko", "form", "kommunalt-oppgavefellesskap"),
        ("SA", "form", "samvirkeforetak"),
        ("sel vågå 2024", "case", "sel-vaga-vertskommune-2024"),
        ("sel", "municipality", "sel"),
        ("vestland", "municipality", "aurland"),
        ("84/2024", "case", "lonningskontor-2024"),
    ],
)
def test_words_find_what_they_name(shipped: Finder, words: str, kind: str, found: str) -> None:
    """Names, numbers, forms and paragraphs, with and without diacritics, whole and begun, in both written forms."""
    first, *_ = shipped.find(words, DAY)

    assert (first.kind, first.id) == (kind, found)


@pytest.mark.parametrize(("slip", "meant"), [("barnevrn", "barnevern"), ("landbrukskontr", "landbrukskontor"), ("lonn", "lønn")])
def test_slips_are_mended(shipped: Finder, slip: str, meant: str) -> None:
    """What is found for the word that was meant is found for the slip."""
    assert set(shipped.find(meant, DAY)[:3]) <= set(shipped.find(slip, DAY))


def test_each_word_narrows(shipped: Finder) -> None:
    """Every word must be met, as long as anything meets them all; the beginning of the last is enough."""
    wide, narrow = shipped.find("brann", DAY), shipped.find("brann gj", DAY)
    register = worlds.knowledge("shipped").register

    assert set(narrow) < set(wide)
    for found in narrow:
        record = register.cooperations[found.id] if found.kind == "cooperation" else register.cases[found.id]
        assert "gj" in str(record).casefold()


def test_a_whole_question_is_searched_by_its_telling_words(shipped: Finder) -> None:
    """Small words find nothing by themselves, and take nothing away."""
    asked = shipped.find("Hvilke samarbeid er Gjøvik med i?", DAY)

    assert set(asked) == set(shipped.find("Gjøvik", DAY))
    assert asked[0].kind == "cooperation"


@pytest.mark.parametrize(("word", "kind"), [("saker", "case"), ("saka", "case"), ("former", "form"), ("§", "paragraph")])
def test_a_sort_alone_lists_all_of_it(shipped: Finder, word: str, kind: str) -> None:
    """«Saker» is no word to look for, but what to look among."""
    found = shipped.find(word, DAY)

    assert {each.kind for each in found} == {kind}
    assert len(found) > 10


@pytest.mark.parametrize("words", ["", " ", "xyzzy", "???", "🎉", "i", "99-99", "§ 999", "zzz qqq"])
def test_what_nothing_has_finds_nothing(shipped: Finder, words: str) -> None:
    """Rather nothing than something else."""
    assert shipped.find(words, DAY) == ()


def test_the_readers_own_come_first(shipped: Finder) -> None:
    """Of those that fit alike; and before anything is written."""
    register = worlds.knowledge("shipped").register
    anybody, at_home = (shipped.find("brann", DAY, own)[0] for own in (None, "sel"))
    assert "sel" not in register.cooperations[anybody.id].municipality_ids()
    assert "sel" in register.cooperations[at_home.id].municipality_ids()
    first = shipped.first(DAY, "vaga")
    assert "vaga" in register.cases[first[0].id].municipalities
    assert {each.kind for each in first} == {"case", "cooperation", "form"}
    assert {each.kind for each in shipped.first(DAY)} == {"case", "form"}


def test_a_finder_is_made_once_for_a_snapshot(shipped: Finder) -> None:
    """Every search after the first finds it made."""
    assert finder(worlds.knowledge("shipped"), lambda: worlds.understanding("fictional")) is shipped
