"""Drafts as records: a source, and a step of a new or a known case; which known case a draft is of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from knowledge import shipped
from knowledge.check import faults
from knowledge.documents import Draft, Evidence, Sure
from knowledge.drafted_words import kind_of, slug, vote
from knowledge.drafting import Drafted, as_records, proposed_case, similar_cases
from knowledge.errors import InvalidContent
from knowledge.model import Form, Outcome, PartialDate, Register, Source, Step, Text
from knowledge.sources.edited import checked

TODAY = date(2026, 11, 22)
REGISTER = shipped.load()
DAY = PartialDate.parse

SEL = Draft(
    municipality="sel",
    body="kommunestyret",
    meeting_date=DAY("2019-02-11"),
    title="Orientering – organisering av omstillingsarbeid og utvidet samarbeid mellom Sel og Vågå",
    participants=("sel", "vaga"),
    proposal="Kommunestyret tar saken til etterretning.",
    decision="Kommunestyret tar saken til etterretning.",
    vote="enstemmig",
    outcome=Outcome.NOTED,
    evidence={"decision": Evidence("Kommunestyret tar saken til etterretning.", 4, Sure.CERTAIN)},
)
FIRE = Draft(
    municipality="lom",
    body="formannskapet",
    meeting_date=DAY("2026-10-06"),
    case_number="PS 84/2026",
    archive_number="2026/8140-4",
    title="Felles brannvesen for Lom og Skjåk.",
    field="brann",
    participants=("lom", "skjaak"),
    form=Form.HOST,
    proposal="Lom kommune inngår avtale om brannvesen.",
    vote=None,
    outcome=Outcome.PROPOSED,
)
LOM, SKJAAK = (next(m.id for m in REGISTER.municipalities.values() if m.name == name) for name in ("Lom", "Skjåk"))
FIRE = replace(FIRE, municipality=LOM, participants=(LOM, SKJAAK))


def drafted(draft: Draft, register: Register = REGISTER, case: str | None = None, name: str = "Sak 84.pdf") -> Drafted:
    return as_records(register, draft, case_id=case, document_name=name, digest="0123456789abcdef", today=TODAY)


def taken_in(register: Register, made: Drafted) -> Register:
    """The register with the records in it, which it holds together with."""
    records = checked(register, {(kind, record.id): record for kind, record in made.records()}, "draft")
    after = replace(
        register,
        sources={**register.sources, made.source.id: records["sources", made.source.id]},
        cases={**register.cases, made.case.id: records["cases", made.case.id]},
    )
    assert list(faults(after)) == []
    return after


def step_of(made: Drafted) -> Step:
    return next(step for step in made.case.steps if step.id == made.step)


def test_a_draft_becomes_a_case_with_its_step_and_source() -> None:
    """All that the draft tells is there, in both written forms, with the document and page that it is from."""
    told = replace(FIRE, evidence={"proposal": Evidence("Lom kommune …", 3, Sure.CERTAIN)})
    made = drafted(told)
    assert (made.new_case, made.new_step, made.case.id) == (True, True, "felles-brannvesen-for-lom-og-skjak-2026")
    assert (made.case.title.nb, made.case.kind, made.case.form) == ("Felles brannvesen for Lom og Skjåk", "creation", Form.HOST)
    assert (made.case.municipalities, made.case.fields) == ((LOM, SKJAAK), ("brann",))
    assert (made.case.identical_decisions, made.case.unknown) == (None, None)
    step = step_of(made)
    assert step.id == f"{LOM}-formannskapet-2026-10-06"
    assert (step.case_number, step.archive_number, step.outcome) == ("PS 84/2026", "2026/8140-4", Outcome.PROPOSED)
    assert (step.proposal_text, step.decision_text, step.proposal, step.vote) == (FIRE.proposal, None, None, None)
    assert step.text == Text(
        "Sak PS 84/2026 («Felles brannvesen for Lom og Skjåk») er lagt fram for formannskapet i Lom, til behandling "
        "6. oktober 2026; bare innstillingen er kjent.",
        "Sak PS 84/2026 («Felles brannvesen for Lom og Skjåk») er lagd fram for formannskapet i Lom, til behandling "
        "6. oktober 2026; berre tilrådinga er kjend.",
    )
    assert step.cite is not None
    assert (step.cite.source, step.cite.place) == (made.source.id, "side 3")
    assert made.source == Source(
        id="sak-84-0123456789",
        title=Text("Saksframlegg fra Lom kommune, tatt inn her fra «Sak 84.pdf»",
                   "Saksframlegg frå Lom kommune, teken inn her frå «Sak 84.pdf»"),
        short=Text("saksframlegg fra Lom kommune", "saksframlegg frå Lom kommune"),
        kind="case_paper",
        published=DAY("2026-10-06"),
        publisher=Text("Lom kommune", "Lom kommune"),
        municipalities=(LOM, SKJAAK),
    )  # fmt: skip
    taken_in(REGISTER, made)


@pytest.mark.parametrize(
    ("to", "nb", "nn"),
    [
        ({"outcome": Outcome.ADOPTED, "decision": "Ja."},
         "Formannskapet i Lom gjorde 6. oktober 2026 vedtak i sak 5/26.",
         "Formannskapet i Lom gjorde 6. oktober 2026 vedtak i sak 5/26."),
        ({"outcome": Outcome.NOTED, "decision": "Tas til etterretning."},
         "Formannskapet i Lom tok 6. oktober 2026 sak 5/26 til etterretning.",
         "Formannskapet i Lom tok 6. oktober 2026 sak 5/26 til etterretning."),
        ({"outcome": Outcome.REJECTED, "decision": "Nei."},
         "Formannskapet i Lom sa 6. oktober 2026 nei i sak 5/26.",
         "Formannskapet i Lom sa 6. oktober 2026 nei i sak 5/26."),
        ({"outcome": Outcome.POSTPONED},
         "Formannskapet i Lom utsatte 6. oktober 2026 sak 5/26.",
         "Formannskapet i Lom utsette 6. oktober 2026 sak 5/26."),
        ({"outcome": Outcome.WITHDRAWN},
         "Sak 5/26 ble trukket, og formannskapet i Lom behandlet den ikke 6. oktober 2026.",
         "Sak 5/26 vart trekt, og formannskapet i Lom behandla ho ikkje 6. oktober 2026."),
        ({"outcome": Outcome.HELD, "meeting_date": DAY("2026-10")},
         "Formannskapet i Lom drøftet i oktober 2026 sak 5/26.",
         "Formannskapet i Lom drøfta i oktober 2026 sak 5/26."),
        ({"outcome": Outcome.PLANNED, "meeting_date": DAY("2027")},
         "Formannskapet i Lom skulle etter planen behandle sak 5/26 i 2027.",
         "Formannskapet i Lom skulle etter planen behandle sak 5/26 i 2027."),
        ({"outcome": Outcome.UNKNOWN, "proposal": None},
         "Formannskapet i Lom behandlet 6. oktober 2026 sak 5/26; hva som ble vedtatt, er ikke kjent.",
         "Formannskapet i Lom behandla 6. oktober 2026 sak 5/26; kva som vart vedteke, er ikkje kjent."),
        ({"outcome": Outcome.UNKNOWN, "decision": "Administrasjonen arbeider videre."},
         "Formannskapet i Lom behandlet 6. oktober 2026 sak 5/26.",
         "Formannskapet i Lom behandla 6. oktober 2026 sak 5/26."),
        ({"case_number": None, "title": "Brannvesen", "outcome": Outcome.ADOPTED, "body": "Utvalg for Lom"},
         "Utvalg for Lom gjorde 6. oktober 2026 vedtak i saken «Brannvesen».",
         "Utvalg for Lom gjorde 6. oktober 2026 vedtak i saka «Brannvesen»."),
        ({"case_number": None, "outcome": Outcome.ADOPTED, "body": None},
         "Lom kommune gjorde 6. oktober 2026 vedtak i en sak om brann og redning.",
         "Lom kommune gjorde 6. oktober 2026 vedtak i ei sak om brann og redning."),
    ],
)  # fmt: skip
def test_what_happened_is_told_in_both_written_forms(to: dict[str, Any], nb: str, nn: str) -> None:
    """Each outcome has its sentence, and none says more than is known."""
    register = taken_in(REGISTER, drafted(FIRE))
    case = drafted(FIRE).case.id
    other_day = {"meeting_date": DAY("2026-10-06"), "archive_number": "2026/9-1", "case_number": "5/26", "title": None}
    made = drafted(replace(FIRE, **{**other_day, **to}), register, case)
    assert step_of(made).text == Text(nb, nn)


def test_a_recommendation_alone_is_never_told_as_decided() -> None:
    """Also when the reading did not say what the outcome is."""
    step = step_of(drafted(replace(FIRE, outcome=Outcome.UNKNOWN)))
    assert step.outcome is Outcome.PROPOSED
    assert "bare innstillingen er kjent" in step.text.nb


def test_the_decision_joins_the_recommendation_in_one_step() -> None:
    """A recommendation followed by the decision of the same body and day is one step that holds both."""
    register = taken_in(REGISTER, drafted(FIRE))
    decided = replace(
        FIRE,
        case_number="84/2026",
        archive_number="2026/8140-7",
        proposal=None,
        decision="Lom kommune inngår avtale om brannvesen.\nAvtalen varer i fire år.",
        vote="5 mot 2 stemmer",
        outcome=Outcome.ADOPTED,
    )
    case = proposed_case(register, decided)
    made = as_records(register, decided, case_id=case, document_name="protokoll.pdf", digest="f" * 64, today=TODAY)
    step = step_of(made)
    assert (made.new_case, made.new_step, len(made.case.steps)) == (False, False, 1)
    assert (step.proposal_text, step.decision_text) == (FIRE.proposal, decided.decision)
    assert (step.outcome, step.vote) == (Outcome.ADOPTED, Text("5 mot 2 stemmer", "5 mot 2 røyster"))
    assert (step.case_number, step.archive_number) == ("PS 84/2026", "2026/8140-4")
    assert step.text.nb.startswith("Formannskapet i Lom gjorde 6. oktober 2026 vedtak i sak PS 84/2026")
    assert step.cite is not None
    assert step.cite.source == made.source.id == "protokoll-ffffffffff"
    after = taken_in(register, made)
    again = as_records(after, FIRE, case_id=case, document_name="Sak 84.pdf", digest="0123456789abcdef", today=TODAY)
    assert step_of(again) == step
    assert again.case == made.case


def test_the_same_draft_again_changes_nothing() -> None:
    """Taken in twice, the second time the records are as they were."""
    made = drafted(FIRE)
    register = taken_in(REGISTER, made)
    for case in (made.case.id, None):
        again = drafted(FIRE, register, case)
        assert (again.records(), again.new_case, again.new_step) == (made.records(), False, False)


def test_another_body_or_day_is_another_step() -> None:
    """The council after the executive committee, and the same body again later, come in order of time."""
    register = taken_in(REGISTER, drafted(FIRE))
    council = replace(FIRE, body="kommunestyret", meeting_date=DAY("2026-10-20"), case_number="61/2026")
    before = replace(FIRE, meeting_date=DAY("2026-09-01"), case_number="70/2026", outcome=Outcome.POSTPONED)
    for draft in (council, before):
        made = drafted(draft, register)
        assert (made.new_case, made.new_step) == (False, True)
        register = taken_in(register, made)
    assert [str(step.on) for step in made.case.steps] == ["2026-09-01", "2026-10-06", "2026-10-20"]
    assert [step.id for step in made.case.steps] == [
        f"{LOM}-formannskapet-2026-09-01",
        f"{LOM}-formannskapet-2026-10-06",
        f"{LOM}-kommunestyret-2026-10-20",
    ]


def test_several_recommendations_under_one_number_stay_apart() -> None:
    """One case number, one meeting, three fields: three steps, each of which finds its own again."""
    base = replace(FIRE, title=None, proposal=None, archive_number=None, case_number="45/2025", meeting_date=DAY("2025-09-30"))
    case = drafted(FIRE).case.id
    register = taken_in(REGISTER, drafted(FIRE))
    drafts = [replace(base, field=f, proposal=f"Om {f}.") for f in ("helse-omsorg", "okonomi", "kultur")]
    for draft in drafts + drafts:
        made = drafted(draft, register, case)
        register = taken_in(register, made)
    steps = [step for step in made.case.steps if step.case_number == "45/2025"]
    assert [(step.fields, step.proposal_text) for step in steps] == [((d.field,), d.proposal) for d in drafts]
    assert len({step.id for step in steps}) == 3


def test_a_case_without_a_title_is_named_after_what_it_is_about() -> None:
    """In both written forms, where field and municipalities are told; the other council's step joins it."""
    untitled = replace(FIRE, title=None, archive_number=None, case_number=None, decision="Ja.", outcome=Outcome.ADOPTED)
    made = drafted(untitled)
    assert made.case.title == Text(
        "Samarbeid om brann og redning mellom Lom og Skjåk", "Samarbeid om brann og redning mellom Lom og Skjåk"
    )
    other = drafted(replace(untitled, municipality=SKJAAK), taken_in(REGISTER, made))
    assert (other.new_case, other.case.id, len(other.case.steps)) == (False, made.case.id, 2)
    assert step_of(made).title is None
    nynorsk = drafted(replace(untitled, field="lonn-regnskap")).case.title
    assert (nynorsk.nb, nynorsk.nn) == (
        "Samarbeid om lønn og regnskap mellom Lom og Skjåk",
        "Samarbeid om løn og rekneskap mellom Lom og Skjåk",
    )


