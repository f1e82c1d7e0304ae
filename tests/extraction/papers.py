"""Helps to read papers that tests write: text by page, and the vocabulary of the shipped register."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from knowledge import shipped
from knowledge.documents import Document, Draft, Extraction, Page
from knowledge.extraction.vocabulary import Vocabulary
from knowledge.extraction.whole import extract
from tests.support import skip_or_fail

SHARED = Path(__file__).parents[3] / "shared" / "sources"


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the register that ships."""
    return Vocabulary.of(shipped.load())


def document(text: str, name: str = "paper.txt") -> Document:
    """A text as a document, a page for each form feed."""
    return Document(name, "text", tuple(Page(at, page) for at, page in enumerate(text.split("\f"), 1)))


def read(text: str) -> Extraction:
    """What is read out of a text."""
    return extract(document(text), vocabulary())


def drafts(text: str) -> tuple[Draft, ...]:
    """The drafts of a text."""
    return read(text).drafts


def only(text: str) -> Draft:
    """The one draft of a text."""
    found = drafts(text)
    assert len(found) == 1, [(d.municipality, d.body, d.case_number) for d in found]
    return found[0]


def shared(start: str) -> Extraction:
    """What is read out of a source document that lies beside the repository."""
    if not SHARED.is_dir():
        skip_or_fail("the source documents are not beside this clone")
    path = next(path for path in sorted(SHARED.rglob("*.txt")) if path.name.startswith(start))
    return extract(document(path.read_text(encoding="utf-8"), path.name), vocabulary())
