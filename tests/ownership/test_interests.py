"""What a municipality has interests in, and what it has none in."""

from __future__ import annotations

import pytest

from knowledge.ownership import WHICH, Apart, Belongs, named, overview
from tests.ownership.conftest import SHARE, TODAY, form, known, known_with, record

IKS, AS, KO, IPR = "interkommunalt-selskap", "aksjeselskap", "kommunalt-oppgavefellesskap", "interkommunalt-politisk-raad"


def _sorted(*records: str, more: str = "") -> dict[str, str]:
    held = overview(known_with(*records, more=more), "lunner", TODAY)
    ours = {each.record.id: each.belongs.value for each in held.interests}
    return {**ours, **{each.record.id: each.why.value for each in held.beside}}


@pytest.mark.parametrize(
    ("forms", "kind", "belongs"),
    [
        ([IKS], "company", Belongs.OWNED),
        ([AS], "company", Belongs.OWNED),
        (["samvirkeforetak"], "company", Belongs.OWNED),
        ([KO], "cooperation", Belongs.OWNED),
        ([IPR], "political_council", Belongs.OWNED),
        (["forening"], "cooperation", Belongs.OPEN),
        (["vertskommunesamarbeid"], "cooperation", Belongs.OPEN),
        (["paragraf-27-styre"], "cooperation", Belongs.OPEN),
        (["avtale"], "agreement", Belongs.OPEN),
        ([], "cooperation", Belongs.OPEN),
        ([], "company", Belongs.OWNED),
        ([IKS, AS], "cooperation", Belongs.OPEN),
        (["uformelt-nettverk"], "network", Belongs.OUT),
        (["kjoep-av-tjenester"], "agreement", Belongs.OUT),
    ],
)
def test_the_law_says_what_belongs_and_what_it_leaves_open_is_left_open(forms: list[str], kind: str, belongs: Belongs) -> None:
    """Companies, IPR and KO belong; a network and a purchase probably not; all else is for the municipality to judge."""
    assert {"x": belongs.value} == _sorted(record("x", kind=kind, forms=[form(each) for each in forms]))


@pytest.mark.parametrize(
    "status", ["idea", "proposed", "under_study", "studied", "planned", "not_recommended", "rejected", "ended"]
)
def test_what_does_not_exist_is_no_interest(status: str) -> None:
    """A study of a company, or one that is over, is never told as something the municipality owns."""
    assert _sorted(record("x", status=status, forms=[form(IKS)])) == {"x": "status"}


@pytest.mark.parametrize(("kind", "expected"), [("company", "open"), ("project", "status"), ("idea", "status")])
def test_an_unknown_status_is_judged_for_a_company_and_not_for_a_project(kind: str, expected: str) -> None:
    """Whether the company is there still must be found out; a project of unknown end is none."""
    assert {"x": expected} == _sorted(record("x", kind=kind, status="unknown", forms=[form(IKS)]))


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("{municipality: lunner, role: host}", "owned"),
        ("{municipality: lunner, role: proposed}", "proposed"),
        ("{municipality: lunner, role: observer}", "observer"),
        ("{municipality: lunner, until: 2026-12-01}", "left"),
        ("{municipality: lunner, until: 2026-12-02}", "owned"),
        ("{municipality: lunner, since: 2027-01-01}", "coming"),
        ("{municipality: lunner, since: 2026-12-01}", "owned"),
    ],
)
def test_the_part_and_the_day_decide(part: str, expected: str) -> None:
    """Who has left, has not come in yet, or only looks on, owns nothing that day."""
    assert {"x": expected} == _sorted(record("x", part=part, forms=[form(IKS)]))


def test_who_stands_expressly_outside_is_not_mentioned() -> None:
    """«Alle utenom Lunner» says nothing of what Lunner has."""
    assert _sorted(record("x", part="{municipality: lunner, role: outside}", forms=[form(IKS)])) == {}


def test_a_form_that_was_only_considered_decides_nothing() -> None:
    """A cooperation whose change into an IKS was studied is no IKS."""
    held = overview(known_with(record("x", kind="cooperation", forms=[form(IKS, ", considered: true")])), "lunner", TODAY)

    assert [(i.belongs, i.form, i.rule.id if i.rule else "") for i in held.interests] == [(Belongs.OPEN, None, WHICH)]


def test_the_share_is_the_municipalitys_own() -> None:
    """A figure of measure «eierandel» about the company and the municipality is its share; another's is not."""
    knowledge = known_with(record("vatn-iks", forms=[form(IKS)]), more=SHARE)

    assert [tuple(f.id for f in i.shares) for i in overview(knowledge, "lunner", TODAY).interests] == [("eierandel-lunner",)]
    assert [i.shares for i in overview(knowledge, "gran", TODAY).interests if i.record.id == "vatn-iks"] == [()]


def test_what_ships_is_sorted() -> None:
    """Gjøvik is known to be in one IPR, Lillehammer in two companies, and Vågå in nothing that exists."""
    held = {m: overview(known(), m, TODAY) for m in ("gjovik", "lillehammer", "vaga")}

    assert [i.record.id for i in held["gjovik"].of(Belongs.OWNED)] == ["ipr-gjovikregionen"]
    assert [i.record.id for i in held["lillehammer"].of(Belongs.OWNED)] == ["glor", "ikomm"]
    assert held["vaga"].interests == ()
    assert {Apart.STATUS} == {each.why for each in held["vaga"].beside}


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("Gjøvik", ["gjovik"]),
        ("gjøvik kommune", ["gjovik"]),
        ("3407", ["gjovik"]),
        ("vaga", ["vaga"]),
        ("Våler", ["valer-ostfold", "valer-innlandet"]),
        ("Narnia", []),
    ],
)
def test_a_municipality_is_known_by_name_number_and_id(said: str, ids: list[str]) -> None:
    """Two that share a name are both given, never one of them guessed."""
    assert ids == [m.id for m in named(known().register, said)]
