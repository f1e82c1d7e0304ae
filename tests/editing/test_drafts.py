"""Drafts in chat: seen with evidence, corrected, approved, rejected and undone; late and double presses do no harm."""

from __future__ import annotations

import pytest

from knowledge.documents import Evidence, Sure
from knowledge.model import Outcome
from tests.editing.conftest import House, sel_draft

QUESTION = "Hva ble vedtatt om felles vannverk i Sel?"


async def test_a_card_shows_each_field_with_its_evidence(house: House) -> None:
    """Value, how sure it is in words, quote and page; what is missing; what it is proposed as; the outcome."""
    (number,) = await house.drafted(sel_draft())
    text = (await house.person("kari").says(f"vis utkast {number}")).text

    assert f"Utkast {number}: Felles vannverk for Sel og Vågå" in text
    assert "Lest fra «protokoll.pdf». Foreslås som ny sak. Utfall: vedtatt." in text
    assert "- Møtedato: 11.02.2026 – trolig: «Møtedato: 11.02.2026» (side 1)" in text
    assert "- Stemmetall: enstemmig – usikkert: «Enstemmig vedtatt» (side 2)" in text
    assert "Fant jeg ikke i dokumentet: Arkivnummer, Tjenesteområde, Vertskommune og Samarbeidsform." in text


async def test_the_card_is_told_in_nynorsk(house: House) -> None:
    """To one who reads nynorsk, the document's own words apart."""
    (number,) = await house.drafted(sel_draft())
    text = (await house.person("kari", "nn-NO").says(f"utkast {number}")).text

    assert "Lese frå «protokoll.pdf». Føreslått som ny sak. Utfall: vedteke." in text
    assert "truleg: «Møtedato: 11.02.2026» (side 1)" in text


async def test_a_recommendation_is_never_told_as_decided(house: House) -> None:
    """Not on the card, and not after its approval."""
    draft = sel_draft(decision=None, vote=None, outcome=Outcome.PROPOSED)
    (number,) = await house.drafted(draft)
    kari = house.person("kari")
    card = await kari.says(f"utkast {number}")
    await kari.presses("Godkjenn", card)
    await house.refresh()
    answer = (await house.person("per").says(QUESTION)).text

    assert "Dokumentet har bare innstillingen. Det blir ikke fortalt som vedtatt." in card.text
    assert "innstil" in answer.lower()
    assert "gjorde" not in answer


async def test_approved_is_live(house: House) -> None:
    """The answer says so and with which revision, the watcher is woken, and the next question is answered from it."""
    (number,) = await house.drafted(sel_draft())
    kari = house.person("kari")
    before = (await house.person("per").says(QUESTION)).text
    done = await kari.presses("Godkjenn", await kari.says(f"utkast {number}"))
    await house.refresh()
    after = (await house.person("per").says(QUESTION)).text

    assert "er godkjent og er med i svarene innen ett minutt (endring 2)" in done.text
    assert house.changed == ["changed"]
    assert "12/2026" not in before
    assert "12/2026" in after
    assert "Kilde: " in after


async def test_undone_is_out_again_and_can_be_approved_again(house: House) -> None:
    """The draft is open with what it was before, also as to its case."""
    (number,) = await house.drafted(sel_draft())
    kari = house.person("kari")
    approved = await kari.presses("Godkjenn", await kari.says(f"utkast {number}"))
    await house.refresh()
    undone = await kari.presses("Angre godkjenningen", approved)
    await house.refresh()
    gone = (await house.person("per").says(QUESTION)).text
    again = await kari.says(f"godkjenn utkast {number}")

    assert f"Godkjenningen av utkast {number} er angret." in undone.text
    assert "12/2026" not in gone
    assert "er godkjent" in again.text


async def test_the_form_holds_the_draft_and_corrects_it(house: House) -> None:
    """Prefilled; a changed field loses its evidence, the others keep theirs; choices and names are read."""
    (number,) = await house.drafted(sel_draft())
    kari = house.person("kari")
    form = await kari.presses("Rett", await kari.says(f"utkast {number}"))
    held = {each.id: each.value for each in form.inputs}
    changed = {
        "host": "Vågå kommune",
        "participants": "Sel og Vågå",
        "meeting_date": "2026-02-12",
        "outcome": "noted",
        "form": "interkommunalt-selskap",
        "vote": "",
    }
    done = await kari.presses("Lagre", form, changed)

    assert tuple(held[k] for k in ("municipality", "meeting_date", "outcome", "case")) == ("Sel", "2026-02-11", "adopted", "new")
    assert f"Utkast {number} er rettet." in done.text
    for told in (
        "- Vertskommune: Vågå – satt av redaktør", "- Møtedato: 12.02.2026 – satt av redaktør", "Utfall: tatt til etterretning",
        "interkommunalt selskap (IKS)", "- Kommune: Sel – sikkert: «Sel kommune» (side 1)",
    ):  # fmt: skip
        assert told in done.text
    assert "enstemmig" not in done.text


