"""What editors have confirmed: rules that still hold though their paragraph reads otherwise than when they were written.

A confirmation counts as long as the shipped pin is the one that it was given against: when the rules are written anew,
they are no longer what the editor read.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from knowledge.drift import Pin, Pins, pin
from knowledge.legal import LawBook
from storage.database import Database, Session
from storage.law_texts import load_law_texts
from storage.settings import get_setting, put_setting

_NAME = "law_confirmed"


async def effective_pins(session: Session, shipped: Pins) -> Pins:
    """The shipped pins with those that editors have confirmed in their place."""
    confirmed = await _read(session)
    paragraphs = dict(shipped.paragraphs)
    for key, told in confirmed.items():
        if key in paragraphs and paragraphs[key].whole == told["against"]:
            paragraphs[key] = Pin(told["whole"], tuple(told["ledd"]))
    return replace(shipped, paragraphs=paragraphs)


async def confirm_law(
    database: Database, book: LawBook, shipped: Pins, paragraphs: Collection[str], *, who: str, now: datetime
) -> None:
    """Say of paragraphs (``koml 19-4``) that the rules resting on them hold as the imported text reads now.

    ValueError, and nothing changed, for a paragraph that has no pin or whose text was not imported.
    """
    async with database.session(write=True) as session:
        present = pin(book, await load_law_texts(session)).paragraphs
        unknown = sorted(key for key in paragraphs if key not in present or key not in shipped.paragraphs)
        if unknown:
            raise ValueError(f"no rule rests on it, or its text is not imported: {', '.join(unknown)}")
        confirmed = await _read(session)
        for key in paragraphs:
            held = present[key]
            confirmed[key] = {
                "against": shipped.paragraphs[key].whole,
                "whole": held.whole,
                "ledd": list(held.ledd),
                "who": who,
                "at": now.isoformat(),
            }
        await put_setting(session, _NAME, json.dumps(confirmed, sort_keys=True))


async def _read(session: Session) -> dict[str, Any]:
    value = await get_setting(session, _NAME)
    confirmed: dict[str, Any] = json.loads(value) if value else {}
    return confirmed
