"""Web pages and plain text, in whatever encoding they come."""

from __future__ import annotations

import codecs

import pytest

from knowledge.sources.documents import DocumentError
from knowledge.sources.documents.reading import read
from tests.documents_reading import samples

WORDS = "Møtebok for Vågå: §\u00a020-2 – «vedtatt» à"


def lines(html: str) -> list[str]:
    return read("sak.html", f"<html><body>{html}</body></html>".encode()).pages[0].text.split("\n")


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        WORDS.encode("cp1252"),
        "Mo\u0308tebok".encode(),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16 little", "utf-16 big", "cp1252", "parted letters"],
)
def test_text_is_the_same_in_every_encoding(data: bytes) -> None:
    """With ordinary spaces and whole letters."""
    document = read("sak.txt", data)

    assert document.kind == "text"
    assert document.pages[0].text in (WORDS.replace("\u00a0", " "), "Mötebok")


def test_a_broken_letter_does_not_garble_the_rest() -> None:
    """A text in UTF-8 with one damaged byte is still UTF-8."""
    data = "Vågå og Sør-Fron møtes på Ringebu, sa ordføreren på årsmøtet i går, før høringen.".encode().replace(
        b"Ringebu", b"Ring\xe5bu"
    )

    assert read("a.txt", data).pages[0].text == "Vågå og Sør-Fron møtes på Ringbu, sa ordføreren på årsmøtet i går, før høringen."


def test_form_feeds_part_pages() -> None:
    """One at the very end begins no page."""
    document = read("sak.txt", b"en\r\nto\x0ctre\n\n\n\nfire\x0c")

    assert [page.text for page in document.pages] == ["en\nto", "tre\n\nfire"]


def test_control_characters_are_dropped() -> None:
    """They are neither seen nor searched for; a mark that turns text around is one of them."""
    text = "Sak 1/25 er vedtatt enstemmig i kommunestyret etter lang debatt om saken, og protokollen er lagt ut."

    assert text == read("sak.txt", text.replace("er vedtatt", "er\u202e ved\u200btatt\x07").encode()).pages[0].text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_web_page_is_read_in_its_encoding(encoding: str) -> None:
    """Whether it declares it or not."""
    page = samples.html_case(1)
    document = read("sak.html", page.replace("utf-8", encoding).encode(encoding))

    assert (document.kind, document.title) == ("html", "Møtebok")
    assert document.pages[0].text.split("\n")[:4] == [
        "Sak 1/2025: Felles legevakt",
        "",
        "Utvalg\tMøtedato",
        "Kommunestyret\t30.09.2025",
    ]


def test_an_older_encoding_is_believed_when_it_is_declared() -> None:
    """And nothing else fits."""
    page = '<html><meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-4"><body><p>Á ŋ</p></body></html>'

    assert read("sak.html", page.encode("iso-8859-4")).pages[0].text == "Á ŋ"


def test_blocks_are_lines_and_the_rest_is_not() -> None:
    """White space is folded as a browser does."""
    assert lines(
        "<h1>Overskrift</h1>\n<p>Kommunestyret\n   <b>ved</b>tok <!-- nei --> saken.<br>ny linje</p><div><div>til</div></div>"
    ) == ["Overskrift", "", "Kommunestyret vedtok saken.", "ny linje", "", "til"]


def test_blank_paragraphs_of_a_page_part_where_they_are_used_to() -> None:
    """Lines that are paragraphs of their own are not torn apart; without blank ones, paragraphs are apart."""
    assert lines("<p>a</p><p>b</p><p>&nbsp;</p><p>c</p>") == ["a", "b", "", "c"]
    assert lines("<p>a</p><p>b</p><div>c</div><div>d</div>") == ["a", "", "b", "", "c", "d"]


def test_points_and_rows_keep_their_form() -> None:
    """Numbers as a browser counts them, cells parted by tabs, lines of formatted text as they are."""
    assert lines('<ol start="3"><li>a</li><li><p>b</p></li><li value="9">c<ul><li>d</li></ul></li></ol>') == [
        "3. a",
        "4. b",
        "9. c",
        "• d",
    ]
    assert lines("<table><tr><th>Utvalg<th>Dato<tr><td>KS<td><p>1.1</p><p>2.2</p></table>") == ["Utvalg\tDato", "KS\t1.1", "2.2"]
    assert lines("<pre>en\n  to</pre>") == ["en", "  to"]


def test_what_nobody_sees_of_a_page_is_left_out() -> None:
    """Scripts, styles and what is hidden."""
    hidden = "<script>vedtatt()</script><style>p{}</style><p hidden>a</p><div style='display: none'>b</div><noscript>c</noscript>"

    assert lines(f"{hidden}<p>synlig</p>") == ["synlig"]


def test_a_page_too_deep_to_be_read_whole_is_not_read_in_part() -> None:
    """What is missing could be the decision."""
    with pytest.raises(DocumentError) as failed:
        lines("<p>først</p>" + "<div>" * 5000 + "innerst")

    assert failed.value.reason == "corrupt"
