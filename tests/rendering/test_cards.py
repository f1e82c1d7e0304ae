"""The card: fallback, language, and the size that Teams takes."""

from __future__ import annotations

import json

from dialogs.card_blocks import size_of
from dialogs.cards import MAX_BYTES
from dialogs.model import Choice, CitedSource
from dialogs.render import shortened
from tests.rendering.conftest import Desk

LIST = """# Mange.
## Kort
{% for x in few %}
- {{ x }}
{% endfor %}
## Lang
{% for x in many %}
- {{ x }}
{% endfor %}
> Slutt.
"""


def test_a_card_carries_its_language_and_the_whole_text(desk: Desk) -> None:
    """A client that cannot show the card shows the text; a screen reader knows the language."""
    reply = desk.render("# Ja.", "nn")

    assert reply.card == {
        "type": "AdaptiveCard", "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "version": "1.5", "lang": "nn",
        "speak": "Ja.", "fallbackText": "Ja.", "body": [reply.card["body"][0]],
    }  # fmt: skip
    assert not shortened(reply)


def test_a_card_too_big_for_teams_drops_from_its_longest_list_and_says_so(desk: Desk) -> None:
    """The short list is whole; the long one says how many it lost, and that the whole text follows."""
    many = [f"Samarbeid nummer {n} om brann og redning i regionen" for n in range(900)]
    reply = desk.render(LIST, few=["Sel", "Vågå"], many=many, sources=(CitedSource("n", "2020", "", 1, 0),))
    texts = [element["text"] for element in reply.card["body"]]
    kept = texts[4].count("\n") + 1

    assert len(json.dumps(reply.card)) <= MAX_BYTES
    assert kept > 300
    assert texts[2] == "- Sel\n- Vågå"
    assert texts[4].endswith(f"nummer {kept - 1} om brann og redning i regionen")
    assert texts[5] == f"{900 - kept} til er utelatt her, for kortet ble for langt. Hele svaret følger som tekst."
    assert texts[6:] == ["Slutt.", "Kilde: n, 2020 (1 år gammel)."]
    assert reply.card["fallbackText"] == "Mange.\nSvaret er for langt for et kort. Hele svaret følger som tekst."
    assert shortened(reply)
    assert all(entry in reply.text and entry in reply.html for entry in many)


def test_a_card_near_the_limit_is_not_touched(desk: Desk) -> None:
    """Nothing is dropped until it must be."""
    reply = desk.render(LIST, few=["Sel"], many=["x" * 80] * 100)

    assert 16_000 < len(json.dumps(reply.card)) <= MAX_BYTES
    assert not shortened(reply)


def test_a_long_table_drops_rows_but_never_its_header(desk: Desk) -> None:
    """What is left of a table still says what its columns are."""
    reply = desk.render("| Kommune | År |\n{% for n in rows %}\n| {{ n }} | {{ n }} |\n{% endfor %}", "nn", rows=list(range(400)))
    table, note = reply.card["body"]

    assert len(json.dumps(reply.card)) <= MAX_BYTES
    assert table["rows"][0]["cells"][0]["items"][0]["text"] == "Kommune"
    assert note["text"].startswith(f"{401 - len(table['rows'])} til er utelatne her, for kortet vart for langt.")


def test_lists_with_special_characters_are_dropped_from_as_well(desk: Desk) -> None:
    """The bulleted form of a list has the same limit."""
    reply = desk.render(LIST, few=["a_b"], many=["*" * 40] * 500, choices=(Choice("Mer", "mer " * 50),))

    assert len(json.dumps(reply.card)) <= MAX_BYTES
    assert shortened(reply)


def test_one_endless_paragraph_still_gives_a_card(desk: Desk) -> None:
    """Without a list to shorten, the card has the beginning and says that the text follows."""
    reply = desk.render("{{ words }}", words="ord " * 20_000, sources=(CitedSource("n", "2020", "", 1, 0),))

    assert len(json.dumps(reply.card)) <= MAX_BYTES
    assert reply.card["body"][1]["text"] == "Svaret er for langt for et kort. Hele svaret følger som tekst."
    assert reply.card["body"][2]["text"] == "Kilde: n, 2020 (1 år gammel)."
    assert shortened(reply)


