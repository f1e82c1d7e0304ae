"""Topics as keys, and what they are met by."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from knowledge.following.covering import covers
from knowledge.following.of_cases import concerns_of
from knowledge.following.of_cooperations import concerns_of as concerns_of_cooperation
from knowledge.following.topics import Concerns, Topic, keys_of, meets
from knowledge.happenings import World
from tests import worlds

KNOWN = worlds.knowledge("shipped")
REGISTER = KNOWN.register
WORLD = World(REGISTER, worlds.DAY, KNOWN.language.bodies)
COMBINED = product(
    (None, "landbruk", "lonn-regnskap", "administrasjon"),
    (None, "m:gjovik", "m:sel", "r:gjovikregionen", "k:Innlandet"),
    (None, "vertskommunesamarbeid"),
    (None, "council", "executive"),
)
TOPICS = (
    *(Topic(field=f, place=p, form=o, body=b) for f, p, o, b in COMBINED if f or p or o or b),
    Topic(case="lonningskontor-2024"), Topic(board="sogn-ko"), Topic(cooperation="sogn-ko"), Topic(law="koml 20-2"),
    Topic(sources="all"), Topic(cooperation="gjovikregionen-utvikling"),
)  # fmt: skip


@pytest.mark.parametrize("topic", TOPICS, ids=Topic.key)
def test_a_key_is_read_back_as_the_topic(topic: Topic) -> None:
    """What is kept is the key alone."""
    assert topic == Topic.parse(topic.key())


@pytest.mark.parametrize("text", ["", "x:1", "f", "f:", "f:a|f:b", "landbruk", "f:a||p:b"])
def test_what_is_no_key_is_refused(text: str) -> None:
    """A button's words may have been written by anybody."""
    with pytest.raises(ValueError, match="no key"):
        Topic.parse(text)


def _all_concerns() -> list[Concerns]:
    cases = [concerns_of(case, WORLD, (step,), tuple(step.fields)) for case in REGISTER.cases.values() for step in case.steps]
    records = [concerns_of_cooperation(record) for record in REGISTER.cooperations.values()]
    return [*cases, *records, Concerns(laws=("koml 20-2",), forms=("vertskommunesamarbeid",)), Concerns(sources=True)]


def test_a_topic_is_met_by_just_what_has_its_key() -> None:
    """The database compares keys, a preview looks by itself: they agree on all that is shipped."""
    for concerns in _all_concerns():
        keys = set(keys_of(concerns, REGISTER))
        assert {t.key() for t in TOPICS if meets(t, concerns, REGISTER)} == keys & {t.key() for t in TOPICS}


def test_a_council_is_followed_by_what_happens_in_just_that() -> None:
    """What another council does with the same case is not told to who follows this one."""
    case = REGISTER.cases["lonningskontor-2024"]
    steps = [step for step in case.steps if step.municipality and step.body]
    about = concerns_of(case, WORLD, steps[:1])
    place = steps[0].municipality
    other = next(m for m in case.municipalities if m != place)
    body = about.bodies[0][0]

    assert meets(Topic(body=body, place=f"m:{place}"), about, REGISTER)
    assert not meets(Topic(body=body, place=f"m:{other}"), about, REGISTER)
    assert meets(Topic(place=f"m:{other}"), about, REGISTER)


def test_what_covers_another_is_told_all_that_it_is() -> None:
    """Whenever one is said to cover another, everything shipped that meets the narrow one meets the wide one."""
    everything = _all_concerns()
    found = 0
    for wide, narrow in product(TOPICS, repeat=2):
        if wide != narrow and covers(wide, narrow, REGISTER):
            found += 1
            assert [c for c in everything if meets(narrow, c, REGISTER) and not meets(wide, c, REGISTER)] == []
    assert found > 100


@pytest.mark.parametrize(
    ("wide", "narrow", "expected"),
    [
        (Topic(place="m:gjovik"), Topic(field="barnevern", place="m:gjovik"), True),
        (Topic(field="barnevern", place="m:gjovik"), Topic(place="m:gjovik"), False),
        (Topic(field="administrasjon"), Topic(field="ikt", place="m:gjovik"), True),
        (Topic(field="ikt"), Topic(field="administrasjon"), False),
        (Topic(place="r:gjovikregionen"), Topic(place="m:gjovik"), True),
        (Topic(place="k:Innlandet"), Topic(place="r:gjovikregionen"), True),
        (Topic(place="m:gjovik"), Topic(place="r:gjovikregionen"), False),
        (Topic(cooperation="sogn-ko"), Topic(case="sogn-ko"), True),
        (Topic(case="sogn-ko"), Topic(board="sogn-ko"), True),
        (Topic(board="sogn-ko"), Topic(case="sogn-ko"), False),
        (Topic(law="koml 20-2"), Topic(law="koml 20-3"), False),
        (Topic(place="m:gjovik"), Topic(body="council", place="m:gjovik"), True),
        (Topic(body="council", place="m:gjovik"), Topic(field="brann", place="m:gjovik"), False),
    ],
)
def test_which_topic_covers_which(wide: Topic, narrow: Topic, *, expected: bool) -> None:
    """Broader in every part, or the whole of which the other is a part."""
    assert expected is covers(wide, narrow, REGISTER)


def test_a_cooperation_whose_case_is_elsewhere_is_not_covered_by_the_place() -> None:
    """What cannot be told for certain is not said."""
    case = REGISTER.cases["sogn-ko"]
    elsewhere = replace(case, municipalities=("gjovik",), councils=(), regions=())
    moved = replace(REGISTER, cases={**REGISTER.cases, case.id: elsewhere})

    assert not covers(Topic(place="r:sogn"), Topic(cooperation="sogn-ko"), moved)
