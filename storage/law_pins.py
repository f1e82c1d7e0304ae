"""What editors have confirmed: rules that still hold though their paragraph reads otherwise than when they were written.

A confirmation counts as long as the shipped pin is the one that it was given against: when the rules are written anew,
they are no longer what the editor read.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from knowledge.drift import LawTexts, Pin, Pins, UnknownParagraph, pin, stale_rules
from knowledge.legal import LawBook
from storage.database import Database, Session, open_database
from storage.errors import StorageError
from storage.law_texts import latest_law, load_law_texts
from storage.settings import get_setting, put_setting

_NAME, _TIMES = "law_confirmed", "law_confirmed_times"
_IMPORT = "python bot.py import-law FILE…"
_PATIENCE = 5.0
"""So many seconds a database that is only looked into may take."""

Stale = Mapping[str, tuple[str, ...]]
"""Rules by id, with the paragraphs that have changed below them."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What came of confirming paragraphs."""

    paragraphs: tuple[str, ...]
    no_longer_stale: tuple[str, ...]
    """The rules that were stale, and are not any more."""
    stale: Stale
    """Those that still are."""


async def effective_pins(session: Session, shipped: Pins) -> Pins:
    """The shipped pins with those that editors have confirmed in their place."""
    return _laid_over(shipped, await _read(session))


async def stale_in(url: str, book: LawBook, shipped: Pins) -> Stale:
    """The stale rules on the law text in a database, with what editors have confirmed. Nothing is made or changed there.

    None when there is no such database, it does not answer, or it holds no law text.
    """
    try:
        async with asyncio.timeout(_PATIENCE):
            database = open_database(url, to_look=True)
            try:
                async with database.session() as session:
                    texts, pins = await load_law_texts(session), await effective_pins(session, shipped)
            finally:
                await database.close()
    except (StorageError, TimeoutError):
        return {}
    return stale_rules(book, texts, pins)


async def latest_law_change(session: Session) -> int:
    """A number that grows with every text that is imported and every confirmation. Cheap: ask as often as you like."""
    return await latest_law(session) + int(await get_setting(session, _TIMES) or 0)


async def confirm_law(
    database: Database, book: LawBook, shipped: Pins, paragraphs: Collection[str], *, who: str, now: datetime
) -> Confirmed:
    """Say of paragraphs (``koml 19-4``) that the rules resting on them hold as the imported text reads now.

    UnknownParagraph, and nothing changed, for a paragraph that has no pin or whose text was not imported.
    """
    async with database.session(write=True) as session:
        texts, confirmed = await load_law_texts(session), await _read(session)
        present = pin(book, texts).paragraphs
        unknown = [key for key in dict.fromkeys(paragraphs) if key not in present or key not in shipped.paragraphs]
        if unknown:
            raise UnknownParagraph("\n".join(_remedies(book, shipped, texts, unknown)))
        before = stale_rules(book, texts, _laid_over(shipped, confirmed))
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
        await put_setting(session, _TIMES, str(int(await get_setting(session, _TIMES) or 0) + 1))
    after = stale_rules(book, texts, _laid_over(shipped, confirmed))
    return Confirmed(tuple(dict.fromkeys(paragraphs)), tuple(rule_id for rule_id in before if rule_id not in after), after)


def _remedies(book: LawBook, shipped: Pins, texts: LawTexts, unknown: Collection[str]) -> Iterator[str]:
    """Of each paragraph that cannot be confirmed: why, and what to do."""
    for key in unknown:
        act = book.acts.get(key.partition(" ")[0])
        text = texts.get(act.lovdata) if act else None
        if act is None:
            yield f"{key}: there is no such act. Use one of {', '.join(book.acts)}."
        elif key not in shipped.paragraphs:
            yield f"{key}: it has no pin, so no rule is stale for it. See what is: python bot.py check"
        elif text is None:
            yield f"{key}: the text of the act is not imported. Import it first: {_IMPORT}"
        elif text.maybe_extract:
            yield f"{key}: it is not in the imported text, an extract as it may be. Import the whole act: {_IMPORT}"
        else:
            yield f"{key}: it is gone from the imported text of {text.as_of}. The rules must be corrected: see docs/law.md"


def _laid_over(shipped: Pins, confirmed: Mapping[str, Any]) -> Pins:
    paragraphs = dict(shipped.paragraphs)
    for key, told in confirmed.items():
        if key in paragraphs and paragraphs[key].whole == told["against"]:
            paragraphs[key] = Pin(told["whole"], tuple(told["ledd"]))
    return replace(shipped, paragraphs=paragraphs)


async def _read(session: Session) -> dict[str, Any]:
    value = await get_setting(session, _NAME)
    confirmed: dict[str, Any] = json.loads(value) if value else {}
    return confirmed
