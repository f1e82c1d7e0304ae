"""What is known of a municipality's interests, sorted as kommuneloven § 26-1 asks of its eierskapsmelding.

Pure. What is only studied, proposed or given up is no interest and stands apart; whether a cooperation belongs in the
overview follows from the shipped rules of law, and where they leave it open that is told, never decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.legal import Answer, LawBook, Rule
from knowledge.model import (
    Case,
    Conflict,
    Cooperation,
    CooperationKind,
    DatedForm,
    DatedStatus,
    Figure,
    Form,
    Municipality,
    Participant,
    ParticipantRole,
    Register,
    Status,
)
from knowledge.snapshot import Knowledge
from knowledge.understanding.words import fold

SHARE_MEASURES = ("eierandel", "ansvarsandel")
"""The measures of figures that tell a participant's share."""
WHICH = "gen-eierskapsmelding-hvilke"
"""The rule of what belongs in an eierskapsmelding, for all forms."""
_PASSING = (CooperationKind.PROJECT, CooperationKind.STUDY, CooperationKind.IDEA)
_EXISTS = (Status.OPERATING, Status.ADOPTED)
_IN = frozenset({ParticipantRole.PARTICIPANT, ParticipantRole.HOST})


class Belongs(StrEnum):
    """Whether a cooperation belongs in the overview."""

    OWNED = "owned"
    """By the law, or by our reading of it, which the rule tells."""
    OPEN = "open"
    """The law, or what is known of the form, leaves it open: the municipality must judge."""
    OUT = "out"
    """Probably not: there is nothing to own."""


class Apart(StrEnum):
    """Why a record is no interest of the municipality on the day."""

    STATUS = "status"
    """It does not exist, as far as is known: its status tells how far it came."""
    PROPOSED = "proposed"
    """It exists, and the municipality was only proposed as a participant."""
    OBSERVER = "observer"
    LEFT = "left"
    COMING = "coming"
    """It has not entered yet."""


