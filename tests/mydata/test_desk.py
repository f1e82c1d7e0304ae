"""What is kept of a person at the command line."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

import bot
from storage.conversations import save_preferences
from storage.database import open_database
from storage.identity import person_key
from storage.migrate import migrate
from storage.settings import local_secret
from tests.mydata.conftest import NOW
from tests.ratification.test_served import APP


def known(url: str, tenant: str = "", secret: str = "") -> None:
    """Kari, who has chosen a municipality."""

    async def put() -> None:
        await migrate(url)
        database = open_database(url)
        async with database.session(write=True) as session:
            key = person_key(secret or await local_secret(session), tenant, "msteams", "kari-oid")
            await save_preferences(session, key, {"municipality": "sel"}, now=NOW)
        await database.close()

    asyncio.run(put())


@pytest.mark.parametrize("app", [{}, APP], ids=["local", "app"])
def test_a_person_is_given_out_and_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], app: dict[str, str]
) -> None:
    """By the id that Entra has; afterwards nothing is kept, and the exit status says so."""
    url = f"sqlite:///{tmp_path / 'd.sqlite3'}"
    known(url, app.get("MicrosoftAppTenantId", ""), app.get("SAMRAD_SECRET", ""))
    for name, value in {**app, "SAMRAD_DATABASE_URL": url}.items():
        monkeypatch.setenv(name, value)
    file = tmp_path / "kari.json"

    done = [
        bot.main(["mydata", "kari-oid", "--output", str(file)]),
        bot.main(["mydata", "ola-oid", "--output", str(tmp_path / "ola.json")]),
        bot.main(["mydata", "kari-oid", "--delete"]),
        bot.main(["mydata", "kari-oid", "--output", str(tmp_path / "after.json")]),
    ]
    told = json.loads(file.read_text(encoding="utf-8"))

    assert done == [0, 1, 0, 1]
    assert [part["rows"][0]["preferences"] for part in told["parts"]] == [{"municipality": "sel"}]
    assert sorted(path.name for path in tmp_path.glob("*.json")) == ["kari.json"]
    assert "Deleted: 1 rows of 1 kinds." in capsys.readouterr().out
