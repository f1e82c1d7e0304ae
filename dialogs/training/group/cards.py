"""A group's quiz as replies: the question, the result, the trainer's card, the end. Which words, the templates know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from dialogs.model import Reply
from dialogs.training.group import says
from knowledge.citing import folded, spelled
from knowledge.legal import LawBook
from knowledge.model import Language
from knowledge.quiz import Kind, Option, QuizItem, mark, right_answer
from knowledge.quiz_json import item_from_json
from storage.group_quiz import GroupQuestion, GroupSession

Note = Literal["", "late", "paused", "unknown", "empty", "early"]
"""Why a vote was not counted."""
FEWEST = 3
"""Of fewer answers the distribution is not shown: it would tell who answered what."""
FEWEST_QUESTIONS = 3
"""Of fewer questions that somebody answered no points are shown, for the same reason."""
_IN_TABLE = 10
"""So many places of the table of points are shown."""


def counts_of(item: QuizItem, votes: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """What was answered: how many, how many of each option, and how many got all of it right."""
    given = [chosen(item, told) for _, told in votes]
    options = {option.id: sum(option.id in each for each in given) for option in item.options}
    return {"voters": len(given), "options": options, "right": sum(mark(item, each).right for each in given)}


def told(what: str, language: Language, **facts: Any) -> Reply:
    """One of the short answers: why something is not done, or how it is."""
    return Reply("group/told", language, {"what": what, "topic": "", "level": 0, "most": 0, "found": 0, "themes": [], **facts})


def chosen(item: QuizItem, told: str) -> tuple[str, ...]:
    """The options that a vote is for, of those that there are."""
    known = {option.id for option in item.options}
    return tuple(each for each in dict.fromkeys(told.split(",")) if each in known)


def share(part: int, whole: int) -> int:
    """In whole per cent, a half upwards."""
    return (200 * part + whole) // (2 * whole) if whole else 0


class Cards:
    """Makes the replies of one session in one written form."""

    def __init__(self, book: LawBook, session: GroupSession, language: Language) -> None:
        self._book, self._session, self._language = book, session, language

    def question(self, asked: GroupQuestion, answered: int, *, own: str | None = None, note: Note = "") -> Reply:
        """The question as it stands. ``own`` is what the reader has answered, None for a card that all see."""
        item = item_from_json(asked.body)
        if asked.state == "closed":
            return self._closed(asked, item, own, note)
        number, session = asked.number, self._session
        choices, inputs = says.voting(session.id, number, item, own or "", self._language)
        takes = asked.state == "open"
        by_itself = item.kind is Kind.SEVERAL or says.on_buttons(item, self._language)
        facts = {
            **self.asked(asked, item), "paused": asked.state == "paused", "answered": answered, "points": session.points,
            "listed": not (takes and by_itself), "note": note, "own": _letters(chosen(item, own or "")),
        }  # fmt: skip
        view = says.see(session.id, number) if own is None else ""
        return Reply(
            "group/question", self._language, facts, (), choices if takes else (), answering=True,
            inputs=inputs if takes else (), own_view=view,
        )  # fmt: skip

    def asked(self, asked: GroupQuestion, item: QuizItem) -> dict[str, Any]:
        """What is asked."""
        return {
            "number": asked.number, "of": self._session.questions, "stem": item.stem.in_(self._language),
            "situation": item.situation.in_(self._language) if item.situation else "",
            "several": item.kind is Kind.SEVERAL, "options": [self._option(option) for option in item.options],
        }  # fmt: skip

    def _option(self, option: Option) -> dict[str, str]:
        return {"id": option.id.upper(), "text": option.text.in_(self._language)}

    def _closed(self, asked: GroupQuestion, item: QuizItem, own: str | None, note: Note) -> Reply:
        right = set(right_answer(item))
        given = chosen(item, own or "")
        facts = {
            **self.asked(asked, item), **self.distribution(asked, item), "note": note, "personal": own is not None,
            "points": self._session.points,
            "own": _letters(given), "own_right": bool(given) and mark(item, given).right,
            "right": [self._option(option) for option in item.options if option.id in right],
            "because": [self.because(option) for option in item.options if option.id in right],
            "mistaken": [self.because(option) for option in item.options if option.id in given and option.id not in right],
        }  # fmt: skip
        number, session = asked.number, self._session.id
        if own is not None:
            return Reply("group/closed", self._language, facts)
        choices = (says.own_answer(session, number, self._language),)
        return Reply("group/closed", self._language, facts, (), choices, own_view=says.see(session, number))

    def distribution(self, asked: GroupQuestion, item: QuizItem) -> dict[str, Any]:
        """How many answered what; nothing of it where so few answered that it would tell on them."""
        counts: Mapping[str, Any] = asked.counts or {"voters": 0, "options": {}, "right": 0}
        voters, right = counts["voters"], set(right_answer(item))
        bars = [
            {
                **self._option(option), "right": option.id in right, "count": counts["options"].get(option.id, 0),
                "share": share(counts["options"].get(option.id, 0), voters),
            }
            for option in item.options
        ]  # fmt: skip
        return {"voters": voters, "few": voters < FEWEST, "bars": bars if voters >= FEWEST else []}

    def because(self, option: Option) -> dict[str, Any]:
        """Why an option is right or wrong, and where the law says so."""
        refs = folded(spelled(self._book, option.refs, self._language))
        return {**self._option(option), "because": option.because.in_(self._language), "refs": refs}

    def control(self, state: str, *, screen: bool) -> Reply:
        """The trainer's card; ``state`` is that of the question, or ``ended``."""
        session, ended = self._session, state == "ended"
        facts = {**self._whole(), "number": session.current, "state": state}
        return Reply(
            "group/control", self._language, facts, (),
            () if ended else says.steering(session, state, self._language, screen=screen), answering=True,
        )  # fmt: skip

    def screen(self, state: str, url: str) -> Reply:
        """The way to the page for the projector, for the trainer alone."""
        choices = (says.open_screen(url, self._language), *says.steering(self._session, state, self._language, screen=False))
        return Reply("group/screen", self._language, self._whole(), (), choices, answering=True)

    def final(self, questions: Sequence[GroupQuestion], people: int, table: Sequence[tuple[str, int]]) -> Reply:
        """The end: how each question went, and the points where there is a table."""
        facts = {**self._whole(), **self.summary(questions, people, table)}
        return Reply("group/final", self._language, facts)

    def summary(self, questions: Sequence[GroupQuestion], people: int, table: Sequence[tuple[str, int]]) -> dict[str, Any]:
        """The figures of a session that has ended."""
        closed = [asked for asked in questions if asked.state == "closed" and asked.counts]
        rows: list[dict[str, Any]] = []
        for asked in closed:
            counts: Mapping[str, Any] = asked.counts or {}
            voters, right = counts["voters"], counts["right"]
            stem = item_from_json(asked.body).stem.in_(self._language)
            told = 0 if voters < FEWEST else right
            row = {"number": asked.number, "stem": stem, "voters": voters, "few": voters < FEWEST}
            rows.append({**row, "right": told, "share": share(told, voters)})
        enough = sum(row["voters"] > 0 for row in rows) >= FEWEST_QUESTIONS
        return {
            "people": people, "rows": rows, "too_few": self._session.points and not enough,
            "table": _placed(table) if self._session.points and enough else [],
        }  # fmt: skip

    def _whole(self) -> dict[str, Any]:
        session = self._session
        return {"topic": session.topic, "of": session.questions, "level": session.level or 0, "points": session.points}


def _letters(options: Iterable[str]) -> list[str]:
    return [option.upper() for option in options]


def _placed(table: Sequence[tuple[str, int]]) -> list[dict[str, Any]]:
    """The first places; those with as many points share one."""
    points = [each for _, each in table]
    rows = [(points.index(each) + 1, name, each) for name, each in table]
    shown = [row for row in rows if row[0] <= _IN_TABLE][: 2 * _IN_TABLE]
    return [{"place": place, "name": name, "points": each} for place, name, each in shown]
