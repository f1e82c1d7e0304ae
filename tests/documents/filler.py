"""Paragraphs of municipal prose that decide nothing, to make long documents of."""

from __future__ import annotations

import random

_NB = {
    "start": ["Virksomheten", "Avdelingen", "Arbeidsgruppen", "Enheten", "Kommunedirektøren", "Prosjektet", "Fagmiljøet"],
    "verb": ["har i perioden hatt", "melder om", "viser til", "peker på", "har gjennomgått", "beskriver", "har registrert"],
    "what": ["økt pågang fra innbyggerne", "et stabilt sykefravær på {n} %", "{n} årsverk fordelt på tre lokasjoner",
             "et etterslep på vedlikehold", "behov for ny kompetanse", "{n} henvendelser i snitt per måned",
             "gode tilbakemeldinger i brukerundersøkelsen", "utfordringer med rekruttering"],
    "then": ["Dette må ses i sammenheng med befolkningsutviklingen.", "Framskrivingen viser flere eldre og færre barn.",
             "Kostnadene per innbygger ligger {n} % over gjennomsnittet for kommunegruppen.",
             "Tiltak vurderes i budsjettarbeidet.", "Av {n} spurte svarte 41 at tilbudet er godt eller svært godt.",
             "Lokalene er fra 1978 og har behov for oppgradering.",
             "De ansatte har deltatt i to samlinger.", "Det er ikke funnet avvik i internkontrollen.",
             "Tallene er hentet fra KOSTRA og stemmer overens med regnskapet.", "Beredskapsplanen er oppdatert."],
}  # fmt: skip
_NN = {
    "start": ["Verksemda", "Avdelinga", "Arbeidsgruppa", "Eininga", "Kommunedirektøren", "Prosjektet", "Fagmiljøet", "Tenesta"],
    "verb": ["har i perioden hatt", "melder om", "viser til", "peikar på", "har gått gjennom", "skildrar", "har registrert"],
    "what": ["auka pågang frå innbyggjarane", "eit stabilt sjukefråvær på {n} %", "{n} årsverk fordelte på tre stader",
             "eit etterslep på vedlikehald", "behov for ny kompetanse", "{n} førespurnader i snitt per månad",
             "gode tilbakemeldingar i brukarundersøkinga", "utfordringar med rekruttering"],
    "then": ["Dette må ein sjå i samanheng med folketalsutviklinga.", "Framskrivinga viser fleire eldre og færre born.",
             "Kostnadene per innbyggjar ligg {n} % over snittet for kommunegruppa.", "Tiltak vert vurderte i budsjettarbeidet.",
             "Av {n} spurde svara 41 at tilbodet er godt eller svært godt.", "Lokala er frå 1978 og treng opprusting.",
             "Dei tilsette har vore med på to samlingar.", "Det er ikkje funne avvik i internkontrollen.",
             "Tala er henta frå KOSTRA og stemmer overeins med rekneskapen.", "Beredskapsplanen er oppdatert."],
}  # fmt: skip


def paragraphs(language: str, count: int, chance: random.Random) -> list[str]:
    """So many paragraphs, the same for the same chance."""
    return [_paragraph(_NB if language == "nb" else _NN, chance) for _ in range(count)]


def _paragraph(words: dict[str, list[str]], chance: random.Random) -> str:
    sentences = []
    for _ in range(chance.randint(3, 5)):
        sentences.append(f"{chance.choice(words['start'])} {chance.choice(words['verb'])} {chance.choice(words['what'])}.")
        sentences.append(chance.choice(words["then"]))
    return " ".join(sentence.replace("{n}", str(chance.randint(6, 140))) for sentence in sentences)
