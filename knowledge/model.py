"""What we know, as frozen records: municipalities, fields, cooperations, figures, assessments, cases and their sources.

Nothing here reads a file, a clock or a database. A record is either right by construction or refused by
``knowledge.content.schema``. Every fact carries a ``Citation``; dates may be known to the year, month or day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from knowledge.basics import LANGUAGES as LANGUAGES
from knowledge.basics import Citation as Citation
from knowledge.basics import Language as Language
from knowledge.basics import PartialDate as PartialDate
from knowledge.basics import Source as Source
from knowledge.basics import Text as Text
from knowledge.basics import Words as Words


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality in force, or a former one that the documents name."""

    id: str
    number: str
    name: str
    county: str
    names: tuple[str, ...] = ()
    """Parallel Sámi and Kven names."""
    aliases: tuple[str, ...] = ()
    until: PartialDate | None = None
    """The first day that it no longer existed, for a former municipality."""
    became: str | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A named area of several municipalities. Membership is as our sources use the name."""

    id: str
    name: Text
    municipalities: tuple[str, ...]
    cite: Citation
    aliases: Words = Words()
    ambiguous: bool = False
    """True when the name alone (as «Toten») is commonly used for one of several municipalities."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of service, such as fire and rescue."""

    id: str
    name: Text
    words: Words
    """Synonyms and typical words, uninflected."""
    parent: str | None = None


class ParticipantRole(StrEnum):
    """What part somebody has in a cooperation."""

    PARTICIPANT = "participant"
    HOST = "host"
    PROPOSED = "proposed"
    OBSERVER = "observer"
    EXTERNAL = "external"
    OUTSIDE = "outside"
    """Expressly not with it: the source says so."""


TAKING_PART = frozenset({ParticipantRole.PARTICIPANT, ParticipantRole.HOST, ParticipantRole.PROPOSED})
"""Those who are with it, or would be."""


@dataclass(frozen=True, slots=True)
class Participant:
    """A municipality (by id) or another body (by name) in a cooperation."""

    municipality: str | None = None
    other: Text | None = None
    role: ParticipantRole = ParticipantRole.PARTICIPANT
    since: PartialDate | None = None
    until: PartialDate | None = None
    note: Text | None = None
    cite: Citation | None = None


class CooperationKind(StrEnum):
    """What sort of thing a record is."""

    COOPERATION = "cooperation"
    NETWORK = "network"
    COMPANY = "company"
    JOINT_OFFICE = "joint_office"
    POLITICAL_COUNCIL = "political_council"
    PROJECT = "project"
    AGREEMENT = "agreement"
    STUDY = "study"
    IDEA = "idea"


class Form(StrEnum):
    """Legal and other forms that our sources name."""

    IPR = "interkommunalt-politisk-raad"
    KO = "kommunalt-oppgavefellesskap"
    HOST = "vertskommunesamarbeid"
    ADMINISTRATIVE_HOST = "administrativt-vertskommunesamarbeid"
    HOST_BOARD = "vertskommunesamarbeid-folkevalgt-nemnd"
    IKS = "interkommunalt-selskap"
    AS = "aksjeselskap"
    SA = "samvirkeforetak"
    ASSOCIATION = "forening"
    PURCHASE = "kjoep-av-tjenester"
    NETWORK = "uformelt-nettverk"
    PLANNING = "interkommunalt-plansamarbeid"
    OLD_BOARD = "paragraf-27-styre"
    OLD_HOST = "paragraf-28-1-vertskommune"
    JOINT_MUNICIPALITY = "samkommune"
    REGIONAL_COUNCIL = "regionraad"
    AGREEMENT = "avtale"
    PROJECT = "prosjekt"


@dataclass(frozen=True, slots=True)
class DatedForm:
    """The form as stated at a time. A § 27 board of 2010 is not a KO of 2024."""

    form: Form
    stated: Text
    """How the source puts it."""
    on: PartialDate
    considered: bool = False
    """True when the form was only studied or proposed."""
    cite: Citation | None = None


