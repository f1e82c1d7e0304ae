"""What a council can do about a cooperation: the rules of its form, and what is known of the cooperation itself."""

from __future__ import annotations

from typing import Any

from dialogs.handlers.common import choice, cited, label, name, names, on_day, when
from dialogs.handlers.rules import rule_facts
from dialogs.model import Answer, Choice, Reply, Turn
from knowledge.citing import folded, spelled
from knowledge.cooperations import newest_status
from knowledge.deadlines import period_of, with_period
from knowledge.legal import Rule
from knowledge.model import Case, Cooperation, DatedForm, Form, Step

_WAYS_OUT = ("leaving", "liability", "dissolving", "changing")
"""The aspects that leaving rests on, in this order."""
_LEAVING_ANY = ("gen-velge-uttreden", "gen-lever-uttreden", "gen-lever-avtale")
"""The rules on leaving that hold whatever the form, when it is not known."""
_STEPS = 2
_AFTERWARDS = frozenset({"uttreden"})
"""Lemmas by which a rule on liability speaks of what stays after leaving."""
LEVERS = ("highest_body", "instruction", "creation", "changing", "leaving", "control", "ownership", "complaint", "budget")
"""The aspects in which a council has a say, in this order."""


async def levers(turn: Turn) -> Answer:
    """Join form, rules and the cooperation's own facts; say when the form is not known, only considered, or repealed."""
    book, language = turn.knowledge.law.book, turn.language
    record = turn.knowledge.register.cooperations[turn.slots.cooperation] if turn.slots.cooperation else None
    stated = max(record.forms, key=lambda f: f.on.first_day(), default=None) if record else None
    form = stated.form.value if stated else (turn.slots.forms[0] if turn.slots.forms else None)
    known = form in book.legal_forms if form else False
    leaving = turn.slots.aspect == "leaving"
    rules = _ways_out(turn, form) if leaving and form and known else _rules(turn, form if known else None, leaving=leaving)
    refs = tuple(ref for rule in rules for ref in rule.refs)
    legal = book.legal_forms.get(form) if form else None
    facts: dict[str, Any] = {
        **_about(turn, record, stated),
        "form": turn.knowledge.language.forms[Form(form)].name.in_(language) if form else "",
        "form_known": known,
        "current": legal.current if legal else True,
        "transition": legal.transition.in_(language) if legal and legal.transition else "",
        "leaving": leaving,
        **_notice(turn, form if known and leaving else None),
        **_steps(turn, record),
        "rules": [{"aspect": book.aspects[r.aspect].name.in_(language), **rule_facts(turn, r)} for r in rules],
        "refs": folded(spelled(book, tuple(dict.fromkeys(refs)), language)[:10]),
        "rests_on": list(dict.fromkeys(refs)),
        "as_of": when(book.acts["koml"].checked),
    }
    citations = (record.cite, *(case.cite for case in _cases(turn, record))) if record else ()
    return Answer(Reply("law/levers", language, facts, cited(turn, citations), _choices(turn, record)), citations)


def _choices(turn: Turn, record: Cooperation | None) -> tuple[Choice, ...]:
    if record is None:
        nb, nn = "Hvilke former for samarbeid finnes i loven?", "Kva former for samarbeid finst i lova?"
        return (choice(turn, "Hvilke former finnes?", "Kva former finst?", nb, nn),)
    title = name(turn, record)
    return (
        choice(turn, "Fortell mer", "Fortel meir", f"Hva er {title}?", f"Kva er {title}?"),
        choice(turn, "Hvor står det?", "Kvar står det?"),
    )


def _ways_out(turn: Turn, form: str) -> list[Rule]:
    """The rules on leaving, what one stays liable for, and the ways round: dissolving or changing the agreement."""
    index = turn.knowledge.law
    leaving = list(index.rule_for(form, "leaving"))
    notice = with_period(index.book, form, ("leaving",))
    if notice in leaving:
        leaving.sort(key=lambda rule: rule is not notice)
    after = [rule for rule in index.rule_for(form, "liability") if _AFTERWARDS & index.words.of(rule.short.nb).lemmas]
    others = [found[0] for aspect in _WAYS_OUT[2:] if (found := index.rule_for(form, aspect))]
    return [*leaving[:3], *after[:1], *others]


def _notice(turn: Turn, form: str | None) -> dict[str, str]:
    """Where a notice given today would lead, by the law's period."""
    rule = with_period(turn.knowledge.law.book, form, ("leaving",)) if form else None
    period = period_of(rule) if rule else None
    if period is None:
        return {"today": "", "out": ""}
    return {"today": on_day(turn.today), "out": on_day(period.after(turn.today))}


def _cases(turn: Turn, record: Cooperation | None) -> tuple[Case, ...]:
    cases = turn.knowledge.register.cases.values()
    return tuple(case for case in cases if record is not None and record.id in case.cooperations)


def _steps(turn: Turn, record: Cooperation | None) -> dict[str, Any]:
    """What comes up for the cooperation; when nothing is known to, the newest step that is."""
    steps = sorted((step for case in _cases(turn, record) for step in case.steps), key=lambda s: s.on.first_day())
    coming = [step for step in steps if step.on.last_day() >= turn.today][:_STEPS]
    newest = steps[-1:] if not coming else []
    return {"coming": [_step(turn, step) for step in coming], "newest": [_step(turn, step) for step in newest]}


def _step(turn: Turn, step: Step) -> dict[str, str]:
    return {"on": when(step.on), "text": step.text.in_(turn.language)}


def _rules(turn: Turn, form: str | None, *, leaving: bool = False) -> list[Rule]:
    index = turn.knowledge.law
    if form is None and leaving:
        return [index.book.rules[rule] for rule in _LEAVING_ANY if rule in index.book.rules]
    if form is None:
        return [r for r in index.book.rules.values() if r.form is None and r.id.startswith("gen-lever")][:6]
    found = [rules[0] for aspect in LEVERS if (rules := index.rule_for(form, aspect))]
    general = [
        r for r in index.book.rules.values() if r.form is None and r.aspect in ("ownership", "control") and r.id.startswith("gen")
    ]
    has = {r.aspect for r in found}
    return found + [r for r in general if r.aspect not in has][:2]


def _about(turn: Turn, record: Cooperation | None, stated: DatedForm | None) -> dict[str, Any]:
    if record is None:
        return {"name": "", "members": [], "status": "", "stated": "", "considered": False, "unknown_form": False}
    return {
        "name": name(turn, record),
        "members": names(turn, record.municipality_ids()),
        "status": label(newest_status(record), turn.language),
        "stated": f"{stated.stated.in_(turn.language)} ({when(stated.on)})" if stated else "",
        "considered": bool(stated and stated.considered),
        "unknown_form": stated is None,
    }
