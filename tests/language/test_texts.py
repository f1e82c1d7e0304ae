"""All that we say is found, wherever it stands, also in files and fields that come later."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.language import code_texts, page_texts, template_texts, yaml_texts
from tests.language.everything import everything
from tests.language.said import ROOT, words


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of content of the test's own."""
    for name in ("ROOT", "CONTENT"):
        monkeypatch.setattr(yaml_texts, name, tmp_path)
    return tmp_path


def told(texts: object) -> list[tuple[str, str]]:
    """Form and words of what was found, in order."""
    return [(said.language, said.text) for said in texts]  # type: ignore[attr-defined]


def test_every_file_with_words_is_read() -> None:
    """Nothing of content, templates, pages and guides stays out, but lists of what people write and digests."""
    read = {said.where.partition(":")[0] for said in everything()}
    expected = {path for each in yaml_texts.files() if (path := each.relative_to(ROOT).as_posix())}
    expected -= {f"knowledge/content/{name}" for name in ("law_pins.yaml",)}
    expected -= {path for path in expected if path.startswith("knowledge/content/lexicon/")}
    expected |= {path.relative_to(ROOT).as_posix() for path in (ROOT / "dialogs" / "templates").glob("n?/**/*.j2")}
    expected |= {f"dialogs/channels/static/{name}.html" for name in ("page.nb", "page.nn", "info")}
    expected |= {f"docs/{name}.md" for name in ("brukerveiledning.nb", "brukarrettleiing.nn")}

    assert sorted(expected - read) == []


@pytest.mark.parametrize("path", yaml_texts.files(), ids=lambda path: path.name)
def test_what_a_field_holds_is_known(path: Path) -> None:
    """A new field with words is in both forms, or somebody has said in yaml_texts.py what it holds."""
    assert yaml_texts.unknown(path) == []


def test_texts_are_found_at_any_depth(content: Path) -> None:
    """A new kind of record needs no list of its fields."""
    file = content / "new.yaml"
    file.write_text(
        "things:\n- {id: a-1, name: Alvdal, deep: {more: [{nb: Hei du, nn: Hei deg}]}, words: {nb: [hall, hei], nn: []}}\n"
        "- {note: Bare på bokmål, on: 2024-01}\n",
        encoding="utf-8",
    )

    assert told(yaml_texts.texts(file)) == [
        ("nb", "Alvdal"),
        ("nn", "Alvdal"),
        ("nb", "Hei du"),
        ("nn", "Hei deg"),
        ("nb", "hall"),
        ("nb", "hei"),
    ]
    assert [said.shown for said in yaml_texts.texts(file)] == [True] * 4 + [False] * 2
    assert yaml_texts.unknown(file) == ["note"]


def test_what_people_write_is_not_ours(content: Path) -> None:
    """Of the lexicon only what is said in both forms is read, and never its search words."""
    (content / "lexicon").mkdir()
    file = content / "lexicon" / "slips.yaml"
    file.write_text("- {name: {nb: vert, nn: vert}, words: {nb: [værrt], nn: [verrt]}}\n- slips: værtkomune\n", encoding="utf-8")

    assert told(yaml_texts.texts(file)) == [("nb", "vert"), ("nn", "vert")]
    assert yaml_texts.unknown(file) == []


CODE = '''
"""Ikke dette."""
A = Text("Lenken {x} er borte", f"Lenkja {x} er borte")
B_NN = {"ikke": "ikkje"}
c = choice(turn, "Åpne", "Opne", *say)
d = "måneder" if nb else "månader"
e = ("Hvor er den?", "Kvar er ho?")
f = {"nb": "Ny", "nn": "Nytt" if it else "Ny"}
g = f"Vis {what} og {d}"
h = re.compile("og|eller")
i = ("read", "known")
j = "en" if language == "nb" else f"ein {x}"
'''