@pytest.mark.parametrize(
    ("title", "field", "step"),
    [
        ("Vertskommunesamarbeid på helse", "helse-omsorg", "vaga-2025-09-30-helse"),
        ("Vertskommunesamarbeid økonomi, personal, lønn og regnskap", None, "vaga-2025-09-30-okonomi"),
        ("Vertskommunesamarbeid plan og byggjesak", None, "vaga-2025-09-30-plan"),
    ],
)
def test_what_is_known_under_one_number_is_told_apart_by_its_words(title: str, field: str | None, step: str) -> None:
    """Three recommendations under one number are each found again, also where the field was not read."""
    draft = Draft(municipality="vaga", body="kommunestyret", meeting_date=DAY("2025-09-30"), case_number="45/2025", title=title,
                  field=field, participants=("sel", "vaga"), proposal="Vågå kommune går ikkje vidare.")  # fmt: skip
    made = drafted(draft, case=proposed_case(REGISTER, draft))
    assert (made.case.id, made.step, made.new_step) == ("sel-vaga-vertskommune-2024", step, False)
    assert step_of(made).proposal_text == "Vågå kommune går ikkje vidare."


def test_a_title_that_another_case_has_makes_another_id() -> None:
    """A case of other municipalities is not taken for this one because of its title."""
    register = taken_in(REGISTER, drafted(FIRE))
    elsewhere = replace(FIRE, municipality="oslo", participants=("oslo", "bergen"), archive_number=None)
    made = drafted(elsewhere, register)
    assert (made.new_case, made.case.id) == (True, "felles-brannvesen-for-lom-og-skjak-2026-2")
    register = taken_in(register, made)
    assert drafted(elsewhere, register).case == made.case


