"""What is said in which written form, and where it stands; and how a text is taken apart into words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.model import Language

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Said:
    """A text of ours in one written form."""

    where: str
    """File and line, as an editor opens them."""
    language: Language
    text: str
    shown: bool = True
    """False for search words: what people call a thing, found by and never said."""


_NO_WORDS = re.compile(
    r"""\w+://\S+                     # addresses
    | [\w.-]+@[\w.-]+                 # e-mail addresses
    | (?<!\w)/\w[\w/-]*               # paths on our site
    | [\w/-]+\.[a-z]{2,4}\b(?!\.)     # files and hosts
    | \bpython\s\S+                  # commands
    | \?\w+=\S*                      # what an address asks for
    | [\w-]+\*                       # stems, which go on
    """,
    re.VERBOSE,
)
_ABBREVIATION = r"(?:[^\W\d_]+\.)+[^\W\d_]+\."
_WORD = re.compile(rf"(?<![\w§]){_ABBREVIATION}|(?<![\w§-])[^\W\d_]+(?:[-’'][^\W\d_]+)*-?(?!\w)|(?<=[\w»]-)[^\W\d_]+(?!\w)")
"""A run of letters with what joins them in Norwegian: hyphen and apostrophe; and «bl.a.». Not letters beside digits («3a»)."""


def words(text: str) -> Iterator[str]:
    """The words of a text as they stand. Addresses, numbers, what has a digit in it and stems («begrunn*») are none."""
    for match in _WORD.finditer(_NO_WORDS.sub(" ", text)):
        yield match[0]
