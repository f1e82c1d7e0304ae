"""What the tables hold of a person, and for how long, in the words of the file that they are given."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.model import Text
from storage.keeping import Limits

WHAT: Mapping[str, Text] = {
    "person": Text("Kommunen og språket du har valgt", "Kommunen og språket du har valt"),
    "conversation": Text(
        "Det jeg husker av samtaler: hva de sist handlet om, så du kan spørre videre",
        "Det eg hugsar av samtalar: kva dei sist handla om, så du kan spørje vidare",
    ),
    "subscriber": Text("Hvordan du vil ha varsler", "Korleis du vil ha varsel"),
    "subscription": Text("Hva du følger", "Kva du følgjer"),
    "released": Text("Hvilke nyheter som er lagt i varsler til deg", "Kva nyhende som er lagde i varsel til deg"),
    "recipient": Text("Hvor jeg kan skrive til deg", "Kvar eg kan skrive til deg"),
    "outbox": Text("Meldinger som er sendt eller skal sendes til deg", "Meldingar som er sende eller skal sendast til deg"),
    "practice_result": Text("Hvordan svarene dine i øvinger ble vurdert", "Korleis svara dine i øvingar vart vurderte"),
    "practice_card": Text("Når hvert øvingsspørsmål kommer igjen", "Når kvart øvingsspørsmål kjem att"),
    "practice_run": Text("Øvingen du er i gang med, og hvem du øver som", "Øvinga du er i gang med, og kven du øver som"),
    "practice_habit": Text("Når du vil ha fast øving", "Når du vil ha fast øving"),
    "course_enrolment": Text("Kurs du tar, og moduler du har bestått", "Kurs du tek, og modular du har bestått"),
    "group_vote": Text("Svarene dine i felles quizer", "Svara dine i felles quizar"),
    "group_player": Text(
        "Navnet ditt og poengene dine i en felles quiz med poengtabell",
        "Namnet ditt og poenga dine i ein felles quiz med poengtabell",
    ),
    "quiz_item": Text("Quizspørsmål du har foreslått eller godkjent", "Quizspørsmål du har føreslått eller godkjent"),
    "quiz_item_change": Text("Det du har gjort med quizspørsmål", "Det du har gjort med quizspørsmål"),
    "document": Text("Dokumenter du har lastet opp", "Dokument du har lasta opp"),
    "draft": Text("Utkast du har godkjent", "Utkast du har godkjent"),
    "draft_change": Text("Det du har gjort med utkast", "Det du har gjort med utkast"),
    "revision": Text("Endringer du har gjort i registeret", "Endringar du har gjort i registeret"),
    "broadcast": Text(
        "Meldinger til mange som du har skrevet eller avgjort", "Meldingar til mange som du har skrive eller avgjort"
    ),
}
"""By table; ``storage.personal`` has the same tables."""

NOT_HERE = Text(
    "Tilbakemeldinger på svar og spørsmål som er sendt til redaktørene, er lagret uten noe som leder til den som sendte dem. "
    "De kan derfor ikke være med her.",
    "Tilbakemeldingar på svar og spørsmål som er sende til redaktørane, er lagra utan noko som leier til den som sende dei. "
    "Dei kan difor ikkje vere med her.",
)
TITLE = Text("Alt Samråd har lagret om deg", "Alt Samråd har lagra om deg")

_HEARD = ("person", "practice_result", "practice_card", "practice_run", "practice_habit", "course_enrolment")
_REACHED = ("subscriber", "subscription", "recipient")
_SHORT = {
    "group_vote": Text("i høyst ett døgn etter at quizen er slutt", "i høgst eitt døgn etter at quizen er slutt"),
    "group_player": Text("i høyst en halvtime etter at quizen er slutt", "i høgst ein halvtime etter at quizen er slutt"),
}


def how_long(table: str, limits: Limits) -> Text:
    """For how long it is kept when nobody asks for it to be deleted."""
    if table in _SHORT:
        return _SHORT[table]
    if table == "conversation":
        return Text(f"i {limits.conversations} dager etter siste melding", f"i {limits.conversations} dagar etter siste melding")
    if table in _HEARD:
        return Text(
            f"i {limits.people} dager etter at jeg hørte fra deg, og så lenge du følger noe",
            f"i {limits.people} dagar etter at eg høyrde frå deg, og så lenge du følgjer noko",
        )
    if table in _REACHED:
        return Text(
            f"til du stopper det, eller i {limits.unreached} dager etter at jeg ikke når deg",
            f"til du stoppar det, eller i {limits.unreached} dagar etter at eg ikkje når deg",
        )
    if table in ("outbox", "released"):
        days = limits.sent if table == "outbox" else 90
        return Text(f"i {days} dager", f"i {days} dagar")
    return Text(
        f"i {limits.authors} dager etter at det er avgjort; etter det står det igjen uten hvem som gjorde det",
        f"i {limits.authors} dagar etter at det er avgjort; etter det står det att utan kven som gjorde det",
    )
