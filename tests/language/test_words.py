"""Every word that we say is a word of its written form."""

from __future__ import annotations

import re

import pytest

from knowledge.model import LANGUAGES, Language
from tests.language import code_texts, yaml_texts
from tests.language.check import Report, checked
from tests.language.forms import house, never
from tests.language.lists import NEEDED, entries
from tests.language.said import Said
from tests.language.spelling import Speller

LISTS = ("house_nn", *NEEDED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_in_the_dictionary_of_its_form(report: Report, language: Language) -> None:
    """A word that is right goes into tests/language/lists, after a look; any other is put right where it stands."""
    assert report.misspelt[language] == [], "\n".join(report.misspelt[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_belongs_to_the_other_form(report: Report, language: Language) -> None:
    """The dictionaries are generous: «mens» is a nynorsk noun to them, «kvar» a bokmål one."""
    assert report.foreign[language] == [], "\n".join(report.foreign[language])


def test_nynorsk_is_of_one_kind(report: Report) -> None:
    """Where several forms are right we write one of them."""
    assert report.otherwise == [], "\n".join(report.otherwise)


def test_all_is_read(report: Report) -> None:
    """There is far more to say in two languages than a check of a few files would see."""
    assert (report.texts > 40_000, report.words > 200_000) == (True, True), (report.texts, report.words)


@pytest.mark.parametrize("name", NEEDED)
def test_every_entry_of_a_list_is_needed(report: Report, name: str) -> None:
    """What no text needs any more is taken out."""
    assert [entry for entry in entries(name) if entry not in report.used] == []


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_in_order(name: str) -> None:
    """Sorted and each entry once, so that a change of it is easy to see."""
    assert sorted(set(entries(name)), key=lambda e: (e.strip("-").lower(), e)) == list(entries(name))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_list_lets_the_other_form_in(nb: Speller, nn: Speller, language: Language) -> None:
    """A term is no word that the other form's list of foreign words has, and none that its own dictionary has anyway."""
    own = nb if language == "nb" else nn
    whole = [entry for entry in entries(f"terms_{language}") if "-" not in entry]

    assert [entry for entry in whole if never(language).has(entry)] == []
    assert [entry for entry in whole if own.in_dictionary(entry)] == []


def test_what_the_house_writes_is_right(nn: Speller) -> None:
    """The forms that we prefer are nynorsk themselves."""
    chosen = {ours for ours in house().values() if not ours.startswith("-")}

    assert sorted(each for each in chosen if not nn.knows(each) or never("nn").has(each) or each in house()) == []


@pytest.mark.parametrize(
    ("language", "text", "fault"),
    [
        ("nn", "Dette er ikke vedteke", "«ikke» is not in the dictionary, but in that of bokmål"),
        ("nb", "Dette er ikkje vedtatt", "«ikkje» is not in the dictionary, but in that of nynorsk"),
        ("nn", "Kommunestyrett vedtok det", "«Kommunestyrett» is not in the dictionary"),
        ("nn", "Utredningsarbeidet er ferdig", "«Utredningsarbeidet» is not in the dictionary, but in that of bokmål"),
        ("nn", "Tjenestesamarbeidet er nytt", "«Tjenestesamarbeidet» is not in the dictionary, but in that of bokmål"),
        ("nn", "Saka ligg der mens ein ventar", "«mens» is bokmål, or no word of ours"),
        ("nn", "Det er mulig", "«mulig» is bokmål, or no word of ours"),
        ("nb", "Hvor er kjelda", "«kjelda» is nynorsk, or no word of ours"),
        ("nn", "Lova gir rett til det", "«gir»: we write «gjev»"),
    ],
)
@pytest.mark.usefixtures("_dictionaries")
def test_a_wrong_word_is_found(language: Language, text: str, fault: str) -> None:
    """The check finds what it is for, and says what is wrong with it."""
    found = checked([Said("here", language, text)])

    assert [f"here: {fault}"] == [*found.misspelt[language], *found.foreign[language], *found.otherwise]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nn", "Gjøvik og Østre Toten har KO-et i lag med Telemarksforskings folk"),
        ("nn", "lønssamarbeidet, helse- og omsorgstenester, bl.a. i § 19-4 og på https://example.org/ikke/noe"),
        ("nn", "Notatet «Tjenestegjennomgang Gjøvik–Toten» seier det"),
        ("nb", "verts- og samarbeidskommunens vedtak, formannskapskonferansen og IKS-et"),
    ],
)
@pytest.mark.usefixtures("_dictionaries")
def test_a_right_word_is_let_be(language: Language, text: str) -> None:
    """Names, compounds, parted compounds, abbreviations with endings, and what is quoted."""
    found = checked([Said("here", language, text)])

    assert (found.misspelt[language], found.foreign[language], found.otherwise) == ([], [], [])


@pytest.mark.usefixtures("_dictionaries")
def test_a_search_word_may_be_written_as_people_write_it() -> None:
    """Slips that are listed are let be among search words and are faults where they would be shown."""
    slip = "varaer"

    assert slip in entries("written")
    assert checked([Said("here", "nn", slip, shown=False)]).misspelt["nn"] == []
    assert [f"here: «{slip}» is not in the dictionary"] == checked([Said("here", "nn", slip)]).misspelt["nn"]


def test_content_is_in_both_forms_with_the_same_numbers() -> None:
    """A text is never empty in one form, and a number in one of them is in the other."""
    pairs = [pair for path in yaml_texts.files() for pair in yaml_texts.pairs(path)]

    assert [where for where, told in pairs if not all(told.get(language, "").strip() for language in LANGUAGES)] == []
    assert [where for where, told in pairs if _numbers(told["nb"]) != _numbers(told["nn"])] == []


def _numbers(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", text))


def test_both_forms_of_a_text_in_code_fill_in_the_same() -> None:
    """Buttons and labels name the same things in both forms."""
    pairs = [pair for path in code_texts.files() for pair in code_texts.pairs(path)]

    assert [where for where, nb, nn in pairs if nb != nn] == []
    assert len(pairs) > 400
