"""Cooperations, cases and steps through forms: the checks of an import, a source for all, history and undo."""

from __future__ import annotations

import json
from typing import Any

from dialogs.model import RenderedReply
from tests.editing.conftest import House, Person

CASE: dict[str, str] = {
    "title_nb": "Felles legevakt i Nordfjella", "title_nn": "Felles legevakt i Nordfjella", "kind": "creation",
    "municipalities": "Sel, Vågå", "identical": "yes", "on": "03.12.2026", "municipality": "Sel", "body_nb": "kommunestyret",
    "body_nn": "kommunestyret", "outcome": "planned", "text_nb": "Kommunestyret i Sel skal behandle felles legevakt.",
    "text_nn": "Kommunestyret i Sel skal handsame felles legevakt.", "source": "new", "source_title": "Møteplan for Sel",
    "source_on": "2026", "source_place": "side 2",
}  # fmt: skip
COOPERATION: dict[str, str] = {
    "name_nb": "Nordfjella legevakt", "name_nn": "Nordfjella legevakt", "kind": "cooperation",
    "summary_nb": "Nordfjella legevakt er en felles legevakt for Sel og Vågå.",
    "summary_nn": "Nordfjella legevakt er ei felles legevakt for Sel og Vågå.", "status": "adopted", "status_on": "juni 2026",
    "participants": "Sel og Vågå", "complete": "true", "host": "Sel", "fields": "barnevern", "form": "vertskommunesamarbeid",
    "established": "2027", "source": "new", "source_title": "Avtale om legevakt", "source_on": "01.06.2026",
    "source_place": "punkt 1",
}  # fmt: skip


async def new_case(kari: Person, **changes: str) -> RenderedReply:
    """The reply to a new case as filled in."""
    return await kari.presses("Lagre", await kari.says("ny sak"), {**CASE, **changes})


def record(house: House, kind: str, record_id: str) -> Any:
    """What is known of it right now."""
    return getattr(house.live.knowledge.register, kind)[record_id]


async def test_a_new_case_with_its_first_step_is_live(house: House) -> None:
    """It can be asked about at once, with its source and date."""
    kari = house.person("kari")
    saved = await new_case(kari)
    await house.refresh()
    made = record(house, "cases", "felles-legevakt-i-nordfjella")
    answer = (await house.person("per").says("Når skal felles legevakt i Nordfjella opp i Sel?")).text

    assert "Felles legevakt i Nordfjella er lagret og er med i svarene innen ett minutt" in saved.text
    assert (made.steps[0].outcome.value, made.identical_decisions, made.cite.place) == ("planned", True, "side 2")
    assert "03.12.2026" in answer
    assert "Møteplan for Sel" in answer
    assert house.changed == ["changed"]


async def test_every_fault_of_a_record_is_listed(house: House) -> None:
    """Missing places, the written form that is missing, an unknown municipality, a bad date, no source: all at once."""
    kari = house.person("kari")
    wrong = {"title_nn": "", "municipalities": "Sel, Atlantis", "on": "32.13.2026", "source_title": "", "source_place": ""}
    back = await new_case(kari, **wrong)

    for told in (
        "Ingenting er lagret ennå.", "- Tittel på nynorsk: Teksten mangler på nynorsk.", "ingen kommune som heter «Atlantis»",
        "«32.13.2026» er ikke en dato", "- Sted i kilden: Dette må fylles ut.", "- Kilde: En kilde må oppgis",
    ):  # fmt: skip
        assert told in back.text
    assert {each.id: each.value for each in back.inputs}["title_nb"] == "Felles legevakt i Nordfjella"
    assert house.changed == []


async def test_the_same_faults_in_nynorsk(house: House) -> None:
    """Words in the reader's written form."""
    back = await new_case(house.person("kari", "nn-NO"), title_nb="", on="i går")

    assert "Ingenting er lagra enno." in back.text
    assert "- Tittel på bokmål: Teksten manglar på bokmål." in back.text
    assert "«i går» er ikkje ein dato" in back.text


async def test_saving_twice_makes_one(house: House) -> None:
    """A second press finds what is there, and shows it."""
    kari = house.person("kari")
    form = await kari.says("ny sak")
    await kari.presses("Lagre", form, CASE)
    await house.refresh()
    second = await kari.presses("Lagre", form, CASE)

    assert "Det finnes alt noe som heter Felles legevakt i Nordfjella. Ingenting ble lagret" in second.text
    assert len(house.changed) == 1


