"""What holds for every text: nothing is raised, it stays quick, and every value can be seen in the document."""

from __future__ import annotations

import dataclasses
import pickle
import random
import re
import time

import pytest

from knowledge.documents import FIELDS, Document, Page
from knowledge.extraction.vocabulary import Vocabulary
from knowledge.extraction.whole import extract
from tests.documents import gold
from tests.extraction.papers import document, read, vocabulary

PIECES = (
    "Sel kommune", "Saksframlegg", "Saksprotokoll", "MØTEBOK", "Utvalg", "Møtedato", "Utvalgssak", "Formannskapet",
    "Kommunestyret", "11.02.2019", "12/19", "PS 84/2024", "2024/8140-4", "Arkivsaksnr:", "Innstilling:",
    "Rådmannens innstilling", "Behandling", "Votering:", "Vedtak:", "Vedtak i Kommunestyret - 11.02.2019:",
    "Innstillingen ble vedtatt med 17 mot 8 stemmer.", "Samrøystes vedteke.", "«", "»", "\x0c", "1.", "a)",
    "For forslaget stemte 8:", "interkommunalt samarbeid", "vertskommune", "IKS", "mellom Sel, Vågå og Lom",
    "Test En (Ap) fremmet forslag:", "Kommunestyret i Vågå vedtok i juni 2024 å", "falt", "utsettes", "Side 3 av 12",
    "Rett utskrift", "§ 20-2", "\t", "|", "12 Kommunestyret i Sel,",
)  # fmt: skip
HOSTILE = {
    "one letter": "a" * 60_000,
    "blanks": " " * 60_000,
    "votes": "1 mot " * 10_000,
    "names": "Os og " * 10_000,
    "heads": "Vedtak\n" * 6_000,
    "cases": "\n".join(f"Sak {n % 900}/24 Tittel her" for n in range(5_000)),
    "open quotations": "«" * 1_000 + "\nVedtak:\n«" + "ord og ord\n" * 4_000,
    "retold": "Kommunestyret i Sel vedtok 12.02.2024 i sak 12/24 å delta i IKS.\n" * 1_500,
    "motions": "Test X fremmet noe forslag her og der\n" * 2_000,
    "treatments": "Behandling:\nInnstillingen ble vedtatt med 3 mot 2 stemmer.\nVedtak:\nx\n" * 1_500,
    "tables": "Utvalg\n" + "Formannskapet\n" * 4_000,
    "footnotes": "\n".join(f"{n} Kommunestyret i Sel 12.02.2024" for n in range(3_000)),
    "labels": "Møtedato:\n" * 5_000,
}


@pytest.mark.parametrize("seed", range(60))
def test_text_put_together_at_random_never_raises(seed: int) -> None:
    """Whatever stands beside whatever, there is an answer, and it says why when it is empty."""
    rng = random.Random(seed)
    text = "".join(rng.choice(PIECES) + rng.choice(("\n", " ", "\n\n", "   ")) for _ in range(400))

    found = read(text)

    assert (found.why_none is None) == bool(found.drafts)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_stays_quick(name: str) -> None:
    """No text makes the patterns run away: some tens of thousands of letters take seconds at the most, on a busy machine too."""
    begun = time.process_time()

    found = read(HOSTILE[name])

    assert time.process_time() - begun < 15
    assert (found.why_none is None) == bool(found.drafts)


def test_two_hundred_pages_are_read_in_a_moment() -> None:
    """A møtebok of 200 pages is a matter of a second or two."""
    item = next(item for item in gold.items("open") if item.name.startswith("06"))
    filler = "Saken er behandlet i tråd med reglementet. Det er ikke funnet avvik i perioden.\n" * 40
    pages = tuple(Page(n, item.text() + filler if n % 20 == 0 else filler) for n in range(1, 201))
    begun = time.process_time()

    found = extract(Document("bok.pdf", "pdf", pages), vocabulary())

    assert time.process_time() - begun < 10
    assert {"14/24", "16/24"} == {draft.case_number for draft in found.drafts}


def test_the_same_document_gives_the_same_drafts() -> None:
    """There is no chance in it, nor anything kept from one document to the next."""
    items = gold.items("open")
    first = [extract(document(item.text()), vocabulary()) for item in items]
    again = [extract(document(item.text()), vocabulary()) for item in reversed(items)]

    assert first == list(reversed(again))


def test_the_vocabulary_travels_between_processes() -> None:
    """It is frozen, small, and the same when it has been pickled."""
    packed = pickle.dumps(vocabulary())

    assert vocabulary() == pickle.loads(packed)
    assert len(packed) < 200_000
    with pytest.raises(dataclasses.FrozenInstanceError):
        vocabulary().places = {}  # type: ignore[misc]
    assert isinstance(vocabulary(), Vocabulary)


@pytest.mark.parametrize("name", [item.name for item in gold.items("open")])
def test_every_value_has_evidence_in_the_documents_own_words(name: str) -> None:
    """Beside each field stands a quotation of at most 300 characters that can be found on its page, and how sure it is."""
    item = next(item for item in gold.items("open") if item.name == name)
    paper = document(item.text())
    noise = item.noise

    for draft in extract(paper, vocabulary()).drafts:
        filled = {field for field in FIELDS if getattr(draft, field)}
        assert set() == filled - set(draft.evidence)
        for field in filled:
            evidence = draft.evidence[field]
            assert 0 < len(evidence.quote) <= 300
            assert 1 <= evidence.page <= len(paper.pages)
            whole = gold.squeezed("".join(page.text for page in paper.pages), noise)
            words = [gold.squeezed(word) for word in re.split(r"\s+", evidence.quote)]
            assert [word for word in words if word not in whole] == [], (field, evidence)
