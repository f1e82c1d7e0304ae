"""One way in for every kind of document."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from knowledge.documents import Document, DocumentKind, Page
from knowledge.sources.documents import hypertext, pdf, word
from knowledge.sources.documents.encodings import by_form_feeds, decoded, tidied
from knowledge.sources.documents.faults import DocumentError
from knowledge.sources.documents.kinds import kind_of
from knowledge.sources.documents.limits import DEFAULT, Limits
from knowledge.sources.documents.paper import Paper

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class _Meter:
    """What has been used of what is allowed."""

    limits: Limits
    end: float
    characters: int = 0

    def take(self, text: str) -> None:
        self.characters += len(text)
        if self.characters > self.limits.characters:
            raise DocumentError("too_much_text")
        if time.monotonic() > self.end:
            raise DocumentError("too_slow")


def read(name: str, data: bytes, limits: Limits = DEFAULT, progress: Progress | None = None) -> Document:
    """The text of a document, by page. DocumentError tells why there is none.

    ``progress`` is told the pages that are done and all there are, after each. Within this process: a file made to harm can take
    it down, so what strangers hand in is read with ``read_apart``.
    """
    if len(data) > limits.bytes:
        raise DocumentError("too_large")
    meter = _Meter(limits, time.monotonic() + limits.seconds)
    kind = kind_of(name, data)
    try:
        return _read(name, kind, data, meter, progress)
    except DocumentError:
        raise
    except MemoryError as fault:
        raise DocumentError("too_much_memory") from fault
    except Exception as fault:  # what the libraries raise for a damaged file is not listed anywhere
        raise DocumentError("corrupt", f"{type(fault).__name__}: {fault}") from fault


def _read(name: str, kind: DocumentKind, data: bytes, meter: _Meter, progress: Progress | None) -> Document:
    paper = _opened(kind, data, meter.limits)
    if paper.count > meter.limits.pages:
        raise DocumentError("too_many_pages", f"{paper.count} pages")
    pages = []
    for number, text in enumerate(paper.pages, 1):
        meter.take(text)
        pages.append(Page(number, tidied(text)))
        if progress is not None:
            progress(number, paper.count)
    if not any(character.isalnum() for page in pages for character in page.text):
        raise DocumentError("no_text" if paper.pictured() else "empty")
    return Document(name, kind, tuple(pages), " ".join(tidied(paper.title).split()) or None)


def _opened(kind: DocumentKind, data: bytes, limits: Limits) -> Paper:
    if kind == "pdf":
        return pdf.opened(data)
    if kind == "docx":
        return word.opened(data, limits)
    if kind == "html":
        return hypertext.opened(data)
    pages = by_form_feeds(decoded(data) or "")
    return Paper(len(pages), iter(pages))
