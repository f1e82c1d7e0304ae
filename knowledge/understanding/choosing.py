"""How people choose among what they were offered: «den andre», «nr. 2», «museet», «den i Nordland», «begge»."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from knowledge.understanding.corrections import corrected
from knowledge.understanding.features import ASKING
from knowledge.understanding.words import fold, tokens

_ORDINALS = (
    {"1", "forste", "fyrste", "en", "ein", "ett", "eitt", "overste", "ovste"}, {"2", "andre", "to", "annen"},
    {"3", "tredje", "tre"},
    {"4", "fjerde", "fire"}, {"5", "femte", "fem"}, {"6", "sjette", "seks"}, {"7", "sjuende", "sjuande", "syvende", "sju", "syv"},
    {"8", "attende", "attande", "atte"}, {"9", "niende", "niande", "ni"}, {"10", "tiende", "tiande", "ti"},
)  # fmt: skip
_LAST = frozenset({"siste", "nederste", "nedste", "sist"})
_MIDDLE = frozenset({"midterste", "midtre", "midten", "midtarste"})
_ALL = frozenset({"begge", "bae", "baa", "alle"})
_BESIDE = frozenset(
    ["den", "det", "dei", "de", "der", "som", "i", "pa", "om", "for", "fra", "med", "til", "nr", "nummer", "alternativ",
     "valg", "val",
     "punkt", "knapp", "knappen", "takk", "ja", "jo", "gjerne", "helst", "heller", "ta", "tar", "tek", "velg", "velger",
     "vel", "jeg",
     "eg", "vi", "me", "vil", "ha", "altsa", "da", "sa", "nei", "er", "var", "heter", "heiter", "ligger", "ligg", "bare",
     "berre", "kun",
     "og", "to", "deler", "delene", "delane", "tre"]
)  # fmt: skip
"""Words that may stand around a choice."""
_NUMBERED = frozenset({"nr", "nummer", "alternativ", "punkt", "takk"})
_POINTING = frozenset({"den", "det", "nr", "nummer", "punkt", "alternativ"})
_PREFIX, _SLACK = 4, 3

Lemma = Callable[[str], str]


def chosen(text: str, titles: Sequence[str], lemma: Lemma, *, asked: bool, pointing: bool = True) -> tuple[int, ...]:
    """Which of the titles the words choose: one, several for «begge», none where they choose none.

    ``asked``: the titles answer a question of ours, so a word of one of them is enough; else only its number or the whole
    title. ``pointing``: «den andre» may mean one of them; where they are what may be asked next, only «2» does.
    """
    whole = fold(text.strip(" .!?"))
    exact = [n for n, title in enumerate(titles) if fold(title) == whole]
    if exact:
        return tuple(exact[:1])
    words = [t.folded for t in tokens(corrected(text))]
    if not words or any(w in ASKING for w in words):
        return ()
    numbers = [n for w in words if (n := _number(w, len(titles))) is not None and (w not in _BESIDE or len(words) < _SLACK)]
    content = [w for w in words if w not in _BESIDE]
    if not pointing and not all(w.isdigit() or w in _NUMBERED for w in words):
        return ()
    if numbers and len(content) <= 1 and all(_number(w, len(titles)) is not None for w in content):
        return tuple(numbers[-1:])
    if not asked:
        return ()
    if content and content[0] in _ALL and len(content) == 1:
        return tuple(range(len(titles)))
    fitting = [n for n, title in enumerate(titles) if content and all(_stands(w, title, lemma) for w in content)]
    return tuple(fitting) if len(fitting) == 1 else ()


def other(text: str, count: int, taken: int) -> int | None:
    """«Nei, den andre», said when one of two was taken: the one that was not."""
    words = {t.folded for t in tokens(corrected(text))}
    meant = "andre" in words and words <= {"nei", "den", "det", "andre", "heller"}
    return 1 - taken if meant and count == len((0, 1)) else None


def named(text: str, titles: Sequence[str]) -> str:
    """«Fortell om den første», with the name of the first in place of the words that point to it; else the text as it is."""
    words = tokens(text)
    for at in range(1, len(words)):
        number = _number(words[at].folded, len(titles))
        if number is None or words[at - 1].folded not in _POINTING or at < 2:
            continue
        if at + 1 < len(words) and words[at + 1].folded not in ("da", "pa", "i", "av"):
            continue  # «den første paragrafen»
        return f"{text[: words[at - 1].start]}{titles[number]}{text[words[at].end :]}"
    return text


def _number(word: str, count: int) -> int | None:
    if word in _LAST:
        return count - 1 if count else None
    if word in _MIDDLE:
        return count // 2 if count % 2 else None
    number = next((n for n, forms in enumerate(_ORDINALS) if word in forms), None)
    return number if number is not None and number < count else None


def _stands(word: str, title: str, lemma: Lemma) -> bool:
    return any(_alike(word, t.folded) or lemma(word) == lemma(t.folded) for t in tokens(title))


def _alike(one: str, other_: str) -> bool:
    """«Museet» and «museum», «Gjøvik» and «Gjøvikregionen»."""
    shared = next((n for n, (a, b) in enumerate(zip(one, other_, strict=False)) if a != b), min(len(one), len(other_)))
    return one == other_ or (shared >= _PREFIX and shared >= min(len(one), len(other_)) - _SLACK)
