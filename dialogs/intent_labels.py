"""What a message was taken for, as it stands after «Jeg leste dette som …»: every intent, and what more its aspect tells."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.model import Language, Text

QUESTIONS: Mapping[str, Text] = {
    "list": Text("et spørsmål om hvilke samarbeid som finnes", "eit spørsmål om kva samarbeid som finst"),
    "partners": Text("et spørsmål om hvem en kommune samarbeider med", "eit spørsmål om kven ein kommune samarbeider med"),
    "members": Text("et spørsmål om hvem som er med i et samarbeid", "eit spørsmål om kven som er med i eit samarbeid"),
    "membership": Text(
        "et spørsmål om en bestemt kommune er med i et samarbeid", "eit spørsmål om ein bestemd kommune er med i eit samarbeid"
    ),
    "host": Text("et spørsmål om hvem som er vert for et samarbeid", "eit spørsmål om kven som er vert for eit samarbeid"),
    "form": Text("et spørsmål om hvilken form et samarbeid har", "eit spørsmål om kva form eit samarbeid har"),
    "established": Text("et spørsmål om når et samarbeid startet", "eit spørsmål om når eit samarbeid starta"),
    "status": Text("et spørsmål om hvor langt et samarbeid har kommet", "eit spørsmål om kor langt eit samarbeid har kome"),
    "bodies": Text("et spørsmål om hvem som styrer et samarbeid", "eit spørsmål om kven som styrer eit samarbeid"),
    "details": Text("et spørsmål om hva et samarbeid er", "eit spørsmål om kva eit samarbeid er"),
    "fact": Text(
        "et spørsmål om noe som én opplysning i kildene svarer på", "eit spørsmål om noko som éi opplysning i kjeldene svarer på"
    ),
    "figure": Text("et spørsmål om et tall: beløp, antall eller prosent", "eit spørsmål om eit tal: beløp, mengd eller prosent"),
    "figure_unknown": Text(
        "et spørsmål om et tall som jeg ikke fant i kildene", "eit spørsmål om eit tal som eg ikkje fann i kjeldene"
    ),
    "nearest": Text("et spørsmål som jeg ikke fant noe sikkert svar på", "eit spørsmål som eg ikkje fann noko sikkert svar på"),
    "unknown_fact": Text(
        "et spørsmål om noe ved et samarbeid som jeg ikke fant i kildene",
        "eit spørsmål om noko ved eit samarbeid som eg ikkje fann i kjeldene",
    ),
    "assessment": Text(
        "et spørsmål om fordeler, ulemper, råd eller synspunkter", "eit spørsmål om fordelar, ulemper, råd eller synspunkt"
    ),
    "decision": Text("et spørsmål om hva som har skjedd i en sak", "eit spørsmål om kva som har skjedd i ei sak"),
    "calendar": Text("et ønske om en kalender", "eit ønske om ein kalender"),
    "agenda": Text("et spørsmål om hva som kommer opp", "eit spørsmål om kva som kjem opp"),
    "awaiting": Text("et spørsmål om hvilke saker som venter på avgjørelse", "eit spørsmål om kva saker som ventar på avgjerd"),
    "rejected": Text("et spørsmål om hva det er sagt nei til", "eit spørsmål om kva det er sagt nei til"),
    "decided": Text("et spørsmål om hva som er vedtatt", "eit spørsmål om kva som er vedteke"),
    "case_deadline": Text("et spørsmål om fristen i en sak", "eit spørsmål om fristen i ei sak"),
    "ratification": Text(
        "et spørsmål om hvor langt en sak har kommet i hvert kommunestyre",
        "eit spørsmål om kor langt ei sak har kome i kvart kommunestyre",
    ),
    "wording": Text("et spørsmål om vedtakene er like, ord for ord", "eit spørsmål om vedtaka er like, ord for ord"),
    "law": Text("et spørsmål om hva loven sier", "eit spørsmål om kva lova seier"),
    "law_form": Text("et spørsmål om en samarbeidsform i loven", "eit spørsmål om ei samarbeidsform i lova"),
    "law_compare": Text("et spørsmål om forskjellen på samarbeidsformer", "eit spørsmål om skilnaden på samarbeidsformer"),
    "law_overview": Text("et spørsmål om hvilke samarbeidsformer loven har", "eit spørsmål om kva samarbeidsformer lova har"),
    "deadline": Text("et spørsmål om en frist som skal regnes ut", "eit spørsmål om ein frist som skal reknast ut"),
    "decision_deadline": Text(
        "et spørsmål om fristen for å kreve lovlighetskontroll av et vedtak",
        "eit spørsmål om fristen for å krevje lovlegkontroll av eit vedtak",
    ),
    "paragraph": Text("et spørsmål om hva som står i en paragraf", "eit spørsmål om kva som står i ein paragraf"),
    "levers": Text("et spørsmål om hva kommunestyret kan gjøre", "eit spørsmål om kva kommunestyret kan gjere"),
    "guide": Text("et behov for veilederen om samarbeidsform", "eit behov for rettleiaren om samarbeidsform"),
    "ask_municipality": Text(
        "et spørsmål om «vi», uten at jeg visste hvilken kommune det er",
        "eit spørsmål om «vi», utan at eg visste kva kommune det er",
    ),
}
"""Questions of substance."""

TALK: Mapping[str, Text] = {
    "noted": Text("en bekreftelse", "ei stadfesting"),
    "mistaken": Text("en beskjed om at svaret var feil", "ein beskjed om at svaret var feil"),
    "help": Text("et spørsmål om hva jeg kan svare på", "eit spørsmål om kva eg kan svare på"),
    "greeting": Text("en hilsen", "ei helsing"),
    "thanks": Text("en takk", "ein takk"),
    "bye": Text("et farvel", "eit farvel"),
    "set_language": Text("et ønske om målform", "eit ønske om målform"),
    "set_municipality": Text("en beskjed om hvilken kommune «vi» er", "ein beskjed om kva kommune «vi» er"),
    "where_stands": Text("et spørsmål om hvor det forrige svaret står", "eit spørsmål om kvar det førre svaret står"),
    "how_old": Text("et spørsmål om hvor gammelt det forrige svaret er", "eit spørsmål om kor gammalt det førre svaret er"),
    "all_sources": Text("et spørsmål om hvilke kilder jeg har", "eit spørsmål om kva kjelder eg har"),
    "explain": Text("et spørsmål om hvordan jeg forstod deg", "eit spørsmål om korleis eg forstod deg"),
    "more": Text("et ønske om å se flere", "eit ønske om å sjå fleire"),
    "my_data": Text("et spørsmål om hva som er lagret om deg", "eit spørsmål om kva som er lagra om deg"),
    "delete_data": Text("et ønske om å slette det som er lagret om deg", "eit ønske om å slette det som er lagra om deg"),
}
"""Conversation itself."""

COMMANDS: Mapping[str, Text] = {
    "feedback": Text("en kommando til å vise tilbakemeldinger", "ein kommando til å vise tilbakemeldingar"),
    "feedback_delete": Text("en kommando til å slette en tilbakemelding", "ein kommando til å slette ei tilbakemelding"),
    "drafts": Text("en kommando til å vise utkastene som venter", "ein kommando til å vise utkasta som ventar"),
    "draft": Text("en kommando til å vise et utkast", "ein kommando til å vise eit utkast"),
    "draft_history": Text(
        "en kommando til å vise historikken for et utkast", "ein kommando til å vise historikken for eit utkast"
    ),
    "draft_form": Text("en kommando til å rette et utkast", "ein kommando til å rette eit utkast"),
    "draft_save": Text("en kommando til å lagre et utkast", "ein kommando til å lagre eit utkast"),
    "draft_field": Text("en kommando til å rette ett felt i et utkast", "ein kommando til å rette eitt felt i eit utkast"),
    "draft_clear": Text("en kommando til å fjerne ett felt i et utkast", "ein kommando til å fjerne eitt felt i eit utkast"),
    "draft_approve": Text("en kommando til å godkjenne et utkast", "ein kommando til å godkjenne eit utkast"),
    "draft_reject": Text("en kommando til å avvise et utkast", "ein kommando til å avvise eit utkast"),
    "draft_undo": Text("en kommando til å åpne et utkast igjen", "ein kommando til å opne eit utkast att"),
    "new_cooperation": Text("en kommando til å registrere et nytt samarbeid", "ein kommando til å registrere eit nytt samarbeid"),
    "new_case": Text("en kommando til å registrere en ny sak", "ein kommando til å registrere ei ny sak"),
    "new_step": Text(
        "en kommando til å registrere et nytt steg i en sak", "ein kommando til å registrere eit nytt steg i ei sak"
    ),
    "edit_cooperation": Text("en kommando til å rette et samarbeid", "ein kommando til å rette eit samarbeid"),
    "edit_case": Text("en kommando til å rette en sak", "ein kommando til å rette ei sak"),
    "edit_step": Text("en kommando til å rette et steg i en sak", "ein kommando til å rette eit steg i ei sak"),
    "save_cooperation": Text("en kommando til å lagre et samarbeid", "ein kommando til å lagre eit samarbeid"),
    "save_case": Text("en kommando til å lagre en sak", "ein kommando til å lagre ei sak"),
    "save_step": Text("en kommando til å lagre et steg i en sak", "ein kommando til å lagre eit steg i ei sak"),
    "case_history": Text("en kommando til å vise historikken for en sak", "ein kommando til å vise historikken for ei sak"),
    "cooperation_history": Text(
        "en kommando til å vise historikken for et samarbeid", "ein kommando til å vise historikken for eit samarbeid"
    ),
    "undo_change": Text("en kommando til å angre en endring", "ein kommando til å angre ei endring"),
    "undo_case": Text(
        "en kommando til å angre den siste endringen i en sak", "ein kommando til å angre den siste endringa i ei sak"
    ),
    "undo_cooperation": Text(
        "en kommando til å angre den siste endringen i et samarbeid",
        "ein kommando til å angre den siste endringa i eit samarbeid",
    ),
    "upload_status": Text(
        "en kommando til å vise hvor langt et dokument er lest", "ein kommando til å vise kor langt eit dokument er lese"
    ),
    "upload_follow": Text(
        "en kommando til å følge med på et dokument som leses", "ein kommando til å følgje med på eit dokument som blir lese"
    ),
    "upload": Text("et dokument som skulle leses", "eit dokument som skulle lesast"),
    "aside": Text("en kommando", "ein kommando"),
}
"""What editors do, and any other command that is answered before the words are read."""

ASPECTS: Mapping[tuple[str, str], Text] = {
    ("agenda", "past"): Text(
        "et spørsmål om hva som skjedde eller skulle skje i en periode",
        "eit spørsmål om kva som skjedde eller skulle skje i ein periode",
    ),
    ("agenda", "newest"): Text("et spørsmål om det siste som er kjent", "eit spørsmål om det siste som er kjent"),
    ("rejected", "why"): Text("et spørsmål om hvorfor det ble nei", "eit spørsmål om kvifor det vart nei"),
    ("rejected", "advised"): Text("et spørsmål om hva som er frarådet", "eit spørsmål om kva som er frårådd"),
    ("decided", "proposed"): Text("et spørsmål om hva som bare er foreslått", "eit spørsmål om kva som berre er føreslått"),
    ("decided", "postponed"): Text("et spørsmål om hva som er utsatt", "eit spørsmål om kva som er utsett"),
    ("decided", "vote"): Text("et spørsmål om hvordan stemmene falt", "eit spørsmål om korleis røystene fall"),
    ("decision", "decided"): Text("et spørsmål om hva som ble vedtatt i en sak", "eit spørsmål om kva som vart vedteke i ei sak"),
    ("decision", "proposed"): Text(
        "et spørsmål om hva som ble foreslått i en sak", "eit spørsmål om kva som vart føreslått i ei sak"
    ),
    ("decision", "vote"): Text("et spørsmål om hvordan stemmene falt i en sak", "eit spørsmål om korleis røystene fall i ei sak"),
    ("decision", "next"): Text("et spørsmål om hva som skjer videre i en sak", "eit spørsmål om kva som skjer vidare i ei sak"),
    ("decision", "timeline"): Text("et spørsmål om gangen i en sak", "eit spørsmål om gangen i ei sak"),
    ("decision", "standing"): Text("et spørsmål om hvor langt en sak har kommet", "eit spørsmål om kor langt ei sak har kome"),
    ("decision", "when"): Text("et spørsmål om når noe skjedde i en sak", "eit spørsmål om når noko skjedde i ei sak"),
    ("case_deadline", "hearing"): Text("et spørsmål om høringsfristen i en sak", "eit spørsmål om høyringsfristen i ei sak"),
    ("ratification", "adopted"): Text(
        "et spørsmål om hvem som har vedtatt en sak", "eit spørsmål om kven som har vedteke ei sak"
    ),
    ("ratification", "missing"): Text(
        "et spørsmål om hvilke kommunestyrer som mangler i en sak", "eit spørsmål om kva kommunestyre som manglar i ei sak"
    ),
    ("ratification", "next"): Text(
        "et spørsmål om hvilket kommunestyre som er neste ut", "eit spørsmål om kva kommunestyre som er neste ut"
    ),
    ("ratification", "must_alike"): Text("et spørsmål om alle må vedta det samme", "eit spørsmål om alle må vedta det same"),
    ("levers", "leaving"): Text(
        "et spørsmål om hvordan en kommune kommer ut av et samarbeid",
        "eit spørsmål om korleis ein kommune kjem ut av eit samarbeid",
    ),
    ("guide", "answer"): Text("et svar på spørsmålet i veilederen", "eit svar på spørsmålet i rettleiaren"),
    ("guide", "again"): Text(
        "et svar i veilederen, men ikke på det jeg spurte om", "eit svar i rettleiaren, men ikkje på det eg spurde om"
    ),
    ("guide", "back"): Text("et ønske om å gå tilbake i veilederen", "eit ønske om å gå tilbake i rettleiaren"),
    ("guide", "restart"): Text("et ønske om å starte veilederen på nytt", "eit ønske om å starte rettleiaren på nytt"),
    ("guide", "stop"): Text("et ønske om å avslutte veilederen", "eit ønske om å avslutte rettleiaren"),
    ("guide", "resume"): Text("et ønske om å fortsette i veilederen", "eit ønske om å halde fram i rettleiaren"),
    ("set_language", "nb"): Text("et ønske om svar på bokmål", "eit ønske om svar på bokmål"),
    ("set_language", "nn"): Text("et ønske om svar på nynorsk", "eit ønske om svar på nynorsk"),
}
"""Where the aspect says more than the intent alone."""

LABELS: Mapping[str, Text] = {**QUESTIONS, **TALK, **COMMANDS}


def read_as(intent: str, aspect: str, language: Language) -> str:
    """What a message with this intent and aspect was taken for; empty for an intent of a newer version."""
    label = ASPECTS.get((intent, aspect)) or LABELS.get(intent)
    return label.in_(language) if label else ""
