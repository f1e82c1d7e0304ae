"""Feedback for editors: what went wrong, by subject and topic, with comments and the questions that were left to them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from dialogs.editing.turn import EditorTurn
from dialogs.feedback.labels import about_words, topic_words
from dialogs.feedback.overview import comments, counted, tallies
from dialogs.handlers.common import choice, on_day
from dialogs.model import Answer, Choice, Reply
from knowledge.feedback import About, Judged

DAYS = 30
"""So far back it goes, unless the editor says otherwise."""
_SHOWN = 8


async def overview(turn: EditorTurn) -> Answer:
    """The feedback of the last days, what was disliked most first."""
    days = min(turn.command.number or DAYS, 3650)
    found = await turn.at().feedback(turn.today - timedelta(days=days - 1))
    likes, dislikes, unanswered = counted(found)
    groups, told = [each for each in tallies(found.judged) if each.dislikes], comments(found.judged)
    facts = {
        "days": days, "likes": likes, "dislikes": dislikes, "unanswered": unanswered,
        "subjects": [
            {**_about(turn, t.about), "likes": t.likes, "dislikes": t.dislikes} for t in groups[:_SHOWN]
        ],
        "comments": [_comment(turn, each) for each in told[:_SHOWN]],
        "topics": [
            {"title": topic_words(turn.knowledge, each.topic, turn.language), "count": each.count}
            for each in found.unanswered[:_SHOWN]
        ],
        "questions": [
            {"text": each.text, "on": on_day(each.day), "reference": each.reference} for each in found.questions[:_SHOWN]
        ],
        "more": any(len(each) > _SHOWN for each in (groups, told, found.unanswered, found.questions)),
    }  # fmt: skip
    buttons = tuple(_last(turn, n) for n in (7, 30, 365) if n != days)
    return Answer(Reply("feedback/list", turn.language, facts, choices=buttons))


def _last(turn: EditorTurn, days: int) -> Choice:
    said = f"Tilbakemeldinger siste {days} dager", f"Tilbakemeldingar siste {days} dagar"
    return choice(turn, f"Siste {days} dager", f"Siste {days} dagar", *said)


def _about(turn: EditorTurn, about: About) -> dict[str, Any]:
    title, kind = about_words(turn.knowledge, about, turn.language)
    return {"title": title, "kind": kind}


def _comment(turn: EditorTurn, judged: Judged) -> dict[str, Any]:
    told = {"reaction": judged.reaction, "text": judged.comment, "on": on_day(judged.day), "reference": judged.reference}
    return {**_about(turn, judged.about), **told}


async def delete(turn: EditorTurn) -> Answer:
    """Take a judgement away, as one whose comment names somebody."""
    reference = turn.command.target.upper()
    facts = {"reference": reference, "gone": await turn.at().delete_feedback(reference)}
    again = choice(turn, "Alle tilbakemeldinger", "Alle tilbakemeldingar", "Tilbakemeldinger", "Tilbakemeldingar")
    return Answer(Reply("feedback/removed", turn.language, facts, choices=(again,)))
