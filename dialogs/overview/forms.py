"""The forms of cooperation as a reader tells them apart at a glance: a shape and a letter for each kind of form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from knowledge.cooperations import newest_status
from knowledge.model import Cooperation, DatedForm, Form, Language, ParticipantRole, Status, Text
from knowledge.snapshot import Knowledge

Standing = Literal["now", "maybe", "gone"]
"""There is such a cooperation; there may come to be one; there is none, or no more."""
UNKNOWN = "ukjent"


@dataclass(frozen=True, slots=True)
class Kind:
    """Forms that share a shape and a letter."""

    letter: str
    name: Text
    forms: frozenset[Form] = frozenset()


KINDS: Mapping[str, Kind] = {
    "raad": Kind("R", Text("politisk råd", "politisk råd"), frozenset({Form.IPR, Form.REGIONAL_COUNCIL})),
    "felles": Kind("O", Text("oppgavefellesskap", "oppgåvefellesskap"), frozenset({Form.KO, Form.OLD_BOARD})),
    "vert": Kind(
        "V", Text("vertskommune", "vertskommune"),
        frozenset({Form.HOST, Form.ADMINISTRATIVE_HOST, Form.HOST_BOARD, Form.OLD_HOST}),
    ),
    "iks": Kind("I", Text("interkommunalt selskap", "interkommunalt selskap"), frozenset({Form.IKS})),
    "selskap": Kind(
        "S", Text("aksjeselskap, samvirke eller forening", "aksjeselskap, samvirke eller foreining"),
        frozenset({Form.AS, Form.SA, Form.ASSOCIATION}),
    ),
    "avtale": Kind("A", Text("avtale eller kjøp", "avtale eller kjøp"), frozenset({Form.AGREEMENT, Form.PURCHASE})),
    "nettverk": Kind("N", Text("nettverk", "nettverk"), frozenset({Form.NETWORK})),
    "prosjekt": Kind(
        "P", Text("prosjekt eller plansamarbeid", "prosjekt eller plansamarbeid"), frozenset({Form.PROJECT, Form.PLANNING})
    ),
    "samkommune": Kind("M", Text("samkommune", "samkommune"), frozenset({Form.JOINT_MUNICIPALITY})),
    UNKNOWN: Kind("?", Text("form ikke kjent", "form ikkje kjend")),
}  # fmt: skip
_KIND_OF = {form: name for name, kind in KINDS.items() for form in kind.forms}
_GONE = frozenset({Status.REJECTED, Status.ENDED, Status.NOT_RECOMMENDED})
EXISTING = frozenset({Status.OPERATING, Status.ADOPTED})

ROLES: Mapping[ParticipantRole, Text] = {
    ParticipantRole.PARTICIPANT: Text("med", "med"),
    ParticipantRole.HOST: Text("vert", "vert"),
    ParticipantRole.PROPOSED: Text("foreslått", "føreslått"),
    ParticipantRole.OBSERVER: Text("observatør", "observatør"),
    ParticipantRole.EXTERNAL: Text("utenfra", "utanfrå"),
    ParticipantRole.OUTSIDE: Text("ikke med", "ikkje med"),
}
"""What part a municipality has, in a word or two."""


def form_of(record: Cooperation) -> DatedForm | None:
    """The newest form that it has, or else that was thought of."""
    if len(record.forms) < 2:
        return record.forms[0] if record.forms else None
    return max(record.forms, key=lambda f: (not f.considered, f.on.first_day()))


def kind_of(record: Cooperation) -> str:
    """The key of its kind of form."""
    form = form_of(record)
    return _KIND_OF[form.form] if form else UNKNOWN


def standing_of(status: Status) -> Standing:
    """Whether there is such a cooperation, by its status."""
    return "now" if status in EXISTING else "gone" if status in _GONE else "maybe"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn for a cooperation, and what is said of it to those who do not see."""

    kind: str
    letter: str
    standing: Standing
    said: str


def mark(knowledge: Knowledge, record: Cooperation, language: Language) -> Mark:
    """The mark of a cooperation."""
    kind, form = kind_of(record), form_of(record)
    said = knowledge.language.forms[form.form].name.in_(language) if form else KINDS[UNKNOWN].name.in_(language)
    return Mark(kind, KINDS[kind].letter, standing_of(newest_status(record)), said)
