"""What quiz items are about: what themes are called, and which items are meant by a paragraph, a theme, a form or a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from knowledge.basics import LANGUAGES, Text
from knowledge.legal import Ref
from knowledge.model import Form
from knowledge.quiz import Kind, QuizItem, Theme
from knowledge.snapshot import Knowledge
from knowledge.understanding.words import tokens

THEME_NAMES: Mapping[Theme, Text] = {
    Theme.FORMS: Text("samarbeidsformer", "samarbeidsformer"),
    Theme.DECIDING: Text("hvem som bestemmer", "kven som bestemmer"),
    Theme.AGREEMENT: Text("samarbeidsavtalen", "samarbeidsavtala"),
    Theme.EXIT: Text("uttreden og ansvar", "uttreding og ansvar"),
    Theme.OWNERSHIP: Text("eierstyring", "eigarstyring"),
    Theme.OPENNESS: Text("åpenhet og innsyn", "openheit og innsyn"),
    Theme.CONTROL: Text("kontroll", "kontroll"),
    Theme.COMPLAINT: Text("klage og lovlighetskontroll", "klage og lovlegkontroll"),
    Theme.PLANNING: Text("plansamarbeid", "plansamarbeid"),
    Theme.HISTORY: Text("historie", "historie"),
    Theme.REGISTER: Text("samarbeidene i egen kommune", "samarbeida i eigen kommune"),
}
"""What a theme is called within a sentence."""

_THEME_WORDS: Mapping[Theme, tuple[str, ...]] = {
    Theme.FORMS: ("former", "form", "formene", "formane", "samarbeidsform", "organisasjonsform", "former for samarbeid"),
    Theme.DECIDING: (
        "hvem bestemmer", "kven bestemmer", "bestemme", "vedtak", "myndighet", "myndigheit", "delegering", "avgjørelser",
        "å bestemme", "beslutning", "avgjerd", "mynde", "delegasjon", "hvem som vedtar", "kven som vedtek",
    ),
    Theme.AGREEMENT: (
        "avtale", "avtaler", "avtalar", "avtalen", "avtala", "samarbeidsavtale", "samarbeidsavtaler", "innhold i avtalen",
    ),
    Theme.EXIT: (
        "uttreden", "uttreding", "utmelding", "å tre ut", "tre ut", "oppløsning", "oppløysing", "ansvar", "å gå ut",
        "avvikling", "gjeld",
    ),
    Theme.OWNERSHIP: (
        "eierskap", "eigarskap", "eierskapsmelding", "eigarskapsmelding", "eiermelding", "eigarmelding", "eiere", "eigarar",
        "eierstyring og eierskapsmelding", "eigarstyring og eigarskapsmelding", "eierstrategi", "eigarstrategi",
    ),
    Theme.OPENNESS: (
        "åpenhet", "openheit", "innsyn", "offentlighet", "offentlegheit", "møteoffentlighet", "åpne møter", "opne møte",
    ),
    Theme.CONTROL: (
        "kontrollutvalg", "kontrollutval", "kontrollutvalget", "kontrollutvalet", "revisjon", "tilsyn", "kontroll og tilsyn",
        "forvaltningsrevisjon", "eierskapskontroll", "eigarskapskontroll",
    ),
    Theme.COMPLAINT: ("klage", "klager", "klagar", "lovlighetskontroll", "lovlegkontroll", "lovlegheitskontroll", "klagesaker"),
    Theme.PLANNING: ("plan", "planlegging", "planer", "planar", "arealplan", "planstrategi", "planarbeid", "regional plan"),
    Theme.HISTORY: (
        "historie", "historia", "historien", "historikk", "gamle regler", "gamle reglar", "tidligere lov", "tidlegare lov",
    ),
    Theme.REGISTER: (
        "samarbeidene i kommunen", "samarbeida i kommunen", "samarbeidene", "samarbeida",
        "samarbeidene våre", "samarbeida våre", "våre samarbeid", "vår kommune", "kommunen vår", "egen kommune", "eigen kommune",
        "hos oss", "kommunen min", "min kommune",
    ),
}  # fmt: skip

_PARAGRAPH = re.compile(r"(?:§+|\bparagraf(?:en|ane|ene)?|\bpgf\.?) ?(\d+[a-z]?(?: ?[-–] ?\d+[a-z]?)?)")
_CHAPTER = re.compile(r"\b(?:kap\.?|kapittel|kapitlet) ?(\d+)")
_FILLING_WORDS = """
av de dei den det ei ein en et for i lova loven litt med og om på reglane reglar reglene regler spørsmål tema temaet til å
"""
_FILLING = frozenset(_FILLING_WORDS.split())
_HOSTS = "vertskommunesamarbeid"
_SHORTEST = 3
"""A shorter word is met whole alone."""
_PARTS = re.compile(r",| og | eller ")


@dataclass(frozen=True, slots=True)
class Scope:
    """What an exercise is about, and which items that is."""

    label: Text
    """To stand after «om»."""
    items: frozenset[str]


def theme_named(name: str) -> Text:
    """What the theme is called; its key where there is no such theme any more."""
    try:
        return THEME_NAMES[Theme(name)]
    except ValueError:
        return Text(name, name)


def scope_of(words: str, knowledge: Knowledge, items: Mapping[str, QuizItem]) -> Scope | None:
    """What the words narrow an exercise to, or any of several joined by «og» or commas; None when no item is about it."""
    said = " ".join(words.casefold().split())
    whole = _scope(said, knowledge, items)
    if whole is not None:
        return whole
    parts = [_scope(part.strip(), knowledge, items) for part in _PARTS.split(said)]
    found = [part for part in parts if part is not None]
    if len(found) < 2:
        return None
    label = Text(*(" og ".join(part.label.in_(form) for part in found) for form in LANGUAGES))
    return Scope(label, frozenset().union(*(part.items for part in found)))


def about(words: str, knowledge: Knowledge, items: Mapping[str, QuizItem]) -> Mapping[str, QuizItem]:
    """Those of ``items`` that are about what the words name; all for no words."""
    if not words.strip():
        return items
    scope = scope_of(words, knowledge, items)
    return {each: item for each, item in items.items() if scope is not None and each in scope.items}


def is_own(words: str, knowledge: Knowledge) -> bool:
    """True for words that mean the cooperations of one's own municipality."""
    said, name = " ".join(words.casefold().split()), THEME_NAMES[Theme.REGISTER]
    phrases = (*_THEME_WORDS[Theme.REGISTER], name.nb, name.nn)
    return any(said == phrase or _lemmas(said, knowledge) == _lemmas(phrase, knowledge) for phrase in phrases)


