"""Items on who is with a cooperation, who is not, how many, who is host, and since when."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.basics import Text
from knowledge.made import wording
from knowledge.made.certain import Members
from knowledge.made.maker import Maker
from knowledge.made.names import called
from knowledge.made.wording import Asked, Told, both
from knowledge.model import Cooperation, Form
from knowledge.quiz import QuizItem

HOSTED = frozenset({Form.HOST, Form.ADMINISTRATIVE_HOST, Form.HOST_BOARD})
"""Forms where one municipality does the work for the others. A seat of another form is no host in the sense of the law."""
_AT_MOST_IN, _AT_MOST_OUT = 3, 3


def items(maker: Maker, record: Cooperation) -> Iterator[QuizItem]:
    """All that may be asked of who is with it."""
    members = maker.members(record)
    if members is None:
        return
    yield from _host(maker, record, members)
    yield from _year(maker, record)
    if maker.names.tells_place(record):
        return  # the name would answer who is with it, or seem to
    outside = _outside(maker, record, members)
    yield from _one_inside(maker, record, members, outside)
    yield from _one_outside(maker, record, members, outside)
    yield from _who(maker, record, members, outside)
    yield from _count(maker, record, members)
    yield from _is_with(maker, record, members, outside)


def _outside(maker: Maker, record: Cooperation, members: Members) -> list[str]:
    """Those that are certainly not with it; neighbours first."""
    if not maker.certain.told_who(record):
        return []
    near = maker.near(members.inside, members.named, record.id) if members.complete else []
    return [m for m in (*sorted(members.outside), *near) if m != maker.municipality]


def _one_inside(maker: Maker, record: Cooperation, members: Members, outside: list[str]) -> Iterator[QuizItem]:
    inside = [m for m in members.inside if m != maker.municipality]
    if not inside or len(outside) < wording.WRONG:
        return
    right = wording.mixed(record.id, inside, lambda m: m)[0]
    stem = both(lambda lang: (
        f"hvilken av disse kommunene er med i {called(record, lang)}?" if lang == "nb"
        else f"kva for ein av desse kommunane er med i {called(record, lang)}?"
    ))  # fmt: skip
    asked = maker.asked("member", record, right, stem, record.cite, 1)
    yield wording.one(asked, maker.inside(right, record), [maker.outside(m, record) for m in outside[: wording.WRONG]])


def _one_outside(maker: Maker, record: Cooperation, members: Members, outside: list[str]) -> Iterator[QuizItem]:
    if not outside or len(members.inside) < wording.WRONG:
        return
    right = outside[0]
    stem = both(lambda lang: (
        f"hvilken av disse kommunene er ikke med i {called(record, lang)}?" if lang == "nb"
        else f"kva for ein av desse kommunane er ikkje med i {called(record, lang)}?"
    ))  # fmt: skip
    asked = maker.asked("outsider", record, right, stem, record.cite, 2)
    yield wording.one(asked, maker.outside(right, record), [maker.inside(m, record) for m in members.inside])


def _who(maker: Maker, record: Cooperation, members: Members, outside: list[str]) -> Iterator[QuizItem]:
    """Several of them at once; how many are right tells nothing."""
    inside = wording.mixed(f"{record.id}?", [m for m in members.inside if m != maker.municipality], lambda m: m)
    many = 2 + wording.roll(f"who|{record.id}") % (_AT_MOST_IN - 1)
    if len(inside) < 2 or len(outside) < 2:
        return
    inside, outside = inside[:many], outside[1 : 1 + _AT_MOST_OUT]
    stem = both(lambda lang: (
        f"hvilke av disse kommunene er med i {called(record, lang)}? Velg alle som passer." if lang == "nb"
        else f"kva for nokre av desse kommunane er med i {called(record, lang)}? Vel alle som passar."
    ))  # fmt: skip
    asked = maker.asked("who", record, " ".join(sorted(inside)), stem, record.cite, 2)
    yield wording.several(asked, [maker.inside(m, record) for m in inside], [maker.outside(m, record) for m in outside])


def _count(maker: Maker, record: Cooperation, members: Members) -> Iterator[QuizItem]:
    if not (members.complete and members.alone) or len(members.inside) < 2:
        return
    right, who = len(members.inside), maker.listed(members.inside)
    stem = both(lambda lang: (
        f"hvor mange kommuner er med i {called(record, lang)}?" if lang == "nb"
        else f"kor mange kommunar er med i {called(record, lang)}?"
    ))  # fmt: skip
    many = wording.counted(right)
    because = maker.sourced(Text(f"{many} kommuner er med: {who}.", f"{many} kommunar er med: {who}."), record.cite)
    asked = maker.asked("count", record, str(right), stem, record.cite, 2)
    yield wording.numbers(asked, right, because, Text(f"{many} kommuner er med.", f"{many} kommunar er med."), least=2)


def _host(maker: Maker, record: Cooperation, members: Members) -> Iterator[QuizItem]:
    form = maker.certain.form(record)
    if form is None or form.form not in HOSTED or len(members.hosts) != 1 or maker.names.tells_place(record):
        return
    host = members.hosts[0]
    place = maker.place(host)
    others = [m for m in members.inside if m != host]
    wrong = [_no_host(maker, record, m, host) for m in others]
    if len(wrong) < wording.WRONG:
        wrong += [_not_even_with(maker, record, m, host) for m in _outside(maker, record, members)][: wording.WRONG - len(wrong)]
    stem = both(lambda lang: (
        f"hvem er vertskommune i {called(record, lang)}?" if lang == "nb"
        else f"kven er vertskommune i {called(record, lang)}?"
    ))  # fmt: skip
    cite = maker.cite_of(host, record)
    right = Told(place, maker.sourced(Text(f"{place.nb} er vertskommune.", f"{place.nn} er vertskommune."), cite))
    if others and len(wrong) > 1:
        yield wording.one(maker.asked("host", record, host, stem, cite, 1), right, wrong)
    holds = wording.roll(f"hosting|{record.id}|{maker.municipality}") % 2 == 0
    claimed = host if holds or not others else maker.municipality if host != maker.municipality else others[0]
    claim = both(lambda lang: f"{maker.names.municipality(claimed)} er vertskommune i {called(record, lang)}.")
    asked = maker.asked("hosting", record, f"{claimed} {claimed == host}", claim, cite, 1)
    yield wording.claim(asked, right.because, holds=claimed == host)


def _no_host(maker: Maker, record: Cooperation, municipality: str, host: str) -> Told:
    place, real = maker.place(municipality), maker.place(host)
    because = Text(f"{place.nb} er med, men {real.nb} er vertskommune.", f"{place.nn} er med, men {real.nn} er vertskommune.")
    return Told(place, maker.sourced(because, maker.cite_of(host, record)))


def _not_even_with(maker: Maker, record: Cooperation, municipality: str, host: str) -> Told:
    place, real = maker.place(municipality), maker.place(host)
    because = Text(
        f"{place.nb} er ikke med i samarbeidet. Vertskommunen er {real.nb}.",
        f"{place.nn} er ikkje med i samarbeidet. Vertskommunen er {real.nn}.",
    )
    return Told(place, maker.sourced(because, maker.cite_of(host, record)))


def _year(maker: Maker, record: Cooperation) -> Iterator[QuizItem]:
    """Since when. Not of what came after another: the reader may think of the first."""
    began = record.established
    if began is None or began.last_day() > maker.today or record.succeeds or maker.names.tells_year(record):
        return
    stem = both(lambda lang: (
        f"hvilket år ble {called(record, lang)} etablert?" if lang == "nb" else f"kva år vart {called(record, lang)} etablert?"
    ))  # fmt: skip
    told = both(lambda lang: (
        f"{called(record, lang)} ble etablert {wording.when(began)}." if lang == "nb"
        else f"{called(record, lang)} vart etablert {wording.when(began)}."
    ))  # fmt: skip
    asked = maker.asked("year", record, str(began.year), stem, record.cite, 3)
    yield wording.years(asked, began.year, maker.sourced(told, record.cite), newest=maker.today.year)


def _is_with(maker: Maker, record: Cooperation, members: Members, outside: list[str]) -> Iterator[QuizItem]:
    """A claim that one is with it: the municipality itself, or a neighbour that is not."""
    if not maker.certain.told_who(record):
        return
    holds = not outside or wording.roll(f"with|{record.id}|{maker.municipality}") % 2 == 0
    place = maker.municipality if holds else outside[-1 if len(outside) < 3 else 2]
    told = maker.inside(place, record) if holds else maker.outside(place, record)
    claim = both(lambda lang: f"{told.text.in_(lang)} er med i {called(record, lang)}.")
    asked: Asked = maker.asked("with", record, f"{place} {holds}", claim, record.cite, 1)
    yield wording.claim(asked, told.because, holds=holds)
