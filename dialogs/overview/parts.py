"""What the pages of cooperations and municipalities have in common: figures and cases to look at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dialogs.handlers.common import amount, begun, when
from dialogs.overview.asked import Asked
from dialogs.overview.sourced import Sourced
from dialogs.site.boards import board_facts, newest_of, shown
from knowledge.agenda import newest_step
from knowledge.model import Case, Figure, Text
from knowledge.ratification import boards_of, ratified

_FIGURE, _CASE = Text("Tall", "Tal"), Text("Sak", "Sak")


def figure_cards(asked: Asked, figures: Iterable[Figure], told: Sourced) -> list[dict[str, Any]]:
    """Figures, each with its amount, what it is of and the sentence that states it."""
    language = asked.language
    found = []
    for figure in figures:
        topic = f"{_FIGURE.in_(language)}: {figure.label.in_(language)}"
        fact = told.told(topic, figure.text.in_(language), figure.cite, figure.period or "")
        note = figure.note.in_(language) if figure.note else ""
        said = {"amount": amount(asked.knowledge, figure, language), "label": begun(figure.label.in_(language)), "note": note}
        found.append({**fact, **said, "qualifier": figure.qualifier})
    return found


def case_cards(asked: Asked, cases: Iterable[Case], told: Sourced) -> list[dict[str, Any]]:
    """Cases, each with how far it has come in the councils, or the newest that is known of it."""
    language, register = asked.language, asked.knowledge.register
    found = []
    for case in cases:
        step = newest_step(case, asked.today)
        text = step.text.in_(language) if step else ""
        cite = (step.cite if step else None) or case.cite
        fact = told.told(f"{_CASE.in_(language)}: {case.title.in_(language)}", text, cite, when(step.on) if step else "")
        card = {**fact, "title": begun(case.title.in_(language)), "href": "", "councils": []}
        if ratified(register, case):
            boards = boards_of(register, case, today=asked.today)
            board = board_facts(asked.turn, shown(boards)[0])
            councils = [{"name": row["name"], "state": row["state"]} for row in board["rows"]]
            card |= {"href": asked.case(case.id), "councils": councils, "adopted": board["adopted"], "count": board["count"],
                     "newest": newest_of(boards)}  # fmt: skip
        found.append(card)
    return found
