"""What a template's lines become."""

from __future__ import annotations

import pytest

from dialogs.render import TemplateFault
from tests.rendering.conftest import Desk

WHOLE = """
# Sel er med i to samarbeid.
{% for group in groups %}
## {{ group.name }}
  {% for member in group.members %}
  - **{{ member }}** er med
  {% endfor %}
{% endfor %}

| Kommune | Innbyggere | Vekst |
| Sel | 5 500 | 1 % |
| Vågå | 3 600 | |
Et avsnitt.
> En merknad.
"""
GROUPS = [{"name": "Brann", "members": ["Lom", "Skjåk"]}]


def test_html_has_the_classes_that_the_chat_page_knows(desk: Desk) -> None:
    """Lead, headings, lists, tables with headers and notes are told apart."""
    reply = desk.render(WHOLE, groups=GROUPS)

    assert reply.html == (
        '<div class="reply"><p class="lead">Sel er med i to samarbeid.</p><h3>Brann</h3>'
        "<ul><li><strong>Lom</strong> er med</li><li><strong>Skjåk</strong> er med</li></ul>"
        '<table><thead><tr><th scope="col">Kommune</th><th scope="col">Innbyggere</th><th scope="col">Vekst</th></tr></thead>'
        '<tbody><tr><th scope="row">Sel</th><td>5\u00a0500</td><td>1 %</td></tr>'
        '<tr><th scope="row">Vågå</th><td>3\u00a0600</td><td></td></tr></tbody></table>'
        '<p>Et avsnitt.</p><p class="note">En merknad.</p></div>'
    )


def test_text_reads_without_any_markup(desk: Desk) -> None:
    """Plain text has headings on their own line, «- » lists and table rows that name their columns."""
    reply = desk.render(WHOLE, groups=GROUPS)

    assert reply.text == (
        "Sel er med i to samarbeid.\n\nBrann\n- Lom er med\n- Skjåk er med\n\n"
        "- Sel: Innbyggere 5 500; Vekst 1 %\n- Vågå: Innbyggere 3 600\n\nEt avsnitt.\n\nEn merknad."
    )


def test_a_table_of_two_columns_is_read_as_pairs(desk: Desk) -> None:
    """With two columns the header stands once and each row is «a: b»."""
    reply = desk.render("| Kommune | Beløp |\n| Årdal | 24,1 mill. |\n| Luster | |")

    assert reply.text == "Kommune: Beløp\n- Årdal: 24,1 mill.\n- Luster"


def test_the_card_says_the_same_in_its_own_elements(desk: Desk) -> None:
    """The lead and headings are headings to a screen reader, a list is one list, numbers stand to the right."""
    body = desk.render(WHOLE, groups=GROUPS).card["body"]

    assert body[0] == {
        "type": "TextBlock", "text": "Sel er med i to samarbeid.", "wrap": True,
        "weight": "Bolder", "size": "Medium", "style": "heading",
    }  # fmt: skip
    assert (body[1]["text"], body[1]["style"]) == ("Brann", "heading")
    assert body[2] == {"type": "TextBlock", "text": "- **Lom** er med\n- **Skjåk** er med", "wrap": True}
    assert [column.get("horizontalCellContentAlignment") for column in body[3]["columns"]] == [None, "Right", "Right"]
    assert [cell["items"][0]["text"] for cell in body[3]["rows"][1]["cells"]] == ["Sel", "5\u00a0500", "1 %"]
    assert (body[5]["text"], body[5]["isSubtle"]) == ("En merknad.", True)


def test_a_date_first_on_a_line_stays_a_date_in_the_card(desk: Desk) -> None:
    """«17. oktober» is the beginning of a numbered list in Markdown; it must not become «1. oktober»."""
    reply = desk.render("# {{ on }} ble det vedtatt.\n- {{ on }} i Sel", on="17. oktober")
    words = [element["text"] for element in reply.card["body"]]

    assert words == ["17.\u00a0oktober ble det vedtatt.", "- 17.\u00a0oktober i Sel"]
    assert reply.text == "17. oktober ble det vedtatt.\n\n- 17. oktober i Sel"


def test_bold_that_is_never_ended_is_shown_plain(desk: Desk) -> None:
    """Half a pair of stars makes nothing bold and shows no stars."""
    assert desk.render("Vert er **Sel").html == '<div class="reply"><p>Vert er Sel</p></div>'


def test_an_item_without_words_is_left_out(desk: Desk) -> None:
    """A list item whose value is empty is no item."""
    assert desk.render("- {{ a }}\n- {{ b }}", a="", b="Sel").text == "- Sel"


@pytest.mark.parametrize("template", ["Først.\n# Så svaret.", "# Ett.\n# To.", "", "{# bare en merknad #}"])
def test_a_reply_has_one_lead_and_begins_with_it(desk: Desk, template: str) -> None:
    """A late or second lead, or nothing at all, is a fault of the template."""
    with pytest.raises(TemplateFault, match=r"templates/nb/try/it\.j2"):
        desk.render(template)


