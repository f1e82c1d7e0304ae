"""Which rules are stale when the law reads otherwise, on small texts and on the shipped rules."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge import drift, law
from knowledge.errors import InvalidContent
from knowledge.legal import Act, Answer, Certainty, Item, LawBook, Rule
from knowledge.model import PartialDate, Text
from knowledge.sources.law_text import ActText, LawTextError
from knowledge.sources.lovdata import read_document, read_files
from tests.law.texts import DATA, FVL, IKS, KOML, KOML_2018, PACK, WHOLE, excerpt, require_pack, whole

SAID = Text("ja", "ja")
CHANGED_SINCE_2018 = {"5-1", "5-2", "11-3", "11-9", "18-1", "19-1", "19-3", "20-4", "23-6", "27-1", "27-2"}
"""Of the paragraphs in the law pack; found by reading the two texts side by side."""


def rule(rule_id: str, *refs: str, entry: str = "") -> Rule:
    """A rule that rests on ``refs``."""
    entries = (Item(SAID, entry),) if entry else ()
    return Rule(rule_id, "name", Answer.YES, Certainty.LAW, SAID, refs, entries=entries)


def book(*rules: Rule) -> LawBook:
    """A book of these rules, on kommuneloven and IKS-loven."""
    day = PartialDate(2026, 7, 28)
    acts = {key: Act(key, SAID, lovdata, SAID, day) for key, lovdata in (("koml", KOML), ("iksl", IKS))}
    return LawBook(acts=acts, rules={each.id: each for each in rules})


RULES = book(
    rule("name", "koml 19-1/3"),
    rule("single-decisions", "koml 19-1/2"),
    rule("chapter", "koml 19-1"),
    rule("agreement", "koml 19-4/4", entry="koml 19-4/4/g"),
    rule("sale", "iksl 25"),
    rule("elsewhere", "koml 30-1"),
)
NOW = {KOML: excerpt("koml.md"), IKS: excerpt("iks.md")}
PINS = drift.pin(RULES, NOW)


def koml(before: str, after: str) -> dict[str, ActText]:
    """The texts with kommuneloven edited in one place."""
    text = (DATA / "koml.md").read_text(encoding="utf-8")
    assert before in text
    return {**NOW, KOML: read_document("koml.md", text.replace(before, after).encode())}


def test_nothing_is_stale_on_the_text_that_was_pinned() -> None:
    """The same words, from Markdown or from XML, are no change."""
    assert drift.stale_rules(RULES, NOW, PINS) == {}
    assert drift.stale_rules(RULES, {KOML: excerpt("koml.xml"), IKS: excerpt("iks.xml")}, PINS) == {}


def test_only_rules_on_the_changed_ledd_are_stale() -> None:
    """The short name KO came in 2023: the name rule is stale on the text of 2018, the rule on the second ledd is not."""
    stale = drift.stale_rules(RULES, {**NOW, KOML: excerpt("koml-2018.xml")}, PINS)
    assert stale == {"name": ("koml 19-1",), "chapter": ("koml 19-1",)}
    changed = drift.changed_paragraphs(RULES, {**NOW, KOML: excerpt("koml-2018.xml")}, PINS)
    assert changed == ("koml 11-3", "koml 18-1", "koml 19-1", "koml 23-6")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("navn skal inneholde ordene", "navn  skal\ninneholde ordene"),
        ("(forskrift/2023-06-02-767)", "(forskrift/1)"),
        ("> Endret ved lov", "> Endret igjen ved lov"),
        ("ta opp lån\n", "ta opp lån;\n"),
    ],
    ids=["white space", "links", "notes", "signs after points"],
)
def test_what_is_not_the_words_of_the_law_does_not_count(before: str, after: str) -> None:
    """Lovdata may lay out, link and note as it likes."""
    assert drift.stale_rules(RULES, koml(before, after), PINS) == {}


@pytest.mark.parametrize(
    ("before", "after", "stale"),
    [
        ("ta opp lån\n", "ta opp store lån\n", {"agreement"}),
        ("\n7. om oppgavefellesskapet", "\n7. et nytt punkt\n8. om oppgavefellesskapet", {"agreement"}),
        ("### § 19-1. Kommunalt", "### § 19-1. Nytt kommunalt", {"chapter"}),
        ("### § 19-1. Kommunalt", "### § 19-1 a. Kommunalt", set()),
    ],
    ids=["a word in a point", "a point comes in", "the title", "gone from what may be an extract"],
)
def test_words_letters_and_titles_count(before: str, after: str, stale: set[str]) -> None:
    """A change of words makes the rules on that ledd stale; a title only those on the paragraph."""
    assert set(drift.stale_rules(RULES, koml(before, after), PINS)) == stale


def test_a_paragraph_that_is_gone_from_the_whole_act_has_changed() -> None:
    """Of a whole act a paragraph that is not there is repealed; of an extract nothing follows."""
    xml = excerpt("koml.xml")
    without = replace(xml, paragraphs=tuple(each for each in xml.paragraphs if each.number != "19-4"))
    assert set(drift.stale_rules(RULES, {KOML: without}, PINS)) == {"agreement"}
    assert drift.stale_rules(RULES, {KOML: replace(without, maybe_extract=True)}, PINS) == {}


def test_without_a_text_nothing_is_stale() -> None:
    """An installation that never imported law keeps its answers."""
    assert drift.stale_rules(RULES, {}, PINS) == {}
    assert drift.stale_rules(RULES, NOW, drift.Pins()) == {}
    assert drift.unpinned(RULES, PINS) == {"elsewhere": ("koml 30-1",)}


def test_pins_are_kept_in_a_file_that_reads_back() -> None:
    """The file of pins is plain, in the order of the law, and the same pins always give the same file."""
    text = drift.to_yaml(PINS)
    assert drift.from_yaml(text) == PINS
    assert text == drift.to_yaml(drift.from_yaml(text))
    assert text.index("iksl 4:") < text.index("iksl 8a:") < text.index("koml 11-3:") < text.index("koml 19-1:")
    with pytest.raises(InvalidContent, match="pin-law"):
        drift.from_yaml("pins: [1]")


def test_pinning_confirms_all_or_the_paragraphs_that_are_named(tmp_path: Path) -> None:
    """A maintainer who has read one changed paragraph confirms that one; the other rules stay stale."""
    path, old, new = tmp_path / "pins.yaml", [DATA / "koml-2018.xml"], [DATA / "koml.md"]
    first = drift.pin_law(RULES, old, path)
    assert (first.paragraphs, first.changed) == (7, ())
    assert set(drift.stale_rules(RULES, NOW, drift.load_pins(path))) == {"name", "chapter"}
    assert drift.pin_law(RULES, new, path, only=["koml 19-1"]).changed == ("koml 19-1",)
    assert drift.stale_rules(RULES, NOW, drift.load_pins(path)) == {}
    assert drift.changed_paragraphs(RULES, NOW, drift.load_pins(path)) == ("koml 11-3", "koml 18-1", "koml 23-6")
    with pytest.raises(ValueError, match="koml 99-9"):
        drift.pin_law(RULES, new, path, only=["koml 99-9"])
    before = path.read_text(encoding="utf-8")
    with pytest.raises(LawTextError):
        drift.pin_law(RULES, [tmp_path / "none.md"], path)
    assert before == path.read_text(encoding="utf-8")


def test_what_an_extract_lacks_is_pinned_from_the_older_whole_text(tmp_path: Path) -> None:
    """A rule on § 31-1, which the Markdown leaves out, gets its pin from the XML given beside it."""
    cited = book(rule("start", "koml 31-1"))
    path = tmp_path / "pins.yaml"
    drift.pin_law(cited, [DATA / "koml.md", DATA / "koml.xml"], path)
    assert drift.unpinned(cited, drift.load_pins(path)) == {}


def test_references_that_lead_nowhere_are_found() -> None:
    """Paragraph, ledd, and letter or number must be in the text; an act without text tells nothing."""
    wrong = book(
        rule("right", "koml 19-4/4/g", "iksl 4/3/nr5", "iksl 8a", "koml 18-1/3"),
        rule("no-paragraph", "koml 99-1"),
        rule("no-ledd", "koml 19-1/9"),
        rule("no-letter", "koml 19-4/4/z", entry="iksl 4/3/nr12"),
    )
    found = {(each.where, each.ref): each.lacks for each in drift.missing_refs(wrong, NOW)}
    assert found == {
        ("rules/no-paragraph", "koml 99-1"): "paragraph",
        ("rules/no-ledd", "koml 19-1/9"): "ledd",
        ("rules/no-letter", "koml 19-4/4/z"): "item",
        ("rules/no-letter", "iksl 4/3/nr12"): "item",
    }
    assert drift.missing_refs(wrong, {}) == ()


# -- the shipped rules, and the whole acts ----------------------------------------------------------------------------


def pack_texts() -> dict[str, ActText]:
    """The law pack's current text of every act."""
    require_pack()
    return {found.act.id: found.act for found in read_files(PACK).acts}


