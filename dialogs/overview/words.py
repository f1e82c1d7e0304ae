"""The words of the overview's pages: headings, labels, notices. Each in both written forms."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.model import Language, Text

WORDS: Mapping[str, Text] = {
    "overview": Text("Oversikt", "Oversikt"),
    "views": Text("Visninger", "Visingar"),
    "narrow": Text("Avgrens", "Avgrens"),
    "find": Text("Søk i navn", "Søk i namn"),
    "show": Text("Vis", "Vis"),
    "clear_all": Text("Fjern alle", "Fjern alle"),
    "without": Text("fjern", "fjern"),
    "as_table": Text("Som tabell", "Som tabell"),
    "csv": Text("Last ned tabellen (CSV)", "Last ned tabellen (CSV)"),
    "row": Text("rad", "rad"),
    "rows": Text("rader", "rader"),
    "page": Text("Side", "Side"),
    "pages": Text("Sider", "Sider"),
    "before": Text("Forrige", "Førre"),
    "after": Text("Neste", "Neste"),
    "nothing": Text("Ingenting passer med det du har valgt.", "Ingenting passar med det du har valt."),
    "page_small": Text("side", "side"),
    "now": Text("finnes", "finst"),
    "maybe": Text("ikke ennå", "ikkje enno"),
    "gone": Text("ikke, eller ikke lenger", "ikkje, eller ikkje lenger"),
    "now_title": Text("Samarbeid som finnes", "Samarbeid som finst"),
    "maybe_title": Text("Idéer, forslag og planer", "Idear, forslag og planar"),
    "places_title": Text("Kommuner", "Kommunar"),
    "cases_title": Text("Saker", "Saker"),
    "next_day": Text("neste", "neste"),
    "host": Text("vert", "vert"),
    "outside": Text("uttrykkelig ikke med", "uttrykkeleg ikkje med"),
    "by_form": Text("Etter form", "Etter form"),
    "by_status": Text("Etter status", "Etter status"),
    "by_field": Text("Etter fagområde", "Etter fagområde"),
    "matrix": Text("Hvem er med i hva", "Kven er med i kva"),
    "matrix_caption": Text(
        "Samarbeid nedover og kommuner bortover. Merket viser hvilken form samarbeidet har.",
        "Samarbeid nedover og kommunar bortover. Merket viser kva form samarbeidet har.",
    ),
    "cooperation": Text("Samarbeid", "Samarbeid"),
    "cooperations": Text("samarbeid", "samarbeid"),
    "cooperations_title": Text("Samarbeid", "Samarbeid"),
    "others": Text("Andre", "Andre"),
    "and": Text("og", "og"),
    "to_others": Text("andre", "andre"),
    "no_members": Text("Kildene nevner ingen kommuner.", "Kjeldene nemner ingen kommunar."),
    "without_members": Text(
        "samarbeid har ingen kjente kommuner og står bare i listen:", "samarbeid har ingen kjende kommunar og står berre i lista:"
    ),
    "since": Text("fra", "frå"),
    "began": Text("Etablert", "Etablert"),
    "form": Text("Form", "Form"),
    "form_unknown": Text("Ikke kjent", "Ikkje kjend"),
    "not_known": Text("Ikke kjent", "Ikkje kjent"),
    "considered": Text("vurdert", "vurdert"),
    "municipality": Text("Kommune", "Kommune"),
    "municipalities": Text("Kommuner", "Kommunar"),
    "municipalities_count": Text("kommuner", "kommunar"),
    "unmentioned": Text("ikke nevnt i kildene", "ikkje nemnd i kjeldene"),
    "filled": Text("fylt: finnes", "fylt: finst"),
    "striped": Text("stripet: ikke ennå", "stripete: ikkje enno"),
    "faint": Text("svakt: ikke, eller ikke lenger", "svakt: ikkje, eller ikkje lenger"),
    "perhaps_more": Text("(det kan være flere)", "(det kan vere fleire)"),
    "who": Text("Hvem er med", "Kven er med"),
    "all_named": Text("Kilden nevner alle som er med.", "Kjelda nemner alle som er med."),
    "not_all_named": Text(
        "Kilden sier ikke at dette er alle. Det kan være flere.", "Kjelda seier ikkje at dette er alle. Det kan vere fleire."
    ),
    "line": Text("Slik har det gått", "Slik har det gått"),
    "more_in_table": Text("tall til, som står i tabellen:", "tal til, som står i tabellen:"),
    "all_facts": Text("Alle opplysninger", "Alle opplysningar"),
    "figures": Text("Tall", "Tal"),
    "known_facts": Text("Det vi vet", "Det vi veit"),
    "bodies": Text("Organer", "Organ"),
    "held": Text("Hva andre mener", "Kva andre meiner"),
    "its_cases": Text("Saker", "Saker"),
    "related": Text("Se også", "Sjå òg"),
    "example": Text("eksempel fra et annet sted", "døme frå ein annan stad"),
    "former": Text("Kommunen var til før", "Kommunen var til før"),
    "became": Text("og er nå en del av", "og er no ein del av"),
    "partners": Text("Kommuner den samarbeider med", "Kommunar han samarbeider med"),
    "hosts": Text("Nevnt som vert for", "Nemnd som vert for"),
    "with_whom": Text("Samarbeider med", "Samarbeider med"),
    "as_network": Text("Se det som nettverk", "Sjå det som nettverk"),
    "of_which": Text("nevnt, av dem", "nemnt, av dei"),
    "knows_none": Text("Kildene nevner ikke noe samarbeid her.", "Kjeldene nemner ikkje noko samarbeid her."),
    "overview_forbidden": Text("Lenken gir ikke tilgang", "Lenkja gjev ikkje tilgang"),
    "overview_forbidden_why": Text(
        "Oversikten åpnes bare med hele lenken, slik Samråd gir den i Teams. Skriv «oversikt» til Samråd, så får du den.",
        "Oversikta kan berre opnast med heile lenkja, slik Samråd gjev ho i Teams. Skriv «oversikt» til Samråd, så får du ho.",
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
