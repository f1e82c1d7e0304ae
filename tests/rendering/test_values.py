"""Values are data: whatever they hold, they become neither block nor cell, neither Markdown nor HTML."""

from __future__ import annotations

import html
import json
import re

import pytest

from dialogs.blocks import as_data
from dialogs.model import Choice, CitedSource
from tests.rendering.conftest import Desk

MARKUP = [
    "## Overskrift", "# Svar", "- punkt", "> merknad", "| a | b |", " - punkt", "\u00a0- punkt", "\u200b## skjult",
    "-", "#", "--- ",
    "**fet**", "*kursiv*", "_kursiv_", "__fet__", "~~strøket~~", "`kode`", "[lenke](https://example.org)", "![bilde](x.png)",
    "<b>fet</b>", "<script>alert(1)</script>", "&lt;b&gt;", "&#42;", "\\", "\\*",
    "1. punkt", "17. oktober 2025", "1) punkt", "17.", "===",
    "{{ 7 * 7 }}", "{% raw %}", "{{DATE(2026-01-01T00:00:00Z)}}", "A|b", "Nord & Sør", 'Si "hei"',
]  # fmt: skip
BROKEN = {
    "a\nb": "a b",
    "a\r\n\r\n## b": "a ## b",
    "a\n- b\n- c": "a - b - c",
    "a\u2028# b": "a # b",
    "a\x85# b": "a # b",
    "a\x0b\x0cb\tc": "a b c",
    "\n## b": "## b",
    "\ufdd2 a \ufdd0\ufdd0b\ufdd0\ufdd0 \ufdd1": "a b",
    "a\x00b\x1b[31m": "ab[31m",
    "\u202eabc\u2066": "abc",
    "x\ud800y": "x\ufffdy",
}
PLACES = [("# ", "{0}"), ("## ", "{0}"), ("- ", "{0}"), ("> ", "{0}"), ("", "{0}"), ("- ", "A {0} b")]


def _element_words(element: dict[str, object]) -> str:
    """An element's words as a reader sees them, by the Markdown subset that every client has."""
    if element["type"] == "RichTextBlock":
        return "".join(run["text"] for run in element["inlines"]).removeprefix("• ")  # type: ignore[attr-defined]
    text = str(element["text"])
    assert not re.search(r"[\\*_\[\]`~<]", text), text
    text = text.removeprefix("- ")
    assert not re.match(r"([-+#>]|#+|\d+[.)])( |$)", text), text
    return text


def _shown(words: str) -> str:
    return " ".join(words.replace("\u00a0", " ").replace("\u200b", "").split())


@pytest.mark.parametrize(("marker", "words"), PLACES)
@pytest.mark.parametrize("value", MARKUP)
def test_a_value_is_shown_as_it_is_wherever_it_stands(desk: Desk, marker: str, words: str, value: str) -> None:
    """One block comes out, of the kind the template chose, with the value's own characters in it: in every shape."""
    reply = desk.render(marker + words.format("{{ value }}"), value=value)
    expected = _shown(words.format(value))

    assert len(reply.card["body"]) == 1
    assert _shown(_element_words(reply.card["body"][0])) == expected
    assert _shown(reply.text.removeprefix("- ") if marker == "- " else reply.text) == expected
    inner = re.fullmatch(r'<div class="reply">(?:<ul>)?<(p|h3|li)(?: class="\w+")?>([^<>]*)</\1>(?:</ul>)?</div>', reply.html)
    assert inner is not None, reply.html
    assert _shown(html.unescape(inner[2])) == expected


@pytest.mark.parametrize(("value", "shown"), BROKEN.items())
def test_a_value_keeps_to_its_line_and_brings_no_hidden_characters(desk: Desk, value: str, shown: str) -> None:
    """Line breaks of every sort, control and direction characters, and our own marks are taken out."""
    reply = desk.render("Navn: {{ value }}\n{{ value }}", value=value)

    assert reply.text == f"Navn: {shown}\n\n{shown}"
    assert reply.html.count("<p>") == 2
    assert reply.text.encode()


