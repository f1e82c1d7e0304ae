"""The text of the law: every version of every act that was imported; the one imported last is in use."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select

from knowledge.sources.law_text import ActText, LawForm, from_body, to_body
from storage.session import Session
from storage.tables import law_text


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of saving an act."""

    version: int
    """The version in use after it."""
    replaced: ActText | None
    """The text that was in use before; None for the first."""
    unchanged: bool
    """True when the very same text was in use already, and nothing was written."""


@dataclass(frozen=True, slots=True)
class LawVersion:
    """One text of an act, without the text."""

    version: int
    act: str
    as_of: date
    form: LawForm
    imported_at: datetime
    who: str
    origin: str


async def latest_law(session: Session) -> int:
    """A number that grows with every text that is saved; 0 when there is none. Cheap: ask as often as you like."""
    return await session.run(lambda c: c.scalar(select(func.max(law_text.c.id))) or 0)


async def save_act(session: Session, act: ActText, *, who: str, origin: str, now: datetime) -> Saved:
    """Put the act in use and keep the text before it; needs ``database.session(write=True)``.

    Nothing is there before the session ends: acts that are saved in one session are in use together, or not at all.
    """
    session.require_write()
    body = to_body(act)
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    row = {"act": act.id, "as_of": act.as_of, "form": act.form, "imported_at": now, "who": who, "origin": origin}
    return await session.run(lambda c: _save(c, act.id, {**row, "digest": digest, "body": body}))


async def current_act(session: Session, act_id: str) -> ActText | None:
    """The text in use of the act (``lov/2018-06-22-83``), or None when it was never imported."""
    row = await session.run(lambda c: c.execute(_current().where(law_text.c.act == act_id)).first())
    return None if row is None else from_body(row.body)


async def load_law_texts(session: Session) -> Mapping[str, ActText]:
    """The text in use of every act, by Lovdata's id."""
    bodies = await session.run(lambda c: [row.body for row in c.execute(_current())])
    acts = await asyncio.to_thread(lambda: [from_body(body) for body in bodies])
    return {act.id: act for act in acts}


async def law_versions(session: Session, act_id: str) -> tuple[LawVersion, ...]:
    """Every text of the act that was imported, the first first."""
    columns = [law_text.c[name] for name in ("id", "act", "as_of", "form", "imported_at", "who", "origin")]
    query = select(*columns).where(law_text.c.act == act_id).order_by(law_text.c.id)
    rows = await session.run(lambda c: c.execute(query).all())
    return tuple(LawVersion(*row) for row in rows)


def _current() -> Select[Any]:
    latest = select(func.max(law_text.c.id)).group_by(law_text.c.act)
    return select(law_text).where(law_text.c.id.in_(latest)).order_by(law_text.c.act)


def _save(connection: Connection, act_id: str, row: Mapping[str, Any]) -> Saved:
    before = connection.execute(_current().where(law_text.c.act == act_id)).first()
    replaced = None if before is None else from_body(before.body)
    if before is not None and before.digest == row["digest"]:
        return Saved(before.id, replaced, unchanged=True)
    result = connection.execute(insert(law_text).values(**row).returning(law_text.c.id))
    return Saved(result.scalar_one(), replaced, unchanged=False)
