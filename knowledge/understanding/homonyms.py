"""Words of two meanings: whether a name is one, and whether a word is the verb or the noun that it looks like."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from knowledge.understanding.words import Token

_BEFORE = frozenset({"i", "fra", "hos", "hja", "mellom", "bade", "enn", "utenom", "utanom"})
"""Words after which a name stands: «i vik», «frå nes»."""
_BESIDE = frozenset(["er", "var", "e", "har", "hva", "kva", "ka", "med", "og", "eller", "om", "av", "for", "til", "begge",
                     "vi", "me",
                     "eg", "jeg", "blir", "vert", "samarbeider", "samarbeidar", "samarbeid", "skal", "vil", "bor",
                     "kommune"])  # fmt: skip
"""Words after which a name may stand, when what follows it shows that it is one."""
_AFTER = frozenset(["med", "kommune", "kommunen", "kommunestyre", "kommunestyret", "formannskap", "formannskapet", "vedtok",
                    "vedtatt",
                    "vedteke", "sagt", "sa", "har", "er", "vert", "vertskommune", "bruker", "brukar", "brukte", "skal", "vil",
                    "samarbeider",
                    "samarbeidar", "noe", "noko", "da", "na", "no", "sin", "sitt", "sine", "si"])  # fmt: skip
"""Words that a name stands before: «sel kommune», «er vik med»."""
_ARTICLES = frozenset({"et", "eit", "ett", "vart", "eget", "eige", "kommunalt", "felles", "mot", "i"})
_BEING = frozenset(["er", "e", "var", "vere", "vaere", "vaert", "vore", "blir", "bli", "ble", "blei", "vart", "vert", "som",
                    "en", "ein",
                    "a", "kommune", "onsker", "onskjer", "hvem", "kven", "felles", "mulig", "mogleg", "aktuell"])  # fmt: skip
_WINNERS = frozenset({"kven", "hvem", "kem", "som", "han", "ho", "hun", "dei", "de", "eg", "jeg", "vi", "me", "laget", "partiet"})
_SHARES = frozenset({"fordele", "fordeler", "fordelar", "fordeles", "fordelast"})
_WHERE = frozenset({"", "i", "pa", "det", "der", "her", "jeg", "eg", "mange", "folk"})
_INTENTIONS = frozenset({"om", "for", "med", "a", "videre", "vidare", "framover", "fremover", "na", "no", "og"})

IsPlace = Callable[[int], bool]


def is_name(words: Sequence[Token], at: int, risky: Collection[str], filler: Collection[str], place: IsPlace) -> bool:
    """True when a word that may be the name of a place is one here. ``place``: whether another word is."""
    word = words[at]
    capital = word.text[0].isupper() and not all(w.text.isupper() for w in words)
    if word.folded in filler and not (capital and at > 0):
        return False
    if word.folded not in risky and word.folded.removesuffix("s") not in risky:
        return True
    if capital and at > 0 and words[at - 1].end + 1 >= word.start:
        return True
    before = words[at - 1].folded if at else ""
    after = words[at + 1].folded if at + 1 < len(words) else ""
    if capital and before == "nei":  # «nei, Vik»
        return True
    joined = ((before, at - 1, at - 2), (after, at + 1, at + 2))
    if any(_is(place, words, far if side in ("og", "eller") else near) for side, near, far in joined):
        return True
    if before in _BEFORE:
        return not after.startswith(word.folded) and after not in ("sammen", "saman")
    if at == 0:
        apart = len(words) > 1 and words[1].start - word.end > 1  # «Vik, hva er de med i?»
        return not after or (capital and (apart or after in _AFTER)) or after.startswith("kommun")
    return before in _BESIDE and (not after or after in _AFTER)


def _is(place: IsPlace, words: Sequence[Token], at: int) -> bool:
    return 0 <= at < len(words) and place(at)


def is_company(words: Sequence[Token], at: int) -> bool:
    """«AS», «et as»: the form of a company, not the municipality Ås."""
    word = words[at]
    if word.text == "AS":
        return True
    return word.text == "as" and at > 0 and words[at - 1].folded in _ARTICLES - {"i", "mot"}


def is_other_word(words: Sequence[Token], at: int) -> bool:
    """True for a word that only looks like one of ours: «vert» for «blir», «vann» for «seira», «planer om»."""
    folded = words[at].folded
    if folded == "vert":
        return becomes(words, at)
    if folded == "vann":
        return at > 0 and words[at - 1].folded in _WINNERS
    if folded == "rad":  # «har vi råd til», but «gi råd til kommunane»
        following = words[at + 1].folded if at + 1 < len(words) else ""
        return following == "til" and any(w.folded in ("har", "ha", "hadde", "far", "fikk") for w in words[max(at - 3, 0) : at])
    if folded in _SHARES:  # «hvem fordeler pengene?» asks for no advantage
        return folded in ("fordeles", "fordelast") or (at > 0 and words[at - 1].folded in _WINNERS | {"a", "skal", "kan"})
    if folded == "bor":  # «hvor mange bor i Vågå?», but «bør vi …?»
        following = words[at + 1].folded if at + 1 < len(words) else ""
        return words[at].text.casefold() == "bor" and following in _WHERE
    if folded in ("planer", "planar", "planene", "planane"):
        return at + 1 < len(words) and words[at + 1].folded in _INTENTIONS
    return False


def becomes(words: Sequence[Token], at: int) -> bool:
    """True for the nynorsk verb «vert» (blir); the host stands after «er», «som», «vere», or before «for»."""
    before = words[at - 1].folded if at else ""
    after = words[at + 1].folded if at + 1 < len(words) else ""
    if after in ("vert", "vertskommune", "verten"):
        return True
    if before == "som":
        return bool(after) and after not in ("for", "i", "og", "hos", "til", "eller")
    if before in ("hvem", "kven", "kem"):
        return after not in ("for", "")
    return not (before in _BEING or after == "for" or (at == 0 and after in ("i", "")))
