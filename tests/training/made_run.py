"""Items of many municipalities in three worlds, and what the check says of them."""

from __future__ import annotations

import gc
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from knowledge.made.duties import ELECTING, HIGHEST, LIABLE
from knowledge.made.forms import IN_LAW
from knowledge.quiz import QuizItem
from knowledge.quiz_made import made_items
from knowledge.snapshot import Knowledge, Language_
from tests.training import raw
from tests.training.made_check import faults
from tests.worlds import knowledge

TODAY = date(2026, 12, 1)
SHIPPED = (
    "gjovik",
    "ostre-toten",
    "vestre-toten",
    "lillehammer",
    "gausdal",
    "oyer",
    "sondre-land",
    "nordre-land",
    "jevnaker",
    "gran",
)
FICTIONAL = ("storvag", "brattnes", "kvitmark", "indre-skarvoy", "ytre-skarvoy")
NATIONAL = (
    "gjovik", "vaga", "lillehammer", "sel", "aurland", "steinkjer", "alta", "vik", "bergen", "oslo", "guovdageaidnu",
    "valer-innlandet", "bodo", "kristiansand", "molde",
)  # fmt: skip


@cache
def language() -> Language_:
    """What is known of the language and the law, without the rules that no item rests on: indexing all of them takes a second."""
    whole = knowledge("fictional").language
    used = {duty.rule for duties in (ELECTING, HIGHEST, LIABLE) for duty in duties.values()}
    used.update(rule for law in IN_LAW.values() for rule in (law.where_rule, law.adopting_rule))
    rules = {rule: each for rule, each in whole.law.rules.items() if rule in used}
    return replace(whole, law=replace(whole.law, rules=rules, guide_questions={}))


@cache
def world(name: str, count: int = raw.NATIONAL) -> Knowledge:
    """What is known in a world."""
    if name != "national":
        return knowledge("fictional" if name == "fictional" else "shipped")
    known = Knowledge(raw.made_up(count), language())
    made_items(known, "", TODAY)
    made_items(known, "gjerstad", TODAY)  # the indexes are made at the first use
    gc.collect()
    gc.freeze()  # as the service does with what it knows
    return known


def checked(name: str, places: Sequence[str], count: int = raw.NATIONAL) -> Iterator[tuple[str, QuizItem, list[str]]]:
    """Each item of the municipalities, with its faults."""
    records = raw.read(name, count)
    for place in places:
        for item in made_items(world(name, count), place, TODAY):
            yield place, item, faults(records, item, place, TODAY)


def run() -> int:
    """Print the counts for each municipality, the faults, and how long it took to make the items; 1 if any is at fault."""
    kinds: Counter[str] = Counter()
    wrong = 0
    for name, places in (("shipped", SHIPPED), ("fictional", FICTIONAL), ("national", NATIONAL)):
        known = world(name)
        for place in places:
            began = time.process_time()
            made_items(known, place, TODAY)
            took = (time.process_time() - began) * 1000
            found = list(checked(name, (place,)))
            kinds.update(item.id.split("-")[2] for _, item, _ in found)
            bad = [(item, each) for _, item, told in found for each in told]
            wrong += len({item.id for item, _ in bad})
            print(f"{name:10} {place:16} {len(found):4} items {took:6.1f} ms {len(bad):3} faults")
            for item, each in bad[:20]:
                print(f"    {item.id}: {each}\n        {item.stem.nb}")
    print("kinds:", ", ".join(f"{kind} {many}" for kind, many in kinds.most_common()))
    print(f"{kinds.total()} items, {wrong} of them at fault")
    return 1 if wrong else 0
