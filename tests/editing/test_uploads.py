"""Documents handed in: answered at once, read in the background, told of; nothing is lost by a killed process."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from dialogs.editing.reading_room import LEASE, OnProgress, ReadingRoom
from dialogs.editing.upload_replies import REASONS
from dialogs.model import AttachmentFault, RenderedReply
from knowledge.documents import Extraction
from knowledge.errors import KnowledgeError
from knowledge.snapshot import Knowledge
from knowledge.sources.documents import DocumentError
from knowledge.sources.documents.faults import REASONS as READING_REASONS
from storage.documents import claim_document
from tests.editing.conftest import NOW, RENDERER, House, Person, attached, sel_draft

REFERENCE = {"serviceUrl": "http://127.0.0.1:1/", "conversation": {"id": "c"}}


Told = tuple[Mapping[str, Any], RenderedReply]


class Reader:
    """Stands in for the process that reads: gives what it is told to, and remembers."""

    def __init__(self, result: Extraction | KnowledgeError) -> None:
        self.result = result
        self.read: list[tuple[str, bytes]] = []
        self.begun, self.go_on = asyncio.Event(), asyncio.Event()
        self.go_on.set()

    async def __call__(self, name: str, data: bytes, known: Knowledge, on_progress: OnProgress) -> Extraction:
        self.read.append((name, data))
        await on_progress(40, 200)
        self.begun.set()
        await self.go_on.wait()
        if isinstance(self.result, KnowledgeError):
            raise self.result
        return self.result


def room_of(
    house: House, reader: Reader, told: list[tuple[Mapping[str, Any], RenderedReply]], *, later: float = 0
) -> ReadingRoom:
    """A room that tells into ``told``; its clock is so many seconds ``later``."""

    async def tell(reference: Mapping[str, Any], reply: RenderedReply) -> None:
        told.append((reference, reply))

    clock = NOW + timedelta(seconds=later)
    return ReadingRoom(house.database, lambda: house.live.knowledge, reader, RENDERER.render, tell, lambda: clock)


async def test_an_upload_is_answered_at_once_and_read_in_the_background(house: House) -> None:
    """The editor is told where the conversation is, and the drafts can be seen."""
    told: list[Told] = []
    kari, reader = house.person("kari"), Reader(Extraction((sel_draft(),)))
    first = await kari.attaches("sak.pdf", b"%PDF-1", reference=REFERENCE)
    status = await kari.says("status")
    await room_of(house, reader, told).read_one()
    after = await kari.says("hvordan går det med opplastingen?")

    assert "Jeg leser «sak.pdf»." in first.text
    assert house.received == ["received"]
    assert first.follow == "Følg opplasting 1"
    assert "«sak.pdf» står for tur." in status.text
    assert reader.read == [("sak.pdf", b"%PDF-1")]
    assert [(to, r.text.split("\n")[0]) for to, r in told] == [(REFERENCE, "Jeg har lest «sak.pdf» og laget ett utkast.")]
    assert "Jeg har lest «sak.pdf» og laget ett utkast." in after.text
    assert after.follow == ""
    assert "Utkast 1" in [choice.title for choice in after.choices]


async def test_progress_is_told_while_it_is_read(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many pages of so many; the page's own look leaves the conversation alone."""
    monkeypatch.setattr("dialogs.editing.reading_room.HEARTBEAT", 0.02)
    kari, reader = house.person("kari", "nn-NO"), Reader(Extraction(why_none="no_case"))
    reader.go_on.clear()
    await kari.attaches("bok.pdf", b"%PDF-2")
    reading = asyncio.create_task(room_of(house, reader, []).read_one())
    await reader.begun.wait()
    await asyncio.sleep(0.2)
    asked = await kari.says("Kven er med i Sogn KO?")
    looked = await kari.says("Følg opplasting 1")
    picked = await kari.says("1")
    reader.go_on.set()
    await reading

    assert "Eg har lese 40 av 200 sider i «bok.pdf»." in looked.text
    assert looked.follow == "Følg opplasting 1"
    assert asked.choices
    assert "bok.pdf" not in picked.text
    assert "eg fann inga behandling av ei sak" in (await kari.says("Følg opplasting 1")).text


@pytest.mark.parametrize("locale", ["nb-NO", "nn-NO"])
@pytest.mark.parametrize("reason", READING_REASONS)
async def test_why_a_document_cannot_be_read_is_told_with_what_to_do(house: House, reason: Any, locale: str) -> None:
    """Each reason in words of its own; nothing of the document is left."""
    told: list[Told] = []
    kari = house.person("kari", locale)
    await kari.attaches("fil.pdf", b"x", reference=REFERENCE)
    await room_of(house, Reader(DocumentError(reason)), told).read_one()
    status = await kari.says("status for opplasting 1")

    assert [reply.text for _, reply in told] == [status.text]
    assert "fil.pdf" in status.text
    assert len(status.text.split("\n\n")) == 3
    assert "Prøv igjen. Går det gal" not in status.text
    assert "Ingen utkast" in (await kari.says("utkast")).text


