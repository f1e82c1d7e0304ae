"""The law at the command line: bringing in the text of acts, confirming and pinning the rules that rest on it."""

from __future__ import annotations

import argparse
import asyncio

from dialogs.channels import command_line
from dialogs.editing.papers import Desk
from dialogs.settings import BadSettings
from knowledge import law
from knowledge.drift import load_pins, pin_law
from storage.law_imports import import_law
from storage.law_pins import confirm_law


async def import_law_text(arguments: argparse.Namespace, desk: Desk) -> int:
    """Bring in the text of acts; tell what looks like a mistake, and which rules rest on paragraphs that have changed."""
    async with desk.opened(desk.settings) as database:
        done = await import_law(database, arguments.file, arguments.who, desk.clock())
    for act in done.acts:
        print(f"{act.id}: {act.title}, {act.paragraphs} paragraphs as of {act.as_of}{', unchanged' if act.unchanged else ''}")
    for line in (*done.remarks(), *command_line.stale_lines(done.stale)):
        print(line)
    return 0


async def confirm_paragraphs(arguments: argparse.Namespace, desk: Desk) -> int:
    """Take an editor's word that the rules on some paragraphs hold; tell what that mends, and what is left."""
    async with desk.opened(desk.settings) as database:
        book, now = await asyncio.to_thread(law.load), desk.clock()
        done = await confirm_law(database, book, load_pins(), arguments.paragraph, who=arguments.who, now=now)
    print(command_line.confirm_report(arguments.who, done.paragraphs, done.no_longer_stale, done.stale))
    return 0


def pin_rules(arguments: argparse.Namespace) -> int:
    """Pin the rules to the text of acts, or of some paragraphs of them; tell whose pins are others now."""
    try:
        done = pin_law(law.load(), arguments.file, only=arguments.only)
    except OSError as error:
        raise BadSettings(f"The pins cannot be written: {error}.") from error
    print(f"Pinned {done.paragraphs} paragraphs: {len(done.added)} new, {len(done.changed)} changed.")
    if done.changed:
        print(f"changed: {', '.join(done.changed)}; read the rules that rest on them again")
    return 0
