"""Files and folders that are named -> the documents in them, each with its bytes when it is its turn."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from knowledge.errors import KnowledgeError

SUFFIXES: Final = (".pdf", ".docx", ".html", ".htm", ".xhtml", ".txt", ".md")
"""What is looked for in a folder; a file that is named is taken whatever it is called."""


class Unreadable(KnowledgeError):
    """A file that cannot be got at. Says why, and what to do."""

    reason: Final = "unreadable"


def documents_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files, and those of a known kind in the folders and below them, sorted; each once, and none that is hidden."""
    seen: set[Path] = set()
    for path in paths:
        for found in _below(path) if path.is_dir() else (path,):
            if (real := found.resolve()) not in seen:
                seen.add(real)
                yield found


def _below(folder: Path) -> Iterator[Path]:
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and name.lower().endswith(SUFFIXES):
                yield Path(where, name)


def bytes_of(path: Path, most: int) -> bytes:
    """What the file holds, or of a larger file one byte more than ``most``. Unreadable."""
    try:
        # opening what is no file, as a pipe, could wait for ever
        if path.exists() and not path.is_file():
            raise Unreadable(f"{path} is not a file. Name a file or a folder.")
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise Unreadable(f"{path} cannot be read ({error.strerror}). Check the name, and that you may read it.") from error
