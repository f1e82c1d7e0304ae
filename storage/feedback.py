"""Feedback, kept without the people who gave it. See ``knowledge.feedback`` for what there is of it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import delete, func, select

from knowledge.feedback import About, Counted, Feedback, Judged, Reaction, SharedQuestion, Topic
from storage.session import Session
from storage.tables_feedback import answer, feedback, shared_question, unanswered
from storage.upsert import insert_for, insert_into

_TOPIC = ("reason", "language", "intent", "field", "form")
_REFERENCE = 12
"""Characters of five bits: no two judgements ever share one."""

_DIALECTS = ("sqlite", "postgresql")
_ADD_ANSWER = {
    dialect: (put := insert_for(dialect, answer)).on_conflict_do_update(
        index_elements=["key"], set_={name: put.excluded[name] for name in ("salt", "day", "about")}
    )
    for dialect in _DIALECTS
}


# -- answers that may be judged ---------------------------------------------------------------------------------------


async def add_answer(session: Session, key: str, about: About, *, salt: str, day: date) -> None:
    """Keep what an answer was about, until ``forget_answers``. ``salt`` is random, and nobody else's."""
    row = {"key": key, "salt": salt, "day": day, "about": about.to_json()}
    await session.run(lambda c: c.execute(_ADD_ANSWER[c.dialect.name], row))


async def find_answer(session: Session, key: str) -> tuple[About, str] | None:
    """What the answer was about, and its salt; None for one that is not kept, or no longer."""
    query = select(answer.c.about, answer.c.salt).where(answer.c.key == key)
    row = await session.run(lambda c: c.execute(query).one_or_none())
    return (About.from_json(row[0]), row[1]) if row else None


async def forget_answers(session: Session, before: date) -> int:
    """Forget what answers of earlier days were about, and with it the way from them to their feedback; how many there were."""
    gone = delete(answer).where(answer.c.day < before)
    return await session.run(lambda c: c.execute(gone).rowcount)


# -- judgements -------------------------------------------------------------------------------------------------------


def reference_of(salt: str, voter: str = "") -> str:
    """The reference of one person's judgement of one answer: the same each time, and nothing once the salt is forgotten."""
    digest = hashlib.sha256(f"{salt}\n{voter}".encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest).decode()[:_REFERENCE]


async def judge(session: Session, reference: str, about: About, reaction: Reaction, comment: str, *, day: date) -> None:
    """Keep a judgement in place of an earlier one. An earlier comment stays when none is given with the same reaction."""
    session.require_write()
    query = select(feedback.c.reaction, feedback.c.comment).where(feedback.c.reference == reference)
    before = await session.run(lambda c: c.execute(query).one_or_none())
    if before and not comment and before[0] == reaction:
        comment = before[1]
    row = {"reference": reference, "day": day, "reaction": reaction, "comment": comment, "about": about.to_json()}

    def put(connection: Any) -> None:
        into = insert_into(connection, feedback).values(row)
        connection.execute(into.on_conflict_do_update(index_elements=["reference"], set_=row))

    await session.run(put)


async def delete_judgement(session: Session, reference: str) -> bool:
    """Delete a judgement with its comment; False when there is none of that reference."""
    gone = delete(feedback).where(feedback.c.reference == reference)
    return bool(await session.run(lambda c: c.execute(gone).rowcount))


# -- questions without an answer --------------------------------------------------------------------------------------


async def count_unanswered(session: Session, topic: Topic, *, day: date) -> None:
    """Count one more question on that topic."""

    def put(connection: Any) -> None:
        into = insert_into(connection, unanswered).values(day=day, count=1, **asdict(topic))
        more = {"count": unanswered.c.count + 1}
        connection.execute(into.on_conflict_do_update(index_elements=["day", *_TOPIC], set_=more))

    await session.run(put)


async def share_question(session: Session, question: SharedQuestion) -> bool:
    """Keep a question that somebody agreed to leave to the editors; False when another has that reference.

    The same once more is kept once.
    """
    row = {"reference": question.reference, "day": question.day, "text": question.text, **asdict(question.topic)}
    there = select(shared_question.c.text).where(shared_question.c.reference == question.reference)

    def put(connection: Any) -> bool:
        connection.execute(insert_into(connection, shared_question).values(row).on_conflict_do_nothing())
        return bool(connection.scalar(there) == question.text)

    return await session.run(put)


async def delete_question(session: Session, reference: str) -> bool:
    """Delete a question that was left to the editors; False when there is none of that reference."""
    gone = delete(shared_question).where(shared_question.c.reference == reference)
    return bool(await session.run(lambda c: c.execute(gone).rowcount))


# -- for the editors --------------------------------------------------------------------------------------------------


async def feedback_since(session: Session, since: date) -> Feedback:
    """All feedback from that day on."""
    judged = select(feedback).where(feedback.c.day >= since).order_by(feedback.c.day.desc(), feedback.c.reference)
    total = func.sum(unanswered.c.count)
    topics = [unanswered.c[name] for name in _TOPIC]
    counted = select(*topics, total.label("total"), func.max(unanswered.c.day).label("last"))
    counted = counted.where(unanswered.c.day >= since).group_by(*topics).order_by(total.desc(), *topics)
    asked = select(shared_question).where(shared_question.c.day >= since)
    asked = asked.order_by(shared_question.c.day.desc(), shared_question.c.reference)

    def read(connection: Any) -> Feedback:
        found = [list(connection.execute(query).mappings()) for query in (judged, counted, asked)]
        return Feedback(
            tuple(Judged(r["reference"], r["day"], r["reaction"], r["comment"], About.from_json(r["about"])) for r in found[0]),
            tuple(Counted(_topic(r), int(r["total"]), r["last"]) for r in found[1]),
            tuple(SharedQuestion(r["reference"], r["day"], r["text"], _topic(r)) for r in found[2]),
        )

    return await session.run(read)


def _topic(row: Mapping[str, Any]) -> Topic:
    return Topic(**{name: row[name] for name in _TOPIC})


async def forget_feedback(session: Session, before: date) -> int:
    """Delete all feedback of earlier days; how many rows that was."""
    gone = [delete(table).where(table.c.day < before) for table in (feedback, unanswered, shared_question)]
    return await session.run(lambda c: sum(c.execute(each).rowcount for each in gone))
