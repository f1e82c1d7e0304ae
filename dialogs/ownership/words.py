"""The words of the draft that are the same for every municipality, in both written forms."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.legal import Certainty
from knowledge.model import Text
from knowledge.ownership import Apart, Belongs

FILL = Text("Må fylles ut", "Må fyllast ut")
TITLE = Text("Eierskapsmelding for {name} kommune", "Eigarskapsmelding for {name} kommune")
SUBTITLE = Text("Utkast laget av Samråd {day}", "Utkast laga av Samråd {day}")
SUBJECT = Text("Utkast etter kommuneloven § 26-1", "Utkast etter kommunelova § 26-1")
FOOTER = Text("Utkast, ikke vedtatt. Laget av Samråd {day}.", "Utkast, ikkje vedteke. Laga av Samråd {day}.")
PAGE = (Text("Side", "Side"), Text("av", "av"))
CONTENTS = Text("Innhold", "Innhald")

CHAPTERS: Mapping[str, Text] = {
    "about": Text("Om utkastet", "Om utkastet"),
    "principles": Text("Prinsipper for eierstyring", "Prinsipp for eigarstyring"),
    "overview": Text("Oversikt over virksomhetene", "Oversyn over verksemdene"),
    "purposes": Text("Kommunens formål med interessene", "Føremåla kommunen har med interessene"),
    "year": Text("Årshjul", "Årshjul"),
    "beside": Text("Ikke med i oversikten", "Ikkje med i oversynet"),
    "gaps": Text("Det som må fylles ut", "Det som må fyllast ut"),
    "sources": Text("Kilder", "Kjelder"),
}

MEMO: Mapping[str, Text] = {
    "municipality": Text("Kommune", "Kommune"),
    "number": Text("kommunenummer {number}", "kommunenummer {number}"),
    "term": Text("Valgperiode", "Valperiode"),
    "made": Text("Laget", "Laga"),
    "made_from": Text(
        "{day}, fra registeret slik det var da (revisjon {revision})",
        "{day}, frå registeret slik det var då (revisjon {revision})",
    ),
    "treatment": Text("Behandling", "Handsaming"),
    "treatment_gap": Text(
        "når kommunestyret skal behandle meldingen, og saksnummer", "når kommunestyret skal handsame meldinga, og saksnummer"
    ),
    "earlier": Text("Forrige melding", "Førre melding"),
    "earlier_gap": Text("når forrige eierskapsmelding ble vedtatt", "når førre eigarskapsmelding vart vedteken"),
    "item": Text("Opplysning", "Opplysning"),
    "value": Text("Innhold", "Innhald"),
    "caption": Text("Om dokumentet", "Om dokumentet"),
}

ABOUT: Mapping[str, Text] = {
    "demand": Text("Meldingen skal inneholde", "Meldinga skal innehalde"),
    "a": Text("kommunens prinsipper for eierstyring (kapittel 2)", "prinsippa kommunen har for eigarstyring (kapittel 2)"),
    "b": Text(
        "en oversikt over selskaper, kommunale foretak og andre virksomheter som kommunen har eierinteresser "
        "eller tilsvarende interesser i (kapittel 3)",
        "eit oversyn over selskap, kommunale føretak og andre verksemder som kommunen har eigarinteresser "
        "eller tilsvarande interesser i (kapittel 3)",
    ),
    "c": Text("kommunens formål med interessene (kapittel 4)", "føremåla kommunen har med interessene (kapittel 4)"),
    "made": Text(
        "Samråd har satt sammen utkastet av det som står i registeret. Hver opplysning har kilden bak seg. "
        "Det registeret ikke sier, er ikke gjettet på: det er merket «Må fylles ut» og samlet i kapittel 7.",
        "Samråd har sett saman utkastet av det som står i registeret. Kvar opplysning har kjelda bak seg. "
        "Det registeret ikkje seier, er ikkje gissa på: det er merkt «Må fyllast ut» og samla i kapittel 7.",
    ),
    "limits": Text(
        "Registeret er ikke fullstendig, og opplysningene er like gamle som kildene. Kontroller dem mot "
        "Foretaksregisteret, avtalene og de siste regnskapene før meldingen legges fram. Utkastet er verken "
        "vedtatt eller juridisk råd.",
        "Registeret er ikkje fullstendig, og opplysningane er like gamle som kjeldene. Kontroller dei mot "
        "Føretaksregisteret, avtalene og dei siste rekneskapane før meldinga blir lagd fram. Utkastet er "
        "korkje vedteke eller juridisk råd.",
    ),
}

PRINCIPLES: tuple[tuple[Text, Text, str], ...] = (
    (
        Text("Når kommunen skal eie", "Når kommunen skal eige"),
        Text(
            "når eierskap eller samarbeid er rett virkemiddel, og når kommunen skal selge seg ned eller tre ut",
            "når eigarskap eller samarbeid er rett verkemiddel, og når kommunen skal selje seg ned eller tre ut",
        ),
        "koml 26-1/2/a",
    ),
    (
        Text("Hvem som representerer kommunen", "Kven som representerer kommunen"),
        Text(
            "hvem som møter i generalforsamling og representantskap, og hvordan de får fullmakt og føringer",
            "kven som møter i generalforsamling og representantskap, og korleis dei får fullmakt og føringar",
        ),
        "iksl 6/1",
    ),
    (
        Text("Valg av styrer", "Val av styre"),
        Text(
            "krav til kompetanse, uavhengighet, valgkomité og begge kjønn",
            "krav til kompetanse, uavhengigheit, valkomité og begge kjønn",
        ),
        "koml 21-1/1",
    ),
    (
        Text("Rapportering", "Rapportering"),
        Text(
            "hva virksomhetene skal melde fra om, når, og hvordan kommunestyret får saken",
            "kva verksemdene skal melde frå om, når, og korleis kommunestyret får saka",
        ),
        "",
    ),
    (
        Text("Åpenhet og habilitet", "Openheit og habilitet"),
        Text(
            "møteoffentlighet, innsyn og hvordan doble roller håndteres",
            "møteoffentlegheit, innsyn og korleis doble roller blir handterte",
        ),
        "",
    ),
    (
        Text("Økonomi", "Økonomi"),
        Text(
            "mål for avkastning eller tjenester, utbytte, innskudd, lån og garantier",
            "mål for avkasting eller tenester, utbyte, innskot, lån og garantiar",
        ),
        "",
    ),
    (
        Text("Kontroll", "Kontroll"),
        Text("hvordan eierskapskontroll planlegges og følges opp", "korleis eigarskapskontroll blir planlagd og følgd opp"),
        "koml 23-4/2",
    ),
)
"""Theme, what to say of it, and a paragraph that it touches. The themes are our suggestions."""

PRINCIPLES_WORDS: Mapping[str, Text] = {
    "intro": Text(
        "Loven krever at prinsippene står i meldingen, men sier ikke hva de skal gå ut på. Kommunestyret "
        "bestemmer. Temaene under er forslag fra Samråd.",
        "Lova krev at prinsippa står i meldinga, men seier ikkje kva dei skal gå ut på. Kommunestyret "
        "avgjer. Emna under er framlegg frå Samråd.",
    ),
    "caption": Text("Prinsipper som må fylles ut", "Prinsipp som må fyllast ut"),
    "theme": Text("Tema", "Tema"),
    "principle": Text("Prinsipp", "Prinsipp"),
    "law": Text("Se også", "Sjå òg"),
}

GROUPS: Mapping[Belongs, Text] = {
    Belongs.OWNED: Text("Virksomheter som skal eller trolig skal med", "Verksemder som skal eller truleg skal med"),
    Belongs.OPEN: Text("Samarbeid som kommunen må vurdere", "Samarbeid som kommunen må vurdere"),
    Belongs.OUT: Text("Samarbeid som trolig ikke skal med", "Samarbeid som truleg ikkje skal med"),
}
APART: Mapping[Apart, Text] = {
    Apart.PROPOSED: Text("kommunen er bare foreslått som deltaker", "kommunen er berre føreslått som deltakar"),
    Apart.OBSERVER: Text("kommunen er observatør", "kommunen er observatør"),
    Apart.LEFT: Text("kommunen har trådt ut ({day})", "kommunen har gått ut ({day})"),
    Apart.COMING: Text("kommunen er etter planen med fra {day}", "kommunen er etter planen med frå {day}"),
}
CERTAIN: Mapping[Certainty, Text] = {
    Certainty.OTHER_LAW: Text("Vi har ikke lest denne lovteksten selv.", "Vi har ikkje lese denne lovteksten sjølve."),
    Certainty.MINISTRY: Text("Dette er departementets syn.", "Dette er synet til departementet."),
    Certainty.INFERENCE: Text("Slik leser vi loven; det står ikke uttrykkelig.", "Slik les vi lova; det står ikkje uttrykkeleg."),
    Certainty.SILENT: Text("Loven sier det ikke.", "Lova seier det ikkje."),
}
STALE = Text(
    "lovteksten er endret etter at regelen ble skrevet; kontroller regelen mot loven",
    "lovteksten er endra etter at regelen vart skriven; kontroller regelen mot lova",
)
