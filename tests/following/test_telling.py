"""From a change of the register to a message: told once, as it is then, when the reader wants it. In both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dialogs.delivery.composer import Later, Skip
from dialogs.following.telling import Teller
from knowledge.model import Case, Deadline, Outcome, PartialDate, Step, Text
from storage.database import open_database
from storage.happenings import claim
from storage.imports import import_files
from storage.releasing import A_HANDFUL
from tests.following.conftest import Follower, rows, shown, with_step

P = PartialDate.parse
MINUTE = timedelta(minutes=1)
CASE = "felles-landbrukskontor"


def said(words: str) -> Text:
    return Text(words, words)


MEETING = Step("kst", P("2025-12-11"), said("Skal opp i kommunestyret."), Outcome.PLANNED, "gjovik", said("kommunestyret"))


def case_of(follower: Follower, *steps: Step, **changes: Any) -> Case:
    """A case of the register with more steps."""
    case = follower.register.cases[CASE]
    return replace(case, steps=(*case.steps, *steps), **changes)


async def test_what_comes_with_the_program_tells_nobody(follower: Follower) -> None:
    """Neither the first time, nor when a new version brings more; and what was there before is no news to a new follower."""
    await follower.follows("følg Gjøvik")

    assert await follower.tell() == []
    assert await rows(follower.database, "SELECT COUNT(*) FROM released") == [(0,)]


async def test_a_new_step_is_told_to_all_who_follow_it_and_nobody_else(follower: Follower) -> None:
    """Each in their own written form, with why it came, source and age, and buttons that work."""
    await follower.follows("følg landbruk i Gjøvik")
    await follower.follows("følg kommunestyret i Gjøvik", user="u2")
    await follower.ask("snakk nynorsk", user="u2")
    for user, what in (("u3", "barnevern i Gjøvik"), ("u4", "kommunestyret i Sel"), ("u5", "landbruk i Sogn")):
        await follower.follows(f"følg {what}", user=user)
    await follower.change(case_of(follower, MEETING))
    one, two = sorted(shown(await follower.tell(MINUTE)), key=lambda reply: reply.language)

    title = "Felles landbrukskontor i Gjøvikregionen"
    assert f"Kommunestyret i Gjøvik skal behandle saken «{title}» 11.12.2025." in one.text
    assert f"Kommunestyret i Gjøvik skal handsame saka «{title}» 11.12.2025." in two.text
    assert "Du følger landbruk i Gjøvik." in one.text
    assert "Du følgjer kommunestyret i Gjøvik." in two.text
    assert "Kilde: notatet «Tjenestegjennomgang Gjøvik–Toten», 3.2.1, 3.2.6, 17.10.2025 (1 måned gammel)." in one.text
    assert [choice.title for choice in one.choices] == ["Åpne saken", "Demp en uke", "Slutt å følge"]
    assert (await follower.press(one, "Åpne saken")).keys == ["decision/timeline"]
    assert (await follower.press(one, "Demp en uke")).keys == ["follow/muted"]
    assert (await follower.press(one, "Slutt å følge")).keys == ["follow/stopped"]


FILE = """
cases:
- id: ny-sak
  title: {{nb: "Felles legevakt", nn: "Felles legevakt"}}
  kind: creation
  municipalities: [gjovik, sel]
  cite: tjenestegjennomgang-2025 | 3.2.1 | 1-2
  fields: [lege]
  steps:
  - id: kst
    on: {on}
    municipality: gjovik
    body: {{nb: kommunestyret, nn: kommunestyret}}
    outcome: {outcome}
    text: {{nb: "Kommunestyret i Gjøvik og legevakten.", nn: "Kommunestyret i Gjøvik og legevakta."}}
    cite: tjenestegjennomgang-2025 | 3.2.1 | 1-2
