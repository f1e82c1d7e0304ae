"""The words of the draft's page beside the draft itself, in both written forms."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.model import Language, Text

WORDS: Mapping[str, Text] = {
    "report_forbidden": Text("Lenken gir ikke tilgang", "Lenkja gjev ikkje tilgang"),
    "report_forbidden_why": Text(
        "Utkastet åpnes bare med hele lenken, slik Samråd gir den i Teams. Skriv «lag eierskapsmelding for …» der.",
        "Utkastet kan berre opnast med heile lenkja, slik Samråd gjev ho i Teams. Skriv «lag eigarskapsmelding for …» der.",
    ),
    "report_missing": Text("Utkastet finnes ikke", "Utkastet finst ikkje"),
    "report_missing_why": Text(
        "Samråd kjenner ingen kommune på denne adressen, eller flere med samme navn. Bruk kommunenummeret.",
        "Samråd kjenner ingen kommune på denne adressa, eller fleire med same namn. Bruk kommunenummeret.",
    ),
}


def report_words(language: Language) -> Mapping[str, str]:
    """All of them in one written form."""
    return {key: text.in_(language) for key, text in WORDS.items()}