def _scope(said: str, knowledge: Knowledge, items: Mapping[str, QuizItem]) -> Scope | None:
    for find in (_by_law, _by_theme, _by_form, _by_words):
        scope = find(said, knowledge, items)
        if scope is not None:
            return scope if scope.items else None
    return None


def _by_law(said: str, knowledge: Knowledge, items: Mapping[str, QuizItem]) -> Scope | None:
    chapter, paragraph = _CHAPTER.search(said), _PARAGRAPH.search(said)
    if chapter is None and paragraph is None:
        return None
    acts = _acts(said, knowledge)
    number = paragraph[1].replace(" ", "").replace("–", "-") if paragraph else ""

    def about(within: Callable[[Ref], bool]) -> frozenset[str]:
        for refs in (_cited, partial(_rested_on, knowledge)):  # what the explanations cite goes before what rules rest on
            there = {item.id: [ref for ref in refs(item) if not acts or ref.act in acts] for item in items.values()}
            found = frozenset(each for each, named in there.items() if any(map(within, named)))
            if found:
                return found
        return frozenset()

    chapter_number = chapter[1] if chapter else number
    found = about(lambda ref: ref.paragraph.startswith(f"{chapter_number}-"))
    if chapter is None and (not found or "-" in number):  # «§ 20» is a whole chapter where paragraphs are numbered so
        found = about(lambda ref: ref.paragraph == number)
    told = f"kapittel {chapter[1]}" if chapter else f"§ {number}"
    named = knowledge.law.book.acts[acts[0]].name if acts else None
    return Scope(Text(f"{named.nb} {told}", f"{named.nn} {told}") if named else Text(told, told), found)


