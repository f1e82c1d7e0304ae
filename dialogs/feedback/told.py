"""Feedback as the terminal and other programs are told of it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from dialogs.feedback.overview import comments, counted, tallies
from knowledge.feedback import About, Feedback, Topic

_COLUMNS = (
    "kind", "day", "reference", "reaction", "count", "text", "reason", "intent", "field", "form", "reply", "subjects", "language",
    "revision",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def summary(found: Feedback) -> str:
    """How much there is."""
    likes, dislikes, unanswered = counted(found)
    return f"{dislikes} down, {likes} up, {unanswered} questions without an answer, {len(found.questions)} left to the editors."


def lines(found: Feedback) -> Iterator[str]:
    """All of it, what went wrong first."""
    yield summary(found)
    if found.judged:
        yield ""
        yield "down   up  what the answers were about"
    for tally in tallies(found.judged):
        yield f"{tally.dislikes:4} {tally.likes:4}  {_about(tally.about)}"
    if told := comments(found.judged):
        yield ""
        yield "Comments:"
    for each in told:
        thumb = "up  " if each.reaction == "like" else "down"
        yield f"{each.day} {thumb} {each.reference}  {_about(each.about)}: «{each.comment}»"
    if found.unanswered:
        yield ""
        yield "Questions without an answer:"
    for count in found.unanswered:
        yield f"{count.count:4}  {_topic(count.topic)}, last {count.last}"
    if found.questions:
        yield ""
        yield "Left to the editors:"
    for question in found.questions:
        yield f"{question.day} {question.reference}  {_topic(question.topic)}: «{question.text}»"


def _about(about: About) -> str:
    subject = " ".join(about.subjects[0]) if about.subjects else ""
    told = ", ".join(each for each in (about.intent, about.reply, about.language) if each)
    return f"{subject} ({told})" if subject else told if about.reply else "an answer that is not remembered any more"


def _topic(topic: Topic) -> str:
    named = [f"{kind} {name}" for kind, name in (("field", topic.field), ("form", topic.form), ("asked", topic.intent)) if name]
    return ", ".join([topic.reason, *named, topic.language])


def as_json(found: Feedback) -> str:
    """One object, with the tallies by subject beside the single judgements."""
    told = {
        "subjects": [
            {"about": _plain(each.about), "likes": each.likes, "dislikes": each.dislikes} for each in tallies(found.judged)
        ],
        "judgements": [
            {"reference": j.reference, "day": str(j.day), "reaction": j.reaction, "comment": j.comment, "about": _plain(j.about)}
            for j in found.judged
        ],
        "unanswered": [{**asdict(each.topic), "count": each.count, "last": str(each.last)} for each in found.unanswered],
        "questions": [
            {"reference": q.reference, "day": str(q.day), "text": q.text, **asdict(q.topic)} for q in found.questions
        ],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=2)


def _plain(about: About) -> dict[str, Any]:
    return {**about.to_json(), "subjects": [{"kind": kind, "id": name} for kind, name in about.subjects]}


def as_csv(found: Feedback) -> str:
    """One table: a row a judgement, a topic without an answer, or a question."""
    out = io.StringIO()
    table = csv.DictWriter(out, _COLUMNS, restval="", delimiter=";", lineterminator="\r\n")
    table.writeheader()
    for row in _rows(found):
        table.writerow({name: _cell(value) for name, value in row.items()})
    return out.getvalue()


def _rows(found: Feedback) -> Iterator[dict[str, Any]]:
    for each in found.judged:
        about = each.about
        yield {
            "kind": "judgement", "day": each.day, "reference": each.reference, "reaction": each.reaction, "text": each.comment,
            "intent": about.intent, "reply": about.reply, "subjects": ", ".join(" ".join(subject) for subject in about.subjects),
            "language": about.language, "revision": about.revision,
        }  # fmt: skip
    for count in found.unanswered:
        yield {"kind": "unanswered", "day": count.last, "count": count.count, **asdict(count.topic)}
    for question in found.questions:
        yield {
            "kind": "question", "day": question.day, "reference": question.reference, "text": question.text,
            **asdict(question.topic),
        }  # fmt: skip


def _cell(value: Any) -> str:
    """What a spreadsheet shows as it stands: words that it would reckon with get an apostrophe first."""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
