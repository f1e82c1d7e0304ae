"""The words of the page for a projector, in both written forms."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.model import Language, Text

WORDS: Mapping[str, Text] = {
    "quiz": Text("Quiz", "Quiz"),
    "question": Text("Spørsmål", "Spørsmål"),
    "of": Text("av", "av"),
    "several": Text("Flere svar er riktige", "Fleire svar er rette"),
    "answer_in_chat": Text("Svar på kortet i chatten", "Svar på kortet i chatten"),
    "nobody": Text("Ingen har svart ennå", "Ingen har svart enno"),
    "one": Text("1 har svart", "1 har svart"),
    "have": Text("har svart", "har svart"),
    "answered_in_all": Text("svarte", "svarte"),
    "pause": Text("Pause", "Pause"),
    "paused": Text("Svar blir ikke tatt imot før quizen fortsetter", "Svar blir ikkje tekne imot før quizen held fram"),
    "right": Text("Riktig svar", "Rett svar"),
    "closed": Text("Stengt for svar", "Stengt for svar"),
    "few": Text("Færre enn tre svarte, så fordelingen vises ikke", "Færre enn tre svarte, så fordelinga blir ikkje vist"),
    "none": Text("Ingen svarte", "Ingen svarte"),
    "because": Text("Derfor", "Difor"),
    "over": Text("Quizen er slutt", "Quizen er slutt"),
    "got_right": Text("Så mange svarte riktig", "Så mange svarte rett"),
    "points": Text("Poeng", "Poeng"),
    "place": Text("Plass", "Plass"),
    "name": Text("Navn", "Namn"),
    "nothing": Text("Lenken gjelder ikke lenger", "Lenkja gjeld ikkje lenger"),
    "nothing_why": Text(
        "Siden for storskjerm vises så lenge quizen går. Kurslederen får en ny lenke med knappen «Storskjerm».",
        "Sida for storskjerm blir vist så lenge quizen går. Kursleiaren får ei ny lenkje med knappen «Storskjerm».",
    ),
    "lost": Text(
        "Ingen kontakt med Samråd akkurat nå. Siden prøver igjen.", "Ingen kontakt med Samråd akkurat no. Sida prøver igjen."
    ),
}  # fmt: skip


def words(language: Language) -> Mapping[str, str]:
    """All of them in one written form."""
    return {key: text.in_(language) for key, text in WORDS.items()}
