"""The fields of a draft as a reader sees them, as a form, and read back from what was filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from dialogs.editing import given
from dialogs.editing.given import Fault, Wrong
from dialogs.editing.labels import FIELD_LABELS, OUTCOME_LABELS, SURE_LABELS, form_name
from dialogs.model import Input
from dialogs.written import when
from knowledge.documents import FIELDS, Draft, Evidence
from knowledge.model import Case, Form, Language, Outcome, Register
from knowledge.snapshot import Knowledge
from knowledge.understanding.words import fold

LONG = ("proposal", "decision")
"""Fields whose value is the document's own words, over several lines."""
NEW_CASE = "new"
"""What is chosen when the draft is no step of a case that is known."""
_MOST_CASES = 25
_TITLE = 90


def shown(knowledge: Knowledge, language: Language, draft: Draft, field: str) -> str:
    """The value for the reader; empty where there is none."""
    value: Any = getattr(draft, field)
    if not value:
        return ""
    match field:
        case "municipality" | "host":
            return given.municipality_shown(knowledge, value)
        case "participants":
            return ", ".join(given.municipality_shown(knowledge, each) for each in value)
        case "meeting_date":
            return when(value)
        case "field":
            known = knowledge.register.fields.get(value)
            return known.name.in_(language) if known else str(value)
        case "form":
            return form_name(knowledge, value, language)
        case "outcome":
            return OUTCOME_LABELS[value].in_(language)
    return str(value)


def told(knowledge: Knowledge, language: Language, draft: Draft) -> list[dict[str, Any]]:
    """Every field that has a value: label, value or lines, how sure it is, quote and page."""
    rows = []
    for field in (*FIELDS, "outcome"):
        value = shown(knowledge, language, draft, field)
        evidence = draft.evidence.get(field)
        if not value or (field == "outcome" and evidence is None):
            continue  # the outcome is told by itself; here it is only for what it rests on
        rows.append(
            {
                "label": FIELD_LABELS[field].in_(language),
                "value": "" if field in LONG else value,
                "lines": [line for line in value.split("\n") if line.strip()] if field in LONG else [],
                "sure": SURE_LABELS[evidence.sure].in_(language) if evidence else "",
                "quote": _quote(evidence, value) if evidence else "",
                "page": evidence.page if evidence else 0,
            }
        )
    return rows


def _quote(evidence: Evidence, value: str) -> str:
    """The document's words, unless the value is just these."""
    quote, said = fold(" ".join(evidence.quote.split())), fold(" ".join(value.split()))
    return "" if quote.strip("…. ") in said else evidence.quote


def lacking(language: Language, draft: Draft) -> list[str]:
    """The labels of the fields that the document does not tell."""
    return [FIELD_LABELS[field].in_(language) for field in FIELDS if not getattr(draft, field)]


def inputs(knowledge: Knowledge, language: Language, draft: Draft, case: str | None) -> tuple[Input, ...]:
    """The form of a draft, filled with what it holds."""
    made = []
    for field in (*FIELDS, "outcome"):
        label, value = FIELD_LABELS[field].in_(language), shown(knowledge, language, draft, field)
        if field in LONG:
            made.append(Input(field, label, "lines", value))
        elif field == "meeting_date" and (draft.meeting_date is None or draft.meeting_date.day):
            made.append(Input(field, label, "date", str(draft.meeting_date or "")))
        elif field in ("field", "form", "outcome"):
            held = draft.outcome.value if field == "outcome" else str(getattr(draft, field) or "")
            made.append(Input(field, label, "choice", held, _options(knowledge, language, field)))
        else:
            made.append(Input(field, label, "text", value))
    cases = _cases(knowledge, language, draft, case)
    made.append(Input("case", FIELD_LABELS["case"].in_(language), "choice", case or NEW_CASE, cases))
    return tuple(made)


