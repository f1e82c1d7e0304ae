"""What the benchmark asks: a few conversations of every kind, in both written forms, some with typing errors."""

from __future__ import annotations

from collections.abc import Mapping

Conversation = tuple[str, ...]

QUESTIONS: Mapping[str, tuple[Conversation, ...]] = {
    "list": (
        ("Hvilke samarbeid er Vestre Toten med i?",),
        ("Kva samarbeid finst om landbruk?",),
        ("Hvem samarbeider Gausdal med?",),
    ),
    "members": (
        ("Hvem er med i landbrukssamarbeidet på Toten?",),
        ("Kven er med i Sogn KO?",),
        ("Er Jevnaker med i geodatasamarbeidet?",),
    ),
    "details": (
        ("Hva er Vest brannvesen IKS?",),
        ("Kven er vertskommune for landbrukskontoret?",),
        ("Når ble Sogn KO stiftet?",),
    ),
    "figure": (
        ("Hvor mange årsverk har landbrukskontoret?",),
        ("Kva kosta vikarar i Aurland?",),
        ("Hvor mange innbyggere har Gjøvik?",),
    ),
    "advice": (
        ("Hvilke fordeler er det med samarbeid om lønn?",),
        ("Kva er ulempene med interkommunalt samarbeid?",),
    ),
    "decision": (
        ("Hva vedtok Sel kommunestyre om samarbeid?",),
        ("Kva er neste steg i saka om oppgåvefellesskapet?",),
    ),
    "law": (
        ("Et oppgavefellesskap kan vel gjøre enkeltvedtak?",),
        ("Kan eit oppgåvefellesskap ta opp lån?",),
        ("Eit IKS kan vel ikkje gå konkurs?",),
        ("Kven vel representantskapet i eit IKS?",),
        ("Hva må stå i samarbeidsavtalen for et vertskommunesamarbeid?",),
        ("Hva er forskjellen på IKS og oppgavefellesskap når det gjelder gjeld?",),
        ("Kva står i § 20-8?",),
        ("Hva sier IKS-loven § 22 a?",),
        ("Vi sier opp 15. mars 2027. Når er vi ute av IKS-et?",),
        ("Kva form høver for felles barnevern med vedtaksmyndigheit?", "ja", "berre kommunar"),
    ),
    "refuse": (
        ("Hva blir været i morgen?",),
        ("Kven vinn cupfinalen?",),
        ("Kan du skrive et dikt om fjellet?",),
    ),
    "talk": (
        ("Hei!",),
        ("Kva kan du hjelpe med?",),
        ("Takk skal du ha",),
    ),
    "misspelt": (
        ("Vem er med i lanbrukskontorret?",),
        ("kva smarbeid er Lilehammer med i",),
    ),
    "follow-up": (
        ("Hvilke samarbeid er Luster med i?", "og Vik?"),
        ("Kven er med i Sogn KO?", "når starta det?", "kvar står det?"),
    ),
}

COOPERATION = ("list", "members", "details")
"""The kinds that an answer of law is held against: what is asked of the register all day."""
LAW = "law"


def turns() -> int:
    """How many turns a round through all conversations takes."""
    return sum(len(conversation) for group in QUESTIONS.values() for conversation in group)
