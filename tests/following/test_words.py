"""How what happened reads, in both written forms."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from dialogs.following.lines import Heard, line
from dialogs.following.naming import named
from dialogs.model import Reply
from knowledge.following.happening import Kind
from knowledge.following.topics import Topic
from tests import worlds

KNOWN = worlds.knowledge("shipped")
DAY = date(2025, 12, 1)
STEP = {
    "case": "sogn-ko", "title": {"nb": "Gammel", "nn": "Gammal"}, "step": "a", "on": "2025-12-11", "municipality": "sogndal",
    "body": {"nb": "kommunestyret", "nn": "kommunestyret"}, "text": {"nb": "Det skjedde.", "nn": "Det hende."},
    "case_number": None, "removed": False,
}  # fmt: skip
RECORD = {"cooperation": "sogn-ko", "name": {"nb": "Sogn KO", "nn": "Sogn KO"}}
VOTE = {"nb": "28–7", "nn": "28–7"}
DECIDED = {**STEP, "decision": None, "vote": None, "was": None}


def written(text: str, language: str) -> str:
    """The sentence with what the steps are about."""
    title = "«Opprettelse av Sogn KO»" if language == "nb" else "«Oppretting av Sogn KO»"
    return text.replace("{S}", title).replace("{K}", "Kommunestyret i Sogndal").replace("{k}", "kommunestyret i Sogndal")


def told(kind: Kind, facts: dict[str, Any], *, corrects: bool = False) -> list[str]:
    """The sentence, in bokmål and nynorsk."""
    found = []
    for language in ("nb", "nn"):
        one = Heard(1, "x", 1, kind, "case:sogn-ko", facts, (), corrects, None)
        shown = line(one, KNOWN, language, DAY)
        reply = Reply("notice/notice", language, {"lead": shown, "rest": [], "topics": ["Sogn KO"], "team": False})
        text = worlds.renderer().render(reply).text
        assert "None" not in text
        found.append(text.split("\n\nDu føl")[0].replace("\n\n", " "))
    return found


@pytest.mark.parametrize(
    ("kind", "facts", "corrects", "nb", "nn"),
    [
        (Kind.NEW_CASE, {**STEP, "coming": True}, False,
         "Ny sak: Opprettelse av Sogn KO. {K} skal behandle den 11.12.2025.",
         "Ny sak: Oppretting av Sogn KO. {K} skal handsame ho 11.12.2025."),
        (Kind.NEW_CASE, {**STEP, "coming": False}, False,
         "Ny sak: Opprettelse av Sogn KO. Det skjedde.", "Ny sak: Oppretting av Sogn KO. Det hende."),
        (Kind.CASE_GONE, {"case": "borte", "title": {"nb": "En feil", "nn": "Ein feil"}}, True,
         "Rettelse: Saken «En feil» er tatt ut av registeret. Det vi har fortalt om den, gjelder ikke.",
         "Retting: Saka «Ein feil» er teken ut av registeret. Det vi har fortalt om ho, gjeld ikkje."),
        (Kind.NEW_STEP, {**STEP, "outcome": "planned"}, False,
         "{K} skal behandle saken {S} 11.12.2025.",
         "{K} skal handsame saka {S} 11.12.2025."),
        (Kind.NEW_STEP, {**STEP, "outcome": "held"}, False,
         "Nytt i saken {S}: Det skjedde.", "Nytt i saka {S}: Det hende."),
        (Kind.MOVED, {**STEP, "was": "2025-12-04"}, False,
         "Behandlingen av {S} i {k} er flyttet fra 04.12.2025 til 11.12.2025.",
         "Handsaminga av {S} i {k} er flytt frå 04.12.2025 til 11.12.2025."),
        (Kind.CANCELLED, STEP, False,
         "Behandlingen av {S} i {k} 11.12.2025 er trukket eller avlyst.",
         "Handsaminga av {S} i {k} 11.12.2025 er trekt eller avlyst."),
        (Kind.CANCELLED, {**STEP, "removed": True}, False,
         "Behandlingen av {S} i {k} 11.12.2025 står ikke lenger på planen.",
         "Handsaminga av {S} i {k} 11.12.2025 står ikkje lenger på planen."),
        (Kind.PROPOSAL, {**STEP, "ahead": True, "proposal": {"nb": "Rådet er ja.", "nn": "Rådet er ja."}}, False,
         "Innstillingen er kommet i saken {S} til {k}, som behandles 11.12.2025. "
         "Rådet er ja. Ingenting er vedtatt ennå.",
         "Innstillinga er komen i saka {S} til {k}, som skal opp 11.12.2025. "
         "Rådet er ja. Ingenting er vedteke enno."),
        (Kind.PROPOSAL, {**STEP, "ahead": False, "proposal": None}, True,
         "Endret innstilling i saken {S} til {k}. Ingenting er vedtatt, så langt kildene går.",
         "Endra innstilling i saka {S} til {k}. Ingenting er vedteke, så langt kjeldene går."),
        (Kind.DECISION, {**DECIDED, "outcome": "adopted", "decision": {"nb": "Ja.", "nn": "Ja."}, "vote": VOTE}, False,
         "{K} gjorde vedtak i saken {S} 11.12.2025. Ja. Votering: 28–7.",
         "{K} gjorde vedtak i saka {S} 11.12.2025. Ja. Røysting: 28–7."),
        (Kind.DECISION, {**DECIDED, "outcome": "rejected", "was": "adopted"}, True,
         "Rettelse: {K} sa nei i saken {S} 11.12.2025. Det skjedde. "
         "Før sto det at det var vedtatt.",
         "Retting: {K} sa nei i saka {S} 11.12.2025. Det hende. "
         "Før stod det at det var vedteke."),
        (Kind.DECISION, {**DECIDED, "outcome": "postponed"}, False,
         "{K} utsatte saken {S} 11.12.2025. Det skjedde.",
         "{K} utsette saka {S} 11.12.2025. Det hende."),
        (Kind.DECISION, {**DECIDED, "outcome": "noted"}, False,
         "{K} tok saken {S} til etterretning 11.12.2025.",
         "{K} tok saka {S} til vitande 11.12.2025."),
        (Kind.DECISION, {**DECIDED, "outcome": "unknown", "was": "adopted"}, True,
         "Rettelse: {K} har likevel ikke gjort noe kjent vedtak i saken {S} (11.12.2025). "
         "Før sto det at det var vedtatt.",
         "Retting: {K} har likevel ikkje gjort noko kjent vedtak i saka {S} (11.12.2025). "
         "Før stod det at det var vedteke."),
        (Kind.AGREED, {**STEP, "agreement": "agreed", "councils": ["a", "b", "c"], "adopted": ["a", "b", "c"]}, False,
         "Alle de 3 kommunestyrene har nå vedtatt {S}, med likelydende vedtak.",
         "Alle dei 3 kommunestyra har no vedteke {S}, med likelydande vedtak."),
        (Kind.AGREED, {**STEP, "agreement": "adopted", "councils": ["a", "b"], "adopted": ["a", "b"]}, False,
         "Alle de 2 kommunestyrene har nå vedtatt {S}. Om vedtakene er likelydende, går ikke fram av kildene.",
         "Alle dei 2 kommunestyra har no vedteke {S}. Om vedtaka er likelydande, går ikkje fram av kjeldene."),
        (Kind.AGREED, {**STEP, "agreement": "open", "councils": ["a", "b"], "adopted": ["a"]}, True,
         "Rettelse: Det er likevel ikke kjent at alle kommunestyrene har vedtatt {S}; 1 av 2 har.",
         "Retting: Det er likevel ikkje kjent at alle kommunestyra har vedteke {S}; 1 av 2 har."),
        (Kind.DEADLINE, {**STEP, "on": "2025-12-04"}, False,
         "Frist om 3 dager (04.12.2025) i saken {S}: Det skjedde.",
         "Frist om 3 dagar (04.12.2025) i saka {S}: Det hende."),
        (Kind.DEADLINE, {**STEP, "on": "2025-12-02"}, False,
         "Fristen er i morgen (02.12.2025) i saken {S}: Det skjedde.",
         "Fristen er i morgon (02.12.2025) i saka {S}: Det hende."),
        (Kind.NEW_DEADLINE, STEP, False, "Ny frist i saken {S}, 11.12.2025: Det skjedde.",
         "Ny frist i saka {S}, 11.12.2025: Det hende."),
        (Kind.SILENT, {**STEP, "planned": True}, False,
         "{K} skulle behandle saken {S} 11.12.2025. Kildene sier ikke hva det ble til.",
         "{K} skulle handsame saka {S} 11.12.2025. Kjeldene seier ikkje kva det vart til."),
        (Kind.NEW_COOPERATION, {**RECORD, "status": "planned", "summary": {"nb": "Et samarbeid.", "nn": "Eit samarbeid."}}, False,
         "Nytt i registeret: Sogn KO (planlagt). Et samarbeid.", "Nytt i registeret: Sogn KO (planlagt). Eit samarbeid."),
        (Kind.JOINED, {**RECORD, "municipality": "luster", "on": "2026-01-01"}, False,
         "Luster er kommet med i Sogn KO fra 01.01.2026.", "Luster er komen med i Sogn KO frå 01.01.2026."),
        (Kind.JOINED, {**STEP, "municipality": "luster", "on": None}, False,
         "Luster er kommet med i saken {S}.", "Luster er komen med i saka {S}."),
        (Kind.LEFT, {**STEP, "municipality": "luster", "on": None}, False,
         "Luster er ikke lenger med i saken {S}.", "Luster er ikkje lenger med i saka {S}."),
        (Kind.LEFT, {**RECORD, "municipality": "luster", "on": None}, False,
         "Luster er gått ut av Sogn KO.", "Luster er gått ut av Sogn KO."),
        (Kind.LEFT, {**RECORD, "municipality": "luster", "on": None}, True,
         "Rettelse: Luster er ikke med i Sogn KO, slik det sto før.",
         "Retting: Luster er ikkje med i Sogn KO, slik det stod før."),
        (Kind.FACTS, {**RECORD, "changed": [
            {"what": "status", "was": "planned", "now": "operating", "text": {"nb": "I drift.", "nn": "I drift."}},
            {"what": "host", "was": "luster", "now": "sogndal"}, {"what": "established", "was": None, "now": "2024-01"}]}, False,
         "Sogn KO: status er endret fra «planlagt» til «i drift»: I drift. "
         "Vert er Sogndal; før var det Luster. Opprettet i januar 2024.",
         "Sogn KO: status er endra frå «planlagt» til «i drift»: I drift. "
         "Vert er Sogndal; før var det Luster. Oppretta i januar 2024."),
        (Kind.LAW, {"law": "koml 20-2", "change": "changed", "as_of": "2026-07-01", "forms": ["vertskommunesamarbeid"]}, False,
         "Kommuneloven § 20-2 er endret i lovteksten av 01.07.2026. Paragrafen gjelder vertskommunesamarbeid. "
         "Svarene mine sier fra til reglene som bygger på den, er sett gjennom.",
         "Kommunelova § 20-2 er endra i lovteksten av 01.07.2026. Paragrafen gjeld vertskommunesamarbeid. "
         "Svara mine seier frå til reglane som byggjer på han, er sette gjennom."),
        (Kind.SOURCE, {"name": "saker.csv", "since": "2025-10-01"}, False,
         "Kilden «saker.csv» har ikke vært oppdatert siden 01.10.2025.",
         "Kjelda «saker.csv» har ikkje vore oppdatert sidan 01.10.2025."),
    ],
)  # fmt: skip
def test_what_happened_is_told_in_one_sentence(kind: Kind, facts: dict[str, Any], nb: str, nn: str, *, corrects: bool) -> None:
    """Who, what and when; never a proposal as decided; a correction begins with saying so."""
    assert [written(nb, "nb"), written(nn, "nn")] == told(kind, facts, corrects=corrects)


def test_every_kind_is_tried() -> None:
    """None is told in words that nobody has looked at."""
    mark = next(m for m in test_what_happened_is_told_in_one_sentence.pytestmark if m.name == "parametrize")

    assert set(Kind) == {case[0] for case in mark.args[1]}


@pytest.mark.parametrize(
    ("key", "nb", "nn"),
    [
        ("f:barnevern|p:m:gjovik", "barnevern i Gjøvik", "barnevern i Gjøvik"),
        ("a:sogn-ko", "saken {S}", "saka {S}"),
        ("d:sogn-ko", "behandlingen i kommunestyrene av {S}", "handsaminga i kommunestyra av {S}"),
        ("b:council|f:skole|p:m:sel", "saker om skole i kommunestyret i Sel", "saker om skule i kommunestyret i Sel"),
        ("o:interkommunalt-selskap|p:k:Innlandet", "interkommunalt selskap i Innlandet", "interkommunalt selskap i Innlandet"),
        ("l:koml 20-2", "kommuneloven § 20-2", "kommunelova § 20-2"),
        ("p:r:gjovikregionen", "Gjøvikregionen", "Gjøvikregionen"),
        ("c:borte", "noe som ikke lenger er i registeret", "noko som ikkje lenger er i registeret"),
    ],
)  # fmt: skip
def test_what_is_followed_has_a_name(key: str, nb: str, nn: str) -> None:
    """As it stands after «du følger»."""
    found = [named(Topic.parse(key), KNOWN, "nb"), named(Topic.parse(key), KNOWN, "nn")]

    assert [written(nb, "nb"), written(nn, "nn")] == found


def test_a_digest_reads_well() -> None:
    """By what is followed, a line for each case, and how many more changes there are."""
    one = Heard(
        1, "x", 1, Kind.NEW_STEP, "case:sogn-ko", {**STEP, "outcome": "planned"}, (), False, datetime(2026, 1, 1, tzinfo=UTC)
    )
    item = {"happening": line(one, KNOWN, "nb", DAY), "more": 2}
    other = {"happening": line(replace(one, kind=Kind.NEW_CASE), KNOWN, "nb", DAY), "more": 0}
    parts = [{"topic": "barnevern i Gjøvik", "items": [item, other]}, {"topic": "Sogn KO", "items": [other]}]
    reply = Reply("notice/digest", "nb", {"count": 5, "left": 2, "team": False, "parts": parts})

    assert worlds.renderer().render(reply).text.split("\n") == [
        "Nytt i det du følger: 5 nyheter.", "",
        "Barnevern i Gjøvik",
        written("- {K} skal behandle saken {S} 11.12.2025. 2 endringer til.", "nb"),
        "- Ny sak: Opprettelse av Sogn KO. Det skjedde.", "",
        "Sogn KO",
        "- Ny sak: Opprettelse av Sogn KO. Det skjedde.", "",
        "2 til er ikke tatt med her; spør meg om det du lurer på.",
    ]  # fmt: skip
