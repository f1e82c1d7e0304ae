"""Which words point back to what was said before: «når startet det?», but not «finnes det noe?» or «det politiske rådet»."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from knowledge.understanding.words import Token

_PERSONS = frozenset({"han", "hun", "ho"})
_SUBJECTS = frozenset({"det", "den", "de", "dei", "dem"})
_SHOWING = frozenset({"dette", "denne", "disse", "desse"})
_SPOKEN_OF = frozenset(
    ["samarbeidet", "selskapet", "nettverket", "ordningen", "ordninga", "saken", "saka", "utredningen", "utgreiinga"]
)
"""Nouns that mean the one spoken of, unless the words after tell which."""
_TELLS_WHICH = frozenset({"om", "mellom", "i", "for", "pa", "til", "med", "ved", "der", "som"})
_SPANS = (
    "uke",
    "uka",
    "vek",
    "maned",
    "manad",
    "aret",
    "arets",
    "dag",
    "gang",
    "gong",
    "var",
    "host",
    "haust",
    "sommar",
    "sommer",
)
_AT_THE_END = frozenset({"da", "na", "no", "ogsa", "og", "eller", "igjen", "att", "i", "fra", "a", "hvis", "viss", "om", "som"})
"""Words that may stand after «der» where it is a place."""
_DETERMINED = frozenset(
    ["andre", "samme", "same", "nye", "gamle", "felles", "ulike", "fleste", "enkelte", "einskilde", "politiske", "interkommunale",
     "kommunale", "folkevalgte", "folkevalde", "store", "sma", "lille", "vesle", "neste", "forrige", "forre", "forskjellige",
     "ovrige", "deltakende", "to", "tre", "fire", "fem", "seks", "sju", "atte", "ni", "ti", "forste", "fyrste", "tredje",
     "fjerde", "lokale", "regionale", "nasjonale", "statlige", "statlege", "viktige", "vanlige", "vanlege", "arlige", "arlege"]
)  # fmt: skip
_AUXILIARY = frozenset(
    ["kan", "ma", "skal", "vil", "bor", "har", "hadde", "ble", "blei", "vart", "blir", "vert", "far", "fikk", "fekk", "kunne",
     "skulle", "ville", "burde", "matte", "tar", "gjor", "gjer"]
)  # fmt: skip
_THERE_IS = frozenset(
    ["finnes", "finst", "fins", "finns", "er", "var", "e", "blir", "vert", "vart", "ble", "kommer", "kjem", "skjer", "trengs",
     "trengst", "kreves", "krevst", "gjelder", "gjeld", "star", "gar", "gikk", "gjekk", "lonner", "loner", "lonar", "tar", "tek",
     "skal", "kan", "ma", "bor", "vil", "har"]
)  # fmt: skip
"""Verbs that have «det» for want of a subject: «finnes det noe …», «lønner det seg …», «hva står det i …»."""
_IS = frozenset({"er", "var", "e", "blir", "vert", "vart", "ble", "blei"})
_CLAUSE = frozenset({"a", "at"})
_DESCRIBING = ("t", "te", "d", "de", "lig", "leg", "ere", "are", "est", "ast", "sk")
"""How words end that describe what was spoken of."""
_ANY = frozenset(
    {"noe", "noen", "nokon", "noko", "nokre", "et", "eit", "en", "ein", "ei", "mange", "flere", "fleire", "ingen", "inga"}
)
_INDEFINITE = _ANY | frozenset(
    ["mer", "meir", "muligheter", "slik", "sann", "fare", "krav", "plikt", "forskjell", "skilnad", "a", "at", "seg", "planer",
     "planar",
     "andre", "egne", "eigne", "nok", "for", "i", "pa", "hos", "hja", "mellom", "om", "ved", "penger", "pengar"]
)  # fmt: skip


def pointing(
    words: Sequence[Token], named: Collection[int], period: Collection[int], content: Collection[int] = ()
) -> frozenset[int]:
    """Where words stand that mean what was spoken of.

    ``named``: positions of names; ``period``: of a time that is told; ``content``: of words that say what it is about.
    """
    return frozenset(at for at in range(len(words)) if at not in period and _points(words, at, named, content))


def _points(words: Sequence[Token], at: int, named: Collection[int], content: Collection[int]) -> bool:
    word = words[at].folded
    following = words[at + 1].folded if at + 1 < len(words) else ""
    if word in _PERSONS:
        return True
    if word in _SHOWING:
        return not following.startswith(_SPANS) or word == "dette"
    if word == "der":
        apart = bool(following) and words[at + 1].start - words[at].end > 1  # «hvem er vert der, altså …?»
        return at > 0 and (not following or apart or following in _AT_THE_END) and at + 1 not in named
    if word in _SPOKEN_OF:
        return following not in _TELLS_WHICH
    of_those = at > 0 and words[at - 1].folded == "av" and at + 1 in content  # «hvem av de ansatte …?»
    if word not in _SUBJECTS or of_those or _determines(words, at):
        return False
    return not (_stands_in(words, at, named, content) if word == "det" else word != "den" and _named_here(words, at, named))


def _named_here(words: Sequence[Token], at: int, named: Collection[int]) -> bool:
    """«Herøy, hva er de med i?», «hvordan stemte de i Sel?»: those that the question itself names."""
    following = words[at + 1].folded if at + 1 < len(words) else ""
    return any(n < at for n in named) or (following in ("i", "pa", "fra", "hos", "hja") and at + 2 in named)


def _determines(words: Sequence[Token], at: int) -> bool:
    """«Den største ulempen», «de andre kommunene», «det som …»: the word belongs to what follows."""
    following = words[at + 1].folded if at + 1 < len(words) else ""
    if following == "som":
        return True
    before = words[at - 1].folded if at else ""
    return (following in _DETERMINED or following.endswith("ste")) and before not in _AUXILIARY


def _stands_in(words: Sequence[Token], at: int, named: Collection[int], content: Collection[int]) -> bool:
    """«Finnes det noe samarbeid …», «lønner det seg å …», «hva er det som …»: «det» means nothing."""
    before = words[at - 1].folded if at else ""
    following = words[at + 1].folded if at + 1 < len(words) else ""
    if not following:
        return False
    if at == 0:
        return following in _THERE_IS
    if before in _IS and at + 1 in content and not following.endswith(_DESCRIBING):
        return True  # «blir det regn i morgen?», but «er det lovlig?»
    if before in _IS and at + 2 < len(words) and words[at + 2].folded in _CLAUSE:
        return True  # «er det lov å …»
    if following not in _ANY and (before not in _THERE_IS or following not in _INDEFINITE):
        return False
    # «er det et IKS?» asks of what was spoken of, and so does «hvor står det i notatet?»
    return not (following in ("et", "eit", "en", "ein") and at + 2 in named and at + 3 >= len(words))
