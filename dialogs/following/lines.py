"""What happened, as the facts that its sentence needs. The sentences are in ``templates/{nb,nn}/_shared/happening.j2``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dialogs.following.naming import law_name
from dialogs.handlers.common import STATUS_LABELS, on_day, when
from knowledge.following.happening import Kind
from knowledge.model import Form, Language, PartialDate, Status
from knowledge.snapshot import Knowledge
from storage.told import Told

_TELLING = (
    Kind.CASE_GONE, Kind.AGREED, Kind.DECISION, Kind.CANCELLED, Kind.MOVED, Kind.NEW_CASE, Kind.NEW_COOPERATION, Kind.LEFT,
    Kind.JOINED, Kind.PROPOSAL, Kind.DEADLINE, Kind.NEW_DEADLINE, Kind.NEW_STEP, Kind.LAW, Kind.FACTS, Kind.SILENT, Kind.SOURCE,
)  # fmt: skip
"""What is told first."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A happening as it was kept, and by what topics it came to the reader."""

    id: int
    identity: str
    version: int
    kind: Kind
    subject: str
    facts: Mapping[str, Any]
    cites: tuple[tuple[str, str], ...]
    corrects: bool
    expires_at: datetime | None
    topics: tuple[str, ...] = ()
    subscriptions: tuple[int, ...] = ()


def heard(told: Told) -> list[Heard]:
    """What a message tells: each happening once, in its newest version, and nothing that the reader knows as it is."""
    found: dict[str, Heard] = {}
    digests: dict[str, str] = {}
    for row in told.rows:
        if row.id in told.before:
            continue
        known = found.get(row.identity)
        found[row.identity] = Heard(
            row.id, row.identity, row.version, Kind(row.kind), row.subject, row.facts, tuple((s, p) for s, p in row.cites),
            row.corrects and row.identity in told.known, row.expires_at,
            tuple(dict.fromkeys((*(known.topics if known else ()), row.topic))),
            tuple(dict.fromkeys((*(known.subscriptions if known else ()), row.subscription))),
        )  # fmt: skip
        digests[row.identity] = row.digest
    fresh = [each for each in found.values() if told.known.get(each.identity) != digests[each.identity]]
    gone = {each.subject for each in fresh if each.kind is Kind.CASE_GONE}
    return [e for e in fresh if e.subject not in gone or (e.kind is Kind.CASE_GONE and e.subject in told.known_subjects)]


def in_order(found: Sequence[Heard]) -> list[Heard]:
    """The most telling first; what a new case says of itself is not told beside it."""
    kinds = {each.kind for each in found}
    if Kind.NEW_CASE in kinds:
        found = [each for each in found if each.kind not in (Kind.NEW_STEP, Kind.NEW_DEADLINE)]
    return sorted(found, key=lambda each: (_TELLING.index(each.kind), -each.id))


def by_subject(found: Sequence[Heard]) -> list[list[Heard]]:
    """What is told together, the most telling subject first."""
    grouped: dict[str, list[Heard]] = {}
    for each in found:
        grouped.setdefault(each.subject, []).append(each)
    groups = [in_order(group) for group in grouped.values()]
    return sorted((group for group in groups if group), key=lambda group: (_TELLING.index(group[0].kind), group[0].id))


def line(one: Heard, knowledge: Knowledge, language: Language, today: date) -> dict[str, Any]:
    """The facts of one sentence, as it is told on that day."""
    facts, register = one.facts, knowledge.register

    def said(name: str) -> str:
        value = facts.get(name)
        return value[language] if isinstance(value, Mapping) else ""

    def municipality(name: str = "municipality") -> str:
        there = register.municipalities.get(facts.get(name) or "")
        return there.name if there else ""

    told = {
        "kind": one.kind.value, "corrects": one.corrects, "again": one.version > 1,
        "title": _title(facts, knowledge, language) or said("name"),
        "municipality": municipality(), "who": _who(said("body"), municipality()),
        "on": _day(facts.get("on")), "was": _day(facts.get("was")) if one.kind is Kind.MOVED else facts.get("was") or "",
        "text": said("text"), "proposal": said("proposal"), "decision": said("decision"), "vote": said("vote"),
        "outcome": facts.get("outcome") or "", "coming": bool(facts.get("coming")), "ahead": bool(facts.get("ahead")),
        "of_case": bool(facts.get("case")), "removed": bool(facts.get("removed")), "planned": bool(facts.get("planned")),
        "days": _days(facts, today) if one.kind is Kind.DEADLINE else 0,
        "agreement": facts.get("agreement") or "", "councils": len(facts.get("councils") or ()),
        "adopted": len(facts.get("adopted") or ()), "summary": said("summary"), "status": _status(facts.get("status"), language),
        "changed": [_change(each, knowledge, language) for each in facts.get("changed") or ()],
        "change": facts.get("change") or "", "as_of": _day(facts.get("as_of")), "since": _day(facts.get("since")),
        "forms": [_form(form, knowledge, language) for form in facts.get("forms") or ()],
        "source": facts["name"] if one.kind is Kind.SOURCE else "",
    }  # fmt: skip
    if one.kind is Kind.LAW:
        told["title"] = law_name(facts["law"], knowledge, language)
    return told


def _title(facts: Mapping[str, Any], knowledge: Knowledge, language: Language) -> str:
    """As the register has it now, else as it was called when it happened."""
    case = knowledge.register.cases.get(facts.get("case") or "")
    if case is not None:
        return case.title.in_(language)
    record = knowledge.register.cooperations.get(facts.get("cooperation") or "")
    if record is not None:
        return record.name.in_(language)
    title = facts.get("title")
    return title[language] if isinstance(title, Mapping) else ""


def _days(facts: Mapping[str, Any], today: date) -> int:
    """So many days are left."""
    return (PartialDate.parse(facts["on"]).last_day() - today).days


def _who(body: str, municipality: str) -> str:
    """«Kommunestyret i Gjøvik»."""
    if not body or not municipality or municipality in body:
        return body or municipality
    return f"{body} i {municipality}"


def _change(each: Mapping[str, Any], knowledge: Knowledge, language: Language) -> dict[str, str]:
    what, was, now = each["what"], each.get("was"), each.get("now")
    register = knowledge.register

    def shown(value: Any) -> str:
        if isinstance(value, Mapping):
            return str(value[language])
        if value is None:
            return ""
        if what == "status":
            return _status(value, language)
        if what == "form":
            return _form(value, knowledge, language)
        if what == "host":
            return register.municipalities[value].name if value in register.municipalities else ""
        return _day(value)

    text = each.get("text")
    return {"what": what, "was": shown(was), "now": shown(now), "text": text[language] if text else ""}


def _status(value: Any, language: Language) -> str:
    return STATUS_LABELS[Status(value)].in_(language) if value else ""


def _form(value: str, knowledge: Knowledge, language: Language) -> str:
    found = knowledge.language.forms.get(Form(value))
    return found.name.in_(language) if found else value


def _day(value: Any) -> str:
    if not isinstance(value, str) or not value[:4].isdigit():
        return ""
    day = PartialDate.parse(value)
    return on_day(day.first_day()) if day.day else when(day)