def test_a_known_step_keeps_what_was_written_by_hand() -> None:
    """The minutes of a step that is known add the very words, and leave its sentence and gist as they were."""
    case = proposed_case(REGISTER, SEL)
    assert case == "sel-vaga-utvidet-samarbeid-2019"
    made = drafted(SEL, case=case)
    before = next(s for s in REGISTER.cases[case].steps if s.id == "sel-2019-02-11")
    step = step_of(made)
    assert (made.new_step, step.id, step.text, step.decision) == (False, before.id, before.text, before.decision)
    assert (step.decision_text, step.vote) == (SEL.decision, Text("enstemmig", "samrøystes"))
    assert len(made.case.steps) == len(REGISTER.cases[case].steps)
    taken_in(REGISTER, made)


def test_a_planned_step_is_told_as_held_when_its_minutes_come() -> None:
    """What was to happen is rewritten when it is known what happened."""
    minutes = replace(SEL, meeting_date=DAY("2019-04-01"), outcome=Outcome.ADOPTED, case_number="22/2019")
    case = proposed_case(REGISTER, minutes)
    made = drafted(minutes, case=case)
    step = step_of(made)
    assert (step.id, step.outcome) == ("sel-2019-04-01", Outcome.ADOPTED)
    assert step.text.nb.startswith("Kommunestyret i Sel gjorde 1. april 2019 vedtak i sak 22/2019")


