"""Content files: what is wrong is told with file, line and remedy; shorthands mean what they look like."""

from __future__ import annotations

import pytest

from knowledge import check
from knowledge.errors import InvalidContent, Problem
from knowledge.model import Citation, Cooperation, Form, PartialDate, Register, Status, Text
from knowledge.shipped import combine
from knowledge.sources import registers
from knowledge.sources.registers import read_yaml

SOUND = """\
sources:
- {id: paper, title: Papiret, short: papiret, kind: notes, published: 2025-01-02, publisher: Vi}
municipalities:
- {id: fjell, number: "0001", name: Fjell, county: Fylket}
fields:
- {id: brann, name: brann, words: {nb: [brann], nn: [brann]}}
cooperations:
- id: fire
  name: {nb: Felles brann, nn: Felles brann}
  kind: cooperation
  summary: {nb: Ett, nn: Eitt}
  cite: paper | 1 | 10-12
  status:
  - {status: operating, on: 2020, text: i drift}
  fields: [brann]
  participants: [fjell, {other: Statsforvaltaren, role: external}]
  established: 2015-06
"""


def problems(text: str) -> tuple[Problem, ...]:
    return combine([read_yaml("a.yaml", text)])[1]


def test_a_sound_file_has_no_problems() -> None:
    """Shorthands for citations, participants, dates and plain names are read."""
    register, found = combine([read_yaml("a.yaml", SOUND)])

    fire = register.cooperations["fire"]
    assert found == ()
    assert isinstance(fire, Cooperation)
    assert Citation("paper", "1", "10-12") == fire.cite
    assert Text("i drift", "i drift") == fire.status[0].text
    assert PartialDate(2015, 6) == fire.established
    assert fire.municipality_ids() == ("fjell",)
    assert Status.OPERATING is fire.status[0].status


@pytest.mark.parametrize(
    ("old", "new", "line", "fault"),
    [
        ("kind: cooperation", "kind: [", 12, "expected"),
        ("sources:", "sourcez:", 1, "no such kind of record"),
        ("- id: fire\n  name", "- name", 8, "no id"),
        ("  kind: cooperation\n", "", 8, "required"),
        ("kind: cooperation", "kind: cooporation", 10, "Input should be"),
        ("  fields: [brann]", "  feilds: [brann]", 15, "nexpected"),
        ("  summary: {nb: Ett, nn: Eitt}", "  summary: {nb: Ett}", 11, "required"),
        ("  summary: {nb: Ett, nn: Eitt}", '  summary: {nb: "", nn: Eitt}', 11, "at least 1"),
        ("cite: paper | 1 | 10-12", "cite: paper", 8, "citation"),
        ("established: 2015-06", "established: juni 2015", 8, "is not a date"),
        ("established: 2015-06", "established: 2015-13", 8, "month"),
        ("established: 2015-06", "established: 2015-06\n  kind: company", 18, "stands twice"),
        ("status: operating", "status: running", 14, "Input should be"),
        ("role: external", "role: guest", 16, "Input should be"),
        ("fields: [brann]", "fields: [brenn]", 8, "not among the fields"),
        ("participants: [fjell", "participants: [fjall", 8, "not among the municipalities"),
        ("cite: paper", "cite: papir", 8, "cites the source"),
        ("{other: Statsforvaltaren, role: external}", "{role: external}", 8, "neither or both"),
        ("established: 2015-06", "part_of: nowhere", 8, "not among the cooperations"),
        ("- {id: fjell,", "- {id: fjell, number: x, name: X, county: Y}\n- {id: fjell,", 5, "used twice"),
    ],
)  # fmt: skip
def test_every_fault_is_told_with_its_line(old: str, new: str, line: int, fault: str) -> None:
    """The file, the line where it stands and what is wrong are named, and what to do."""
    assert old in SOUND

    found = problems(SOUND.replace(old, new, 1))

    told = [p for p in found if fault in p.fault]
    assert told, found
    assert ("a.yaml", line) == (told[0].file, told[0].line), told[0]
    assert str(told[0]).startswith(f"a.yaml:{line}: ")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("just words", "not a mapping"),
        ("- a\n- b", "not a mapping"),
        ("sources: {id: x}", "is not a list"),
        ("sources:\n- 3", "no id"),
        ("sources: [[]]", "no id"),
        ("a: &a [*a]", "found undefined alias|no such kind"),
        ("\t- x", "cannot|found"),
    ],
)
def test_files_of_another_shape_are_refused(text: str, fault: str) -> None:
    """A file that is no list of records is told so; it never raises."""
    found = read_yaml("a.yaml", text).problems

    assert found
    assert any(part in found[0].fault for part in fault.split("|")), found[0]
    assert found[0].remedy


