"""Weak themes and items as a trainer asks for them: months that are over, fixed once, and the same as a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dialogs.training.exercise import Practised
from dialogs.training.figures import file_link, stem_of
from dialogs.training.figures_csv import as_csv
from dialogs.training.figures_told import FigureFiles, months_in
from dialogs.training.own_items import OwnItems
from knowledge.group_figures import Figure
from knowledge.quiz import Role
from storage.conversations import save_preferences
from storage.database import Database
from storage.practice import Result, add_results, forget_results
from storage.practice_habits import save_run
from storage.quiz_figures import figures_of, freeze_month, frozen_months, months_to_freeze
from tests.storage.conftest import rows
from tests.training.trainer.conftest import NOW, Training
from tests.worlds import knowledge

NOVEMBER, DECEMBER = date(2026, 11, 10), date(2026, 12, 1)
ITEMS = {"agreement-ko-who-adopts": "agreement", "agreement-ko-loan": "agreement", "exit-made-up": "exit"}


def result(item: str, *, right: bool, day: date = NOVEMBER, hour: int = 9) -> Result:
    at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    return Result(item, ITEMS[item], 1, right, int(right), 1, at, day)


async def november(database: Database, *, people: int = 8, sel: int = 5) -> None:
    """Eight people answer three items: the agreement goes well, leaving goes badly; the first five are of Sel."""
    async with database.session(write=True) as session:
        for n in range(people):
            right = [result(item, right=theme == "agreement" and n > 0) for item, theme in ITEMS.items()]
            again = [result("exit-made-up", right=True, day=date(2026, 11, 20))] if n < 6 else []
            await add_results(session, f"key-{n}", [*right, *again])
            if n < sel:
                await save_preferences(session, f"key-{n}", {"municipality": "sel"}, now=NOW)


async def test_what_is_weak_is_told_in_both_written_forms(training: Training) -> None:
    """The weakest first, first answers and later ones apart, with how many are behind."""
    await november(training.database)
    told = (await training.person("kari").says("hva er vanskelig?")).text
    assert "Svakest i november 2026: uttreden og ansvar, der 0 % av svarene var rette." in told
    assert "Uttreden og ansvar: 0 % rette av 8 første svar, 100 % av 6 senere svar" in told
    assert "Samarbeidsavtalen: 88 % rette av 16 første svar" in told
    assert "Bak hvert tall står minst 5 personer" in told
    assert "I alt svarte minst 5 personer." in told

    items = await training.person("ola", "nn-NO").says("svake spørsmål")
    assert "Dei svakaste spørsmåla i november 2026" in items.text
    assert "Nokre kommunar vil skipe eit kommunalt oppgåvefellesskap. Kven vedtek samarbeidsavtala? – 88 % rette" in items.text
    shown = await training.person("ola", "nn-NO").presses("Vis 2. spørsmål", items)
    assert "følgjer med Samråd" in shown.text


async def test_a_municipality_is_told_when_enough_are_of_it(training: Training) -> None:
    """Those left over are too few to be told alone, and so is the municipality's difference to the whole."""
    await november(training.database, people=10)
    kari = training.person("kari")
    assert "Samarbeidsavtalen: 80 % rette av 10 første svar" in (await kari.says("svake temaer i Sel")).text
    assert "Tall for enkeltspørsmål er alltid for alle samlet" in (await kari.says("svake spørsmål i Sel")).text
    nothing = (await kari.says("svake temaer i Vågå")).text
    assert "Jeg har ingen tall å vise for november 2026, Vågå." in nothing
    assert "det må være minst 5 personer bak hvert tall" in nothing


async def test_three_left_over_are_told_neither_directly_nor_as_a_difference(training: Training) -> None:
    """Eight people, five of Sel: what is told of Sel and of all are the same people's answers, or Sel is not told."""
    await november(training.database)
    async with training.database.session(write=True) as session:
        await freeze_month(session, "2026-11", today=DECEMBER, now=NOW)
        figures = await figures_of(session, ["2026-11"])
    groups = {(f.answers, f.theme, f.name): f.given for f in figures if f.part == "group"}
    items = {(f.answers, f.theme): 0 for f in figures}
    for f in figures:
        items[f.answers, f.theme] += f.given if f.part == "item" else 0

    assert groups["first", "agreement", ""] == 16
    assert ("first", "agreement", "sel") not in groups
    assert items == {(a, t): sum(n for (x, y, _), n in groups.items() if (x, y) == (a, t)) for a, t in items}


