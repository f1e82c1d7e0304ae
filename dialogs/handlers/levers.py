"""What a council can do about a cooperation: the rules of its form, and what is known of the cooperation itself."""

from __future__ import annotations

from typing import Any

from dialogs.handlers.common import choice, cited, label, name, names, when
from dialogs.handlers.law import rule_facts
from dialogs.model import Answer, Reply, Turn
from knowledge.cooperations import newest_status
from knowledge.citing import spelled
from knowledge.legal import Rule
from knowledge.model import Cooperation, DatedForm, Form

LEVERS = ("highest_body", "instruction", "creation", "changing", "leaving", "control", "ownership", "complaint", "budget")
"""The aspects in which a council has a say, in this order."""


async def levers(turn: Turn) -> Answer:
    """Join form, rules and the cooperation's own facts; say when the form is not known, only considered, or repealed."""
    book, language = turn.knowledge.law.book, turn.language
    record = turn.knowledge.register.cooperations[turn.slots.cooperation] if turn.slots.cooperation else None
    stated = max(record.forms, key=lambda f: f.on.first_day(), default=None) if record else None
    form = stated.form.value if stated else (turn.slots.forms[0] if turn.slots.forms else None)
    known = form in book.legal_forms if form else False
    rules = _rules(turn, form if known else None)
    refs = tuple(ref for rule in rules for ref in rule.refs)
    legal = book.legal_forms.get(form) if form else None
    facts: dict[str, Any] = {
        **_about(turn, record, stated),
        "form": turn.knowledge.language.forms[Form(form)].name.in_(language) if form else "",
        "form_known": known,
        "current": legal.current if legal else True,
        "transition": legal.transition.in_(language) if legal and legal.transition else "",
        "rules": [{"aspect": book.aspects[r.aspect].name.in_(language), **rule_facts(turn, r)} for r in rules],
        "refs": spelled(book, tuple(dict.fromkeys(refs)), language)[:10],
        "as_of": when(book.acts["koml"].checked),
    }
    citations = (record.cite,) if record else ()
    if record:
        title = name(turn, record)
        choices = [
            choice(turn, "Fortell mer", "Fortel meir", f"Hva er {title}?", f"Kva er {title}?"),
            choice(turn, "Hvor står det?", "Kvar står det?"),
        ]
    else:
        choices = [
            choice(
                turn,
                "Hvilke former finnes?",
                "Kva former finst?",
                "Hvilke former for samarbeid finnes i loven?",
                "Kva former for samarbeid finst i lova?",
            )
        ]
    return Answer(Reply("law/levers", language, facts, cited(turn, citations), tuple(choices)), citations)


def _rules(turn: Turn, form: str | None) -> list[Rule]:
    index = turn.knowledge.law
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
