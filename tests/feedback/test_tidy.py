"""What people write is kept as plain text, without what points straight at somebody."""

from __future__ import annotations

import pytest

from dialogs.feedback.tidy import tidy


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Feil\n\tvert  ", "Feil vert"),
        ("a\x00b\u202ec\ud800d", "a b c d"),
        ("<b>**feil**</b>", "<b>**feil**</b>"),
        ("skriv til kari.nordmann@vaga.kommune.no, takk", "skriv til [e-post], takk"),
        ("ring 91234567", "ring [telefon]"),
        ("ring 912 34 567.", "ring [telefon]."),
        ("ring +47 61 29 36 00", "ring [telefon]"),
        ("født 010190 12345", "født [fødselsnummer]"),
        ("01019012345", "[fødselsnummer]"),
    ],
)
def test_what_points_at_somebody_is_taken_out(written: str, kept: str) -> None:
    """E-mail addresses, telephone numbers and national identity numbers leave a mark; unseen characters nothing."""
    assert kept == tidy(written, 200)


@pytest.mark.parametrize(
    "written",
    [
        "Det kostet 19 300 000 kroner",
        "24 100 000 kr i 2025",
        "sak 45/2025 den 11.02.2019",
        "25000000 kr",
        "§ 19-4 fjerde ledd",
        "arkivsak 25/00031",
        "41 250,5 mill.",
        "mellom 2019 og 2024",
        "2024-06-30",
    ],
)
def test_numbers_that_politics_is_made_of_are_left_alone(written: str) -> None:
    """Amounts, case numbers, paragraphs and dates stand as they were written."""
    assert written == tidy(written, 200)


def test_what_is_long_is_cut() -> None:
    """At the limit, with a sign that it was."""
    assert tidy("a" * 11, 10) == "a" * 9 + "…"
    assert tidy("a" * 10, 10) == "a" * 10
