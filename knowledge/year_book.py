"""The governance year that we ship: read, and checked as a whole against the law's rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from knowledge.deadlines import period_of
from knowledge.errors import InvalidContent, Problem
from knowledge.law import shipped_book
from knowledge.legal import LawBook, Ref
from knowledge.shipped import CONTENT
from knowledge.sources.record_folder import read_folder
from knowledge.sources.registers import YEAR_KINDS
from knowledge.year_entries import Timing, YearEntry

FOLDER = CONTENT / "ownership"


def read(book: LawBook, folder: Path = FOLDER) -> tuple[tuple[YearEntry, ...], tuple[Problem, ...]]:
    """The entries as far as they can be read, and all that is wrong with them."""
    found = read_folder(folder, YEAR_KINDS)
    entries: dict[str, YearEntry] = found.records["year_entries"]
    wrong = (found.problem("year_entries", *fault) for fault in faults(entries.values(), book))
    return tuple(entries.values()), tuple(sorted((*found.problems, *wrong)))


@lru_cache(maxsize=1)
def shipped_year() -> tuple[YearEntry, ...]:
    """The shipped entries, read once; InvalidContent with every problem if there is one."""
    entries, problems = read(shipped_book())
    if problems:
        raise InvalidContent(problems)
    return entries


def faults(entries: Iterable[YearEntry], book: LawBook) -> Iterator[tuple[str, str, str]]:
    """Entry id, fault and remedy, for everything that must not be told as it stands."""
    for entry in entries:
        rule = book.rules.get(entry.rule)
        if rule is None:
            yield entry.id, f"the rule «{entry.rule}» is not there.", "Correct its id."
        elif entry.timing in (Timing.NOTICE, Timing.MEETING) and period_of(rule) is None:
            yield entry.id, f"the rule «{entry.rule}» sets no period.", "Name one that does, or another timing."
        if (entry.timing in (Timing.YEARLY, Timing.MEETING)) != _is_day(entry.day):
            yield entry.id, "the day does not go with the timing.", "Write it as 06-30 for yearly and meeting alone."
        for ref in entry.refs:
            found = tuple(_ref_faults(entry.id, ref, book))
            yield from found
            # a rule that has gone stale is told so; a paragraph beside it would change unseen
            if not found and rule is not None and ref not in rule.refs:
                yield entry.id, f"the rule «{entry.rule}» does not rest on «{ref}».", "Name a rule that does."


def _is_day(day: str) -> bool:
    try:
        return bool(day) and len(day) == len("06-30") and date.fromisoformat(f"2023-{day}") is not None
    except ValueError:
        return False


def _ref_faults(entry: str, ref: str, book: LawBook) -> Iterator[tuple[str, str, str]]:
    try:
        act = Ref.parse(ref).act
    except ValueError as error:
        yield entry, f"{error}.", ""
        return
    if act not in book.acts:
        yield entry, f"the act «{act}» in «{ref}» is not there.", "Correct it."
