"""The governance year: what comes in the next twelve months, what comes rarely, and what has no day in law."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dialogs.ownership.blocks import Block, Cell, Line, Para, Run, Spot, Table, Wheel, cell, months_after, run
from dialogs.ownership.front_told import chapter
from dialogs.ownership.telling import Telling
from dialogs.ownership.words import CHAPTERS
from dialogs.written import MONTHS, begun, on_day, when
from knowledge.deadlines import Period, period_of
from knowledge.model import Deadline, Text
from knowledge.year_entries import Timing
from knowledge.yearly import Known, Turn, term_of, within_a_year

_HEAD = (
    Text("Nr", "Nr"), Text("Når", "Når"), Text("Hva", "Kva"), Text("Gjelder", "Gjeld"), Text("Grunnlag", "Grunnlag"),
)  # fmt: skip
_WIDTHS = (6, 16, 32, 25, 21)


@dataclass(frozen=True, slots=True)
class _Row:
    day: date | None
    when: str
    what: Line
    whom: Cell
    basis: Line


def year(telling: Telling) -> Iterator[Block]:
    """Chapter 5."""
    yield chapter(telling, "year")
    words = Text(
        "Dagene følger av loven og av det registeret vet om saker. Avtaler og vedtekter kan sette andre "
        "frister; de går foran der "
        "loven åpner for det. Datoer for møter i selskapene står ikke i registeret.",
        "Dagane følgjer av lova og av det registeret veit om saker. Avtaler og vedtekter kan setje andre "
        "fristar; dei går føre der "
        "lova opnar for det. Datoar for møte i selskapa står ikkje i registeret.",
    )
    yield Para(run(telling.say(words)))
    soon = [turn for turn in telling.turns if within_a_year(turn.day, telling.today)]
    ours = [_turn(telling, turn) for turn in soon if turn.interests or not turn.entry.forms]
    known = [_known(telling, each) for each in telling.known]
    near = [row for row in known if within_a_year(row.day, telling.today)]
    later = [row for row in known if row not in near]
    dated = sorted((*ours, *near), key=lambda row: row.day or telling.today)
    others = [_turn(telling, turn) for turn in soon if turn.entry.forms and not turn.interests]
    yield _wheel(telling, [*dated, *others])
    yield from _table(telling, Text("De neste tolv månedene", "Dei neste tolv månadene"), dated, 1)
    more = Text("Bare hvis kommunen også er med i slike", "Berre om kommunen òg er med i slike")
    yield from _table(telling, more, others, len(dated) + 1)
    rest = [turn for turn in telling.turns if turn not in soon and (turn.interests or not turn.entry.forms)]
    loose = [*(_turn(telling, turn) for turn in rest), *later]
    yield from _table(
        telling, Text("Sjeldnere, og uten fast dag", "Sjeldnare, og utan fast dag"), loose, len(dated) + len(others) + 1
    )


def _table(telling: Telling, caption: Text, rows: Sequence[_Row], first: int) -> Iterator[Block]:
    if rows:
        told = tuple(
            (cell(str(number)), cell(row.when), cell(row.what), row.whom, cell(row.basis))
            for number, row in enumerate(rows, first)
        )
        yield Table(telling.say(caption), tuple(telling.say(head) for head in _HEAD), told, _WIDTHS)


def _turn(telling: Telling, turn: Turn) -> _Row:
    entry = turn.entry
    rule = telling.book.rules[entry.rule]
    what = f"{begun(telling.say(entry.what))}{_out_by(telling, turn)} ({telling.say(entry.who)})"
    basis = telling.basis(rule, entry.refs, where=telling.say(CHAPTERS["year"]), anchor="kapittel-5")
    if rule.unless_agreed:
        basis = (*basis, Run(telling.say(Text(" (avtalen kan si noe annet)", " (avtala kan seie noko anna)")), "soft"))
    return _Row(turn.day, _when(telling, turn), run(what), _whom(telling, turn), basis)


def _out_by(telling: Telling, turn: Turn) -> str:
    if turn.out_by is not None:
        return f" {turn.out_by}/{turn.out_by + 1}"
    if turn.entry.timing is Timing.MEETING and turn.day is not None:
        last = (period_of(telling.book.rules[turn.entry.rule]) or Period()).after(turn.day)
        return telling.say(Text(", møtet senest {day}", ", møtet seinast {day}"), day=on_day(last))
    return ""


def _when(telling: Telling, turn: Turn) -> str:
    term = term_of(telling.today)
    if turn.passed is not None and turn.day is not None:
        past = Text(
            "{passed} (gått ut; kontroller at planen finnes), så {next}",
            "{passed} (gått ut; kontroller at planen finst), så {next}",
        )
        return telling.say(past, passed=on_day(turn.passed), next=on_day(turn.day))
    if turn.day is not None:
        return on_day(turn.day)
    told = {
        Timing.TERM: Text("i valgperioden {first}–{last}", "i valperioden {first}–{last}"),
        Timing.ELECTION: Text("etter valget i {last}", "etter valet i {last}"),
        Timing.ALWAYS: Text("hele året", "heile året"),
    }.get(turn.entry.timing, Text("etter avtalen", "etter avtala"))
    return telling.say(told, first=term.first, last=term.last)


def _whom(telling: Telling, turn: Turn) -> Cell:
    names = [begun(each.record.name.in_(telling.language)) for each in turn.interests]
    if names:
        return cell(*names)
    if not turn.entry.forms:
        return cell(telling.say(Text("kommunen", "kommunen")))
    return cell(*(telling.knowledge.language.forms[form].name.in_(telling.language) for form in turn.entry.forms))


def _known(telling: Telling, each: Known) -> _Row:
    item = each.item
    day = on_day(each.day) if each.day is not None else when(item.on)
    title = begun(each.case.title.in_(telling.language))
    basis = (telling.ref(item.cite or each.case.cite),)
    planned = "" if isinstance(item, Deadline) else telling.say(Text(" (planlagt, ifølge kilden)", " (planlagt, ifølgje kjelda)"))
    return _Row(each.day, day, (*run(item.text.in_(telling.language)), Run(planned, "soft")), cell(title), basis)


def _wheel(telling: Telling, rows: Sequence[_Row]) -> Wheel:
    start = telling.today.replace(day=1)
    spots = tuple(Spot(row.day, str(number)) for number, row in enumerate(rows, 1) if row.day is not None)
    alt = telling.say(
        Text(
            "Årshjul med tolv måneder fra {month} {year}. Tallene viser til tabellene under.",
            "Årshjul med tolv månader frå {month} {year}. Tala viser til tabellane under.",
        ),
        month=MONTHS[start.month - 1], year=start.year,
    )  # fmt: skip
    months = tuple(MONTHS[(start.month - 1 + n) % 12][:3] for n in range(12))
    return Wheel(start, months, tuple(s for s in spots if months_after(start, s.day) < 12), alt)
