"""Every trap in Lovdata's forms, on excerpts of real acts."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.law_lookup import Lacks, Line, Verbatim, lines, lovdata_url, paragraph
from knowledge.sources.law_text import from_body, paragraph_number, to_body
from tests.law.texts import KOML, excerpt, held, markers

EVERY = ("koml.xml", "koml.md", "koml-2018.xml", "iks.xml", "iks.md", "fvl.xml", "fvl.md", "samvirke.xml", "fvl-2025.xml")
PAIRS = [("koml.md", "koml.xml"), ("iks.md", "iks.xml"), ("fvl.md", "fvl.xml")]


def test_the_head_tells_which_act_it_is_and_from_which_day() -> None:
    """The id is the act's, whatever form the file has; the day is that of the last change in force."""
    now, then, fetched = excerpt("koml.xml"), excerpt("koml-2018.xml"), excerpt("koml.md")
    assert {now.id, then.id, fetched.id} == {KOML}
    assert (now.form, now.as_of) == ("consolidated", date(2024, 5, 1))
    assert (then.form, then.as_of, then.in_force_note) == ("announced", date(2018, 6, 22), "Kongen bestemmer")
    assert (fetched.as_of, fetched.retrieved) == (date(2026, 1, 1), date(2026, 7, 28))
    assert now.in_force[0] == date(2019, 11, 1)
    assert len(now.in_force) == 4


@pytest.mark.parametrize(("markdown", "xml"), PAIRS)
def test_both_forms_give_the_same_text(markdown: str, xml: str) -> None:
    """Ledd, list letters, continuations and titles are equal, word for word, from Markdown and from XML."""
    from_markdown, from_xml = excerpt(markdown), excerpt(xml)
    for each in from_markdown.paragraphs:
        other = held(from_xml, each.number)
        assert (each.title, each.ledd, each.notes, each.repealed) == (other.title, other.ledd, other.notes, other.repealed)


@pytest.mark.parametrize("name", EVERY)
def test_an_act_is_kept_whole(name: str) -> None:
    """What is written as plain data and read again is the same act."""
    act = excerpt(name)
    assert act == from_body(to_body(act))


@pytest.mark.parametrize("name", EVERY)
def test_no_markup_is_left_in_the_words(name: str) -> None:
    """Links are their text, letters stand once, hard blanks and line breaks are blanks."""
    for each in excerpt(name).paragraphs:
        for ledd in each.ledd:
            for line in lines(ledd):
                assert not any(sign in line.text for sign in ("](", "**", "<", "\n", "\xa0", "  ", "[^")), line
                assert not line.text.startswith(("a)", "a.", "(1)")), line


@pytest.mark.parametrize("name", ["koml.xml", "koml.md", "koml-2018.xml"])
def test_points_are_no_ledd(name: str) -> None:
    """KO's agreement: § 19-4 reads alike in all its forms, and its fourth ledd has letters."""
    agreement = held(excerpt(name), "§ 19-4")
    assert markers(agreement.ledd[3].items).startswith("a b c d e f g")
    assert agreement.title == "Samarbeidsavtale"
    letter = agreement.ledd[3].item("g")
    assert letter is not None
    assert letter.text == "om oppgavefellesskapet skal ha myndighet til å ta opp lån"


@pytest.mark.parametrize("name", ["koml.xml", "koml.md"])
def test_what_goes_on_after_a_list_belongs_to_the_ledd_above(name: str) -> None:
    """§ 23-6 first ledd ends after its list, so that its fourth ledd is not called the fifth."""
    control = held(excerpt(name), "23-6")
    first = control.ledd[0]
    assert first.text.endswith("styret og den valgte revisoren for selskapet.")
    assert first.passages[0].items == first.items
    assert first.passages[1].text.startswith("Opplysningene etter første ledd")
    assert len(control.ledd) == 5


@pytest.mark.parametrize("name", ["iks.xml", "iks.md"])
def test_lists_have_the_marks_of_the_law(name: str) -> None:
    """IKS-loven numbers its lists; a sentence may go on after one."""
    act = excerpt(name)
    fifth = held(act, "4").ledd[2].item("nr5")
    assert fifth is not None
    assert fifth.text == "antallet eller laveste og høyeste antall styremedlemmer"
    sale = held(act, "25").ledd
    assert [ledd.text for ledd in sale] == ["Vedtak om må treffes av representantskapet etter forslag fra styret."]
    assert markers(sale[0].items) == "1 2"


@pytest.mark.parametrize("name", ["fvl.xml", "fvl.md"])
def test_a_new_sentence_after_a_list_can_be_the_same_ledd(name: str) -> None:
    """fvl. § 28 has four ledd, not five."""
    appeal = held(excerpt(name), "28")
    assert len(appeal.ledd) == 4
    assert appeal.ledd[2].text.endswith("går klagen til statsforvalteren.")
    assert markers(appeal.ledd[2].items) == "a b c d"


@pytest.mark.parametrize("name", ["iks.xml", "iks.md"])
def test_what_is_enacted_only_is_told_as_coming(name: str) -> None:
    """A change marked «Endres» or «Tilføyes» is pending, and its paragraph is in force only as far as it has text."""
    act = excerpt(name)
    changed, added = held(act, "15"), held(act, "§ 15 a")
    assert [(p.kind, p.act) for p in changed.pending] == [("changed", "lov/2025-06-20-81")]
    assert changed.pending[0].text == "Endres ved lov 20 juni 2025 nr. 81 (i kraft fra den tiden Kongen bestemmer)."
    assert changed.in_force
    assert [p.kind for p in added.pending] == ["added"]
    assert (added.in_force, added.repealed, added.ledd) == (False, False, ())
    assert held(act, "4").pending == ()