def _options(knowledge: Knowledge, language: Language, field: str) -> tuple[tuple[str, str], ...]:
    if field == "outcome":
        return tuple((each.value, label.in_(language)) for each, label in OUTCOME_LABELS.items())
    none = ("", "ikke oppgitt" if language == "nb" else "ikkje oppgjeve")
    if field == "form":
        return (none, *((each.value, form_name(knowledge, each, language)) for each in Form))
    fields = sorted(knowledge.register.fields.values(), key=lambda each: each.name.in_(language))
    return (none, *((each.id, each.name.in_(language)) for each in fields))


def _cases(knowledge: Knowledge, language: Language, draft: Draft, case: str | None) -> tuple[tuple[str, str], ...]:
    """A new case, and the known ones that it may be a step of: those that share a municipality, the likeliest first."""
    own = {draft.municipality, *draft.participants}
    near = sorted(
        (each for each in knowledge.register.cases.values() if each.id == case or own & {*each.municipalities, *each.councils}),
        key=lambda each: (each.id != case, draft.field not in each.fields, each.title.in_(language)),
    )
    return ((NEW_CASE, "ny sak"), *((each.id, case_title(each, language)) for each in near[:_MOST_CASES]))


def case_title(case: Case, language: Language) -> str:
    """A case's title, cut to what a list can hold."""
    title = case.title.in_(language)
    return title if len(title) <= _TITLE else title[: _TITLE - 2].rsplit(" ", 1)[0] + " …"


def read(
    knowledge: Knowledge, language: Language, draft: Draft, case: str | None, values: Mapping[str, str]
) -> tuple[Draft, str | None, list[Fault]]:
    """The draft with what was filled in, and the case; what cannot be read is a fault and left as it was.

    A field that was not in the form is left as it is, and one that was emptied is empty. Evidence goes with a value that
    was changed: the document does not say what a person put in its place.
    """
    changed: dict[str, Any] = {}
    faults: list[Fault] = []
    for field in (*FIELDS, "outcome", "case"):
        if field not in values:
            continue
        try:
            changed[field] = _value(knowledge, language, field, values[field].strip())
        except Wrong as wrong:
            faults.append(Fault(FIELD_LABELS[field].in_(language), wrong.key, wrong.value))
    case = changed.pop("case", case)
    differing = {field for field, value in changed.items() if value != getattr(draft, field)}
    evidence = {field: each for field, each in draft.evidence.items() if field not in differing}
    return replace(draft, **{field: changed[field] for field in differing}, evidence=evidence), case, faults


_Reader = Callable[[Knowledge, str], Any]
_READERS: Mapping[str, _Reader] = {
    "municipality": given.municipality,
    "host": given.municipality,
    "participants": given.municipalities,
    "meeting_date": lambda _, text: given.day(text),
}


def _value(knowledge: Knowledge, language: Language, field: str, text: str) -> Any:
    if field == "case":
        return _case(knowledge.register, text)
    if not text:
        return () if field == "participants" else Outcome.UNKNOWN if field == "outcome" else None
    if field in _READERS:
        return _READERS[field](knowledge, text)
    if field == "field":
        return text if text in knowledge.register.fields else given.field_of_service(knowledge, text)
    if field in ("form", "outcome"):
        found = _chosen(_options(knowledge, language, field), text)
        return Form(found) if field == "form" else Outcome(found)
    if field in LONG:
        return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())
    return " ".join(text.split())


def _chosen(options: tuple[tuple[str, str], ...], text: str) -> str:
    """The value whose own name or title was given."""
    said = fold(" ".join(text.split()).rstrip("."))
    for value, title in options:
        if value and said in (fold(value), fold(title)):
            return value
    raise Wrong("choice", text)


def _case(register: Register, text: str) -> str | None:
    said = fold(text)
    if said in ("", NEW_CASE, "ny sak"):
        return None
    for each in register.cases.values():
        if text == each.id or said in (fold(each.title.nb), fold(each.title.nn)):
            return each.id
    raise Wrong("case", text)
