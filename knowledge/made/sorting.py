"""Items that set cooperations beside each other: which the municipality is with, shares with another, or has in a field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from knowledge.basics import Citation, Text
from knowledge.made import wording
from knowledge.made.maker import Maker
from knowledge.made.names import called
from knowledge.made.wording import Told, Why, both
from knowledge.model import Cooperation, Field
from knowledge.quiz import QuizItem

_TRIED = 8
"""Wrong options are chosen among so many."""


def items(maker: Maker, record: Cooperation) -> Iterator[QuizItem]:
    """All that sets the record beside others."""
    yield from _field(maker, record)
    yield from _covers(maker, record)
    if maker.comparable(record):
        yield from _which(maker, record)
        yield from _shared(maker, record)


def elsewhere(maker: Maker, record: Cooperation) -> Iterator[QuizItem]:
    """Of a cooperation that the municipality is not with: a claim that it is, and which of several it is not with."""
    here = maker.here
    claim = both(lambda lang: f"{here} er med i {called(record, lang)}.")
    told = maker.outside(maker.municipality, record)
    asked = maker.asked("without", record, maker.municipality, claim, record.cite, 2)
    yield wording.claim(asked, told.because, holds=False)
    others = _some(record, (r for r in maker.own if maker.comparable(r) and _of_one_time(maker, record, r)))
    if len(others) == wording.WRONG and maker.comparable(record):
        stem = Text(
            f"Hvilket av disse samarbeidene er {here} ikke med i?", f"Kva for eit av desse samarbeida er {here} ikkje med i?"
        )
        yield _made(maker, "notwith", (record, *others), maker.municipality, stem, lambda r: _standing(maker, r))


def _which(maker: Maker, record: Cooperation) -> Iterator[QuizItem]:
    others = _some(record, (r for r in maker.elsewhere if maker.comparable(r) and _of_one_time(maker, record, r)))
    if len(others) < 2:
        return
    here = maker.here
    stem = Text(f"Hvilket av disse samarbeidene er {here} med i?", f"Kva for eit av desse samarbeida er {here} med i?")
    yield _made(maker, "which", (record, *others), maker.municipality, stem, lambda r: _standing(maker, r))


def _standing(maker: Maker, record: Cooperation) -> Told:
    """Whether the municipality is with it."""
    return _with(maker, record, maker.municipality)


def _with(maker: Maker, record: Cooperation, municipality: str) -> Told:
    members, place = maker.members(record), maker.names.municipality(municipality)
    inside = members is not None and municipality in members.inside
    because = both(lambda lang: (
        f"{place} er {'' if inside else 'ikke '}blant deltakerne i {called(record, lang)}." if lang == "nb"
        else f"{place} er {'' if inside else 'ikkje '}mellom deltakarane i {called(record, lang)}."
    ))  # fmt: skip
    return Told(_title(record), maker.sourced(because, maker.cite_of(municipality, record)))


def _shared(maker: Maker, record: Cooperation) -> Iterator[QuizItem]:
    """Which of its cooperations the municipality has together with another, that is in no other of those that are offered."""
    members = maker.members(record)
    partners = [m for m in members.inside if m != maker.municipality] if members else []
    for partner in wording.mixed(f"{record.id}&", partners, lambda m: m)[:2]:
        others = _some(record, (r for r in maker.own if r is not record and _without(maker, r, record, partner)))
        if len(others) < 2:
            continue
        here, name = maker.here, maker.names.municipality(partner)
        stem = Text(
            f"Hvilket av disse samarbeidene har {here} sammen med {name}?",
            f"Kva for eit av desse samarbeida har {here} saman med {name}?",
        )
        answer = f"{maker.municipality} {partner}"
        yield _made(maker, "shared", (record, *others), answer, stem, lambda r, m=partner: _with(maker, r, m))  # type: ignore[misc]
        return


def _without(maker: Maker, other: Cooperation, record: Cooperation, partner: str) -> bool:
    members = maker.members(other)
    told = members is not None and members.surely_out(partner)
    return told and maker.comparable(other) and _of_one_time(maker, record, other)


def _field(maker: Maker, record: Cooperation) -> Iterator[QuizItem]:
    """Which field it is in, where it is in one alone and its name does not tell."""
    field = _only_field(maker, record)
    if field is None:
        return
    wrong = [each for each in _fields_apart(maker, record, field) if not maker.names.speaks_of(record, each)]
    if len(wrong) < wording.WRONG:
        return
    stem = both(lambda lang: (
        f"hvilket fagområde hører {called(record, lang)} til?" if lang == "nb"
        else f"kva fagområde høyrer {called(record, lang)} til?"
    ))  # fmt: skip
    because = _belongs(maker, record)
    asked = maker.asked("field", record, field.id, stem, record.cite, 1)
    right, *others = (Told(_begun(each.name), because) for each in (field, *wrong[: wording.WRONG]))
    yield wording.one(asked, right, others)


def _covers(maker: Maker, record: Cooperation) -> Iterator[QuizItem]:
    """Which of the municipality's cooperations is about a field, where no other may be."""
    field = _only_field(maker, record)
    if field is None:
        return
    near = maker.knowledge.related_fields[field.id]
    apart = (
        r for r in maker.own if r is not record and r.fields and near.isdisjoint(r.fields) and _of_one_time(maker, record, r)
    )
    others = _some(record, (r for r in apart if not maker.names.speaks_of(r, field)))
    if len(others) < 2:
        return
    stem = Text(
        f"Hvilket av disse samarbeidene gjelder {field.name.nb}?", f"Kva for eit av desse samarbeida gjeld {field.name.nn}?"
    )
    answer = f"{maker.municipality} {field.id}"
    yield _made(maker, "covers", (record, *others), answer, stem, lambda r: Told(_title(r), _belongs(maker, r)))


