"""Each thing that keeps a doubtful item from being made is needed: without it the check finds something wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from knowledge.made import certain, forms
from knowledge.made.certain import Certain, Members
from knowledge.made.names import Names
from knowledge.model import Cooperation, Form
from knowledge.quiz import QuizItem
from knowledge.quiz_made import made_items
from knowledge.snapshot import Knowledge
from tests.training import made_run, raw
from tests.training.made_check import faults
from tests.training.test_made_check import COUNT

PLACES = (
    "vaga",
    "steinkjer",
    "alta",
    "gjovik",
    "sel",
    "bodo",
    "molde",
    "vik",
    "aurland",
    "kristiansand",
    "hammerfest",
    "lillehammer",
)
Guard = tuple[Any, str, Any]


def _newest(_: Certain, record: Cooperation) -> Any:
    told = [form for form in record.forms if not form.considered]
    return max(told, key=lambda form: form.on.first_day(), default=None)


def _whole(members: Callable[[Certain, Cooperation], Members | None]) -> Callable[[Certain, Cooperation], Members | None]:
    def told(self: Certain, record: Cooperation) -> Members | None:
        found = members(self, record)
        return found and replace(found, complete=True, alone=True)

    return told


GUARDS: dict[str, Guard] = {
    "what has ended": (Certain, "_operates", lambda *_: True),
    "what another has followed": (Certain, "_replaced", lambda *_: False),
    "disputes, examples and ideas": (Certain, "exists", lambda self, record: self._operates(record)),
    "disputed passages": (Certain, "rests_safely", lambda *_: True),
    "names that several bear": (Names, "only_one", lambda *_: True),
    "names that are nearly the same": (Names, "_nearly_same", lambda *_: False),
    "places in names": (Names, "tells_place", lambda *_: False),
    "forms in names": (Names, "tells_form", lambda *_: False),
    "fields in names": (Names, "tells_field", lambda *_: False),
    "lists that are not whole": (Certain, "members", _whole(Certain.members)),
    "who was with it before": (Members, "surely_out", lambda self, municipality: municipality not in self.inside),
    "days that are past or to come": (Certain, "_on_the_day", lambda *_: True),
    "old sources": (Certain, "is_old", lambda *_: False),
    "forms that are repealed": (certain, "LAWFUL", frozenset(Form)),
    "several forms, and those before the law": (Certain, "form", _newest),
    "forms that are near": (forms, "_NEAR", {}),
    "stale rules": (Certain, "stands", lambda *_: True),
}


def _items() -> Iterator[tuple[str, QuizItem]]:
    """Items made anew, with none kept from before."""
    known = made_run.world("national", COUNT)
    stale = {"iks-ansvar": ("iksl 3",)}
    again = Knowledge.__new__(Knowledge)
    again.__dict__.update({**known.__dict__, "_reckoned": {}, "stale_rules": stale})
    for place in PLACES:
        for item in made_items(again, place, made_run.TODAY):
            yield place, item


def _at_fault(place: str, item: QuizItem) -> bool:
    return "iks-ansvar" in item.rules or bool(faults(raw.read("national", COUNT), item, place, made_run.TODAY))


def test_with_all_of_them_nothing_is_wrong() -> None:
    """In a register where a third has something amiss, no item is at fault."""
    assert not [item.id for place, item in _items() if _at_fault(place, item)]


@pytest.mark.parametrize("guard", GUARDS)
def test_without_one_of_them_something_is(guard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is let through when it is not looked at, the check finds."""
    where, name, instead = GUARDS[guard]
    monkeypatch.setattr(where, name, instead)
    assert any(_at_fault(place, item) for place, item in _items())