async def test_saving_twice_before_the_first_is_live_makes_one(house: House) -> None:
    """Also where this replica does not know of the first yet."""
    kari = house.person("kari")
    form = await kari.says("ny sak")
    await kari.presses("Lagre", form, CASE)
    second = await kari.presses("Lagre", form, CASE)

    assert "Ingenting ble lagret" in second.text
    assert len(house.changed) == 1


async def test_a_new_step_and_its_correction(house: House) -> None:
    """A step is added to the case that is named, found again by the choice among its steps, and corrected."""
    kari = house.person("kari")
    await new_case(kari)
    await house.refresh()
    form = await kari.says("nytt steg i saken Felles legevakt i Nordfjella")
    step = {
        "on": "10.12.2026", "municipality": "Vågå", "outcome": "adopted", "text_nb": "Vågå sa ja.", "text_nn": "Vågå sa ja.",
        "vote_nb": "enstemmig", "vote_nn": "samrøystes", "source": "møteplan", "source_place": "side 3",
    }  # fmt: skip
    bad = await kari.presses("Lagre", form, step)
    good = await kari.presses(
        "Lagre", form, {**step, "source": record(house, "cases", "felles-legevakt-i-nordfjella").cite.source}
    )
    await house.refresh()
    which = await kari.says("rett steg i saken felles-legevakt-i-nordfjella")
    edit = await kari.presses("Vågå 10.12.2026", which)
    await kari.presses("Lagre", edit, {"vote_nb": "9 mot 4", "vote_nn": "9 mot 4"})
    await house.refresh()
    made = record(house, "cases", "felles-legevakt-i-nordfjella")

    assert "«møteplan» er ikke blant valgene" in bad.text
    assert "er lagret" in good.text
    assert [each.municipality for each in made.steps] == ["sel", "vaga"]
    assert made.steps[1].vote.nb == "9 mot 4"
    assert {each.id: each.value for each in edit.inputs}["on"] == "10.12.2026"


async def test_a_cooperation_is_made_and_corrected(house: House) -> None:
    """What the form does not show stays; what rested on the old citation goes on resting on it; a new status is added."""
    kari = house.person("kari")
    saved = await kari.presses("Lagre", await kari.says("nytt samarbeid"), COOPERATION)
    await house.refresh()
    made = record(house, "cooperations", "nordfjella-legevakt")
    form = await kari.presses("Rett", saved)
    change = {"status": "operating", "status_on": "01.01.2027", "participants": "Sel, Vågå, Dovre", "source_place": "punkt 2"}
    await kari.presses("Lagre", form, change)
    await house.refresh()
    after = record(house, "cooperations", "nordfjella-legevakt")

    assert [(p.municipality, p.role.value) for p in made.participants] == [("sel", "host"), ("vaga", "participant")]
    assert made.participants_complete
    assert [each.status.value for each in after.status] == ["adopted", "operating"]
    assert [each.cite.place for each in after.status] == ["punkt 1", "punkt 2"]
    assert [each.cite.place for each in after.participants] == ["punkt 1", "punkt 1", "punkt 2"]
    assert [each.form.value for each in after.forms] == ["vertskommunesamarbeid"]


async def test_a_form_saved_as_it_came_changes_nothing(house: House) -> None:
    """Every shipped kind of record goes through its form unharmed: nothing is written."""
    kari = house.person("kari")
    case = "felles-brann-og-redning"
    for said in ("rett samarbeidet sogn-ko", f"rett saken {case}", f"rett steg gjovik-2025 i saken {case}"):
        saved = await kari.presses("Lagre", await kari.says(said))
        assert "er som før; ingenting ble endret." in saved.text, said
    assert house.changed == []


async def test_a_correction_keeps_what_its_form_does_not_show(house: House) -> None:
    """Notes, bodies, aliases, kin and the citations of the rest stay with a shipped cooperation."""
    kari = house.person("kari")
    before = record(house, "cooperations", "sogn-ko")
    await kari.presses("Lagre", await kari.says("rett samarbeidet sogn-ko"), {"complete": "true"})
    await house.refresh()
    after = record(house, "cooperations", "sogn-ko")

    assert after.participants_complete
    assert not before.participants_complete
    kept = ("name", "summary", "fields", "part_of", "aliases", "related", "regions", "cite")
    assert [getattr(before, name) for name in kept] == [getattr(after, name) for name in kept]
    assert (before.notes, before.bodies, before.forms) == (after.notes, after.bodies, after.forms)
    assert [(each.status, each.on) for each in before.status] == [(each.status, each.on) for each in after.status]