def test_emoji_and_long_button_words_count_as_the_bytes_they_take(desk: Desk) -> None:
    """The quick estimate that spares small cards the measuring never lets a big one through."""
    for count in range(200, 2_400, 200):
        reply = desk.render("# {{ v }}", v="😀" * count, choices=(Choice("Si", "😀" * (count // 3)),))

        assert len(json.dumps(reply.card)) <= MAX_BYTES


def test_a_tables_columns_share_the_width_as_their_words_ask(desk: Desk) -> None:
    """On a phone a long column gets more room than a short one, but never all of it; amounts with a year go right."""
    reply = desk.render("# Tall.\n| Kommune | Tall | Merknad |\n| Vestre Toten | 6,5 årsverk (2024) | " + "ord " * 60 + "|")

    name, amount, remark = reply.card["body"][1]["columns"]
    assert (name["width"], amount["width"], remark["width"]) == (2, 3, 4)
    assert amount["horizontalCellContentAlignment"] == "Right"
    assert "horizontalCellContentAlignment" not in name | remark


def test_a_button_begins_with_a_capital(desk: Desk) -> None:
    """A record's name may begin small in a sentence, but not on a button; what it says is left alone."""
    choices = tuple(Choice(title, "om " + title) for title in ("mulig samarbeid", "eKommune Innlandet", "å bli med", "3:1"))
    reply = desk.render("# Ja.", choices=choices)

    assert [choice.title for choice in reply.choices] == ["Mulig samarbeid", "eKommune Innlandet", "Å bli med", "3:1"]
    assert next(action["data"] for action in reply.card["actions"]) == {"say": "om mulig samarbeid"}


def test_a_button_may_open_a_page(desk: Desk) -> None:
    """On the card it opens the address; in plain text the address stands there, and is not offered as something to say."""
    address = "https://samrad.example.no/saker/x?key=abc_d-e"
    reply = desk.render("# Ja.", choices=(Choice("åpne oversikten", "åpne oversikten", address), Choice("Mer", "mer")))
    alone = desk.render("# Ja.", choices=(Choice("Åpne", "Åpne", address),))

    assert reply.card["actions"][0] == {"type": "Action.OpenUrl", "title": "Åpne oversikten", "url": address}
    assert reply.text == f"Ja.\n\nÅpne oversikten: {address}\n\nDu kan spørre videre: Mer"
    assert alone.text == f"Ja.\n\nÅpne: {address}"


def test_a_table_of_sentences_is_told_row_by_row(desk: Desk) -> None:
    """Columns of sentences would be a few letters wide on a phone: each row gets a heading, each value its column's name."""
    long = "Dette er en setning som er så lang at den ikke kan stå i en smal spalte."
    reply = desk.render("| Tema | IKS | Vertskommune |\n| Eier | {{ v }} | {{ v }} |\n| Råd | {{ v }} | |", v=long)
    heading, values, other, value = reply.card["body"]

    assert (heading["text"], heading["style"], other["text"]) == ("Eier", "heading", "Råd")
    assert values["text"] == f"- **IKS**: {long}\n- **Vertskommune**: {long}"
    assert value["text"] == f"- **IKS**: {long}"
    assert "<table>" in reply.html


def test_a_table_of_sentences_that_is_too_long_loses_whole_rows(desk: Desk) -> None:
    """What is left fits, each row whole, and it is told how many are gone."""
    rows = "{% for n in many %}| Rad {{ n }} | {{ v }} | {{ v }} |\n{% endfor %}"
    reply = desk.render("# Svar.\n| Tema | A | B |\n" + rows, many=list(range(200)), v="å" * 100)
    headings = [e for e in reply.card["body"] if e.get("style") == "heading" and e["text"].startswith("Rad")]
    told = [element["text"] for element in reply.card["body"] if element["text"].startswith("- **A**")]

    assert 5 < len(headings) == len(told) < 200
    assert str(200 - len(headings)) in reply.card["body"][-1]["text"]
    assert size_of({**reply.card}) <= MAX_BYTES
