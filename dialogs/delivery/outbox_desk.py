"""The outbox at the command line: the ledger of what was sent, and a new try for what failed."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from dialogs.channels.metrics import PATH
from dialogs.delivery.reasons import PARTED
from dialogs.editing.papers import Desk
from dialogs.settings import Settings
from dialogs.site import links
from storage.errors import Refused
from storage.ledger import Ledger, ledgers
from storage.outbox import resend


class NoSuchNotice(Refused):
    """There is no notice with that id."""


async def outbox(arguments: argparse.Namespace, desk: Desk) -> int:
    """Tell how far notices have come, newest first; with --resend what failed is tried again before. 1 when a sum is wrong."""
    wanted = arguments.resend or arguments.event
    async with desk.opened(desk.settings) as database:
        if arguments.resend:
            async with database.session(write=True) as session:
                again = await resend(session, arguments.resend, now=desk.clock())
        async with database.session() as session:
            told = await ledgers(session, wanted, last=arguments.last)
    if wanted and not told:
        raise NoSuchNotice(f"There is no notice «{wanted}».")
    if arguments.json:
        print(json.dumps({"notices": [as_json(each) for each in told]}, ensure_ascii=False, indent=2))
    else:
        if arguments.resend:
            print(f"Tried again: {again}.")
        print("\n".join(line for each in told for line in lines(each)) or "Nothing has been queued.")
        if not wanted and (address := _metrics(desk.settings)):
            print(f"Figures: {address}")
    return 0 if all(each.adds_up for each in told) else 1


def _metrics(settings: Settings) -> str:
    """Where the figures of the outbox are; empty where we do not know at which address we are reached."""
    return links.link(settings.base_url, "" if settings.teams.local else settings.secret, PATH) if settings.base_url else ""


def as_json(ledger: Ledger) -> dict[str, Any]:
    """The ledger as plain data, with its sums."""
    told = {**asdict(ledger), "created_at": ledger.created_at.isoformat(), "adds_up": ledger.adds_up}
    del told["payload"]
    return told


def lines(ledger: Ledger) -> Iterator[str]:
    """The ledger of one notice as text."""
    counts = {
        "sent": ledger.sent, "waiting": ledger.waiting, "sending": ledger.sending, "retrying": ledger.retrying,
        **{name: sum(getattr(ledger, name).values()) for name in PARTED},
    }  # fmt: skip
    told = ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "nobody to tell"
    yield f"{ledger.created_at:%Y-%m-%d %H:%M}  {ledger.notice}: {ledger.recipients} recipients, {told}"
    for name in PARTED:
        for why, count in sorted(getattr(ledger, name).items()):
            yield f"    {name}: {why} {count}"
    if ledger.maybe_twice:
        yield f"    perhaps twice, where the answer was lost: {ledger.maybe_twice}"
    if not ledger.adds_up:
        yield f"    DOES NOT ADD UP: {ledger.accounted} are accounted for"
