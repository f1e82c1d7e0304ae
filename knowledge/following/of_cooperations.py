"""What happened to a cooperation, by its record before and after."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from knowledge.basics import Text
from knowledge.following.happening import Happening, Kind, World, cite_of, day, words
from knowledge.following.topics import Concerns
from knowledge.model import Cooperation, DatedForm, DatedStatus, ParticipantRole, Status

_WITH_IT = (ParticipantRole.PARTICIPANT, ParticipantRole.HOST)
_MOST_NOTES = 2
_THOUGHTS = (Status.IDEA, Status.PROPOSED, Status.UNDER_STUDY, Status.STUDIED, Status.NOT_RECOMMENDED, Status.REJECTED)
"""While it is no more than this nobody joins or leaves it."""


def of_cooperation(before: Cooperation | None, after: Cooperation | None, world: World) -> Iterator[Happening]:
    """All that a reader would call news, in the order that it is told."""
    if after is None or after.example:
        return
    if before is None:
        yield _new(after)
        return
    was, now = _members(before, world), _members(after, world)
    if _real(after):
        yield from (_member(after, m, Kind.JOINED, corrects=False) for m in now if m not in was)
        # whoever was never with it, the source says now, has not left
        gone = [m for m in was if m not in now]
        yield from (_member(after, m, Kind.LEFT, corrects=not _has_left(after, m)) for m in gone)
    changed = _changed(before, after)
    if changed:
        facts = {**_facts(after), "changed": changed}
        cites = cite_of(_newest(after).cite, after.cite)
        yield Happening(
            f"cooperation/{after.id}/facts", Kind.FACTS, f"cooperation:{after.id}", facts, concerns_of(after), cites
        )  # fmt: skip


def concerns_of(record: Cooperation) -> Concerns:
    """Whom it is about."""
    forms = tuple(dict.fromkeys(f.form.value for f in record.forms))
    return Concerns(record.municipality_ids(), record.regions, record.fields, forms, (), (record.id,))


def _facts(record: Cooperation) -> dict[str, Any]:
    return {"cooperation": record.id, "name": words(record.name)}


def _new(record: Cooperation) -> Happening:
    status = _newest(record)
    facts = {**_facts(record), "status": status.status.value, "summary": words(record.summary)}
    return Happening(
        f"cooperation/{record.id}", Kind.NEW_COOPERATION, f"cooperation:{record.id}", facts, concerns_of(record),
        cite_of(status.cite, record.cite),
    )  # fmt: skip


def _member(record: Cooperation, municipality: str, kind: Kind, *, corrects: bool) -> Happening:
    found = next((p for p in record.participants if p.municipality == municipality), None)
    when = (found.since if kind is Kind.JOINED else found.until) if found else None
    facts = {**_facts(record), "municipality": municipality, "on": day(when)}
    about = concerns_of(record)
    about = Concerns((*dict.fromkeys((*about.municipalities, municipality)),), about.regions, about.fields, about.forms, (),
                     about.cooperations)  # fmt: skip
    return Happening(
        f"cooperation/{record.id}/member/{municipality}", kind, f"cooperation:{record.id}", facts, about,
        cite_of(found.cite if found else None, record.cite), corrects=corrects,
    )  # fmt: skip


def _members(record: Cooperation, world: World) -> dict[str, None]:
    """Those that are with it, by the day that is."""
    return dict.fromkeys(
        p.municipality
        for p in record.participants
        if p.municipality and p.role in _WITH_IT and (p.until is None or p.until.first_day() > world.today)
    )


def _has_left(record: Cooperation, municipality: str) -> bool:
    return any(p.municipality == municipality and p.until is not None for p in record.participants)


def _real(record: Cooperation) -> bool:
    return _newest(record).status not in _THOUGHTS


def _changed(before: Cooperation, after: Cooperation) -> list[dict[str, Any]]:
    """What is known otherwise, with what it was and is where that can be told in a word or a sentence."""
    found: list[dict[str, Any]] = []

    def tell(what: str, was: Any, now: Any) -> None:
        if was != now and now is not None:
            found.append({"what": what, "was": was, "now": now})

    was, now = _newest(before), _newest(after)
    if was.status is not now.status or (was.on != now.on and was.text != now.text):
        found.append({"what": "status", "was": was.status.value, "now": now.status.value, "text": words(now.text)})
    tell("form", _form(before), _form(after))
    tell("name", words(before.name), words(after.name))
    tell("host", _host(before), _host(after))
    tell("established", day(before.established), day(after.established))
    known = {body.name.nb for body in before.bodies}
    found += [{"what": "body", "was": None, "now": words(b.name)} for b in after.bodies if b.name.nb not in known]
    told: set[Text] = {note.text for note in before.notes}
    new = [note for note in after.notes if note.text not in told]
    found += [{"what": "note", "was": None, "now": words(note.text)} for note in new[:_MOST_NOTES]]
    return found


def _newest(record: Cooperation) -> DatedStatus:
    return max(record.status, key=lambda s: s.on.first_day())


def _form(record: Cooperation) -> str | None:
    stated: tuple[DatedForm, ...] = tuple(f for f in record.forms if not f.considered)
    return max(stated, key=lambda f: f.on.first_day()).form.value if stated else None


def _host(record: Cooperation) -> str | None:
    hosts = [p for p in record.participants if p.role is ParticipantRole.HOST and p.municipality]
    return hosts[-1].municipality if hosts else None
