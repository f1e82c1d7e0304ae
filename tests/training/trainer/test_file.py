"""The figures as a file: over HTTP with the key of the link alone, and at the command line."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

import bot
from dialogs.channels import downloads
from dialogs.site.addresses import Addresses
from dialogs.training.figures import file_link
from dialogs.training.figures_told import FigureFiles
from storage.database import Database, open_database
from storage.quiz_figures import freeze_month
from tests.training.trainer.conftest import NOW
from tests.training.trainer.test_figures import DECEMBER, november
from tests.worlds import knowledge

SECRET = "s" * 32


async def served(database: Database, secret: str) -> TestClient[web.Request, web.Application]:
    await november(database)
    async with database.session(write=True) as session:
        await freeze_month(session, "2026-11", today=DECEMBER, now=NOW)
    app = web.Application()
    app.add_routes(downloads.routes(FigureFiles(database, lambda: knowledge("shipped").register).find, secret))
    client = TestClient(TestServer(app))
    await client.start_server()
    return client


async def test_the_link_opens_the_file_and_no_other(database: Database) -> None:
    """Without its key nothing is told, not even whether there are figures."""
    client = await served(database, SECRET)
    address = urlsplit(file_link(Addresses("https://samrad.example", SECRET), ["2026-11"], "nn"))
    answer = await client.get(f"{address.path}?{address.query}")

    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="samrad-2026-11.csv"'
    assert (await answer.read()).startswith("\ufeffMånad;Svar;Tema;".encode())
    for path in ("2026-10", "2025-01_2026-11", "2026-11_2026-12", "x"):
        refused = await client.get(f"/training/figures/{path}.csv?{address.query}")
        assert (refused.status, await refused.text()) == (403, downloads._NO_KEY.nn)
    await client.close()


async def test_in_local_mode_no_key_is_needed(database: Database) -> None:
    """On loopback alone; a month without figures is not found."""
    client = await served(database, "")
    assert (await client.get("/training/figures/2026-11.csv")).status == 200
    missing = await client.get("/training/figures/2026-10.csv")
    assert (missing.status, await missing.text()) == (404, "Det finnes ingen tall for denne tiden.")
    assert (await client.get("/training/figures/2026-11.csv", headers={"Host": "evil.example"})).status == 403
    await client.close()


def test_the_command_lists_and_writes(
    seeded_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The month that ended last unless it is told otherwise; 1 where there are no figures."""

    async def fill() -> None:
        database = open_database(seeded_url)
        await november(database)
        await database.close()

    asyncio.run(fill())
    monkeypatch.setenv("SAMRAD_DATABASE_URL", seeded_url)
    monkeypatch.setenv("SAMRAD_LOG_LEVEL", "ERROR")
    monkeypatch.setattr(bot, "utc_now", lambda: datetime(2026, 12, 5, tzinfo=UTC))
    file = tmp_path / "figures.csv"

    assert bot.main(["quiz-figures"]) == 0
    listed = capsys.readouterr().out
    assert "  0 % of     8  100 % of     6  uttreden og ansvar" in listed
    assert bot.main(["quiz-figures", "--month", "2026-11", "--csv", str(file), "--language", "nn"]) == 0
    assert file.read_bytes().startswith("\ufeffMånad;".encode())
    assert bot.main(["quiz-figures", "--month", "2026-12"]) == 1
    assert "There are no figures of 2026-12" in capsys.readouterr().out
    assert bot.main(["quiz-figures", "--csv", str(tmp_path / "none" / "x.csv")]) == 2
