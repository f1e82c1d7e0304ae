"""The shipped content: whole, cited, in both written forms, and enough of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from knowledge import check, shipped
from knowledge.model import Citation, CooperationKind, Figure, Outcome, Register, Status, Text
from knowledge.snapshot import read_language
from tests.worlds import knowledge

REGISTER = knowledge("shipped").register
NYNORSK_ONLY = re.compile(r"\b(ikkje|frå|eit|kommunane|dei|berre|vart|korleis|kva|kven|meir|noko|tenester)\b")
BOKMAAL_ONLY = re.compile(r"(?<!-)\b(ikke|fra|et|kommunene|bare|ble|hvordan|hva|hvem|mer|noe|tjenester)\b")


def walk(value: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    """Every part of a record, with the path to it."""
    yield where, value
    if is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from walk(getattr(value, each.name), f"{where}/{each.name}")
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from walk(item, f"{where}/{number}")


def parts(register: Register) -> Iterator[tuple[str, Any]]:
    """Every part of every record."""
    for kind in fields(register):
        for record_id, record in getattr(register, kind.name).items():
            yield from walk(record, f"{kind.name}/{record_id}")


def texts() -> Iterator[tuple[str, Text]]:
    """Every text of the register."""
    return ((where, part) for where, part in parts(REGISTER) if isinstance(part, Text))


def test_the_content_holds_together() -> None:
    """No file has a fault and every reference resolves."""
    assert shipped.read()[1] == ()


def test_there_is_enough() -> None:
    """All municipalities in force, and what the five documents hold."""
    counts = check.counts(REGISTER)

    assert len([m for m in REGISTER.municipalities.values() if m.until is None]) >= 357
    assert counts["cooperations"] >= 80
    assert counts["figures"] >= 100
    assert counts["steps"] >= 60
    assert counts["sources"] >= 5


def test_every_fact_is_cited_from_a_source_that_is_held() -> None:
    """Each cooperation, figure, assessment, case and conflict rests on a document, with its place there."""
    for kind in ("cooperations", "figures", "assessments", "cases"):
        for record in getattr(REGISTER, kind).values():
            assert isinstance(record.cite, Citation)
    assert all(conflict.cites for conflict in REGISTER.conflicts.values())
    cites = [(where, part) for where, part in parts(REGISTER) if isinstance(part, Citation)]
    assert [where for where, cite in cites if cite.source not in REGISTER.sources or not cite.place.strip()] == []
    assert {cite.source for _, cite in cites} >= {s for s, r in REGISTER.sources.items() if r.kind not in ("law", "register")}


def test_no_text_is_empty_in_either_form() -> None:
    """Neither bokmål nor nynorsk is left out anywhere."""
    assert [where for where, text in texts() if not text.nb.strip() or not text.nn.strip()] == []


def test_sentences_are_written_in_both_forms() -> None:
    """A sentence that holds words of one form alone is not the same in the other."""
    same = [
        where for where, text in texts() if text.nb == text.nn and (BOKMAAL_ONLY.search(text.nb) and NYNORSK_ONLY.search(text.nb))
    ]
    alike = [text for _, text in texts() if text.nb == text.nn and len(text.nb.split()) > 9]

    assert same == []
    assert len(alike) < 40


def test_bokmaal_texts_hold_no_nynorsk_words() -> None:
    """Words that only nynorsk has do not stand in bokmål texts, outside quotes, names and titles."""
    faults = [
        f"{w}: {t.nb}"
        for w, t in texts()
        if NYNORSK_ONLY.search(_own(t.nb)) and not re.search("/(title|stated|short|publisher)", w)
    ]

    assert faults == []


def test_nynorsk_texts_hold_no_bokmaal_words() -> None:
    """Words that only bokmål has do not stand in nynorsk texts, outside quotes, names and titles."""
    faults = [
        f"{w}: {t.nn}"
        for w, t in texts()
        if BOKMAAL_ONLY.search(_own(t.nn)) and not re.search("/(title|stated|short|publisher)", w)
    ]

    assert faults == []


def _own(text: str) -> str:
    return re.sub(r"«[^»]*»", "", text)


def test_sentences_begin_and_end_as_such() -> None:
    """Figures, notes, steps and summaries are whole sentences."""
    whole = re.compile(r"^[«A-ZÆØÅÁ0-9§].*[.!?»)]$", re.DOTALL)
    told = [(f"figures/{f.id}", f.text) for f in REGISTER.figures.values()]
    told += [(f"cooperations/{c.id}", c.summary) for c in REGISTER.cooperations.values()]
    told += [
        (f"cooperations/{c.id}/notes/{n}", note.text) for c in REGISTER.cooperations.values() for n, note in enumerate(c.notes)
    ]
    told += [(f"cases/{c.id}/{s.id}", s.text) for c in REGISTER.cases.values() for s in c.steps]

    assert [(where, text) for where, text in told if not whole.match(text.nb) or not whole.match(text.nn)] == []


def test_figures_have_units_that_can_be_told() -> None:
    """Each unit has a name for one and for several in both forms."""
    units = read_language().units

    assert {figure.unit for figure in REGISTER.figures.values()} <= set(units)
    assert all(word.strip() for unit in units.values() for form in unit.values() for word in form)


def test_a_figure_states_its_own_number() -> None:
    """The sentence holds the number, in digits or in words, wherever the number is a small whole one or an amount in kroner."""
    kroner = [f for f in REGISTER.figures.values() if f.unit == "kr" and f.value >= 1_000_000]

    assert kroner
    assert [f.id for f in kroner if not any(char.isdigit() for char in f.text.nb)] == []


def test_ideas_and_proposals_are_never_told_as_existing() -> None:
    """A study or an idea is not in operation, and what was only proposed has no member but a proposed one."""
    existing = (Status.OPERATING, Status.ADOPTED)
    for record in REGISTER.cooperations.values():
        if record.kind in (CooperationKind.IDEA, CooperationKind.STUDY):
            assert record.status[-1].status not in existing, record.id


def test_planned_steps_lie_after_their_source_or_say_that_they_were_planned() -> None:
    """A step whose outcome is «planned» is told as such in its sentence."""
    says = re.compile(r"plan|skulle|gjensto|ventet|foreslo|utredes|utsatt|forutsatt|innen|legges|opp til|kunne", re.IGNORECASE)
    faults = [
        f"{case.id}/{step.id}: {step.text.nb}"
        for case in REGISTER.cases.values()
        for step in case.steps
        if step.outcome is Outcome.PLANNED and not says.search(step.text.nb)
    ]

    assert faults == []


def test_no_words_of_a_case_paper_are_shipped() -> None:
    """The very words of a recommendation or a decision come from documents taken in by an installation, never with us."""
    words = [
        f"{case.id}/{step.id}"
        for case in REGISTER.cases.values()
        for step in case.steps
        if step.proposal_text is not None or step.decision_text is not None
    ]
    assert words == []


def test_a_number_of_the_archive_is_not_told_as_a_case_number() -> None:
    """«2024/8140-4» numbers a document in the archive; a case in a meeting is «45/2025» or «PS 84/2024»."""
    swapped = [
        step.id
        for case in REGISTER.cases.values()
        for step in case.steps
        if re.match(r"\d{4}/", step.case_number or "") or (step.archive_number and not re.match(r"\d{4}/", step.archive_number))
    ]
    assert swapped == []


def test_totals_that_do_not_add_up_are_told() -> None:
    """Where a table's parts do not make its sum, the sum carries a note or a conflict."""
    conflicts = knowledge("shipped").conflicts_by_fact
    for total in (f for f in REGISTER.figures.values() if f.total_of):
        named = [f for f in REGISTER.figures.values() if f.measure == total.total_of and f.unit == total.unit and not f.total_of]
        if named and abs(sum(f.value for f in named) - total.value) > 0.5:
            assert total.note or f"figure:{total.id}" in conflicts, total.id


def test_measures_that_are_compared_share_their_unit() -> None:
    """Figures of one measure have one unit, so that the most and the least mean something."""
    units: dict[str, set[str]] = {}
    for figure in REGISTER.figures.values():
        assert isinstance(figure, Figure)
        units.setdefault(figure.measure, set()).add(figure.unit)

    assert {measure: found for measure, found in units.items() if len(found) > 1} == {}


def test_the_fingerprint_follows_the_files(tmp_path: Any) -> None:
    """The digest is the same for the same files and another when one changes."""
    (tmp_path / "a.yaml").write_text("fields: []\n")
    before = shipped.digest(tmp_path)

    assert before == shipped.digest(tmp_path)
    (tmp_path / "a.yaml").write_text("fields: []  # later\n")
    assert before != shipped.digest(tmp_path)
