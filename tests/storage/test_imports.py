"""Imports: all or nothing, seen by a running bot, and none lost."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
import yaml

from knowledge.errors import InvalidContent
from knowledge.model import PartialDate, ParticipantRole, Register, Status
from storage.database import Database
from storage.imports import Imported, import_files
from storage.register import current_revision, history, load_register
from storage.seed import seed
from tests.storage.conftest import NOW, rows
from tests.storage.examples import FIGURE, small_register

pytestmark = pytest.mark.asyncio

COOPERATIONS = """cooperation_id;name;kind;summary_nb;summary_nn;source;place;status;status_on;status_text
water;Vannverket;company;Et vannverk.;Eit vassverk.;paper;4;operating;17.10.2025;Det er i drift.
"""
PARTICIPANTS = """in_cooperation,municipality,role,since,remove
water,fjell,host,
water,dal,,2024-06
fire,dal,observer,
fire,fjell,,,yes
"""
FIGURES = "figure_id;value;text_nb\ncost;1 234,5;«Det» koster; nå\n"
STEPS = """in_case;step_id;on;text;outcome;municipality;decision_nb;decision_nn
study;second;2024-07;Vedtaket ble gjort.;adopted;dal;Ja.;Ja.
study;first;;;rejected;;;
"""
MUNICIPALITIES = "municipality_id\tnumber\tname\tcounty\nny\t301\tNy\tFylket\nvik\t0003\t\tFylket\n"


async def _seeded(database: Database) -> Database:
    async with database.session(write=True) as session:
        await seed(session, small_register(), "one", now=NOW)
    return database


async def _import(database: Database, *files: tuple[str, str | bytes]) -> Imported:
    data = [(name, text if isinstance(text, bytes) else text.encode()) for name, text in files]
    return await import_files(database, data, who="kari", reason="import", now=datetime.now(UTC))


async def _register(database: Database) -> Register:
    async with database.session() as session:
        return await load_register(session)


async def test_every_table_is_laid_over_the_register(database: Database) -> None:
    """Five tables that refer to each other, in any order and with any delimiter, are taken in as one revision."""
    await _seeded(database)
    told = await _import(
        database,
        ("participants.csv", PARTICIPANTS),
        ("steps.csv", STEPS),
        ("figures.csv", FIGURES.replace("koster; nå", "koster nå")),
        ("cooperations.csv", COOPERATIONS.encode("utf-8-sig")),
        ("municipalities.CSV", MUNICIPALITIES.replace("\n", "\r\n")),
    )
    assert told == Imported(revision=2, added=2, changed=3, unchanged=1)
    found = await _register(database)
    water, fire = found.cooperations["water"], found.cooperations["fire"]
    assert (water.name.nb, water.name.nn, water.summary.nn) == ("Vannverket", "Vannverket", "Eit vassverk.")
    assert [(s.status, s.on) for s in water.status] == [(Status.OPERATING, PartialDate(2025, 10, 17))]
    assert [(p.municipality, p.role, p.since) for p in water.participants] == [
        ("fjell", ParticipantRole.HOST, None),
        ("dal", ParticipantRole.PARTICIPANT, PartialDate(2024, 6)),
    ]
    # the rest of a participant that a row corrects stays
    assert [(p.municipality, p.role, p.since) for p in fire.participants] == [
        ("dal", ParticipantRole.OBSERVER, PartialDate(2015))
    ]
    assert (found.figures["cost"].value, found.figures["cost"].text.nb) == (1234.5, "«Det» koster nå")
    assert found.figures["cost"].text.nn == "Det koster 1 000 kroner."
    assert [(s.id, s.outcome.value, str(s.on)) for s in found.cases["study"].steps] == [
        ("first", "rejected", "2024-05-06"),
        ("second", "adopted", "2024-07"),
    ]
    assert (found.municipalities["ny"].number, found.municipalities["vik"].name) == ("0301", "Vik")
    async with database.session() as session:
        latest = (await history(session, "cooperations", "fire"))[-1]
    assert (latest.who, latest.version) == ("kari", 2)
    assert latest.origin.startswith("import: participants.csv, steps.csv")


async def test_an_import_with_faults_changes_nothing_and_tells_them_all(database: Database) -> None:
    """Seven faulty files and a right one: nothing is taken in, and each fault is told with file, line and remedy."""
    await _seeded(database)
    before = await rows(database, "SELECT * FROM record ORDER BY id")
    files: dict[str, str | bytes] = {
        "right.csv": COOPERATIONS,
        "words.csv": PARTICIPANTS + "fire,dalen,observer,\nfire,vik,chief,\nice,vik,,\nfire,vik,,31.02.2020\n",
        "figures.csv": "figure_id;value;unitt\ncost;1.234;kr\ncost;12;kr\nprice;12;\n",
        "latin.csv": "figure_id;text_nb\ncost;På\n".encode("latin-1"),
        "header.csv": "name;colour\na;b\n",
        "notes.txt": "a",
        "loop.yaml": "figures: [&a {id: x, about: *a}]",
        "more.yaml": "figures:\n- id: bad\n  value: many\n" + yaml.safe_dump({"conflicts": [
            {"id": "c", "text": "Det stemmer ikke.", "facts": ["figure:nothing"], "cites": ["gone | 1"]}
        ]}),
    }  # fmt: skip
    with pytest.raises(InvalidContent) as caught:
        await _import(database, *files.items())
    told = [str(problem) for problem in caught.value.problems]
    for part in (
        "words.csv:6: cooperations/fire/participants/1/municipality: «dalen» is not among the municipalities.",
        "words.csv:7: cooperations/fire/role: Input should be 'participant', 'host'",
        "words.csv:8: cooperations/ice: there is no such record for a row of participants. Correct the id",
        "words.csv:9: cooperations/fire/since: «31.02.2020» is not a date: write 2015, 2024-06, 2025-10-17",
        "figures.csv:1: header: the column «unitt» is not known for figures. Did you mean «unit»?",
        "figures.csv:1: header: columns are missing that a new record needs (line 4): measure, label_nb,",
        "figures.csv:2: figures/cost/value: «1.234» can be read as two numbers: write 1234 or 1,234.",
        "figures.csv:3: figures/cost: the record stands in figures.csv:2 too. Keep one of them.",
        "latin.csv:2: file: is not UTF-8 text. Save it as UTF-8: in Excel, «Save as» and then «CSV UTF-8».",
        "header.csv:1: header: the header does not tell what the table is. Give it one of the columns municipality_id,",
        "notes.txt:1: file: is neither YAML nor CSV. Name it .yaml or .csv.",
        "loop.yaml:1: file: is nested too deep, or an alias in it holds itself. Write it without aliases.",
        "more.yaml:3: figures/bad/value",
        "more.yaml:5: conflicts/c/facts: «figure:nothing» is not there.",
        "more.yaml:5: conflicts/c/cites/0: cites the source «gone», which is not there.",
    ):
        assert any(line.startswith(part) for line in told), (part, told)
    assert not any(line.startswith("right.csv") for line in told)
    assert await rows(database, "SELECT * FROM record ORDER BY id") == before
    assert await rows(database, "SELECT max(number) FROM revision") == [(1,)]


async def test_the_same_file_again_changes_nothing(database: Database) -> None:
    """Importing twice gives one version; the second time says that nothing was otherwise."""
    await _seeded(database)
    files = (("c.csv", COOPERATIONS), ("p.csv", PARTICIPANTS.rsplit("\n", 2)[0]))
    assert (await _import(database, *files)).revision == 2
    assert await _import(database, *files) == Imported(revision=2, added=0, changed=0, unchanged=2)
    assert await rows(database, "SELECT count(*) FROM event WHERE revision > 1") == [(2,)]


async def test_a_yaml_record_takes_the_place_of_the_whole(database: Database) -> None:
    """YAML replaces the record with its id; a table in the same import is laid over the YAML."""
    await _seeded(database)
    figure = {**FIGURE, "id": "price", "value": "5"}
    text = yaml.safe_dump({"figures": [figure, {**FIGURE, "period": "2023"}]}, allow_unicode=True)
    assert await _import(database, ("f.yaml", "\ufeff" + text)) == Imported(2, 1, 1, 0)
    found = (await _register(database)).figures
    assert (found["price"].value, found["cost"].period) == (5.0, "2023")


async def test_a_dash_takes_a_value_away(database: Database) -> None:
    """«-» in a cell clears the value, an empty cell leaves it."""
    await _seeded(database)
    await _import(database, ("a.csv", "figure_id,period,note\ncost,2023,Merk dette.\n"))
    await _import(database, ("b.csv", "figure_id,period,note\ncost,-,\n"))
    figure = (await _register(database)).figures["cost"]
    assert figure.period is None
    assert figure.note is not None
    assert figure.note.nn == "Merk dette."


async def test_two_imports_at_once_both_count(database: Database) -> None:
    """Four imports at the same time, each of another participant, end with all four."""
    await _seeded(database)
    head = "in_cooperation,other,role\n"
    await asyncio.gather(*(_import(database, (f"{n}.csv", f"{head}fire,Lag {n},external\n")) for n in range(4)))
    others = {p.other.nb for p in (await _register(database)).cooperations["fire"].participants if p.other}
    assert others == {f"Lag {n}" for n in range(4)}
    async with database.session() as session:
        assert await current_revision(session) == 5