async def test_every_fault_of_a_form_is_listed_and_nothing_is_lost(house: House) -> None:
    """In the reader's language; what could be read stands in the form that comes back."""
    (number,) = await house.drafted(sel_draft())
    kari = house.person("kari", "nn-NO")
    form = await kari.presses("Rett", await kari.says(f"utkast {number}"))
    wrong = {"municipality": "Selv", "host": "Våler", "meeting_date": "31.02.2026", "title": "Ny tittel"}
    back = await kari.presses("Lagre", form, wrong)

    assert f"Utkast {number} er ikkje lagra. Rett dette først." in back.text
    assert "- Kommune: Eg kjenner ingen kommune som heiter «Selv»." in back.text
    assert "- Vertskommune: Fleire kommunar heiter «Våler». Skriv fylket i parentes" in back.text
    assert "- Møtedato: «31.02.2026» er ikkje ein dato eg forstår." in back.text
    assert {each.id: each.value for each in back.inputs}["title"] == "Ny tittel"
    assert "Felles vannverk" in (await kari.says(f"utkast {number}")).text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("rett dato i utkast {n} til 13. februar 2026", "- Møtedato: 13.02.2026 – satt av redaktør"),
        ("rett møtedato i utkast {n} til mars 2026", "- Møtedato: mars 2026"),
        ("rett organ i utkast {n} til formannskapet.", "- Organ: formannskapet"),
        ("endre utfall i utkast {n} til avslått", "Utfall: avslått"),
        ("sett deltakere i utkast {n} til Sel, Vågå og Dovre", "- Deltakerkommuner: Sel, Vågå, Dovre"),
        ("fjern saksnummer i utkast {n}", "Fant jeg ikke i dokumentet: Saksnummer"),
        ("rett vedtak i utkast {n} til Første punkt.\nAndre punkt.", "- Vedtak: Første punkt. / Andre punkt."),
    ],
)
async def test_a_field_is_corrected_by_writing(house: House, said: str, told: str) -> None:
    """Dates, names and choices as people write them."""
    (number,) = await house.drafted(sel_draft())
    reply = await house.person("kari").says(said.format(n=number))

    assert f"Utkast {number} er rettet." in reply.text
    assert told in reply.text


async def test_what_cannot_be_corrected_so_is_told(house: House) -> None:
    """A field that is none, a value that is none, a draft that is none."""
    (number,) = await house.drafted(sel_draft())
    kari = house.person("kari")

    assert "ikke noe felt som heter «farge»" in (await kari.says(f"rett farge i utkast {number} til blå")).text
    assert "«i går» er ikke en dato" in (await kari.says(f"rett dato i utkast {number} til i går")).text
    assert "Det finnes ikke noe utkast 999." in (await kari.says("godkjenn utkast 999")).text


async def test_the_form_can_be_filled_in_by_writing(house: House) -> None:
    """The words of its button, then a line a field; what is not named stays."""
    (number,) = await house.drafted(sel_draft())
    kari = house.person("kari")
    form = await kari.says(f"rett utkast {number}")
    done = await kari.says("Lagre\nMøtedato: 14.02.2026\nUtfall: utsatt\nVedtak: Saken utsettes.\nNy behandling i mars.")

    assert f"først «Lagre utkast {number} (versjon 1)» på en linje" in form.text
    assert "- Møtedato: 14.02.2026" in done.text
    assert "Utfall: utsatt" in done.text
    assert "- Vedtak: Saken utsettes. / Ny behandling i mars." in done.text
    assert "- Kommune: Sel – sikkert" in done.text


async def test_a_stale_card_changes_nothing(house: House) -> None:
    """Somebody corrected it meanwhile: each button of the card says so, and shows how it is now."""
    (number,) = await house.drafted(sel_draft())
    kari, ola = house.person("kari"), house.person("ola")
    card = await kari.says(f"utkast {number}")
    form = await kari.presses("Rett", card)
    await ola.says(f"rett organ i utkast {number} til formannskapet")
    late = [
        await kari.presses("Lagre", form, {"title": "Min"}),
        await kari.presses("Godkjenn", card),
        await kari.presses("Rett", card),
        await kari.presses("Avvis", card),
    ]

    for reply in late:
        assert f"Utkast {number} er endret siden du så det. Ingenting ble gjort; slik er det nå." in reply.text
        assert "- Organ: formannskapet" in reply.text
    assert house.changed == []


async def test_in_writing_too_it_is_what_was_seen_that_is_approved(house: House) -> None:
    """«Godkjenn utkast 1» after somebody else has changed it is told so first."""
    (number,) = await house.drafted(sel_draft())
    kari = house.person("kari")
    await kari.says(f"utkast {number}")
    await house.person("ola").says(f"rett organ i utkast {number} til formannskapet")

    assert "er endret siden du så det" in (await kari.says(f"godkjenn utkast {number}")).text
    assert "er godkjent" in (await kari.says(f"godkjenn utkast {number}")).text


