"""Items made from the register are right by another way of finding it out, and that way finds what is wrong."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from knowledge.basics import Text
from knowledge.quiz import Kind, Option, QuizItem
from knowledge.quiz_made import made_items
from knowledge.snapshot import Knowledge
from tests.training import made_run, raw
from tests.training.made_check import SETS_BESIDE, faults
from tests.training.raw import Raw

COUNT = 1_200
"""So many cooperations has the made-up national register here: as many for a municipality as one has in reality."""
PLACES = ("vaga", "steinkjer", "alta")
KINDS = (
    "member", "outsider", "who", "count", "host", "hosting", "with", "without", "year", "form", "formed", "chapter", "adopting",
    "electing", "highest", "liable", "field", "covers", "which", "notwith", "shared", "figure",
)  # fmt: skip
Found = tuple[str, str, QuizItem]


@cache
def every() -> tuple[tuple[str, str, QuizItem, list[str]], ...]:
    """World, municipality, item and its faults, of more than ten municipalities."""
    told = []
    for world, places in (("shipped", made_run.SHIPPED), ("fictional", made_run.FICTIONAL), ("national", PLACES)):
        told += [(world, *each) for each in made_run.checked(world, places, COUNT)]
    return tuple(told)


@cache
def one_of(kind: str) -> Found:
    """An item of a kind, with its world and municipality."""
    return next((world, place, item) for world, place, item, _ in every() if item.id.split("-")[2] == kind)


def told(found: Found, item: QuizItem, world: Raw | None = None) -> str:
    """All that the check says of an item, in one text."""
    return "; ".join(faults(world or raw.read(found[0], COUNT), item, found[1], made_run.TODAY))


def with_record(found: Found, change: Callable[[dict[str, Any]], None]) -> Raw:
    """The world with the record that the item is about changed."""
    world = raw.read(found[0], COUNT)
    kind, _, record_id = found[2].facts[0].partition(":")
    record = json.loads(json.dumps(world.of(f"{kind}s")[record_id]))
    change(record)
    return Raw({**world.kinds, f"{kind}s": {**world.of(f"{kind}s"), record_id: record}})


def with_new(found: Found, kind: str, record: dict[str, Any]) -> Raw:
    """The world with one more record."""
    world = raw.read(found[0], COUNT)
    return Raw({**world.kinds, kind: {**world.of(kind), record["id"]: record}})


def test_five_hundred_items_of_ten_municipalities_and_more_are_right() -> None:
    """None is wrong, ambiguous or about what is disputed, of more than five hundred, by the records themselves."""
    wrong = [f"{item.id}: {each}" for _, _, item, told in every() for each in told]
    assert not wrong
    assert len(every()) > 500
    assert len({(world, place) for world, place, _, _ in every()}) > 10


def test_every_kind_is_among_them() -> None:
    """Each kind of question is made and checked, none of them only once."""
    kinds = Counter(item.id.split("-")[2] for _, _, item, _ in every())
    assert set(KINDS) == set(kinds)
    assert min(kinds.values()) > 1


@pytest.mark.parametrize("kind", KINDS)
def test_another_right_answer_is_found_wrong(kind: str) -> None:
    """When the mark is moved to another option, the check says so, whatever the kind."""
    found = one_of(kind)
    options = found[2].options
    right = next(n for n, option in enumerate(options) if option.right)
    other = next(n for n, option in enumerate(options) if not option.right)
    moved = [replace(o, right=n == other if n in (right, other) else o.right) for n, o in enumerate(options)]
    assert "by the records" in told(found, replace(found[2], options=tuple(moved)))


@pytest.mark.parametrize("kind", ["member", "with", "which", "host", "year", "count", "form", "electing", "figure"])
def test_a_disputed_fact_is_found(kind: str) -> None:
    """An item on a fact that sources dispute must not be asked."""
    found = one_of(kind)
    conflict = {"id": "strid", "text": {"nb": "Strid.", "nn": "Strid."}, "facts": [found[2].facts[0]], "cites": []}
    assert "is disputed" in told(found, found[2], with_new(found, "conflicts", conflict))


def test_a_disputed_passage_is_found() -> None:
    """So must no item that rests on the very passage that others contradict."""
    found = one_of("member")
    record = raw.read(found[0], COUNT).of("cooperations")[found[2].facts[0].removeprefix("cooperation:")]
    conflict = {"id": "strid", "text": {"nb": "Strid.", "nn": "Strid."}, "facts": [], "cites": [record["cite"]]}
    assert "a passage that is disputed" in told(found, found[2], with_new(found, "conflicts", conflict))


@pytest.mark.parametrize(("status", "day"), [("planned", "2026-06"), ("ended", "2026-11-30"), ("unknown", "2026")])
def test_what_is_not_in_operation_is_found(status: str, day: str) -> None:
    """A cooperation that is planned, ended or of unknown standing is not asked about."""
    found = one_of("member")
    world = with_record(found, lambda record: record["status"].append({"status": status, "on": day}))
    assert "is not in operation" in told(found, found[2], world)


@pytest.mark.parametrize("kind", ["member", "who", "outsider"])
def test_a_wrong_option_that_is_right_is_found(kind: str) -> None:
    """When a wrong option comes to be with it after all, or was once, the check says so."""
    found = one_of(kind)
    wrong = next(option for option in found[2].options if option.right == (kind == "outsider"))
    municipalities = raw.read(found[0], COUNT).of("municipalities").values()
    place = next(m["id"] for m in municipalities if m["name"]["nb"] == wrong.text.nb.partition(" i ")[0] and "until" not in m)
    joined = with_record(found, lambda record: record["participants"].append({"municipality": place}))
    assert "by the records" in told(found, found[2], joined)
    left = with_record(found, lambda record: record["participants"].append({"municipality": place, "until": "2020"}))
    assert "cannot be settled" in told(found, found[2], left)


def test_a_list_that_is_not_whole_settles_nothing() -> None:
    """Whoever is missing from a list that is not whole may still be with it."""
    found = one_of("member")
    world = with_record(found, lambda record: record.update(participants_complete="false"))
    assert "cannot be settled" in told(found, found[2], world)


def test_a_second_true_option_is_found() -> None:
    """A wrong option that is another of the municipality's own cooperations is right as well."""
    both = [(world, place, item) for world, place, item, _ in every() if item.id.split("-")[2] == "which"]
    found, own = next((a, b[2]) for a, b in pairwise(both) if a[:2] == b[:2])
    true = next(option for option in own.options if option.right)
    options = [
        replace(o, text=true.text) if o == next(w for w in found[2].options if not w.right) else o for o in found[2].options
    ]
    assert "by the records" in told(found, replace(found[2], options=tuple(options)))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in (*SETS_BESIDE, "figure")])
