"""Certificates: what only we can make, what nobody can tell from one, and how one looks on paper."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest

from dialogs.site.certificate_pages import tidy
from dialogs.site.certificate_pdf import FONTS, printable, write_pdf
from dialogs.site.certificate_words import certificate_words
from dialogs.site.certificates import Certificate, code_of, opened, reference_of, seal, vouched
from dialogs.training.course_items import courses
from knowledge.model import LANGUAGES, Language

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
DAY = date(2026, 11, 30)
SECRET = "0123456789abcdef0123456789abcdef"
MADE = Certificate(
    "kontrollutvalg", (("utvalget", DAY), ("planene", date(2026, 11, 1))), 40, 44, "KON-20261130-ABCDEF-ABCDEFGHIJ"
)
NAMES = ["Kari Nordmann", "Máret Ánne Čáŋgá", "Åse Ærlig Øvrebø", "Ŧuoŋŋá Đagŋi Šžžá", "Zoë Müller-Łukasz"]


def facts(**other: object) -> dict[str, object]:
    modules = [
        {"title": f"Modul nummer {n} med et langt navn som må brytes over flere linjer i tabellen", "on": "30.11.2026"}
        for n in range(6)
    ]
    told = {
        "course": "Kontrollutvalget og samarbeidene", "role": "kontrollutvalget", "on": "30.11.2026", "modules": modules,
        "right": 40, "answered": 44, "as_of": "28.07.2026", "reference": MADE.reference, "confirm_at": "https://samrad.example.no/kursbevis/bekreft",
    }  # fmt: skip
    return {**told, **other}


def test_a_link_opens_what_we_sealed_until_its_hour() -> None:
    """And nothing that was changed, in any letter."""
    token = seal(SECRET, MADE, NOW + timedelta(hours=1))

    assert opened(SECRET, token, NOW + timedelta(minutes=60)) == MADE
    assert opened(SECRET, token, NOW + timedelta(minutes=61)) is None
    assert opened(SECRET + "x", token, NOW) is None
    assert [
        n for n in range(len(token)) if opened(SECRET, f"{token[:n]}{'A' if token[n] != 'A' else 'B'}{token[n + 1 :]}", NOW)
    ] == []
    assert [
        bad for bad in ("", ".", "x", "æ.ø", token.partition(".")[0], token * 9, "\udcff.x") if opened(SECRET, bad, NOW)
    ] == []


def test_a_reference_is_the_same_each_time_and_another_for_others() -> None:
    """Persons, courses and days are told apart, and nothing of the person is in it."""
    made = reference_of(SECRET, "kari", "kontrollutvalg", DAY)

    assert made == reference_of(SECRET, "kari", "kontrollutvalg", DAY)
    others = [("ola", "kontrollutvalg", DAY), ("kari", "formannskap", DAY), ("kari", "kontrollutvalg", date(2026, 11, 29))]
    assert len({made, *(reference_of(SECRET, *each) for each in others)}) == 4
    assert made.startswith("KON-20261130-")


def test_only_our_references_are_confirmed() -> None:
    """However they are written; with no letter, day or course changed."""
    made = reference_of(SECRET, "kari", "kontrollutvalg", DAY)
    course = courses().courses["kontrollutvalg"]

    assert vouched(SECRET, f" {made.lower()} ", courses()) == (course, DAY)
    changed = [
        made.replace("KON", "KOM"),
        made.replace("20261130", "20261129"),
        made[:-1] + ("A" if made[-1] != "A" else "B"),
        "",
        "KON",
    ]
    assert [bad for bad in (*changed, made.replace("2", "²"), made + "A") if vouched(SECRET, bad, courses())] == []
    assert vouched(SECRET + "x", made, courses()) is None


def test_courses_have_letters_of_their_own() -> None:
    """A reference leads to one course."""
    assert len({code_of(course) for course in courses().courses}) == len(courses().courses)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_file_tells_it_all_on_one_page(language: Language, name: str) -> None:
    """Name, course, modules, number, and that it is of self-study; with its language and title, every letter as written."""
    words = certificate_words(language)
    data = write_pdf(facts(), words, language, name)
    with pypdfium2.PdfDocument(io.BytesIO(data)) as document:
        page = document[0]
        text = " ".join(page.get_textpage().get_text_range().split())
        assert len(document) == 1
        assert document.get_metadata_dict()["Title"] == f"{words['certificate']}: Kontrollutvalget og samarbeidene"
        assert [item.get_title() for item in document.get_toc()] == [f"{words['certificate']}: Kontrollutvalget og samarbeidene"]
        assert [round(side) for side in page.get_size()] == [595, 842]
    for said in (
        name,
        "Kontrollutvalget og samarbeidene",
        MADE.reference,
        "28.07.2026",
        words["self_study"],
        "6. Modul nummer 5",
    ):
        assert said in text, said
    assert f"/Lang ({language}-NO)".encode() in data


def test_without_answers_none_are_counted() -> None:
    """Who has had their answers deleted has passed all the same, and is not told of «0 av 0»."""
    with pypdfium2.PdfDocument(
        io.BytesIO(write_pdf(facts(right=0, answered=0), certificate_words("nb"), "nb", "Kari"))
    ) as document:
        assert "Riktige svar" not in document[0].get_textpage().get_text_range()


def test_a_long_name_is_broken_and_stays_on_the_page() -> None:
    """Nothing runs out over the edge."""
    name = " ".join(["Langenavnesen"] * 7)
    with pypdfium2.PdfDocument(io.BytesIO(write_pdf(facts(), certificate_words("nb"), "nb", name))) as document:
        text = document[0].get_textpage()
        boxes = [text.get_charbox(n) for n in range(text.count_chars())]
        assert len(document) == 1
        assert max(box[2] for box in boxes) < 595 - 60
        assert min(box[1] for box in boxes) > 40


def test_letters_that_the_font_lacks_are_found_before() -> None:
    """The page can show them; the file is not made with holes in the name, nor with letters in the wrong order."""
    assert [name for name in NAMES if not printable(name)] == []
    assert [name for name in ("日本", "Kari \U0001fae5", "عربي", "שרה") if printable(name)] == []


def test_a_name_is_one_line_without_what_cannot_be_seen() -> None:
    """Line breaks, controls and too much of it are taken away."""
    assert tidy("  Kari\n\tNord\x00mann\u202e ") == "Kari Nord mann"
    assert tidy("A\u030asa") == "Åsa"
    assert len(tidy("x" * 500)) == 100


def test_the_fonts_are_those_that_were_published() -> None:
    """DejaVu 2.37, with its licence beside."""
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in Path(FONTS).glob("*.ttf")}

    assert set(digests) == {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf"}
    assert "Bitstream" in (FONTS / "LICENSE").read_text(encoding="utf-8")


def test_words_are_in_both_forms() -> None:
    """The same words are there, and sentences are not copied."""
    nb, nn = (certificate_words(each) for each in LANGUAGES)

    assert nb.keys() == nn.keys()
    assert [key for key in nb if nb[key] == nn[key] and len(nb[key].split()) > 5] == []
