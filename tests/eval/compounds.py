"""Compounds that are written as two words, and words that are written as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from tests.eval import known
from tests.eval.letters import WORD, plain

_LINKS = ("", "s", "e")
_ENDINGS = (
    "", "et", "en", "a", "er", "ar", "ene", "ane", "s", "ets", "ens", "ne", "r", "n", "t", "nes", "e", "ers", "rne",
)  # fmt: skip
_DESCRIBING = ("kommunal", "kommunalt", "kommunale", "politisk", "politiske", "administrativt", "administrativ")
_PAIR = re.compile(r"(?<![\w§-])([^\W\d_]+) ([^\W\d_]+)(?![\w-])")


def _knows(half: str) -> bool:
    return len(half) > 2 and plain(half) in known.words() and half not in known.small_words()


def _is_head(half: str) -> bool:
    return any(half.startswith(head) and half.removeprefix(head) in _ENDINGS for head in known.heads())


def halves(word: str) -> Iterator[int]:
    """Where a compound can be cut, before a noun; the s between halves stays with the first, as people write it."""
    small = word.lower()
    for cut in range(3, len(small) - 2):
        left = small[:cut]
        if left.endswith("ere"):
            continue  # «kommunereformen» is not «kommunere» and «formen»
        if _is_head(small[cut:]) and any(left.endswith(link) and _knows(left.removesuffix(link)) for link in _LINKS):
            yield cut


def split(text: str, random: Random) -> str | None:
    """One compound of the text as two words; None when there is none."""
    found = [
        (match, cut)
        for match in WORD.finditer(text)
        if len(match.group()) > 6 and not match.group().isupper() and not known.is_name(match.group())
        for cut in halves(match.group())
    ]
    if not found:
        return None
    match, cut = random.choice(found)
    return f"{text[: match.start() + cut]} {text[match.start() + cut :]}"


def joined(text: str, random: Random) -> str | None:
    """Two words that stand side by side and belong together as one; None when there are no such.

    Both say something of the subject, and they are not two names: «interkommunaltsamarbeid», «sognko», «felleskontor».
    """
    found: list[re.Match[str]] = []
    at = 0
    while match := _PAIR.search(text, at):
        first, second = match.groups()
        at = match.start(2)
        if _belong(first, second):
            found.append(match)
    if not found:
        return None
    match = random.choice(found)
    first, second = match.groups()
    capital = second if second.isupper() and not first[0].isupper() else second.lower()
    return text[: match.start()] + first + capital + text[match.end() :]


def _belong(first: str, second: str) -> bool:
    if {first.lower(), second.lower()} & known.small_words() or min(len(first), len(second)) < 2:
        return False
    if known.is_name(first) and known.is_name(second):
        return False
    # «interkommunalt samarbeid», «politisk råd», «administrativ vertskommune»; «Sogn KO», «Gjøvik kommune»
    if plain(first).endswith(_DESCRIBING) or (second in ("KO", "IKS", "AS", "SA") and first[0].isupper()):
        return True
    return known.is_name(first) and second.lower().startswith(("kommun", "region"))
