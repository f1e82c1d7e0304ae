"""Law texts in both databases: kept in versions, taken in together or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from knowledge import drift
from knowledge.legal import Act, Answer, Certainty, LawBook, Rule
from knowledge.model import PartialDate, Text
from knowledge.sources.law_text import LawTextError
from storage.database import Database
from storage.law_imports import import_law
from storage.law_pins import confirm_law, effective_pins
from storage.law_texts import current_act, latest_law, law_versions, load_law_texts, save_act
from tests.law.texts import DATA, IKS, KOML, KOML_2018, WHOLE, excerpt, require_pack
from tests.storage.conftest import (  # noqa: F401  # fixtures that this module uses
    database,
    postgres,
    postgres_template,
    sqlite_template,
    url,
)

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SAID = Text("ja", "ja")
BOOK = LawBook(
    acts={"koml": Act("koml", SAID, KOML, SAID, PartialDate(2026, 7, 28))},
    rules={
        "name": Rule("name", "name", Answer.YES, Certainty.LAW, SAID, ("koml 19-1/3",)),
        "person": Rule("person", "person", Answer.YES, Certainty.LAW, SAID, ("koml 19-1/2",)),
    },
)
PINS = drift.pin(BOOK, {KOML: excerpt("koml.md")})


async def test_an_act_is_in_use_when_it_is_saved_and_the_one_before_is_kept(database: Database) -> None:  # noqa: F811
    """Every text stays; the last one saved is the one that is read, and the same text again is no new version."""
    older, newer = excerpt("koml.xml"), excerpt("koml.md")
    async with database.session() as session:
        assert await current_act(session, KOML) is None
        assert await latest_law(session) == 0
    for act in (older, newer, newer):
        async with database.session(write=True) as session:
            saved = await save_act(session, act, who="kari", origin="fil", now=NOW)
    assert (saved.unchanged, saved.replaced) == (True, newer)
    async with database.session() as session:
        assert await current_act(session, KOML) == newer
        assert await load_law_texts(session) == {KOML: newer}
        versions = await law_versions(session, KOML)
        assert await latest_law(session) == saved.version
    assert [(v.as_of, v.form, v.who, v.imported_at) for v in versions] == [
        (date(2024, 5, 1), "consolidated", "kari", NOW),
        (date(2026, 1, 1), "consolidated", "kari", NOW),
    ]


async def test_an_import_tells_what_it_did_and_which_rules_it_made_stale(database: Database) -> None:  # noqa: F811
    """Acts, paragraphs, the text that was replaced, and the rules on changed ledd."""
    first = await import_law(database, [DATA / "koml.md", DATA / "iks.xml"], "kari", NOW, book=BOOK, pins=PINS)
    assert [(act.id, act.paragraphs, act.replaced) for act in first.acts] == [(IKS, 7, None), (KOML, 5, None)]
    assert (first.stale, first.became_stale) == ({}, ())
    second = await import_law(database, [DATA / "koml-2018.xml"], "kari", NOW, book=BOOK, pins=PINS)
    assert (second.acts[0].form, second.acts[0].replaced, second.acts[0].older) == ("announced", date(2026, 1, 1), True)
    assert (second.stale, second.became_stale) == ({"name": ("koml 19-1",)}, ("name",))
    third = await import_law(database, [DATA / "koml-2018.xml"], "kari", NOW, book=BOOK, pins=PINS)
    assert (third.acts[0].unchanged, third.stale, third.became_stale) == (True, {"name": ("koml 19-1",)}, ())
    last = await import_law(database, [DATA / "koml.md"], "kari", NOW, book=BOOK, pins=PINS)
    assert (last.stale, last.acts[0].gone) == ({}, ("5-1", "31-6"))


async def test_an_import_of_a_broken_file_changes_nothing(database: Database, tmp_path: Path) -> None:  # noqa: F811
    """One truncated file among several: none of them is taken in, and the message says which and where."""
    await import_law(database, [DATA / "koml.md"], "kari", NOW, book=BOOK, pins=PINS)
    broken = tmp_path / "iks.xml"
    broken.write_bytes((DATA / "iks.xml").read_bytes()[:6000])
    with pytest.raises(LawTextError, match=r"iks\.xml:\d+: file: is not whole"):
        await import_law(database, [DATA / "koml-2018.xml", broken], "kari", NOW, book=BOOK, pins=PINS)
    async with database.session() as session:
        assert await load_law_texts(session) == {KOML: excerpt("koml.md")}
        assert len(await law_versions(session, KOML)) == 1


async def test_a_failure_midway_undoes_what_was_saved(database: Database) -> None:  # noqa: F811
    """Acts that are saved in one session are in use together, or not at all."""

    async def half() -> None:
        async with database.session(write=True) as session:
            await save_act(session, excerpt("koml.md"), who="kari", origin="fil", now=NOW)
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError, match="power"):
        await half()
    async with database.session() as session:
        assert await load_law_texts(session) == {}
        with pytest.raises(ValueError, match="write=True"):
            await save_act(session, excerpt("koml.md"), who="kari", origin="fil", now=NOW)


async def test_an_editor_confirms_a_paragraph(database: Database) -> None:  # noqa: F811
    """The rules on it are no longer stale, until the text changes again or the rules are written anew."""
    await import_law(database, [DATA / "koml-2018.xml"], "kari", NOW, book=BOOK, pins=PINS)
    with pytest.raises(ValueError, match="koml 99-1"):
        await confirm_law(database, BOOK, PINS, ["koml 19-1", "koml 99-1"], who="kari", now=NOW)
    await confirm_law(database, BOOK, PINS, ["koml 19-1"], who="kari", now=NOW)
    async with database.session() as session:
        texts, pins = await load_law_texts(session), await effective_pins(session, PINS)
        rewritten = drift.Pins({**PINS.paragraphs, "koml 19-1": drift.Pin("another", ("a", "b", "c", "d"))}, PINS.as_of)
        later = await effective_pins(session, rewritten)
    assert drift.stale_rules(BOOK, texts, pins) == {}
    assert set(drift.stale_rules(BOOK, {KOML: excerpt("koml.md")}, pins)) == {"name"}
    assert later.paragraphs["koml 19-1"].whole == "another"
    again = await import_law(database, [DATA / "koml-2018.xml"], "kari", NOW, book=BOOK, pins=PINS)
    assert again.stale == {}


async def test_a_full_act_is_imported(database: Database) -> None:  # noqa: F811
    """Kommuneloven whole, as announced and as consolidated; what it takes is told by ``make bench``."""
    require_pack()
    for path in (KOML_2018, WHOLE / "nl-20180622-083.xml"):
        report = await import_law(database, [path], "kari", NOW, book=BOOK, pins=PINS)
        assert report.acts[0].paragraphs in (185, 188)
