"""What looks like something and is not, and what must stay apart."""

from __future__ import annotations

import pytest

from knowledge.extraction import votes
from knowledge.extraction.places import Places, mentions
from knowledge.model import Outcome
from tests.extraction.papers import drafts, only, read, vocabulary

PROPOSAL = "Lom kommune inngår avtale med Skjåk om felles legevakt."


def minutes(told: str, decision: str = "") -> str:
    """Minutes of one case with what is told of the treatment."""
    head = (
        "Lom kommune\nSaksprotokoll\nUtvalg: Kommunestyret\nMøtedato: 21.03.2024\nSak: 31/24\n\nFelles "
        "legevakt for Lom og Skjåk\n\n"
    )
    return f"{head}Innstilling:\n{PROPOSAL}\n\nBehandling:\n{told}\n" + (f"\nVedtak:\n{decision}\n" if decision else "")


@pytest.mark.parametrize(
    ("told", "vote"),
    [
        ("Innstillingen ble enstemmig vedtatt.", "enstemmig"),
        ("Innstillinga vart samrøystes vedteken.", "samrøystes"),
        ("Innstillingen ble vedtatt med 17 mot 8 stemmer.", "17 mot 8"),
        ("Innstillinga vart vedteken med 9 mot 4 røyster.", "9 mot 4"),
        ("Innstillingen ble vedtatt mot 3 stemmer.", "mot 3 stemmer"),
        ("Innstillingen ble vedtatt med 14 stemmer (Ap, Sp og SV) mot 5 stemmer (H).", "14 mot 5"),
        ("Innstillingen ble vedtatt med 29 stemmer. 5 stemte imot (Frp).", "29 mot 5"),
        (
            "For innstillingen stemte 22: Test En (AP), Test To (H).\nImot innstillingen stemte 13: Test "
            "Tre (SP).\nDermed ble innstillingen vedtatt.",
            "22 mot 13",
        ),
        ("Innstillinga fekk 13 røyster, framlegget frå Sp fekk 6 røyster. Innstillinga vart dermed vedteken.", "13 mot 6"),
        ("13 av 15 medlemmer møtte. Rundt 9 mot 4 i håndball ble nevnt. Innstillingen ble enstemmig vedtatt.", "enstemmig"),
        ("Forslag om utsettelse falt med 2 mot 17 stemmer. Innstillingen ble vedtatt med 18 mot 1 stemme.", "18 mot 1"),
    ],
)
def test_the_vote_is_the_one_that_adopted_the_decision(told: str, vote: str) -> None:
    """In the document's own word for unanimous; counts from wherever they stand."""
    draft = only(minutes(told))

    assert (draft.vote, draft.decision, draft.outcome) == (vote, PROPOSAL, Outcome.ADOPTED)


@pytest.mark.parametrize(
    "text",
    [
        "13 av 15 medlemmer møtte.",
        "78 % stemte for ikraftsetting.",
        "Kampen endte 9 mot 4.",
        "I fjor var det 214 mot 189 året før.",
        "41 av 52 plasser var i bruk.",
        "Rådet har 17 medlemmer.",
        "Sykefraværet falt fra 9 til 7 prosent.",
    ],
)
def test_lookalikes_are_no_votes(text: str) -> None:
    """Headcounts, percentages, matches and comparisons of years."""
    assert votes.vote_in(text) is None


def test_an_alternative_that_wins_is_the_decision() -> None:
    """Not the recommendation: the words of the motion that got the votes."""
    told = (
        "Test En (Sp) fremmet følgende alternative forslag:\nLom kommune held fram åleine.\n"
        "Innstillingen fikk 6 stemmer og falt. Forslaget fra Sp fikk 13 stemmer og ble vedtatt."
    )

    draft = only(minutes(told))

    assert (draft.proposal, draft.decision, draft.vote) == (PROPOSAL, "Lom kommune held fram åleine.", "13 mot 6")


def test_what_falls_is_no_decision() -> None:
    """The recommendation fell and nothing else was moved: rejected, and no words are adopted."""
    draft = only(minutes("Innstillingen falt med 8 mot 11 stemmer."))

    assert (draft.decision, draft.vote, draft.outcome) == (None, "8 mot 11", Outcome.REJECTED)


def test_what_is_put_off_is_not_decided() -> None:
    """The words that were adopted are that it is put off."""
    draft = only(minutes("Utsettelsesforslaget ble enstemmig vedtatt.", "Saken utsettes."))

    assert (draft.decision, draft.vote, draft.outcome) == ("Saken utsettes.", "enstemmig", Outcome.POSTPONED)


@pytest.mark.parametrize("told", ["Saken ble trukket av kommunedirektøren.", "Saka vart trekt frå saklista."])
def test_a_case_that_is_withdrawn_has_no_decision(told: str) -> None:
    """The outcome says so, with the sentence as evidence."""
    draft = only(minutes(told))

    assert (draft.decision, draft.vote, draft.outcome) == (None, None, Outcome.WITHDRAWN)
    assert draft.evidence["outcome"].quote == told


@pytest.mark.parametrize("end", ["etterretning", "orientering", "vitende"])
def test_a_report_that_is_noted_decides_nothing(end: str) -> None:
    """Tatt til etterretning is an outcome of its own."""
    decision = f"Kommunestyret tar rapporten om felles legevakt med Skjåk til {end}."

    assert only(minutes("Enstemmig vedtatt.", decision)).outcome is Outcome.NOTED


