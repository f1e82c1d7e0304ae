"""What we know, as frozen records: municipalities, fields, cooperations, figures, assessments, cases and their sources.

Nothing here reads a file, a clock or a database. A record is either right by construction or refused by
``knowledge.content.schema``. Every fact carries a ``Citation``; dates may be known to the year, month or day.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

Language = Literal["nb", "nn"]
LANGUAGES: tuple[Language, Language] = ("nb", "nn")


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in bokmål and nynorsk. Neither may be empty."""

    nb: str
    nn: str

    def in_(self, language: Language) -> str:
        """The words in ``language``."""
        return self.nb if language == "nb" else self.nn


@dataclass(frozen=True, slots=True)
class Words:
    """Other names and search words, per written form; may be empty."""

    nb: tuple[str, ...] = ()
    nn: tuple[str, ...] = ()

    def all(self) -> tuple[str, ...]:
        """Both lists, each word once, in order."""
        return tuple(dict.fromkeys((*self.nb, *self.nn)))


_PARTIAL = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as exactly as the source gives it: ``2015``, ``2024-06`` or ``2025-10-17``. Sort by ``first_day``."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; ValueError says which form is wanted."""
        match = _PARTIAL.match(text)
        if match is None:
            raise ValueError(f"{text!r} is not a date: write YYYY, YYYY-MM or YYYY-MM-DD, in quotes")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        partial = cls(year, month, day)
        partial.first_day()  # raises ValueError for a 13th month or a 31 February
        return partial

    def first_day(self) -> date:
        """The earliest day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date:
        """The latest day that it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])


@dataclass(frozen=True, slots=True)
class Source:
    """A document that facts come from."""

    id: str
    title: Text
    """The document's own title, or a plain description where it has none."""
    short: Text
    """How an answer names it in a source line: short, without the date."""
    kind: Literal["case_paper", "minutes", "review", "notes", "presentation", "memo", "law", "register", "other"]
    published: PartialDate
    publisher: Text
    municipalities: tuple[str, ...] = ()
    words: Words = Words()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a fact stands."""

    source: str
    place: str
    """The place as a reader finds it: section number, heading, table or page. In the document's own terms."""
    lines: str | None = None
    """Lines in the plain-text copy, for those who check us."""
    via: Text | None = None
    """Whom the document has it from, when it only passes it on."""
    as_of: PartialDate | None = None
    """The day the fact was true on, when it is another than the document's own."""


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
        taking_part = (ParticipantRole.PARTICIPANT, ParticipantRole.HOST, ParticipantRole.PROPOSED)
        return tuple(dict.fromkeys(p.municipality for p in self.participants if p.municipality and p.role in taking_part))

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
