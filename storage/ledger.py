"""The ledger: of every notice, recipients = sent + waiting + retrying + failed + skipped + blocked, at any time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, union_all, update

from storage.recipients import let_go
from storage.session import Session
from storage.tables_outbox import notice, outbox, outbox_count


@dataclass(frozen=True, slots=True)
class Ledger:
    """How far a notice has come."""

    notice: str
    kind: str
    created_at: datetime
    payload: Mapping[str, Any]
    """What its composer was given."""
    recipients: int
    """So many were queued, counted as they were."""
    sent: int = 0
    waiting: int = 0
    sending: int = 0
    """Under way right now."""
    retrying: int = 0
    failed: Mapping[str, int] = field(default_factory=dict)
    """By reason."""
    skipped: Mapping[str, int] = field(default_factory=dict)
    blocked: Mapping[str, int] = field(default_factory=dict)
    maybe_twice: int = 0
    """So many times one that was tried again may have arrived before: at most so many messages came twice."""

    @property
    def accounted(self) -> int:
        """The sum of all that became of them."""
        parted = sum(sum(part.values()) for part in (self.failed, self.skipped, self.blocked))
        return self.sent + self.waiting + self.sending + self.retrying + parted

    @property
    def adds_up(self) -> bool:
        """True when nobody is lost."""
        return self.accounted == self.recipients

    @property
    def done(self) -> bool:
        """True when nothing is under way."""
        return not (self.waiting or self.sending or self.retrying)


async def ledgers(session: Session, notice_id: str | None = None, *, last: int = 20) -> list[Ledger]:
    """The ledger of one notice, or of the last so many, newest first. One statement, so that it is of one moment."""
    rows = select(
        outbox.c.notice, outbox.c.state, outbox.c.why, func.count().label("number"), func.sum(outbox.c.unsure).label("unsure")
    ).group_by(outbox.c.notice, outbox.c.state, outbox.c.why)
    let_go_of = select(
        outbox_count.c.notice,
        outbox_count.c.state,
        outbox_count.c.why,
        outbox_count.c.count.label("number"),
        outbox_count.c.unsure,
    )
    chosen = select(notice).order_by(notice.c.created_at.desc(), notice.c.id.desc()).limit(last)
    if notice_id is not None:
        chosen = chosen.where(notice.c.id == notice_id)
    told = chosen.subquery()
    both = union_all(
        rows.where(outbox.c.notice.in_(select(told.c.id))), let_go_of.where(outbox_count.c.notice.in_(select(told.c.id)))
    ).subquery()
    query = (
        select(told, both.c.state, both.c.why, both.c.number, both.c.unsure)
        .join_from(told, both, both.c.notice == told.c.id, isouter=True)
        .order_by(told.c.created_at.desc(), told.c.id.desc())
    )
    found: dict[str, _Sum] = {}
    for row in await session.run(lambda c: c.execute(query).all()):
        each = found.setdefault(row.id, _Sum(row.kind, row.created_at, row.payload, row.recipients))
        if row.state is not None:
            each.add(row.state, row.why, int(row.number), int(row.unsure))
    return [each.ledger(name) for name, each in found.items()]


@dataclass(slots=True)
class _Sum:
    kind: str
    created_at: datetime
    payload: Mapping[str, Any]
    recipients: int
    whole: dict[str, int] = field(default_factory=dict)
    parted: dict[str, dict[str, int]] = field(default_factory=lambda: {"failed": {}, "skipped": {}, "blocked": {}})
    unsure: int = 0

    def add(self, state: str, why: str, count: int, unsure: int) -> None:
        self.unsure += unsure
        if state in self.parted:
            self.parted[state][why] = self.parted[state].get(why, 0) + count
        else:
            name = "waiting" if state == "leased" else state
            self.whole[name] = self.whole.get(name, 0) + count

    def ledger(self, name: str) -> Ledger:
        whole, parted = self.whole, self.parted
        return Ledger(
            notice=name,
            kind=self.kind,
            created_at=self.created_at,
            payload=self.payload,
            recipients=self.recipients,
            sent=whole.get("sent", 0),
            waiting=whole.get("waiting", 0),
            sending=whole.get("sending", 0),
            retrying=whole.get("retrying", 0),
            failed=parted["failed"],
            skipped=parted["skipped"],
            blocked=parted["blocked"],
            maybe_twice=self.unsure,
        )


async def purge(session: Session, before: datetime, *, now: datetime) -> int:
    """Let go of rows that were settled before then, and keep how many there were of each; how many in all.

    The notices that they belong to are closed: to queue them again would reach people twice.
    """
    old = outbox.c.settled_at < before
    theirs = update(notice).where(notice.c.closed_at.is_(None), notice.c.id.in_(select(outbox.c.notice).where(old)))
    await session.run(lambda c: c.execute(theirs.values(closed_at=now)))
    return await session.run(lambda c: let_go(c, old))