def test_every_reason_has_words() -> None:
    """A reason that the reading learns needs words here."""
    assert set(READING_REASONS) <= REASONS


@pytest.mark.parametrize("reason", ["too_large", "not_allowed", "unreachable"])
async def test_a_file_that_cannot_be_fetched_is_told_of(house: House, reason: Any) -> None:
    """With a way out; nothing waits to be read."""
    from dialogs.model import Address, Message

    attachment = attached("stor.pdf", AttachmentFault(reason))
    (reply,) = await house.responder.respond(Message(Address("web", "kari", "t"), "", "1", attachments=(attachment,)))

    assert "stor.pdf" in reply.text
    assert house.received == []
    assert len(reply.text.split("\n\n")) == 3


async def test_the_same_document_again_is_known(house: House) -> None:
    """Under another name too: when it was read, and its drafts."""
    kari, reader = house.person("kari"), Reader(Extraction((sel_draft(),)))
    await kari.attaches("en.pdf", b"same")
    again_soon = await kari.attaches("to.pdf", b"same")
    await room_of(house, reader, []).read_one()
    again = await house.person("ola").attaches("tre.pdf", b"same")

    assert "er alt under lesing" in again_soon.text
    assert "Dokumentet «en.pdf» er lest før, 30.11.2026." in again.text
    assert "Det ga utkast 1." in again.text
    assert len(reader.read) == 1


@pytest.mark.parametrize(
    ("why", "told"), [("not_cooperation", "handler ikke om interkommunalt"), ("no_case", "ingen behandling")]
)
async def test_a_document_without_drafts_says_why(house: House, why: Any, told: str) -> None:
    """Not about cooperation is another thing than no case."""
    kari = house.person("kari")
    await kari.attaches("en.pdf", b"same")
    await room_of(house, Reader(Extraction(why_none=why)), []).read_one()

    assert told in (await kari.says("status")).text
    assert told.replace("fant ", "") in (await kari.attaches("to.pdf", b"same")).text


async def test_what_a_killed_process_left_is_read_by_the_next(house: House) -> None:
    """When its lease is out, not before."""
    kari, reader = house.person("kari"), Reader(Extraction((sel_draft(),)))
    await kari.attaches("en.pdf", b"left")
    async with house.database.session() as session:
        assert await claim_document(session, now=NOW, lease=LEASE) is not None
    soon = await room_of(house, reader, [], later=10).read_one()
    later = await room_of(house, reader, [], later=LEASE.total_seconds() + 1).read_one()

    assert (soon, later) == (False, True)
    assert "laget ett utkast" in (await kari.says("status")).text


async def test_the_room_is_woken_and_survives_a_fault(house: House) -> None:
    """A document that breaks the reader stops nothing: the next is read at once."""

    class Breaking(Reader):
        async def __call__(self, name: str, data: bytes, known: Knowledge, on_progress: OnProgress) -> Extraction:
            if data == b"evil":
                raise RuntimeError("broken")
            return await super().__call__(name, data, known, on_progress)

    kari, reader = house.person("kari"), Breaking(Extraction((sel_draft(),)))
    room = room_of(house, reader, [])
    running = asyncio.create_task(room.run())
    await kari.attaches("en.pdf", b"evil")
    room.waiting.set()
    await asyncio.sleep(0.1)
    await kari.attaches("to.pdf", b"good")
    room.waiting.set()
    await asyncio.wait_for(reader.begun.wait(), 5)
    await _until(kari, "laget ett utkast")
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running

    assert reader.read == [("to.pdf", b"good")]


async def _until(person: Person, words: str) -> None:
    for _ in range(100):
        if words in (await person.says("status for opplasting 2")).text:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(words)


async def test_one_who_was_forgotten_is_not_told(house: House) -> None:
    """«Slett mine data» while the document is read: it is read on, and nobody is written to afterwards."""
    told: list[Told] = []
    kari, reader = house.person("kari"), Reader(Extraction((sel_draft(),)))
    await kari.attaches("en.pdf", b"%PDF", reference=REFERENCE)
    await kari.says("slett mine data")
    await room_of(house, reader, told).read_one()

    assert told == []
    assert "Utkast 1" in (await kari.says("utkast")).text
