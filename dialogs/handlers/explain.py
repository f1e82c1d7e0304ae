"""«Hvorfor?»: how the message before was understood, in words a reader can check, and what its answer rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dialogs.evidence_labels import CUES, MENTIONS, SLOTS
from dialogs.handlers.common import choice, cited, label, remembered
from dialogs.handlers.rules import basis
from dialogs.handlers.steps import BODY_LABELS
from dialogs.intent_labels import read_as
from dialogs.model import Answer, Choice, Reply, Turn
from dialogs.slot_values import slot_value
from knowledge import agenda as query
from knowledge.cooperations import newest_status
from knowledge.guide import UNSURE
from knowledge.model import Case, Status, Text
from knowledge.understanding.explanation import Explanation, Meant
from knowledge.understanding.words import fold, tokens
from knowledge.understanding.words_read import word_read

_PLAIN, _ENOUGH = 3.0, 2.2
"""So much weight is plain, and so much is more than just enough."""
_FAR, _NEAR = 1.0, 0.35
"""So much more weight than the runner-up is far from it, and so much less is close."""
_SEARCHED = Text("søkeord", "søkjeord")
_MENDED = Text("rettet skrivefeil", "retta skrivefeil")
_UNSURE = Text("Vet ikke", "Veit ikkje")
_UNKNOWN = Text("kjenner jeg ikke", "kjenner eg ikkje")
_READ = {
    "like": Text("regnet som «{0}»", "rekna som «{0}»"),
    "parts": Text("delt i {0}", "delt i {0}"),
    "mended": Text("rettet til «{0}»", "retta til «{0}»"),
}
_OF_CASES = ("decision", "decided", "rejected")
_FORWARD = ("next", "when")
_TELLS_OF = {
    "statuses": ("list", "partners"), "kinds": ("list", "partners"), "assessments": ("assessment",), "own": (),
}  # fmt: skip
"""Slots that say something of the question only where these were asked for."""
_TURNED_DOWN = (Status.REJECTED, Status.NOT_RECOMMENDED)


async def explain(turn: Turn) -> Answer:
    """Tell how the message before was read, what else it might have been, and what its answer rests on."""
    told = turn.memory.get("understood", {})
    known = Explanation.from_json(told)
    if known is None:
        return Answer(Reply("explain/nothing", turn.language, {}))
    citations = remembered(turn) if told.get("cited") else ()
    refs = tuple(ref for ref in told.get("rests_on", ()) if ref.split()[0] in turn.knowledge.law.book.acts)
    kind, reasons = _reasons(turn, known)
    facts: dict[str, Any] = {
        "read_as": read_as(known.intent, known.aspect, turn.language),
        "reason": known.reason,
        "outcome": known.outcome,
        "weight": _weight(known.weight),
        "next": read_as(known.next_intent, "", turn.language),
        "distance": _distance(known),
        "rows": _rows(turn, known),
        "heard": _heard(turn, known),
        "passed": known.passed,
        "missed": [f"«{word}»" for word in known.missed],
        "before": [*_meant(turn, known, "before"), *(f"«{word}»" for word in known.kept)],
        "own": _meant(turn, known, "own"),
        "found": _meant(turn, known, "found"),
        "options": _options(turn, known),
        "total": max(known.total, len(known.options)),
        "asked": _asked(turn),
        "places": len({(c.source, c.place) for c in citations}),
        "of_case": kind,
        "lawful": bool(refs),
        **basis(turn, refs),
    }
    source = (choice(turn, "Hvor står det?", "Kvar står det?"),) if citations else ()
    again = tuple(Choice(*each) for each in turn.memory.get("choices", ())) if known.outcome == "choice" else ()
    reply = Reply(
        "explain/understood", turn.language, facts, cited(turn, citations), again or (*reasons, *source), answering=bool(again)
    )
    return Answer(reply, citations)


def _weight(weight: float) -> str:
    return "" if not weight else "plain" if weight >= _PLAIN else "enough" if weight >= _ENOUGH else "barely"


def _distance(known: Explanation) -> str:
    ahead = known.weight - known.next_weight
    return "far" if ahead >= _FAR else "near" if ahead < _NEAR else "some"


# -- the words --------------------------------------------------------------------------------------------------------


def _rows(turn: Turn, known: Explanation) -> list[dict[str, str]]:
    """What each word was taken for; words that were taken for the same stand together."""
    rows: dict[str, list[str]] = {}
    if known.intent == "guide" and not known.weight:
        return []  # a step in the guide is read by what the guide asks, not by these
    for word, taken in (*_names(turn, known), *_cues(turn, known), *_words(turn, known)):
        rows.setdefault(taken, []).append(word)
    return [{"words": ", ".join(dict.fromkeys(words)), "taken": taken} for taken, words in rows.items()]


def _names(turn: Turn, known: Explanation) -> Iterator[tuple[str, str]]:
    written = {read: written for written, read in known.mended}
    for name in known.names:
        slot = MENTIONS.get(name.kind)
        values = [value for each in name.ids if slot and (value := _value(turn, slot, each, apart=len(name.ids) > 1))]
        if slot and values:
            either = " / ".join(dict.fromkeys(values))
            mended = f" ({_MENDED.in_(turn.language)})" if name.mended else ""
            text = " ".join(written.get(word.casefold(), word) for word in name.text.split())
            yield text, f"{SLOTS[slot].in_(turn.language)} {either}{mended}"


def _cues(turn: Turn, known: Explanation) -> Iterator[tuple[str, str]]:
    """The words that show the kind of question, with all that they show."""
    shown: dict[str, list[str]] = {}
    for cue, words in known.cues:
        if cue in CUES:
            shown.setdefault(words, []).append(CUES[cue].in_(turn.language))
    for words, labels in shown.items():
        yield words, "; ".join(dict.fromkeys(labels))


def _words(turn: Turn, known: Explanation) -> Iterator[tuple[str, str]]:
    """The words that are searched for: part of a name, a field, a body, or words as any other."""
    shaping = {word for _, words in known.cues for word in words.split()}
    slips = {each: slip for slip in known.mended for each in slip}
    for word, lemmas in known.words:
        subject = _subject(turn, known, word, lemmas)
        if word in shaping and not subject:
            continue
        read = word_read(turn.knowledge, word, lemmas, turn.language)
        how = _READ[read.how].in_(turn.language).format(" + ".join(read.parts)) if read.parts and not subject else ""
        written, meant = slips.get(word, (word, ""))
        if meant:
            how = _READ["mended"].in_(turn.language).format(meant)
        taken = _UNKNOWN.in_(turn.language) if read.how == "unknown" else subject or _SEARCHED.in_(turn.language)
        yield written, f"{taken} ({how})" if how else taken


def _subject(turn: Turn, known: Explanation, word: str, lemmas: tuple[str, ...]) -> str:
    """What the word names of that which the question is about: the cooperation, a field, a body, a document."""
    for meant in known.meant:
        if meant.slot == "bodies" and turn.knowledge.language.bodies.get(fold(word)) == meant.value:
            return _told(turn, meant)
        called = (token for name in _called(turn, meant) for token in tokens(name))
        if any(set(lemmas) & set(turn.knowledge.vocabulary.terms(token.folded)) for token in called):
            return _told(turn, meant)
    return ""


def _called(turn: Turn, meant: Meant) -> tuple[str, ...]:
    """What the cooperation, the field or the document is called."""
    register = turn.knowledge.register
    if meant.slot == "cooperation" and meant.value in register.cooperations:
        record = register.cooperations[meant.value]
        return (record.name.nb, record.name.nn, *record.aliases.all())
    if meant.slot == "fields" and meant.value in register.fields:
        area = register.fields[meant.value]
        return (area.name.nb, area.name.nn, *area.words.all())
    if meant.slot == "sources" and meant.value in register.sources:
        return register.sources[meant.value].words.all()
    return ()


# -- what it is about -------------------------------------------------------------------------------------------------


def _value(turn: Turn, slot: str, value: str, *, apart: bool = False) -> str:
    """The value of a slot by name; empty for a flag, and for what is no longer known."""
    if slot == "statuses":
        return label(Status(value), turn.language) if value in list(Status) else ""
    if slot == "bodies":
        return BODY_LABELS[value].in_(turn.language) if value in BODY_LABELS else ""
    return slot_value(turn, slot, value, apart=apart)


def _told(turn: Turn, meant: Meant) -> str:
    label, value = SLOTS[meant.slot].in_(turn.language), _value(turn, meant.slot, meant.value)
    return f"{label} {value}" if value else label


def _meant(turn: Turn, known: Explanation, origin: str) -> list[str]:
    """What the question was about that its own words do not say, by where it was taken from."""
    said = {m.value for m in known.meant if m.origin == "said"}
    found = [m for m in known.meant if m.origin == origin and m.slot in SLOTS and (m.value not in said or m.value == "yes")]
    found = [m for m in found if known.intent in _TELLS_OF.get(m.slot, (known.intent,))]
    return list(dict.fromkeys(_told(turn, m) for m in found if m.value == "yes" or _value(turn, m.slot, m.value)))


def _options(turn: Turn, known: Explanation) -> list[str]:
    """What there was to choose between, by name."""
    slot = "municipalities" if known.reason == "which_municipality" else "cooperation"
    return [value for each in known.options if (value := _value(turn, slot, each, apart=True))]


def _heard(turn: Turn, known: Explanation) -> list[str]:
    """What was heard of the guide's questions, each with its answer."""
    told = []
    for question_id, answer_id in known.needs:
        question = turn.knowledge.law.book.guide_questions.get(question_id)
        titles = {answer.id: answer.title.in_(turn.language) for answer in question.answers} if question else {}
        answer = titles.get(answer_id) or (_UNSURE.in_(turn.language) if answer_id == UNSURE else answer_id)
        told += [f"{question.ask.in_(turn.language)} {answer}"] if question else []
    return told