MISSING = ["missing", "row.missing", "rows[7]", "missing ~ 'x'", "[missing]|listed", "rows|first|upper"]


@pytest.mark.parametrize("expression", MISSING)
def test_a_missing_fact_is_told_and_never_left_blank(desk: Desk, expression: str) -> None:
    """What a template asks for and the handler did not give raises, naming template and facts."""
    told = r"templates/nb/try/it\.j2: .*(undefined|no element|No first|no attribute).*facts: row, rows"
    with pytest.raises(TemplateFault, match=told):
        desk.render(f"# Svar: {{{{ {expression} }}}}", row={"name": "x"}, rows=[])


@pytest.mark.parametrize("value", [None, 1.5, True, {"name": "Sel"}, ["Sel"]])
def test_only_words_and_whole_numbers_are_shown(desk: Desk, value: object) -> None:
    """None, floats and records never reach a reader as Python writes them."""
    with pytest.raises(TemplateFault, match="is no text"):
        desk.render("# {{ value }}", value=value)


@pytest.mark.parametrize("template", ["{{ x|default('') }}", "{{ x|safe }}", "{% if x is defined %}a{% endif %}"])
def test_what_would_hide_a_fault_is_not_there(desk: Desk, template: str) -> None:
    """No filter or test lets a template pass over a missing fact, or turn a value into markup."""
    with pytest.raises(TemplateFault, match=r"line 1|No test named"):
        desk.render(template, x="y")


def test_a_key_without_template_says_what_to_do(desk: Desk) -> None:
    """The message names the file to write."""
    from dialogs.model import Reply
    from dialogs.render import Renderer

    with pytest.raises(TemplateFault, match=r"templates/nn/no/such\.j2: there is no such template; write it"):
        Renderer(desk.folder).render(Reply("no/such", "nn"))


def test_answers_and_items_begin_with_a_capital(desk: Desk) -> None:
    """A record's name begins small within a sentence, not where one begins; a paragraph is left as the template wrote it."""
    reply = desk.render("# {{ a }} er ny.\n- {{ a }}\n- **{{ a }}** fet\n- {{ b }}\nog slutt", a="brannsamarbeidet", b="eKommune")

    assert reply.text == "Brannsamarbeidet er ny.\n\n- Brannsamarbeidet\n- Brannsamarbeidet fet\n- eKommune\n\nog slutt"


def test_no_line_ends_within_a_number_or_a_paragraph_sign(desk: Desk) -> None:
    """Shown, thousands and «§» keep to what follows them, whoever wrote them; the plain text has spaces to search for."""
    reply = desk.render("{{ a }} etter § 20-2 i 2023 og 2024", a="18 329 000 kroner")
    together = "18\u00a0329\u00a0000 kroner etter §\u00a020-2 i 2023 og 2024"

    assert reply.text == "18 329 000 kroner etter § 20-2 i 2023 og 2024"
    assert reply.card["body"][0]["text"] == together
    assert together in reply.html


def test_a_long_answer_leads_with_its_first_sentence(desk: Desk) -> None:
    """The rest of a lead that runs on stands below it as a paragraph; a short one of two sentences stays whole."""
    first, more = "Sel vedtok 4. juni å greie ut byggjesak, jf. sak 32/2024 med vedlegg.", "Vågå gjorde det same. " * 8
    assert desk.render("# {{ a }}", a=f"{first} {more}").html.startswith(
        f'<div class="reply"><p class="lead">{first}</p><p>Vågå gjorde'
    )
    assert "Ja. Sel er med." in desk.render("# {{ a }}", a="Ja. Sel er med.").html


def test_a_figure_is_told_in_words_and_has_a_bar_beside_in_the_card(desk: Desk) -> None:
    """The bar takes its share of the width; in text and HTML the words alone are a list, and a value makes no figure."""
    reply = desk.render("# Svarene\n= 40 a) {{ name }}: 2 av 5. **Riktig**\n= 0 b) Bo: 0 av 5\n{{ name }}", name="= 90 Ane")
    first, second = (each for each in reply.card["body"] if each["type"] == "ColumnSet")

    assert reply.text == "Svarene\n\n- a) = 90 Ane: 2 av 5. Riktig\n- b) Bo: 0 av 5\n\n= 90 Ane"
    assert "<ul><li>a) = 90 Ane: 2 av 5. <strong>Riktig</strong></li><li>b) Bo: 0 av 5</li></ul>" in reply.html
    assert [column["width"] for column in first["columns"]] == [40, 60]
    assert [column["width"] for column in second["columns"]] == [100]


@pytest.mark.parametrize("template", ["# A\n= mye a", "# A\n= 101 a", "# A\n= -1 a"])
def test_a_figure_begins_with_its_share(desk: Desk, template: str) -> None:
    """Anything else is a fault of the template."""
    with pytest.raises(TemplateFault, match="0 to 100"):
        desk.render(template)