async def test_a_month_is_reckoned_once(database: Database) -> None:
    """What comes later or is deleted later changes nothing, a month that is not over has no figures, and no person is kept."""
    await november(database)
    async with database.session(write=True) as session:
        assert await months_to_freeze(session, date(2026, 11, 30)) == ()
        with pytest.raises(ValueError, match="2026-11 is not over"):
            await freeze_month(session, "2026-11", today=date(2026, 11, 30), now=NOW)
        assert await months_to_freeze(session, DECEMBER) == ("2026-11",)
        assert await freeze_month(session, "2026-11", today=DECEMBER, now=NOW)
        before = await figures_of(session, ["2026-11"])
    async with database.session(write=True) as session:
        await add_results(session, "latecomer", [result("exit-made-up", right=True)])
        await forget_results(session, "key-0")
        assert not await freeze_month(session, "2026-11", today=DECEMBER, now=NOW)
        assert await figures_of(session, ["2026-11"]) == before
        assert await frozen_months(session) == {"2026-11": 5}
        assert await months_to_freeze(session, DECEMBER) == ()
    kept = repr([await rows(database, f"SELECT * FROM {table}") for table in ("quiz_month", "quiz_figure")])
    assert "key-" not in kept


async def test_the_first_answer_is_the_first_ever(database: Database) -> None:
    """An item that was met in October is met again in November, not for the first time."""
    october = date(2026, 10, 5)
    async with database.session(write=True) as session:
        for n in range(6):
            await add_results(session, f"key-{n}", [result("exit-made-up", right=False, day=october)])
            await add_results(session, f"key-{n}", [result("exit-made-up", right=True)])
        for month in await months_to_freeze(session, DECEMBER):
            await freeze_month(session, month, today=DECEMBER, now=NOW)
        told = {
            (m, f.answers, f.right) for m in ("2026-10", "2026-11") for f in await figures_of(session, [m]) if f.part == "item"
        }

    assert told == {("2026-10", "first", 0), ("2026-11", "later", 6)}


async def test_answers_in_group_sessions_are_left_to_the_sessions(database: Database) -> None:
    """Seven met it in a session, which showed its result; with the two who practised alone, the difference would be these two."""
    async with database.session(write=True) as session:
        for n in range(7):
            grouped = replace(result("exit-made-up", right=True), place="group", session="s1")
            await add_results(session, f"key-{n}", [grouped])
        for n in range(5, 9):
            await add_results(session, f"key-{n}", [result("exit-made-up", right=False, hour=10)])
        await freeze_month(session, "2026-11", today=DECEMBER, now=NOW)
        assert await figures_of(session, ["2026-11"]) == ()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("opplæringstall", "Opplæringstall for november 2026"),
        ("opplæringstall for november", "Opplæringstall for november 2026"),
        ("opplæringstall for siste 3 måneder", "Opplæringstall for september–november 2026"),
        ("opplæringstal for 2026", "Opplæringstal for januar–november 2026"),
        ("svake temaer for desember 2026", "Måneden er ikke over, så tallene for den finnes ikke ennå."),
        ("svake tema i oktober 2026", "ingen tal å vise for oktober 2026"),
        ("svake temaer blant medlemmer av kommunestyret", "Jeg har ingen tall å vise for november 2026, kommunestyret."),
    ],
)  # fmt: skip
async def test_periods_and_roles_are_understood(training: Training, words: str, told: str) -> None:
    """Months that are over, by name or counted back; others are refused with the reason."""
    await november(training.database)
    heard = training.person("kari", "nn-NO" if "tal " in words or "tema " in words else "nb-NO")
    assert told in (await heard.says(words)).text


async def test_others_are_not_told(training: Training) -> None:
    """«Hva er vanskelig?» is an ordinary question to them; the rest is refused."""
    await november(training.database)
    anne = training.person("anne")
    assert "%" not in (await anne.says("hva er vanskelig?")).text
    for words in ("svake temaer", "svake spørsmål", "opplæringstall", "opplæringstall som fil"):
        assert "Det er det bare kursledere som kan gjøre." in (await anne.says(words)).text


