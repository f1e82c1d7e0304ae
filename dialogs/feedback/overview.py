"""What went wrong, put together for the editors: judgements by subject, the worst first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.feedback import About, Feedback, Judged


@dataclass(frozen=True, slots=True)
class Tally:
    """How the answers on one subject and kind of question were judged."""

    about: About
    """Of the newest of them."""
    likes: int
    dislikes: int


def tallies(judged: Iterable[Judged]) -> tuple[Tally, ...]:
    """By what the answers were most about and the kind of question: the most disliked first, of equals the least liked."""
    groups: dict[tuple[tuple[tuple[str, str], ...], str], list[Judged]] = {}
    for each in judged:
        groups.setdefault((each.about.subjects[:1], each.about.intent), []).append(each)
    found = [
        Tally(group[0].about, sum(each.reaction == "like" for each in group), sum(each.reaction == "dislike" for each in group))
        for group in groups.values()
    ]
    return tuple(sorted(found, key=lambda tally: (-tally.dislikes, tally.likes, tally.about.subjects, tally.about.intent)))


def comments(judged: Iterable[Judged]) -> tuple[Judged, ...]:
    """Those with a comment: what was disliked first, then the newest."""
    told = [each for each in judged if each.comment]
    return tuple(sorted(told, key=lambda each: (each.reaction == "like", -each.day.toordinal(), each.reference)))


def counted(feedback: Feedback) -> tuple[int, int, int]:
    """How many thumbs up, thumbs down and questions without an answer there are."""
    likes = sum(each.reaction == "like" for each in feedback.judged)
    return likes, len(feedback.judged) - likes, sum(each.count for each in feedback.unanswered)
