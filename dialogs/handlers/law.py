"""Questions of law: a rule, a form, forms compared, a paragraph. What is only inferred or silent is told as that."""

from __future__ import annotations

from typing import Any

from dialogs.handlers.rules import basis, form_choices, form_name, next_choices, rule_facts
from dialogs.model import Answer, Reply, Turn
from knowledge.deadlines import with_period
from knowledge.law_found import Found
from knowledge.legal import Answer as Verdict
from knowledge.legal import Rule
from knowledge.model import Form
from knowledge.understanding.features import YESNO

_ANSWERS = 0.5
"""Below this score a rule may speak of something else than was asked."""
COMPARED = ("purpose", "creation", "legal_person", "highest_body", "individual_decisions", "liability", "leaving", "openness")
"""The aspects that a comparison tells, in this order."""
TOLD = ("purpose", "participants", "creation", "legal_person", "highest_body", "individual_decisions", "liability", "leaving")
_COMMON = ("kommunalt-oppgavefellesskap", "vertskommunesamarbeid", "interkommunalt-selskap")
"""The forms that are asked about most."""


async def law(turn: Turn) -> Answer:
    """Answer with the rule: ja, nei or on conditions where that was asked, its paragraphs, its exceptions, its certainty."""
    book = turn.knowledge.law.book
    found = turn.question.law or Found((), 0.0)
    rules = _with_period(turn, list(found.rules)) or [book.rules[r] for r in turn.slots.rules if r in book.rules]
    if found.claimed and found.claimed in rules:
        rules.sort(key=lambda r: r is not found.claimed)
    told = _verdict(turn, found)
    refs = tuple(r for rule in rules for r in (*rule.refs, *(e.ref for e in rule.entries[:1]))) + (
        found.claim.refs if found.claim else ()
    )
    facts = {
        "verdict": told.value,
        "contradicts": found.contradicts and told is Verdict.YES,
        "lead": found.claim.text.in_(turn.language) if found.claim else rules[0].short.in_(turn.language),
        "claimed": found.claim is not None,
        "rules": _told_once([rule_facts(turn, rule) for rule in rules]),
        "form": form_name(turn, rules[0].form),
        "repealed": _repealed(turn, rules[0].form),
        **basis(turn, refs),
    }
    return Answer(Reply("law/rule", turn.language, facts, (), next_choices(turn, rules[0])), slots=turn.slots)


def _with_period(turn: Turn, rules: list[Rule]) -> list[Rule]:
    """The rules, and the one that sets the notice where leaving is asked about: it is what one plans by."""
    if not rules or rules[0].aspect != "leaving" or rules[0].form is None:
        return rules
    notice = with_period(turn.knowledge.law.book, rules[0].form.value, ("leaving",))
    return rules if notice is None or notice in rules else [*rules, notice]


def _told_once(rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without what a rule before has told in the same words."""
    told: set[str] = set()
    for rule in rules:
        if rule["text"] in told:
            rule["text"] = ""
        rule["exceptions"] = [e for e in rule["exceptions"] if e not in told]
        told.update((rule["text"], *rule["exceptions"]))
    return rules


def _verdict(turn: Turn, found: Found) -> Verdict:
    """Ja and nei only where they were asked for, or something was said outright: wrong is worse than unsaid."""
    question = turn.question
    if found.score < _ANSWERS or (found.verdict in (Verdict.TELL, Verdict.UNSETTLED) and found.claim is not None):
        return Verdict.TELL
    return found.verdict if question.first in YESNO or question.tag or question.stated else Verdict.TELL


def _repealed(turn: Turn, form: Form | None) -> str:
    record = turn.knowledge.law.book.legal_forms.get(form.value) if form else None
    return record.transition.in_(turn.language) if record and not record.current and record.transition else ""


async def law_form(turn: Turn) -> Answer:
    """Tell a form: what it is, where the law has it, and its main rules; a repealed one with what it became."""
    book, language = turn.knowledge.law.book, turn.language
    form = next((f for f in turn.slots.forms if f in book.legal_forms), None)
    if form is None:
        return await law_overview(turn)
    record = book.legal_forms[form]
    rules = [found[0] for aspect in TOLD if (found := turn.knowledge.law.rule_for(form, aspect))]
    facts = {
        "name": record.name.in_(language),
        "summary": record.summary.in_(language),
        "law": record.basis.in_(language),
        "current": record.current,
        "became": [turn.knowledge.language.forms[b].name.in_(language) for b in record.became],
        "transition": record.transition.in_(language) if record.transition else "",
        "history": [h.in_(language) for h in record.history],
        "rules": [{"aspect": book.aspects[r.aspect].name.in_(language), **rule_facts(turn, r)} for r in rules],
        **basis(turn, (*record.refs, *(ref for r in rules for ref in r.refs))),
    }
    choices = tuple(form_choices(turn, record.name.in_(language), "purpose"))
    return Answer(Reply("law/form", language, facts, (), choices))


async def law_overview(turn: Turn) -> Answer:
    """Tell which forms there are."""
    book, language = turn.knowledge.law.book, turn.language
    forms = [f for f in book.legal_forms.values() if f.current]
    facts = {
        "forms": [
            {"name": f.name.in_(language), "summary": f.summary.in_(language), "law": f.basis.in_(language)} for f in forms
        ],
        **basis(turn, ("koml 17-1/2",)),
    }
    common = sorted(forms, key=lambda f: _COMMON.index(f.id) if f.id in _COMMON else len(_COMMON))
    choices = tuple(form_choices(turn, f.name.in_(language), "leaving", "list")[0] for f in common[:3])
    return Answer(Reply("law/overview", language, facts, (), choices))


def _compared(turn: Turn, form: str, aspect: str) -> tuple[Rule, ...]:
    """The rules that speak of what is compared; else the form's first rule in the aspect."""
    law = turn.knowledge.law
    asked = (law.book.rules[r] for r in turn.slots.rules if r in law.book.rules)
    own = (r for r in asked if r.aspect == aspect and r.form is not None and r.form.value == form)
    return tuple(dict.fromkeys((*law.rule_for(form, aspect)[:1], *own)))


async def law_compare(turn: Turn) -> Answer:
    """Tell two or three forms side by side in a table, each cell with its paragraphs; only what was asked about, if it was."""
    book, language = turn.knowledge.law.book, turn.language
    forms = [f for f in turn.slots.forms if f in book.legal_forms][:3]
    if len(forms) < 2:
        return await law_form(turn)
    rows: list[dict[str, Any]] = []
    refs: list[str] = []
    for aspect in [aspect for aspect in turn.slots.aspects if aspect in book.aspects] or COMPARED:
        found = [_compared(turn, form, aspect) for form in forms]
        if sum(map(bool, found)) > 1:
            refs += [ref for rules in found for rule in rules for ref in rule.refs]
            cells = [[rule_facts(turn, rule) for rule in rules] for rules in found]
            rows.append({"aspect": book.aspects[aspect].name.in_(language), "cells": cells})
    names = [book.legal_forms[f].name.in_(language) for f in forms]
    facts = {"forms": names, "rows": rows, **basis(turn, tuple(refs))}
    choices = tuple(form_choices(turn, n, "purpose", "leaving")[0] for n in names)
    return Answer(Reply("law/compare", language, facts, (), choices))
