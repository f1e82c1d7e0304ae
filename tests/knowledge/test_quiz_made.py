"""Items made from the register: what is asked, what is left alone, and what becomes of an item when its fact changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from knowledge.model import (
    LANGUAGES,
    Conflict,
    Cooperation,
    DatedForm,
    DatedStatus,
    Form,
    PartialDate,
    Participant,
    ParticipantRole,
    Register,
    Status,
    Text,
    Words,
)
from knowledge.quiz import QuizItem, Theme
from knowledge.quiz_made import made_item, made_items
from knowledge.snapshot import Knowledge
from tests.training.made_run import language
from tests.worlds import knowledge

DAY = date(2025, 3, 1)
HOME = "storvag"


def of(register: Register, **changes: Any) -> Knowledge:
    """What is known when the register is this one."""
    return Knowledge(register, language(), **changes)


def with_record(record_id: str, change: Callable[[Cooperation], Cooperation]) -> Knowledge:
    """The made-up region with one cooperation changed."""
    register = knowledge("fictional").register
    changed = change(register.cooperations[record_id])
    return of(replace(register, cooperations={**register.cooperations, record_id: changed}))


def made(known: Knowledge | None = None, *, home: str = HOME, day: date = DAY) -> dict[str, QuizItem]:
    """The items by kind and cooperation."""
    items = made_items(known or knowledge("fictional"), home, day)
    return {item.id.split("-", 2)[2]: item for item in items}


def about(items: dict[str, QuizItem], record_id: str) -> list[str]:
    """The kinds of items there are about a cooperation."""
    return [key.split("-")[0] for key in items if key.endswith(f"-{record_id}")]


def test_they_are_of_their_own_theme_and_name_what_they_rest_on() -> None:
    """Theme «register», and the cooperations by id."""
    items = made()
    assert {item.theme for item in items.values()} == {Theme.REGISTER}
    assert items["count-havlandet-raad"].facts == ("cooperation:havlandet-raad",)
    beside = [item for key, item in items.items() if key.split("-")[0] in ("shared", "which", "notwith", "covers")]
    assert beside
    assert all(len(item.facts) == len(item.options) for item in beside)


def test_a_question_and_its_options_stand_in_both_written_forms() -> None:
    """What is asked of a council, in bokmål and nynorsk, with the paragraph that makes the answer right."""
    item = made()["electing-havlandet-raad"]
    assert item.stem == Text(
        "«Havlandet interkommunale politiske råd» er et interkommunalt politisk råd (IPR). "
        "Hvem velger medlemmene fra Storvåg i representantskapet?",
        "«Havlandet interkommunale politiske råd» er eit interkommunalt politisk råd (IPR). "
        "Kven vel medlemmene frå Storvåg i representantskapet?",
    )
    right = next(option for option in item.options if option.right)
    assert right.text == Text("Kommunestyret i Storvåg", "Kommunestyret i Storvåg")
    assert (right.refs, item.rules) == (("koml 18-3/1",), ("ipr-representantskap",))
    assert right.because.nb.endswith("Kilde: referatet fra regionmøtet (10. februar 2025), sak 1.")
    assert right.because.nn.endswith("Kjelde: referatet frå regionmøtet (10. februar 2025), sak 1.")


def test_the_name_of_a_company_does_not_give_its_form_away() -> None:
    """Of «Havbrann IKS» nobody is asked which form it has."""
    assert {"form", "formed"}.isdisjoint(about(made(), "havbrann"))


def test_an_old_fact_is_told_as_old() -> None:
    """From a year and a half on, the stem has the time of the source; until then it has not."""
    new = made(day=date(2025, 9, 14))["count-havbrann"]
    old = made(day=date(2025, 9, 16))["count-havbrann"]
    assert new.stem == Text("Hvor mange kommuner er med i Havbrann IKS?", "Kor mange kommunar er med i Havbrann IKS?")
    assert old.stem == Text(
        "Hvor mange kommuner er med i Havbrann IKS, etter kilden fra mars 2024?",
        "Kor mange kommunar er med i Havbrann IKS, etter kjelda frå mars 2024?",
    )
    assert new.id == old.id


def test_nothing_is_asked_before_its_source_was_out() -> None:
    """On a day before the minutes, the council in them is not known."""
    assert about(made(day=date(2025, 2, 9)), "havlandet-raad") == []
    assert about(made(day=date(2025, 2, 11)), "havlandet-raad") != []


def test_what_is_only_studied_or_thought_of_is_not_asked() -> None:
    """Studies, ideas and what was rejected are no cooperations."""
    told = {fact for item in made().values() for fact in item.facts}
    assert told.isdisjoint({"cooperation:felles-ikt", "cooperation:barnevern-ide", "cooperation:kulturskole-avvist"})
    assert "cooperation:havbrann" in told


def test_nothing_is_made_for_who_has_nothing_certain() -> None:
    """No cooperation in operation, or no such municipality: no items."""
    assert made(home="os") == {}
    assert made(home="ingensteds") == {}


def _ended(record: Cooperation) -> Cooperation:
    return replace(record, status=(*record.status, DatedStatus(Status.ENDED, PartialDate(2025, 1), Text("Slutt.", "Slutt."))))


def _planned(record: Cooperation) -> Cooperation:
    return replace(record, status=(DatedStatus(Status.PLANNED, PartialDate(2024, 3), Text("Planlagt.", "Planlagt.")),))


def _renamed(record: Cooperation) -> Cooperation:
    return replace(record, name=Text("Fjordlandet renovasjon IKS", "Fjordlandet renovasjon IKS"))


def _second_name(record: Cooperation) -> Cooperation:
    return replace(record, aliases=Words(("Havbrann",), ()))


@pytest.mark.parametrize("change", [_ended, _planned, _renamed])
def test_what_has_ended_is_planned_or_is_called_like_another_is_not_asked(change: Callable[[Cooperation], Cooperation]) -> None:
    """None of the questions about it is left."""
    assert about(made(), "havbrann") != []
    assert about(made(with_record("havbrann", change)), "havbrann") == []


def test_a_second_name_of_another_makes_a_name_ambiguous() -> None:
    """Somebody else who is called «Havbrann» makes «Havbrann IKS» mean two things."""
    assert about(made(with_record("fjordlandet-museum", _second_name)), "havbrann") == []


def test_a_cooperation_that_another_has_followed_is_not_asked() -> None:
    """What came after it may have taken its place."""
    after = with_record("plannettverk", lambda record: replace(record, succeeds="havbrann"))
    assert about(made(after), "havbrann") == []


def test_what_sources_dispute_is_not_asked() -> None:
    """Neither a cooperation that is in dispute, nor one that stands in the very lines that are."""
    register = knowledge("fictional").register
    record = register.cooperations["havbrann"]
    about_it = Conflict("strid", record.summary, ("cooperation:havbrann",), ())
    beside_it = Conflict("strid", record.summary, (), (replace(record.cite, lines="10-25"),))
    elsewhere = Conflict("strid", record.summary, (), (replace(record.cite, lines="1-20"),))
    for conflict, left in ((about_it, False), (beside_it, False), (elsewhere, True)):
        known = of(replace(register, conflicts={"strid": conflict}))
        assert bool(about(made(known), "havbrann")) is left


def test_one_who_has_left_is_neither_right_nor_wrong() -> None:
    """A former participant is offered in no question, and the number is not asked: readers may remember it otherwise."""

    def left(record: Cooperation) -> Cooperation:
        gone = Participant("indre-skarvoy", until=PartialDate(2020))
        return replace(record, participants=(*record.participants, gone), participant_count=None)

    items = made(with_record("havbrann", left))
    said = {option.text.nb for key, item in items.items() if key.endswith("-havbrann") for option in item.options}
    assert "Indre Skarvøy" not in said
    assert "count" not in about(items, "havbrann")


def test_somebody_named_twice_leaves_membership_alone() -> None:
    """Host in one place and participant in another: who does what is not certain."""

    def doubled(record: Cooperation) -> Cooperation:
        return replace(record, participants=(*record.participants, Participant("storvag")))

    assert about(made(with_record("havbrann", doubled)), "havbrann") == []


def test_a_list_that_may_lack_somebody_names_nobody_as_outside() -> None:
    """«Ikke med» is said only where the source lists them all, or says so."""
    items = made()
    assert "outsider" not in about(items, "plannettverk")
    assert "count" not in about(items, "plannettverk")

    def told_outside(record: Cooperation) -> Cooperation:
        outside = [Participant(m, role=ParticipantRole.OUTSIDE) for m in ("tangvik-havfylket", "fjellgard", "odemark")]
        return replace(record, participants=(*record.participants, *outside))

    assert "outsider" in about(made(with_record("plannettverk", told_outside)), "plannettverk")


def test_a_repealed_form_is_not_asked_nor_one_from_before_the_law() -> None:
    """A § 27 board, or a KO of 2012, is no form of today."""

    def formed(form: Form, year: int) -> Callable[[Cooperation], Cooperation]:
        return lambda record: replace(
            record, forms=(DatedForm(form, Text("slik", "slik"), PartialDate(year)),), name=Text("Havbrann", "Havbrann")
        )

    for form, year, asked in ((Form.OLD_BOARD, 2012, False), (Form.KO, 2012, False), (Form.KO, 2021, True)):
        kinds = about(made(with_record("havbrann", formed(form, year))), "havbrann")
        assert ("form" in kinds, "electing" in kinds) == (asked, asked)


def test_a_rule_that_has_gone_stale_takes_its_items_with_it() -> None:
    """What the law says of the form is not asked while somebody must look at the rule; the rest is."""
    stale = of(knowledge("fictional").register, stale_rules={"iks-ansvar": ("iksl 3",)})
    assert {"liable"} == set(about(made(), "havbrann")) - set(about(made(stale), "havbrann"))


def test_municipalities_of_one_name_are_told_apart_by_their_county() -> None:
    """There are two called Tangvik."""

    def far(record: Cooperation) -> Cooperation:
        return replace(record, participants=(*record.participants, Participant("tangvik-innfylket")), participant_count=None)

    items = made(with_record("fjordlandet-renovasjon", far))
    said = {option.text.nb for item in items.values() for option in item.options}
    assert "Tangvik i Innfylket" in said
    assert "Tangvik" not in said


def test_an_item_stays_the_same_while_its_fact_does() -> None:
    """A new cooperation, another summary or another day change no id, and the item is found by its id."""
    before = made()
    register = knowledge("fictional").register
    another = replace(register.cooperations["havlandet-raad"], id="nytt", name=Text("Skogsund", "Skogsund"), aliases=Words())
    known = of(replace(register, cooperations={**register.cooperations, "nytt": another}))
    after = made(known, day=date(2025, 3, 2))
    for kind in ("count", "year", "electing", "liable"):
        item = before[f"{kind}-havbrann"]
        assert item.id == after[f"{kind}-havbrann"].id
        assert made_item(known, item.id, HOME, date(2025, 3, 2)) == after[f"{kind}-havbrann"]


def test_another_answer_is_another_item() -> None:
    """When one more takes part the old question is gone, and what comes in its place has another id."""
    before = made()["count-havbrann"]
    joined = with_record(
        "havbrann", lambda record: replace(record, participants=(*record.participants, Participant("indre-skarvoy")))
    )
    after = made(joined)["count-havbrann"]
    assert before.id != after.id
    assert made_item(joined, before.id, HOME, DAY) is None
    assert made_item(knowledge("fictional"), after.id, HOME, DAY) is None
    assert [option.text.nb for option in after.options if option.right] == ["4"]


def test_an_item_of_another_municipality_is_not_found() -> None:
    """What is asked of Storvåg is not asked of Fjellgard."""
    item = made()["electing-havbrann"]
    assert made_item(knowledge("fictional"), item.id, HOME, DAY) == item
    assert made_item(knowledge("fictional"), item.id, "fjellgard", DAY) is None
    assert made_item(knowledge("fictional"), "forms-enkeltvedtak-ko", HOME, DAY) is None


def test_no_two_items_ask_the_same() -> None:
    """Each has an id of its own and a question of its own, in both written forms."""
    for home in ("storvag", "brattnes", "kvitmark"):
        items = made_items(knowledge("fictional"), home, DAY)
        for written in LANGUAGES:
            asked = [(i.stem.in_(written), *sorted(o.text.in_(written) for o in i.options)) for i in items]
            assert len(set(asked)) == len(asked)


def test_a_figure_is_left_out_of_its_sentence() -> None:
    """The sentence of the register with a gap; a figure that is disputed, planned or of several municipalities is not asked."""
    items = {item.id.split("-", 2)[2]: item for item in made_items(knowledge("shipped"), "gjovik", date(2026, 12, 1))}
    item = items["figure-landbruk-aarsverk-gjovik"]
    assert item.facts == ("figure:landbruk-aarsverk-gjovik",)
    assert item.stem == Text(
        "Hvilket tall mangler, etter kilden fra juni 2024? «Gjøvik har … årsverk på landbruk, fordelt på 7 stillinger.»",
        "Kva tal manglar, etter kjelda frå juni 2024? «Gjøvik har … årsverk på landbruk, fordelte på 7 stillingar.»",
    )
    assert [option.text.nb for option in item.options if option.right] == ["6,5"]
    assert "figure-landbruk-gardsbruk-gjovik-2025" not in items
