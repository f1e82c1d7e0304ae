"""What a message was taken for, as it stands after «Jeg leste dette som …»: every intent, and what more its aspect tells."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.model import Language, Text


def _about(nb: str, nn: str) -> Text:
    return Text(f"et spørsmål om {nb}", f"eit spørsmål om {nn}")


def _command(nb: str, nn: str) -> Text:
    return Text(f"en kommando til å {nb}", f"ein kommando til å {nn}")


QUESTIONS: Mapping[str, Text] = {
    "list": _about("hvilke samarbeid som finnes", "kva samarbeid som finst"),
    "partners": _about("hvem en kommune samarbeider med", "kven ein kommune samarbeider med"),
    "members": _about("hvem som er med i et samarbeid", "kven som er med i eit samarbeid"),
    "membership": _about("en bestemt kommune er med i et samarbeid", "ein bestemd kommune er med i eit samarbeid"),
    "host": _about("hvem som er vert for et samarbeid", "kven som er vert for eit samarbeid"),
    "form": _about("hvilken form et samarbeid har", "kva form eit samarbeid har"),
    "established": _about("når et samarbeid startet", "når eit samarbeid starta"),
    "status": _about("hvor langt et samarbeid har kommet", "kor langt eit samarbeid har kome"),
    "bodies": _about("hvem som styrer et samarbeid", "kven som styrer eit samarbeid"),
    "details": _about("hva et samarbeid er", "kva eit samarbeid er"),
    "fact": _about("noe som én opplysning i kildene svarer på", "noko som éi opplysning i kjeldene svarer på"),
    "figure": _about("et tall: beløp, antall eller prosent", "eit tal: beløp, antal eller prosent"),
    "figure_unknown": _about("et tall som ikke står i kildene", "eit tal som ikkje står i kjeldene"),
    "unknown_fact": _about("noe ved et samarbeid som ikke står i kildene", "noko ved eit samarbeid som ikkje står i kjeldene"),
    "assessment": _about("fordeler, ulemper, råd eller synspunkter", "fordelar, ulemper, råd eller synspunkt"),
    "decision": _about("hva som har skjedd i en sak", "kva som har skjedd i ei sak"),
    "calendar": Text("et ønske om en kalender", "eit ønske om ein kalender"),
    "agenda": _about("hva som kommer opp", "kva som kjem opp"),
    "awaiting": _about("hvilke saker som venter på avgjørelse", "kva saker som ventar på avgjerd"),
    "rejected": _about("hva det er sagt nei til", "kva det er sagt nei til"),
    "decided": _about("hva som er vedtatt", "kva som er vedteke"),
    "case_deadline": _about("fristen i en sak", "fristen i ei sak"),
    "ratification": _about("hvor langt en sak har kommet i hvert kommunestyre", "kor langt ei sak har kome i kvart kommunestyre"),
    "wording": _about("vedtakene er like, ord for ord", "vedtaka er like, ord for ord"),
    "law": _about("hva loven sier", "kva lova seier"),
    "law_form": _about("en samarbeidsform i loven", "ei samarbeidsform i lova"),
    "law_compare": _about("forskjellen på samarbeidsformer", "skilnaden på samarbeidsformer"),
    "law_overview": _about("hvilke samarbeidsformer loven har", "kva samarbeidsformer lova har"),
    "deadline": _about("en frist som skal regnes ut", "ein frist som skal reknast ut"),
    "decision_deadline": _about(
        "fristen for å kreve lovlighetskontroll av et vedtak", "fristen for å krevje lovlegkontroll av eit vedtak"
    ),
    "paragraph": _about("hva som står i en paragraf", "kva som står i ein paragraf"),
    "levers": _about("hva kommunestyret kan gjøre", "kva kommunestyret kan gjere"),
    "guide": Text("et behov for veilederen om samarbeidsform", "eit behov for rettleiaren om samarbeidsform"),
    "ask_municipality": _about("«vi», uten at jeg visste hvilken kommune det er", "«vi», utan at eg visste kva kommune det er"),
}
"""Questions of substance."""

TALK: Mapping[str, Text] = {
    "help": _about("hva jeg kan svare på", "kva eg kan svare på"),
    "greeting": Text("en hilsen", "ei helsing"),
    "thanks": Text("en takk", "ein takk"),
    "bye": Text("et farvel", "eit farvel"),
    "set_language": Text("et ønske om målform", "eit ønske om målform"),
    "set_municipality": Text("en beskjed om hvilken kommune «vi» er", "ein beskjed om kva kommune «vi» er"),
    "where_stands": _about("hvor det forrige svaret står", "kvar det førre svaret står"),
    "how_old": _about("hvor gammelt det forrige svaret er", "kor gammalt det førre svaret er"),
    "all_sources": _about("hvilke kilder jeg har", "kva kjelder eg har"),
    "explain": _about("hvordan jeg forstod deg", "korleis eg forstod deg"),
    "more": Text("et ønske om å se flere", "eit ønske om å sjå fleire"),
    "my_data": _about("hva som er lagret om deg", "kva som er lagra om deg"),
    "delete_data": Text("et ønske om å slette det som er lagret om deg", "eit ønske om å slette det som er lagra om deg"),
}
"""Conversation itself."""

COMMANDS: Mapping[str, Text] = {
    "drafts": _command("vise utkastene som venter", "vise utkasta som ventar"),
    "draft": _command("vise et utkast", "vise eit utkast"),
    "draft_history": _command("vise historikken for et utkast", "vise historikken for eit utkast"),
    "draft_form": _command("rette et utkast", "rette eit utkast"),
    "draft_save": _command("lagre et utkast", "lagre eit utkast"),
    "draft_field": _command("rette ett felt i et utkast", "rette eitt felt i eit utkast"),
    "draft_clear": _command("fjerne ett felt i et utkast", "fjerne eitt felt i eit utkast"),
    "draft_approve": _command("godkjenne et utkast", "godkjenne eit utkast"),
    "draft_reject": _command("avvise et utkast", "avvise eit utkast"),
    "draft_undo": _command("åpne et utkast igjen", "opne eit utkast att"),
    "new_cooperation": _command("registrere et nytt samarbeid", "registrere eit nytt samarbeid"),
    "new_case": _command("registrere en ny sak", "registrere ei ny sak"),
    "new_step": _command("registrere et nytt steg i en sak", "registrere eit nytt steg i ei sak"),
    "edit_cooperation": _command("rette et samarbeid", "rette eit samarbeid"),
    "edit_case": _command("rette en sak", "rette ei sak"),
    "edit_step": _command("rette et steg i en sak", "rette eit steg i ei sak"),
    "save_cooperation": _command("lagre et samarbeid", "lagre eit samarbeid"),
    "save_case": _command("lagre en sak", "lagre ei sak"),
    "save_step": _command("lagre et steg i en sak", "lagre eit steg i ei sak"),
    "case_history": _command("vise historikken for en sak", "vise historikken for ei sak"),
    "cooperation_history": _command("vise historikken for et samarbeid", "vise historikken for eit samarbeid"),
    "undo_change": _command("angre en endring", "angre ei endring"),
    "undo_case": _command("angre den siste endringen i en sak", "angre den siste endringa i ei sak"),
    "undo_cooperation": _command("angre den siste endringen i et samarbeid", "angre den siste endringa i eit samarbeid"),
    "upload_status": _command("vise hvor langt et dokument er lest", "vise kor langt eit dokument er lese"),
    "upload_follow": _command("følge med på et dokument som leses", "følgje med på eit dokument som blir lese"),
    "upload": Text("et dokument som skulle leses", "eit dokument som skulle lesast"),
    "aside": Text("en kommando", "ein kommando"),
}
"""What editors do, and any other command that is answered before the words are read."""

ASPECTS: Mapping[tuple[str, str], Text] = {
    ("agenda", "past"): _about("hva som skjedde, eller skulle skje, i en tid", "kva som skjedde, eller skulle skje, i ei tid"),
    ("agenda", "newest"): _about("det siste som er kjent", "det siste som er kjent"),
    ("rejected", "why"): _about("hvorfor det ble nei", "kvifor det vart nei"),
    ("rejected", "advised"): _about("hva som er frarådet", "kva som er frårådd"),
    ("decided", "proposed"): _about("hva som bare er foreslått", "kva som berre er føreslått"),
    ("decided", "postponed"): _about("hva som er utsatt", "kva som er utsett"),
    ("decided", "vote"): _about("hvordan stemmene falt", "korleis røystene fall"),
    ("decision", "decided"): _about("hva som ble vedtatt i en sak", "kva som vart vedteke i ei sak"),
    ("decision", "proposed"): _about("hva som ble foreslått i en sak", "kva som vart føreslått i ei sak"),
    ("decision", "vote"): _about("hvordan stemmene falt i en sak", "korleis røystene fall i ei sak"),
    ("decision", "next"): _about("hva som skjer videre i en sak", "kva som skjer vidare i ei sak"),
    ("decision", "timeline"): _about("gangen i en sak", "gangen i ei sak"),
    ("decision", "standing"): _about("hvor langt en sak har kommet", "kor langt ei sak har kome"),
    ("decision", "when"): _about("når noe skjedde i en sak", "når noko skjedde i ei sak"),
    ("case_deadline", "hearing"): _about("høringsfristen i en sak", "høyringsfristen i ei sak"),
    ("ratification", "adopted"): _about("hvem som har vedtatt en sak", "kven som har vedteke ei sak"),
    ("ratification", "missing"): _about("hvilke kommunestyrer som mangler i en sak", "kva kommunestyre som manglar i ei sak"),
    ("ratification", "next"): _about("hvilket kommunestyre som er neste ut", "kva kommunestyre som er neste ut"),
    ("ratification", "must_alike"): _about("alle må vedta det samme", "alle må vedta det same"),
    ("levers", "leaving"): _about("hvordan en kommune kommer ut av et samarbeid", "korleis ein kommune kjem ut av eit samarbeid"),
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
