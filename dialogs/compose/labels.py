"""The words of the list that is chosen from, and of the buttons on what is put into a message."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from knowledge.model import Text

PageName = Literal["overview", "timeline", "network", "boards"]

COOPERATION = Text("Samarbeid", "Samarbeid")
CASE = Text("Sak", "Sak")
FORM = Text("Samarbeidsform", "Samarbeidsform")
PARAGRAPH = Text("Paragraf", "Paragraf")
MUNICIPALITY = Text("Kommune", "Kommune")
OVERVIEW = Text("Oversikt", "Oversikt")

NEWEST = Text("Nyeste kjente steg", "Nyaste kjende steg")
ONLY_PLANNED = Text("Bare planlagt", "Berre planlagt")
REPEALED = Text("opphevet", "oppheva")
WITH = Text("{standing} i drift eller vedtatt, nevnt i {count}", "{standing} i drift eller vedtekne, nemnd i {count}")
MORE = Text("{names} og {more} til", "{names} og {more} til")

OPEN = Text("Åpne oversikten", "Opne oversikta")
OPEN_CASE = Text("Åpne saken", "Opne saka")
READ_LAW = Text("Les på Lovdata", "Les på Lovdata")

PAGES: Mapping[PageName, Text] = {
    "overview": Text("Oversikt over samarbeid mellom kommuner", "Oversikt over samarbeid mellom kommunar"),
    "timeline": Text("Tidslinje for saker i kommunene", "Tidslinje for saker i kommunane"),
    "network": Text("Hvem som samarbeider med hvem", "Kven som samarbeider med kven"),
    "boards": Text("Vedtak i hvert kommunestyre", "Vedtak i kvart kommunestyre"),
}
"""Our pages that are about no one record."""
