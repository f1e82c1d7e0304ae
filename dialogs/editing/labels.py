"""Labels of what editors fill in and see: fields, outcomes, forms, how sure something is. In both written forms."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.documents import Sure
from knowledge.model import Form, Language, Outcome, Text
from knowledge.snapshot import Knowledge

FIELD_LABELS: Mapping[str, Text] = {
    "municipality": Text("Kommune", "Kommune"),
    "body": Text("Organ", "Organ"),
    "meeting_date": Text("Møtedato", "Møtedato"),
    "case_number": Text("Saksnummer", "Saksnummer"),
    "archive_number": Text("Arkivnummer", "Arkivnummer"),
    "title": Text("Tittel", "Tittel"),
    "field": Text("Tjenesteområde", "Tenesteområde"),
    "participants": Text("Deltakerkommuner", "Deltakarkommunar"),
    "host": Text("Vertskommune", "Vertskommune"),
    "form": Text("Samarbeidsform", "Samarbeidsform"),
    "proposal": Text("Innstilling", "Innstilling"),
    "decision": Text("Vedtak", "Vedtak"),
    "vote": Text("Stemmetall", "Røystetal"),
    "outcome": Text("Utfall", "Utfall"),
    "case": Text("Gjelder saken", "Gjeld saka"),
}
"""The fields of a draft, in the order that they are shown."""

FIELD_WORDS: Mapping[str, str] = {
    "municipality": "kommune kommunen",
    "body": "organ organet utvalg utvalget utval utvalet",
    "meeting_date": "dato datoen møtedato møtedatoen møtedag dag dagen",
    "case_number": "saksnummer saksnummeret saksnr nummer nummeret",
    "archive_number": "arkivnummer arkivnummeret arkivsak arkivnr arkivsaksnummer",
    "title": "tittel tittelen sakstittel sakstittelen overskrift overskriften overskrifta",
    "field": "tjenesteområde tjenesteområdet tenesteområde tenesteområdet område området fagområde fagområdet felt",
    "participants": "deltakerkommuner deltakerkommunene deltakarkommunar deltakarkommunane deltakere deltakerne deltakarar "
    "deltakarane kommuner kommunene kommunar kommunane",
    "host": "vertskommune vertskommunen vert verten",
    "form": "samarbeidsform samarbeidsformen samarbeidsforma form formen forma",
    "proposal": "innstilling innstillingen innstillinga tilråding tilrådinga forslag forslaget",
    "decision": "vedtak vedtaket",
    "vote": "stemmetall stemmetallet røystetal røystetalet votering voteringen voteringa avstemning avstemningen "
    "røysting røystinga stemmer røyster",
    "outcome": "utfall utfallet resultat resultatet",
    "case": "sak saken saka",
}
"""What writers call the fields."""

OUTCOME_LABELS: Mapping[Outcome, Text] = {
    Outcome.ADOPTED: Text("vedtatt", "vedteke"),
    Outcome.NOTED: Text("tatt til etterretning", "teke til etterretning"),
    Outcome.REJECTED: Text("avslått", "avslått"),
    Outcome.PROPOSED: Text("bare innstilling, vedtak ikke kjent", "berre innstilling, vedtak ikkje kjent"),
    Outcome.PLANNED: Text("planlagt", "planlagt"),
    Outcome.HELD: Text("gjennomført uten vedtak", "gjennomført utan vedtak"),
    Outcome.POSTPONED: Text("utsatt", "utsett"),
    Outcome.WITHDRAWN: Text("trukket", "trekt"),
    Outcome.UNKNOWN: Text("ukjent", "ukjent"),
}

SURE_LABELS: Mapping[Sure, Text] = {
    Sure.CERTAIN: Text("sikkert", "sikkert"),
    Sure.LIKELY: Text("trolig", "truleg"),
    Sure.UNSURE: Text("usikkert", "usikkert"),
}

_OTHER_FORMS: Mapping[Form, Text] = {
    Form.JOINT_MUNICIPALITY: Text("samkommune", "samkommune"),
    Form.REGIONAL_COUNCIL: Text("regionråd", "regionråd"),
    Form.AGREEMENT: Text("avtale", "avtale"),
    Form.PROJECT: Text("prosjekt", "prosjekt"),
}


def form_name(knowledge: Knowledge, form: Form, language: Language) -> str:
    """A form's name, as the law has it where it is a form of law."""
    known = knowledge.law.book.legal_forms.get(form.value)
    name = known.name if known else _OTHER_FORMS.get(form)
    return name.in_(language) if name else form.value


def field_named(words: str) -> str | None:
    """The field that a writer calls so; None when it is none."""
    said = " ".join(words.casefold().split()).removeprefix("feltet ").strip("«»")
    return next((field for field, names in FIELD_WORDS.items() if said in names.split()), None)
