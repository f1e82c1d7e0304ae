"""Votes, fields and words that point to the recommendation, in the formulas that minutes use."""

from __future__ import annotations

import pytest

from knowledge import shipped
from knowledge.extraction import services, tally
from knowledge.extraction.decisions import outcome_of
from knowledge.extraction.heading_words import Part
from knowledge.extraction.headings import heading
from knowledge.extraction.vocabulary import Vocabulary
from knowledge.model import Outcome


@pytest.mark.parametrize(
    ("text", "vote"),
    [
        ("Innstillingen ble vedtatt mot 3 (Sp) stemmer.", "mot 3 stemmer"),
        ("Sp sitt framlegg fekk 12 røyster og vart vedteke. Tilrådinga fekk 9 røyster.", "12 mot 9"),
        ("Stemmene falt 9 mot 9. Innstillingen ble vedtatt med ordførerens dobbeltstemme.", "9 mot 9"),
        ("Innstillingen ble vedtatt med 13 stemmer for (Ap, Sp) og 6 stemmer mot (Frp, H).", "13 mot 6"),
        ("Pkt. 1 enstemmig vedtatt. Pkt. 2 vedtatt med 4 mot 3 stemmer.", "pkt. 1 enstemmig; pkt. 2 4 mot 3"),
        ("Alle røysta for framlegget.", "samrøystes"),
        ("Votes for: 17\nVotes against: 6", "17 mot 6"),
        ("Framlegget om å sende saka attende fall med 9 mot 26 røyster.", None),
    ],
)
def test_a_vote_is_read_in_the_formulas_of_minutes(text: str, vote: str | None) -> None:
    """The vote on what was adopted is read however the minutes put it; one on a postponement that fell is none."""
    assert vote == tally.result([text]).vote


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Felles logopedteneste for tre kommunar", "ppt"),
        ("Felles kommuneoverlege - samarbeidsavtale", "lege"),
        ("Ny selskapsavtale for Kystmiljø IKS", "renovasjon"),
        ("Felles feiervesen", "brann"),
        ("Revisjon av selskapsavtalen", None),
        ("Felles barnevern og PPT", None),
    ],
)
def test_the_field_is_told_by_the_title(title: str, field: str | None) -> None:
    """A service is known by its name in both written forms; a case on two services has no field."""
    assert field == services.field_of([title], Vocabulary.of(shipped.load()))


def test_a_text_that_says_no_is_what_was_adopted() -> None:
    """A council that adopts not to join has adopted a text; a case that is refused or taken off is told so."""
    told = [
        outcome_of(text)
        for text in (
            "Vang kommune går ikkje inn i samarbeidet.",
            "Saken avvises.",
            "Saka vert teken av saklista.",
            "Kommunestyret sender saken tilbake til administrasjonen.",
        )
    ]
    expected = [Outcome.ADOPTED, Outcome.REJECTED, Outcome.WITHDRAWN, Outcome.POSTPONED]
    assert expected == told


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("Styret si tilråding til representantskapet:", Part.PROPOSAL),
        ("Kommunedirektørens anbefalte vedtak", Part.PROPOSAL),
        ("Vedtaket lyder som følger:", Part.DECISION),
        ("Høyres forslag:", Part.ALTERNATIVE),
        ("Endringsforslag fra H: Punkt 2 går ut.", Part.ALTERNATIVE),
        ("Protokolltilførsel fra Ap:", Part.END),
        ("utgreiing av økonomien.» Framlegget vart vedteke.", None),
    ],
)
def test_heads_are_known_by_what_they_are_made_of(line: str, part: Part | None) -> None:
    """A head is a label with who and where beside it; a line of running text is none."""
    found = heading(line)
    assert part == (found.part if found else None)
