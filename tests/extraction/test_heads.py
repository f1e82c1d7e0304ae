"""Heads of papers as different municipalities write them: whose, which body, which day, which numbers, what it is called."""

from __future__ import annotations

from knowledge.model import Outcome
from tests.extraction.papers import drafts, only, read


def test_a_letter_tells_body_day_and_number_in_a_sentence() -> None:
    """The title stands below the references; whom the letter is to is no title."""
    found = only(
        "Vågan kommune\nRådmannen\n\nLofoten avfallsselskap IKS\nPostboks 1\n8300 SVOLVÆR\n\n"
        "Deres ref:      Vår ref:            Dato:\n                2023/1443-9         04.10.2023\n\n"
        "Melding om vedtak - endring av selskapsavtale for Lofoten avfallsselskap IKS\n\n"
        "Kommunestyret i Vågan behandlet i møte 25.09.2023 sak 71/23 - Endring av selskapsavtale.\n\n"
        "Følgende vedtak ble fattet:\n\n1. Vågan kommune godkjenner ny selskapsavtale mellom Vågan, Vestvågøy og Moskenes.\n\n"
        "Vedtaket var enstemmig.\n\nMed hilsen\nTest Testesen\n"
    )

    assert (found.body, str(found.meeting_date), found.case_number) == ("kommunestyret", "2023-09-25", "71/23")
    assert found.title == "endring av selskapsavtale for Lofoten avfallsselskap IKS"


def test_the_minutes_of_a_council_hold_what_its_committee_did() -> None:
    """The number of the case is the council's; the committee keeps its own day."""
    found = drafts(
        "Møteprotokoll\nUtvalg: Kommunestyre i Porsanger\nMøtested: Rådhuset\nDato: 19.12.2023\n\n"
        "PS 80/23 Godkjenning av innkalling\nVedtak: Godkjent.\n\n"
        "PS 81/23 Vertskommuneavtale om PPT med Lebesby og Gamvik\nSaksprotokoll i Formannskap - 05.12.2023\nBehandling:\n"
        "Rådmannens innstilling ble enstemmig vedtatt.\nVedtak:\nPorsanger kommune inngår avtale om PPT med Lebesby og Gamvik.\n"
        "Saksprotokoll i Kommunestyre - 19.12.2023\nBehandling:\nInnstillingen ble vedtatt med 15 mot 4 stemmer.\nVedtak:\n"
        "Porsanger kommune inngår avtale om PPT med Lebesby og Gamvik.\n"
    )

    assert [
        (d.body, str(d.meeting_date), d.case_number) for d in found
    ] == [("formannskapet", "2023-12-05", None), ("kommunestyret", "2023-12-19", "PS 81/23")]


def test_a_table_over_councils_is_a_draft_for_each() -> None:
    """The row tells whose, the day, the number and the result; a council without day and number has decided nothing."""
    found = drafts(
        "Status for samarbeid om felles legevakt i Valdres\n\nTabellen viser hvor langt kommunene er kommet.\n\n"
        "Kommune\tOrgan\tMøtedato\tSaksnr\tResultat\nVang\tKommunestyret\t04.09.2025\t41/25\tVedtatt\n"
        "Etnedal\tKommunestyret\t11.09.2025\t63/25\tUtsatt\nØystre Slidre\tKommunestyret\t\t\tIkke satt opp\n"
    )

    assert [
        (d.municipality, d.case_number, d.outcome) for d in found
    ] == [("vang", "41/25", Outcome.ADOPTED), ("etnedal", "63/25", Outcome.POSTPONED)]


def test_bodies_listed_in_a_sentence_are_a_draft_each() -> None:
    """«og» parts two bodies, but not the name of one."""
    found = drafts(
        "Luster kommune\nSaksframlegg\n\nArkivsaksnr: 25/330\n"
        "Saka skal opp i: Utval for helse og omsorg 03.06.25, formannskapet 10.06.25 og kommunestyret 19.06.25\n\n"
        "Tittel: Avtale med Sogndal kommune om kjøp av legevaktstenester\n\nFramlegg til tilråding:\n"
        "Luster kommune kjøper legevaktstenester frå Sogndal kommune.\n"
    )

    assert [d.body for d in found] == ["utval for helse og omsorg", "formannskapet", "kommunestyret"]


def test_the_recommendation_that_a_paper_is_laid_before_the_council_with_is_not_adopted() -> None:
    """A table headed «Behandling» and «Dato» is no treatment, and «slikt forslag til vedtak» no decision."""
    found = drafts(
        "SAKSFRAMLEGG TIL POLITISK BEHANDLING\n\nBehandling:            Dato:\nFormannskapet          05.11.2024\n"
        "Lyngen kommunestyre    19.11.2024\n\nSakens tittel:\nDeltakelse i Nord-Troms Regionråd IPR\n\n"
        "Kommunedirektøren legger saken fram med slikt forslag til vedtak:\n"
        "Lyngen kommune deltar i Nord-Troms regionråd sammen med Storfjord og Skjervøy.\n"
    )

    assert [(d.body, d.outcome) for d in found] == [("formannskapet", Outcome.PROPOSED), ("kommunestyret", Outcome.PROPOSED)]
    assert {None} == {d.decision for d in found}


def test_an_election_to_the_body_of_a_company_is_no_case_on_cooperation() -> None:
    """Who sits in it is another matter than who takes part."""
    found = read(
        "Gulen kommune\nSaksprotokoll\n\nVal av utsendingar til representantskapet i Sogn Reinhald IKS\n\n"
        "Saksnr   Utval           Møtedato\n74/23    Kommunestyret   26.10.2023\n\n"
        "Vedtak:\nTest Testesen vert vald til representantskapet i Sogn Reinhald IKS.\n"
    )

    assert found.drafts == ()
    assert found.why_none == "not_cooperation"
