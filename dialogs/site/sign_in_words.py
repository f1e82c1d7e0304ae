"""The words of the page that signs in to the overview inside Teams."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.model import Language, Text

WORDS: Mapping[str, Text] = {
    "overview_tab": Text("Oversikten i Teams", "Oversikta i Teams"),
    "signing_in": Text("Logger deg inn med Teams …", "Loggar deg inn med Teams …"),
    "outside_teams": Text(
        "Denne adressen er for fanen i Teams. "
        "I nettleseren åpner du oversikten med lenken som Samråd gir deg når du skriver «oversikt».",
        "Denne adressa er for fana i Teams. "
        "I nettlesaren opnar du oversikta med lenkja som Samråd gjev deg når du skriv «oversikt».",
    ),
    "no_token": Text(
        "Teams ga ingen innlogging. Prøv igjen, og godta hvis Teams spør. "
        "Skjer det fortsatt, må IT i kommunen godkjenne appen; imens gir Samråd deg en lenke når du skriver «oversikt».",
        "Teams gav inga innlogging. Prøv igjen, og godta om Teams spør. "
        "Skjer det framleis, må IT i kommunen godkjenne appen; så lenge gjev Samråd deg ei lenkje når du skriv «oversikt».",
    ),
    "not_let_in": Text(
        "Kontoen du er logget inn med i Teams, har ikke tilgang. Bruk kontoen du har i kommunen, eller spør IT.",
        "Kontoen du er logga inn med i Teams, har ikkje tilgang. Bruk kontoen du har i kommunen, eller spør IT.",
    ),
    "no_answer": Text(
        "Innloggingen svarer ikke akkurat nå. Prøv igjen om litt.", "Innlogginga svarar ikkje akkurat no. Prøv igjen om litt."
    ),
    "not_kept_here": Text(
        "Du er logget inn, men nettleseren tar ikke vare på innloggingen. "
        "Skriv «oversikt» til Samråd og åpne lenken i et eget vindu, eller bruk Teams-appen.",
        "Du er logga inn, men nettlesaren tek ikkje vare på innlogginga. "
        "Skriv «oversikt» til Samråd og opne lenkja i eit eige vindauge, eller bruk Teams-appen.",
    ),
    "again": Text("Prøv igjen", "Prøv igjen"),
    "no_scripts": Text(
        "Skript er slått av her, og uten dem kan ikke Teams logge deg inn. "
        "Skriv «oversikt» til Samråd: lenken du får, virker uten skript.",
        "Skript er slått av her, og utan dei kan ikkje Teams logge deg inn. "
        "Skriv «oversikt» til Samråd: lenkja du får, verkar utan skript.",
    ),
}  # fmt: skip


def sign_in_words(language: Language) -> Mapping[str, str]:
    """All of them in one written form."""
    return {key: text.in_(language) for key, text in WORDS.items()}
