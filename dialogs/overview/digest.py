"""What the overview asks of every cooperation, reckoned once for each picture of what is known: there may be very many.

It is made with the picture (``dialogs.overview.filters.prepared``), so that the first reader does not wait for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dialogs.overview.forms import Standing, kind_of, standing_of
from knowledge.cooperations import newest_status
from knowledge.model import TAKING_PART, Cooperation, ParticipantRole, Status
from knowledge.snapshot import Knowledge
from knowledge.understanding.words import fold

ORDER = (
    Status.OPERATING, Status.ADOPTED, Status.PLANNED, Status.UNDER_STUDY, Status.PROPOSED, Status.STUDIED, Status.IDEA,
    Status.NOT_RECOMMENDED, Status.REJECTED, Status.ENDED, Status.UNKNOWN,
)  # fmt: skip
"""What there is comes first, then what may come, then what does not."""
DRAWN = TAKING_PART | {ParticipantRole.OBSERVER, ParticipantRole.OUTSIDE}
"""The roles that a place in the matrix is drawn for."""
_PLACE = {status: place for place, status in enumerate(ORDER)}


@dataclass(frozen=True, slots=True)
class Digest:
    """Of one cooperation."""

    status: Status
    standing: Standing
    kind: str
    """Of form."""
    tops: tuple[str, ...]
    """The fields above all others that it is in."""
    years: frozenset[int]
    """In which something of it is dated."""
    members: tuple[str, ...]
    """Who takes part or would."""
    drawn: tuple[str, ...]
    """The same with those who look on and those expressly outside."""


@dataclass(slots=True)
class Sums:
    """Of several cooperations."""

    status: Counter[Status] = field(default_factory=Counter)
    standing: Counter[str] = field(default_factory=Counter)
    kind: Counter[str] = field(default_factory=Counter)
    fields: dict[str, Counter[Status]] = field(default_factory=dict)
    """By the field above all others."""
    members: Counter[str] = field(default_factory=Counter)
    existing: Counter[str] = field(default_factory=Counter)
    """The members of those that there are."""
    drawn: set[str] = field(default_factory=set)
    unplaced: int = 0
    """So many name no municipality."""


def digests(knowledge: Knowledge) -> Mapping[str, Digest]:
    """By the id of the cooperation."""
    return knowledge.once("overview digests", lambda: _digested(knowledge))


def ordered(knowledge: Knowledge) -> tuple[Cooperation, ...]:
    """All cooperations: what there is first, those with the most municipalities first."""

    def reckoned() -> tuple[Cooperation, ...]:
        found = digests(knowledge)
        records = knowledge.register.cooperations.values()
        return tuple(sorted(records, key=lambda c: (_PLACE[found[c.id].status], -len(found[c.id].members), c.name.nb)))

    return knowledge.once("overview order", reckoned)


def names(knowledge: Knowledge) -> Mapping[str, str]:
    """All that a cooperation and those who are drawn in it are called, to search in."""

    def reckoned() -> Mapping[str, str]:
        told = digests(knowledge)
        places = {m: fold(knowledge.municipality_name(m)) for m in {m for digest in told.values() for m in digest.drawn}}
        return {
            c.id: " ".join((fold(" ".join((c.name.nb, c.name.nn, *c.aliases.all()))), *(places[m] for m in told[c.id].drawn)))
            for c in knowledge.register.cooperations.values()
        }

    return knowledge.once("overview names", reckoned)


def years(knowledge: Knowledge) -> tuple[int, ...]:
    """All years in which something is dated, the newest first."""

    def reckoned() -> tuple[int, ...]:
        found = frozenset[int]().union(*(d.years for d in digests(knowledge).values()))
        cases = knowledge.register.cases.values()
        dated = {s.on.year for c in cases for s in c.steps} | {d.on.year for c in cases for d in c.deadlines}
        return tuple(sorted(found | dated, reverse=True))

    return knowledge.once("overview years", reckoned)


def summed(knowledge: Knowledge, found: Sequence[Cooperation]) -> Sums:
    """What they are together."""
    told, sums = digests(knowledge), Sums()
    for record in found:
        digest = told[record.id]
        sums.status[digest.status] += 1
        sums.kind[digest.kind] += 1
        for top in digest.tops:
            sums.fields.setdefault(top, Counter())[digest.status] += 1
        sums.drawn.update(digest.drawn)
        sums.unplaced += not digest.drawn
        sums.members.update(digest.members)
        if digest.standing == "now":
            sums.existing.update(digest.members)
    for status, count in sums.status.items():
        sums.standing[standing_of(status)] += count
    return sums


def _digested(knowledge: Knowledge) -> Mapping[str, Digest]:
    tops = top_fields(knowledge)
    same: dict[object, object] = {}

    def one(value: object) -> object:
        """The same value for equal ones: very many cooperations have the same few."""
        return same.setdefault(value, value)

    found = {}
    for record in knowledge.register.cooperations.values():
        status = newest_status(record)
        drawn = tuple(dict.fromkeys(p.municipality for p in record.participants if p.municipality and p.role in DRAWN))
        members = record.municipality_ids()
        found[record.id] = Digest(
            status, standing_of(status), kind_of(record),
            one(tuple(dict.fromkeys(tops[f] for f in record.fields))),  # type: ignore[arg-type]  # what goes in comes out
            one(_years_of(record)),  # type: ignore[arg-type]
            members, members if members == drawn else drawn,
        )  # fmt: skip
    return found


def _years_of(record: Cooperation) -> frozenset[int]:
    began: Iterable[int] = (record.established.year,) if record.established else ()
    return frozenset((*began, *(s.on.year for s in record.status)))


def top_fields(knowledge: Knowledge) -> Mapping[str, str]:
    """Each field with the one above all others that it lies below."""
    fields = knowledge.register.fields

    def top(field_id: str) -> str:
        parent = fields[field_id].parent
        return top(parent) if parent else field_id

    return knowledge.once("overview tops", lambda: {field_id: top(field_id) for field_id in fields})
