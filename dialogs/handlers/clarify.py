"""Asking back when several meanings fit, and saying so when none does."""

from __future__ import annotations

from dialogs.handlers.common import begun, introduction, label, names, short_name
from dialogs.model import Answer, Choice, Reply
from knowledge.cooperations import newest_status, with_most
from knowledge.model import Language
from knowledge.snapshot import Knowledge
from knowledge.understanding.question import Ambiguous, NotUnderstood, Option, Slots

_PHRASES: dict[str, tuple[str, str]] = {
    "members": ("Hvem er med i {0}?", "Kven er med i {0}?"),
    "membership": ("Er {1} med i {0}?", "Er {1} med i {0}?"),
    "host": ("Hvem er vert for {0}?", "Kven er vert for {0}?"),
    "form": ("Hvilken form har {0}?", "Kva form har {0}?"),
    "established": ("Når startet {0}?", "Når starta {0}?"),
    "status": ("Hva er status for {0}?", "Kva er status for {0}?"),
    "bodies": ("Hvem sitter i styringsorganene i {0}?", "Kven sit i styringsorgana i {0}?"),
    "details": ("Hva er {0}?", "Kva er {0}?"),
}


def which(knowledge: Knowledge, ambiguous: Ambiguous) -> Answer:
    """Ask which one is meant, with at most three choices as buttons."""
    language = ambiguous.question.language
    if ambiguous.about == "which_municipality":
        return _which_municipality(knowledge, ambiguous, language)
    if ambiguous.about == "did_you_mean":
        return _did_you_mean(ambiguous, language)
    choices: list[Choice] = []
    told = []
    for option in ambiguous.options:
        title, say = _option(knowledge, option, ambiguous, language)
        if title in [c.title for c in choices]:  # short names may be alike
            title = begun(knowledge.register.cooperations[option.ids[0]].name.in_(language))
        choices.append(Choice(title, say))
        told.append(_describe(knowledge, option, title, language))
    facts = {"options": told, "total": max(ambiguous.total, len(told))}
    reply = Reply("clarify/which_cooperation", language, facts, (), tuple(choices))
    return Answer(reply, slots=ambiguous.question.slots)


def _which_municipality(knowledge: Knowledge, ambiguous: Ambiguous, language: Language) -> Answer:
    """Two municipalities have the name: the county tells them apart."""
    told = []
    for option in ambiguous.options:
        place = f"{knowledge.municipality_name(option.ids[0])} i {knowledge.register.municipalities[option.ids[0]].county}"
        if ambiguous.question.intent == "list":
            told.append(_say(language, place, f"Hvilke samarbeid er {place} med i?", f"Kva samarbeid er {place} med i?"))
        else:  # asked of that place, once more
            told.append(Choice(place, place))
    facts = {"kept": False, "named": knowledge.municipality_name(ambiguous.options[0].ids[0])}
    return Answer(Reply("clarify/which_municipality", language, facts, (), tuple(told)), slots=ambiguous.question.slots)


def _did_you_mean(ambiguous: Ambiguous, language: Language) -> Answer:
    """A word may be a slip: the buttons ask the question again with each of the words that it may be."""
    written = ambiguous.options[0].ids[0]
    choices = tuple(Choice(guess, again) for _, guess, again in (option.ids for option in ambiguous.options))
    facts = {"written": written, "guesses": [choice.title for choice in choices]}
    return Answer(Reply("clarify/did_you_mean", language, facts, (), choices), slots=ambiguous.question.slots)


def _option(knowledge: Knowledge, option: Option, ambiguous: Ambiguous, language: Language) -> tuple[str, str]:
    record = knowledge.register.cooperations[option.ids[0]]
    name = record.name.in_(language)
    if len(option.ids) > 1 and record.regions and record.fields:
        field = knowledge.register.fields[record.fields[0]].name.in_(language)
        region = knowledge.register.regions[record.regions[0]].name.in_(language)
        say = (
            f"Hvilke samarbeid om {field} finnes i {region}?"
            if language == "nb"
            else f"Kva samarbeid om {field} finst i {region}?"
        )
        return f"{begun(field)} – {region}", say
    nb, nn = _PHRASES.get(ambiguous.question.intent, _PHRASES["details"])
    place = ", ".join(knowledge.municipality_name(m) for m in ambiguous.question.slots.municipalities)
    if "{1}" in nb and not place:
        nb, nn = _PHRASES["members"]
    return begun(short_name(record, language)), (nb if language == "nb" else nn).format(name, place)