def test_every_shipped_reference_is_in_the_law() -> None:
    """What a rule or form cites is there, ledd and letter included: in the pack, or else in Lovdata's whole act."""
    shipped = law.load()
    missing = drift.missing_refs(shipped, pack_texts())
    # the pack has extracts only: what it leaves out is looked for in the whole acts beside it
    acts = {found.act.id: found.act for found in read_files(sorted(WHOLE.glob("*.xml"))).acts}
    nowhere = {(each.where, each.ref) for each in drift.missing_refs(shipped, acts)}
    assert [each for each in missing if each.lacks != "paragraph" or (each.where, each.ref) in nowhere] == []


def test_every_shipped_rule_is_pinned_to_the_text_of_the_pack() -> None:
    """Each paragraph that rules cite from our law data has a pin, and nothing is stale on the text it was taken from."""
    shipped = law.load()
    pins = drift.load_pins()
    assert drift.unpinned(shipped, pins) == {}
    assert drift.stale_rules(shipped, pack_texts(), pins) == {}
    assert drift.changed_paragraphs(shipped, pack_texts(), pins) == ()


def test_whole_acts_and_the_pack_read_alike() -> None:
    """All 101 paragraphs that both forms have are the same: no rule is stale on Lovdata's XML of November 2025."""
    texts = pack_texts()
    compared = 0
    for name, act_id in (("nl-20180622-083", KOML), ("nl-19990129-006", IKS), ("nl-19670210-000", FVL)):
        xml = whole(WHOLE / f"{name}.xml")
        for paragraph in texts[act_id].paragraphs:
            other = xml.paragraph(paragraph.number)
            assert other is not None
            assert paragraph.ledd == other.ledd, f"{name} § {paragraph.number}"
            compared += 1
    assert compared == 101


def test_the_text_of_2018_makes_just_the_rules_on_changed_paragraphs_stale() -> None:
    """On the real pair of texts: what is flagged cites a changed paragraph, and the name rules of 2023 are among it."""
    shipped = law.load()
    pins = drift.load_pins()
    then = {**pack_texts(), KOML: whole(KOML_2018)}
    changed = {key for key in drift.changed_paragraphs(shipped, then, pins) if key in {f"koml {n}" for n in all_numbers()}}
    assert changed == {f"koml {number}" for number in CHANGED_SINCE_2018}
    stale = drift.stale_rules(shipped, then, pins)
    for rule_id, paragraphs in stale.items():
        cited = {ref.partition("/")[0] for ref in law.refs_of(shipped.rules[rule_id])}
        assert set(paragraphs) <= cited & changed
    by_refs = {each.id for each in shipped.rules.values() if {"koml 18-1/3", "koml 19-1/3"} & set(law.refs_of(each))}
    assert by_refs <= set(stale)
    assert not any(ref.startswith("iksl") for refs in stale.values() for ref in refs)


def all_numbers() -> set[str]:
    """The numbers of the paragraphs that the pack has of kommuneloven."""
    return {each.number for each in pack_texts()[KOML].paragraphs}
