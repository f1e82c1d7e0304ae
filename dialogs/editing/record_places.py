"""The forms of cooperations, cases and steps: their places, with labels in both written forms, filled from a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dialogs.editing import given
from dialogs.editing.labels import OUTCOME_LABELS, form_name
from dialogs.kinds import KINDS
from dialogs.model import Input
from dialogs.written import when
from knowledge.cooperations import newest_status
from knowledge.model import (
    Case,
    Citation,
    Cooperation,
    Form,
    Language,
    ParticipantRole,
    Status,
    Step,
    Text,
)
from knowledge.snapshot import Knowledge

NEW_SOURCE = "new"
STATUSES: Mapping[Status, Text] = {
    Status.OPERATING: Text("i drift", "i drift"),
    Status.ADOPTED: Text("vedtatt", "vedteke"),
    Status.PLANNED: Text("planlagt", "planlagt"),
    Status.UNDER_STUDY: Text("under utredning", "under utgreiing"),
    Status.STUDIED: Text("utredet", "greidd ut"),
    Status.PROPOSED: Text("foreslått", "føreslått"),
    Status.IDEA: Text("idé", "idé"),
    Status.NOT_RECOMMENDED: Text("frarådet", "frårådd"),
    Status.REJECTED: Text("avslått", "avslått"),
    Status.ENDED: Text("avsluttet", "avslutta"),
    Status.UNKNOWN: Text("ukjent", "ukjend"),
}
CASE_KINDS: Mapping[str, Text] = {
    "study": Text("utredning", "utgreiing"),
    "creation": Text("opprettelse", "skiping"),
    "change": Text("endring", "endring"),
    "entry": Text("innmelding", "innmelding"),
    "exit": Text("uttreden", "uttreding"),
    "dissolution": Text("oppløsning", "oppløysing"),
    "election": Text("valg", "val"),
    "report": Text("rapport eller orientering", "rapport eller orientering"),
    "strategy": Text("strategi", "strategi"),
}
IDENTICAL: Mapping[str, Text] = {
    "": Text("kilden sier det ikke", "kjelda seier det ikkje"),
    "yes": Text("ja", "ja"),
    "no": Text("nei", "nei"),
}

PlaceKind = Literal["text", "lines", "choice", "flag"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a form."""

    id: str
    label: Text
    kind: PlaceKind = "text"
    required: bool = False
    hint: Text | None = None


_DATE_HINT = Text("11.02.2019, juni 2024 eller 2024", "11.02.2019, juni 2024 eller 2024")
_LIST_HINT = Text("navn med komma mellom", "namn med komma mellom")

COOPERATION = (
    Place("name_nb", Text("Navn på bokmål", "Namn på bokmål"), required=True),
    Place("name_nn", Text("Navn på nynorsk", "Namn på nynorsk"), required=True),
    Place("kind", Text("Type", "Type"), "choice", required=True),
    Place("summary_nb", Text("Kort om, på bokmål", "Kort om, på bokmål"), "lines", required=True),
    Place("summary_nn", Text("Kort om, på nynorsk", "Kort om, på nynorsk"), "lines", required=True),
    Place("status", Text("Status", "Status"), "choice", required=True),
    Place("status_on", Text("Status fra", "Status frå"), required=True, hint=_DATE_HINT),
    Place("participants", Text("Deltakerkommuner", "Deltakarkommunar"), required=True, hint=_LIST_HINT),
    Place("complete", Text("Lista over deltakere er fullstendig", "Lista over deltakarar er fullstendig"), "flag"),
    Place("host", Text("Vertskommune", "Vertskommune")),
    Place("fields", Text("Tjenesteområder", "Tenesteområde"), hint=_LIST_HINT),
    Place("form", Text("Samarbeidsform", "Samarbeidsform"), "choice"),
    Place("established", Text("Etablert", "Etablert"), hint=_DATE_HINT),
)
CASE = (
    Place("title_nb", Text("Tittel på bokmål", "Tittel på bokmål"), required=True),
    Place("title_nn", Text("Tittel på nynorsk", "Tittel på nynorsk"), required=True),
    Place("kind", Text("Type sak", "Type sak"), "choice", required=True),
    Place("municipalities", Text("Kommuner", "Kommunar"), required=True, hint=_LIST_HINT),
    Place("fields", Text("Tjenesteområder", "Tenesteområde"), hint=_LIST_HINT),
    Place("form", Text("Samarbeidsform", "Samarbeidsform"), "choice"),
    Place("identical", Text("Kreves likelydende vedtak?", "Krevst det likelydande vedtak?"), "choice"),
)
STEP = (
    Place("on", Text("Dato", "Dato"), required=True, hint=_DATE_HINT),
    Place("municipality", Text("Kommune", "Kommune")),
    Place("body_nb", Text("Organ på bokmål", "Organ på bokmål"), hint=Text("kommunestyret", "kommunestyret")),
    Place("body_nn", Text("Organ på nynorsk", "Organ på nynorsk"), hint=Text("kommunestyret", "kommunestyret")),
    Place("outcome", Text("Utfall", "Utfall"), "choice", required=True),
    Place("text_nb", Text("Hva skjedde, på bokmål", "Kva skjedde, på bokmål"), "lines", required=True),
    Place("text_nn", Text("Hva skjedde, på nynorsk", "Kva skjedde, på nynorsk"), "lines", required=True),
    Place("case_number", Text("Saksnummer", "Saksnummer")),
    Place("archive_number", Text("Arkivnummer", "Arkivnummer")),
    Place("proposal_nb", Text("Innstilling kort, på bokmål", "Innstilling kort, på bokmål"), "lines"),
    Place("proposal_nn", Text("Innstilling kort, på nynorsk", "Innstilling kort, på nynorsk"), "lines"),
    Place("decision_nb", Text("Vedtak kort, på bokmål", "Vedtak kort, på bokmål"), "lines"),
    Place("decision_nn", Text("Vedtak kort, på nynorsk", "Vedtak kort, på nynorsk"), "lines"),
    Place("vote_nb", Text("Stemmetall på bokmål", "Røystetal på bokmål")),
    Place("vote_nn", Text("Stemmetall på nynorsk", "Røystetal på nynorsk")),
)
SOURCE = (
    Place("source", Text("Kilde", "Kjelde"), "choice", required=True),
    Place("source_title", Text("Ny kilde: tittel", "Ny kjelde: tittel")),
    Place("source_on", Text("Ny kilde: dato", "Ny kjelde: dato"), hint=_DATE_HINT),
    Place("source_place", Text("Sted i kilden", "Stad i kjelda"), required=True, hint=Text("side 4", "side 4")),
)
NONE = Text("ikke oppgitt", "ikkje oppgjeve")