class Status(StrEnum):
    """How far a cooperation has come."""

    OPERATING = "operating"
    ADOPTED = "adopted"
    PLANNED = "planned"
    UNDER_STUDY = "under_study"
    STUDIED = "studied"
    PROPOSED = "proposed"
    IDEA = "idea"
    NOT_RECOMMENDED = "not_recommended"
    REJECTED = "rejected"
    ENDED = "ended"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DatedStatus:
    """The status from a day on, in a sentence of our own."""

    status: Status
    on: PartialDate
    text: Text
    cite: Citation | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A body of a cooperation: who sits in it and who elects it."""

    name: Text
    text: Text
    words: Words = Words()
    cite: Citation | None = None


class Topic(StrEnum):
    """What a note is about."""

    PURPOSE = "purpose"
    TASKS = "tasks"
    HISTORY = "history"
    ORGANISATION = "organisation"
    STAFFING = "staffing"
    COST = "cost"
    EFFECT = "effect"
    PROBLEM = "problem"
    PLAN = "plan"
    REMAINING = "remaining"
    MEMBERS = "members"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Note:
    """One fact in one sentence of our own."""

    topic: Topic
    text: Text
    words: Words = Words()
    cite: Citation | None = None


@dataclass(frozen=True, slots=True)
class Cooperation:
    """Anything several municipalities do together, did, study or have thought of."""

    id: str
    name: Text
    kind: CooperationKind
    summary: Text
    """What it is, in one sentence, with its status when it is not operating."""
    cite: Citation
    """Where the record rests when a part of it has no citation of its own."""
    status: tuple[DatedStatus, ...]
    fields: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    participants_complete: bool = False
    """True only where the source lists them all; then whoever is not there is not with it."""
    participant_count: int | None = None
    forms: tuple[DatedForm, ...] = ()
    aliases: Words = Words()
    established: PartialDate | None = None
    bodies: tuple[Body, ...] = ()
    notes: tuple[Note, ...] = ()
    part_of: str | None = None
    succeeds: str | None = None
    related: tuple[str, ...] = ()
    example: bool = False
    """True for one elsewhere in Norway that a source holds up as an example."""

    def municipality_ids(self) -> tuple[str, ...]:
        """Those that take part or would, in order; not observers and not those expressly outside."""
        return tuple(dict.fromkeys([p.municipality for p in self.participants if p.municipality and p.role in TAKING_PART]))

    def outside_ids(self) -> tuple[str, ...]:
        """Those that the source expressly says are not with it."""
        return tuple(p.municipality for p in self.participants if p.municipality and p.role is ParticipantRole.OUTSIDE)


@dataclass(frozen=True, slots=True)
class About:
    """What a fact is about; every list may be empty."""

    municipalities: tuple[str, ...] = ()
    cooperations: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    general: bool = False
    """True for facts about municipalities or cooperation in general."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with unit, time and source, and the sentence that states it."""

    id: str
    measure: str
    """What is measured; figures of one measure and unit may be compared."""
    label: Text
    """What is measured, as a noun phrase."""
    value: float
    unit: str
    """A key of ``knowledge/content/units.yaml``: kr, percent, positions, employees, ..."""
    text: Text
    """One full sentence that states the figure with who and when."""
    about: About
    cite: Citation
    upper: float | None = None
    """The other end, when the source gives a range."""
    period: str | None = None
    """The year, date or span that the figure is for; None when the source does not say."""
    qualifier: Literal["exact", "about", "at_least", "at_most", "estimated", "expected", "planned"] = "exact"
    total_of: str | None = None
    """The measure whose figures it should sum up."""
    words: Words = Words()
    note: Text | None = None
    """What does not add up or must be known when reading it."""


class AssessmentKind(StrEnum):
    """What sort of opinion it is."""

    ADVANTAGE = "advantage"
    DISADVANTAGE = "disadvantage"
    ADVICE = "advice"
    CHALLENGE = "challenge"
    CONCLUSION = "conclusion"
    EXPECTATION = "expectation"


