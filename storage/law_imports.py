"""Takes files of law text into the database: all of them, or nothing; and tells which rules that makes stale."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from knowledge import drift, law
from knowledge.drift import LawTexts, Pins
from knowledge.legal import LawBook
from knowledge.sources.law_text import ActText, LawForm
from knowledge.sources.lovdata import FoundAct, read_files
from storage.database import Database
from storage.law_pins import effective_pins
from storage.law_texts import Saved, load_law_texts, save_act

_NAMED = 10
"""So many of the paragraphs that are gone are named."""


@dataclass(frozen=True, slots=True)
class ImportedAct:
    """One act that was taken in."""

    id: str
    title: str
    form: LawForm
    as_of: date
    paragraphs: int
    origin: str
    unchanged: bool = False
    """True when this very text was in use already."""
    replaced: date | None = None
    """The day of the text that it took the place of."""
    older: bool = False
    """True when that text was newer, or was consolidated and this one is announced: most likely a mistake."""
    gone: tuple[str, ...] = ()
    """Paragraphs that the text before had and this one has not: it may be an extract."""


@dataclass(frozen=True, slots=True)
class LawImport:
    """What came of an import of law text."""

    acts: tuple[ImportedAct, ...]
    set_aside: tuple[str, ...]
    """Files with an older text of an act that a newer text was given beside."""
    passed_over: int
    """Acts of a data set that no rule rests on."""
    stale: Mapping[str, tuple[str, ...]]
    """Every stale rule after the import, with the paragraphs that changed."""
    became_stale: tuple[str, ...]
    """Those of them that were not stale before."""

    def remarks(self) -> Iterator[str]:
        """Warnings of what looks like a mistake, with what to do, and what was left out; a line each."""
        for act in self.acts:
            if act.older:
                yield f"warning: {act.id} took the place of a newer text, of {act.replaced}: import that again to take it back"
            if act.gone:
                more = f" and {len(act.gone) - _NAMED} more" if len(act.gone) > _NAMED else ""
                numbers = ", ".join(f"§ {number}" for number in act.gone[:_NAMED])
                yield f"warning: {act.id} lacks {numbers}{more}, which the text before had. If it is an extract, import the whole"
        for origin in self.set_aside:
            yield f"set aside: {origin}, since another of the files has a newer text of that act"
        if self.passed_over:
            yield f"passed over: {self.passed_over} acts that no rule rests on"


async def import_law(
    database: Database,
    paths: Sequence[Path],
    who: str,
    now: datetime,
    *,
    book: LawBook | None = None,
    pins: Pins | None = None,
    all_acts: bool = False,
) -> LawImport:
    """Put the acts in the files in use; LawTextError, and nothing changed, if anything is wrong with any file.

    ``pins`` are the shipped ones; what editors have confirmed is laid over them. Of a data set only the acts that the
    book names are taken, unless ``all_acts``.
    """
    book = law.shipped_book() if book is None else book
    shipped = drift.load_pins() if pins is None else pins
    wanted = None if all_acts else frozenset(act.lovdata for act in book.acts.values())
    read = await asyncio.to_thread(read_files, paths, wanted)
    async with database.session(write=True) as session:
        before, in_force = await load_law_texts(session), await effective_pins(session, shipped)
        saved = [await save_act(session, each.act, who=who, origin=each.origin, now=now) for each in read.acts]
    after: LawTexts = {**before, **{each.act.id: each.act for each in read.acts}}
    was_stale = drift.stale_rules(book, before, in_force)
    stale = drift.stale_rules(book, after, in_force)
    return LawImport(
        acts=tuple(_imported(each, done) for each, done in zip(read.acts, saved, strict=True)),
        set_aside=tuple(each.origin for each in read.set_aside),
        passed_over=read.passed_over,
        stale=stale,
        became_stale=tuple(rule_id for rule_id in stale if rule_id not in was_stale),
    )


def _imported(found: FoundAct, saved: Saved) -> ImportedAct:
    act, before = found.act, saved.replaced
    return ImportedAct(
        id=act.id,
        title=act.title,
        form=act.form,
        as_of=act.as_of,
        paragraphs=len(act.paragraphs),
        origin=found.origin,
        unchanged=saved.unchanged,
        replaced=before.as_of if before is not None and not saved.unchanged else None,
        older=before is not None and _is_older(act, before),
        gone=tuple(p.number for p in before.paragraphs if act.paragraph(p.number) is None) if before else (),
    )


def _is_older(act: ActText, before: ActText) -> bool:
    return act.as_of < before.as_of or (act.form == "announced" and before.form == "consolidated")