def test_the_exact_day_takes_the_place_of_the_month() -> None:
    """Known to be in June 2024, and read to have been on the 17th: the same step, better dated."""
    draft = Draft(municipality="sel", body="kommunestyret", meeting_date=DAY("2024-06-17"), participants=("sel", "vaga"),
                  decision="1. Kommunestyret ber kommunedirektøren …", outcome=Outcome.ADOPTED)  # fmt: skip
    made = drafted(draft, case="sel-vaga-vertskommune-2024")
    assert (made.step, made.new_step, str(step_of(made).on)) == ("sel-2024-06", False, "2024-06-17")


def test_all_that_a_draft_lacks_is_told_at_once() -> None:
    """Field by field, with a remedy, so that one correction is enough."""
    with pytest.raises(InvalidContent) as caught:
        drafted(Draft(participants=("nowhere",), field="nothing"))
    told = {problem.where: (bool(problem.fault), bool(problem.remedy)) for problem in caught.value.problems}
    assert sorted(told) == ["drafts/field", "drafts/meeting_date", "drafts/municipality", "drafts/participants", "drafts/title"]
    assert set(told.values()) == {(True, True)}
    with pytest.raises(InvalidContent, match="there is no case «gone»"):
        drafted(SEL, case="gone")


def test_one_document_is_one_source() -> None:
    """Its drafts cite the same source, dated by the last meeting in it; a meeting that is to come does not date it."""
    first = drafted(replace(FIRE, outcome=Outcome.ADOPTED, decision="Ja."))
    assert first.source.kind == "minutes"
    register = taken_in(REGISTER, first)
    later = drafted(replace(FIRE, municipality=SKJAAK, meeting_date=DAY("2026-10-20")), register)
    coming = drafted(replace(FIRE, meeting_date=DAY("2027-01-10")), name="innkalling.html")
    assert (later.source.id, str(later.source.published)) == (first.source.id, "2026-10-20")
    assert later.source.title == first.source.title
    assert str(coming.source.published) == "2026-11-22"
    assert step_of(coming).cite == coming.case.cite
    assert coming.case.cite.place == "sak PS 84/2026"


