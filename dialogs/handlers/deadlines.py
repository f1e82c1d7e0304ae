"""Days reckoned for the reader: out after a notice, the last day for lovlighetskontroll or complaint, when to call a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dialogs.handlers.common import choice, on_day
from dialogs.handlers.rules import basis, form_name, next_choices, rule_facts
from dialogs.model import Answer, Reply, Turn
from knowledge.deadlines import Period, day_of, next_working_day, period_of, with_period
from knowledge.legal import Rule
from knowledge.model import Form

_ASPECTS = {"leaving": ("leaving",), "control": ("complaint",), "complaint": ("complaint",), "call": ("highest_body", "openness")}
_GENERAL = {"control": "gen-lovlighetskontroll", "complaint": "gen-klagefrist"}
"""The rules whose period holds whatever the form."""
_WITHOUT_FORM = (Form.ADMINISTRATIVE_HOST.value, Form.IKS.value, Form.PLANNING.value)
"""The forms that a notice without a form named is reckoned for."""
_NO_SHIFT = frozenset({"leaving", "call", "hearing", "entry"})
"""What domstolloven § 149 does not move to a working day."""
_SAID_TO_SET = frozenset({"leaving", "hearing", "entry"})
"""What is reckoned with the period that an agreement, or whoever sends it out, is said to set."""


async def deadline(turn: Turn) -> Answer:
    """Reckon the day from the law's period, or from the one that the agreement is said to set, and say which it was."""
    kind, _, latest = (turn.slots.aspect or "leaving").partition("_")
    days = sorted(day for said in turn.slots.days if (day := day_of(said, turn.today)) is not None)
    run = days[-1:] if latest else days[:1]  # what is to be reached comes last, what the period runs from comes first
    rules = _rules(turn, kind)
    agreed = Period.parse(turn.slots.period) if kind in _SAID_TO_SET and turn.slots.period else None
    reckoned_with: Sequence[Rule | None] = rules or [None]
    reckoned = [r for day in run for rule in reckoned_with if (r := _reckoned(turn, kind, bool(latest), day, rule, agreed))]
    refs = tuple(ref for rule in rules for ref in rule.refs)
    facts: dict[str, Any] = {
        "kind": kind,
        "latest": bool(latest),
        "day": on_day(run[0]) if run else "",
        "no_day": not run,
        "periods": [_length(turn, period) for rule in rules if (period := period_of(rule))],
        "reckoned": reckoned,
        "asked": _asked(days, reckoned, bool(latest)),
        "unless_agreed": any(rule.unless_agreed for rule in rules),
        "unset": kind == "leaving" and bool(turn.slots.forms) and not any(period_of(rule) for rule in rules),
        "agreed": _length(turn, agreed) if agreed else "",
        "form": form_name(turn, Form(turn.slots.forms[0])) if turn.slots.forms else "",
        "rules": [rule_facts(turn, rule) for rule in rules],
        **basis(turn, refs),
    }
    return Answer(Reply("law/deadline", turn.language, facts, (), _next(turn, rules)), slots=turn.slots)


def _rules(turn: Turn, kind: str) -> list[Rule]:
    """The rules whose periods are reckoned with; where the law sets none for the form, those that say so."""
    law, forms = turn.knowledge.law, turn.slots.forms
    if kind in _GENERAL:
        return [law.book.rules[_GENERAL[kind]]]
    if kind in ("hearing", "entry"):
        return []
    if not forms:
        named = _WITHOUT_FORM if kind == "leaving" else (Form.IKS.value,)
        return [rule for form in named if (rule := with_period(law.book, form, _ASPECTS[kind]))]
    own = with_period(law.book, forms[0], _ASPECTS[kind])
    return [own] if own else list(law.rule_for(forms[0], "leaving" if kind == "leaving" else "highest_body"))[:3]


def _reckoned(turn: Turn, kind: str, latest: bool, day: date, rule: Rule | None, agreed: Period | None) -> dict[str, Any] | None:
    period = agreed or (period_of(rule) if rule else None)
    if period is None:
        return None
    end = period.before(day) if latest else period.after(day)
    shifted = end if kind in _NO_SHIFT else next_working_day(end)
    return {
        "form": form_name(turn, rule.form if rule else None),
        "length": _length(turn, period),
        "end": on_day(shifted),
        "iso": shifted.isoformat(),
        "unshifted": on_day(end) if shifted != end else "",
        "over": shifted < turn.today,
        "free": next_working_day(end) != end,
    }


def _asked(days: Sequence[date], reckoned: Sequence[dict[str, Any]], latest: bool) -> str:
    """«Rekk vi … 20. mars?»: ``late`` or ``in_time`` for a second day that was named."""
    if len(days) < 2 or not reckoned:
        return ""
    end = date.fromisoformat(reckoned[0]["iso"])
    return "late" if (days[0] > end if latest else days[-1] > end) else "in_time"


def _length(turn: Turn, period: Period) -> str:
    months, weeks, nb = period.months, period.weeks, turn.language == "nb"
    if period.days:
        return f"{period.days} {'dager' if nb else 'dagar'}" if period.days > 1 else ("én dag" if nb else "éin dag")
    if weeks:
        return f"{weeks} {'uker' if nb else 'veker'}" if weeks > 1 else ("én uke" if nb else "éi veke")
    if months % 12 == 0:
        years = months // 12
        return ("ett år" if nb else "eitt år") if years == 1 else f"{years} år"
    return f"{months} {'måneder' if nb else 'månader'}" if months > 1 else ("én måned" if nb else "éin månad")


def _next(turn: Turn, rules: Sequence[Rule]) -> tuple[Any, ...]:
    if rules:
        return next_choices(turn, rules[0])
    nb, nn = "Hvilke former for samarbeid finnes i loven?", "Kva former for samarbeid finst i lova?"
    return (choice(turn, nb, nn),)
