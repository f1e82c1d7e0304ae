"""What was filled into the forms of cooperations, cases and steps, read into records. Every fault is listed, none hidden."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

from dialogs.editing import given
from dialogs.editing.given import Fault, Wrong
from dialogs.editing.record_places import CASE_KINDS, NEW_SOURCE, Place
from knowledge.basics import PartialDate
from knowledge.model import (
    Case,
    Citation,
    Form,
    Language,
    Outcome,
    Source,
    Step,
    Text,
)
from knowledge.snapshot import Knowledge
from storage.changes import Change

T = TypeVar("T")
_UNKNOWN_PUBLISHER = Text("utgiver ikke oppgitt", "utgjevar ikkje oppgjeven")


@dataclass(slots=True)
class Reading:
    """A form being read: the values, and the faults found so far."""

    knowledge: Knowledge
    language: Language
    places: Sequence[Place]
    values: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list)
    new_source: Source | None = None

    def text(self, name: str) -> str:
        """What was written, on one line; a fault when it had to be and was not."""
        return " ".join(self.values.get(name, "").split()) or self._lacking(name)

    def _lacking(self, name: str) -> str:
        place = next((each for each in self.places if each.id == name), None)
        if place is not None and place.required:
            self.fault(name, "missing")
        return ""

    def fault(self, name: str, key: str, value: str = "") -> None:
        """Note what is wrong with a place."""
        label = next((each.label.in_(self.language) for each in self.places if each.id == name), name)
        self.faults.append(Fault(label, key, value))

    def read(self, name: str, reader: Callable[[str], T]) -> T | None:
        """What ``reader`` makes of it; None when nothing was written, or it makes no sense."""
        said = self.text(name)
        if not said:
            return None
        try:
            return reader(said)
        except Wrong as wrong:
            self.fault(name, wrong.key, wrong.value)
        except ValueError:
            self.fault(name, "choice", said)
        return None

    def pair(self, name: str) -> Text | None:
        """A text in both written forms; a fault for the one that is missing, since nothing is translated here."""
        nb, nn = (" ".join(self.values.get(f"{name}_{form}", "").split()) for form in ("nb", "nn"))
        required = any(each.id == f"{name}_nb" and each.required for each in self.places)
        if nb and nn:
            return Text(nb, nn)
        if not nb and (nn or required):
            self.fault(f"{name}_nb", "missing_nb")
        if not nn and (nb or required):
            self.fault(f"{name}_nn", "missing_nn")
        return None

    def day(self, name: str) -> PartialDate | None:
        """A date."""
        return self.read(name, given.day)

    def municipality(self, name: str) -> str | None:
        """The id of a municipality."""
        return self.read(name, lambda said: given.municipality(self.knowledge, said))

    def municipalities(self, name: str) -> tuple[str, ...]:
        """The ids of several."""
        return self.read(name, lambda said: given.municipalities(self.knowledge, said)) or ()

    def fields(self) -> tuple[str, ...]:
        """The ids of fields of service."""
        return self.read("fields", lambda said: given.fields_of_service(self.knowledge, said)) or ()

    def cite(self, before: Citation | None = None) -> Citation | None:
        """Where it stands: as ``before``, in a known source, or in a new one, which is then to be kept as well."""
        place = self.text("source_place")
        chosen = " ".join(self.values.get("source", "").split())
        if before is not None and (chosen, place) == (before.source, " ".join(before.place.split())):
            return before
        if chosen in self.knowledge.register.sources:
            return Citation(chosen, place) if place else None
        title = " ".join(self.values.get("source_title", "").split())
        if chosen not in ("", NEW_SOURCE):
            self.fault("source", "choice", chosen)
            return None
        on = self.day("source_on")
        if not title or not self.values.get("source_on", "").strip():
            self.fault("source", "source")
            return None
        if on is None or not place:
            return None
        self.new_source = self._source(title, on)
        return Citation(self.new_source.id, place)

    def _source(self, title: str, on: PartialDate) -> Source:
        same = Text(title, title)
        known = self.knowledge.register.sources
        for each in known.values():
            if title in (each.title.nb, each.title.nn) and each.published == on:
                return each
        record_id = given.free_id(f"{title[:40]} {on.year}", known)
        return Source(record_id, same, same, "other", on, _UNKNOWN_PUBLISHER)

    def changes(self, kind: str, record: Any) -> tuple[Change, ...]:
        """The record, and the source when it is new."""
        first = Change(kind, record.id, record)
        new = self.new_source
        if new is None or new.id in self.knowledge.register.sources:
            return (first,)
        return (first, Change("sources", new.id, new))


def case(form: Reading, before: Case | None) -> Case | None:
    """The case as filled in, with its first step where it is new; None with faults."""
    title, municipalities = form.pair("title"), form.municipalities("municipalities")
    kind = form.read("kind", _case_kind)
    fields, stated = form.fields(), form.read("form", Form)
    first = step(form, None, ()) if before is None else None
    cite = form.cite(before.cite) if before is not None else first.cite if first else None
    if form.faults or not (title and kind and cite):
        return None
    steps: tuple[Step, ...] = (first,) if first else ()
    if before is not None:
        # steps that rested on the case's own citation go on resting on the one they had
        steps = before.steps if cite == before.cite else _on(before.steps, before.cite)
    made = before or Case(given.slug(title.nb), title, cast(Any, kind), municipalities, cite, steps)
    return replace(
        made,
        title=title,
        kind=cast(Any, kind),
        municipalities=municipalities,
        cite=cite,
        steps=steps,
        fields=fields,
        form=stated,
        identical_decisions={"yes": True, "no": False}.get(form.values.get("identical", "")),
    )


def _on(steps: tuple[Step, ...], cite: Citation) -> tuple[Step, ...]:
    return tuple(replace(each, cite=each.cite or cite) for each in steps)


def _case_kind(said: str) -> str:
    if said not in CASE_KINDS:
        raise ValueError(said)
    return said


def step(form: Reading, before: Step | None, taken: Sequence[str]) -> Step | None:
    """The step as filled in; None with faults. ``taken``: the ids of the other steps of the case."""
    on, municipality = form.day("on"), form.municipality("municipality")
    outcome = form.read("outcome", Outcome)
    text, body = form.pair("text"), form.pair("body")
    proposal, decision, vote = form.pair("proposal"), form.pair("decision"), form.pair("vote")
    cite = form.cite(before.cite if before else None)
    if form.faults or not (on and outcome and text and cite):
        return None
    name = f"{municipality or (body.nb if body else 'steg')} {on}"
    made = before or Step(given.free_id(name, taken), on, text, outcome)
    return replace(
        made,
        on=on,
        text=text,
        outcome=outcome,
        municipality=municipality,
        body=body,
        case_number=form.text("case_number") or None,
        archive_number=form.text("archive_number") or None,
        proposal=proposal,
        decision=decision,
        vote=vote,
        cite=cite,
    )