def test_an_empty_file_is_no_fault() -> None:
    """Nothing, or only a comment, is an empty file."""
    assert read_yaml("a.yaml", "").problems == ()
    assert read_yaml("a.yaml", "# later\n").problems == ()


def test_every_fault_is_told_at_once() -> None:
    """One faulty record does not hide another's."""
    text = (
        SOUND.replace("kind: notes", "kind: note")
        .replace("status: operating", "status: running")
        .replace("county: Fylket", "c: x")
    )

    kinds = {p.where.split("/")[0] for p in problems(text)}

    assert {"sources", "cooperations", "municipalities"} <= kinds


def test_one_id_in_two_files_is_told_with_both_places() -> None:
    """The second place names the first."""
    first, second = read_yaml("a.yaml", SOUND), read_yaml("b.yaml", "fields:\n- {id: brann, name: brann, words: {}}\n")

    _, found = combine([first, second])

    assert [(p.file, p.line) for p in found] == [("b.yaml", 2)]
    assert "a.yaml:6" in found[0].fault


def test_words_that_yaml_would_guess_at_stay_words() -> None:
    """A bare «no», «on», «2015» or «1_000» is what it looks like."""
    text = SOUND.replace("name: {nb: Felles brann, nn: Felles brann}", "name: {nb: no, nn: on}").replace(
        "paper | 1 |", "paper | 1_000 |"
    )

    register, found = combine([read_yaml("a.yaml", text)])

    assert found == ()
    assert Text("no", "on") == register.cooperations["fire"].name
    assert register.cooperations["fire"].cite.place == "1_000"


def test_a_count_that_a_whole_list_contradicts_is_a_fault() -> None:
    """participants_complete and participant_count must agree."""
    found = problems(SOUND + "  participants_complete: true\n  participant_count: 4\n")

    assert ["/participant_count" in p.where for p in found] == [True]
    assert "says 4, but 1" in found[0].fault


def test_a_cooperation_without_status_is_a_fault() -> None:
    """How far it has come must be said, if only that it is unknown."""
    found = problems(
        SOUND.replace("  - {status: operating, on: 2020, text: i drift}\n", "").replace("  status:\n", "  status: []\n")
    )

    assert ["no status" in p.fault for p in found] == [True]


def test_conflicts_must_point_at_facts_that_are_there() -> None:
    """A conflict about a figure that is not held is a fault, and so is one about nothing of a kind."""
    text = SOUND + "conflicts:\n- {id: c, text: x, facts: ['figure:none', 'fire'], cites: [paper | 1]}\n"

    assert len([p for p in problems(text) if "is not there" in p.fault and p.where.startswith("conflicts/c")]) == 2


def test_a_fact_must_say_what_it_is_about() -> None:
    """An assessment about nothing is a fault, unless it says that it is general."""
    text = SOUND + "assessments:\n- {id: a, kind: advice, text: x, holder: y, about: {}, cite: paper | 1}\n"

    assert [p.where.removeprefix("assessments/a") for p in problems(text)] == ["/about"]
    assert problems(text.replace("about: {}", "about: {general: true}")) == ()


def test_a_step_id_is_used_once_in_a_case() -> None:
    """Two steps of one id are a fault."""
    step = "{id: s, on: 2024, text: x, outcome: held}"
    text = (
        SOUND + f"cases:\n- {{id: c, title: x, kind: study, municipalities: [fjell], cite: paper | 1, steps: [{step}, {step}]}}\n"
    )

    assert ["used twice" in p.fault for p in problems(text)] == [True]


def test_an_error_lists_every_problem() -> None:
    """The message of InvalidContent hides none of them."""
    found = (Problem("a.yaml", 1, "x", "is wrong.", "Mend it."), Problem("b.yaml", 2, "y", "is too.", ""))

    error = InvalidContent(found)

    assert "2 problems" in str(error)
    assert "a.yaml:1: x: is wrong. Mend it." in str(error)
    assert "b.yaml:2: y: is too." in str(error)


def test_faults_of_an_empty_register_are_none() -> None:
    """A register of nothing holds together."""
    assert list(check.faults(Register())) == []
    assert {0} == set(check.counts(Register()).values())


def test_build_refuses_what_no_record_may_be() -> None:
    """A form that we do not know is refused, and the known ones are all of the model's."""
    from pydantic import ValidationError

    with pytest.raises(ValidationError):
        registers.build("fields", {"id": "x", "name": {"nb": "a", "nn": "b"}, "words": {}, "extra": 1})
    assert len(Form) == 18