@dataclass(frozen=True, slots=True)
class Interest:
    """One cooperation that the municipality takes part in, with what is known of it."""

    record: Cooperation
    status: DatedStatus
    belongs: Belongs
    role: Participant
    forms: tuple[DatedForm, ...]
    """The newest that is stated; several where a source names several at a time."""
    rule: Rule | None
    """The rule that settles, or leaves open, whether it belongs; None where the form is not known."""
    shares: tuple[Figure, ...]
    figures: tuple[Figure, ...]
    cases: tuple[Case, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def form(self) -> Form | None:
        """The form, where one alone is stated."""
        return self.forms[0].form if len(self.forms) == 1 else None


@dataclass(frozen=True, slots=True)
class Beside:
    """A record about the municipality that is no interest of it."""

    record: Cooperation
    status: DatedStatus
    why: Apart


@dataclass(frozen=True, slots=True)
class Overview:
    """All that is known of a municipality's interests on a day."""

    municipality: Municipality
    interests: tuple[Interest, ...]
    beside: tuple[Beside, ...]

    def of(self, belongs: Belongs) -> tuple[Interest, ...]:
        """Those that belong so."""
        return tuple(each for each in self.interests if each.belongs is belongs)


def overview(knowledge: Knowledge, municipality: str, today: date) -> Overview:
    """The interests of the municipality, companies first, and all that stands beside them."""
    interests: list[Interest] = []
    beside: list[Beside] = []
    for record, role in _records(knowledge, municipality):
        status = max(record.status, key=lambda s: s.on.first_day())
        why = _apart(record, role, status, today)
        if why is None:
            interests.append(_interest(knowledge, municipality, record, role, status))
        else:
            beside.append(Beside(record, status, why))
    interests.sort(key=lambda each: (list(Belongs).index(each.belongs), each.record.kind is not CooperationKind.COMPANY))
    return Overview(knowledge.register.municipalities[municipality], tuple(interests), tuple(beside))


def named(register: Register, said: str) -> tuple[Municipality, ...]:
    """The municipalities that a name, a number or an id stands for, those in force first; several where they share a name."""
    wanted = fold(said.strip())
    bare = {wanted, wanted.removesuffix(" kommune"), wanted.removesuffix(" herad")}
    found = [m for m in register.municipalities.values() if bare & {fold(m.id), m.number, *map(fold, _called(m))}]
    exact = [m for m in found if bare & {fold(m.id), m.number, fold(m.name)}] or found
    return tuple([m for m in exact if m.until is None] or exact)


def _called(municipality: Municipality) -> tuple[str, ...]:
    return (municipality.name, *municipality.names, *municipality.aliases)


def _records(knowledge: Knowledge, municipality: str) -> Iterator[tuple[Cooperation, Participant]]:
    """Every record that has the municipality in it, with the part it has; not those that it expressly stands outside of."""
    for record in _by_participant(knowledge).get(municipality, ()):
        parts = [p for p in record.participants if p.municipality == municipality]
        if all(p.role is not ParticipantRole.OUTSIDE for p in parts):
            yield record, min(parts, key=lambda p: list(_RANK).index(p.role))


_RANK = (
    ParticipantRole.HOST, ParticipantRole.PARTICIPANT, ParticipantRole.PROPOSED, ParticipantRole.OBSERVER,
    ParticipantRole.EXTERNAL,
)  # fmt: skip


def _by_participant(knowledge: Knowledge) -> Mapping[str, tuple[Cooperation, ...]]:
    def reckoned() -> Mapping[str, tuple[Cooperation, ...]]:
        found: dict[str, list[Cooperation]] = {}
        for record in knowledge.register.cooperations.values():
            for municipality in dict.fromkeys(p.municipality for p in record.participants if p.municipality):
                found.setdefault(municipality, []).append(record)
        return {municipality: tuple(records) for municipality, records in found.items()}

    return knowledge.once("ownership: by participant", reckoned)


def _apart(record: Cooperation, role: Participant, status: DatedStatus, today: date) -> Apart | None:
    """Why it is no interest; None when it is one. A company whose status is unknown may be one, a project is none."""
    lasting = status.status in _EXISTS or (status.status is Status.UNKNOWN and record.kind not in _PASSING)
    if not lasting:
        return Apart.STATUS
    if role.role is ParticipantRole.OBSERVER:
        return Apart.OBSERVER
    if role.role not in _IN:  # one that is no longer proposed has never been in it
        return Apart.PROPOSED
    if role.until is not None and role.until.last_day() <= today:
        return Apart.LEFT
    return Apart.COMING if role.since is not None and role.since.first_day() > today else None


def _interest(knowledge: Knowledge, municipality: str, record: Cooperation, role: Participant, status: DatedStatus) -> Interest:
    forms = _newest(record.forms)
    belongs, rule = _belonging(knowledge.law.book, record, forms, status)
    figures = _of_cooperation(knowledge, record.id)
    shares = tuple(f for f in figures if f.measure in SHARE_MEASURES and municipality in f.about.municipalities)
    cases = tuple(c for c in knowledge.register.cases.values() if record.id in c.cooperations)
    conflicts = dict.fromkeys(
        c for fact in (f"cooperation:{record.id}", *(f"figure:{f.id}" for f in figures))
        for c in knowledge.conflicts_by_fact.get(fact, ())
    )  # fmt: skip
    return Interest(
        record, status, belongs, role, forms, rule, shares, tuple(f for f in figures if f not in shares), cases,
        tuple(knowledge.register.conflicts[c] for c in conflicts),
    )  # fmt: skip


def _newest(forms: Iterable[DatedForm]) -> tuple[DatedForm, ...]:
    stated = [form for form in forms if not form.considered]
    last = max((form.on.first_day() for form in stated), default=None)
    return tuple(form for form in stated if form.on.first_day() == last)


def _belonging(
    book: LawBook, record: Cooperation, forms: tuple[DatedForm, ...], status: DatedStatus
) -> tuple[Belongs, Rule | None]:
    """Whether it belongs, and by which rule. An unknown status, form or an old one leaves it open."""
    rule = next((r for r in book.rules.values() if forms and r.aspect == "ownership" and r.form is forms[0].form), None)
    if len(forms) != 1:
        company = not forms and record.kind is CooperationKind.COMPANY
        known = status.status in _EXISTS
        return (Belongs.OWNED if company and known else Belongs.OPEN), book.rules[WHICH]
    if rule is None or status.status not in _EXISTS:
        return Belongs.OPEN, rule or book.rules[WHICH]
    return {Answer.YES: Belongs.OWNED, Answer.NO: Belongs.OUT}.get(rule.answer, Belongs.OPEN), rule


def _of_cooperation(knowledge: Knowledge, cooperation: str) -> tuple[Figure, ...]:
    def reckoned() -> Mapping[str, tuple[Figure, ...]]:
        found: dict[str, list[Figure]] = {}
        for figure in knowledge.register.figures.values():
            for each in figure.about.cooperations:
                found.setdefault(each, []).append(figure)
        return {each: tuple(figures) for each, figures in found.items()}

    return knowledge.once("ownership: figures", reckoned).get(cooperation, ())


def rule_of(book: LawBook, form: Form | None, aspect: str) -> Rule | None:
    """What is told of an aspect of the form: its first rule there."""
    return next((r for r in book.rules.values() if form is not None and r.form is form and r.aspect == aspect), None)