async def test_another_source_for_a_correction_leaves_the_rest_on_its_own(house: House) -> None:
    """What rested on the record's citation goes on doing so, by name, when the record gets another."""
    kari = house.person("kari")
    before = record(house, "cooperations", "sogn-ko")
    values = {"complete": "true", "source": "new", "source_title": "Telefon", "source_on": "01.11.2026", "source_place": "notat"}
    await kari.presses("Lagre", await kari.says("rett samarbeidet sogn-ko"), values)
    await house.refresh()
    after = record(house, "cooperations", "sogn-ko")

    assert after.cite.place == "notat"
    assert [note.cite or before.cite for note in before.notes] == [note.cite for note in after.notes]


async def test_a_stale_form_of_a_record_saves_nothing(house: House) -> None:
    """Somebody saved another meanwhile: the form comes back as it is now."""
    kari, ola = house.person("kari"), house.person("ola")
    await new_case(kari)
    await house.refresh()
    form = await kari.says("rett saken felles-legevakt-i-nordfjella")
    theirs = await ola.says("rett saken felles-legevakt-i-nordfjella")
    await ola.presses("Lagre", theirs, {"identical": "no"})
    late = await kari.presses("Lagre", form, {"kind": "study"})

    assert "er endret siden skjemaet ble vist. Ingenting ble lagret; slik er det nå." in late.text
    assert {each.id: each.value for each in late.inputs}["identical"] == "no"


async def test_history_and_undo_of_a_record(house: House) -> None:
    """Who, when and where from; the last change can be taken back, and that too."""
    kari = house.person("kari")
    await new_case(kari)
    await house.refresh()
    edit = await kari.says("rett saken felles-legevakt-i-nordfjella")
    await kari.presses("Lagre", edit, {"identical": "no"})
    await house.refresh()
    history = await kari.says("historikk for saken felles-legevakt-i-nordfjella")
    undone = await kari.presses("Angre siste", history)
    await house.refresh()
    put_back = record(house, "cases", "felles-legevakt-i-nordfjella").identical_decisions
    await kari.presses("Angre angringen", undone)
    await house.refresh()

    assert history.text.count("rettet av deg") == 2
    assert put_back is True
    assert record(house, "cases", "felles-legevakt-i-nordfjella").identical_decisions is False


async def test_a_change_that_something_rests_on_must_be_undone_last(house: House) -> None:
    """The answer names the later change, with a button."""
    kari = house.person("kari")
    saved = await new_case(kari)
    await house.refresh()
    await kari.presses("Lagre", await kari.says("rett saken felles-legevakt-i-nordfjella"), {"identical": "no"})
    refused = await kari.presses("Angre", saved)

    assert "Det kan ikke angres nå." in refused.text
    assert "Angre den først." in refused.text
    assert [choice.title for choice in refused.choices] == ["Angre endring 3"]
    assert "Det kan ikke angres nå." in (await kari.says("angre endring 999")).text


async def test_a_name_that_fits_several_is_asked_about(house: House) -> None:
    """With a button each; one that fits none is told so."""
    kari = house.person("kari")
    which = await kari.says("rett samarbeidet brann")
    none = await kari.says("rett saken månelanding")
    chosen = await kari.presses(which.choices[0].title, which)

    assert "Hvilket samarbeid mener du med «brann»?" in which.text
    assert len(which.choices) > 1
    assert "Jeg kjenner ingen sak som heter «månelanding»." in none.text
    assert chosen.inputs


async def test_forms_fit_in_a_card(house: House) -> None:
    """Every form of the product is below what Teams takes, and carries its inputs on the card."""

    kari = house.person("kari")
    (number,) = await house.drafted(__import__("tests.editing.conftest", fromlist=["sel_draft"]).sel_draft())
    for said in (
        "ny sak",
        "nytt samarbeid",
        "rett samarbeidet sogn-ko",
        f"rett utkast {number}",
        "nytt steg i saken felles-brann-og-redning",
    ):
        reply = await kari.says(said)
        on_card = [element["id"] for element in reply.card["body"] if element["type"].startswith("Input.")]
        assert [each.id for each in reply.inputs] == on_card, said
        assert len(json.dumps(reply.card)) < 26 * 1024, said