async def test_the_file_is_reached_by_a_link(database: Database) -> None:
    """In the reader's language; without an address the command is told instead."""
    await november(database)
    reached = Training(database, link=lambda path, **query: f"https://samrad.example{path}?lang={query['lang']}")
    told = await reached.person("kari").says("opplæringstall som fil")
    assert [c.url for c in told.choices] == ["https://samrad.example/training/figures/2026-11.csv?lang=nb"]
    nowhere = await Training(database).person("kari").says("last ned opplæringstall")
    assert "python bot.py quiz-figures --month 2026-11 --csv tall.csv" in nowhere.text
    assert file_link(lambda path, **_: path, ["2026-09", "2026-11"], "nb") == "/training/figures/2026-09_2026-11.csv"


async def test_the_table_is_in_the_readers_language(training: Training) -> None:
    """Semicolons, a header, the whole themes first; None where there are no figures."""
    await november(training.database)
    async with training.database.session(write=True) as session:
        await freeze_month(session, "2026-11", today=DECEMBER, now=NOW)
    files = FigureFiles(training.database, lambda: knowledge("shipped").register)
    assert await files.find("2026-10", "nb") is None
    assert await files.find("../2026-11", "nb") is None
    written = await files.find("2026-10_2026-11", "nn")
    assert written is not None
    assert written[:3] == b"\xef\xbb\xbf"
    lines = written.decode("utf-8-sig").split("\r\n")
    assert lines[0] == ("Månad;Svar;Tema;Talet gjeld;Spørsmål (kode);Spørsmål;Kommune;Rolle;Tal på svar;Rette svar;Prosent rette")
    assert "2026-11;første svar;samarbeidsavtala;heile temaet;;;;;16;14;88" in lines
    assert months_in("2026-11_2027-02") == ("2026-11", "2026-12", "2027-01", "2027-02")


def test_an_item_from_the_register_is_told_by_what_it_is_about() -> None:
    """Its question is made for each reader, so the cooperation is named instead."""
    register = knowledge("shipped").register
    own = OwnItems.__new__(OwnItems)
    own._items = {}
    name = register.cooperations["geodatasamarbeid-gjovikregionen"].name

    assert stem_of(register, own, "made-174f6424-member-geodatasamarbeid-gjovikregionen", "nn") == f"Eit spørsmål om {name.nn}"
    assert stem_of(register, own, "made-174f6424-figure-gone", "nb") == "Et spørsmål om tall i registeret"
    assert stem_of(register, own, "own-99", "nb") == ""


async def test_no_cell_is_a_formula() -> None:
    """Whatever an item asks, or a municipality is called."""
    nasty = {"=1+1": "=HYPERLINK(1)", "+1": "+2", "-x": "-2+3", "@x": "@SUM(1)", "\tx": 'a;"b"\n=1'}
    figures = [replace(Figure("first", "forms", "item", item, "", 5, 5)) for item in nasty]
    figures += [Figure("first", "=theme", "group", "=town", "=role", 5, 1)]
    written = as_csv({"2026-11": figures}, "nb", lambda item: nasty[item], lambda town: town)
    cells = [cell.strip('"') for line in written.split("\r\n") for cell in line.split(";")]

    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert "'=HYPERLINK(1)" in cells


async def test_a_role_is_what_the_person_practises_as(training: Training) -> None:
    """Kept by practice; told when at least five have it."""
    await november(training.database, people=12, sel=0)
    async with training.database.session(write=True) as session:
        for n in range(6):
            await save_run(session, f"key-{n}", Practised(role=Role.KOMMUNESTYRE).to_json(), heard=NOW)
    kari = training.person("kari")

    told = (await kari.says("svake temaer for kommunestyret")).text
    assert "Temaer for november 2026, kommunestyret" in told
    assert "Samarbeidsavtalen: 83 % rette av 12 første svar" in told
    assert "Bare svar fra grupper på minst 5 personer er med" in told
    assert (
        "Jeg har ingen tall å vise for november 2026, formannskapet." in (await kari.says("svake temaer for formannskapet")).text
    )