def test_words_in_code_are_found_in_every_way_that_the_house_writes_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A string that stands in none of them is checked in both forms, if it looks Norwegian."""
    monkeypatch.setattr(code_texts, "ROOT", tmp_path)
    (tmp_path / "dialogs").mkdir()
    file = tmp_path / "dialogs" / "code.py"
    file.write_text(CODE, encoding="utf-8")
    expected = {
        ("nb", "Lenken … er borte"), ("nn", "Lenkja … er borte"), ("nn", "ikkje"), ("nb", "Åpne"), ("nn", "Opne"),
        ("nb", "måneder"), ("nn", "månader"), ("nb", "Hvor er den?"), ("nn", "Kvar er ho?"), ("nb", "Ny"), ("nn", "Nytt"),
        ("nn", "Ny"), ("nb", "Vis … og …"), ("nn", "Vis … og …"), ("nb", "en"), ("nn", "ein …"),
    }  # fmt: skip

    assert expected == set(told(code_texts.texts(file)))


def test_what_a_template_can_say_is_found(tmp_path: Path) -> None:
    """Text between tags, and the strings that a tag may put there; never what it compares with."""
    file = tmp_path / "a.j2"
    file.write_text(
        '{% from "x.j2" import age %}# Hei {{ "du" if kind == "read" else who or "der" }}\n'
        '{% set names = {"hearing": "høring"} %}{{ names[kind] }}{% if kind in ["x", "y"] %}- nei{% endif %}\n'
    )

    assert [text for _, text in template_texts.strings(file)] == ["# Hei ", "du", "der", "\n", "høring", "- nei"]


def test_the_pages_made_from_templates_have_no_words_of_their_own() -> None:
    """Pages of cases take their words from page_words.py; what stands in the markup is the same in both forms."""
    pages = sorted(template_texts.PAGES.glob("*.j2"))
    markup = {" ".join(text.split()) for page in pages for _, text in template_texts.strings(page)}
    shown = {word for text in markup for piece in _outside_tags(text) for word in words(piece)}

    assert pages
    assert {"Samråd", "Bokmål", "Nynorsk"} == {word for word in shown if word[0].isupper()}


def _outside_tags(text: str) -> list[str]:
    """The text of a piece of markup; a piece may begin or end within a tag."""
    kept, depth = [""], 0
    if ">" in text and text.find(">") < (text.find("<") if "<" in text else len(text)):
        text = text[text.find(">") + 1 :]
    for sign in text:
        depth += {"<": 1, ">": -1}.get(sign, 0)
        if depth == 0 and sign != ">":
            kept[-1] += sign
    return kept


def test_the_words_of_a_page_are_in_the_language_around_them() -> None:
    """The page without sign-in is in both forms, one after the other."""
    texts = told(page_texts.texts(page_texts.STATIC / "info.html"))

    assert ("nb", "Spør Samråd i Microsoft Teams") in texts
    assert ("nn", "Spør Samråd i Microsoft Teams") in texts
    assert {"Samråd tenkjer …", "Skriv her …", "Hopp til spørjefeltet"} <= {
        text for form, text in told(page_texts.texts(page_texts.STATIC / "page.nn.html")) if form == "nn"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kl. 9, § 19-4 a, 3a, nr. 2", ["Kl", "a", "nr"]),
        ("KO-et, verts- og samarbeidskommunar", ["KO-et", "verts-", "og", "samarbeidskommunar"]),
        ("bl.a. i dag. Slutt", ["bl.a.", "i", "dag", "Slutt"]),
        ("sjå https://example.org/noko, ein@example.org og fil.pdf", ["sjå", "og"]),
        ("begrunn*, 3:1-samarbeidet, python bot.py ask", ["samarbeidet", "ask"]),
        ("«Sel», Sels’ og/eller", ["Sel", "Sels", "og", "eller"]),
    ],
)
def test_a_text_is_taken_apart_into_words(text: str, expected: list[str]) -> None:
    """Hyphens hold, numbers and addresses are no words."""
    assert expected == list(words(text))
