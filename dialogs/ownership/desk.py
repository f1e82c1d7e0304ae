"""The draft at the command line: written to files."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from dialogs.editing.papers import Desk
from dialogs.ownership.drafting import draft
from dialogs.ownership.pages import KINDS, file_name, made
from dialogs.settings import BadSettings
from dialogs.site.page_render import PageRenderer
from knowledge.clock import OSLO
from knowledge.model import Municipality, Register
from knowledge.ownership import named

CSS = Path(__file__).parent.parent / "channels" / "static" / "paper.css"


async def report(arguments: argparse.Namespace, desk: Desk) -> int:
    """Write the draft; BadSettings for a municipality, a kind of file or a place that cannot be used."""
    wanted = [(path, _kind(path)) for path in arguments.output or ()]
    async with desk.opened(desk.settings) as database:
        knowledge = await desk.snapshot(database)
    municipality = _municipality(knowledge.register, arguments.municipality)
    day = arguments.day or desk.clock().astimezone(OSLO).date()
    paper, telling = await asyncio.to_thread(draft, knowledge, municipality.id, arguments.language, day)
    for path, kind in wanted or [(Path(file_name(paper, municipality.id, "docx")), "docx")]:
        body = await asyncio.to_thread(made, paper, kind, PageRenderer, CSS.read_text(encoding="utf-8"))
        try:
            await asyncio.to_thread(path.write_bytes, body)
        except OSError as error:
            raise BadSettings(f"{path} cannot be written: {error.strerror}.") from error
        print(f"{path}: {paper.title}")
    held, apart = len(telling.overview.interests), len(telling.overview.beside)
    print(f"{held} companies and cooperations, {apart} that are not part of it, {len(telling.gaps)} places to fill in.")
    return 0


def _kind(path: Path) -> str:
    kind = path.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise BadSettings(
            f"{path}: a report is written as {', '.join(f'.{each}' for each in KINDS)}; end the name with one of them."
        )
    return kind


def _municipality(register: Register, said: str) -> Municipality:
    """The one that is named; BadSettings with what to write instead."""
    found = named(register, said)
    if not found:
        raise BadSettings(f"{said!r} is no municipality that is known: give its name or number, as in --municipality 3407.")
    if len(found) > 1:
        those = ", ".join(f"{m.number} ({m.name}, {m.county})" for m in found)
        raise BadSettings(f"Several municipalities are called {said!r}: give the number, one of {those}.")
    if found[0].until is not None:
        became = register.municipalities[found[0].became].name if found[0].became else "another"
        raise BadSettings(f"{found[0].name} is no municipality any more: it became part of {became}.")
    return found[0]
