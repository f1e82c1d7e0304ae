"""What one who practises is told, beside the questions themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dialogs.handlers.rules import basis, rule_facts
from dialogs.model import Choice, Reply, Turn
from dialogs.training.exercise import Practised, Run
from dialogs.training.shown import answering, feedback_facts, question_facts, reading, sources_of
from dialogs.written import WEEKDAYS, on_day
from knowledge.model import Language, Text
from knowledge.practice import Habit, Progress, Recall
from knowledge.quiz import Marked, QuizItem
from knowledge.quiz_topics import THEME_NAMES, Scope, is_own, theme_named

_NEXT = Text("Neste spørsmål", "Neste spørsmål")
_PAUSE = Text("Pause", "Pause")
_MORE = Text("Tre til", "Tre til")
_PROGRESS = Text("Hvordan ligger jeg an?", "Korleis ligg eg an?")
_START = Text("Start quiz", "Start quiz")
_RESUME = Text("Fortsett øvingen", "Hald fram med øvinga")
_ON = Text("Øv på {theme}", "Øv på {theme}")
_DUE = Text("Øv på det som venter", "Øv på det som ventar")
_DAILY = Text("Øv hver dag kl. 8", "Øv kvar dag kl. 8")
_END = Text("Stopp den faste øvingen", "Stopp den faste øvinga")
_EVERY, _DAY, _WORKDAY = Text("hver", "kvar"), Text("dag", "dag"), Text("virkedag", "yrkedag")
_OFFERED = 4
"""So many themes are offered as buttons."""


def says(words: Text, language: Language) -> Choice:
    """A button that says its title."""
    return Choice(words.in_(language), words.in_(language))


def way_back() -> dict[str, list[str]]:
    """The button that leads back into the exercise, in both written forms: title, and what it says."""
    return {"nb": [_RESUME.nb, _RESUME.nb], "nn": [_RESUME.nn, _RESUME.nn]}


def question(
    turn: Turn, item: QuizItem, run: Run, scope: Scope | None,
    *, withdrawn: bool = False, late: bool = False, first: bool = False, repeated: bool = False,
) -> Reply:  # fmt: skip
    """The question that waits. ``withdrawn``: the one before was taken back; ``late``: a button of an earlier one was pressed."""
    facts = {
        **question_facts(item, run.shown, turn.language),
        "number": run.number,
        "wanted": run.wanted,
        "label": scope.label.in_(turn.language) if scope else "",
        "withdrawn": withdrawn,
        "late": late,
        "first": first,
        "repeated": repeated,
        "habit": run.habit and run.number == 1,
    }
    return Reply("quiz/question", turn.language, facts, **answering(item, run.shown, turn.language))


def hint(turn: Turn, item: QuizItem, run: Run) -> Reply:
    """How this kind of question is answered, after words that were no such answer."""
    facts = {"kind": item.kind.value, "last": "ABCDEFGH"[len(item.options) - 1], "count": len(item.options)}
    return Reply("quiz/hint", turn.language, facts, **answering(item, run.shown, turn.language))


def feedback(
    turn: Turn, item: QuizItem, given: Sequence[str], marked: Marked, recall: Recall, before: Run, now: Practised, *, daily: bool
) -> Reply:  # fmt: skip
    """Right or wrong, and why; with how it went when the exercise is complete. ``daily``: a regular one may be offered."""
    language, run = turn.language, now.run
    told = run or replace(before, answered=before.answered + 1, right=before.right + marked.right)
    facts = {
        **feedback_facts(turn, item, before.shown, given, marked, recall),
        "finished": run is None,
        "number": told.number,
        "wanted": told.wanted,
        "answered": told.answered,
        "score": told.right,
    }
    read = reading(turn, item)
    if run is not None:
        choices = (says(_NEXT, language), *read, says(_PAUSE, language))
    else:
        offered = (says(_DAILY, language),) if daily else ()
        choices = (says(_MORE, language), *read, says(_PROGRESS, language), *offered)
        if before.back:
            choices = (Choice(before.back[0], before.back[1]), *read)
    return Reply("quiz/feedback", language, facts, sources_of(turn, item), choices)


def why(turn: Turn, item: QuizItem, *, going: bool) -> Reply:
    """The rules of law that the item rests on, in our words; of one made from the register its explanation again."""
    rules = [turn.knowledge.law.book.rules[rule] for rule in item.rules if rule in turn.knowledge.law.book.rules]
    facts = {
        "rules": [rule_facts(turn, rule) for rule in rules],
        "because": "" if rules else next((o.because.in_(turn.language) for o in item.options if o.right), ""),
        **basis(turn, tuple(ref for rule in rules for ref in rule.refs)),
    }
    onward = says(_NEXT if going else _MORE, turn.language)
    return Reply("quiz/why", turn.language, facts, sources_of(turn, item), (onward, *reading(turn, item)))


def ended(turn: Turn, run: Run, reason: str, due: str = "") -> Reply:
    """The exercise is over without an answer: ``stopped``, ``done`` or ``nothing_left`` for today, ``withdrawn``.

    ``due``: the day when something is to be repeated, where one is known.
    """
    facts = {"reason": reason, "answered": run.answered, "score": run.right, "due": due}
    language = turn.language
    more = says(_START, language) if reason == "stopped" else says(_MORE, language) if reason == "done" else None
    choices = (*((more,) if more else ()), says(_PROGRESS, language))
    if run.back:
        choices = (Choice(run.back[0], run.back[1]), *choices[-1:])
    return Reply("quiz/ended", language, facts, (), choices)


def paused(turn: Turn, run: Run) -> Reply:
    """It waits."""
    facts = {"left": run.wanted - run.number + bool(run.item)}
    return Reply("quiz/paused", turn.language, facts, (), (says(_RESUME, turn.language),))


def idle(turn: Turn, reason: str) -> Reply:
    """Nothing to go on with: ``none`` under way, ``done`` with that question before."""
    return Reply("quiz/idle", turn.language, {"reason": reason}, (), (says(_START, turn.language),))


def answered(turn: Turn, *, going: bool) -> Reply:
    """That question is answered; the way on."""
    return Reply("quiz/idle", turn.language, {"reason": "done"}, (), (says(_NEXT if going else _MORE, turn.language),))


def nothing_about(turn: Turn, words: str, items: Mapping[str, QuizItem]) -> Reply:
    """No question is about that; themes there are."""
    if turn.context.municipality is None and is_own(words, turn.knowledge):
        return Reply("quiz/unplaced", turn.language, {})
    return _themes(turn, items, words=words)


def themes(turn: Turn, items: Mapping[str, QuizItem]) -> Reply:
    """What can be practised."""
    return _themes(turn, items, words="")


def _themes(turn: Turn, items: Mapping[str, QuizItem], words: str) -> Reply:
    language = turn.language
    counts = {t: sum(item.theme is t for item in items.values()) for t in THEME_NAMES}
    there = [t for t, count in counts.items() if count]
    facts = {"words": words, "themes": [{"name": THEME_NAMES[t].in_(language), "count": counts[t]} for t in there]}
    choices = tuple(on_theme(t.value, language) for t in there[:_OFFERED])
    return Reply("quiz/themes", language, facts, (), choices)


def on_theme(theme: str, language: Language) -> Choice:
    """The button that practises one theme."""
    title = _ON.in_(language).format(theme=theme_named(theme).in_(language))
    return Choice(title, title)


def progress(turn: Turn, how: Progress, items: Mapping[str, QuizItem], *, going: bool) -> Reply:
    """How it goes, a theme a line, so that it can be read aloud; together those of which little can be told."""
    language = turn.language
    rows = [
        {
            "theme": theme_named(t.theme).in_(language), "standing": t.standing, "answered": t.answered, "right": t.right,
            "items": t.items, "due": t.due,
        }
        for t in how.themes if t.standing != "begun"
    ]  # fmt: skip
    there = [theme for theme in THEME_NAMES if any(item.theme is theme for item in items.values())]
    tried = {t.theme for t in how.themes}
    facts: dict[str, Any] = {
        "answers": how.answers, "answered": how.answered, "right": how.right, "due": how.due,
        "next_due": on_day(how.next_due) if how.next_due else "", "rows": rows,
        "begun": [
            {"theme": theme_named(t.theme).in_(language), "right": t.right, "answered": t.answered}
            for t in how.themes if t.standing == "begun"
        ],
        "untried": [THEME_NAMES[theme].in_(language) for theme in there if theme.value not in tried],
    }  # fmt: skip
    first = [says(_RESUME, language)] if going else [says(_DUE, language)] if how.due else []
    weak = [on_theme(t.theme, language) for t in how.themes if t.standing in ("practise", "begun")][:2]
    return Reply("quiz/progress", language, facts, (), (*first, *weak) or (says(_START, language),))


def role_set(turn: Turn, role: str) -> Reply:
    """New questions are for that role first."""
    return Reply("quiz/role", turn.language, {"role": role}, (), (says(_START, turn.language),))


def elsewhere(turn: Turn) -> Reply:
    """Practice is between the person and us; not where others read along."""
    return Reply("quiz/elsewhere", turn.language, {})


def forgotten(turn: Turn, count: int) -> Reply:
    """The results are deleted."""
    return Reply("quiz/forgotten", turn.language, {"count": count})


# -- regular exercises ------------------------------------------------------------------------------------------------


def when_words(habit: Habit, language: Language) -> str:
    """When exercises come: «hver dag kl. 08.00», «hver mandag og torsdag kl. 07.30»."""
    named = {"0123456": _DAY, "01234": _WORKDAY}.get(habit.days)
    days = [named] if named else [WEEKDAYS[int(day)] for day in habit.days]
    *others, last = [day.in_(language) for day in days]
    joined = f"{', '.join(others)} og {last}" if others else last
    return f"{_EVERY.in_(language)} {joined} kl. {habit.minute // 60:02}.{habit.minute % 60:02}"


def habit_set(turn: Turn, habit: Habit, first: str) -> Reply:
    """When exercises come from now on; ``first``: the day of the first one."""
    facts = {"when": when_words(habit, turn.language), "first": first}
    return Reply("quiz/habit", turn.language, facts, (), (says(_START, turn.language), says(_END, turn.language)))


def habit_told(turn: Turn, habit: Habit | None) -> Reply:
    """When exercises come, or that none do."""
    facts = {"when": when_words(habit, turn.language) if habit else ""}
    choice = says(_END if habit else _DAILY, turn.language)
    return Reply("quiz/habits", turn.language, facts, (), (choice,))


def habit_not(turn: Turn, reason: str) -> Reply:
    """No regular exercises: ``hour`` is none, ``place`` cannot be written to, ``ended`` now, or there were ``none``."""
    choices = (says(_START, turn.language),) if reason in ("ended", "none", "place") else ()
    return Reply("quiz/no_habit", turn.language, {"reason": reason}, (), choices)