def inputs(knowledge: Knowledge, language: Language, places: Sequence[Place], values: Mapping[str, str]) -> tuple[Input, ...]:
    """The form, filled with ``values``."""
    return tuple(
        Input(
            place.id,
            place.label.in_(language),
            place.kind,
            values.get(place.id, ""),
            _options(knowledge, language, places, place) if place.kind == "choice" else (),
            place.required,
            place.hint.in_(language) if place.hint else "",
        )
        for place in places
    )


def _options(knowledge: Knowledge, language: Language, places: Sequence[Place], place: Place) -> tuple[tuple[str, str], ...]:
    match place.id:
        case "outcome":
            return tuple((each.value, label.in_(language)) for each, label in OUTCOME_LABELS.items())
        case "status":
            return tuple((each.value, label.in_(language)) for each, label in STATUSES.items())
        case "identical":
            return tuple((value, label.in_(language)) for value, label in IDENTICAL.items())
        case "form":
            return (("", NONE.in_(language)), *((each.value, form_name(knowledge, each, language)) for each in Form))
        case "source":
            new = ("ny kilde" if language == "nb" else "ny kjelde",)
            known = sorted(knowledge.register.sources.values(), key=lambda each: each.published.first_day(), reverse=True)
            shown = (each for each in known if each.kind not in ("register", "law"))
            listed = [(each.id, f"{each.short.in_(language)} ({each.published.year})") for each in shown]
            return ((NEW_SOURCE, *new), *listed[:40])
    if any(each.id == "name_nb" for each in places):
        return tuple((each.value, label.in_(language)) for each, label in KINDS.items())
    return tuple((value, label.in_(language)) for value, label in CASE_KINDS.items())


def of_cooperation(knowledge: Knowledge, language: Language, record: Cooperation) -> dict[str, str]:
    """What a cooperation fills its form with."""
    status = max(record.status, key=lambda each: each.on.first_day())
    hosts = [p.municipality for p in record.participants if p.municipality and p.role is ParticipantRole.HOST]
    taking_part = [given.municipality_shown(knowledge, each) for each in record.municipality_ids()]
    forms = sorted(record.forms, key=lambda each: each.on.first_day())
    return {
        **_pair("name", record.name),
        **_pair("summary", record.summary),
        "kind": record.kind.value,
        "status": newest_status(record).value,
        "status_on": when(status.on),
        "participants": ", ".join(taking_part),
        "complete": "true" if record.participants_complete else "false",
        "host": given.municipality_shown(knowledge, hosts[0]) if hosts else "",
        "fields": _fields(knowledge, language, record.fields),
        "form": forms[-1].form.value if forms else "",
        "established": when(record.established) if record.established else "",
        **_cite(record.cite),
    }


def of_case(knowledge: Knowledge, language: Language, record: Case) -> dict[str, str]:
    """What a case fills its form with."""
    return {
        **_pair("title", record.title),
        "kind": record.kind,
        "municipalities": ", ".join(given.municipality_shown(knowledge, each) for each in record.municipalities),
        "fields": _fields(knowledge, language, record.fields),
        "form": record.form.value if record.form else "",
        "identical": {None: "", True: "yes", False: "no"}[record.identical_decisions],
        **_cite(record.cite),
    }


def of_step(knowledge: Knowledge, case: Case, step: Step) -> dict[str, str]:
    """What a step fills its form with."""
    return {
        "on": when(step.on),
        "municipality": given.municipality_shown(knowledge, step.municipality) if step.municipality else "",
        "outcome": step.outcome.value,
        "case_number": step.case_number or "",
        "archive_number": step.archive_number or "",
        **_pair("body", step.body),
        **_pair("text", step.text),
        **_pair("proposal", step.proposal),
        **_pair("decision", step.decision),
        **_pair("vote", step.vote),
        **_cite(step.cite or case.cite),
    }


def _pair(name: str, text: Text | None) -> dict[str, str]:
    return {f"{name}_nb": text.nb if text else "", f"{name}_nn": text.nn if text else ""}


def _fields(knowledge: Knowledge, language: Language, fields: Sequence[str]) -> str:
    known = knowledge.register.fields
    return ", ".join(known[each].name.in_(language) if each in known else each for each in fields)


def _cite(cite: Citation) -> dict[str, str]:
    return {"source": cite.source, "source_title": "", "source_on": "", "source_place": cite.place}
