"""How editors are told what feedback is about: kinds of question, reasons, and the names of subjects."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.editing.labels import form_name
from knowledge.feedback import About, Topic
from knowledge.model import Form, Language, Text
from knowledge.snapshot import Knowledge

INTENT_LABELS: Mapping[str, Text] = {
    "list": Text("hvilke samarbeid", "kva samarbeid"),
    "partners": Text("hvem de samarbeider med", "kven dei samarbeider med"),
    "members": Text("hvem som er med", "kven som er med"),
    "membership": Text("om en kommune er med", "om ein kommune er med"),
    "host": Text("hvem som er vert", "kven som er vert"),
    "form": Text("organisasjonsform", "organisasjonsform"),
    "established": Text("når det startet", "når det starta"),
    "status": Text("hvor langt det er kommet", "kor langt det er kome"),
    "bodies": Text("styringsorganer", "styringsorgan"),
    "details": Text("hva det er", "kva det er"),
    "fact": Text("noe bestemt", "noko bestemt"),
    "figure": Text("tall", "tal"),
    "figure_unknown": Text("tall", "tal"),
    "unknown_fact": Text("noe bestemt", "noko bestemt"),
    "nearest": Text("noe uten sikkert svar", "noko utan sikkert svar"),
    "assessment": Text("fordeler, ulemper og råd", "fordelar, ulemper og råd"),
    "decision": Text("saker og vedtak", "saker og vedtak"),
    "calendar": Text("kalender", "kalender"),
    "agenda": Text("det som kommer opp", "det som kjem opp"),
    "awaiting": Text("det som venter", "det som ventar"),
    "rejected": Text("det som er avvist", "det som er avvist"),
    "decided": Text("det som er vedtatt", "det som er vedteke"),
    "case_deadline": Text("frister i en sak", "fristar i ei sak"),
    "ratification": Text("vedtak i flere kommunestyrer", "vedtak i fleire kommunestyre"),
    "wording": Text("ordlyden i vedtakene", "ordlyden i vedtaka"),
    "law": Text("loven", "lova"),
    "law_form": Text("loven om en form", "lova om ei form"),
    "law_compare": Text("forskjeller mellom former", "skilnader mellom former"),
    "law_overview": Text("formene i loven", "formene i lova"),
    "deadline": Text("frister i loven", "fristar i lova"),
    "decision_deadline": Text("frister etter et vedtak", "fristar etter eit vedtak"),
    "paragraph": Text("paragrafer", "paragrafar"),
    "levers": Text("hva kommunestyret kan bestemme", "kva kommunestyret kan bestemme"),
    "guide": Text("hvilken form som passer", "kva form som passar"),
}
"""What was asked, by intent."""

REASON_LABELS: Mapping[str, Text] = {
    "outside": Text("utenfor det Samråd svarer på", "utanfor det Samråd svarar på"),
    "unclear": Text("ikke forstått", "ikkje forstått"),
    "missing_cooperation": Text("samarbeidet ble ikke funnet", "samarbeidet vart ikkje funne"),
    "missing_case": Text("saken ble ikke funnet", "saka vart ikkje funnen"),
    "not_followed": Text("spurt tilbake, uten å få svar", "spurt tilbake, utan å få svar"),
    "silent": Text("står ikke i kildene", "står ikkje i kjeldene"),
}
"""Why there was no answer."""

_UNKNOWN = Text("et svar vi ikke lenger vet hva gjaldt", "eit svar vi ikkje lenger veit kva gjaldt")
_NOTHING = Text("uten kjent tema", "utan kjent tema")


def intent_words(intent: str, language: Language) -> str:
    """The kind of question."""
    return INTENT_LABELS[intent].in_(language) if intent in INTENT_LABELS else intent


def about_words(knowledge: Knowledge, about: About, language: Language) -> tuple[str, str]:
    """What an answer was most about, and the kind of question; the second is empty where nothing is known."""
    if not about.reply:
        return _UNKNOWN.in_(language), ""
    kind = intent_words(about.intent, language)
    return (subject_name(knowledge, *about.subjects[0], language), kind) if about.subjects else (kind, "")


def topic_words(knowledge: Knowledge, topic: Topic, language: Language) -> str:
    """Field and form, or that neither is known, the kind of question, and why there was no answer."""
    subjects = [("field", topic.field), ("form", topic.form)]
    named = [subject_name(knowledge, kind, name, language) for kind, name in subjects if name]
    asked = [intent_words(topic.intent, language)] if topic.intent else []
    reason = REASON_LABELS[topic.reason].in_(language) if topic.reason in REASON_LABELS else topic.reason
    return f"{', '.join(named + asked) or _NOTHING.in_(language)} ({reason})"


def subject_name(knowledge: Knowledge, kind: str, name: str, language: Language) -> str:
    """What a subject is called; its id where it is not in the register any more."""
    register = knowledge.register
    if kind == "cooperation" and name in register.cooperations:
        return register.cooperations[name].name.in_(language)
    if kind == "municipality" and name in register.municipalities:
        return register.municipalities[name].name
    if kind == "case" and name in register.cases:
        return register.cases[name].title.in_(language)
    if kind == "field" and name in register.fields:
        return register.fields[name].name.in_(language)
    if kind == "region" and name in register.regions:
        return register.regions[name].name.in_(language)
    if kind == "form" and name in set(Form):
        return form_name(knowledge, Form(name), language)
    return name
