"""What a municipality has interests in, and what it has none in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from knowledge.ownership import WHICH, Apart, Belongs, named, overview
from knowledge.snapshot import Knowledge
from tests.ownership.conftest import SHARE, TODAY, form, known, known_with, record

IKS, AS, KO, IPR = "interkommunalt-selskap", "aksjeselskap", "kommunalt-oppgavefellesskap", "interkommunalt-politisk-raad"


FORMS: Mapping[str, tuple[str, list[str], Belongs]] = {
    "an-iks": ("company", [IKS], Belongs.OWNED),
    "an-as": ("company", [AS], Belongs.OWNED),
    "an-sa": ("company", ["samvirkeforetak"], Belongs.OWNED),
    "a-ko": ("cooperation", [KO], Belongs.OWNED),
    "an-ipr": ("political_council", [IPR], Belongs.OWNED),
    "an-association": ("cooperation", ["forening"], Belongs.OPEN),
    "a-host": ("cooperation", ["vertskommunesamarbeid"], Belongs.OPEN),
    "an-old-board": ("cooperation", ["paragraf-27-styre"], Belongs.OPEN),
    "an-agreement": ("agreement", ["avtale"], Belongs.OPEN),
    "of-no-form": ("cooperation", [], Belongs.OPEN),
    "a-company-of-no-form": ("company", [], Belongs.OWNED),
    "of-two-forms": ("cooperation", [IKS, AS], Belongs.OPEN),
    "a-network": ("network", ["uformelt-nettverk"], Belongs.OUT),
    "a-purchase": ("agreement", ["kjoep-av-tjenester"], Belongs.OUT),
}
GONE = ("idea", "proposed", "under_study", "studied", "planned", "not_recommended", "rejected", "ended")
UNSURE = {"company": "open", "project": "status", "idea": "status"}
PARTS = {
    "hosting": ("{municipality: lunner, role: host}", "owned"),
    "only-proposed": ("{municipality: lunner, role: proposed}", "proposed"),
    "looking-on": ("{municipality: lunner, role: observer}", "observer"),
    "left-today": ("{municipality: lunner, until: 2026-12-01}", "left"),
    "leaving-tomorrow": ("{municipality: lunner, until: 2026-12-02}", "owned"),
    "coming": ("{municipality: lunner, since: 2027-01-01}", "coming"),
    "in-today": ("{municipality: lunner, since: 2026-12-01}", "owned"),
}
OUTSIDE = "outside"
CONSIDERED = "considered"


@cache
def made() -> Knowledge:
    """All the cases at once: a snapshot takes long to make."""
    records = [record(i, kind=kind, forms=[form(each) for each in forms]) for i, (kind, forms, _) in FORMS.items()]
    records += [record(f"gone-{status}", status=status, forms=[form(IKS)]) for status in GONE]
    records += [record(f"unsure-{kind}", kind=kind, status="unknown", forms=[form(IKS)]) for kind in UNSURE]
    records += [record(i, part=part, forms=[form(IKS)]) for i, (part, _) in PARTS.items()]
    records.append(record(OUTSIDE, part="{municipality: lunner, role: outside}", forms=[form(IKS)]))
    records.append(record(CONSIDERED, kind="cooperation", forms=[form(IKS, ", considered: true")]))
    records.append(record("vatn-iks", forms=[form(IKS)]))
    return known_with(*records, more=SHARE)


@cache
def found() -> Mapping[str, str]:
    """What each case came to."""
    held = overview(made(), "lunner", TODAY)
    ours = {each.record.id: each.belongs.value for each in held.interests}
    return {**ours, **{each.record.id: each.why.value for each in held.beside}}


@pytest.mark.parametrize("case", FORMS)
def test_the_law_says_what_belongs_and_what_it_leaves_open_is_left_open(case: str) -> None:
    """Companies, IPR and KO belong; a network and a purchase probably not; all else is for the municipality to judge."""
    assert FORMS[case][2].value == found()[case]


@pytest.mark.parametrize("status", GONE)
def test_what_does_not_exist_is_no_interest(status: str) -> None:
    """A study of a company, or one that is over, is never told as something the municipality owns."""
    assert found()[f"gone-{status}"] == "status"


@pytest.mark.parametrize("kind", UNSURE)
def test_an_unknown_status_is_judged_for_a_company_and_not_for_a_project(kind: str) -> None:
    """Whether the company is there still must be found out; a project of unknown end is none."""
    assert UNSURE[kind] == found()[f"unsure-{kind}"]


@pytest.mark.parametrize("case", PARTS)
def test_the_part_and_the_day_decide(case: str) -> None:
    """Who has left, has not come in yet, or only looks on, owns nothing that day."""
    assert PARTS[case][1] == found()[case]


def test_who_stands_expressly_outside_is_not_mentioned() -> None:
    """«Alle utenom Lunner» says nothing of what Lunner has."""
    assert OUTSIDE in made().register.cooperations
    assert OUTSIDE not in found()


def test_a_form_that_was_only_considered_decides_nothing() -> None:
    """A cooperation whose change into an IKS was studied is no IKS."""
    interest = next(i for i in overview(made(), "lunner", TODAY).interests if i.record.id == CONSIDERED)

    assert (interest.belongs, interest.form, interest.rule.id if interest.rule else "") == (Belongs.OPEN, None, WHICH)


def test_the_share_is_the_municipalitys_own() -> None:
    """A figure of measure «eierandel» about the company and the municipality is its share; another's is not."""
    shares = {
        municipality: [
            f.id for i in overview(made(), municipality, TODAY).interests for f in i.shares if i.record.id == "vatn-iks"
        ]
        for municipality in ("lunner", "gran")
    }

    assert shares == {"lunner": ["eierandel-lunner"], "gran": []}


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
