"""PDF is read page by page, in the order that a reader reads it."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from knowledge.sources.documents import DocumentError
from knowledge.sources.documents.reading import read
from tests.documents_reading import samples

LEFT = (
    "Kommunestyret har tidligere bedt",
    "om en samlet utredning av alle",
    "felles tjenester i regionen, og",
    "denne ble lagt fram i november",
    "med tilråding om å gå videre.",
)
RIGHT = (
    "Administrasjonen mener at avtalen",
    "bør gjelde i fire år, med adgang",
    "til oppsigelse for begge parter",
    "etter to år, slik loven krever",
    "for alle slike samarbeid nå.",
)


def page(*texts: tuple[float, float, str]) -> list[str]:
    """The lines of a page with those texts at those places, drawn in that order."""
    return read("sak.pdf", samples.pdf_lines(texts)).pages[0].text.split("\n")


def test_pages_are_counted_as_a_reader_counts() -> None:
    """From 1, each with its own text."""
    document = read("sak.pdf", samples.pdf_lines([(72, 700, "Første side")], [(72, 700, "Andre side")]))

    assert (document.name, document.kind) == ("sak.pdf", "pdf")
    assert [(page.number, page.text) for page in document.pages] == [(1, "Første side"), (2, "Andre side")]


def test_a_page_without_text_is_still_a_page() -> None:
    """So that page numbers hold."""
    document = read("sak.pdf", samples.pdf_lines([(72, 700, "Første side")], [], [(72, 700, "Tredje side")]))

    assert [page.text for page in document.pages] == ["Første side", "", "Tredje side"]


def test_a_case_paper_comes_out_line_by_line() -> None:
    """The page header first, rows of tables with their cells parted by tabs, points as they are numbered, the footer last."""
    lines = read("sak.pdf", samples.pdf_case(1)).pages[0].text.split("\n")

    assert lines[:5] == ["Storvik kommune", "", "Sak 1/2025: Felles legevakt", "", "Utvalg\tMøtedato\tSaksnr"]
    assert lines[5] == "Kommunestyret\t30.09.2025\t1/2025"
    assert ["", "Innstilling:", "", *(f"{n}. {point}" for n, point in enumerate(samples.POINTS, 1)), "", "Side 1"] == lines[-8:]


def test_room_between_lines_is_an_empty_line() -> None:
    """Where it is clearly more than lines of a paragraph have, however close those stand; larger letters have more."""
    for pitch in (13, 22):
        at = [700 - pitch * n for n in (0, 1, 2.5, 3.5, 4.5, 6)]
        texts = [(72.0, height, f"Linje {n}") for n, height in enumerate(at)]
        assert page(*texts) == ["Linje 0", "Linje 1", "", "Linje 2", "Linje 3", "Linje 4", "", "Linje 5"]

    def draw(canvas: Canvas) -> None:
        for height, size, text in (
            (760, 24, "En overskrift"),
            (730, 24, "på to linjer"),
            (700, 10, "a"),
            (687, 10, "b"),
            (674, 10, "c"),
        ):
            canvas.setFont("Helvetica", size)
            canvas.drawString(72, height, text)

    assert read("sak.pdf", samples.pdf(draw)).pages[0].text.split("\n") == ["En overskrift", "på to linjer", "", "a", "b", "c"]


def test_the_title_that_the_file_states_is_kept() -> None:
    """As a hint; what the writing program puts there of its own accord is none."""
    assert read("sak.pdf", samples.pdf_case(1)).title == "Felles legevakt"
    assert read("sak.pdf", samples.pdf_lines([(72, 700, "Sak")])).title is None


def test_headers_and_footers_stand_where_they_are_seen() -> None:
    """Whenever they were drawn."""
    body = [(72.0, 700.0 - 14 * n, f"Linje {n}") for n in range(3)]

    assert page((72, 40, "Bunn 1"), *body, (72, 800, "Topp")) == ["Topp", "", "Linje 0", "Linje 1", "Linje 2", "", "Bunn 1"]


def test_columns_that_are_drawn_one_after_the_other_stay_so() -> None:
    """The left one is read to its end before the right one."""
    texts = [(left, 700.0 - 14 * n, line) for left, lines in ((72, LEFT), (320, RIGHT)) for n, line in enumerate(lines)]

    assert [*LEFT, *RIGHT] == page(*texts)


def test_columns_of_prose_that_are_drawn_across_are_taken_apart() -> None:
    """Though each line was drawn over both columns."""
    texts = [(left, 700.0 - 14 * n, lines[n]) for n in range(5) for left, lines in ((72, LEFT), (320, RIGHT))]

    assert [*LEFT, *RIGHT] == page(*texts)


def test_rows_of_a_table_stay_rows() -> None:
    """Short cells below each other are no columns of prose."""
    rows = [(f"Sak {n}", f"Felles tjeneste {n}") for n in range(7)]
    texts = [(left, 700.0 - 14 * n, cell) for n, row in enumerate(rows) for left, cell in zip((72, 320), row, strict=True)]

    assert ["\t".join(row) for row in rows] == page(*texts)


@pytest.mark.parametrize("up", [0, 5])
def test_a_number_at_the_foot_or_middle_of_its_row_goes_with_the_row(up: int) -> None:
    """And the lines of the cell beside it are one, down to where the number stands."""
    texts = [(72, 700 + up, "PS 4/25"), (160, 714, "Felles barneverntjeneste i"), (160, 700, "Indre Namdal"), (72, 680, "Slutt")]

    assert page(*texts) == ["PS 4/25\tFelles barneverntjeneste i Indre Namdal", "Slutt"]


def test_labels_that_are_drawn_before_their_values_go_with_them() -> None:
    """Row by row, as they are seen."""
    labels = [(72.0, 700.0, "Utvalg"), (72.0, 686.0, "Møtedato"), (72.0, 672.0, "Saksnr")]
    values = [(200.0, 700.0, "Kommunestyret"), (200.0, 686.0, "30.09.2025"), (200.0, 672.0, "45/2025")]

    assert page(*labels, *values) == ["Utvalg\tKommunestyret", "Møtedato\t30.09.2025", "Saksnr\t45/2025"]


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_is_turned_is_read_as_it_is_seen(quarters: int) -> None:
    """A landscape table, say: from its own top to its own bottom, whatever is drawn first."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90 * quarters)
        canvas.rotate(90 * quarters)
        across, down = {1: (72, -100), 2: (-500, -100), 3: (-700, 500)}[quarters]
        for text, far in (("Bunn", 300), ("Første linje", 100), ("Andre linje", 114)):
            canvas.drawString(across, down - far, text)

    assert read("sak.pdf", samples.pdf(draw)).pages[0].text.split("\n") == ["Første linje", "Andre linje", "Bunn"]


