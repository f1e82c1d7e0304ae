"""The door: settings from the environment, wiring, loops and commands. Never wording, SQL or rules."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from dialogs import law_desk
from dialogs.bells import Bells
from dialogs.channels import command_line
from dialogs.checking import check_content
from dialogs.overview.filters import prepared
from dialogs.settings import BadSettings, Settings, database_url, read_settings
from dialogs.site.addresses import Addresses, local_address
from knowledge import shipped
from knowledge.clock import OSLO
from knowledge.drift import LawTexts, UnknownParagraph, load_pins, stale_rules
from knowledge.errors import InvalidContent, KnowledgeError
from knowledge.model import Register
from knowledge.pins import Pins
from knowledge.snapshot import Knowledge, read_language
from knowledge.sources.law_text import LawTextError
from storage.database import Database, open_database
from storage.errors import Refused, StorageError
from storage.imports import import_files
from storage.law_pins import effective_pins, latest_law_change
from storage.law_texts import load_law_texts
from storage.migrate import migrate
from storage.register import current_revision, load_register
from storage.seed import is_seeded, seed
from storage.settings import secret_of
from storage.watch import watch

if TYPE_CHECKING:
    from aiohttp import web

    from dialogs.channels.front_door import FrontDoor
    from dialogs.editing.reading_room import ReadingRoom
    from dialogs.live import Live
    from dialogs.model import RenderedReply
    from dialogs.respond import Responder
    from knowledge.documents import Extraction

# What only answering needs is imported where it is used: aiohttp, jinja2 and the SDK take longer than a whole law to import.

log = logging.getLogger("samrad")


def utc_now() -> datetime:
    """The clock of the service; tests hand in their own."""
    return datetime.now(UTC)


# -- wiring -----------------------------------------------------------------------------------------------------------


@contextlib.asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    """The database, its tables in place and the shipped content brought in."""
    await migrate(settings.database_url)
    database = open_database(settings.database_url)
    try:
        digest = await asyncio.to_thread(shipped.digest)
        async with database.session() as session:
            seeded = await is_seeded(session, digest)
        if not seeded:
            content = await asyncio.to_thread(shipped.load)
            async with database.session(write=True) as session:
                done = await seed(session, content, digest, now=utc_now())
            for kind, record in done.kept:
                log.warning("%s/%s was changed here and is kept; the shipped content has it otherwise", kind, record)
        yield database
    finally:
        await database.close()


async def snapshot(database: Database) -> Knowledge:
    """What the register holds right now, ready to be asked."""
    async with database.session() as session:
        revision = await current_revision(session)
        register = await load_register(session)
        texts = await load_law_texts(session)
        pins = await effective_pins(session, load_pins())
    return await asyncio.to_thread(_built, register, revision, texts, pins)


def _built(register: Register, revision: int, texts: LawTexts, pins: Pins) -> Knowledge:
    # a national register makes some millions of objects that all stay: collecting among them only costs time
    gc.disable()
    try:
        language = read_language()
        return prepared(Knowledge(register, language, revision, texts, stale_rules(language.law, texts, pins)))
    finally:
        gc.freeze()  # without a look for garbage first: none is made, and looking takes a fifth of a second
        gc.enable()


async def addresses_of(settings: Settings, database: Database) -> Addresses:
    """Where pages and calendars are reached. Local mode is open on loopback, so its links carry no key."""
    if settings.teams.local:
        return Addresses(settings.base_url or (local_address(settings.host, settings.port) if settings.port else ""))
    return Addresses(settings.base_url, await secret_of(database, settings.secret))


async def make_responder(
    settings: Settings,
    database: Database,
    *,
    day: date | None = None,
    addresses: Addresses | None = None,
    bells: Bells | None = None,
) -> tuple[Responder, Live]:
    """The one path on this database, and what it answers from. ``day`` stands still when given."""
    from dialogs.editing.editors import Editing  # noqa: PLC0415
    from dialogs.live import Live  # noqa: PLC0415
    from dialogs.render import Renderer  # noqa: PLC0415
    from dialogs.respond import Responder  # noqa: PLC0415
    from dialogs.rooms import House, rooms  # noqa: PLC0415

    live = Live(await snapshot(database))
    secret, renderer = await secret_of(database, settings.secret), await asyncio.to_thread(Renderer)
    link, bells = addresses or await addresses_of(settings, database), bells or Bells()
    editing = Editing(settings.may_edit, settings.editors, settings.two_persons, bells.changed.set, bells.received.set)

    def on_day() -> date:
        return day or today()

    house = House(settings, database, lambda: live.knowledge, renderer.render, secret, utc_now, on_day, link, bells, live.now)
    with_rooms = partial(Responder, editing=editing, rooms=rooms(house))
    return with_rooms(database, live, renderer, secret, clock=utc_now, today=on_day, link=link), live


def today() -> date:
    """The day it is in Norway."""
    return datetime.now(OSLO).date()


async def make_app(settings: Settings, database: Database, addresses: Addresses | None = None) -> web.Application:
    """The whole service as an aiohttp application; loops start and stop with it."""
    from aiohttp import web  # noqa: PLC0415

    from dialogs.channels import directory  # noqa: PLC0415
    from dialogs.channels.teams import TeamsDoor  # noqa: PLC0415
    from dialogs.front import add_pages  # noqa: PLC0415

    addresses, bells = addresses or await addresses_of(settings, database), Bells()
    responder, live = await make_responder(settings, database, addresses=addresses, bells=bells)
    found = next((room.extension for room in responder.rooms if room.extension), None)
    door = TeamsDoor(
        settings.teams, responder.respond, responder.apology,
        feedback=responder.feedback, answers=responder.answers, extension=found,
    )  # fmt: skip
    app = web.Application(client_max_size=settings.teams.max_body)
    app.router.add_route("*", "/api/messages", door.handle)
    if settings.teams.local:
        app.router.add_post("/api/upload", door.pending.handle)
    await add_pages(app, settings, database, live, addresses, [s for r in responder.rooms for s in r.screens], utc_now, today)

    async def loops(_: web.Application) -> AsyncIterator[None]:
        await door.start()
        room = reading_room(database, live, responder, door, bells)
        beside = [loop(door) for each in responder.rooms for loop in each.loops]
        beside += directory.following(settings.teams, settings.groups, settings.members)
        async with _following(settings, database, live, bells), _running(room.run(), *beside):
            yield
        await door.close()

    app.cleanup_ctx.append(loops)
    return app


def reading_room(database: Database, live: Live, responder: Responder, door: FrontDoor, bells: Bells) -> ReadingRoom:
    """Where documents are read that editors hand in."""
    from dialogs.editing.reading_room import OnProgress, ReadingRoom  # noqa: PLC0415
    from knowledge.extraction.vocabulary import Vocabulary  # noqa: PLC0415
    from knowledge.sources.documents import process_apart  # noqa: PLC0415

    async def process(name: str, data: bytes, known: Knowledge, on_progress: OnProgress) -> Extraction:
        vocabulary = await asyncio.to_thread(Vocabulary.of, known.register)
        return await process_apart(name, data, vocabulary, on_progress=on_progress)

    async def tell(reference: Mapping[str, Any], reply: RenderedReply) -> None:
        await door.send(dict(reference), reply)

    return ReadingRoom(database, lambda: live.knowledge, process, responder.render, tell, utc_now, bells.received)


@contextlib.asynccontextmanager
async def _running(*loops: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """The loops run while within."""
    tasks = [asyncio.create_task(loop) for loop in loops]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


@contextlib.asynccontextmanager
async def _following(settings: Settings, database: Database, live: Live, bells: Bells) -> AsyncIterator[None]:
    """While within, answers come from the newest register and law."""

    async def follow(revision: int) -> None:
        fresh = await snapshot(database)
        await live.swap(lambda: fresh)
        log.info("the register is at revision %s", revision)

    async with database.session() as session:
        newest = await latest_law_change(session)
    async with _running(
        watch(database, follow, settings.poll_seconds, seen=live.knowledge.revision, wake=bells.changed),
        watch(database, follow, settings.poll_seconds, seen=newest, look=latest_law_change),
    ):
        yield


# -- commands ---------------------------------------------------------------------------------------------------------


async def serve(settings: Settings) -> int:
    """Serve until told to stop."""
    from aiohttp import web  # noqa: PLC0415

    async with opened(settings) as database:
        addresses = await addresses_of(settings, database)
        runner = web.AppRunner(await make_app(settings, database, addresses), access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, settings.host, settings.port)
        try:
            await site.start()
        except OSError as error:
            await runner.cleanup()
            raise BadSettings(
                f"Port {settings.port} on {settings.host} cannot be used ({error.strerror}): set PORT to another."
            ) from error
        where = runner.addresses[0]
        if settings.teams.local and not addresses.base_url:  # PORT=0: only now is it known
            addresses.base_url = local_address(where[0], where[1])
        mode = "local mode, loopback only, no sign-in" if settings.teams.local else f"app {settings.teams.app_id}"
        print(f"Samråd is ready on http://{where[0]}:{where[1]}/ ({mode})", flush=True)
        await _told_to_stop()
        await runner.cleanup()
    return 0


async def deliver(settings: Settings) -> int:
    """Send what is queued, beside those who serve, until told to stop."""
    from dialogs.channels.teams import TeamsDoor  # noqa: PLC0415

    async with opened(settings) as database:
        bells = Bells()
        responder, live = await make_responder(settings, database, bells=bells)
        door = TeamsDoor(settings.teams, responder.respond, responder.apology)
        await door.start()
        beside = [loop(door) for each in responder.rooms for loop in each.loops]
        async with _following(settings, database, live, bells), _running(*beside):
            print("Samråd sends what is queued.", flush=True)
            await _told_to_stop()
        await door.close()
    return 0


async def _told_to_stop() -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    await stop.wait()


async def ask(settings: Settings, arguments: argparse.Namespace) -> int:
    """Answer questions in the terminal, in one conversation."""
    from dialogs.channels import console  # noqa: PLC0415

    async with opened(settings) as database:
        responder, _ = await make_responder(settings, database, day=arguments.day)
        return await console.run(arguments, responder.respond, responder.explain, f"ask-{os.getpid()}")


async def import_register(settings: Settings, arguments: argparse.Namespace) -> int:
    """Lay register files over what is known; all or nothing."""
    try:
        files = [(path.name, path.read_bytes()) for path in arguments.file]
    except OSError as error:
        raise BadSettings(f"{error.filename} cannot be read: {error.strerror}.") from error
    async with opened(settings) as database:
        told = {"who": arguments.who, "reason": arguments.reason, "feed": arguments.feed}
        done = await import_files(database, files, **told, now=utc_now(), confirm_shrunk=arguments.confirm_shrunk)
    print(f"Imported: {done.added} new, {done.changed} changed, {done.unchanged} unchanged. Revision {done.revision}.")
    return 0


async def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """The command that was asked for; its exit status."""
    own = {"ask": ask, "import": import_register}
    if arguments.command in ("serve", "deliver"):
        return await (serve if arguments.command == "serve" else deliver)(settings)
    if arguments.command in own:
        return await own[arguments.command](settings, arguments)
    if arguments.command != "migrate":
        from dialogs import desks  # noqa: PLC0415

        return await desks.run(arguments, desks.Desk(settings, opened, utc_now, snapshot))
    await migrate(settings.database_url)
    print("The database is up to date.")
    return 0


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; 0 when it went well, 1 for faulty content, 2 for settings or a database that cannot be used."""
    arguments = command_line.parser(os.environ.get("USER", "")).parse_args(argv)
    try:
        if arguments.command == "check":
            return check_content(database_url(os.environ), as_json=arguments.json)
        if arguments.command == "package":
            from manifest.command import package  # noqa: PLC0415

            return package(arguments, os.environ)
        if arguments.command == "pin-law":
            return law_desk.pin_rules(arguments)
        settings = read_settings(os.environ)
        logging.getLogger("alembic").setLevel(logging.WARNING)
        logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
        return asyncio.run(run(arguments, settings))
    except InvalidContent as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        print("Nothing was changed.", file=sys.stderr)
        return 1
    except (LawTextError, UnknownParagraph, Refused) as error:
        print(error, "Nothing was changed.", sep="\n", file=sys.stderr)
        return 2 if isinstance(error, UnknownParagraph) else 1
    except (BadSettings, StorageError, KnowledgeError) as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
