"""Quiz items in chat, from a suggestion to what is asked, and back; in both written forms."""

from __future__ import annotations

import pytest

from knowledge.quiz import Kind
from storage.quiz_items import list_items
from tests.rendering.conftest import faults as card_faults
from tests.training.trainer.conftest import Person, Training, filled
from tests.worlds import knowledge

pytestmark = pytest.mark.asyncio


async def suggest(person: Person, **other: str) -> str:
    """The reply to a sound suggestion."""
    form = await person.says("foreslå spørsmål")
    return (await person.presses("Send inn", form, filled(**other))).text


async def asked(training: Training) -> list[str]:
    """The stems of one's own items that are asked right now."""
    await training.own.refresh()
    return [item.stem.nb for item in training.own.standing(knowledge("shipped")).values()]


async def test_anybody_suggests_and_a_trainer_approves(training: Training) -> None:
    """Nobody is told who suggested it, and it is asked at once."""
    text = await suggest(training.person("anne"))
    assert "Takk! Forslaget er sendt inn som spørsmål 1." in text
    assert await asked(training) == []

    kari = training.person("kari", "nn-NO")
    waiting = await kari.says("spørsmåla som ventar")
    assert "Eitt spørsmål ventar på godkjenning." in waiting.text
    card = await kari.presses("Spørsmål 1", waiting)
    assert card_faults(card.card) == []
    assert "B) Svaret b på nynorsk – rett. Difor b. (kommunelova § 19-1 andre ledd)" in card.text
    assert "A) Svaret a på bokmål – feil" not in card.text.partition("Bokmål")[0]
    done = await kari.presses("Godkjenn", card)
    assert "Spørsmål 1 er godkjent og med i øvingane innan eitt minutt." in done.text
    assert await asked(training) == ["Hvem kan trekke seg fra samarbeidet?"]

    history = await kari.presses("Historikk", done)
    assert "føreslått (versjon 1)" in history.text
    assert "godkjent av deg (versjon 2)" in history.text
    assert "anne" not in history.text


async def test_the_rules_are_found_from_the_paragraphs(training: Training) -> None:
    """An item rests on what its explanations name, so that it goes when that changes."""
    await suggest(training.person("anne"))
    async with training.database.session() as session:
        (stored,) = await list_items(session)

    assert [option.refs for option in stored.item.options] == [("koml 19-1/2",)] * 3
    assert stored.item.rules
    assert set(stored.item.rules) <= set(knowledge("shipped").law.book.rules)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"stem_nn": ""}, "Spørsmålet, nynorsk: Teksten mangler på nynorsk. Begge målformer må skrives; jeg oversetter ikke."),
        ({"because_c_nb": "", "because_c_nn": ""}, "Hvorfor c er rett eller feil, bokmål: Dette må fylles ut."),
        ({"refs_a": "§ 99-1"}, "Paragrafer for a: «koml 99-1» finnes ikke i loven slik jeg har den."),
        ({"refs_b": "kapittel fem"}, "Paragrafer for b: «kapittel fem» forstår jeg ikke som en paragraf."),
        ({"refs_a": "", "refs_b": "", "refs_c": ""}, "Paragrafene: Ingen av forklaringene nevner en paragraf."),
        ({"text_a_nb": "Svaret b på bokmål"}, "Svarene: To av dem sier det samme på bokmål. Skriv dem ulikt."),
        ({"theme": ""}, "Tema: Dette må fylles ut."),
        ({"theme": "velg …"}, "Tema: Dette må fylles ut."),
        ({"theme": "register"}, "Tema: «register» er ikke blant valgene."),
        ({"right": ""}, "Hvilket svar er rett: Dette må fylles ut."),
        ({"right": "d"}, "Hvilket svar er rett: Svar d er valgt som rett, men er ikke fylt ut."),
        ({"stem_nb": "x" * 501}, "Spørsmålet, bokmål: Teksten er for lang. Det er plass til 500 tegn."),
    ],
)  # fmt: skip
async def test_what_is_wrong_is_told_with_its_place_and_nothing_is_kept(
    training: Training, wrong: dict[str, str], told: str
) -> None:
    """The form comes back as it was filled in."""
    anne = training.person("anne")
    again = await anne.presses("Send inn", await anne.says("foreslå spørsmål"), filled(**wrong))

    assert "Spørsmålet er ikke sendt inn ennå. Rett dette først." in again.text
    assert told in again.text
    assert {each.id: each.value for each in again.inputs}["text_b_nb"] == "Svaret b på bokmål"
    async with training.database.session() as session:
        assert await list_items(session) == ()
    mended = await anne.presses("Send inn", again, filled())
    assert "Takk!" in mended.text