def _describe(knowledge: Knowledge, option: Option, title: str, language: Language) -> dict[str, object]:
    records = [knowledge.register.cooperations[i] for i in option.ids]
    members = dict.fromkeys(m for r in records for m in r.municipality_ids())
    full = records[0].name.in_(language)
    return {
        "title": title,
        "name": "" if begun(full) == title else full,
        "members": [knowledge.municipality_name(m) for m in members][:8],
        "status": label(newest_status(records[0]), language),
        "more": len(records) - 1,
    }


def not_understood(knowledge: Knowledge, lost: NotUnderstood) -> Answer:
    """Say that it is not known or not clear, with the nearest topics and no citations."""
    language = lost.language
    if lost.reason == "empty":
        return Answer(Reply("talk/help", language, introduction(knowledge), (), _first_questions(knowledge, language)))
    key = {"missing_cooperation": "clarify/missing_cooperation", "missing_case": "clarify/missing_case"}
    nearest = _nearest(knowledge, lost.slots, language)
    facts = {"unknown": list(lost.unknown[:3]), "nearest": [c.title for c in nearest], "municipality": ""}
    template = key.get(lost.reason, "unknown/outside" if lost.reason == "outside" else "unknown/unclear")
    return Answer(Reply(template, language, facts, (), nearest))


def _first_questions(knowledge: Knowledge, language: Language) -> tuple[Choice, ...]:
    """What may be asked by someone who has not said anything yet."""
    named = [knowledge.municipality_name(m) for m in with_most(knowledge)[:1]]
    asked = [(f"Hvilke samarbeid er {n} med i?", f"Kva samarbeid er {n} med i?") for n in named]
    asked.append(("Hvilke former for samarbeid finnes i loven?", "Kva former for samarbeid finst i lova?"))
    return tuple(_say(language, nb if language == "nb" else nn, nb, nn) for nb, nn in asked)


def _nearest(knowledge: Knowledge, slots: Slots, language: Language) -> tuple[Choice, ...]:
    register = knowledge.register
    choices: list[Choice] = []
    for field in slots.fields[:1]:
        title = register.fields[field].name.in_(language)
        choices.append(
            _say(language, f"Samarbeid om {title}", f"Hvilke samarbeid om {title} finnes?", f"Kva samarbeid om {title} finst?")
        )
    for municipality in [m for m in slots.municipalities if m in knowledge.by_municipality][:1]:
        title = knowledge.municipality_name(municipality)
        choices.append(
            _say(language, f"Samarbeid i {title}", f"Hvilke samarbeid er {title} med i?", f"Kva samarbeid er {title} med i?")
        )
    if slots.cooperation:
        record = register.cooperations[slots.cooperation]
        name = record.name.in_(language)
        choices.append(_say(language, short_name(record, language), f"Hva er {name}?", f"Kva er {name}?"))
    help_title = "Hva kan du svare på?" if language == "nb" else "Kva kan du svare på?"
    choices.append(Choice(help_title, help_title))
    return tuple(choices[:3])


def _say(language: Language, title: str, nb: str, nn: str) -> Choice:
    return Choice(title, nb if language == "nb" else nn)


def choose_municipality(knowledge: Knowledge, language: Language, slots: Slots) -> Answer:
    """Ask which municipality «vi» is; the question is kept and answered once it is told."""
    choices = tuple(Choice(n, f"Vi er {n}") for n in (knowledge.municipality_name(m) for m in with_most(knowledge)[:3]))
    return Answer(
        Reply("clarify/which_municipality", language, {"kept": slots.cooperation is not None, "named": ""}, (), choices)
    )


__all__ = ["names"]