@pytest.mark.parametrize(
    ("draft", "case"),
    [
        (SEL, "sel-vaga-utvidet-samarbeid-2019"),
        # the other council, the other written form, the body's own title
        (replace(SEL, municipality="vaga", title="Organisering av omstillingsarbeid og utvida samarbeid mellom Sel og Vågå",
                 meeting_date=DAY("2019-03-05")), "sel-vaga-utvidet-samarbeid-2019"),
        # no title, but the step is known
        (Draft(municipality="sel", body="kommunestyret", meeting_date=DAY("2024-06"), participants=("sel", "vaga")),
         "sel-vaga-vertskommune-2024"),
        # the number of a known treatment, whatever it is called
        (Draft(municipality="vaga", body="kommunestyret", meeting_date=DAY("2025-09-30"), case_number="PS 45/2025",
               title="Samarbeid på helse", participants=("sel", "vaga")), "sel-vaga-vertskommune-2024"),
        # the same municipalities about something else
        (replace(SEL, title="Felles legevakt for Sel og Vågå", field="legevakt"), None),
        # the same words far away, and long after
        (replace(SEL, municipality="oslo", participants=("oslo", "bergen")), None),
        (replace(SEL, meeting_date=DAY("2026-02-11")), None),
        # hardly anything told
        (Draft(municipality="sel"), None),
        (Draft(title="Utvidet samarbeid"), None),
        (replace(FIRE, title="Interkommunalt samarbeid"), None),
    ],
)  # fmt: skip
def test_a_known_case_is_proposed_only_when_it_clearly_is_that(draft: Draft, case: str | None) -> None:
    """By municipalities, title, field and step; never by words that all such cases share."""
    assert proposed_case(REGISTER, draft) == case


