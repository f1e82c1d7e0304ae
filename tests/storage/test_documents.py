"""Documents that are handed in: each read once, by one reader, and forgotten when it has been read."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from knowledge.documents import Extraction
from storage.database import Database
from storage.documents import (
    ATTEMPTS,
    INTERRUPTED,
    ClaimedDocument,
    DocumentSettled,
    StoredDocument,
    add_document,
    claim_document,
    digest_of,
    fail_document,
    find_document,
    finish_document,
    get_document,
    keep_extraction,
    note_progress,
)
from storage.drafts import StoredDraft, draft_history, list_drafts
from storage.seed import seed
from tests.storage.conftest import NOW, rows
from tests.storage.examples import small_register
from tests.storage.papers import DRAFT, drafted, read

pytestmark = pytest.mark.asyncio

LEASE = timedelta(minutes=1)
REFERENCE = {"conversation": "c1"}


async def _add(database: Database, name: str = "sak.pdf", data: bytes = b"%PDF one") -> tuple[StoredDocument, bool]:
    async with database.session(write=True) as session:
        return await add_document(session, name, data, who="kari", reference=REFERENCE, language="nn", now=NOW)


async def _claim(database: Database, after: timedelta = timedelta()) -> ClaimedDocument | None:
    async with database.session() as session:
        return await claim_document(session, now=NOW + after, lease=LEASE)


async def _finish(database: Database, document: int, extraction: Extraction) -> tuple[StoredDraft, ...]:
    async with database.session(write=True) as session:
        return await finish_document(session, document, extraction, now=NOW)


async def _get(database: Database, document: int) -> StoredDocument:
    async with database.session() as session:
        found = await get_document(session, document)
    assert found is not None
    return found


async def _kept_bytes(database: Database) -> list[tuple[object, ...]]:
    return await rows(database, "SELECT state, data IS NULL, reference IS NULL FROM document ORDER BY id")


async def test_a_document_waits_is_read_and_is_let_go_of(database: Database) -> None:
    """Its bytes and where to tell of it are there until its drafts are, and not after."""
    async with database.session(write=True) as session:
        await seed(session, small_register(), "one", now=NOW)
    stored, is_new = await _add(database)
    assert (is_new, stored.state, stored.drafts, stored.uploaded_by) == (True, "waiting", (), "kari")
    claimed = await _claim(database)
    assert claimed is not None
    assert (claimed.data, claimed.reference, claimed.language) == (b"%PDF one", REFERENCE, "nn")
    async with database.session() as session:
        await note_progress(session, stored.id, 20, 200, now=NOW)
    halfway = await _get(database, stored.id)
    assert (halfway.state, halfway.pages_done, halfway.pages_total) == ("working", 20, 200)
    drafts = await _finish(database, stored.id, read(DRAFT, drafted(municipality="fjell")))
    assert [(d.draft.municipality, d.state, d.version, d.document_name) for d in drafts] == [
        ("dal", "open", 1, "sak.pdf"),
        ("fjell", "open", 1, "sak.pdf"),
    ]
    done = await _get(database, stored.id)
    assert (done.state, done.pages_done, done.drafts, done.reason) == ("done", 200, tuple(d.id for d in drafts), "")
    assert [tuple(map(str, row)) for row in await _kept_bytes(database)] in (
        [("done", "1", "1")],
        [("done", "True", "True")],
    )
    async with database.session() as session:
        assert await list_drafts(session) == drafts
        assert [(c.what, c.who, c.draft) for c in await draft_history(session, drafts[0].id)] == [("created", "kari", DRAFT)]
    assert await _claim(database) is None


async def test_the_same_document_is_known_again_whatever_it_is_called(database: Database) -> None:
    """While it waits and when it is done, also under another name; other bytes under the same name are another."""
    stored, _ = await _add(database)
    assert await _add(database, "kopi av sak.pdf") == (stored, False)
    await _claim(database)
    await _finish(database, stored.id, Extraction(why_none="not_cooperation"))
    again, is_new = await _add(database)
    assert (again.id, again.state, again.reason, is_new) == (stored.id, "done", "not_cooperation", False)
    assert (await _add(database, data=b"%PDF two"))[1]
    async with database.session() as session:
        assert await find_document(session, digest_of(b"%PDF one")) == again
        assert await find_document(session, digest_of(b"%PDF three")) is None


async def test_a_document_that_cannot_be_read_leaves_its_name_and_the_reason(database: Database) -> None:
    """Nothing else of it stays, and it may be handed in again."""
    stored, _ = await _add(database)
    await _claim(database)
    later = NOW + timedelta(hours=1)
    async with database.session() as session:
        await fail_document(session, stored.id, "encrypted", now=later)
    failed = await _get(database, stored.id)
    assert failed == StoredDocument(stored.id, "sak.pdf", digest_of(b"%PDF one"), "failed", 0, 0, (), "encrypted", later, "")
    assert await rows(database, "SELECT data, reference, heard_at FROM document") == [(None, None, None)]
    assert await rows(database, "SELECT count(*) FROM draft") == [(0,)]
    again, is_new = await _add(database, "ny.pdf")
    assert (is_new, again.id, again.state, again.reason, again.name) == (True, stored.id, "waiting", "", "ny.pdf")


async def test_a_lease_that_lapses_lets_another_read_it(database: Database) -> None:
    """Progress renews the lease; when the reader falls silent, another takes over, and only one result counts."""
    stored, _ = await _add(database)
    assert await _claim(database) is not None
    assert await _claim(database, LEASE / 2) is None
    async with database.session() as session:
        await note_progress(session, stored.id, 1, 9, now=NOW + LEASE / 2)
    assert await _claim(database, LEASE) is None
    taken_over = await _claim(database, LEASE * 2)
    assert taken_over is not None
    assert taken_over.document.id == stored.id
    first = await _finish(database, stored.id, read())
    with pytest.raises(DocumentSettled):
        await _finish(database, stored.id, read())
    with pytest.raises(DocumentSettled):
        async with database.session() as session:
            await fail_document(session, stored.id, "timeout", now=NOW)
    async with database.session() as session:
        assert await list_drafts(session) == first
    assert (await _get(database, stored.id)).state == "done"


async def test_a_document_that_takes_its_readers_down_is_given_up(database: Database) -> None:
    """It is begun on three times and no more, and does not stand in the way of the others."""
    deadly, _ = await _add(database)
    waiting, _ = await _add(database, data=b"fine")
    begun = [await _claim(database, LEASE * n) for n in range(ATTEMPTS)]
    assert [c.document.id for c in begun if c] == [deadly.id] * ATTEMPTS
    after = await _claim(database, LEASE * ATTEMPTS)
    assert after is not None
    assert after.document.id == waiting.id
    given_up = await _get(database, deadly.id)
    assert (given_up.state, given_up.reason) == ("failed", INTERRUPTED)


async def test_many_readers_never_read_the_same(database: Database) -> None:
    """Twelve that claim at once get the eight documents that wait, one each."""
    ids = {(await _add(database, data=bytes([n])))[0].id for n in range(8)}
    claimed = [c for c in await asyncio.gather(*(_claim(database) for _ in range(12))) if c is not None]
    assert sorted(ids) == sorted(c.document.id for c in claimed)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_what_is_being_claimed_holds_nobody_up(database: Database) -> None:
    """On the server the next reader passes over a document that another is just claiming, without waiting for it."""
    first, _ = await _add(database)
    second, _ = await _add(database, data=b"two")
    async with database.session() as session:
        one = await claim_document(session, now=NOW, lease=LEASE)
        other = await asyncio.wait_for(_claim(database), 5)
    assert one is not None
    assert other is not None
    assert (one.document.id, other.document.id) == (first.id, second.id)


async def test_what_was_read_at_the_command_line_is_kept_whole_or_not_at_all(database: Database) -> None:
    """Document and drafts come in one transaction, once; one that failed before is taken in its place."""
    digest = digest_of(b"%PDF one")
    stored, _ = await _add(database)
    await _claim(database)
    async with database.session() as session:
        await fail_document(session, stored.id, "timeout", now=NOW)
    async with database.session(write=True) as session:
        kept = await keep_extraction(session, "sak.pdf", digest, read(), who="", now=NOW)
    assert kept is not None
    assert (kept[0].state, kept[0].drafts) == ("done", tuple(d.id for d in kept[1]))
    async with database.session(write=True) as session:
        assert await keep_extraction(session, "kopi.pdf", digest, read(), who="", now=NOW) is None
    assert await rows(database, "SELECT count(*) FROM draft") == [(1,)]
