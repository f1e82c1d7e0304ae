"""Brings the shipped content into the register, without overruling those who have edited it since."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from knowledge.model import Register
from knowledge.sources.bodies import to_body
from storage.changes import Change, Current, all_current, write
from storage.session import Session
from storage.settings import read_setting, write_setting

SHIPPED = "shipped"
"""The origin of a version that came with the program."""
_DIGEST = "shipped_digest"
_KINDS = tuple(f.name for f in fields(Register))

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Seeded:
    """What came of it. All zero and empty when this content was already brought in."""

    revision: int
    added: int = 0
    changed: int = 0
    removed: int = 0
    kept: tuple[Key, ...] = ()
    """Kind and id of records that the shipped content has otherwise; an edit, import or removal of them stands."""
    still_used: tuple[Key, ...] = ()
    """Records that are no longer shipped, and stay because edited records refer to them."""


async def is_seeded(session: Session, digest: str) -> bool:
    """True when the shipped content with this digest is in the register already; a cheap question for every start."""
    return await session.run(lambda c: read_setting(c, _DIGEST)) == digest


async def seed(session: Session, shipped: Register, digest: str, *, now: datetime) -> Seeded:
    """Bring in the shipped register unless that was done; needs ``database.session(write=True)``.

    A record that came from the shipped content is updated or removed with it. One that somebody has changed since,
    by an edit or an import, stays as they made it, and is named in ``kept``.
    """
    session.require_write()
    return await session.run(lambda c: _seed(c, shipped, digest, now))


def _seed(connection: Connection, shipped: Register, digest: str, now: datetime) -> Seeded:
    if read_setting(connection, _DIGEST) == digest:
        return Seeded(write(connection, (), who=SHIPPED, reason="", origin=SHIPPED, now=now).revision)
    before = all_current(connection)
    changes: list[Change] = []
    kept: list[Key] = []
    for kind in _KINDS:
        for record_id, record in getattr(shipped, kind).items():
            old = before.get((kind, record_id))
            if old is None or old.origin == SHIPPED:
                changes.append(Change(kind, record_id, record))
            elif old.body != to_body(record):
                kept.append((kind, record_id))
    gone = [
        (kind, record_id)
        for (kind, record_id), old in before.items()
        if old.origin == SHIPPED and old.body is not None and record_id not in getattr(shipped, kind)
    ]
    still_used = _still_used(gone, before)
    changes += [Change(*key, None) for key in gone if key not in still_used]
    reason = f"shipped content {digest[:12]}"
    written = write(connection, changes, who=SHIPPED, reason=reason, origin=SHIPPED, now=now)
    write_setting(connection, _DIGEST, digest)
    return Seeded(
        written.revision,
        written.added,
        written.changed,
        written.removed,
        tuple(sorted(kept)),
        tuple(sorted(still_used)),
    )


def _still_used(gone: list[Key], before: dict[Key, Current]) -> set[Key]:
    """Those of ``gone`` whose id stands anywhere in an edited record, or in another of ``gone`` that stays so."""
    if not gone:
        return set()
    used: set[Key] = set()
    seen: set[str] = set()
    pending = [old.body for old in before.values() if old.body is not None and old.origin != SHIPPED]
    while pending:
        seen.update(_words(pending.pop()))
        for key in gone:
            if key not in used and key[1] in seen:
                used.add(key)
                pending.append(before[key].body)
    return used


def _words(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value, value.partition(":")[2]}  # the latter as conflicts refer: «figure:ID»
    if isinstance(value, dict):
        value = list(value.values())
    return set().union(*map(_words, value)) if isinstance(value, list) else set()
