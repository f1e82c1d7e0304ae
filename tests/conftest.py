"""What tests in every room may lean on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge import shipped

ROOT = Path(__file__).parents[1]

SETTINGS = (
    "PORT", "SAMRAD_DATABASE_URL", "SAMRAD_HOST", "SAMRAD_SECRET", "SAMRAD_POLL_SECONDS", "SAMRAD_LOG_LEVEL",
    "SAMRAD_ALLOWED_TENANTS", "SAMRAD_SERVICE_HOSTS", "SAMRAD_EDITORS", "SAMRAD_TWO_PERSONS", "SAMRAD_BASE_URL",
    "SAMRAD_AUTHOR_DAYS", "SAMRAD_CONVERSATION_DAYS", "SAMRAD_FEEDBACK_DAYS", "SAMRAD_PERSON_DAYS", "SAMRAD_SENT_DAYS",
    "SAMRAD_UNREACHED_DAYS", "SAMRAD_TRAINERS", "SAMRAD_SEND_RATE", "BotOpenIdMetadata",
    "MicrosoftAppId", "MicrosoftAppPassword", "MicrosoftAppType", "MicrosoftAppTenantId",
)  # fmt: skip
"""All that the service reads from the environment."""


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the developer's shell sets decides no test."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)


def clean_environment() -> dict[str, str]:
    """The environment of a process that is started with no settings of the service."""
    return {name: value for name, value in os.environ.items() if name not in SETTINGS}


NEW = """\
cooperations:
- id: blaafjell-vassverk
  name: Blåfjell vassverk IKS
  kind: company
  summary: {nb: Blåfjell vassverk IKS leverer vann i Gran., nn: Blåfjell vassverk IKS leverer vatn i Gran.}
  cite: SOURCE | side 1
  status:
  - {status: operating, on: 2025-01-01, text: {nb: Det er i drift., nn: Det er i drift.}}
  participants: [gran, jevnaker]
  aliases: {nb: [Blåfjell], nn: [Blåfjell]}
"""


@pytest.fixture
def new_file(tmp_path: Path) -> Path:
    """A register file with a cooperation that no source of ours speaks of."""
    path = tmp_path / "new.yaml"
    path.write_text(NEW.replace("SOURCE", next(iter(shipped.load().sources))), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a database with the shipped content in it, to copy."""
    folder = tmp_path_factory.mktemp("seeded")
    environment = {**clean_environment(), "SAMRAD_DATABASE_URL": f"sqlite:///{folder}/bot.sqlite3"}
    subprocess.run([sys.executable, "bot.py", "ask", "hei"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    return folder


@pytest.fixture
def seeded_url(seeded: Path, tmp_path: Path) -> str:
    """A seeded database of the test's own."""
    shutil.copytree(seeded, tmp_path / "data")
    return f"sqlite:///{tmp_path}/data/bot.sqlite3"
