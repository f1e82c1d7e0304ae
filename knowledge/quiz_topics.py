"""Which quiz items are about what a person names: a paragraph, a theme, a form, or a word that the items use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from knowledge.basics import LANGUAGES, Text
from knowledge.legal import Ref
from knowledge.quiz import QuizItem, Theme
from knowledge.snapshot import Knowledge
from knowledge.understanding.words import fold, stem, tokens

THEME_NAMES: Mapping[Theme, Text] = {
    Theme.FORMS: Text("samarbeidsformer", "samarbeidsformer"),
    Theme.DECIDING: Text("hvem som bestemmer", "kven som bestemmer"),
    Theme.AGREEMENT: Text("samarbeidsavtalen", "samarbeidsavtala"),
    Theme.EXIT: Text("uttreden, oppløsning og ansvar", "uttreden, oppløysing og ansvar"),
    Theme.OWNERSHIP: Text("eierstyring", "eigarstyring"),
    Theme.OPENNESS: Text("åpenhet", "openheit"),
    Theme.CONTROL: Text("kontroll", "kontroll"),
    Theme.COMPLAINT: Text("klage og lovlighetskontroll", "klage og lovlegkontroll"),
    Theme.PLANNING: Text("planlegging", "planlegging"),
    Theme.HISTORY: Text("historie", "historie"),
    Theme.REGISTER: Text("samarbeidene i egen kommune", "samarbeida i eigen kommune"),
}
"""What a theme is called, as it stands after «om»."""

_WORDS: Mapping[Theme, str] = {
    Theme.FORMS: "form former formene formane samarbeidsform samarbeidsformer samarbeidsformene samarbeidsformane",
    Theme.DECIDING: "bestemme myndighet mynde myndigheit vedtak delegering delegasjon",
    Theme.AGREEMENT: "avtale avtaler avtalen avtala samarbeidsavtale samarbeidsavtalen samarbeidsavtala samarbeidsavtaler",
    Theme.EXIT: "uttreden uttreding utmelding oppløsning oppløysing avvikling ansvar gjeld",
    Theme.OWNERSHIP: "eierstyring eigarstyring eierskap eigarskap eierskapsmelding eigarskapsmelding eierskapsmeldingen",
    Theme.OPENNESS: "åpenhet openheit innsyn offentlighet offentlegheit møteoffentlighet møteoffentlegheit",
    Theme.CONTROL: "kontroll kontrollutvalg kontrollutval revisjon eierskapskontroll eigarskapskontroll forvaltningsrevisjon",
    Theme.COMPLAINT: "klage lovlighetskontroll lovlegkontroll",
    Theme.PLANNING: "plan planlegging plansamarbeid arealplan",
    Theme.HISTORY: "historie historia historien",
}
"""Single words that name a theme."""
_THEME_OF = {fold(word): theme for theme, words in _WORDS.items() for word in words.split()}
_PARAGRAPH = re.compile(
    r"(?:(?P<act>\w+lov(?:en|a)?) )?(?:§+ ?|kapittel |paragraf )"
    r"(?P<chapter>\d{1,3})(?: ?- ?(?P<number>\d{1,3}))?(?: ?(?P<letter>[a-z]))?"
)
_SHORTEST = 3
"""A shorter word is met whole alone."""


def about(knowledge: Knowledge, items: Mapping[str, QuizItem], topic: str) -> Mapping[str, QuizItem]:
    """Those of ``items`` that are about the topic, or any of several joined by «og» or commas; all for an empty one."""
    if not topic.strip():
        return items
    whole = _of_theme(items, topic)
    if whole:
        return whole
    parts = [part for part in re.split(r",| og | eller ", topic.casefold()) if part.strip()]
    return {item.id: item for item in items.values() if any(_meets(knowledge, item, part.strip()) for part in parts)}


def _of_theme(items: Mapping[str, QuizItem], topic: str) -> Mapping[str, QuizItem]:
    """The items of a theme that is called by its whole name."""
    named = {theme for theme, name in THEME_NAMES.items() if fold(topic) in {fold(name.in_(form)) for form in LANGUAGES}}
    return {item.id: item for item in items.values() if item.theme in named}


def _meets(knowledge: Knowledge, item: QuizItem, part: str) -> bool:
    paragraph = _PARAGRAPH.fullmatch(part)
    if paragraph is not None:
        return any(_within(knowledge, ref, paragraph) for option in item.options for ref in option.refs)
    words = [token.folded for token in tokens(part) if token.folded not in knowledge.lexicon.filler]
    if len(words) == 1 and words[0] in _THEME_OF:
        return item.theme is _THEME_OF[words[0]]
    said = list(_said(knowledge, item))
    return bool(words) and all(any(_names(word, other) for other in said) for word in words)


def _within(knowledge: Knowledge, text: str, wanted: re.Match[str]) -> bool:
    ref = Ref.parse(text)
    act = knowledge.language.law.acts[ref.act]
    if wanted["act"]:
        if fold(wanted["act"]) not in {fold(act.name.in_(form)) for form in LANGUAGES}:
            return False
    elif ref.act != "koml" and not wanted["number"]:
        return False  # «§ 20» is chapter 20 of the act that all of this is about
    if wanted["number"]:
        return ref.paragraph == f"{wanted['chapter']}-{wanted['number']}{wanted['letter'] or ''}"
    return ref.paragraph.partition("-")[0] == wanted["chapter"]


def _said(knowledge: Knowledge, item: QuizItem) -> Iterator[str]:
    """The words of what is asked and what is right, and of the form that it is about: that of the first rule which has one."""
    texts = [item.stem, *(option.text for option in item.options if option.right)]
    if item.situation:
        texts.append(item.situation)
    rules = [knowledge.language.law.rules.get(rule) for rule in item.rules]
    name = next((knowledge.language.forms.get(rule.form) for rule in rules if rule and rule.form), None)
    if name is not None:
        texts += [name.name, name.short, *(Text(word, word) for word in (*name.words.nb, *name.words.nn))]
    for text in texts:
        for language in LANGUAGES:
            yield from (token.folded for token in tokens(text.in_(language)))


def _names(word: str, other: str) -> bool:
    """True for the same word in any form, and for one that is put together with it: «vertskommune», «vertskommunesamarbeid»."""
    if other == word or stem(other) == stem(word):
        return True
    return len(word) > _SHORTEST and other.startswith(word)