def test_an_earlier_decision_that_the_facts_quote_is_not_this_one() -> None:
    """A paper for a meeting retells what the council decided before; the case itself is only proposed."""
    text = (
        "Lom kommune\nSaksframlegg\nUtvalg: Kommunestyret\nMøtedato: 21.03.2024\nSak: 31/24\n\nFelles "
        "legevakt for Lom og Skjåk\n\n"
        f"Innstilling:\n{PROPOSAL}\n\nTidligere vedtak\nKommunestyret gjorde i sak 12/20 følgende "
        "vedtak:\n«Lom kommune utreder legevakt.»\n"
        "Vedtaket var enstemmig.\n"
    )

    draft = only(text)

    assert (draft.decision, draft.vote, draft.outcome) == (None, None, Outcome.PROPOSED)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("samarbeid mellom Os, Vik og Hol kommuner", ["os", "vik", "hol"]),
        ("Kommunestyret i Time vedtok avtalen", ["time"]),
        ("Nordre og Søndre Land kommuner", ["nordre-land", "sondre-land"]),
        ("Nord- og Sør-Fron", ["nord-fron", "sor-fron"]),
        ("GÁIVUOTNA - KÅFJORD KOMMUNE", ["gaivuotna"]),
        ("Evje og Hornnes, Bygland og Valle", ["evje-og-hornnes", "bygland", "valle"]),
        ("Kari Lund og Per Vik la fram saka", []),
        ("Test Strand (Sp) fremmet forslag", []),
        ("I ei lita vik står ei gran.", []),
        ("Molde sykehus HF og Stavanger Aftenblad", []),
        ("Innlandet fylkeskommune", []),
    ],
)
def test_municipalities_are_known_by_the_company_they_keep(text: str, names: list[str]) -> None:
    """Ordinary words and family names are none; lists, bodies and «kommune» make them."""
    assert list(dict.fromkeys(mention.ids[0] for mention in mentions(text, vocabulary()))) == names


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Herøy kommune samarbeider med Dønna og Alstahaug på Helgeland.", "heroy-nordland"),
        ("Våler kommune samarbeider med Råde kommune.", None),
        ("Herøy kommune, Møre og Romsdal", "heroy-more-og-romsdal"),
        ("Våler kommune i Solør", "valer-innlandet"),
        ("Våler kommune (Østfold)", "valer-ostfold"),
        ("Herøy kommune har vedtatt planen.", None),
    ],
)
def test_two_municipalities_of_one_name_are_told_apart_or_left_open(text: str, one: str | None) -> None:
    """By county or district; neighbours that are named are no proof, and neither is guessed."""
    found = [one for one in Places(text, vocabulary()).ids(text) if one.startswith(("heroy", "valer"))]

    assert (found[0] if found else None) == one


@pytest.mark.parametrize(
    "text",
    [
        "Lom kommune\nSaksframlegg\nSamarbeid mellom skole og hjem\n\nInnstilling:\nPlan for "
        "samarbeidet vedtas. Vågå har en liknende plan.\n",
        "Lom kommune\nSaksframlegg\nSamarbeidsavtale med Innlandet politidistrikt\n\nInnstilling:\n"
        "Avtalen med politiet godkjennes.\n",
        "Lom kommune\nSaksframlegg\nReguleringsplan for Testhaugen\n\nInnstilling:\nPlanen vedtas, jf. "
        "plan- og bygningsloven § 12-12.\n",
        "Lom kommune\nSaksframlegg\nIntern omorganisering\n\nInnstilling:\nOrganisasjonen endres.\n\n"
        "Vurdering:\nSel kommune har gjort det samme.\n",
        "Test Renovasjon IKS\nTakster for 2025\nTaksten øker med 3 prosent.\n",
    ],
)
def test_what_is_not_about_cooperation_gives_no_draft(text: str) -> None:
    """Cooperation with others than municipalities, and neighbours as examples, are something else."""
    assert read(text).drafts == ()
    assert read(text).why_none == "not_cooperation"


def test_the_host_that_the_adopted_words_name_is_the_host() -> None:
    """The council chose another host than was proposed: each draft tells its own."""
    text = (
        "Gran kommune\nSaksprotokoll\n\nFelles lønnskontor på Hadeland\n\nInnstilling:\nGran kommune "
        "inngår vertskommunesamarbeid med Lunner. "
        "Gran kommune er vertskommune.\n\nBehandling i Formannskapet - 12.03.2024\nInnstillingen ble enstemmig vedtatt.\n"
        "Innstilling til kommunestyret:\nGran kommune inngår vertskommunesamarbeid med Lunner. Gran kommune er vertskommune.\n\n"
        "Behandling i Kommunestyret - 21.03.2024\nVotering:\nVedtatt med 17 mot 8 stemmer.\n"
        "Vedtak:\nGran kommune inngår vertskommunesamarbeid med Lunner. Lunner kommune er vertskommune.\n"
    )

    assert [(d.body, d.host) for d in drafts(text)] == [("formannskapet", "gran"), ("kommunestyret", "lunner")]
