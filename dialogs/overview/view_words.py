"""The words of the network, the timeline and the boards. Each in both written forms."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.model import Language, Text

WORDS: Mapping[str, Text] = {
    "cooperations_of": Text("samarbeid", "samarbeid"),
    "most_shared": Text("Flest felles samarbeid:", "Flest felles samarbeid:"),
    "places_share": Text("kommuner har samarbeid sammen.", "kommunar har samarbeid saman."),
    "network_key": Text(
        "Tallet i sirkelen er hvor mange samarbeid kommunen er med i. Jo tykkere strek, desto flere har to kommuner sammen. "
        "Velg en kommune for å se hvem den samarbeider med.",
        "Talet i sirkelen er kor mange samarbeid kommunen er med i. Di tjukkare strek, di fleire har to kommunar saman. "
        "Vel ein kommune for å sjå kven han samarbeider med.",
    ),
    "network_key_one": Text(
        "Tegningen viser samarbeidene som {name} er med i. Tallet i sirkelen er hvor mange av dem kommunen er med i. "
        "Jo tykkere strek, desto flere har to kommuner sammen.",
        "Teikninga viser samarbeida som {name} er med i. Talet i sirkelen er kor mange av dei kommunen er med i. "
        "Di tjukkare strek, di fleire har to kommunar saman.",
    ),
    "only_existing": Text(
        "Bare samarbeid som er vedtatt eller i drift, er med; velg en status for å se andre.",
        "Berre samarbeid som er vedtekne eller i drift, er med; vel ein status for å sjå andre.",
    ),
    "from_outside": Text(
        "Kommuner med stiplet ring er utenfor området du har valgt.", "Kommunar med stipla ring er utanfor området du har valt."
    ),
    "drawn_of": Text(
        "Tegningen viser {shown} av {places} kommuner, de med de sterkeste båndene; tabellen har alle.",
        "Teikninga viser {shown} av {places} kommunar, dei med dei sterkaste banda; tabellen har alle.",
    ),
    "lines_cut": Text("De svakeste strekene er utelatt.", "Dei svakaste strekane er utelatne."),
    "no_ties": Text(
        "Ingen kommuner har samarbeid sammen i det du har valgt, så langt kildene går.",
        "Ingen kommunar har samarbeid saman i det du har valt, så langt kjeldene går.",
    ),
    "all_about": Text("Alt om", "Alt om"),
    "whole_network": Text("Hele nettverket", "Heile nettverket"),
    "ahead": Text("Dette kommer", "Dette kjem"),
    "nothing_ahead": Text(
        "Kildene har ingen dato framover for sakene du har valgt.", "Kjeldene har ingen dato framover for sakene du har valt."
    ),
    "calendar": Text("Saken som kalender", "Saka som kalender"),
    "and_more": Text("til, se tabellen.", "til, sjå tabellen."),
    "over_time": Text("Når sakene gikk", "Når sakene gjekk"),
    "step_by_step": Text("Sakene steg for steg", "Sakene steg for steg"),
    "striped_now": Text("Den stiplede linjen er i dag.", "Den stipla linja er i dag."),
    "lanes_key": Text(
        "Hver sak har sin egen tidslinje. Et merke med en stripe under er bare kjent til måneden eller året.",
        "Kvar sak har si eiga tidslinje. Eit merke med ei stripe under er berre kjent til månaden eller året.",
    ),
    "signs": Text("Tegnene", "Teikna"),
    "newest_step": Text("Nyeste kjente steg", "Nyaste kjende steg"),
    "no_step": Text("Ingen kjente steg.", "Ingen kjende steg."),
    "marks_of": Text("Steg i saken", "Steg i saka"),
    "see_board": Text("Se vedtakene i hvert kommunestyre", "Sjå vedtaka i kvart kommunestyre"),
    "boards_lead": Text(
        "Saker som må vedtas i flere kommunestyrer, og hvor langt de har kommet i hvert av dem.",
        "Saker som må vedtakast i fleire kommunestyre, og kor langt dei har kome i kvart av dei.",
    ),
    "no_boards": Text(
        "Kildene har ingen slik sak i det du har valgt.", "Kjeldene har inga slik sak i det du har valt."
    ),
    "must_be_alike": Text("Må vedtakene være like?", "Må vedtaka vere like?"),
    "whole_board": Text("Hele tavlen, med kilder", "Heile tavla, med kjelder"),
}  # fmt: skip


def view_words(language: Language) -> Mapping[str, str]:
    """All of them in one written form."""
    return {key: text.in_(language) for key, text in WORDS.items()}
