"""Questions about which cooperations exist and what is known of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from dialogs.handlers.common import (
    choice,
    citation_of,
    cited,
    holder_of,
    label,
    name,
    names,
    not_with,
    opening,
    place_opening,
    short_name,
    told,
    when,
)
from dialogs.model import Answer, Choice, Reply, Turn
from knowledge import cooperations
from knowledge.agenda import cases_of
from knowledge.model import (
    Assessment,
    AssessmentKind,
    Body,
    Citation,
    Cooperation,
    DatedForm,
    DatedStatus,
    Figure,
    Note,
    ParticipantRole,
    Status,
)

PAGE = 24
_CHOICES = 3
_NEAR, _NEAR_OF_ONE = 0.12, 0.3
"""Facts that score so little below the best are told with it; where one word is all that is asked, more of them."""
_FULL = 8
"""So many are told with a sentence each; more are told by name and members."""
_ORDER = (
    Status.OPERATING, Status.ADOPTED, Status.PLANNED, Status.UNDER_STUDY, Status.PROPOSED, Status.STUDIED,
    Status.NOT_RECOMMENDED, Status.REJECTED, Status.ENDED, Status.UNKNOWN, Status.IDEA,
)  # fmt: skip
_PLACE_OF = {status: place for place, status in enumerate(_ORDER)}


def _record(turn: Turn) -> Cooperation:
    assert turn.slots.cooperation is not None
    return turn.knowledge.register.cooperations[turn.slots.cooperation]


def _answer(
    turn: Turn, key: str, facts: dict[str, Any], citations: Iterable[Citation], choices: tuple[Choice, ...] = ()
) -> Answer:
    citations = tuple(dict.fromkeys(citations))
    return Answer(Reply(f"cooperation/{key}", turn.language, facts, cited(turn, citations), choices), citations)


def _next(turn: Turn, record: Cooperation, *shown: str) -> tuple[Choice, ...]:
    """The natural next questions about one cooperation, without what was told just now."""
    title = name(turn, record)
    options = {
        "members": choice(turn, "Hvem er med?", "Kven er med?", f"Hvem er med i {title}?", f"Kven er med i {title}?"),
        "status": choice(turn, "Hva er status?", "Kva er status?", f"Hva er status for {title}?", f"Kva er status for {title}?"),
        "details": choice(turn, "Fortell mer", "Fortel meir", f"Hva er {title}?", f"Kva er {title}?"),
        "advantages": choice(
            turn,
            "Hva er fordelene?",
            "Kva er fordelane?",
            f"Hva er fordelene med {title}?",
            f"Kva er fordelane med {title}?",
        ),
        "where": choice(turn, "Hvor står det?", "Kvar står det?"),
    }
    known = turn.knowledge.register.assessments.values()
    if not any(a.kind is AssessmentKind.ADVANTAGE and record.id in a.about.cooperations for a in known):
        shown = (*shown, "advantages")
    if not record.participants:
        shown = (*shown, "members")
    asked = tuple(option for key, option in options.items() if key not in shown)[:_CHOICES]
    return (*asked, *opening(turn, f"/oversikt/samarbeid/{record.id}"))


def _common(turn: Turn, record: Cooperation) -> dict[str, Any]:
    newest = max(record.status, key=lambda s: s.on.first_day())
    return {
        "name": name(turn, record),
        "status": newest.status.value,
        "status_label": label(newest.status, turn.language),
        "members": names(turn, record.municipality_ids()),
        "others": [p.other.in_(turn.language) for p in record.participants if p.other],
        "outside": names(turn, record.outside_ids()),
        "complete": record.participants_complete,
        "count": record.participant_count,
        "proposed": bool(record.participants)
        and all(p.role is ParticipantRole.PROPOSED for p in record.participants if p.municipality),
        "summary": record.summary.in_(turn.language),
        "not_with": not_with(turn, record),
        "forms": [
            {"stated": f.stated.in_(turn.language), "on": when(f.on), "considered": f.considered} for f in record.forms
        ],
        "warnings": [turn.knowledge.register.conflicts[c].text.in_(turn.language)
                     for c in turn.knowledge.conflicts_by_fact.get(f"cooperation:{record.id}", ())],
    }  # fmt: skip


async def members(turn: Turn) -> Answer:
    """Name those who take part, or would; say whether the list is whole."""
    record = _record(turn)
    notes = [p.note.in_(turn.language) for p in record.participants if p.note]
    facts = {**_common(turn, record), "notes": notes}
    citations = [record.cite, *(p.cite for p in record.participants if p.cite)]
    return _answer(turn, "members", facts, citations, _next(turn, record, "members"))


async def membership(turn: Turn) -> Answer:
    """Say yes, no, proposed or not known of each municipality asked about."""
    record = _record(turn)
    asked = turn.slots.municipalities or tuple(
        m for r in turn.slots.regions for m in turn.knowledge.register.regions[r].municipalities
    )
    if not asked:
        return await members(turn)
    standing = [
        {"municipality": turn.knowledge.municipality_name(m), "answer": cooperations.standing_of(record, m)} for m in asked
    ]
    facts = {**_common(turn, record), "asked": standing}
    return _answer(turn, "membership", facts, [record.cite], _next(turn, record, "members"))


async def host(turn: Turn) -> Answer:
    """Name the host, or who was proposed as one, and where the source has it from."""
    record = _record(turn)
    hosts = [
        {
            "name": turn.knowledge.municipality_name(p.municipality)
            if p.municipality
            else p.other.in_(turn.language)
            if p.other
            else "",
            "note": p.note.in_(turn.language) if p.note else "",
        }
        for p in record.participants
        if p.role is ParticipantRole.HOST
    ]
    considered = cooperations.newest_status(record) not in (Status.OPERATING, Status.ADOPTED)
    facts = {**_common(turn, record), "hosts": hosts, "only_considered": considered}
    citations = [p.cite for p in record.participants if p.cite and p.role is ParticipantRole.HOST]
    return _answer(turn, "host", facts, citations or [record.cite], _next(turn, record, "members"))


async def form(turn: Turn) -> Answer:
    """Tell the form as stated at the time, and whether the form that the question took for granted is right."""
    record = _record(turn)
    newest = max(record.forms, key=lambda f: f.on.first_day(), default=None)
    supposed = turn.slots.form
    facts = {
        **_common(turn, record),
        "supposed": turn.knowledge.language.forms[record_form].name.in_(turn.language)
        if (record_form := next((x for x in turn.knowledge.language.forms if x.value == supposed), None))
        else None,
        "right": cooperations.form_agrees(supposed, newest),
        "newest": {"stated": newest.stated.in_(turn.language), "on": when(newest.on), "considered": newest.considered,
                   "name": turn.knowledge.language.forms[newest.form].name.in_(turn.language)} if newest else None,
        "established": when(record.established) if record.established else None,
        "hosts": names(turn, [p.municipality for p in record.participants if p.role is ParticipantRole.HOST and p.municipality]),
    }  # fmt: skip
    citations = [citation_of(f.cite, record) for f in record.forms] or [record.cite]
    return _answer(turn, "form", facts, citations, _next(turn, record))


async def established(turn: Turn) -> Answer:
    """Tell since when, or what was planned, or that the sources do not say."""
    record = _record(turn)
    facts = {
        **_common(turn, record),
        "established": when(record.established) if record.established else None,
        "statuses": _statuses(turn, record),
        "history": [n.text.in_(turn.language) for n in record.notes if n.topic.value in ("history", "plan")],
    }
    return _answer(turn, "established", facts, [record.cite, *_status_cites(record)], _next(turn, record, "status"))


async def status(turn: Turn) -> Answer:
    """Tell how far it has come: the newest known, then what came before."""
    record = _record(turn)
    facts = {
        **_common(turn, record),
        "statuses": _statuses(turn, record),
        "remaining": [
            n.text.in_(turn.language) for topic in ("remaining", "plan") for n in record.notes if n.topic.value == topic
        ],
        "unknown": [
            case.unknown.in_(turn.language)
            for case in cases_of(turn.knowledge, record.id)[:1]
            if case.unknown and case.cooperations[0] == record.id
        ],
    }
    return _answer(turn, "status", facts, _status_cites(record), _next(turn, record, "status", "members"))


async def bodies(turn: Turn) -> Answer:
    """Tell the bodies and who sits in them."""
    record = _record(turn)
    told = [{"name": b.name.in_(turn.language), "text": b.text.in_(turn.language)} for b in record.bodies]
    citations = [citation_of(b.cite, record) for b in record.bodies] or [record.cite]
    return _answer(turn, "bodies", {**_common(turn, record), "bodies": told}, citations, _next(turn, record))


async def details(turn: Turn) -> Answer:
    """Tell what it is, who, form, since when, and the most telling notes."""
    record = _record(turn)
    hosts = [p for p in record.participants if p.role is ParticipantRole.HOST and p.municipality]
    figures = [f for f in turn.knowledge.register.figures.values() if record.id in f.about.cooperations][:3]
    facts = {
        **_common(turn, record),
        "hosts": names(turn, [p.municipality for p in hosts if p.municipality]),
        "established": when(record.established) if record.established else None,
        "notes": [n.text.in_(turn.language) for n in record.notes][:5],
        "more_notes": max(len(record.notes) - 5, 0),
        "figures": [f.text.in_(turn.language) for f in figures],
    }
    citations = [record.cite, *(citation_of(n.cite, record) for n in record.notes[:5]), *(f.cite for f in figures)]
    return _answer(turn, "details", facts, citations, _next(turn, record, "details", "status", "members"))


async def fact(turn: Turn) -> Answer:
    """Answer with the facts that the words found, the best first."""
    hits = turn.question.hits
    near = _NEAR if len(turn.question.terms) > 1 else _NEAR_OF_ONE
    best = [h for h in hits if h.score >= hits[0].score - near][:4]
    texts: list[str] = []
    citations: list[Citation] = []
    for hit in best:
        told = _fact_text(turn, hit.doc.fact)
        if told not in texts:
            texts.append(told)
            citations.append(_fact_cite(turn, hit.doc))
    conflicts = [
        turn.knowledge.register.conflicts[c].text.in_(turn.language)
        for h in best
        for c in turn.knowledge.conflicts_by_fact.get(f"{h.doc.kind}:{h.doc.record_id}", ())
    ]
    facts = {"texts": texts, "warnings": list(dict.fromkeys(conflicts))}
    cooperation = next(iter(turn.knowledge.in_order(hits[0].doc.cooperations)), None)
    told_now = ("status",) if isinstance(hits[0].doc.fact, DatedStatus) else ()
    choices = _next(turn, cooperation, *told_now) if cooperation else _where(turn)
    return _answer(turn, "fact", facts, citations, choices)


def _where(turn: Turn) -> tuple[Choice, ...]:
    return (choice(turn, "Hvor står det?", "Kvar står det?"),)


def _fact_text(turn: Turn, fact: Any) -> str:
    text = fact.text.in_(turn.language)
    if isinstance(fact, Body):
        return f"{fact.name.in_(turn.language)}: {text}"
    if isinstance(fact, Assessment) and (holder := holder_of(fact, turn.language)):
        return f"{holder}: {text}"
    decision = getattr(fact, "decision", None) or getattr(fact, "proposal", None)
    return f"{text} {decision.in_(turn.language)}" if decision else str(text)


def _fact_cite(turn: Turn, doc: Any) -> Citation:
    fact = doc.fact
    if isinstance(fact, Note | Body | DatedStatus):
        return citation_of(fact.cite, turn.knowledge.register.cooperations[doc.record_id])
    if isinstance(fact, Figure | Assessment):
        cite: Citation = fact.cite
        return cite
    return fact.cite or turn.knowledge.register.cases[doc.record_id].cite


def _statuses(turn: Turn, record: Cooperation) -> list[dict[str, str]]:
    ordered = sorted(record.status, key=lambda s: s.on.first_day(), reverse=True)
    return [
        {"label": label(s.status, turn.language), "on": when(s.on), "text": s.text.in_(turn.language), "value": s.status.value}
        for s in ordered
    ]


def _status_cites(record: Cooperation) -> list[Citation]:
    return [citation_of(s.cite, record) for s in record.status]


# -- lists ------------------------------------------------------------------------------------------------------------


async def listing(turn: Turn, first: int = 0) -> Answer:
    """List those that the question narrows to, grouped by how far they have come, counted, a page at a time."""
    found = cooperations.matching(turn.knowledge, turn.slots)
    filters = _filters(turn)
    if not found:
        return await _none(turn, filters)
    if turn.slots.aspect == "forms" and (answer := _forms_in_use(turn, found, filters)) is not None:
        return answer
    heads = {c.id for c in found}
    parts: dict[str, list[Cooperation]] = {}
    for record in found:
        if record.part_of in heads and record.part_of != record.id:
            parts.setdefault(record.part_of or "", []).append(record)
    status = {c.id: cooperations.newest_status(c) for c in found}
    first_of = frozenset(map(Status, turn.slots.statuses[:1]))  # what was asked for comes first
    ordered = sorted((c for c in found if c.part_of not in heads), key=lambda c: _place_in_list(c, status[c.id], first_of))
    page = ordered[first : first + PAGE]
    groups: list[dict[str, Any]] = []
    for record in page:
        heading = label(status[record.id], turn.language)
        if not groups or groups[-1]["heading"] != heading:
            groups.append({"heading": heading, "entries": []})
        groups[-1]["entries"].append(_entry(turn, record, parts.get(record.id, [])))
    brief = len(ordered) > _FULL
    remaining = len(ordered) - first - len(page)
    facts = {
        "count": len(found), "heads": len(ordered), "first": first + 1, "last": first + len(page),
        "remaining": remaining, "groups": groups, "brief": brief,
        "operating": sum(s in (Status.OPERATING, Status.ADOPTED) for s in status.values()), **filters,
        "statuses": _counted(turn, status.values()),
    }  # fmt: skip
    choices = [choice(turn, "Vis flere", "Vis fleire")] if remaining else []
    choices += [*_each_of(turn, page[:3]), *place_opening(turn)]
    citations = tuple(dict.fromkeys(c.cite for c in page))
    reply = Reply("cooperation/list", turn.language, facts, cited(turn, citations), tuple(choices))
    shown = {"first": first + len(page), "remaining": remaining, "items": [c.id for c in page]}
    return Answer(reply, citations, memory=shown)


def _each_of(turn: Turn, shown: Sequence[Cooperation]) -> list[Choice]:
    """A button for each of those that a title tells from the others."""
    titles = [short_name(c, turn.language) for c in shown]
    return [
        choice(turn, title, title, f"Hva er {name(turn, c)}?", f"Kva er {name(turn, c)}?")
        for c, title in zip(shown, titles, strict=True)
        if titles.count(title) == 1
    ]


def _forms_in_use(turn: Turn, found: Iterable[Cooperation], filters: dict[str, Any]) -> Answer | None:
    """The forms that those found have, each with the cooperations; None where no form is known."""
    used: dict[str, list[tuple[Cooperation, DatedForm]]] = {}
    for record in found:
        for form in record.forms:
            if not form.considered:
                known = turn.knowledge.language.forms[form.form]
                called, short = known.name.in_(turn.language), known.short.in_(turn.language)
                used.setdefault(f"{called} ({short})" if short.isupper() else called, []).append((record, form))
    if not used:
        return None
    told = [{"form": form, "names": list(dict.fromkeys(name(turn, r) for r, _ in those))} for form, those in used.items()]
    told.sort(key=lambda each: -len(each["names"]))
    citations = [citation_of(form.cite, record) for those in used.values() for record, form in those]
    facts = {**filters, "forms": told, "without": sum(not any(not f.considered for f in r.forms) for r in found)}
    return _answer(turn, "forms", facts, citations)


def _counted(turn: Turn, found: Iterable[Status]) -> list[dict[str, Any]]:
    """How many there are of each status that the question asks for, the one meant first; none where it asks for no status."""
    if not turn.slots.statuses:
        return []
    counts = Counter(found)
    meant = [Status(s) for s in turn.slots.statuses if Status(s) in counts]
    asked = meant[:1] + sorted(meant[1:], key=_ORDER.index)
    return [{"count": counts[s], "told": told(s, counts[s], turn.language)} for s in asked]


def _place_in_list(record: Cooperation, status: Status, first_of: frozenset[Status]) -> tuple[int, ...]:
    year, month, day = max([(s.on.year, s.on.month or 1, s.on.day or 1) for s in record.status])
    return status not in first_of, _PLACE_OF[status], record.example, -year, -month, -day


def _entry(turn: Turn, record: Cooperation, parts: list[Cooperation]) -> dict[str, Any]:
    return {
        "parts": [name(turn, p) for p in parts],
        "name": name(turn, record),
        "summary": record.summary.in_(turn.language),
        "members": names(turn, record.municipality_ids()),
        "example": record.example,
        "on": when(max(record.status, key=lambda s: s.on.first_day()).on),
    }


def _filters(turn: Turn) -> dict[str, Any]:
    slots, register, language = turn.slots, turn.knowledge.register, turn.language
    form_name = next((f.name.in_(language) for k, f in turn.knowledge.language.forms.items() if k.value == slots.form), None)
    return {
        "municipalities": names(turn, slots.municipalities),
        "outside": slots.outside,
        "all_of": slots.all_of and len(slots.municipalities) > 1,
        "excluded": names(turn, slots.excluded),
        "regions": [register.regions[r].name.in_(language) for r in slots.regions] + list(slots.counties),
        "fields": [register.fields[f].name.in_(language) for f in slots.fields[:2]],
        "form": form_name,
        "statuses": [label(Status(s), language) for s in slots.statuses],
    }


async def _none(turn: Turn, filters: dict[str, Any]) -> Answer:
    slots = turn.slots
    unknown = [m for m in slots.municipalities if m not in turn.knowledge.by_municipality]
    wider: list[Choice] = []
    if slots.fields and (slots.municipalities or slots.regions):
        field = turn.knowledge.register.fields[slots.fields[0]].name.in_(turn.language)
        wider.append(
            choice(
                turn,
                f"Samarbeid om {field}",
                f"Samarbeid om {field}",
                f"Hvilke samarbeid om {field} finnes?",
                f"Kva samarbeid om {field} finst?",
            )
        )
    covered = sorted(turn.knowledge.by_municipality, key=lambda m: -len(turn.knowledge.by_municipality[m]))
    for municipality in [m for m in slots.municipalities if m not in unknown][:1]:
        title = turn.knowledge.municipality_name(municipality)
        wider.append(
            choice(
                turn,
                f"Alle samarbeid i {title}",
                f"Alle samarbeid i {title}",
                f"Hvilke samarbeid er {title} med i?",
                f"Kva samarbeid er {title} med i?",
            )
        )
    if unknown:
        wider.append(choice(turn, "Hvilke kommuner kjenner du?", "Kva kommunar kjenner du?"))
    if not wider or unknown:
        nb, nn = "Hvilke former for samarbeid finnes i loven?", "Kva former for samarbeid finst i lova?"
        wider.append(choice(turn, nb, nn))
    facts = {**filters, "uncovered": names(turn, unknown), "covered": names(turn, covered[:8]), "covered_count": len(covered)}
    return Answer(Reply("cooperation/none", turn.language, facts, (), tuple(wider[:_CHOICES])))


async def partners(turn: Turn) -> Answer:
    """Name whom a municipality works with, those it shares most with first, each with examples."""
    asked = turn.slots.municipalities
    found = cooperations.partners(turn.knowledge, asked, turn.slots.fields)
    if not found:
        return await listing(turn)
    shown = found[:12]
    facts = {
        "municipalities": names(turn, asked),
        "partners": [
            {
                "name": turn.knowledge.municipality_name(p.municipality),
                "count": len(p.cooperations),
                "operating": p.operating,
                "examples": [name(turn, c) for c in p.cooperations[:2]],
            }
            for p in shown
        ],
        "remaining": len(found) - len(shown),
    }
    citations = tuple(dict.fromkeys(c.cite for p in shown for c in p.cooperations[:2]))
    title = turn.knowledge.municipality_name(asked[0])
    choices = (
        choice(
            turn,
            f"Hva samarbeider {title} om?",
            f"Kva samarbeider {title} om?",
            f"Hvilke samarbeid er {title} med i?",
            f"Kva samarbeid er {title} med i?",
        ),
        *place_opening(turn),
    )
    return Answer(Reply("cooperation/partners", turn.language, facts, cited(turn, citations), choices), citations)


async def unknown_figure(turn: Turn) -> Answer:
    """Say that the sources hold no such figure, and what they do hold about it."""
    record = _record(turn)
    figures = [f for f in turn.knowledge.register.figures.values() if record.id in f.about.cooperations][:3]
    known = [f.text.in_(turn.language) for f in figures] or [record.summary.in_(turn.language)]
    facts = {**_common(turn, record), "known": known, "asked": [t.text for t in turn.question.terms]}
    citations = [f.cite for f in figures] or [record.cite]
    return _answer(turn, "unknown_figure", facts, citations, _next(turn, record))


async def unknown_fact(turn: Turn) -> Answer:
    """Say that the sources do not tell that about it, and what they tell."""
    record = _record(turn)
    return _answer(turn, "unknown_fact", _common(turn, record), [record.cite], _next(turn, record))


async def nearest(turn: Turn) -> Answer:
    """Say that no sure answer was found, and tell the facts that lie nearest."""
    told = {_fact_text(turn, h.doc.fact): _fact_cite(turn, h.doc) for h in turn.question.hits}
    record = turn.knowledge.register.cooperations[turn.slots.cooperation] if turn.slots.cooperation else None
    facts = {"texts": list(told), "name": name(turn, record) if record else "",
             "summary": record.summary.in_(turn.language) if record else "", "not_with": not_with(turn, record)}  # fmt: skip
    return _answer(turn, "nearest", facts, told.values(), _next(turn, record) if record else _where(turn))