def test_text_up_the_margin_comes_last() -> None:
    """An archive's stamp does not part the text."""

    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.rotate(90)
        canvas.drawString(300, -30, "Dokumentid 4711")
        canvas.restoreState()
        for n in range(3):
            canvas.drawString(72, 700 - 14 * n, f"Linje {n}")

    assert read("sak.pdf", samples.pdf(draw)).pages[0].text.split("\n") == [
        "Linje 0",
        "Linje 1",
        "Linje 2",
        "",
        "Dokumentid 4711",
    ]


@pytest.mark.parametrize(
    ("first", "second", "lines"),
    [
        ("med en verts-", "kommune som ansvarlig", ["med en vertskommune", "som ansvarlig"]),
        ("samarbeid om helse-", "og omsorgstjenester", ["samarbeid om helse-", "og omsorgstjenester"]),
        ("avtalen mellom Sel-", "Vågå og Lom", ["avtalen mellom Sel-", "Vågå og Lom"]),
        ("planperioden 2019-", "2022 er utløpt", ["planperioden 2019-", "2022 er utløpt"]),
        ("felles IKT-", "samarbeid i regionen", ["felles IKT-", "samarbeid i regionen"]),
    ],
)
def test_a_word_parted_at_the_end_of_a_line_is_made_whole_where_that_is_safe(first: str, second: str, lines: list[str]) -> None:
    """A hyphen that belongs to the words stays."""
    assert lines == page((72, 700, first), (72, 686, second))


def test_text_is_put_in_the_form_that_can_be_searched() -> None:
    """Hard spaces are spaces, letters are whole."""
    assert page((72, 700, "Saken\u00a0gjelder §\u00a020-2, og avgjøres.")) == ["Saken gjelder § 20-2, og avgjøres."]


def test_a_scanned_document_has_no_text() -> None:
    """Though the scanner stamped a page number on each picture."""
    with pytest.raises(DocumentError) as failed:
        read("skannet.pdf", samples.pdf_scanned())

    assert failed.value.reason == "no_text"


def test_drawings_alone_are_no_text() -> None:
    """Letters turned into outlines, say."""
    with pytest.raises(DocumentError) as failed:
        read("tegnet.pdf", samples.pdf(lambda canvas: canvas.line(0, 0, 99, 99)))

    assert failed.value.reason == "no_text"


def test_blank_pages_are_empty() -> None:
    """There is nothing to see on them either."""
    with pytest.raises(DocumentError) as failed:
        read("blank.pdf", samples.pdf(lambda canvas: None))

    assert failed.value.reason == "empty"


def test_a_password_is_told_of() -> None:
    """It is not damaged, and may be saved without."""
    with pytest.raises(DocumentError) as failed:
        read("laast.pdf", samples.pdf_encrypted())

    assert failed.value.reason == "encrypted"


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.99])
def test_half_a_document_is_never_read_as_a_whole_one(kept: float) -> None:
    """A download that was cut off lacks what was decided."""
    data = samples.pdf_case(4)

    with pytest.raises(DocumentError) as failed:
        read("sak.pdf", data[: int(len(data) * kept)])

    assert failed.value.reason == "corrupt"
