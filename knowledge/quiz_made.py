"""Quiz items made from the register: what a municipality's own cooperations are, on a day.

Only what is certain is asked: cooperations in operation, under a name that nothing else can be meant by, whose facts no source
disputes and no list leaves open. Nothing is kept: the items are made anew from each snapshot of the register, so that one
whose fact has changed is gone, and another with another id has come in its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from math import inf

from knowledge.made import duties, figures, forms, members, sorting
from knowledge.made.maker import Maker
from knowledge.model import Cooperation
from knowledge.quiz import QuizItem
from knowledge.snapshot import Knowledge

_CLAIMED = 10
"""So many cooperations that the municipality is not with are asked about by themselves, and no more than it is with."""
_MOST = {"electing": 2, "highest": 2, "liable": 2, "chapter": 2, "adopting": 3, "year": 10}
"""So many items of these kinds, of each rule that they rest on: the law is the same however many companies there are."""
_KEPT = 32
"""So many municipalities' items are kept while a snapshot is in use."""
_Items = dict[str, QuizItem]


def made_items(knowledge: Knowledge, municipality: str, today: date) -> tuple[QuizItem, ...]:
    """All items about the municipality's cooperations on the day; none where nothing is certain.

    The same register and day give the same items with the same ids, in the same order.
    """
    return tuple(_all(knowledge, municipality, today).values())


def made_item(knowledge: Knowledge, item_id: str, municipality: str, today: date) -> QuizItem | None:
    """The item, as it is asked on the day; None when what it rests on has changed, or cannot be asked any more."""
    found = _all(knowledge, municipality, today).get(item_id)
    if found is not None or not item_id.startswith("made-"):
        return found
    # a cooperation beyond the most that items are made of may have had its turn before others came
    record = knowledge.register.cooperations.get(item_id.split("-", 3)[-1])
    if record is None or municipality not in knowledge.register.municipalities:
        return None
    maker = Maker(knowledge, municipality, today)
    made = _of(maker, record) if maker.is_with(record) else _beside(maker, record)
    return next((item for item in made if item.id == item_id), None)


def _all(knowledge: Knowledge, municipality: str, today: date) -> _Items:
    kept: dict[tuple[str, date], _Items] = knowledge.once("made: items", dict)
    found = kept.get((municipality, today))
    if found is None:
        found = {item.id: item for item in _not_too_many(_made(knowledge, municipality, today))}
        if len(kept) >= _KEPT:
            kept.clear()
        kept[municipality, today] = found
    return found


def _not_too_many(items: Iterator[QuizItem]) -> Iterator[QuizItem]:
    asked: Counter[tuple[str, ...]] = Counter()
    for item in items:
        kind = item.id.split("-")[2]
        asked[kind, *item.rules] += 1
        if asked[kind, *item.rules] <= _MOST.get(kind, inf):
            yield item


def _made(knowledge: Knowledge, municipality: str, today: date) -> Iterator[QuizItem]:
    if municipality not in knowledge.register.municipalities:
        return
    maker = Maker(knowledge, municipality, today)
    for record in maker.own:
        yield from _of(maker, record)
    yield from filter(None, (figures.item(maker, figure) for figure in figures.of(knowledge, municipality)))
    for record in maker.elsewhere[: min(_CLAIMED, len(maker.own))]:
        yield from sorting.elsewhere(maker, record)


def _of(maker: Maker, record: Cooperation) -> Iterator[QuizItem]:
    yield from members.items(maker, record)
    yield from forms.items(maker, record)
    yield from duties.items(maker, record)
    yield from sorting.items(maker, record)


def _beside(maker: Maker, record: Cooperation) -> Iterator[QuizItem]:
    if maker.is_without(record):
        yield from sorting.elsewhere(maker, record)