async def test_double_and_late_presses_are_harmless(house: House) -> None:
    """A second approval, a rejection of what is approved, an undo of nothing."""
    (number,) = await house.drafted(sel_draft())
    kari = house.person("kari")
    card = await kari.says(f"utkast {number}")
    await kari.presses("Godkjenn", card)
    second, rejected = await kari.presses("Godkjenn", card), await kari.presses("Avvis", card)
    (other,) = await house.drafted(sel_draft(title="Noe annet"))

    assert f"Utkast {number} er alt godkjent. Ingenting ble gjort nå." in second.text
    assert f"Utkast {number} er alt godkjent. Ingenting ble gjort nå." in rejected.text
    assert "har ingen godkjenning å angre" in (await kari.says(f"angre utkast {other}")).text
    assert house.changed == ["changed"]


async def test_a_rejection_needs_a_reason_and_can_be_taken_back(house: House) -> None:
    """The reason stands in the history."""
    (number,) = await house.drafted(sel_draft())
    kari = house.person("kari")
    asked = await kari.presses("Avvis", await kari.says(f"utkast {number}"))
    rejected = await kari.presses("Avvis", asked, {"why": "Feil kommune"})
    history = (await kari.says(f"historikk for utkast {number}")).text
    opened = await kari.presses("Åpne igjen", rejected)

    assert f"Hvorfor skal utkast {number} avvises?" in asked.text
    assert [each.id for each in asked.inputs] == ["why"]
    assert "Begrunnelse: Feil kommune" in rejected.text
    assert "avvist av deg (versjon 1): Feil kommune" in history
    assert f"Utkast {number} er åpnet igjen." in opened.text


async def test_two_persons_must_approve(strict_house: House) -> None:
    """The first waits for another, and cannot be that other; a correction in between begins anew."""
    (number,) = await strict_house.drafted(sel_draft())
    kari, ola = strict_house.person("kari"), strict_house.person("ola")
    first, again = await kari.says(f"godkjenn utkast {number}"), await kari.says(f"godkjenn utkast {number}")
    seen = await ola.says(f"utkast {number}")
    changed = list(strict_house.changed)
    await ola.says(f"rett stemmetall i utkast {number} til 9 mot 4")
    await ola.says(f"godkjenn utkast {number}")
    await kari.says(f"utkast {number}")
    last = await kari.says(f"godkjenn utkast {number}")

    assert f"Du har godkjent utkast {number}. Det venter på at en til godkjenner." in first.text
    assert "Den andre godkjenningen må komme fra en annen redaktør." in again.text
    assert "Godkjent av kari. Venter på en til." in seen.text
    assert changed == []
    assert "er med i svarene innen ett minutt" in last.text


async def test_what_the_register_cannot_take_is_told_by_field(house: House) -> None:
    """In the reader's language, with a way to the form; the draft stays as it is."""
    (number,) = await house.drafted(sel_draft(meeting_date=None, title=None))
    reply = await house.person("kari").says(f"godkjenn utkast {number}")

    assert f"Utkast {number} kan ikke godkjennes ennå. Rett dette først." in reply.text
    assert "- Møtedato: Dette må fylles ut." in reply.text
    assert "- Tittel: Dette må fylles ut." in reply.text
    assert house.changed == []


async def test_hostile_words_stay_words(house: House) -> None:
    """Text of a document is data: no markup of ours, of cards or of pages comes of it."""
    evil = "**fet** | <b>x</b> {{ 7*7 }} [a](http://x) # h"
    draft = sel_draft(title=evil, evidence={"title": Evidence(f"- {evil}\n> sitat", 1, Sure.UNSURE)})
    (number,) = await house.drafted(draft, name="<script>alert(1)</script>.pdf")
    reply = await house.person("kari").says(f"utkast {number}")

    assert evil in reply.text
    assert "<b>" not in reply.html
    assert "<script>" not in reply.html
    assert "&lt;b&gt;x&lt;/b&gt;" in reply.html
    assert "49" not in reply.text


async def test_a_draft_may_be_a_step_of_a_known_case(house: House) -> None:
    """The case is chosen in the form, told on the card, and holds the step once it is approved."""
    (number,) = await house.drafted(sel_draft())
    kari = house.person("kari")
    form = await kari.says(f"rett utkast {number}")
    case = next(value for value, _ in next(each for each in form.inputs if each.id == "case").options if value != "new")
    card = await kari.presses("Lagre", form, {"case": case})
    await kari.presses("Godkjenn", card)
    await house.refresh()

    assert "Foreslås som neste steg i saken «" in card.text
    assert "12/2026" in [step.case_number for step in house.live.knowledge.register.cases[case].steps]


async def test_the_list_tells_what_waits(house: House) -> None:
    """The oldest first, each with a button; what is settled is not in it."""
    first, second = await house.drafted(sel_draft(), sel_draft(title="Felles lønn", municipality="vaga"))
    kari = house.person("kari")
    listed = await kari.says("utkast")
    await kari.says(f"godkjenn utkast {first}")
    after = await kari.says("utkast")

    assert "2 utkast venter på deg." in listed.text
    assert f"- Utkast {second}: Felles lønn, Vågå, kommunestyret, 11.02.2026 – fra «protokoll.pdf»" in listed.text
    assert [f"Utkast {first}", f"Utkast {second}"] == [choice.title for choice in listed.choices]
    assert "Ett utkast venter på deg." in after.text