def test_a_name_that_two_go_by_is_found(kind: str) -> None:
    """A stem by whose name another cooperation may be meant is ambiguous, also when the other has it as a second name."""
    found = one_of(kind)
    world = raw.read(found[0], COUNT)
    record = world.of("cooperations")[found[2].facts[0].removeprefix("cooperation:")]
    twin = {**record, "id": "tvilling"}
    assert "may mean 2 cooperations" in told(found, found[2], with_new(found, "cooperations", twin))
    other = {**record, "id": "tvilling", "name": {"nb": "Noe helt annet", "nn": "Noko heilt anna"},
             "aliases": {"nb": [record["name"]["nb"]], "nn": [record["name"]["nn"]]}}  # fmt: skip
    assert "may mean 2 cooperations" in told(found, found[2], with_new(found, "cooperations", other))


def test_nearly_the_same_name_is_found() -> None:
    """«Vik renovasjon IKS» and «Vik renovasjon» are taken for one another."""
    found = one_of("count")
    record = raw.read(found[0], COUNT).of("cooperations")[found[2].facts[0].removeprefix("cooperation:")]
    twin = {
        **record,
        "id": "tvilling",
        "name": {lang: f"Felles {name} KO" for lang, name in record["name"].items()},
        "aliases": {},
    }
    assert "may be taken for" in told(found, found[2], with_new(found, "cooperations", twin))