@dataclass(frozen=True, slots=True)
class Assessment:
    """Somebody's stated advantage, drawback, advice or conclusion."""

    id: str
    kind: AssessmentKind
    text: Text
    holder: Text
    """Who holds it: «Telemarksforsking», «de ansatte ved landbrukskontorene»."""
    about: About
    cite: Citation
    alternative: Literal["cooperation", "merger", "host_model", "formal_cooperation", "network", "any"] = "cooperation"
    words: Words = Words()


class Outcome(StrEnum):
    """What is known of how a step ended."""

    ADOPTED = "adopted"
    NOTED = "noted"
    """Tatt til etterretning: received, nothing decided in substance."""
    REJECTED = "rejected"
    PROPOSED = "proposed"
    """Only the recommendation (innstilling) is known."""
    PLANNED = "planned"
    """Only planned in the source; whether it took place is not known."""
    HELD = "held"
    """Took place (a meeting, a workshop, a report delivered); no decision."""
    POSTPONED = "postponed"
    """Utsatt: put off without a decision in substance; a later step tells the new day, when it is known."""
    WITHDRAWN = "withdrawn"
    """Trukket or avlyst: the body does not treat it after all."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Step:
    """One dated step of a case in one body."""

    id: str
    on: PartialDate
    text: Text
    """What happened or was to happen, one sentence of our own."""
    outcome: Outcome
    municipality: str | None = None
    body: Text | None = None
    """Kommunestyret, formannskapet, regionrådet, ..."""
    case_number: str | None = None
    title: Text | None = None
    proposal: Text | None = None
    """Gist of the recommendation in our own words, and who made it."""
    decision: Text | None = None
    """Gist of what was adopted, when that is known."""
    vote: Text | None = None
    fields: tuple[str, ...] = ()
    words: Words = Words()
    cite: Citation | None = None
    archive_number: str | None = None
    proposal_text: str | None = None
    """The very words of the recommendation, a line a point. Never shipped: only from documents that were taken in here."""
    decision_text: str | None = None
    """The very words that were adopted, likewise. They are what «likelydende» is measured by."""
    wording: Literal["alike", "other"] | None = None
    """What is said of the adopted words beside those of the other councils, where the words themselves are not known."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something must be done in a case."""

    kind: Literal["hearing", "entry", "exit", "answer", "other"]
    """hearing: høring; entry: innmelding; exit: uttreden; answer: the case must be decided by then."""
    on: PartialDate
    text: Text
    """Who must do what, one sentence of our own."""
    municipalities: tuple[str, ...] = ()
    """Whom it concerns; all of the case when empty."""
    cite: Citation | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A matter that goes through bodies step by step."""

    id: str
    title: Text
    kind: Literal["study", "creation", "change", "entry", "exit", "dissolution", "election", "report", "strategy"]
    municipalities: tuple[str, ...]
    cite: Citation
    steps: tuple[Step, ...]
    fields: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    cooperations: tuple[str, ...] = ()
    form: Form | None = None
    identical_decisions: bool | None = None
    """True when alike decisions are needed, False when not, None when the sources do not say."""
    identical_why: Text | None = None
    aliases: Words = Words()
    unknown: Text | None = None
    """What the sources do not tell about it: how it ended, what other councils did."""
    councils: tuple[str, ...] = ()
    """The municipalities whose councils must adopt it, where they are others than ``municipalities``."""
    deadlines: tuple[Deadline, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two or more statements that do not fit together; we hold them all and say so."""

    id: str
    text: Text
    """What does not fit, one or two sentences."""
    facts: tuple[str, ...]
    """``figure:ID``, ``cooperation:ID``, ``case:ID`` that must carry the warning."""
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """All records, by kind and id. What the database holds and the content folder ships."""

    sources: Mapping[str, Source] = field(default_factory=dict)
    municipalities: Mapping[str, Municipality] = field(default_factory=dict)
    regions: Mapping[str, Region] = field(default_factory=dict)
    fields: Mapping[str, Field] = field(default_factory=dict)
    cooperations: Mapping[str, Cooperation] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    assessments: Mapping[str, Assessment] = field(default_factory=dict)
    cases: Mapping[str, Case] = field(default_factory=dict)
    conflicts: Mapping[str, Conflict] = field(default_factory=dict)
