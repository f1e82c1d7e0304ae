"""The whole draft: chapters in order, what must be filled in gathered, and the sources with their age."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dialogs.ownership.blocks import Block, Contents, Paper, Para, Run, Table, cell, run
from dialogs.ownership.front_told import about, chapter, memo, principles
from dialogs.ownership.overview_told import beside, overview, purposes
from dialogs.ownership.telling import Telling
from dialogs.ownership.words import CHAPTERS, CONTENTS, FILL, FOOTER, PAGE, SUBJECT, SUBTITLE, TITLE
from dialogs.ownership.year_told import year
from dialogs.written import begun, on_day, when
from knowledge import ownership, yearly
from knowledge.model import Language, Text
from knowledge.snapshot import Knowledge
from knowledge.year_book import shipped_year


def draft(knowledge: Knowledge, municipality: str, language: Language, today: date) -> tuple[Paper, Telling]:
    """The draft for a municipality as on that day, with what it was told from."""
    telling = begin(knowledge, municipality, language, today)
    day = on_day(today)
    blocks: list[Block] = [memo(telling), Contents(telling.say(CONTENTS))]
    for part in (about, principles, overview, purposes, year, beside, gaps, sources):
        blocks += part(telling)
    paper = Paper(
        language, telling.say(TITLE, name=telling.name), telling.say(SUBTITLE, day=day), telling.say(SUBJECT),
        telling.say(FOOTER, day=day), today, (telling.say(PAGE[0]), telling.say(PAGE[1])), tuple(blocks),
    )  # fmt: skip
    return paper, telling


def begin(knowledge: Knowledge, municipality: str, language: Language, today: date) -> Telling:
    """What is known of the municipality's interests, before any of it is told."""
    held = ownership.overview(knowledge, municipality, today)
    turns = yearly.year(shipped_year(), knowledge.language.law, held.interests, today)
    known = yearly.known_days(knowledge.register, municipality, today)
    return Telling(knowledge, language, today, held, turns, known)


def gaps(telling: Telling) -> Iterator[Block]:
    """Chapter 7: everything that was marked, by where it stands."""
    yield chapter(telling, "gaps")
    found: dict[str, list[str]] = {}
    anchors: dict[str, str] = {}
    for gap in telling.gaps:
        found.setdefault(gap.where, []).append(gap.what)
        anchors.setdefault(gap.where, gap.anchor)
    count = sum(map(len, found.values()))
    yield Para(run(telling.say(Text("{n} steder er merket.", "{n} stader er merkte."), n=count)))
    rows = tuple(
        (cell((Run(where, "strong", f"#{anchors[where]}"),)), cell(*(f"☐ {begun(what)}" for what in whats)))
        for where, whats in found.items()
    )
    head = (Text("Hvor", "Kvar"), FILL)
    yield Table(telling.say(CHAPTERS["gaps"]), tuple(telling.say(h) for h in head), rows, (34, 66))


def sources(telling: Telling) -> Iterator[Block]:
    """Chapter 8: the documents by number, and the acts with the day of the text that we read."""
    yield chapter(telling, "sources")
    if telling.cited:
        head = (
            Text("Nr", "Nr"),
            Text("Dokument", "Dokument"),
            Text("Dato og alder", "Dato og alder"),
            Text("Steder", "Stader"),
        )
        rows = []
        for number, ((source, via), places) in enumerate(telling.cited.items(), 1):
            record = telling.knowledge.register.sources[source]
            told = Text("gjengitt etter {via}", "attgjeve etter {via}")
            title = [f"{record.title.in_(telling.language)}. {begun(record.publisher.in_(telling.language))}."]
            title += [f"({begun(telling.say(told, via=via))}.)"] if via else []
            title += [record.url] if record.url else []
            age = telling.say(Text("{age} gammel", "{age} gammal"), age=telling.age(record.published))
            rows.append((cell(f"[{number}]"), cell(*title), cell(when(record.published), age), cell("; ".join(places))))
        anchors = tuple(f"kilde-{n}" for n in range(1, len(rows) + 1))
        caption = telling.say(Text("Dokumenter", "Dokument"))
        yield Table(caption, tuple(telling.say(h) for h in head), tuple(rows), (8, 42, 20, 30), anchors)
    yield _acts(telling)


def _acts(telling: Telling) -> Table:
    rows = []
    for act_id in telling.acts:
        act = telling.book.acts[act_id]
        read = Text("teksten slik den var {day}", "teksten slik han var {day}")
        unread = Text(
            "ikke lest av oss selv; etter andres gjengivelse {day}", "ikkje lesen av oss sjølve; etter attgjeving frå andre {day}"
        )
        told = telling.say(read if act.held else unread, day=when(act.checked))
        rows.append(
            (cell(begun(act.name.in_(telling.language))), cell(begun(act.title.in_(telling.language))), cell(begun(told)))
        )
    head = (Text("Lov", "Lov"), Text("Tittel", "Tittel"), Text("Lest", "Lesen"))
    return Table(telling.say(Text("Lover", "Lover")), tuple(telling.say(h) for h in head), tuple(rows), (26, 44, 30))
