"""Noise in the wording: dialect, mixed written forms, politeness, what is said before the question, another order of words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from random import Random

from knowledge.model import Language
from tests.eval import known
from tests.eval.letters import WORD, plain

_PREPOSITIONS = ("i", "på", "om", "for", "mellom", "hos", "hjå", "til", "fra", "frå", "ved")
_ASKING = (
    "hva", "kva", "hvem", "kven", "hvilke", "hvilket", "hvilken", "når", "hvor", "kor", "hvordan", "korleis", "hvorfor", "kvifor",
)  # fmt: skip
_VERBS = ("er", "har", "kan", "må", "skal", "bør", "får", "var", "hadde", "vil", "kunne", "skulle", "deltar", "deltek")
_GOING_ON = ("og", "enn", "men", "eller", "ja", "jo", "nei", "hei", "hallo")
_TALK = frozenset(("hei", "hallo", "takk", "hjelp"))
_ARTICLES = ("et", "eit", "en", "ein", "ei")


@cache
def _other_form() -> Mapping[Language, Mapping[str, str]]:
    pairs = [(nb, nn) for nb, nn in known.tables()["pairs"] if nb != nn]
    to_nynorsk = [(nb, nn) for nb, nn in known.tables()["to_nynorsk"]]
    return {"nb": dict([*pairs, *to_nynorsk]), "nn": {nn: nb for nb, nn in pairs}}


def dialect(text: str, language: Language, random: Random) -> str | None:
    """Up to three words as people speak; None when no word of the text has a form in dialect."""
    table: Mapping[str, list[str]] = known.tables()["dialect"]
    choices = {word: [form for form in forms if form != word] for word, forms in table.items()}
    return _replaced(text, {word: forms for word, forms in choices.items() if forms}, random, 3)


def mixed(text: str, language: Language, random: Random) -> str | None:
    """One or two words as in the other written form."""
    return _replaced(text, {word: [other] for word, other in _other_form()[language].items()}, random, random.choice((1, 2)))


def _replaced(text: str, table: Mapping[str, list[str]], random: Random, most: int) -> str | None:
    places = [m for m in WORD.finditer(text) if m.group().lower() in table and not m.group().isupper()]
    chosen = sorted(random.sample(places, min(most, len(places))), key=lambda m: -m.start())
    for place in chosen:
        form = random.choice(table[place.group().lower()])
        form = form.capitalize() if place.group()[0].isupper() else form
        text = text[: place.start()] + form + text[place.end() :]
    return text if chosen else None


def polite(text: str, language: Language, random: Random) -> str | None:
    """Politeness before or after; None for what is politeness itself, or goes on from what was said before."""
    return None if _leaning(text) else _around(text, random.choice(known.tables()["polite"][language]))


def preamble(text: str, language: Language, random: Random) -> str | None:
    """Something said before the question; None for what goes on from what was said before."""
    return None if _leaning(text) else _around(text, random.choice(known.tables()["preamble"][language]))


def _leaning(text: str) -> bool:
    words = WORD.findall(text.lower())
    return len(words) < 3 or words[0] in _GOING_ON or bool(_TALK & set(words))


def _around(text: str, frame: str) -> str:
    if frame.startswith("{Q}") and text[-1] not in "?!.":
        text += "?" if text.split(maxsplit=1)[0].lower() in (*_ASKING, *_VERBS) else "."
    first = re.match(r"\w+", text)
    small = text
    if first and not first.group().isupper() and not known.is_name(first.group()):
        small = text[0].lower() + text[1:]
    return frame.replace("{Q}", text[0].upper() + text[1:]).replace("{q}", small)


def order(text: str, language: Language, random: Random) -> str | None:
    """The same words in another order, as people begin with what matters most to them; None where the sentence allows none."""
    body, sign = (text[:-1].rstrip(), text[-1]) if text[-1] in "?!." else (text, "")
    if re.search(r"[.?!,;:] ", body):
        return None  # more than one sentence: what stands where carries meaning
    words = body.split()
    found = [w for w in (_fronted(words), _stated(words), _named_first(words, language)) if w]
    return random.choice(found) + sign if found else None


def _fronted(words: list[str]) -> str | None:
    """«I Gjøvikregionen, hva koster geodatasamarbeidet»: the last prepositional phrase first."""
    if words[0].lower() not in _ASKING:
        return None
    at = max((n for n, w in enumerate(words) if w.lower() in _PREPOSITIONS), default=0)
    phrase = words[at:]
    if at < 3 or len(phrase) < 2 or words[at - 1].lower() in ("med", "og", "eller", "ut", "inn", "opp") or len(phrase) > 5:
        return None
    rest = words[:at]
    return f"{_begun(' '.join(phrase))}, {_small(rest[0])} {' '.join(rest[1:])}"


def _stated(words: list[str]) -> str | None:
    """«Luster er med i Sogn KO?»: the subject before the verb."""
    if words[0].lower() not in _VERBS or len(words) < 4:
        return None
    if words[1].lower() in _ARTICLES:
        end = 3
        while end < len(words) - 1 and words[end - 1].endswith(("kommunalt", "politisk", "administrativt", "kommunal", "felles")):
            end += 1
    elif end := _name_end(words):
        end += words[end].lower() == "kommune"
        if words[end].lower() in ("og", "eller"):
            return None
    else:
        return None
    subject = words[1:end]
    return f"{_begun(' '.join(subject))} {words[0].lower()} {' '.join(words[end:])}"


def _name_end(words: list[str]) -> int:
    """Where the name of a municipality that stands after the verb ends; 0 when there is none."""
    return next((end for end in (4, 3, 2) if end < len(words) - 1 and plain(" ".join(words[1:end])) in known.full_names()), 0)


def _named_first(words: list[str], language: Language) -> str | None:
    """«Geodatasamarbeidet, hva er det»."""
    if words[0].lower() not in ("hva", "kva", "hvem", "kven") or len(words) < 3 or words[1].lower() != "er":
        return None
    return f"{_begun(' '.join(words[2:]))}, {words[0].lower()} er det"


def _begun(phrase: str) -> str:
    return phrase[0].upper() + phrase[1:]


def _small(word: str) -> str:
    return word if word.isupper() else word[0].lower() + word[1:]