def _belongs(maker: Maker, record: Cooperation) -> Why:
    """What it is about, with the source."""
    fields = [maker.register.fields[f].name for f in record.fields]
    nb, nn = wording.listed([f.nb for f in fields]), wording.listed([f.nn for f in fields])
    name = both(lambda lang: called(record, lang))
    return maker.sourced(Text(f"{name.nb} gjelder {nb}.", f"{name.nn} gjeld {nn}."), record.cite)


def _only_field(maker: Maker, record: Cooperation) -> Field | None:
    if len(record.fields) != 1:
        return None
    field = maker.register.fields[record.fields[0]]
    return None if maker.names.tells_field(record, field) else field


def _fields_apart(maker: Maker, record: Cooperation, field: Field) -> list[Field]:
    """Fields that have nothing to do with this one, not even one above both."""
    top = _top(maker, field)
    apart = [f for f in maker.register.fields.values() if _top(maker, f) != top]
    return wording.mixed(record.id, apart, lambda f: f.id)[:_TRIED]


def _top(maker: Maker, field: Field) -> str:
    seen = {field.id}
    while field.parent and field.parent not in seen:
        seen.add(field.parent)
        field = maker.register.fields[field.parent]
    return field.id


def _of_one_time(maker: Maker, record: Cooperation, other: Cooperation) -> bool:
    """True when what is told of both can be asked in one breath: none is old, or both stand in one document."""
    if _dated(record.cite) == _dated(other.cite):
        return True
    return not (maker.certain.is_old(record.cite) or maker.certain.is_old(other.cite))


def _dated(cite: Citation) -> tuple[str, str]:
    return cite.source, str(cite.as_of)


def _some(record: Cooperation, others: Iterator[Cooperation]) -> list[Cooperation]:
    return wording.mixed(record.id, list(islice(others, _TRIED)), lambda r: r.id)[: wording.WRONG]


def _title(record: Cooperation) -> Text:
    return _begun(record.name)


def _begun(text: Text) -> Text:
    return Text(wording.begun(text.nb), wording.begun(text.nn))


def _made(
    maker: Maker, kind: str, records: Sequence[Cooperation], answer: str, stem: Text, tell: Callable[[Cooperation], Told]
) -> QuizItem:  # fmt: skip
    """An item whose options are cooperations; the first of the records is the right one."""
    right, *wrong = records
    asked = maker.asked(kind, right, answer, stem, right.cite, 2)
    asked = replace(asked, facts=tuple(r.id for r in wrong))
    return wording.one(asked, tell(right), [tell(r) for r in wrong])
