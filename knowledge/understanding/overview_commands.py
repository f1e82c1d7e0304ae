"""What people write to see the overview. A question of substance never fits: each command must fit whole.

«Oversikt», «vis oversikten» and «opne oversikta for Gjøvik» are commands; «gi meg en oversikt over samarbeid i Gjøvik» is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OverviewCommand:
    """Somebody wants to see the overview."""

    place: str = ""
    """Of which place, as it was written; empty for all of it."""


_SHOW = r"(?:(?:kan (?:du|jeg|eg) |få |lat meg |la meg )?(?:vis|vise|åpne|opne|se|sjå|gi|gje|hent|få)(?: meg)? )?"
_LINK = r"(?:(?:lenken|lenkja|lenka|lenke|lenkje|ei lenke|ei lenkje|en lenke) til )?"
_WHOLE = r"(?:oversikt|oversikten|oversikta|oversyn|oversynet|oversiktssiden|oversiktssida|oversiktsiden|oversiktsida)"
_DEFINITE = r"(?:oversikten|oversikta|oversynet|oversiktssiden|oversiktssida|oversiktsiden|oversiktsida)"
_COMMAND = re.compile(rf"{_SHOW}{_LINK}(?:{_WHOLE}|{_DEFINITE} (?:for|over|til|i) (?P<place>[\w .-]{{2,40}}))")


def overview_command(text: str) -> OverviewCommand | None:
    """The command that the words are; None for everything else."""
    match = _COMMAND.fullmatch(" ".join(text.casefold().strip(" .!?").split()))
    return OverviewCommand(match["place"] or "") if match else None
