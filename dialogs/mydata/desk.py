"""What is kept of a person at the command line, for those who ask in another way than in chat."""

from __future__ import annotations

import argparse
import asyncio
from datetime import datetime

from dialogs.editing.papers import Desk
from dialogs.mydata.file import as_json, parts_of
from dialogs.settings import BadSettings, Settings
from storage.authors import forget_author
from storage.conversations import forget
from storage.courses import forget_courses
from storage.group_votes import forget_votes
from storage.identity import person_key
from storage.practice_habits import forget_practice
from storage.quiz_item_rows import forget_suggester
from storage.session import Session
from storage.settings import local_secret
from storage.subscriptions import forget_subscriber
from storage.uploads import forget_uploader


async def mydata(arguments: argparse.Namespace, desk: Desk) -> int:
    """Write the file, or delete all of it; 1 when nothing is kept. BadSettings when the file cannot be written."""
    settings, now = desk.settings, desk.clock()
    async with desk.opened(settings) as database:
        async with database.session(write=True) as session:
            secret = settings.secret or await local_secret(session)
        person = person_key(secret, _tenant(arguments.tenant, settings), arguments.channel, arguments.user)
        parts = await parts_of(database, person, arguments.language, settings.limits)
        if not parts:
            print(f"Nothing is kept of {arguments.user} in {arguments.channel}.")
            return 1
        told = f"{sum(len(part.rows) for part in parts)} rows of {len(parts)} kinds"
        if arguments.delete:
            async with database.session(write=True) as session:
                await erase(session, person, now=now)
            print(f"Deleted: {told}. What was done to the register stays, without who did it.")
            return 0
    try:
        await asyncio.to_thread(arguments.output.write_bytes, as_json(parts, person, arguments.language, now))
    except OSError as error:
        raise BadSettings(f"{error.filename} cannot be written: {error.strerror}.") from error
    print(f"{arguments.output}: {told}. It tells all that is kept of the person: see that nobody else gets it.")
    return 0


def _tenant(asked: str, settings: Settings) -> str:
    """The tenant that the person is known in; local mode knows none."""
    return "" if settings.teams.local else (asked or settings.teams.tenant_id).lower()


async def erase(session: Session, person: str, *, now: datetime) -> None:
    """Delete all that is kept of the person, and take them out of what stays, as «slett mine data» does."""
    await forget(session, person)
    await forget_uploader(session, person)
    await forget_practice(session, person)
    await forget_courses(session, person)
    await forget_votes(session, person)
    await forget_suggester(session, person)
    await forget_subscriber(session, person, now=now)
    await forget_author(session, person)
