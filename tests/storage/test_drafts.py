"""Drafts: seen, corrected, approved by one or two, rejected, and all of it kept."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
import pytest_asyncio

from knowledge.documents import Draft
from knowledge.errors import InvalidContent
from knowledge.model import Case, Outcome, PartialDate
from storage.database import Database
from storage.documents import digest_of, keep_extraction
from storage.drafts import (
    Approved,
    DraftMoved,
    NoSuchDraft,
    SamePerson,
    StoredDraft,
    approve_draft,
    correct_draft,
    draft_history,
    get_draft,
    list_drafts,
    reject_draft,
    reopen_draft,
)
from storage.edits import undo_revision
from storage.register import current_revision, history, load_register
from storage.seed import seed
from tests.storage.conftest import NOW, rows
from tests.storage.examples import small_register
from tests.storage.papers import DRAFT, drafted, read

pytestmark = pytest.mark.asyncio

NEW_CASE = "felles-brannvesen-for-fjell-og-dal-2026"


@pytest_asyncio.fixture
async def desk(database: Database) -> Database:
    """A database with the small register in it, at revision 1."""
    async with database.session(write=True) as session:
        await seed(session, small_register(), "one", now=NOW)
    return database


async def hand_in(database: Database, *drafts: Draft, name: str = "sak.pdf") -> tuple[StoredDraft, ...]:
    async with database.session(write=True) as session:
        kept = await keep_extraction(session, name, digest_of(name.encode()), read(*drafts), who="", now=NOW)
    assert kept is not None
    return kept[1]


async def approve(database: Database, draft: StoredDraft, who: str = "kari", *, two: bool = False) -> Approved:
    async with database.session(write=True) as session:
        return await approve_draft(session, draft.id, version=draft.version, who=who, two_persons=two, now=NOW)


async def correct(database: Database, draft: StoredDraft, to: Draft, case: str | None = None, who: str = "kari") -> StoredDraft:
    async with database.session(write=True) as session:
        return await correct_draft(session, draft.id, to, case=case, version=draft.version, who=who, now=NOW)


async def reject(database: Database, draft: StoredDraft) -> StoredDraft:
    async with database.session(write=True) as session:
        return await reject_draft(session, draft.id, version=draft.version, who="kari", why="Ikke vår.", now=NOW)


async def now_of(database: Database, draft: StoredDraft) -> StoredDraft:
    async with database.session() as session:
        found = await get_draft(session, draft.id)
    assert found is not None
    return found


async def told(database: Database, draft: StoredDraft) -> list[tuple[int, str, str, str]]:
    async with database.session() as session:
        return [(c.version, c.what, c.who, c.why) for c in await draft_history(session, draft.id)]


async def cases(database: Database) -> dict[str, Case]:
    async with database.session() as session:
        return dict((await load_register(session)).cases)


async def test_an_approved_draft_is_in_the_register_with_its_source_and_event(desk: Database) -> None:
    """One revision holds the source, the case with its step, and an event for each; it tells who and from which file."""
    (draft,) = await hand_in(desk)
    assert await cases(desk) == small_register().cases, "nothing is published before a person approves"
    done = await approve(desk, draft)
    assert (done.revision, done.draft.state, done.draft.approved_by) == (2, "approved", ("kari",))
    assert (done.draft.case, done.draft.revision) == (NEW_CASE, 2)
    case = (await cases(desk))[NEW_CASE]
    assert [(s.municipality, str(s.on), s.outcome, s.decision_text) for s in case.steps] == [
        ("dal", "2026-09-14", Outcome.ADOPTED, DRAFT.decision)
    ]
    assert sorted(await rows(desk, "SELECT kind, record_id, change FROM event WHERE revision = 2")) == [
        ("cases", NEW_CASE, "added"),
        ("sources", case.cite.source, "added"),
    ]
    assert await rows(desk, "SELECT who, reason, origin FROM revision WHERE number = 2") == [
        ("kari", f"draft {draft.id}, approved", "document: sak.pdf")
    ]
    assert await told(desk, draft) == [(1, "created", "", ""), (1, "approved", "kari", "")]
    async with desk.session() as session:
        assert (await list_drafts(session), await list_drafts(session, state="approved")) == ((), (done.draft,))


async def test_a_correction_is_what_is_approved_and_the_reading_is_kept(desk: Database) -> None:
    """The history holds the draft as it was read, as it was corrected and by whom."""
    (draft,) = await hand_in(desk)
    better = drafted(vote="10 mot 3", meeting_date=PartialDate(2026, 9, 15))
    corrected = await correct(desk, draft, better, "study")
    assert (corrected.version, corrected.draft, corrected.case) == (2, better, "study")
    assert await correct(desk, corrected, better, "study") == corrected, "the same again is no change"
    with pytest.raises(DraftMoved) as moved:
        await approve(desk, draft)
    assert moved.value.draft == corrected
    await approve(desk, corrected, "ola")
    step = (await cases(desk))["study"].steps[-1]
    assert (str(step.on), step.vote.nb if step.vote else "") == ("2026-09-15", "10 mot 3")
    async with desk.session() as session:
        changes = await draft_history(session, draft.id)
    assert [(c.version, c.what, c.who, c.draft, c.case) for c in changes] == [
        (1, "created", "", DRAFT, None),
        (2, "corrected", "kari", better, "study"),
        (2, "approved", "ola", better, "study"),
    ]


async def test_two_persons_must_approve_the_same_version(desk: Database) -> None:
    """The first approval publishes nothing; the same person cannot give the second; a correction starts anew."""
    (draft,) = await hand_in(desk)
    first = await approve(desk, draft, "kari", two=True)
    assert (first.revision, first.draft.state, first.draft.version, first.draft.approved_by) == (None, "open", 1, ("kari",))
    with pytest.raises(SamePerson):
        await approve(desk, first.draft, "kari", two=True)
    corrected = await correct(desk, first.draft, drafted(vote="8 mot 5"), who="ola")
    assert corrected.approved_by == ()
    assert (await approve(desk, corrected, "ola", two=True)).revision is None
    async with desk.session() as session:
        assert await current_revision(session) == 1
    done = await approve(desk, corrected, "kari", two=True)
    assert (done.revision, done.draft.approved_by) == (2, ("ola", "kari"))
    assert await rows(desk, "SELECT who FROM revision WHERE number = 2") == [("ola, kari",)]
    assert [what for _, what, _, _ in await told(desk, draft)] == ["created", "approved", "corrected", "approved", "approved"]


async def test_what_the_register_cannot_take_is_told_and_leaves_the_draft_open(desk: Database) -> None:
    """Every problem at once, at the first of two approvals already, and nothing changes."""
    (draft,) = await hand_in(desk, drafted(meeting_date=None, title=None, field="fly"))
    for two in (False, True):
        with pytest.raises(InvalidContent) as caught:
            await approve(desk, draft, two=two)
        assert [p.where for p in caught.value.problems] == ["drafts/meeting_date", "drafts/field", "drafts/title"]
    assert await now_of(desk, draft) == draft
    assert await rows(desk, "SELECT max(number) FROM revision") == [(1,)]


async def test_a_rejected_draft_changes_nothing_and_can_be_opened_again(desk: Database) -> None:
    """With the reason kept; a settled draft is neither corrected, approved nor rejected."""
    (draft,) = await hand_in(desk)
    rejected = await reject(desk, draft)
    assert rejected.state == "rejected"
    for attempt in (approve(desk, rejected), reject(desk, rejected), correct(desk, rejected, drafted(vote=None))):
        with pytest.raises(DraftMoved):
            await attempt
    assert await cases(desk) == small_register().cases
    async with desk.session(write=True) as session:
        again = await reopen_draft(session, draft.id, version=rejected.version, who="ola", why="Jo.", now=NOW)
    assert (again.state, again.version) == ("open", 2)
    with pytest.raises(DraftMoved):
        await approve(desk, draft)
    assert (await approve(desk, again)).revision == 2
    assert await told(desk, draft) == [
        (1, "created", "", ""),
        (1, "rejected", "kari", "Ikke vår."),
        (2, "reopened", "ola", "Jo."),
        (2, "approved", "kari", ""),
    ]


async def test_of_two_who_settle_at_once_one_is_told_that_it_moved(desk: Database) -> None:
    """Four approvals and rejections at the same time: one counts, and the register has one new revision at most."""
    (draft,) = await hand_in(desk)
    attempts = [approve(desk, draft, "a"), approve(desk, draft, "b"), reject(desk, draft), approve(desk, draft, "c")]
    done = await asyncio.gather(*attempts, return_exceptions=True)
    assert [type(each) for each in done].count(DraftMoved) == 3
    async with desk.session() as session:
        revision = await current_revision(session)
    assert revision == (1 if (await now_of(desk, draft)).state == "rejected" else 2)


async def test_treatments_in_one_document_become_steps_of_one_case(desk: Database) -> None:
    """When the first has made the case, the others are proposed as steps of it; an unlike one is not."""
    committee = drafted(body="formannskapet", meeting_date=PartialDate(2026, 9, 1), decision=None, outcome=Outcome.PROPOSED)
    other = drafted(municipality="fjell", archive_number=None, case_number=None)
    unlike = drafted(municipality="vik", participants=("vik",), title="Skolebytte", field=None, archive_number=None, host=None)
    drafts = await hand_in(desk, DRAFT, committee, other, unlike)
    await approve(desk, drafts[0])
    open_now = [await now_of(desk, each) for each in drafts[1:]]
    assert [(each.case, each.version) for each in open_now] == [(NEW_CASE, 1), (NEW_CASE, 1), (None, 1)]
    for each in open_now[:2]:
        await approve(desk, each)
    case = (await cases(desk))[NEW_CASE]
    assert [(s.municipality, str(s.body.nb if s.body else ""), str(s.on)) for s in case.steps] == [
        ("dal", "formannskapet", "2026-09-01"),
        ("dal", "kommunestyret", "2026-09-14"),
        ("fjell", "kommunestyret", "2026-09-14"),
    ]
    assert len({s.cite.source for s in case.steps if s.cite}) == 1


async def test_the_minutes_after_the_case_paper_better_its_step(desk: Database) -> None:
    """Two documents of one treatment give one step with recommendation and decision, and both versions are kept."""
    (paper,) = await hand_in(desk, drafted(decision=None, vote=None, outcome=Outcome.PROPOSED), name="saksframlegg.pdf")
    await approve(desk, paper)
    (minutes,) = await hand_in(desk, drafted(proposal=None), name="protokoll.pdf")
    assert minutes.case == NEW_CASE
    await approve(desk, minutes)
    (step,) = (await cases(desk))[NEW_CASE].steps
    assert (step.outcome, step.proposal_text, step.decision_text) == (Outcome.ADOPTED, DRAFT.proposal, DRAFT.decision)
    async with desk.session() as session:
        versions = await history(session, "cases", NEW_CASE)
    assert [v.record.steps[0].outcome for v in versions] == [Outcome.PROPOSED, Outcome.ADOPTED]


async def test_an_approval_can_be_undone_and_the_draft_waits_again(desk: Database) -> None:
    """The step is gone from the register, not from the history, and the draft can be corrected and approved anew."""
    (draft,) = await hand_in(desk)
    done = await approve(desk, draft)
    assert done.revision is not None
    async with desk.session(write=True) as session:
        undone = await undo_revision(session, done.revision, who="ola", why="feil sak", now=NOW)
    assert [(d.id, d.state, d.version, d.approved_by, d.revision) for d in undone.reopened] == [(draft.id, "open", 2, (), None)]
    assert await cases(desk) == small_register().cases
    assert (await told(desk, draft))[-1] == (2, "reopened", "ola", "feil sak")
    again = await approve(desk, await correct(desk, undone.reopened[0], replace(DRAFT, vote="8 mot 5"), "study"))
    assert again.revision == 4
    assert len((await cases(desk))["study"].steps) == 2


async def test_a_draft_that_tells_nothing_new_makes_no_revision(desk: Database) -> None:
    """It is approved all the same, and there is nothing to undo."""
    (first,) = await hand_in(desk)
    await approve(desk, first)
    (second,) = await hand_in(desk, name="SAK.pdf")
    told_again = await correct(desk, second, drafted(proposal=None, decision=None, outcome=Outcome.UNKNOWN, vote=None), NEW_CASE)
    done = await approve(desk, told_again)
    assert (done.revision, done.draft.state, done.draft.revision) == (2, "approved", None)


async def test_a_draft_that_is_not_there_is_told(desk: Database) -> None:
    """By its number, whatever is to be done with it."""
    async with desk.session(write=True) as session:
        assert await get_draft(session, 99) is None
        with pytest.raises(NoSuchDraft, match="99"):
            await approve_draft(session, 99, version=1, who="kari", two_persons=False, now=NOW)
        with pytest.raises(NoSuchDraft, match="99"):
            await reopen_draft(session, 99, version=1, who="kari", why="", now=NOW)
