"""Dates as exact as their source; questions over cooperations; texts in both written forms."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge import cooperations
from knowledge.model import Form, PartialDate, Status, Text, Words
from knowledge.understanding.question import Slots
from tests.worlds import knowledge


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2015", date(2015, 1, 1), date(2015, 12, 31)), ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)), ("2025-10-17", date(2025, 10, 17), date(2025, 10, 17)),
    ],
)  # fmt: skip
def test_a_date_is_as_exact_as_its_source(text: str, first: date, last: date) -> None:
    """Year, month and day are kept as far as they are known, and written back as they came."""
    day = PartialDate.parse(text)

    assert text == str(day)
    assert (first, last) == (day.first_day(), day.last_day())


@pytest.mark.parametrize(
    "text", ["", "15", "2015-1", "2015-13", "2023-02-29", "17.10.2025", "2015-06-", " 2015", "20155", "2015/06"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    """A wrong form, a 13th month and a 29 February of a common year are refused."""
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(text)


@pytest.mark.xfail(strict=True, reason="PartialDate.parse takes month 00 and day 00 for «not known»")
@pytest.mark.parametrize("text", ["2015-00", "2015-06-00"])
def test_month_and_day_begin_at_one(text: str) -> None:
    """There is no month 00 and no day 00."""
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(text)


def test_words_of_both_forms_are_each_there_once() -> None:
    """Search words that both forms share are not told twice."""
    assert Words(("a", "b"), ("b", "c")).all() == ("a", "b", "c")
    assert Text("x", "y").in_("nb") == "x"
    assert Text("x", "y").in_("nn") == "y"


@pytest.mark.parametrize(
    ("cooperation", "municipality", "standing"),
    [
        ("havbrann", "storvag", "yes"),
        ("havbrann", "brattnes", "yes"),
        ("havbrann", "fjellgard", "no"),
        ("felles-ikt", "brattnes", "outside"),
        ("felles-ikt", "storvag", "proposed"),
        ("plannettverk", "fjellgard", "unknown"),
        ("plannettverk", "storvag", "yes"),
        ("barnevern-ide", "storvag", "unknown"),
    ],
)
def test_a_standing_is_never_better_than_the_source(cooperation: str, municipality: str, standing: str) -> None:
    """«No» needs a list that is whole; one expressly outside is told so; one proposed is not a member."""
    record = knowledge("fictional").register.cooperations[cooperation]

    assert standing == cooperations.standing_of(record, municipality)


STORVAG = {"havbrann", "fjordlandet-renovasjon", "havlandet-raad", "felles-ikt", "kulturskole-avvist", "plannettverk"}


@pytest.mark.parametrize(
    ("slots", "found"),
    [
        (Slots(municipalities=("storvag",)), STORVAG),
        (Slots(municipalities=("storvag", "fjellgard"), all_of=True), {"fjordlandet-renovasjon", "kulturskole-avvist"}),
        (Slots(municipalities=("storvag",), fields=("brann",)), {"havbrann"}),
        (Slots(fields=("helse",)), {"skarvoy-legevakt"}),
        (Slots(form="aksjeselskap"), {"fjordlandet-museum"}),
        (Slots(form="vertskommunesamarbeid"), {"skarvoy-legevakt"}),
        (Slots(statuses=("idea",)), {"barnevern-ide"}),
        (Slots(statuses=("rejected", "not_recommended")), {"kulturskole-avvist"}),
        (Slots(counties=("Innfylket",)), {"fjordlandet-renovasjon", "kulturskole-avvist"}),
        (Slots(municipalities=("brattnes",), outside=True), {"felles-ikt"}),
        (Slots(kinds=("network",)), {"plannettverk"}),
        (Slots(regions=("skarvoy",)), {"skarvoy-legevakt", "havlandet-raad", "plannettverk"}),
        (Slots(regions=("havlandet",), excluded=("storvag",)), {"skarvoy-legevakt", "barnevern-ide", "fjordlandet-museum"}),
        (Slots(municipalities=("odemark",)), set()),
        (Slots(municipalities=("fjellgard",), fields=("brann",)), set()),
    ],
)  # fmt: skip
def test_what_matches_fits_all_that_is_asked(slots: Slots, found: set[str]) -> None:
    """Every narrowing counts: municipality, field with those below it, form with its kin, status, county, region, kind."""
    assert found == {c.id for c in cooperations.matching(knowledge("fictional"), slots)}


def test_what_matches_comes_in_the_order_of_the_register() -> None:
    """The order never depends on a set."""
    world = knowledge("fictional")
    order = list(world.register.cooperations)

    found = [c.id for c in cooperations.matching(world, Slots(municipalities=("storvag", "kvitmark")))]

    assert found == sorted(found, key=order.index)


def test_partners_are_counted_by_what_exists() -> None:
    """Those with most in operation come first; the municipality itself, those outside and mere ideas are left out."""
    world = knowledge("fictional")

    found = {p.municipality: (p.operating, len(p.cooperations)) for p in cooperations.partners(world, ("storvag",), ())}
    brattnes = {p.municipality for p in cooperations.partners(world, ("brattnes",), ("ikt",))}

    assert found["kvitmark"] == (3, 4)
    assert found["fjellgard"] == (1, 2)
    assert "storvag" not in found
    assert set() == brattnes
    assert sorted(list(found)[:2]) == ["brattnes", "kvitmark"]


def test_partners_in_a_field_share_that_field() -> None:
    """Asked about fire, only those with a fire cooperation together are partners."""
    found = cooperations.partners(knowledge("fictional"), ("storvag",), ("brann",))

    assert {"brattnes", "kvitmark"} == {p.municipality for p in found}


def test_the_newest_status_is_the_one_that_counts() -> None:
    """Statuses are compared by day, not by place in the list."""
    world = knowledge("shipped")
    for record in world.register.cooperations.values():
        newest = cooperations.newest_status(record)
        assert newest in {s.status for s in record.status}
        assert max(s.on.first_day() for s in record.status) in {s.on.first_day() for s in record.status if s.status is newest}
    assert Status.REJECTED is cooperations.newest_status(knowledge("fictional").register.cooperations["kulturskole-avvist"])


def test_an_administrative_host_agrees_with_host() -> None:
    """Who asks whether it is a host cooperation is told yes for both kinds of it; nothing stated is neither yes nor no."""
    stated = knowledge("fictional").register.cooperations["skarvoy-legevakt"].forms[0]

    assert cooperations.form_agrees(Form.HOST.value, stated) is True
    assert cooperations.form_agrees(Form.IKS.value, stated) is False
    assert cooperations.form_agrees(None, stated) is None
    assert cooperations.form_agrees(Form.IKS.value, None) is None
