"""The guide to the fitting form: the next question with what the last answer changed, or what is left of the forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dialogs.handlers.common import choice
from dialogs.handlers.rules import basis
from dialogs.model import Answer, Choice, Reply, Turn
from knowledge import guide as forms
from knowledge.citing import folded, spelled
from knowledge.guide import UNSURE, Answers, Place, Reason, Standing
from knowledge.legal import Effect, GuideQuestion
from knowledge.model import Form, Language, Text
from knowledge.understanding.guided import AGAIN, START
from knowledge.understanding.needs import BACK, RESTART, STOP, unsure_of

_BACK = Text("Tilbake", "Tilbake")
_RESTART = Text("Start på nytt", "Start på nytt")
_UNSURE = Text("Vet ikke", "Veit ikkje")
RESUMING: Mapping[Language, tuple[str, str]] = {
    "nb": ("Fortsett veilederen", "Fortsett veilederen"),
    "nn": ("Hald fram med rettleiaren", "Hald fram med rettleiaren"),
}
"""The button that leads back into the guide: its title, and what it says."""
_BEST = 2
_COUNTS = ("2", "3", "4", "5")
_AT_LEAST = {
    Form.HOST_BOARD: (2, "nemnd-organ"),
    Form.IPR: (1, "ipr-representantskap"),
    Form.KO: (1, "ko-representantskap"),
    Form.IKS: (1, "iks-representantskap"),
}
"""How many members each participant must have at least in the highest body, and the rule that says so."""


async def guide(turn: Turn) -> Answer:
    """Go one step: the answers alone are the state, so that nothing is lost by a restart or a new version."""
    book = turn.knowledge.law.book
    before = forms.known(book, turn.context.guide)
    step = turn.slots.aspect
    if step == STOP:
        return Answer(Reply("guide/stopped", turn.language, {}), memory={"guide": before, "asked": ""})
    if step == BACK:
        answers, before = before[:-1], before[:-1]
    elif step in (RESTART, START):
        before = ()
        answers = forms.known(book, turn.question.needs)
    else:
        answers = forms.known(book, (*before, *turn.question.needs))
    asked = forms.next_question(book, answers)
    reply = _question(turn, asked, before, answers) if asked else _result(turn, answers)
    return Answer(reply, memory={"guide": answers, "asked": asked.id if asked else ""})


def _question(turn: Turn, asked: GuideQuestion, before: Answers, answers: Answers) -> Reply:
    book, language = turn.knowledge.law.book, turn.language
    now = forms.standings(book, answers)
    earlier = forms.standings(book, before)
    changed = (*_changed(earlier, now), *_bound(earlier, now))
    told = [_group(turn, group) for group in _grouped(changed)]
    told_of = (*changed, *(_best(now) if not before else ()))
    refs = tuple(ref for standing in told_of for reason in standing.why() for ref in reason.rule.refs)
    facts = {
        "again": turn.slots.aspect == AGAIN,
        "ask": asked.ask.in_(language),
        "why": asked.why.in_(language),
        "number": len(answers) + 1,
        "most": forms.MOST_QUESTIONS,
        "heard": _heard(turn, [a for a in answers if a not in before]),
        "standing": [_name(turn, s.form) for s in now if s.place is Place.STANDS],
        "best": [_group(turn, group) for group in _grouped(_best(now))] if not before else [],
        "out": [group for group in told if group["place"] == Place.OUT.value],
        "poor": [group for group in told if group["place"] == Place.POOR.value],
        "bound": [group for group in told if group["place"] == Place.STANDS.value],
        **basis(turn, refs),
    }
    return Reply("guide/question", language, facts, (), _choices(turn, asked, bool(answers)), answering=True)


def _choices(turn: Turn, asked: GuideQuestion, stepped: bool) -> tuple[Choice, ...]:
    language = turn.language
    said = [Choice(answer.title.in_(language), answer.say.in_(language)) for answer in asked.answers]
    if asked.number:
        said = [choice(turn, n, n, f"{n} kommuner", f"{n} kommunar") for n in _COUNTS]
    said.append(Choice(_UNSURE.in_(language), unsure_of(asked).in_(language)))
    if stepped:
        said.append(Choice(_BACK.in_(language), _BACK.in_(language)))
    return tuple(said)


def _changed(before: Sequence[Standing], now: Sequence[Standing]) -> tuple[Standing, ...]:
    """The forms that fell, with the reasons that are new."""
    was = {standing.form: standing for standing in before}
    fell = (s for s in now if s.place is not Place.STANDS and s.place is not was[s.form].place)
    return tuple(Standing(s.form, s.place, s.reasons[len(was[s.form].reasons) :] or s.reasons) for s in fell)


def _best(now: Sequence[Standing]) -> tuple[Standing, ...]:
    """The forms that stand and that an answer speaks for, with that alone: where a need that was told points."""
    spoken = ((s, tuple(r for r in s.reasons if r.effect is Effect.GOOD)) for s in now if s.place is Place.STANDS)
    for_it = [Standing(s.form, s.place, good) for s, good in spoken if good]
    most = max((len(s.reasons) for s in for_it), default=0)
    return tuple(s for s in for_it if len(s.reasons) == most)[:_BEST]


def _bound(before: Sequence[Standing], now: Sequence[Standing]) -> tuple[Standing, ...]:
    """The forms that stand on a condition that is new."""
    was = {standing.form: len(standing.reasons) for standing in before}
    fresh = (
        Standing(s.form, s.place, tuple(r for r in s.reasons[was[s.form] :] if r.effect is Effect.CONDITION))
        for s in now
        if s.place is Place.STANDS
    )
    return tuple(s for s in fresh if s.reasons)


@dataclass(frozen=True, slots=True)
class _Group:
    """Forms that are where they are for the same reasons."""

    place: Place
    forms: list[Form]
    reasons: tuple[Reason, ...]


def _grouped(standings: Iterable[Standing]) -> list[_Group]:
    groups: dict[tuple[str, ...], _Group] = {}
    for standing in standings:
        why = standing.why()
        key = (standing.place.value, *(reason.text.nb for reason in why))
        groups.setdefault(key, _Group(standing.place, [], why)).forms.append(standing.form)
    return list(groups.values())


def _group(turn: Turn, group: _Group) -> dict[str, Any]:
    return {
        "place": group.place.value,
        "names": [_name(turn, form) for form in group.forms],
        "reasons": [_reason(turn, reason) for reason in group.reasons],
    }


def _reason(turn: Turn, reason: Reason) -> dict[str, Any]:
    return {
        "text": reason.text.in_(turn.language),
        "refs": folded(spelled(turn.knowledge.law.book, reason.rule.refs, turn.language)),
        "certainty": reason.rule.certainty.value,
        "stale": reason.rule.id in turn.knowledge.stale_rules,
        "condition": reason.effect is Effect.CONDITION,
    }


def _result(turn: Turn, answers: Answers) -> Reply:
    book, language = turn.knowledge.law.book, turn.language
    now = forms.standings(book, answers)
    told = [_group(turn, group) for group in _grouped(now)]
    by_place = {place.value: [g for g in told if g["place"] == place.value] for place in Place}
    standing = [s.form for s in now if s.place is Place.STANDS]
    refs = tuple(dict.fromkeys(ref for s in now if s.place is not Place.POOR for r in s.why() for ref in r.rule.refs))
    count = dict(answers).get("count", "")
    facts = {
        "answers": _heard(turn, answers),
        "standing": [_name(turn, form) for form in standing],
        "stands": by_place["stands"],
        "poor": by_place["poor"],
        "out": by_place["out"],
        "sizes": _sizes(turn, standing, int(count)) if count.isdigit() else [],
        "councils": count if count.isdigit() else "",
        **basis(turn, refs),
    }
    return Reply("guide/result", language, facts, (), _after(turn, standing or [s.form for s in now[:2]]))


def _sizes(turn: Turn, standing: Sequence[Form], count: int) -> list[dict[str, Any]]:
    """How many members the highest body gets at least, where the law says so."""
    book, language = turn.knowledge.law.book, turn.language
    found = [(form, *_AT_LEAST[form]) for form in standing if form in _AT_LEAST]
    return [
        {"name": _name(turn, form), "least": each * count, "refs": folded(spelled(book, book.rules[rule].refs[:1], language))}
        for form, each, rule in found
    ]


def _after(turn: Turn, named: Sequence[Form]) -> tuple[Choice, ...]:
    language, names = turn.language, [_name(turn, form) for form in named]
    choices = []
    if len(names) > 1:
        first, second = names[:2]
        choices.append(
            choice(turn, "Sammenlign de to første", "Samanlikn dei to første",
                   f"Hva er forskjellen på {first} og {second}?", f"Kva er skilnaden på {first} og {second}?")
        )  # fmt: skip
    if names:
        choices.append(choice(turn, f"Om {names[0]}", f"Om {names[0]}", f"Hva er et {names[0]}?", f"Kva er eit {names[0]}?"))
    return (*choices, Choice(_BACK.in_(language), _BACK.in_(language)), Choice(_RESTART.in_(language), _RESTART.in_(language)))


def _heard(turn: Turn, answers: Sequence[tuple[str, str]]) -> list[str]:
    """The answers as sentences, for the reader to check; what was left open is not told."""
    told = []
    for question_id, answer_id in answers:
        question = turn.knowledge.law.book.guide_questions[question_id]
        if answer_id == UNSURE:
            continue
        if question.number:
            told.append(choice(turn, "", "", f"{answer_id} kommuner er med", f"{answer_id} kommunar er med").say)
        told += [answer.say.in_(turn.language) for answer in question.answers if answer.id == answer_id]
    return [_sentence(each) for each in told]


def _sentence(say: str) -> str:
    """Without the «ja» or «nei» that answers the button's question."""
    bare = say.removeprefix("Ja, ").removeprefix("Nei, ")
    return bare[:1].lower() + bare[1:] if bare == say else bare


def _name(turn: Turn, form: Form) -> str:
    return turn.knowledge.law.book.legal_forms[form.value].name.in_(turn.language)
