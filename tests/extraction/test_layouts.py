"""Layouts of case papers and minutes: what stands where, and how it was flattened."""

from __future__ import annotations

import pytest

from knowledge.documents import Draft
from knowledge.model import Form, Outcome
from tests.extraction.papers import drafts, only

PROPOSAL = "Lom kommune inngår avtale med Skjåk om felles legevakt. Skjåk kommune er vertskommune."
TABLES = {
    "row by row":
    "Saksgang\nUtvalg   Møtedato   Utvalgssak\nFormannskapet   12.03.2024   023/24\nKommunestyret   "
    "21.03.2024   031/24\n",
    "column by column":
    "Saksgang\nUtvalg\nFormannskap\nKommunestyre\n\nMøtedato\n12.03.2024\n21.03.2024\n\nUtvalgssak\n"
    "023/24\n031/24\n",
    "number first": "Utvalssaknr\tUtval\tMøtedato\nPS 023/24\tFormannskapet\t12.03.2024\nPS 031/24\tKommunestyret\t21.03.2024\n",
    "a cell a line": "Utvalg\nMøtedato\nSaksnr\nFormannskapet\n12.03.2024\n023/24\nKommunestyret\n21.03.2024\n031/24\n",
    "bars":
    "| Behandles av | Møtedato | Saksnr |\n| 1 Formannskapet | 12.03.2024 | 023/24 |\n| 2 "
    "Kommunestyret | 21.03.2024 | 031/24 |\n",
    "on one line": "Saksgang: Formannskapet 12.03.2024 sak 023/24, Kommunestyret 21.03.2024 sak 031/24\n",
    "labels in the cells":
    "Formannskapet\nKommunestyret\nSaksnr.: 023/24\nMøtedato: 12.03.2024\nSaksnr.: 031/24\n"
    "Møtedato: 21.03.2024\n",
    "after a label": "Behandlet:   Formannskapet 12.03.2024 sak 023/24\n             Kommunestyret 21.03.2024 sak 031/24\n",
}  # fmt: skip


def places(found: tuple[Draft, ...]) -> list[tuple[str | None, str, str]]:
    """Body, day and number of each draft; the number without its code."""
    return [(d.body, str(d.meeting_date), str(d.case_number).removeprefix("PS ")) for d in found]


@pytest.mark.parametrize("table", TABLES)
def test_the_table_of_bodies_is_read_however_it_was_flattened(table: str) -> None:
    """A draft for each body, with the proposal that all of them get."""
    text = (
        f"Lom kommune\nSAKSFRAMLEGG\n\n{TABLES[table]}\nArkivsaksnr: 2024/512\n\nFelles legevakt for Lom "
        f"og Skjåk\n\nKommunedirektørens innstilling:\n{PROPOSAL}\n"
    )

    found = drafts(text)

    assert places(found) == [("formannskapet", "2024-03-12", "023/24"), ("kommunestyret", "2024-03-21", "031/24")]
    assert {(d.municipality, d.archive_number, d.title) for d in found} == {
        ("lom", "2024/512", "Felles legevakt for Lom og Skjåk")
    }
    assert {(d.proposal, d.decision, d.vote, d.outcome) for d in found} == {(PROPOSAL, None, None, Outcome.PROPOSED)}
    assert {(d.field, d.host, d.form, d.participants) for d in found} == {("lege", "skjak", Form.HOST, ("lom", "skjak"))}


def test_an_empty_table_gives_one_draft_for_the_deciding_body() -> None:
    """No day and no number is filled in: the case is on its way to the council, and nothing more is known."""
    text = (
        "Lom kommune\nSaksgang\nUtvalg\nFormannskapet\nKommunestyret\n\nMøtedato\n\nUtvalgssak\n\n"
        f"Felles legevakt\n\nForslag til vedtak:\n{PROPOSAL}\n"
    )

    draft = only(text)

    assert (draft.body, draft.meeting_date, draft.case_number) == ("kommunestyret", None, None)


