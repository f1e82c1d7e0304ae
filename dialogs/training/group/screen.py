"""The page for a projector: what everybody in the room looks at, and nothing of who answered what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from dialogs.screen import Page
from dialogs.site.page_render import PageRenderer
from dialogs.training.group.cards import Cards
from dialogs.training.group.screen_words import words
from knowledge.model import Language
from knowledge.quiz import right_answer
from knowledge.quiz_json import item_from_json
from knowledge.snapshot import Knowledge
from storage import group_quiz, group_votes
from storage.database import Database
from storage.group_quiz import GroupQuestion, GroupSession
from storage.session import Session

OPEN_AFTER = timedelta(hours=1)
"""So long after the end does the key open the page."""


@dataclass(slots=True)
class QuizScreen:
    """Writes the page of a session, as it stands when it is asked for."""

    database: Database
    knowledge: Callable[[], Knowledge]
    clock: Callable[[], datetime]
    _renderer: PageRenderer | None = field(default=None)

    async def page(self, key: str, language: Language) -> Page:
        """The page that the key opens, in the written form of the session."""
        async with self.database.single() as storage:
            session = await group_quiz.on_screen(storage, key)
            over = session is None or (session.ended_at is not None and self.clock() > session.ended_at + OPEN_AFTER)
            facts = None if session is None or over else await self._facts(storage, session)
        form = language if session is None or facts is None else session.language
        shown = facts or {"state": "nothing", "version": "nothing", "topic": ""}
        return Page(self._render("quiz", form, {**shown, "q": words(form)}), form, facts is not None)

    def _render(self, name: str, language: Language, facts: Mapping[str, Any]) -> str:
        if self._renderer is None:  # most who answer questions hold no quizzes
            self._renderer = PageRenderer()
        return self._renderer.render(name, language, facts)

    async def _facts(self, storage: Session, session: GroupSession) -> dict[str, Any]:
        cards = Cards(self.knowledge().language.law, session, session.language)
        if session.state != "running":
            questions = await group_quiz.questions_of(storage, session.id)
            people = await group_votes.count_people(storage, session.id)
            table = await group_votes.table_of(storage, session.id)
            told = cards.summary(questions, people, table)
            return {"state": "over", "version": f"over:{len(told['table'])}", "topic": session.topic, **told}
        asked = await group_quiz.question_of(storage, session.id, session.current)
        assert asked is not None  # a running session has a question
        answered = (await group_votes.count_votes(storage, session.id)).get(asked.number, 0)
        version = f"{asked.number}:{asked.state}:{answered if asked.state != 'closed' else ''}"
        return {"version": version, "topic": session.topic, "answered": answered, **_question(cards, asked)}


def _question(cards: Cards, asked: GroupQuestion) -> dict[str, Any]:
    item = item_from_json(asked.body)
    facts = {**cards.asked(asked, item), "state": asked.state}
    if asked.state != "closed":
        return facts
    right = set(right_answer(item))
    because = [cards.because(option) for option in item.options if option.id in right]
    return {**facts, **cards.distribution(asked, item), "right": [option.upper() for option in sorted(right)], "because": because}
