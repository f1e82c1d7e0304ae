"""The words of the pages that are no sentences about a board: headings, labels, notices. Each in both written forms."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.overview.view_words import view_words
from dialogs.overview.words import overview_words
from dialogs.ownership.page_words import report_words
from dialogs.site.certificate_words import certificate_words
from dialogs.site.sign_in_words import sign_in_words
from knowledge.model import Language, Text

WORDS: Mapping[str, Text] = {
    "board": Text("Vedtak i hvert kommunestyre", "Vedtak i kvart kommunestyre"),
    "cases": Text("Saker i flere kommunestyrer", "Saker i fleire kommunestyre"),
    "cases_intro": Text(
        "Saker som flere kommunestyrer behandler, og hvor langt de har kommet, så langt kildene går.",
        "Saker som fleire kommunestyre handsamar, og kor langt dei har kome, så langt kjeldene går.",
    ),
    "no_cases": Text(
        "Kildene har ingen sak som flere kommunestyrer behandler.", "Kjeldene har inga sak som fleire kommunestyre handsamar."
    ),
    "case": Text("Sak", "Sak"),
    "council": Text("Kommune", "Kommune"),
    "status": Text("Status", "Status"),
    "day": Text("Dato", "Dato"),
    "source": Text("Kilde", "Kjelde"),
    "sources": Text("Kilder", "Kjelder"),
    "no_source": Text("ingen kjent", "inga kjend"),
    "next": Text("Neste ut", "Neste ut"),
    "no_next": Text("ingen kjent dato", "ingen kjend dato"),
    "missing": Text("Mangler", "Manglar"),
    "everybody": Text("Alle", "Alle"),
    "nobody": Text("ingen", "ingen"),
    "adopted": Text("Har vedtatt", "Har vedteke"),
    "of": Text("av", "av"),
    "must": Text("Må vedtakene være like?", "Må vedtaka vere like?"),
    "known": Text("Det vi vet om hver kommune", "Det vi veit om kvar kommune"),
    "case_number": Text("sak", "sak"),
    "vote": Text("Votering", "Røysting"),
    "no_body": Text("Kilden sier ikke hvilket organ som vedtok det.", "Kjelda seier ikkje kva organ som vedtok det."),
    "earlier": Text("Tidligere vedtak", "Tidlegare vedtak"),
    "proposal": Text("Innstilling, ikke vedtak", "Innstilling, ikkje vedtak"),
    "planned": Text("Etter planen", "Etter planen"),
    "noted": Text("Tatt til etterretning", "Teke til etterretning"),
    "postponed": Text("Utsatt", "Utsett"),
    "other_sources": Text("Kildene er uenige", "Kjeldene er usamde"),
    "was_adopted": Text("vedtatt", "vedteke"),
    "was_rejected": Text("avslått", "avslått"),
    "wording": Text("Ordlyden i vedtakene", "Ordlyden i vedtaka"),
    "measured": Text("De andre er målt mot", "Dei andre er målte mot"),
    "the_proposal": Text("innstillingen", "innstillinga"),
    "against": Text("mot", "mot"),
    "alike": Text("Likt ord for ord.", "Likt ord for ord."),
    "unlike": Text("Ikke likt ord for ord.", "Ikkje likt ord for ord."),
    "other_form": Text(
        "Den ene teksten er på bokmål og den andre på nynorsk. Om de betyr det samme, må folk vurdere.",
        "Den eine teksten er på bokmål og den andre på nynorsk. Om dei tyder det same, må folk vurdere.",
    ),
    "left_out": Text("utelatt:", "utelate:"),
    "added": Text("lagt til:", "lagt til:"),
    "end": Text("slutt.", "slutt."),
    "own_name": Text("eget navn, regnes ikke som forskjell:", "eige namn, ikkje rekna som skilnad:"),
    "key": Text("Slik leser du det", "Slik les du det"),
    "key_words": Text(
        "Gjennomstreket tekst står i teksten det er målt mot, men ikke her. Understreket tekst står bare her.",
        "Gjennomstreka tekst står i teksten det er målt mot, men ikkje her. Understreka tekst står berre her.",
    ),
    "no_words": Text(
        "Ordlyden i vedtakene er ikke kjent, så den er ikke sammenlignet.",
        "Ordlyden i vedtaka er ikkje kjend, så han er ikkje samanlikna.",
    ),
    "one_text": Text(
        "Bare ordlyden i ett vedtak er kjent, så det er ingenting å sammenligne den med.",
        "Berre ordlyden i eitt vedtak er kjend, så det er ingenting å samanlikne han med.",
    ),
    "parts": Text("Behandlet for seg", "Handsama for seg"),
    "newest": Text("Det nyeste kjente steget er fra", "Det nyaste kjende steget er frå"),
    "unknown": Text("Det vi ikke vet", "Det vi ikkje veit"),
    "conflict": Text("Obs", "Obs"),
    "study": Text(
        "Vedtakene gjelder utredningen, ikke selve samarbeidet.", "Vedtaka gjeld utgreiinga, ikkje sjølve samarbeidet."
    ),
    "old": Text("gammel", "gammal"),
    "as_on": Text("Slik det står i kildene, vist", "Slik det står i kjeldene, vist"),
    "via": Text("gjengitt etter", "attgjeve etter"),
    "tagline": Text("Samarbeid mellom kommuner, med kilder", "Samarbeid mellom kommunar, med kjelder"),
    "languages": Text("Målform", "Målform"),
    "skip": Text("Hopp til innholdet", "Hopp til innhaldet"),
    "back": Text("Til Samråd", "Til Samråd"),
    "all_cases": Text("Alle saker", "Alle saker"),
    "local": Text(
        "Lokal modus: siden vises bare på denne maskinen.", "Lokal modus: sida blir berre vist på denne maskina."
    ),
    "forbidden": Text("Lenken gir ikke tilgang", "Lenkja gjev ikkje tilgang"),
    "forbidden_why": Text(
        "Siden åpnes bare med hele lenken, slik Samråd gir den i Teams. "
        "Spør Samråd hvor langt saken har kommet, og åpne den derfra.",
        "Sida kan berre opnast med heile lenkja, slik Samråd gjev ho i Teams. "
        "Spør Samråd kor langt saka har kome, og opne henne derifrå.",
    ),
    "missing_page": Text("Saken finnes ikke", "Saka finst ikkje"),
    "missing_why": Text(
        "Samråd kjenner ingen sak på denne adressen. Den kan ha fått et annet navn eller være tatt bort.",
        "Samråd kjenner inga sak på denne adressa. Ho kan ha fått eit anna namn eller vere teken bort.",
    ),
}  # fmt: skip

MY_DATA: Mapping[str, Text] = {
    "mydata": Text("Mine data", "Mine data"),
    "mydata_lead": Text(
        "Her kan du laste ned alt Samråd har lagret om deg, som en fil som både folk og programmer kan lese.",
        "Her kan du laste ned alt Samråd har lagra om deg, som ei fil som både folk og program kan lese.",
    ),
    "get_file": Text("Last ned filen (JSON)", "Last ned fila (JSON)"),
    "mydata_parts": Text("Det som er lagret", "Det som er lagra"),
    "mydata_what": Text("Hva", "Kva"),
    "mydata_rows": Text("Poster", "Postar"),
    "mydata_kept": Text("Lagret", "Lagra"),
    "mydata_nothing": Text("Det er ikke lagret noe om deg.", "Det er ikkje lagra noko om deg."),
    "mydata_not_here": Text(
        "Tilbakemeldinger på svar og spørsmål som er sendt til redaktørene, er lagret uten noe som leder til den som sendte dem. "
        "De kan derfor ikke være med her.",
        "Tilbakemeldingar på svar og spørsmål som er sende til redaktørane, er lagra utan noko som leier til den som sende dei. "
        "Dei kan difor ikkje vere med her.",
    ),
    "mydata_delete": Text(
        "Skriv «slett mine data» til Samråd for å slette alt. Lenken hit virker i et kvarter; ikke del den med andre.",
        "Skriv «slett mine data» til Samråd for å slette alt. Lenkja hit verkar i eit kvarter; ikkje del ho med andre.",
    ),
    "mydata_gone_why": Text(
        "En lenke til dine data virker i et kvarter. Skriv «last ned mine data» til Samråd, så får du en ny.",
        "Ei lenkje til dine data verkar i eit kvarter. Skriv «last ned mine data» til Samråd, så får du ei ny.",
    ),
}
"""The words of the page where people get what is kept of them."""


def words(language: Language) -> Mapping[str, str]:
    """All words in one written form."""
    others = (certificate_words, overview_words, sign_in_words, view_words, report_words)
    own = {key: text.in_(language) for key, text in {**WORDS, **MY_DATA}.items()}
    return {key: word for each in others for key, word in each(language).items()} | own
