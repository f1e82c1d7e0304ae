"""What the register knows for certain on a day: what exists undisputed, who is with it and who is surely not, and its form.

Whatever a source leaves open is left out: a quiz that marks a right answer wrong is worse than one question fewer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from knowledge.model import (
    TAKING_PART,
    Citation,
    Cooperation,
    CooperationKind,
    DatedForm,
    Form,
    Participant,
    ParticipantRole,
    Status,
    Topic,
)
from knowledge.snapshot import Knowledge

OLD_MONTHS = 18
"""A fact older than this is asked with the time of its source."""
LAWFUL = frozenset({
    Form.IPR, Form.KO, Form.HOST, Form.ADMINISTRATIVE_HOST, Form.HOST_BOARD, Form.IKS, Form.AS, Form.SA, Form.PURCHASE,
    Form.NETWORK,
})  # fmt: skip
"""Forms that mean one thing today. «Avtale», «regionråd» and «prosjekt» say what it is called; others are repealed."""
_NO_COOPERATION = (CooperationKind.IDEA, CooperationKind.STUDY, CooperationKind.PROJECT)
_INSIDE = (ParticipantRole.PARTICIPANT, ParticipantRole.HOST)
_LINES = re.compile(r"(\d+)(?:-(\d+))?")
_Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Members:
    """Who is with a cooperation on a day."""

    inside: tuple[str, ...]
    """Municipalities that take part, in the order of the source."""
    hosts: tuple[str, ...]
    outside: frozenset[str]
    """Those that the source expressly says are not with it."""
    named: frozenset[str]
    """All that the source names in any role, at any time."""
    complete: bool
    """True when whoever is not named is not with it."""
    alone: bool
    """True when none but municipalities take part, and nothing is about to change."""

    def surely_out(self, municipality: str) -> bool:
        """True for one that is certainly not with it, and never was as far as the register knows."""
        return municipality in self.outside or (self.complete and municipality not in self.named)


class Certain:
    """What is certain on one day; reckoned when asked for."""

    def __init__(self, knowledge: Knowledge, today: date) -> None:
        self._knowledge, self.today = knowledge, today
        self._disputed: Mapping[str, list[tuple[Citation, list[_Range]]]] = knowledge.once(
            "made: disputed passages", lambda: _passages(knowledge)
        )
        self._safe: dict[Citation, bool] = {}
        self._successors: Mapping[str, list[str]] = knowledge.once("made: successors", lambda: _successors(knowledge))

    def exists(self, record: Cooperation) -> bool:
        """True for a cooperation that is in operation, here, and that no source disputes."""
        knowledge = self._knowledge
        if record.example or record.kind in _NO_COOPERATION or f"cooperation:{record.id}" in knowledge.conflicts_by_fact:
            return False
        return self._operates(record) and self.rests_safely(record.cite) and not self._replaced(record)

    def rests_safely(self, cite: Citation) -> bool:
        """True when the source was out by then, and no passage that is in dispute is what the fact rests on."""
        if cite not in self._safe:
            self._safe[cite] = self._is_safe(cite)
        return self._safe[cite]

    def _is_safe(self, cite: Citation) -> bool:
        if self._knowledge.register.sources[cite.source].published.first_day() > self.today:
            return False
        own = _ranges(cite)
        return not any(
            _mostly_in(own, ranges) if own and ranges else told.place == cite.place
            for told, ranges in self._disputed.get(cite.source, ())
        )

    def _operates(self, record: Cooperation) -> bool:
        known = [status for status in record.status if status.on.first_day() <= self.today]
        if not known:
            return False
        newest = max(status.on.first_day() for status in known)
        # a date that is known to the year may lie after one that is known to the day
        last = [status for status in known if status.on.last_day() >= newest]
        return all(s.status is Status.OPERATING and self.rests_safely(s.cite or record.cite) for s in last)

    def _replaced(self, record: Cooperation) -> bool:
        after = (self._knowledge.register.cooperations[c] for c in self._successors.get(record.id, ()))
        return any(s.status in (Status.OPERATING, Status.ADOPTED) for other in after for s in other.status)

    def members(self, record: Cooperation) -> Members | None:
        """Who is with it; None where that is in doubt: somebody named twice, a day that is not known, a former municipality."""
        register = self._knowledge.register
        inside: list[str] = []
        hosts: list[str] = []
        named: list[str] = []
        outside: set[str] = set()
        for each in record.participants:
            known = self._on_the_day(each)
            if known is None or not self.rests_safely(each.cite or record.cite):
                return None
            if each.municipality is None:
                continue
            until = register.municipalities[each.municipality].until
            if each.municipality in named or (until and until.first_day() <= self.today):
                return None
            named.append(each.municipality)
            if known and each.role in _INSIDE:
                inside.append(each.municipality)
            if known and each.role is ParticipantRole.HOST:
                hosts.append(each.municipality)
            if each.role is ParticipantRole.OUTSIDE and not each.until:
                outside.add(each.municipality)
        others = any(p.other and p.role in TAKING_PART for p in record.participants)
        moving = any(p.role is ParticipantRole.PROPOSED for p in record.participants) or len(inside) + len(outside) < len(named)
        counted = record.participant_count in (None, len(inside))
        return Members(
            tuple(inside), tuple(hosts), frozenset(outside), frozenset(named),
            complete=record.participants_complete and not others and bool(inside),
            alone=not others and not moving and counted,
        )  # fmt: skip

    def _on_the_day(self, each: Participant) -> bool | None:
        """Whether the part that somebody has is had on the day; None when the dates leave it open."""
        began = each.since is None or each.since.first_day() <= self.today
        surely_began = each.since is None or each.since.last_day() <= self.today
        ended = each.until is not None and each.until.first_day() <= self.today
        surely_ended = each.until is not None and each.until.last_day() <= self.today
        if began != surely_began or ended != surely_ended:
            return None
        return began and not ended

    def told_who(self, record: Cooperation) -> bool:
        """True when the source tells who is with it, and does not leave it to be read between the lines."""
        return record.participants_complete or not any(note.topic is Topic.MEMBERS for note in record.notes)

    def form(self, record: Cooperation) -> DatedForm | None:
        """The one form that it has today, if that is told and means one thing by the law of today."""
        told = [form for form in record.forms if not form.considered and form.on.first_day() <= self.today]
        if not told:
            return None
        newest = max(told, key=lambda form: form.on.first_day())
        if any(form is not newest and form.on.last_day() >= newest.on.first_day() for form in told):
            return None
        in_law = self._knowledge.language.law.legal_forms.get(newest.form.value)
        too_early = in_law is not None and in_law.since is not None and newest.on.first_day() < in_law.since.first_day()
        if newest.form not in LAWFUL or too_early or not self.rests_safely(newest.cite or record.cite):
            return None
        return newest

    def stands(self, rules: tuple[str, ...]) -> bool:
        """True when all the rules are there and none of them is stale."""
        book, stale = self._knowledge.language.law, self._knowledge.stale_rules
        return all(rule in book.rules and rule not in stale for rule in rules)

    def is_old(self, cite: Citation) -> bool:
        """True for a fact of more than one and a half years ago."""
        told = (cite.as_of or self._knowledge.register.sources[cite.source].published).last_day()
        months = (self.today.year - told.year) * 12 + self.today.month - told.month - (self.today.day <= told.day)
        return months >= OLD_MONTHS


def _passages(knowledge: Knowledge) -> Mapping[str, list[tuple[Citation, list[_Range]]]]:
    """Source -> the passages of it that do not fit with others."""
    found: dict[str, list[tuple[Citation, list[_Range]]]] = {}
    for conflict in knowledge.register.conflicts.values():
        for cite in conflict.cites:
            found.setdefault(cite.source, []).append((cite, _ranges(cite)))
    return found


def _successors(knowledge: Knowledge) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for record in knowledge.register.cooperations.values():
        if record.succeeds:
            found.setdefault(record.succeeds, []).append(record.id)
    return found


def _ranges(cite: Citation) -> list[_Range]:
    return list(_read(cite.lines)) if cite.lines else []


def _read(lines: str) -> Iterator[_Range]:
    for first, last in _LINES.findall(lines):
        yield int(first), int(last or first)


def _mostly_in(own: list[_Range], others: list[_Range]) -> bool:
    """True when half or more of the lines are among the others: a long passage may touch a dispute about something else."""
    shared = sum(max(0, min(b, d) - max(a, c) + 1) for a, b in own for c, d in others)
    return 2 * shared >= sum(b - a + 1 for a, b in own)
