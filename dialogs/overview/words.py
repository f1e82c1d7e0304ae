"""The words of the overview's pages: headings, labels, notices. Each in both written forms."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.model import Language, Text

WORDS: Mapping[str, Text] = {
    "overview": Text("Oversikt", "Oversyn"),
    "views": Text("Visninger", "Visingar"),
    "narrow": Text("Avgrens", "Avgrens"),
    "find": Text("Søk i navn", "Søk i namn"),
    "show": Text("Vis", "Vis"),
    "clear": Text("Fjern alle", "Fjern alle"),
    "without": Text("fjern", "fjern"),
    "as_table": Text("Som tabell", "Som tabell"),
    "csv": Text("Last ned som CSV", "Last ned som CSV"),
    "rows": Text("rader", "rader"),
    "page": Text("Side", "Side"),
    "pages": Text("Sider", "Sider"),
    "before": Text("Forrige", "Førre"),
    "after": Text("Neste", "Neste"),
    "nothing": Text("Ingenting passer med det du har valgt.", "Ingenting passar med det du har valt."),
    "overview_forbidden": Text("Lenken gir ikke tilgang", "Lenkja gjev ikkje tilgang"),
    "overview_forbidden_why": Text(
        "Oversikten åpnes bare med hele lenken, slik Samråd gir den i Teams. Skriv «oversikt» til Samråd, så får du den.",
        "Oversynet kan berre opnast med heile lenkja, slik Samråd gjev ho i Teams. Skriv «oversyn» til Samråd, så får du ho.",
    ),
    "overview_missing": Text("Siden finnes ikke", "Sida finst ikkje"),
    "overview_missing_why": Text(
        "Samråd kjenner ikke noe med denne adressen. Det kan ha fått et annet navn eller være tatt bort.",
        "Samråd kjenner ikkje noko med denne adressa. Det kan ha fått eit anna namn eller vere teke bort.",
    ),
}  # fmt: skip


def overview_words(language: Language) -> Mapping[str, str]:
    """All of them in one written form."""
    return {key: text.in_(language) for key, text in WORDS.items()}
