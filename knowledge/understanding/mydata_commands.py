"""The command that hands out what is kept of a person as a file. Narrow, as in ``editing``: it must fit whole."""

from __future__ import annotations

import re

_GET = r"(?:last ned|laste ned|eksporter|eksportere|hent|hente|lagre|send meg|gi meg|gje meg|få)"
_MINE = (
    r"(?:(?:alle )?(?:mine data|dataene mine|dataa mine|mine opplysning(?:er|ar)|opplysning(?:ene|ane) mine)"
    r"|(?:alt|det) (?:som er |dere har |de har |du har )?(?:lagret|lagra) om meg)"
)
_FILE = r"(?: (?:som|i) (?:en |ei )?(?:fil|json|json-fil))"
_COMMAND = re.compile(rf"(?:{_GET} {_MINE}{_FILE}?|{_MINE}{_FILE}|(?:eksport|nedlasting) av {_MINE})", re.IGNORECASE)


def wants_file(text: str) -> bool:
    """True when the words, whole, ask for the file."""
    said = " ".join(text.split()).rstrip(" .!?")
    return _COMMAND.fullmatch(said) is not None