def _acts(said: str, knowledge: Knowledge) -> list[str]:
    named = []
    for act in knowledge.law.book.acts.values():
        names = {act.name.nb.casefold(), act.name.nn.casefold(), act.id}
        if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said) for name in names):
            named.append(act.id)
    return named


def _cited(item: QuizItem) -> Iterable[Ref]:
    return (Ref.parse(ref) for option in item.options for ref in option.refs)


def _rested_on(knowledge: Knowledge, item: QuizItem) -> Iterable[Ref]:
    rules = knowledge.law.book.rules
    return (Ref.parse(ref) for rule in item.rules if rule in rules for ref in rules[rule].refs)


def _by_theme(said: str, knowledge: Knowledge, items: Mapping[str, QuizItem]) -> Scope | None:
    wanted = _lemmas(said, knowledge)
    for theme, name in THEME_NAMES.items():
        phrases = (name.nb, name.nn, *_THEME_WORDS[theme])
        if any(said == phrase or (wanted and wanted == _lemmas(phrase, knowledge)) for phrase in phrases):
            return Scope(name, frozenset(item.id for item in items.values() if item.theme is theme))
    return None


def _by_form(said: str, knowledge: Knowledge, items: Mapping[str, QuizItem]) -> Scope | None:
    wanted = _lemmas(said, knowledge)
    for named in knowledge.language.forms.values():
        phrases = {p for t in LANGUAGES for p in (named.name.in_(t), named.short.in_(t))} | {*named.words.nb, *named.words.nn}
        if wanted and any(wanted == _lemmas(phrase.casefold(), knowledge) for phrase in phrases):
            # the word that stands for all kinds of host municipality means all of them
            forms = {
                f for f in knowledge.language.forms if f == named.form or (named.form == _HOSTS and f.value.find(_HOSTS) >= 0)
            }
            found = frozenset(item.id for item in items.values() if _form_of(item, knowledge) in forms)
            return Scope(named.name, found) if found else None
    return None


def _form_of(item: QuizItem, knowledge: Knowledge) -> Form | None:
    """The form that an item is about: that of the first of its rules which has one."""
    rules = (knowledge.law.book.rules.get(rule) for rule in item.rules)
    return next((rule.form for rule in rules if rule is not None and rule.form), None)


def _by_words(said: str, knowledge: Knowledge, items: Mapping[str, QuizItem]) -> Scope | None:
    wanted = _lemmas(said, knowledge)
    if not wanted:
        return None

    def met(item: QuizItem) -> bool:
        spoken = _said_in(item, knowledge)
        return all(any(_names(word, other) for other in spoken) for word in wanted)

    found = frozenset(item.id for item in items.values() if met(item))
    return Scope(Text(f"«{said}»", f"«{said}»"), found)


def _lemmas(words: str, knowledge: Knowledge) -> frozenset[str]:
    return frozenset(
        knowledge.lexicon.lemma(t.folded) for t in tokens(words) if t.folded not in _FILLING and t.text not in _FILLING
    )


def _said_in(item: QuizItem, knowledge: Knowledge) -> frozenset[str]:
    """The words of what is asked and what is right: what only a wrong option speaks of, the item is not about."""
    return frozenset(
        knowledge.lexicon.lemma(token.folded) for text in _texts(item) for form in LANGUAGES for token in tokens(text.in_(form))
    )


def _texts(item: QuizItem) -> Iterator[Text]:
    yield item.stem
    if item.situation:
        yield item.situation
    for option in item.options:
        if option.right or item.kind in (Kind.MATCH, Kind.ORDER):
            yield option.text
            if option.match:
                yield option.match


def _names(word: str, other: str) -> bool:
    """True for the same word, and for one that is put together with it: «vertskommune», «vertskommunesamarbeid»."""
    return word == other or (len(word) > _SHORTEST and other.startswith(word))
