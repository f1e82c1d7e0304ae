"""What every answer of law tells of a rule: words, certainty, paragraphs, the day of the text, and what may be asked next."""

from __future__ import annotations

from typing import Any

from dialogs.handlers.common import choice, when
from dialogs.model import Choice, Turn
from knowledge.citing import folded, spelled
from knowledge.legal import Rule
from knowledge.model import Form


def rule_facts(turn: Turn, rule: Rule) -> dict[str, Any]:
    """A rule as templates need it, its references spelled out."""
    language, book = turn.language, turn.knowledge.law.book
    stale = turn.knowledge.stale_rules.get(rule.id, ())
    return {
        "short": rule.short.in_(language),
        "text": rule.text.in_(language) if rule.text else "",
        "exceptions": [e.in_(language) for e in rule.exceptions],
        "entries": [{"text": e.text.in_(language), "ref": spelled(book, (e.ref,), language)[0]} for e in rule.entries],
        "certainty": rule.certainty.value,
        "earlier": rule.earlier.in_(language) if rule.earlier else "",
        "pending": rule.pending.in_(language) if rule.pending else "",
        "ask": rule.ask.in_(language) if rule.ask else "",
        "stale": list(stale),
        "refs": folded(spelled(book, rule.refs, language)),
    }


def basis(turn: Turn, refs: tuple[str, ...]) -> dict[str, Any]:
    """What an answer of law ends with: its paragraphs, the day of the law text, and acts that we have not read ourselves.

    ``rests_on`` is the paragraphs as references, for whoever tells again what the answer rested on.
    """
    book = turn.knowledge.law.book
    acts = [book.acts[ref.split()[0]] for ref in refs]
    days = [act.checked for act in acts]
    return {
        "refs": folded(spelled(book, tuple(dict.fromkeys(refs)), turn.language)[:8]),
        "rests_on": list(dict.fromkeys(refs)),
        "as_of": when(min(days, key=lambda d: d.first_day())) if days else "",
        "unread": [act.name.in_(turn.language) for act in dict.fromkeys(acts) if not act.held],
    }


def form_name(turn: Turn, form: Form | None) -> str:
    """What the form is called; empty for none."""
    return turn.knowledge.language.forms[form].name.in_(turn.language) if form else ""


def form_choices(turn: Turn, name: str, *told: str) -> list[Choice]:
    """What may be asked about a form, without what was told just now."""
    options = {
        "purpose": choice(turn, f"Om {name}", f"Om {name}", f"Hva er et {name}?", f"Kva er eit {name}?"),
        "leaving": choice(
            turn,
            "Hvordan kommer vi ut?",
            "Korleis kjem vi ut?",
            f"Hvordan tre ut av et {name}?",
            f"Korleis tre ut av eit {name}?",
        ),
        "list": choice(
            turn, f"Hvem har {name}?", f"Kven har {name}?", f"Hvilke samarbeid er {name}?", f"Kva samarbeid er {name}?"
        ),
    }
    return [option for key, option in options.items() if key not in told]


def next_choices(turn: Turn, rule: Rule) -> tuple[Choice, ...]:
    """What may be asked after an answer with this rule; where it is about the eierskapsmelding, that a draft be made."""
    made = (choice(turn, "Lag eierskapsmelding", "Lag eigarskapsmelding"),) if rule.aspect == "ownership" else ()
    if rule.form is None:
        nb, nn = "Hvilke former for samarbeid finnes i loven?", "Kva former for samarbeid finst i lova?"
        return (*made, choice(turn, "Hvilke former finnes?", "Kva former finst?", nb, nn))
    return (*made, *form_choices(turn, form_name(turn, rule.form), rule.aspect))
