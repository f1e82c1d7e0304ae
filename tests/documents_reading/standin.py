"""What the worker may be told to run instead of the extraction."""

from __future__ import annotations

import os
import time
from typing import Any

from knowledge.documents import Document, Draft, Evidence, Extraction, Sure


def extract(document: Document, vocabulary: Any) -> Extraction:
    """A draft with the first line for title; which vocabulary it was given stands in its body."""
    first = next(line for page in document.pages for line in page.text.splitlines() if line.strip())
    return Extraction((Draft(title=first, body=str(vocabulary), evidence={"title": Evidence(first, 1, Sure.LIKELY)}),))


def environment(document: Document, vocabulary: Any) -> Extraction:
    """The names in the environment."""
    return Extraction(tuple(Draft(title=name) for name in sorted(os.environ)))


def niceness(document: Document, vocabulary: Any) -> Extraction:
    """How far back in the queue it stands."""
    return Extraction((Draft(title=str(os.nice(0))),))


def greedy(document: Document, vocabulary: Any) -> Extraction:
    """Asks for more and more memory."""
    hoard = []
    while True:
        hoard.append(bytearray(8 * 1024 * 1024))


def sleeper(document: Document, vocabulary: Any) -> Extraction:
    """Never ends."""
    while True:
        time.sleep(1)


def busy(document: Document, vocabulary: Any) -> Extraction:
    """Holds the interpreter for two seconds."""
    end = time.monotonic() + 2
    while time.monotonic() < end:
        pass
    return Extraction(())


def crashing(document: Document, vocabulary: Any) -> Extraction:
    """Dies as a library in C does."""
    os.abort()


def faulty(document: Document, vocabulary: Any) -> Extraction:
    """Has a fault of its own."""
    raise ZeroDivisionError("a fault of ours")


def writing(document: Document, vocabulary: Any) -> Extraction:
    """Tries to leave a file behind, and writes on every stream."""
    for stream in (1, 2):
        os.write(stream, b"noise\n{}\n")
    with open(document.name, "wb") as file:
        file.write(b"left behind")
    return Extraction(())
