"""When items come back, and which are asked: by the day in Norway, the same on every machine."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from fsrs import Card, Rating, Scheduler

from knowledge.practice import (
    Habit,
    Learner,
    Recall,
    Result,
    due_day,
    due_items,
    first_day,
    laid_out,
    new_items,
    next_item,
    progress,
)
from knowledge.quiz import Kind, QuizItem, Role
from knowledge.recall import after, with_group
from tests.training.bank import bank, quiz_item

OSLO = ZoneInfo("Europe/Oslo")
DAY = date(2026, 12, 1)
AT = datetime(2026, 12, 1, 7, tzinfo=UTC)


def result(item: QuizItem, *, right: bool = True, day: date = DAY) -> Result:
    return Result(item.id, item.theme.value, item.level, right, int(right), 1, AT, day)


def replayed(history: list[tuple[date, bool]]) -> Card:
    """The same answers in the library itself."""
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=365, enable_fuzzing=False)
    card = Card(card_id=1)
    for day, right in history:
        at = datetime(day.year, day.month, day.day, tzinfo=UTC)
        card, _ = scheduler.review_card(card, Rating.Good if right else Rating.Again, at)
    return card


@pytest.mark.parametrize("answers", ["1", "0", "1111", "0000", "110100111", "10101010"])
def test_the_schedule_is_the_librarys(answers: str) -> None:
    """Kept between answers as four values, it is what the library makes of the whole history."""
    kept, day, history = None, DAY, []
    for mark in answers:
        history.append((day, mark == "1"))
        kept = after(kept, day, right=mark == "1")
        day = kept.due + timedelta(days=len(history) % 3)
    card = replayed(history)

    assert kept == Recall(card.stability or 0, card.difficulty or 0, history[-1][0], card.due.date())


def test_what_was_answered_comes_back_another_day() -> None:
    """Wrong tomorrow; right later, and each time later still, within a year."""
    wrong, kept = after(None, DAY, right=False), after(None, DAY, right=True)
    waits = [(kept.due - DAY).days]
    for _ in range(12):
        before = kept
        kept = after(before, before.due, right=True)
        waits.append((kept.due - before.due).days)

    assert wrong.due == DAY + timedelta(days=1)
    assert waits == sorted(waits)
    assert waits[0] >= 2
    assert waits[-1] == 365


def test_what_was_answered_in_a_group_moves_the_schedule() -> None:
    """Once, whenever it is read; what practice has kept since comes on top."""
    item = quiz_item("i")
    grouped = [replace(result(item, right=right, day=DAY + timedelta(days=n)), place="group", session=f"s{n}")
               for n, right in enumerate((True, False))]  # fmt: skip
    by_hand = after(after(None, DAY, right=True), DAY + timedelta(days=1), right=False)

    assert with_group({}, grouped) == {"i": by_hand}
    assert with_group({"i": by_hand}, grouped) == {"i": by_hand}
    assert with_group({}, [replace(each, place="practice") for each in grouped]) == {}


def test_a_day_has_as_many_hours_as_it_has() -> None:
    """Across the change of clock in spring and in autumn a schedule is as on other days."""
    for change in (date(2027, 3, 28), date(2027, 10, 31)):
        start = change - timedelta(days=1)
        first = after(None, start, right=True)
        assert after(None, DAY, right=True).due - DAY == first.due - start


def test_what_is_due_comes_before_what_is_new() -> None:
    """What has waited longest first; when nothing is due, a new one; when nothing is left, none."""
    one, two, three = (quiz_item(f"i{n}") for n in range(3))
    recalls = {"i0": Recall(2, 5, DAY, DAY - timedelta(days=1)), "i1": Recall(2, 5, DAY, DAY - timedelta(days=2))}
    items = bank(one, two, three)

    assert due_items(Learner("ada", DAY, recalls=recalls), items) == ("i1", "i0")
    assert next_item(Learner("ada", DAY, recalls=recalls), items) == "i1"
    assert next_item(Learner("ada", DAY - timedelta(days=3), recalls=recalls), items) == "i2"
    assert next_item(Learner("ada", DAY, recalls=recalls, asked=("i0", "i1", "i2")), items) is None


def test_nothing_is_asked_twice_in_a_day() -> None:
    """Neither what was answered today, in a group or alone, nor what was asked and passed over."""
    items = bank(*(quiz_item(f"i{n}") for n in range(3)))
    recalls = {"i0": Recall(2, 5, DAY, DAY)}
    learner = Learner("ada", DAY, (result(items["i0"]),), recalls, asked=("i1",))

    assert due_items(learner, items) == ()
    assert new_items(learner, items) == ("i2",)


def test_new_items_are_of_the_level_and_the_role_first() -> None:
    """Level 1 unless another is wanted; of the person's role before those for all, and those of other roles last."""
    items = bank(
        quiz_item("two", level=2), quiz_item("three", level=3), quiz_item("all"),
        quiz_item("mine", roles=(Role.KONTROLLUTVALG,)), quiz_item("others", roles=(Role.FORMANNSKAP,)),
    )  # fmt: skip

    asked = new_items(Learner("ada", DAY, role=Role.KONTROLLUTVALG), items)
    assert asked == ("mine", "all", "others", "two", "three")
    assert new_items(Learner("ada", DAY, level=3), items)[0] == "three"


