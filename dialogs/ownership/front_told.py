"""The first chapters: what the draft is, and the principles that the council must fill in."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.ownership.blocks import Block, Bullets, Heading, Line, Para, Run, Table, cell, run
from dialogs.ownership.telling import Telling
from dialogs.ownership.words import ABOUT, CHAPTERS, MEMO, PRINCIPLES, PRINCIPLES_WORDS
from dialogs.written import on_day, when
from knowledge.model import PartialDate, Text
from knowledge.ownership import Belongs
from knowledge.yearly import term_of

_RULE = "gen-eierskapsmelding"


def chapter(telling: Telling, key: str) -> Heading:
    """The heading of a chapter, numbered as the chapters stand."""
    number = list(CHAPTERS).index(key) + 1
    return Heading(1, f"{number} {telling.say(CHAPTERS[key])}", f"kapittel-{number}")


def memo(telling: Telling) -> Table:
    """What kind of document it is, for the first page."""
    where, anchor = telling.say(MEMO["caption"]), "om-dokumentet"
    term, municipality = term_of(telling.today), telling.overview.municipality
    made = telling.say(MEMO["made_from"], day=on_day(telling.today), revision=telling.knowledge.revision)
    rows: tuple[tuple[str, Line], ...] = (
        ("municipality", run(f"{municipality.name}, {telling.say(MEMO['number'], number=municipality.number)}")),
        ("term", run(f"{term.first}–{term.last}")),
        ("made", run(made)),
        ("treatment", (telling.gap(where, anchor, telling.say(MEMO["treatment_gap"])),)),
        ("earlier", (telling.gap(where, anchor, telling.say(MEMO["earlier_gap"])),)),
    )
    table = tuple((cell((Run(telling.say(MEMO[key]), "strong"),)), cell(line)) for key, line in rows)
    return Table(
        where, (telling.say(MEMO["item"]), telling.say(MEMO["value"])), table, (24, 76), (anchor, *[""] * (len(rows) - 1))
    )


def about(telling: Telling) -> Iterator[Block]:
    """What the law demands, what the draft rests on, and how far it goes."""
    yield chapter(telling, "about")
    yield Para(telling.rule(telling.book.rules[_RULE], where=telling.say(CHAPTERS["about"]), anchor="kapittel-1"))
    yield Para(run(f"{telling.say(ABOUT['demand'])}:"))
    yield Bullets(tuple((Run(f"{telling.say(ABOUT[each])}. "), *telling.law((f"koml 26-1/2/{each}",))) for each in "abc"))
    yield Para(run(telling.say(ABOUT["made"])))
    yield Para(run(_counted(telling)))
    yield Para(run(telling.say(ABOUT["limits"])), note=True)


def _counted(telling: Telling) -> str:
    """How much there is, and how old it is."""
    held = telling.overview
    counts = {each.value: len(held.of(each)) for each in Belongs}
    if not held.interests:
        return telling.say(
            Text(
                "Registeret kjenner ingen virksomhet eller noe samarbeid i drift som {name} er med i. Det betyr ikke at det "
                "ikke finnes noen: oversikten i kapittel 3 må fylles ut.",
                "Registeret kjenner inga verksemd og ikkje noko samarbeid i drift som {name} er med i. Det tyder ikkje at det "
                "ikkje finst nokon: oversynet i kapittel 3 må fyllast ut.",
            ),
            name=telling.name,
        )
    sources = [telling.knowledge.register.sources[each.record.cite.source].published for each in held.interests]
    oldest, newest = min(sources, key=PartialDate.first_day), max(sources, key=PartialDate.last_day)
    told = Text(
        "Registeret kjenner {owned} som skal eller trolig skal med, {open} som kommunen må vurdere, og {out} "
        "som trolig ikke skal "
        "med. Den eldste kilden er fra {oldest}, den nyeste fra {newest}.",
        "Registeret kjenner {owned} som skal eller truleg skal med, {open} som kommunen må vurdere, og {out} "
        "som truleg ikkje skal "
        "med. Den eldste kjelda er frå {oldest}, den nyaste frå {newest}.",
    )
    return telling.say(told, **counts, oldest=when(oldest), newest=when(newest))


def principles(telling: Telling) -> Iterator[Block]:
    """A table of themes to fill in."""
    yield chapter(telling, "principles")
    yield Para((Run(f"{telling.say(PRINCIPLES_WORDS['intro'])} "), *telling.law(("koml 26-1/2/a",))))
    where = telling.say(CHAPTERS["principles"])
    rows = tuple(
        (
            cell((Run(telling.say(theme), "strong"),)),
            cell((telling.gap(where, "kapittel-2", telling.say(what)),)),
            cell(telling.law((ref,)) if ref else run("–")),
        )
        for theme, what, ref in PRINCIPLES
    )
    head = tuple(telling.say(PRINCIPLES_WORDS[key]) for key in ("theme", "principle", "law"))
    yield Table(telling.say(PRINCIPLES_WORDS["caption"]), head, rows, (24, 52, 24))