@pytest.mark.parametrize("name", ["iks.xml", "iks.md"])
def test_a_repealed_paragraph_is_empty_and_says_so(name: str) -> None:
    """§ 40 is told as repealed, with the note on when."""
    gone = held(excerpt(name), "40")
    assert (gone.repealed, gone.in_force, gone.ledd) == (True, False, ())
    assert "opphevet ved lov 2 juni 2023 nr. 22" in gone.notes[0]


@pytest.mark.parametrize("name", ["fvl.xml", "fvl.md"])
def test_the_repeal_of_an_act_that_is_to_come_is_told(name: str) -> None:
    """The line above forvaltningsloven of 1967 says which act will end it; the act is in force until then."""
    act = excerpt(name)
    assert [(p.kind, p.act) for p in act.pending] == [("repealed", "lov/2025-06-20-81")]
    assert all(each.in_force for each in act.paragraphs)


def test_an_act_that_is_not_in_force_is_not_in_any_part() -> None:
    """Forvaltningsloven of 2025 waits for the King: none of its paragraphs is told as law."""
    act = excerpt("fvl-2025.xml")
    assert (act.in_force, act.in_force_note) == ((), "Kongen bestemmer")
    assert not any(each.in_force for each in act.paragraphs)


def test_amendments_to_other_acts_are_not_the_acts_own() -> None:
    """§ 31-6 of 2018 and § 100 of 2025 write paragraphs into other acts; each keeps its one ledd and no more."""
    then, coming = excerpt("koml-2018.xml"), excerpt("fvl-2025.xml")
    assert [len(held(act, number).ledd) for act, number in ((then, "31-6"), (coming, "100"))] == [1, 1]
    assert "57" not in {each.number for each in then.paragraphs}
    repeal = held(coming, "99").ledd
    assert [ledd.number for ledd in repeal] == [1, 2]
    assert repeal[1].text.startswith("Fra den tiden loven trer i kraft, oppheves lov 10. februar 1967")


@pytest.mark.parametrize("name", ["iks.xml", "iks.md"])
def test_footnotes_stand_apart(name: str) -> None:
    """The number of a footnote is not in the sentence, and its text is no ledd."""
    start = held(excerpt(name), "39")
    assert [ledd.text for ledd in start.ledd] == ["Denne lov trer i kraft fra det tidspunkt Kongen bestemmer."]
    assert start.footnotes == ("1 Fra 1 jan 2000 iflg. res. 22 okt 1999 nr. 1098.",)


def test_printed_numbers_of_ledd_are_not_words() -> None:
    """«(1)» is the ledd's number; a list that stands by itself is a ledd too."""
    act = excerpt("samvirke.xml")
    assert held(act, "1").ledd[0].text == "Lova gjeld for samvirkeforetak."
    assert held(act, "163").ledd[0].items[0].marker == "1"
    assert held(act, "54").ledd[1].text.startswith("Vedtektsendringar som inneber krev tilslutning")


def test_a_list_in_a_list_stays_below_its_point() -> None:
    """fvl. § 6 first ledd letter e has points 1 and 2 of its own."""
    habilitet = held(excerpt("fvl.xml"), "6").ledd[0]
    point = habilitet.item("e")
    assert point is not None
    assert markers(point.items) == "1 2"
    assert markers(habilitet.items) == "a b c d e"
    shown = lines(habilitet)
    assert [line.depth for line in shown] == [0, 1, 1, 1, 1, 1, 2, 2]
    assert shown[0] == Line(0, "", habilitet.text)


@pytest.mark.parametrize("name", ["koml.xml", "koml.md", "koml-2018.xml"])
def test_a_paragraph_knows_its_chapter(name: str) -> None:
    """Part and chapter stand above it, whatever levels the headings have."""
    assert held(excerpt(name), "19-1").chapter[-1].startswith("Kapittel 19. Kommunalt oppgavefellesskap")


def test_numbers_are_found_however_they_are_written() -> None:
    """«§ 8a», «8 a» and «§ 8 A.» are one paragraph."""
    act = excerpt("iks.xml")
    assert held(act, "§ 8a") is held(act, "8 a") is held(act, "§ 8 A.")
    assert paragraph_number("§ 19–4") == "19-4"


def test_what_does_a_paragraph_say() -> None:
    """The question gets the verbatim text and its link, or what is lacking."""
    texts = {KOML: excerpt("koml.md")}
    found = paragraph(texts, KOML, "§ 19-4", 4)
    assert isinstance(found, Verbatim)
    assert [ledd.number for ledd in found.ledd] == [4]
    assert found.url == "https://lovdata.no/lov/2018-06-22-83/%C2%A719-4"
    whole = paragraph(texts, KOML, "19-4")
    assert isinstance(whole, Verbatim)
    assert whole.ledd == whole.paragraph.ledd
    assert paragraph(texts, KOML, "19-4", 9) is Lacks.LEDD
    assert paragraph(texts, KOML, "1-1") is Lacks.PARAGRAPH
    assert paragraph({}, KOML, "19-4") is Lacks.ACT
    assert lovdata_url(KOML, "8 a").endswith("%C2%A78a")
