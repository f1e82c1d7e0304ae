"""Which items a person may be asked."""

from __future__ import annotations

from datetime import date

from dialogs.training.items import Askable, standing
from knowledge.quiz import Theme
from tests.worlds import knowledge

DAY = date(2025, 3, 1)


def test_those_of_ones_own_municipality_come_beside_the_bank() -> None:
    """The bank for all; of the register only what is about the municipality that the person has chosen."""
    known = knowledge("fictional")
    everybody = standing(known)
    assert Askable().for_one(known, None, DAY) == everybody
    here, there = Askable().for_one(known, "storvag", DAY), Askable().for_one(known, "ytre-skarvoy", DAY)
    assert everybody.items() <= here.items()
    own = [item for item in here.values() if item.id not in everybody]
    assert own
    assert {item.theme for item in own} == {Theme.REGISTER}
    assert any("Storvåg" in item.stem.nb for item in own)
    assert not any("Storvåg" in item.stem.nb for item in there.values() if item.id.split("-")[2:3] == ["electing"])