"""


async def test_a_case_imported_ten_times_and_changed_three_times(follower: Follower) -> None:
    """One notice and three updates for each who follows it, however many ways; one line in a digest."""
    for what in ("lege i Gjøvik", "kommunestyret i Gjøvik", "Sel"):
        await follower.follows(f"følg {what}")
    await follower.follows("varsle meg ukentlig om helse i Gjøvik", user="u2")
    states = [("2025-12-11", "planned"), ("2025-12-18", "planned"), ("2025-12-18", "postponed"), ("2025-12-18", "adopted")]
    told = []
    for (on, outcome), times in zip(states, (4, 2, 2, 2), strict=True):
        for _ in range(times):
            file = ("saker.yaml", FILE.format(on=on, outcome=outcome).encode())
            await import_files(follower.database, [file], who="kari", reason="", now=follower.now)
            told += await follower.tell(MINUTE)
    texts = [reply.text.partition("\n")[0] for reply in shown(told)]

    assert texts == [
        "Ny sak: Felles legevakt. Kommunestyret i Gjøvik skal behandle den 11.12.2025.",
        "Behandlingen av «Felles legevakt» i kommunestyret i Gjøvik er flyttet fra 11.12.2025 til 18.12.2025.",
        "Kommunestyret i Gjøvik utsatte saken «Felles legevakt» 18.12.2025. Kommunestyret i Gjøvik og legevakten.",
        "Kommunestyret i Gjøvik gjorde vedtak i saken «Felles legevakt» 18.12.2025. Kommunestyret i Gjøvik og legevakten.",
    ]
    assert "Du følger lege og legevakt i Gjøvik, kommunestyret i Gjøvik og Sel." in shown(told)[0].text
    (digest,) = shown(await follower.tell(timedelta(days=7)))
    assert digest.text.count("\n- ") == 1
    assert "Kommunestyret i Gjøvik gjorde vedtak i saken «Felles legevakt»" in digest.text


async def test_a_correction_is_told_as_one_to_those_who_were_told(follower: Follower) -> None:
    """Who never heard the first is told only how it is."""
    await follower.follows("følg landbruk i Gjøvik")
    await follower.follows("varsle meg daglig om landbruk", user="u2")
    follower.now = datetime(2025, 12, 12, 10, tzinfo=UTC)
    adopted = replace(MEETING, outcome=Outcome.ADOPTED)
    await follower.change(case := case_of(follower, adopted))
    (first,) = shown(await follower.tell(MINUTE))
    await follower.change(with_step(case, "kst", outcome=Outcome.REJECTED))
    (second,) = shown(await follower.tell(MINUTE))
    (digest,) = shown(await follower.tell(timedelta(days=1)))

    assert first.text.startswith("Kommunestyret i Gjøvik gjorde vedtak i saken")
    assert second.text.startswith("Rettelse: Kommunestyret i Gjøvik sa nei i saken")
    assert "Før sto det at det var vedtatt." in second.text
    assert "- Kommunestyret i Gjøvik sa nei i saken" in digest.text
    assert "Rettelse" not in digest.text


async def test_what_was_taken_back_before_it_was_told_is_never_told(follower: Follower) -> None:
    """A slip that is put right at once; a case that was made in error, and one that was told of and is gone."""
    await follower.follows("varsle meg daglig om landbruk i Gjøvik")
    await follower.follows("følg landbruk i Gjøvik", user="u2")
    case = case_of(follower, MEETING)
    await follower.change(case)
    await follower.change(with_step(case, "kst", on=P("2025-12-18")))
    await follower.change(case)
    assert "11.12.2025" in shown(await follower.tell(MINUTE))[0].text
    assert await follower.tell(MINUTE) == []
    await follower.change(replace(case_of(follower, MEETING), id="feil", title=said("En feil")))
    assert "Ny sak: En feil." in shown(await follower.tell(MINUTE))[0].text
    await follower.remove("cases", "feil")
    (gone,) = shown(await follower.tell(MINUTE))
    assert gone.text.startswith("Rettelse: Saken «En feil» er tatt ut av registeret.")
    assert [choice.title for choice in gone.choices] == ["Demp en uke", "Slutt å følge"]
    (digest,) = shown(await follower.tell(timedelta(days=1)))
    assert "En feil" not in digest.text


async def test_many_changes_at_once_are_one_message_to_each(follower: Follower) -> None:
    """A file with hundreds of changed cases; a handful come one by one."""
    await follower.follows("følg Gjøvik")
    for number in range(A_HANDFUL):
        await follower.change(replace(case_of(follower, MEETING), id=f"sak-{number}", title=said(f"Sak {number}")))
    few = shown(await follower.tell(MINUTE))
    await follower.change(*(replace(case_of(follower, MEETING), id=f"s-{n}", title=said(f"Sak {n}")) for n in range(200)))
    (digest,) = shown(await follower.tell(MINUTE))

    assert len(few) == A_HANDFUL
    assert "Nytt i det du følger: 200 nyheter." in digest.text
    assert digest.text.count("\n- ") == 12
    assert "188 til er ikke tatt med her" in digest.text


async def test_quiet_hours_hold_what_happens_until_the_morning(follower: Follower) -> None:
    """The night when the clock is put back, between 21 and 7: an hour longer; then all of it at once."""
    follower.now = datetime(2025, 10, 25, 10, tzinfo=UTC)
    await follower.follows("følg landbruk i Gjøvik")
    await follower.ask("ikke forstyrr mellom 21 og 7")
    follower.now = datetime(2025, 10, 25, 19, 30, tzinfo=UTC)  # 21:30, summer time
    await follower.change(case_of(follower, MEETING))
    told_at = []
    for _ in range(12 * 6):
        if await follower.tell(timedelta(minutes=10)):
            told_at.append(follower.now)

    assert [datetime(2025, 10, 26, 6, tzinfo=UTC)] == told_at  # 07:00, winter time


async def test_a_message_that_comes_late_into_the_quiet_waits(follower: Follower) -> None:
    """Held up in the queue until nine in the evening: it is told in the morning, and a mute holds it as well."""
    await follower.follows("følg landbruk i Gjøvik")
    await follower.ask("ikke forstyrr mellom 21 og 7")
    await follower.change(case_of(follower, MEETING))
    await follower.teller.step()
    follower.now = datetime(2025, 11, 17, 20, 30, tzinfo=UTC)
    assert [Later(datetime(2025, 11, 18, 6, tzinfo=UTC))] == await follower.sent()
    await follower.change(with_step(case_of(follower, MEETING), "kst", on=P("2025-12-18")))
    follower.now = datetime(2025, 11, 18, 10, tzinfo=UTC)
    await follower.teller.step()
    await follower.ask("demp i to dager")
    assert [Later(datetime(2025, 11, 20, 7, tzinfo=UTC))] == await follower.sent()


async def test_a_mute_gathers_what_happens_meanwhile(follower: Follower) -> None:
    """Of all, or of one thing; what is followed otherwise too comes at once."""
    await follower.follows("følg landbruk i Gjøvik")
    await follower.follows("følg Gjøvik", user="u2")
    await follower.follows("følg landbruk", user="u2")
    ((number,),) = await rows(follower.database, "SELECT id FROM subscription WHERE topic = 'p:m:gjovik'")
    await follower.ask("demp en uke")
    await follower.ask(f"Demp abonnement {number} en uke", user="u2", pressed=True)
    await follower.change(case_of(follower, MEETING))

    (now,) = shown(await follower.tell(MINUTE))
    assert "Du følger landbruk." in now.text
    later = await follower.tell(timedelta(days=7))
    (told,) = shown([each for each in later if not isinstance(each, Skip)])
    assert "Du følger landbruk i Gjøvik." in told.text
    assert Skip("no_longer_so") in later  # the second knows it already


async def test_a_changed_wish_holds_for_what_waits(follower: Follower) -> None:
    """Weekly, and then at once after all: what waits comes at once."""
    await follower.follows("varsle meg ukentlig om landbruk i Gjøvik")
    await follower.change(case_of(follower, MEETING))
    assert await follower.tell(MINUTE) == []
    await follower.ask("varsle meg med en gang")
    assert len(shown(await follower.tell(MINUTE))) == 1


async def test_a_meeting_that_is_over_is_not_told_as_coming(follower: Follower) -> None:
    """It is skipped, and so counted; in a digest the line is left out."""
    await follower.follows("varsle meg ukentlig om landbruk i Gjøvik")
    await follower.follows("varsle meg ukentlig om kommunestyret i Gjøvik", user="u2")
    soon = replace(MEETING, on=P("2025-11-20"))
    await follower.change(case_of(follower, soon))
    assert await follower.tell(MINUTE) == []
    assert [Skip("too_late"), Skip("too_late")] == await follower.tell(timedelta(days=7))


async def test_who_stops_is_not_told_what_waits(follower: Follower) -> None:
    """Also what is in the queue already."""
    await follower.follows("følg landbruk i Gjøvik")
    await follower.follows("følg barnevern i Gjøvik")
    await follower.change(case_of(follower, MEETING))
    await follower.teller.step()
    await follower.ask("slutt å følge landbruk i Gjøvik")

    assert [Skip("unsubscribed")] == await follower.sent()


async def test_a_deadline_is_told_twice_ahead_and_a_silent_meeting_once(follower: Follower) -> None:
    """By the days that pass, whether or not anything changes."""
    await follower.follows("følg landbruk i Gjøvik")
    deadline = Deadline("hearing", P("2025-12-10"), said("Høringssvar sendes kommunen."))
    case = case_of(follower, replace(MEETING, on=P("2025-11-28")), deadlines=(deadline,))
    await follower.change(case)
    assert len(shown(await follower.tell(MINUTE))) == 1
    await follower.load()
    told = {}
    for month, days in ((11, (25, 26, 27)), (12, (6, 7, 8, 18, 19, 20))):
        for day in days:
            follower.now = follower.now.replace(month=month, day=day)
            for reply in shown(await follower.tell()):
                told[follower.today.isoformat()] = reply.text.partition("\n")[0]

    assert list(told) == ["2025-11-26", "2025-12-07", "2025-12-19"]
    assert "Frist om 14 dager (10.12.2025) i saken «Felles landbrukskontor i Gjøvikregionen»" in told["2025-11-26"]
    assert "Frist om 3 dager" in told["2025-12-07"]
    assert "skulle behandle saken" in told["2025-12-19"]


async def test_members_of_a_channel_are_told_in_the_channel(follower: Follower) -> None:
    """With words for all of them, in a thread of its own."""
    boss = Follower(follower.database, editors=("boss",))
    await boss.follows("varsle kanalen om landbruk i Gjøvik", user="boss", channel="19:c;messageid=1")
    await boss.change(case_of(boss, MEETING))
    (told,) = shown(await boss.tell(MINUTE))

    assert "Kanalen følger landbruk i Gjøvik." in told.text


async def test_a_replica_that_dies_on_the_way_loses_nothing_and_tells_nothing_twice(
    follower: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it stops: what was looked at and what came of it are one transaction."""
    await follower.follows("følg landbruk i Gjøvik")
    await follower.change(case_of(follower, MEETING))
    import dialogs.following.telling as module

    for name in ("unread", "up_to_date", "add_happenings", "move_on", "release"):
        real = getattr(module, name)

        async def dies(*args: Any, real: Any = real, **more: Any) -> Any:
            await real(*args, **more)
            raise ZeroDivisionError

        with monkeypatch.context() as patched:
            patched.setattr(module, name, dies)
            with pytest.raises(ZeroDivisionError):
                await follower.teller.step()
        if name == "move_on":  # the day's own step has been done by now, the register's too
            await follower.teller._register()
    assert len(shown(await follower.tell())) == 1
    assert await follower.tell() == []