@pytest.mark.parametrize("value", MARKUP)
def test_a_value_stays_in_its_cell(desk: Desk, value: str) -> None:
    """No value adds a column or a row."""
    table = desk.render("| {{ v }} | b |\n| {{ v }} | {{ v }} |", v=value).card["body"][0]

    assert [len(row["cells"]) for row in table["rows"]] == [2, 2]
    assert _shown(_element_words(table["rows"][1]["cells"][1]["items"][0])) == _shown(value)


@pytest.mark.parametrize(
    "template",
    [
        "{% macro bold(x) %}**{{ x }}**{% endmacro %}{{ bold(v) }}",
        "{% macro bold(x) %}**{{ x }}**{% endmacro %}{{ bold(v) ~ '' }}",
        "{% macro bold(x) %}**{{ x }}**{% endmacro %}{{ [bold(v)]|join(', ') }}",
        "{% macro bold(x) %}**{{ x }}**{% endmacro %}{{ [bold(v)]|listed }}",
        "{% macro bold(x) %}**{{ x }}**{% endmacro %}{{ bold(bold(v)|trim) if false else bold(v) }}",
        "{% macro bold() %}**{{ caller() }}**{% endmacro %}{% call bold() %}{{ v }}{% endcall %}",
        "{% set bold %}**{{ v }}**{% endset %}{{ bold }}",
    ],
)
def test_macros_may_write_markup_round_values(desk: Desk, template: str) -> None:
    """What a macro wrote is markup, what it was given is not, however the two are put together."""
    reply = desk.render(template, v="**a** & <b>|")

    assert reply.html == '<div class="reply"><p><strong>**a** &amp; &lt;b&gt;|</strong></p></div>'


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("a ~ ' og ' ~ b", "**x** og | y"),
        ("[a, b]|join(' | ')", "**x** | | y"),
        ("[a, b]|listed", "**x** og | y"),
        ("'**' ~ a ~ '**'", "****x****"),
        ("' & ' ~ shout(a) ~ a ~ ' \"&amp;\"'", '& **x**!**x** "&amp;"'),
        ("'A & B'", "A & B"),
        ("n", "2"),
        ("a|upper_first|lower", "**x**"),
    ],
)
def test_expressions_of_values_are_values(desk: Desk, expression: str, shown: str) -> None:
    """Joined, listed, put together with constants or with a macro's words: values are never markup nor escaped twice."""
    macro = "{% macro shout(x) %}{{ x }}!{% endmacro %}"

    assert desk.render(f"{macro}{{{{ {expression} }}}}", a="**x**", b="| y", n=2).text == shown


def test_sources_and_choices_are_data_too(desk: Desk) -> None:
    """A document's title or a button's may hold anything."""
    source = CitedSource("a\n## <b>*b*", "2019", "|", 1, 0, via="[x](y)")
    reply = desk.render("Hei.", sources=(source,), choices=(Choice("Si\n**hei** <b>", "si\n**hei** <b>"),))

    assert reply.text == (
        "Hei.\n\nKilde: a ## <b>*b*, |, 2019 (1 år gammel), gjengitt etter [x](y).\n\nDu kan spørre videre: Si **hei** <b>"
    )
    assert len(reply.card["body"]) == 2
    assert reply.card["actions"] == [{"type": "Action.Submit", "title": "Si **hei** <b>", "data": {"say": "si\n**hei** <b>"}}]
    assert "<b>" not in reply.html


def test_no_mark_of_ours_reaches_a_reader(desk: Desk) -> None:
    """The noncharacters that guard values are gone from every shape."""
    source = CitedSource("*", "2019", "|", 0, 1)
    reply = desk.render("# {{ v }}\n- **{{ v }}**\n| {{ v }} | {{ v }} |", v="- *|# > x", sources=(source,))

    assert not re.search("[\ufdd0-\ufdef]", reply.text + reply.html + json.dumps(reply.card, ensure_ascii=False))


def test_ordinary_names_pass_untouched() -> None:
    """Names as municipalities write them need nothing done to them."""
    for name in ("Nord-Gudbrandsdal", "Sør-Fron & Ringebu", "§ 19-1", "«Fram»", "Kárášjohka", "2024–2027"):
        assert as_data(name) is name
