"""The words of certificates, on the page and in the PDF, in both written forms."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.model import Language, Text

_WORDS: Mapping[str, Text] = {
    "certificate": Text("Kursbevis", "Kursbevis"),
    "has_completed": Text("har fullført kurset", "har fullført kurset"),
    "for_members": Text("for medlemmer av", "for medlemmer av"),
    "completed": Text("Fullført", "Fullført"),
    "right_answers": Text("Riktige svar", "Rette svar"),
    "out_of": Text("av", "av"),
    "last_try": Text("spørsmål, ved siste forsøk", "spørsmål, ved siste forsøk"),
    "law_as_of": Text("Lovteksten slik den var", "Lovteksten slik han var"),
    "number": Text("Nummer", "Nummer"),
    "module_days": Text("Moduler og når de ble bestått", "Modular og når dei vart bestått"),
    "module": Text("Modul", "Modul"),
    "passed_on": Text("Bestått", "Bestått"),
    "self_study": Text(
        "Dette er et bevis for selvstudium. Deltakeren har svart på spørsmålene på egen hånd og har selv skrevet navnet. "
        "Ingen har kontrollert hvem det er.",
        "Dette er eit bevis for sjølvstudium. Deltakaren har svart på spørsmåla på eiga hand og har sjølv skrive namnet. "
        "Ingen har kontrollert kven det er.",
    ),
    "check_at": Text("Nummeret kan sjekkes på", "Nummeret kan sjekkast på"),
    "check_in_chat": Text(
        "Nummeret kan sjekkes ved å skrive «bekreft kursbevis» og nummeret til Samråd.",
        "Nummeret kan sjekkast ved å skrive «stadfest kursbevis» og nummeret til Samråd.",
    ),
    "your_name": Text("Navnet ditt, slik det skal stå på beviset", "Namnet ditt, slik det skal stå på beviset"),
    "not_kept": Text(
        "Navnet blir ikke lagret. Vis siden med navnet og skriv den ut fra nettleseren, eller last ned en PDF.",
        "Namnet blir ikkje lagra. Vis sida med namnet og skriv henne ut frå nettlesaren, eller last ned ein PDF.",
    ),
    "show": Text("Vis med navn", "Vis med namn"),
    "get_pdf": Text("Last ned PDF", "Last ned PDF"),
    "blank_name": Text("Navn", "Namn"),
    "fault_empty": Text("Skriv navnet ditt først.", "Skriv namnet ditt først."),
    "fault_letters": Text(
        "PDF-filen kan ikke vise alle tegnene i navnet. Vis siden med navnet og skriv den ut i stedet.",
        "PDF-fila kan ikkje vise alle teikna i namnet. Vis sida med namnet og skriv henne ut i staden.",
    ),
    "confirm": Text("Sjekk et kursbevis", "Sjekk eit kursbevis"),
    "confirm_lead": Text(
        "Skriv nummeret som står på beviset. Du får vite hvilket kurs det gjelder, og når det ble fullført.",
        "Skriv nummeret som står på beviset. Du får vite kva kurs det gjeld, og når det vart fullført.",
    ),
    "its_number": Text("Nummeret på beviset", "Nummeret på beviset"),
    "check": Text("Sjekk", "Sjekk"),
    "is_ours": Text("Ja, dette beviset er laget her.", "Ja, dette beviset er laga her."),
    "not_ours": Text("Vi kjenner ikke dette nummeret.", "Vi kjenner ikkje dette nummeret."),
    "not_ours_why": Text(
        "Se etter om det er skrevet riktig. Er det det, er beviset ikke laget her, eller tjenesten har fått ny nøkkel siden.",
        "Sjå etter om det er rett skrive. Er det det, er ikkje beviset laga her, eller tenesta har fått ny nøkkel sidan.",
    ),
    "name_unknown": Text(
        "Hvem som tok kurset, er ikke lagret. Navnet på beviset skriver deltakeren selv.",
        "Kven som tok kurset, er ikkje lagra. Namnet på beviset skriv deltakaren sjølv.",
    ),
    "course": Text("Kurs", "Kurs"),
    "link_gone": Text("Lenken virker ikke lenger", "Lenkja verkar ikkje lenger"),
    "link_gone_why": Text(
        "En lenke til et kursbevis åpner det i én time. Skriv «kursbevis» til Samråd, så får du en ny.",
        "Ei lenkje til eit kursbevis opnar det i éin time. Skriv «kursbevis» til Samråd, så får du ei ny.",
    ),
}  # fmt: skip


def certificate_words(language: Language) -> Mapping[str, str]:
    """All of them in one written form."""
    return {key: text.in_(language) for key, text in _WORDS.items()}