async def test_what_is_asked_already_is_not_asked_again(training: Training) -> None:
    """Neither what is shipped, nor what waits; case and signs make no difference."""
    anne = training.person("anne")
    shipped = "Noen kommuner vil opprette et kommunalt oppgavefellesskap. Hvem vedtar samarbeidsavtalen?"
    assert "Det samme spørres det om alt i «agreement-ko-who-adopts»." in await suggest(anne, stem=shipped)
    assert "Takk!" in await suggest(anne)
    assert "Det samme spørres det om alt i «own-1»." in await suggest(anne, stem="HVEM kan trekke seg fra samarbeidet")


KINDS = {
    Kind.SEVERAL: ("Flere riktige", {"right": "a og c"}, "C) Svaret c på bokmål – rett."),
    Kind.TRUE_FALSE: ("Sant eller usant", {"right": "b"}, "B) Usant – rett. Derfor b."),
    Kind.ORDER: ("Rekkefølge", {}, "Svarene står i riktig rekkefølge."),
    Kind.CASE: ("Kort sak", {"situation_nb": "To er uenige.", "situation_nn": "To er usamde."}, "To er uenige."),
    Kind.MATCH: (
        "Par",
        {f"match_{x}_{form}": f"par {x} {form}" for x in "abc" for form in ("nb", "nn")},
        "A) Svaret a på bokmål – hører sammen med: par a nb. Derfor a.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", list(KINDS))
async def test_every_kind_can_be_suggested_and_edited(training: Training, kind: Kind) -> None:
    """Each has its own form, whose card is valid; saved as it is, nothing changes."""
    title, more, told = KINDS[kind]
    kari = training.person("kari")
    form = await kari.presses(title, await kari.says("foreslå spørsmål"))
    assert card_faults(form.card) == []
    sent = await kari.presses("Send inn", form, {k: v for k, v in filled(**more).items() if k in {i.id for i in form.inputs}})
    assert "Spørsmål 1 er lagt inn og venter på godkjenning." in sent.text
    assert told in sent.text
    again = await kari.presses("Lagre", await kari.presses("Rett", sent))
    assert "Spørsmål 1 er som det var; ingenting ble endret." in again.text
    approved = await kari.presses("Godkjenn", again)
    assert "Spørsmål 1 er godkjent" in approved.text


async def test_two_persons_approve(strict: Training) -> None:
    """The same one twice does not do; a second trainer does, and sees who was first."""
    await suggest(strict.person("anne"))
    kari, ola = strict.person("kari"), strict.person("ola")
    first = await kari.says("godkjenn spørsmål 1")
    assert "Du har godkjent spørsmål 1. Det venter på at en til godkjenner." in first.text
    assert "Den andre godkjenningen må komme fra en annen kursleder." in (await kari.says("godkjenn spørsmål 1")).text
    assert await asked(strict) == []
    shown = await ola.says("vis spørsmål 1")
    assert "Godkjent av kari. Venter på en til." in shown.text
    assert "er godkjent og med i øvingene" in (await ola.presses("Godkjenn", shown)).text
    assert len(await asked(strict)) == 1


async def test_an_edit_waits_while_the_item_is_asked_as_it_was(training: Training) -> None:
    """A late button does no harm, and what was done can be taken back."""
    await suggest(training.person("anne"))
    kari = training.person("kari")
    approved = await kari.says("godkjenn spørsmål 1")
    form = await kari.presses("Rett", approved)
    edited = await kari.presses("Lagre", form, {"stem_nb": "Hvem kan tre ut?"})
    assert "Spørsmål 1 er rettet og venter på godkjenning." in edited.text
    assert await asked(training) == ["Hvem kan trekke seg fra samarbeidet?"]
    late = await kari.presses("Lagre", form, {"stem_nb": "Noe helt annet?"})
    assert "Spørsmål 1 er endret siden du så det. Ingenting ble gjort; slik er det nå." in late.text
    await kari.presses("Godkjenn", edited)
    assert await asked(training) == ["Hvem kan tre ut?"]
    undone = await kari.says("angre spørsmål 1")
    assert "er angret. Det stilles." in undone.text
    assert await asked(training) == ["Hvem kan trekke seg fra samarbeidet?"]


async def test_rejecting_and_withdrawing_take_a_reason(training: Training) -> None:
    """It is asked for when it is not given, and stands in the history."""
    await suggest(training.person("anne"))
    kari = training.person("kari")
    why = await kari.says("avvis spørsmål 1")
    assert "Hvorfor skal spørsmål 1 avvises?" in why.text
    rejected = await kari.presses("Avvis", why, {"why": "For **likt** et annet"})
    assert "Begrunnelse: For **likt** et annet" in rejected.text
    await kari.says("angre spørsmål 1")
    await kari.says("godkjenn spørsmål 1")
    gone = await kari.says("trekk tilbake spørsmål 1 fordi loven er ny")
    assert "Spørsmål 1 er trukket tilbake. Det stilles ikke lenger." in gone.text
    assert await asked(training) == []
    assert "loven er ny" in (await kari.says("historikk for spørsmål 1")).text
    late = await kari.says("avvis spørsmål 1 (versjon 1) fordi x")
    assert "Spørsmål 1 er trukket tilbake. Ingenting ble gjort nå." in late.text


async def test_an_undo_never_makes_two_items_ask_the_same(training: Training) -> None:
    """What has been asked by another in the meantime stays away."""
    kari = training.person("kari")
    await suggest(training.person("anne"))
    for words in ("godkjenn spørsmål 1", "trekk tilbake spørsmål 1 fordi feil"):
        await kari.says(words)
    await suggest(training.person("bo"))
    await kari.says("godkjenn spørsmål 2")
    told = await kari.says("angre spørsmål 1")
    assert "Spørsmål 1 kan ikke tas i bruk igjen slik det var. Ingenting ble gjort." in told.text
    assert "«own-2»" in told.text
    assert len(await asked(training)) == 1


async def test_others_are_told_that_it_is_for_trainers(training: Training) -> None:
    """They may suggest; a question that merely looks alike is none of this."""
    anne = training.person("anne")
    for words in ("spørsmålene som venter", "godkjenn spørsmål 1", "vis spørsmål 1", "rett spørsmål 1"):
        assert "Det er det bare kursledere som kan gjøre." in (await anne.says(words)).text
    assert "kursledere" not in (await anne.says("Hva er vertskommune?")).text


async def test_what_is_typed_is_data(training: Training) -> None:
    """Markup in it is shown as it stands, in the card and on the page."""
    kari = training.person("kari")
    nasty = "<script>alert(1)</script> **fet** [lenke](http://x)"
    form = await kari.says("foreslå spørsmål")
    sent = await kari.presses("Send inn", form, filled(stem=nasty))
    assert nasty in sent.text
    assert "<script>" not in sent.html
    assert card_faults(sent.card) == []


async def test_a_form_can_be_filled_in_by_writing(training: Training) -> None:
    """The words of its button, then a line a place."""
    kari = training.person("kari")
    form = await kari.says("foreslå spørsmål: sant eller usant")
    labels = {each.id: each.label for each in form.inputs}
    values = filled(letters="ab", right="sant", theme="uttreden og ansvar", level="2")
    lines = [f"{labels[place]}: {value}" for place, value in values.items() if place in labels]
    sent = await kari.says("\n".join(["Send inn", *lines]))
    assert "Spørsmål 1 er lagt inn og venter på godkjenning." in sent.text
    assert "A) Sant – rett." in sent.text


async def test_mine_data_tells_and_forgets(training: Training) -> None:
    """A suggestion that waits goes with the person."""
    anne = training.person("anne")
    await suggest(anne)
    assert "Ett quizspørsmål som du har foreslått." in (await anne.says("mine data")).text
    await anne.says("slett mine data")
    assert "Ingen spørsmål venter på godkjenning." in (await training.person("kari").says("spørsmålene som venter")).text
    assert "quizspørsmål" not in (await anne.says("mine data")).text


async def test_where_others_read_along_nothing_is_told(training: Training) -> None:
    """Neither who suggests what, nor answers or figures; an ordinary question is answered as ever."""
    kari = Person(training, "kari", "nn-NO", group=True)
    assert "Spørsmål føreslår du i ein samtale med berre meg." in (await kari.says("føreslå spørsmål")).text
    for words in ("spørsmåla som ventar", "godkjenn spørsmål 1", "svake tema", "opplæringstal som fil"):
        assert "Det tek vi i ein samtale med berre oss to." in (await kari.says(words)).text
    assert "oss to" not in (await kari.says("kva er vanskeleg?")).text


async def test_one_sees_what_came_of_own_suggestions(training: Training) -> None:
    """With the reason where it was rejected; those of others are not told."""
    anne, kari = training.person("anne"), training.person("kari")
    assert "Du har ikke foreslått noen spørsmål." in (await anne.says("mine forslag")).text
    for stem in ("Hva er en?", "Hva er to?", "Hva er tre?"):
        await suggest(anne, stem=stem)
    await kari.says("avvis spørsmål 1 fordi det er for lett")
    await kari.says("godkjenn spørsmål 2")
    told = (await anne.says("mine forslag")).text
    assert "Du har foreslått 3 spørsmål." in told
    assert "Spørsmål 1: Hva er en? – avvist: det er for lett" in told
    assert "Spørsmål 2: Hva er to? – godkjent og i bruk" in told
    assert "Spørsmål 3: Hva er tre? – venter på en kursleder" in told
    assert "Du har ikkje føreslått nokon spørsmål." in (await training.person("bo", "nn-NO").says("mine forslag")).text


async def test_nobody_fills_the_list_alone(training: Training) -> None:
    """Twenty of one person wait at most; a trainer may go on."""
    anne = training.person("anne")
    for number in range(20):
        assert "Takk!" in await suggest(anne, stem=f"Hva er nummer {number}?")
    assert "du har alt 20 forslag som venter" in await suggest(anne, stem="En til?")
    assert "«Hva er nummer 20?»" in await suggest(training.person("bo"), stem="Hva er nummer 20?")