def _asked(turn: Turn) -> dict[str, str] | None:
    """The question of the guide that was asked just now, and why it is asked."""
    question = turn.knowledge.law.book.guide_questions.get(turn.context.asked)
    return {"ask": question.ask.in_(turn.language), "why": question.why.in_(turn.language)} if question else None


# -- why a case went as it did ----------------------------------------------------------------------------------------


def _reasons(turn: Turn, known: Explanation) -> tuple[str, tuple[Choice, ...]]:
    """After an answer about cases «hvorfor?» may as well ask of the case: what there is of reasons, and the way to them."""
    register = turn.knowledge.register
    cases = [register.cases[c] for c in turn.context.slots.cases if c in register.cases]
    if known.outcome != "question" or known.intent not in _OF_CASES or known.aspect in _FORWARD or not cases:
        return "", ()
    if any(map(_turned_down, cases)) or any(newest_status(register.cooperations[c]) in _TURNED_DOWN for c in _about(turn, cases)):
        held = query.grounds(turn.knowledge, _about(turn, cases), None)
        say = ("Hvorfor ble det slik i saken?", "Kvifor vart det slik i saka?")
        button = choice(turn, "Hvorfor ble det slik?", "Kvifor vart det slik?", *say)
        return ("objections", (button,)) if held else ("unknown", ())
    for each in _about(turn, cases):
        if any(each in a.about.cooperations for a in register.assessments.values()):
            name = register.cooperations[each].name.in_(turn.language)
            title = ("Hva taler for og imot?", "Kva talar for og imot?")
            say = (f"Hva er fordeler og ulemper med {name}?", f"Kva er fordelar og ulemper med {name}?")
            return "views", (choice(turn, *title, *say),)
    return "unknown", ()


def _turned_down(case: Case) -> bool:
    return bool(query.turned_down(query.Treatment(case, step) for step in case.steps))


def _about(turn: Turn, cases: list[Case]) -> list[str]:
    found = dict.fromkeys(c for case in cases for c in case.cooperations)
    return [c for c in found if c in turn.knowledge.register.cooperations]