def test_options_that_say_the_same_are_found() -> None:
    """Two options must not be one."""
    found = one_of("member")
    same = tuple(replace(option, text=found[2].options[0].text) for option in found[2].options)
    assert "two options say the same" in told(found, replace(found[2], options=same))


def test_written_forms_that_part_are_found() -> None:
    """A nynorsk stem or option that means something else than the bokmål one is found."""
    found, other = one_of("year"), one_of("count")
    stem = Text(found[2].stem.nb, f"Kva år vart {other[2].stem.nn.split(' med i ')[1].rstrip('?')} etablert?")
    assert told(found, replace(found[2], stem=stem))
    member = one_of("member")
    turned = [Text(a.text.nb, b.text.nn) for a, b in zip(member[2].options, reversed(member[2].options), strict=True)]
    options = tuple(replace(option, text=text) for option, text in zip(member[2].options, turned, strict=True))
    assert "by the records (nn)" in told(member, replace(member[2], options=options))


def test_an_old_fact_that_says_no_time_is_found() -> None:
    """The time of an old source belongs in the stem, and a new source has none there."""
    found = next(
        (w, p, item) for w, p, item, _ in every() if item.stem.nb.startswith("Hvor mange") and "kilden fra" in item.stem.nb
    )
    stem = Text(found[2].stem.nb.split(", etter kilden")[0] + "?", found[2].stem.nn.split(", etter kjelda")[0] + "?")
    assert "of a fact whose source" in told(found, replace(found[2], stem=stem))
    new = next((w, p, item) for w, p, item, _ in every() if item.kind is Kind.TRUE_FALSE and "etter kilden" not in item.stem.nb)
    aged = Text(new[2].stem.nb[:-1] + ", etter kilden fra mai 2019.", new[2].stem.nn[:-1] + ", etter kjelda frå mai 2019.")
    assert "of a fact whose source" in told(new, replace(new[2], stem=aged))


def test_an_explanation_without_a_source_is_found() -> None:
    """The right answer tells where it stands."""
    found = one_of("host")
    bare = tuple(replace(option, because=Text("Slik er det.", "Slik er det.")) for option in found[2].options)
    assert "names no source" in told(found, replace(found[2], options=bare))


def test_a_rule_of_another_form_is_found() -> None:
    """What is asked of a form by law rests on a rule of that form, and on its paragraphs."""
    found = one_of("highest")
    assert "is of another form" in told(found, replace(found[2], rules=("nemnd-organ",)))
    options: tuple[Option, ...] = tuple(replace(option, refs=("koml 5-3/1",)) for option in found[2].options)
    assert "are not what" in told(found, replace(found[2], options=options))


def test_another_municipality_is_found() -> None:
    """An item about others than the reader's own municipality is not the reader's."""
    found = one_of("electing")
    assert "asks about" in "; ".join(faults(raw.read(found[0], COUNT), found[2], "oslo", made_run.TODAY))


def test_the_right_option_stands_anywhere() -> None:
    """Neither the first, the last nor the middle of the options is a good guess, not even among numbers."""
    for kinds in (("count", "adopting"), ("year",), ("member", "host", "which", "form")):
        items = [item for _, _, item, _ in every() if item.id.split("-")[2] in kinds and len(item.options) == 4]
        places = Counter(next(n for n, option in enumerate(item.options) if option.right) for item in items)
        assert max(places.values()) < 0.5 * len(items), (kinds, places)


def test_claims_are_true_and_false() -> None:
    """Of the claims on a municipality's cooperations, neither «sant» nor «usant» is a good guess."""
    claims = [item for _, _, item, _ in every() if item.kind is Kind.TRUE_FALSE]
    true = sum(item.options[0].right for item in claims)
    assert 0.3 < true / len(claims) < 0.7


def test_the_same_day_gives_the_same_items() -> None:
    """Made again from another picture of the same register, the items are the same in every word."""
    world = made_run.world("fictional")
    again = Knowledge(world.register, made_run.language())
    for place in made_run.FICTIONAL:
        assert made_items(world, place, made_run.TODAY) == made_items(again, place, made_run.TODAY)
