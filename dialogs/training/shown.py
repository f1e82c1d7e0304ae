"""A quiz item as a person meets it: the question with its buttons or form, and what is told of the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dialogs.handlers.common import cited
from dialogs.handlers.rules import basis
from dialogs.model import Choice, CitedSource, Input, Turn
from dialogs.written import on_day
from knowledge.citing import folded, spelled
from knowledge.law_lookup import lovdata_url
from knowledge.legal import Ref
from knowledge.model import Cooperation, Figure, Language, Text
from knowledge.practice import Recall
from knowledge.quiz import Kind, Marked, Option, QuizItem, right_answer
from knowledge.quiz_topics import theme_named

LETTERS = "ABCDEFGH"
ONE_OF = (Kind.ONE, Kind.CASE, Kind.TRUE_FALSE)
"""Kinds that one button answers."""
_DUNNO = Text("Vet ikke", "Veit ikkje")
_SKIP = Text("Hopp over", "Hopp over")
_NOT_KNOWN = Text("vet ikke på spørsmål", "veit ikkje på spørsmål")
_PASSED = Text("hopp over spørsmål", "hopp over spørsmål")
_SEND = Text("Svar", "Svar")
_PLACE = Text("Nr. {n}", "Nr. {n}")
_READ = Text("Les {ref}", "Les {ref}")
_ASK = Text("Hva sier {ref}?", "Kva seier {ref}?")
_ACTS = ("koml", "iksl")
"""Acts whose paragraphs can be asked for one by one."""
_WRITE: Mapping[Kind, Text] = {
    Kind.SEVERAL: Text("Skriv bokstavene, for eksempel «a og c».", "Skriv bokstavane, til dømes «a og c»."),
    Kind.MATCH: Text("Skriv par, for eksempel «a2 b1 c3».", "Skriv par, til dømes «a2 b1 c3»."),
    Kind.ORDER: Text(
        "Skriv bokstavene i rekkefølge, for eksempel «c a b».", "Skriv bokstavane i rekkjefølgje, til dømes «c a b»."
    ),
}


def question_facts(item: QuizItem, shown: Sequence[str], language: Language) -> dict[str, Any]:
    """The item itself, as its templates need it."""
    options = _by_id(item)
    listed = item.kind in (Kind.ONE, Kind.CASE, Kind.ORDER)
    return {
        "kind": item.kind.value,
        "theme": theme_named(item.theme).in_(language),
        "level": item.level,
        "stem": item.stem.in_(language),
        "situation": item.situation.in_(language) if item.situation else "",
        "options": [_lettered(n, options[i], language) for n, i in enumerate(shown)] if listed else [],
    }


def _lettered(number: int, option: Option, language: Language) -> dict[str, str]:
    return {"letter": LETTERS[number], "text": option.text.in_(language)}


def answering(item: QuizItem, shown: Sequence[str], language: Language) -> dict[str, Any]:
    """The buttons or the form that answer it, and how it is answered in writing: to be part of a reply."""
    beside = tuple(
        Choice(words.in_(language), f"{said.in_(language)} {item.id}", alone=True)
        for words, said in ((_DUNNO, _NOT_KNOWN), (_SKIP, _PASSED))
    )
    options = _by_id(item)
    if item.kind in ONE_OF:
        claim = item.kind is Kind.TRUE_FALSE
        titles = [options[i].text.in_(language) if claim else LETTERS[n] for n, i in enumerate(shown)]
        buttons = tuple(Choice(title, f"svar {i} på spørsmål {item.id}") for title, i in zip(titles, shown, strict=True))
        return {"choices": (*buttons, *beside), "answering": True}
    send = Choice(_SEND.in_(language), f"svar på spørsmål {item.id}")
    written = _WRITE[item.kind].in_(language)
    fields = tuple(_fields(item, shown, language))
    lists = tuple(_written(item, shown, language))
    return {"choices": (send, *beside), "answering": True, "inputs": fields, "typed": (*lists, written)}


def _fields(item: QuizItem, shown: Sequence[str], language: Language) -> Iterator[Input]:
    options = _by_id(item)
    lettered = [(i, f"{LETTERS[n]}: {options[i].text.in_(language)}") for n, i in enumerate(shown)]
    if item.kind is Kind.SEVERAL:
        yield from (Input(f"quiz_{i}", label, "flag") for i, label in lettered)
    elif item.kind is Kind.ORDER:
        for n in range(len(shown)):
            label = _PLACE.in_(language).format(n=n + 1)
            yield Input(f"quiz_{n + 1}", label, "choice", options=(("", "…"), *lettered), required=True)
    else:
        sides = tuple((i, f"{n + 1}: {_side(options[i], language)}") for n, i in enumerate(shown))
        for n, option in enumerate(item.options):
            label = f"{LETTERS[n]}: {option.text.in_(language)}"
            yield Input(f"quiz_{option.id}", label, "choice", options=(("", "…"), *sides), required=True)


def _written(item: QuizItem, shown: Sequence[str], language: Language) -> Iterator[str]:
    """What the form shows, for where there is none."""
    options = _by_id(item)
    if item.kind is Kind.SEVERAL:
        yield from (f"{LETTERS[n]}: {options[i].text.in_(language)}" for n, i in enumerate(shown))
    elif item.kind is Kind.MATCH:
        yield from (f"{LETTERS[n]}: {option.text.in_(language)}" for n, option in enumerate(item.options))
        yield from (f"{n + 1}: {_side(options[i], language)}" for n, i in enumerate(shown))


def filled_in(item: QuizItem, values: Mapping[str, str]) -> tuple[str, ...] | None:
    """The answer that a form holds; None when something is missing, or is there twice."""
    if item.kind is Kind.SEVERAL:
        return tuple(option.id for option in item.options if values.get(f"quiz_{option.id}") == "true") or None
    places = range(1, len(item.options) + 1) if item.kind is Kind.ORDER else [option.id for option in item.options]
    given = tuple(values.get(f"quiz_{place}", "") for place in places)
    return given if set(given) == {option.id for option in item.options} else None


# -- what is told of an answer ----------------------------------------------------------------------------------------


def feedback_facts(
    turn: Turn, item: QuizItem, shown: Sequence[str], given: Sequence[str], marked: Marked, recall: Recall
) -> dict[str, Any]:
    """Right or wrong, what was right, and why, an option each. ``given`` is empty for one who did not know."""
    language = turn.language
    verdict = "right" if marked.right else "unknown" if not given else "part" if marked.met and marked.of > 1 else "wrong"
    right = [_by_id(item)[i].text.in_(language) for i in right_answer(item)]
    rows = _rows(turn, item, shown, given)
    return {
        "item": item.id,
        "kind": item.kind.value,
        "verdict": verdict,
        "answer": right[0] if item.kind in ONE_OF else "",
        "met": marked.met,
        "of": marked.of,
        "rows": rows,
        "due": on_day(recall.due),
        "tomorrow": (recall.due - turn.today).days == 1,
        "stated": bool(refs_of(item)),
        **basis(turn, refs_of(item)),
    }


def _rows(turn: Turn, item: QuizItem, shown: Sequence[str], given: Sequence[str]) -> list[dict[str, Any]]:
    if item.kind in (Kind.MATCH, Kind.ORDER):
        return [_placed(turn, item, n, given) for n in range(len(item.options))]
    order = {i: n for n, i in enumerate(shown)}
    if item.kind is Kind.TRUE_FALSE and len({option.because for option in item.options}) == 1:
        return [_chosen(turn, option, "", given) for option in item.options if option.right]
    options = sorted(item.options, key=lambda o: (not (o.right or o.id in given), order[o.id]))
    return [_chosen(turn, o, "" if item.kind is Kind.TRUE_FALSE else LETTERS[order[o.id]], given) for o in options]


def _chosen(turn: Turn, option: Option, letter: str, given: Sequence[str]) -> dict[str, Any]:
    """An option that could be chosen."""
    return {**_why(turn, option), "letter": letter, "right": option.right, "mine": option.id in given}


def _placed(turn: Turn, item: QuizItem, number: int, given: Sequence[str]) -> dict[str, Any]:
    """A pair, or a step in its place; ``mine``: what was put there, or the place that it was put in."""
    option = item.options[number]
    mine = ""
    if given and item.kind is Kind.MATCH and given[number] != option.id:
        mine = _side(_by_id(item)[given[number]], turn.language)
    elif given and item.kind is Kind.ORDER and given[number] != option.id:
        mine = str(list(given).index(option.id) + 1)
    side = _side(option, turn.language) if item.kind is Kind.MATCH else ""
    return {**_why(turn, option), "number": number + 1, "side": side, "right": bool(given) and not mine, "mine": mine}


def _why(turn: Turn, option: Option) -> dict[str, Any]:
    book, language = turn.knowledge.law.book, turn.language
    refs = folded(spelled(book, option.refs, language))
    return {"text": option.text.in_(language), "because": option.because.in_(language), "refs": refs}


def refs_of(item: QuizItem) -> tuple[str, ...]:
    """The paragraphs that the explanations rest on: those of what is right first."""
    options = sorted(item.options, key=lambda option: not option.right)
    return tuple(dict.fromkeys(ref for option in options for ref in option.refs))


def reading(turn: Turn, item: QuizItem) -> tuple[Choice, ...]:
    """The button that shows the paragraph, or opens it where we have no rules of that act; none where it rests on none."""
    refs = [Ref.parse(ref) for ref in refs_of(item)]
    ours = [ref for ref in refs if ref.act in _ACTS]
    for ref in (*ours, *refs):
        act = turn.knowledge.law.book.acts[ref.act]
        place = f"{act.name.in_(turn.language)} § {ref.paragraph}"
        title = _READ.in_(turn.language).format(ref=place)
        if ref.act in _ACTS:
            return (Choice(title, _ASK.in_(turn.language).format(ref=place)),)
        return (Choice(title, "", url=lovdata_url(act.lovdata, ref.paragraph)),)
    return ()


def sources_of(turn: Turn, item: QuizItem) -> tuple[CitedSource, ...]:
    """The sources of an item that was made from the register."""
    register = turn.knowledge.register
    held: Mapping[str, Mapping[str, Cooperation | Figure]] = {"cooperation": register.cooperations, "figure": register.figures}
    found = [held.get(kind, {}).get(record) for kind, _, record in (fact.partition(":") for fact in item.facts)]
    return cited(turn, [each.cite for each in found if each is not None])


def _by_id(item: QuizItem) -> Mapping[str, Option]:
    return {option.id: option for option in item.options}


def _side(option: Option, language: Language) -> str:
    return option.match.in_(language) if option.match else ""