async def test_two_replicas_tell_it_once(follower: Follower, url: str) -> None:
    """While one is at it the other leaves it alone; then there is nothing left."""
    await follower.follows("følg landbruk i Gjøvik")
    await follower.change(case_of(follower, MEETING))
    other = Follower(open_database(url), now=follower.now)
    if follower.database.dialect == "postgresql":
        async with follower.database.session() as session:
            assert await claim(session) is not None
            assert await Teller(other.house).step() == 0
    import asyncio

    queued = []
    for _ in range(4):
        queued += await asyncio.gather(*(Teller(each.house).step() for each in (follower, other)))
    await other.database.close()

    assert sum(queued) == 1
    assert len(shown(await follower.sent())) == 1


async def test_a_changed_paragraph_is_told_with_all_it_touches(follower: Follower) -> None:
    """Who follows the paragraph, a form that rests on it, or a cooperation of such a form; a first text is no news."""
    from storage.law_imports import import_law
    from tests.law.texts import DATA

    for user, what in (("u1", "§ 19-1"), ("u2", "Sogn KO"), ("u3", "§ 20-2"), ("u4", "oppgavefellesskap")):
        await follower.follows(f"følg {what}", user=user)
    await import_law(follower.database, [DATA / "koml-2018.xml"], "kari", follower.now)
    assert await follower.tell(MINUTE) == []
    await import_law(follower.database, [DATA / "koml.md"], "kari", follower.now)
    told = shown(await follower.tell(MINUTE))

    own = next(reply for reply in told if "Du følger kommuneloven § 19-1." in reply.text)
    assert "Kommuneloven § 19-1 er endret i lovteksten av 01.01.2026." in own.text
    assert {"kommuneloven § 19-1", "Sogn KO", "kommunalt oppgavefellesskap"} == {
        reply.text.partition("Du følger ")[2].partition(".")[0] for reply in told
    }
    assert "Les kommuneloven § 19-1" in [choice.title for choice in own.choices]