@pytest.mark.parametrize(
    "head",
    [
        "Rådmannens innstilling",
        "Kommunedirektøren sitt framlegg til vedtak:",
        "Rådmannen si tilråding",
        "Forslag til vedtak:",
        "Vedtaksforslag:",
        "KOMMUNEDIREKTØRENS FORSLAG TIL VEDTAK",
        "Tilråding frå kommunedirektøren:",
        "Administrasjonens innstilling:",
        "Framlegg til vedtak",
        "Saken legges fram for kommunestyret med slik innstilling:",
        "Rådmannen rår kommunestyret til å gjere slikt vedtak:",
        "Recommendation",
    ],
)
def test_the_proposal_stands_under_many_heads(head: str) -> None:
    """Bokmål and nynorsk, the chief executive's old title and new, with a colon or without."""
    draft = only(
        "Lom kommune\nSAKSFRAMLEGG\nUtvalg: Kommunestyret\nMøtedato: 21.03.2024\n\nFelles legevakt\n\n"
        f"{head}\n{PROPOSAL}\n\nBakgrunn\nMer om saken.\n"
    )

    assert (draft.proposal, draft.decision, draft.outcome) == (PROPOSAL, None, Outcome.PROPOSED)


@pytest.mark.parametrize(
    "head",
    [
        "Vedtak",
        "Vedtak:",
        "Vedtak i Kommunestyret - 21.03.2024:",
        "KST-031/24 Vedtak",
        "K-sak 31/24 vedtak:",
        "Kommunestyrets vedtak:",
        "Enstemmig vedtak:",
        "21.03.2024 Kommunestyret - Vedtak:",
        "Endelig vedtak",
        "Decision",
    ],
)
def test_the_decision_stands_under_many_heads(head: str) -> None:
    """What is below the head, after a treatment, is what was adopted."""
    text = (
        "Lom kommune\nSaksprotokoll\nUtvalg: Kommunestyret\nMøtedato: 21.03.2024\nSak: 31/24\n\nFelles "
        f"legevakt\n\nInnstilling:\n{PROPOSAL}\n\n"
        f"Behandling:\nIngen hadde ordet.\n\nVotering:\nEnstemmig vedtatt.\n\n{head}\n{PROPOSAL}\n\nRett "
        "utskrift\n22.03.2024\nTest Testesen\n"
    )

    draft = only(text)

    assert (draft.decision, draft.vote, draft.outcome) == (PROPOSAL, "enstemmig", Outcome.ADOPTED)


def test_minutes_that_print_the_decision_above_the_treatment() -> None:
    """Some systems print the newest body first, and in it the decision first; the proposal comes last of all."""
    text = (
        "Lom kommune\nSaksutskrift\n\nBehandlet av\tMøtedato\tSaknr\n1 "
        "Formannskapet\t12.03.2024\t023/24\n2 Kommunestyret\t21.03.2024\t031/24\n\n"
        f"Felles legevakt\n\nKST-031/24 Vedtak:\n{PROPOSAL}\n\nMøtebehandling i Kommunestyret "
        "21.03.2024\nVotering\nVedtatt med 12 mot 3 stemmer.\n\n"
        f"FSK-023/24 Innstilling:\n{PROPOSAL}\n\nMøtebehandling i Formannskapet 12.03.2024\nVotering\n"
        f"Enstemmig.\n\nKommunedirektørens innstilling:\n{PROPOSAL}\n"
    )

    found = drafts(text)

    assert [(d.body, d.case_number, d.vote) for d in found] == [
        ("formannskapet", "023/24", "enstemmig"),
        ("kommunestyret", "031/24", "12 mot 3"),
    ]
    assert {d.proposal for d in found} == {PROPOSAL}


