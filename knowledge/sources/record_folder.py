"""A folder of YAML files read as one: law, quiz items, courses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.errors import Problem
from knowledge.sources.registers import read_yaml


@dataclass(frozen=True, slots=True)
class ReadFolder:
    """What the files of a folder hold together, and where each record stands."""

    records: Mapping[str, dict[str, Any]]
    """By kind, then by id, in the order of the files' names."""
    places: Mapping[tuple[str, str], tuple[str, int]]
    """Kind and id -> file and line."""
    problems: tuple[Problem, ...]

    def problem(self, kind: str, record_id: str, fault: str, remedy: str) -> Problem:
        """What is wrong with a record, told where it stands."""
        return Problem(*self.places[kind, record_id], f"{kind}/{record_id}", fault, remedy)


def read_folder(folder: Path, kinds: Mapping[str, type[Any]]) -> ReadFolder:
    """Read all YAML files of a folder, the first of an id standing. Never raises for what they hold: see ``problems``."""
    records: dict[str, dict[str, Any]] = {kind: {} for kind in kinds}
    places: dict[tuple[str, str], tuple[str, int]] = {}
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*.yaml"), key=lambda each: each.stem):  # «x» before «x-2»
        name = path.relative_to(folder.parent).as_posix()
        file = read_yaml(name, path.read_text(encoding="utf-8"), kinds)
        problems += file.problems
        for kind, by_id in file.records.items():
            for record_id, record in by_id.items():
                place = (name, file.lines[kind, record_id])
                if record_id in records[kind]:
                    fault = f"the id stands in {places[kind, record_id][0]} too."
                    problems.append(Problem(*place, f"{kind}/{record_id}", fault, "Give one of them another id."))
                    continue
                records[kind][record_id] = record
                places[kind, record_id] = place
    return ReadFolder(records, places, tuple(problems))
