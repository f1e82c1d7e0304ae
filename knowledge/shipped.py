"""The content that we ship: every YAML file below ``knowledge/content/register``, read and checked as one register."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from knowledge import check
from knowledge.errors import InvalidContent, Problem
from knowledge.model import Register
from knowledge.sources import registers
from knowledge.sources.registers import KINDS, ReadFile

CONTENT = Path(__file__).parent / "content"
REGISTER = CONTENT / "register"


def register_files(folder: Path = REGISTER) -> tuple[Path, ...]:
    """The files that make up the register, in a fixed order."""
    return tuple(sorted(folder.rglob("*.yaml")))


def digest(folder: Path = REGISTER) -> str:
    """A fingerprint of the shipped register; changes when any file does."""
    sha = hashlib.sha256()
    for path in register_files(folder):
        sha.update(path.relative_to(folder).as_posix().encode())
        sha.update(path.read_bytes())
    return sha.hexdigest()


def read(folder: Path = REGISTER) -> tuple[Register, tuple[Problem, ...]]:
    """The register as far as it can be read, and all that is wrong with it."""
    files = [
        registers.read_yaml(path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8"))
        for path in register_files(folder)
    ]
    return combine(files)


def load(folder: Path = REGISTER) -> Register:
    """The shipped register; InvalidContent with every problem if there is one."""
    register, problems = read(folder)
    if problems:
        raise InvalidContent(problems)
    return register


def combine(files: Iterable[ReadFile]) -> tuple[Register, tuple[Problem, ...]]:
    """One register from several files: ids are unique across files, references resolve."""
    files = list(files)
    problems = [problem for file in files for problem in file.problems]
    records: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    places: dict[tuple[str, str], tuple[str, int]] = {}
    for file in files:
        for kind, by_id in file.records.items():
            for record_id, record in by_id.items():
                place = (file.name, file.lines[kind, record_id])
                if record_id in records[kind]:
                    first = places[kind, record_id]
                    fault = f"the id stands in {first[0]}:{first[1]} too."
                    problems.append(Problem(*place, f"{kind}/{record_id}", fault, "Give one of them another id."))
                    continue
                records[kind][record_id] = record
                places[kind, record_id] = place
    register = Register(**records)
    for kind, record_id, where, fault, remedy in check.faults(register):
        name, line = places[kind, record_id]
        problems.append(Problem(name, line, f"{kind}/{record_id}{where}", fault, remedy))
    return register, tuple(sorted(problems))