def test_the_archive_number_tells_the_case_for_certain() -> None:
    """Of the same municipality alone: archives number their cases each for themselves."""
    register = taken_in(REGISTER, drafted(FIRE))
    later = replace(FIRE, archive_number="2026/8140-19", title="Brannvesen – økonomi", meeting_date=DAY("2029-03-01"))
    elsewhere = replace(later, municipality=SKJAAK, participants=(SKJAAK,))
    assert similar_cases(register, later)[0] == (drafted(FIRE).case.id, 1.0, ("archive",))
    assert proposed_case(register, elsewhere) is None


def test_two_cases_that_fit_as_well_propose_neither() -> None:
    """A person must choose then."""
    made = drafted(FIRE)
    register = taken_in(REGISTER, made)
    twin = replace(made.case, id="twin", steps=())
    register = replace(register, cases={**register.cases, "twin": twin})
    council = replace(FIRE, body="kommunestyret", meeting_date=DAY("2026-10-20"), archive_number=None)
    assert [case for case, *_ in similar_cases(register, council)] == [made.case.id, "twin"]
    assert proposed_case(register, council) is None


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Uttreden av Lillehammer-regionen brannvesen", "exit"),
        ("Søknad om innmelding i Sogn KO", "entry"),
        ("Avvikling av felles lønnskontor", "dissolution"),
        ("Valg av medlemmer til representantskapet", "election"),
        ("Utgreiing av felles byggesak", "study"),
        ("Ny samarbeidsavtale om legevakt", "change"),
        ("Samarbeidsavtale med Molde om legevakt", "creation"),
        ("Legevakt", "study"),
        ("Etablering av kommunalt oppgavefellesskap", "creation"),
        ("Årsmelding 2025 for GLØR", "report"),
        ("Næringsstrategi for regionen", "strategy"),
    ],
)
def test_the_kind_of_a_case_is_read_from_its_title(title: str, kind: str) -> None:
    """In either written form."""
    assert kind_of(Draft(title=title)) == kind


@pytest.mark.parametrize(
    ("told", "nb", "nn"),
    [
        ("Enstemmig", "Enstemmig", "Samrøystes"),
        ("samrøystes", "enstemmig", "samrøystes"),
        ("9 mot 4 røyster", "9 mot 4 stemmer", "9 mot 4 røyster"),
        ("12–5", "12–5", "12–5"),
    ],
)
def test_votes_are_told_in_both_written_forms(told: str, nb: str, nn: str) -> None:
    """Whichever the minutes are in."""
    assert vote(told) == Text(nb, nn)


def test_ids_are_made_of_names() -> None:
    """Norwegian and Sámi letters become plain ones, and words are not cut."""
    assert slug("Ærlig Øyer–Ål: Čáhcesuolu  nr. 2") == "aerlig-oyer-al-cahcesuolu-nr-2"
    assert slug("a" * 50 + " " + "b" * 50) == "a" * 50
    assert slug("a" * 50 + " for " + "b" * 50) == "a" * 50
    assert slug("a" * 70) == "a" * 60