def test_page_headers_and_footers_in_the_middle_are_no_part_of_a_proposal() -> None:
    """The page breaks inside the proposal; what repeats on every page is left out of it."""
    text = (
        "Lom kommune – Saksframlegg\n\nUtvalg: Kommunestyret\nMøtedato: 21.03.2024\n\nFelles legevakt\n\nForslag til vedtak:\n"
        "1. Lom kommune inngår avtale med Skjåk om felles legevakt.\nSide 1 av 2\n\fLom kommune – Saksframlegg\n"
        "2. Skjåk kommune er vertskommune.\n\nVurdering:\nEt godt tilbud.\nSide 2 av 2\n"
    )

    assert only(text).proposal == "1. Lom kommune inngår avtale med Skjåk om felles legevakt.\n2. Skjåk kommune er vertskommune."


def test_wrapped_lines_and_parted_words_are_made_whole() -> None:
    """A word parted at the end of a line is joined; a hyphen of its own stays."""
    text = (
        "Lom kommune\nSaksframlegg\nUtvalg: Kommunestyret\nMøtedato: 21.03.2024\n\nFelles legevakt\n\nForslag til vedtak:\n"
        "Lom kommune inngår avtale med Skjåk om felles lege-\nvakt og helse-\nog omsorgstjenester.\n"
    )

    assert only(text).proposal == "Lom kommune inngår avtale med Skjåk om felles legevakt og helse- og omsorgstjenester."


def test_only_the_cases_on_cooperation_of_minutes_give_drafts() -> None:
    """The budget, a plan and a regulation are left out, though they mention companies and neighbours."""
    text = (
        "Lom kommune\nMøtebok\nUtval: Kommunestyret\nDato: 21.03.2024\n\n"
        "Sak 30/24 Budsjett 2025\nInnstilling:\nBudsjettet vert vedteke. Tilskot til Test IKS er 200 "
        "000 kroner.\nVedtak:\nSom innstillinga.\n\n"
        f"Sak 31/24 Felles legevakt med Skjåk\nInnstilling:\n{PROPOSAL}\nRøysting:\nSamrøystes vedteke.\n"
        "Vedtak:\nSom innstillinga.\n\n"
        "Sak 32/24 Reguleringsplan for Testhaugen\nVedtak:\nPlanen vert vedteken. Skjåk og Vågå er varsla.\n"
    )

    draft = only(text)

    assert (draft.case_number, draft.title) == ("31/24", "Felles legevakt med Skjåk")
    assert (draft.decision, draft.vote) == (PROPOSAL, "samrøystes")


def test_a_letter_on_a_decision_quotes_it() -> None:
    """The letter's own day and number are not the meeting's and the case's."""
    text = (
        "Lom kommune\nVår ref. 2024/512-9\nDato: 02.04.2024\n\nMELDING OM VEDTAK\n\nFelles legevakt med Skjåk\n\n"
        f"Kommunestyret har i møte 21.03.2024, sak 31/24, gjort slikt enstemmig vedtak:\n\n«{PROPOSAL}»\n"
        "\nMed hilsen\nTest Testesen\n"
    )

    draft = only(text)

    assert (str(draft.meeting_date), draft.case_number, draft.archive_number) == ("2024-03-21", "31/24", "2024/512")
    assert (draft.body, draft.decision, draft.vote) == ("kommunestyret", PROPOSAL, "enstemmig")


def test_an_agenda_tells_of_what_is_planned() -> None:
    """With nothing but the list, there is the day, the number and the title of the case that is about cooperation."""
    text = (
        "Møteinnkalling\nUtvalg: Formannskapet i Lom\nMøtested: Rådhuset\nDato: 12.03.2024\n\nSaksliste\n"
        "22/24 Godkjenning av protokoll\n23/24 2024/512 Felles legevakt med Skjåk kommune\n24/24 Eventuelt\n"
    )

    draft = only(text)

    assert (draft.municipality, draft.body, str(draft.meeting_date), draft.outcome) == (
        "lom",
        "formannskapet",
        "2024-03-12",
        Outcome.PLANNED,
    )
