"""A renderer over templates made for the tests, and the card schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft6Validator

from dialogs.model import Choice, CitedSource, RenderedReply, Reply
from dialogs.render import Renderer
from knowledge.model import Language

HERE = Path(__file__).parent
SCHEMA = json.loads((HERE.parent / "schemas" / "adaptive-card-1.5.json").read_text(encoding="utf-8"))
_VALIDATOR = Draft6Validator(SCHEMA)


def faults(card: Mapping[str, Any]) -> list[str]:
    """What the schema of Adaptive Cards 1.5 objects to."""
    return [error.message[:300] for error in _VALIDATOR.iter_errors(card)]


@pytest.fixture(scope="session")
def product() -> Renderer:
    """With the templates that are shipped."""
    return Renderer()


class Desk:
    """Renders one template text at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def render(
        self,
        template: str,
        language: Language = "nb",
        sources: tuple[CitedSource, ...] = (),
        choices: tuple[Choice, ...] = (),
        **facts: Any,
    ) -> RenderedReply:
        """The reply, its card checked against the schema."""
        for each in ("nb", "nn"):
            (self.folder / each / "try").mkdir(parents=True, exist_ok=True)
            (self.folder / each / "try" / "it.j2").write_text(template, encoding="utf-8")
        reply = Renderer(self.folder).render(Reply("try/it", language, facts, sources, choices))
        assert faults(reply.card) == []
        return reply


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A place to try a template."""
    return Desk(tmp_path)