def test_each_meets_the_items_in_an_order_of_their_own() -> None:
    """And always in the same."""
    items = bank(*(quiz_item(f"i{n}") for n in range(20)))
    orders = {who: new_items(Learner(who, DAY), items) for who in ("ada", "bo", "cai")}

    assert len(set(orders.values())) == 3
    assert orders["ada"] == new_items(Learner("ada", DAY + timedelta(days=5)), items)


@pytest.mark.parametrize("kind", list(Kind))
def test_options_are_shown_in_an_order_that_does_not_give_the_answer_away(kind: Kind) -> None:
    """The same each time on a day; never the right one of steps and pairs; «sant» before «usant»."""
    item = quiz_item("x", kind=kind, options=2 if kind is Kind.TRUE_FALSE else 4)
    orders = {laid_out(item, f"p{n}", "2026-12-01") for n in range(400)}
    straight = tuple(option.id for option in item.options)

    assert all(sorted(order) == list(straight) for order in orders)
    assert laid_out(item, "ada", "d") == laid_out(item, "ada", "d")
    if kind is Kind.TRUE_FALSE:
        assert orders == {straight}
    else:
        assert len(orders) > 10
        assert (straight in orders) is (kind not in (Kind.ORDER, Kind.MATCH))


def test_progress_goes_by_the_latest_answer_to_each() -> None:
    """A theme that needs practice comes first; one of which little is answered is not judged."""
    items = bank(*(quiz_item(f"f{n}", theme="forms") for n in range(5)), *(quiz_item(f"e{n}", theme="exit") for n in range(3)),
                 quiz_item("c", theme="control"))  # fmt: skip
    answers = [result(items[f"f{n}"], right=False, day=DAY - timedelta(days=2)) for n in range(4)]
    answers += [result(items[f"f{n}"], day=DAY - timedelta(days=1)) for n in range(4)]
    answers += [result(items[f"e{n}"], right=n == 0) for n in range(3)]
    answers += [result(items["c"])]
    recalls = {"f0": Recall(2, 5, DAY, DAY), "f1": Recall(2, 5, DAY, DAY + timedelta(days=4))}

    told = progress(Learner("ada", DAY, tuple(answers), recalls), items)
    assert (told.answers, told.answered, told.right, told.due, told.next_due) == (12, 8, 6, 1, None)
    assert [(t.theme, t.standing, t.right, t.answered, t.items) for t in told.themes] == [
        ("exit", "practise", 1, 3, 3), ("control", "begun", 1, 1, 1), ("forms", "firm", 4, 4, 5),
    ]  # fmt: skip
    assert progress(Learner("ada", DAY, tuple(answers), {"f1": recalls["f1"]}), items).next_due == DAY + timedelta(days=4)


# -- regular exercises ------------------------------------------------------------------------------------------------

DAILY = Habit("0123456", 8 * 60)


def oslo(text: str, *, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO, fold=fold)


@pytest.mark.parametrize(
    ("now", "last", "day"),
    [
        ("2026-12-01 07:59", None, None),
        ("2026-12-01 08:00", None, DAY),
        ("2026-12-01 08:00", DAY, None),
        ("2026-12-01 10:59", DAY - timedelta(days=1), DAY),
        ("2026-12-01 11:01", None, None),
        ("2026-12-02 08:00", DAY, DAY + timedelta(days=1)),
    ],
)
def test_an_exercise_is_due_at_its_hour_once(now: str, last: date | None, day: date | None) -> None:
    """Up to three hours late after a stop of the service; later than that it comes the day after."""
    assert due_day(DAILY, last, oslo(now)) == day


def test_a_weekly_exercise_is_due_on_its_days() -> None:
    """Monday and Thursday, and on no other."""
    days = [due_day(Habit("03", 450), None, oslo(f"2026-12-{n:02} 07:30")) for n in range(1, 15)]

    assert [day.isoformat() for day in days if day] == ["2026-12-03", "2026-12-07", "2026-12-10", "2026-12-14"]


@pytest.mark.parametrize("change", ["2027-03-28", "2027-10-31"])
@pytest.mark.parametrize("minute", [0, 150, 8 * 60])
def test_across_the_change_of_clock_each_day_has_one_exercise(change: str, minute: int) -> None:
    """At half past two, an hour that is left out in spring and repeated in autumn, and at all others; by the wall's clock."""
    habit, last, sent = Habit("0123456", minute), None, []
    now = oslo(change) - timedelta(days=1)
    utc = now.astimezone(UTC)
    for n in range(3 * 24 * 6):
        local = (utc + timedelta(minutes=10 * n)).astimezone(OSLO)
        day = due_day(habit, last, local)
        if day is not None:
            sent.append(local)
            last = day
    on = date.fromisoformat(change)

    assert [local.date() for local in sent][:3] == [on - timedelta(days=1), on, on + timedelta(days=1)]
    assert len({local.date() for local in sent}) == len(sent)
    late = {local.date(): local.hour * 60 + local.minute - minute for local in sent}
    assert set(late.values()) <= ({0, 30} if minute == 150 else {0})


def test_the_first_one_is_told() -> None:
    """Today when the hour is still to come, else the next of its days."""
    assert first_day(DAILY, oslo("2026-12-01 07:30")) == DAY
    assert first_day(DAILY, oslo("2026-12-01 08:30")) == DAY + timedelta(days=1)
    assert first_day(Habit("1", 480), oslo("2026-12-01 08:30")) == DAY + timedelta(days=7)
