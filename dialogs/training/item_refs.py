"""Paragraphs as people write them, into references: «kommuneloven § 20-2 første ledd, § 20-4» or «koml 20-2/1»."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from dialogs.editing.given import Wrong
from knowledge.citing import spelled
from knowledge.law import refs_of
from knowledge.legal import LawBook, Ref
from knowledge.model import Language

_ORDINALS = {
    word: number
    for number, words in enumerate(
        ("første", "andre annet anna", "tredje", "fjerde", "femte", "sjette", "sjuende sjuande syvende", "åttende åttande",
         "niende niande", "tiende tiande", "ellevte", "tolvte"),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_SHORT = {"kommunel.": "koml", "koml.": "koml", "kl.": "koml", "iksl.": "iksl", "pbl.": "pbl", "fvl.": "fvl", "offl.": "offl"}
_PLACE = re.compile(
    r"(?:(?P<act>[a-zæøå]+)\.? ?)?(?:§+ ?)?(?P<paragraph>\d+(?:-\d+)?(?: ?[a-z]\b)?)"
    r"(?:/(?P<slash>\d{1,2})|,? (?P<ledd>[a-zæøå]+|\d{1,2}\.?) ledd)?"
    r"(?:/(?P<mark>[a-z]|nr\d+)|,? (?:bokstav |bokst\. ?|litra )(?P<letter>[a-z])|,? (?:nr\.? ?|nummer )(?P<nr>\d+))?"
)
_APART = re.compile(r"\s*(?:[;\n]|,(?! \w+ ledd)|\bog\b)\s*")


def read_refs(book: LawBook, text: str) -> tuple[str, ...]:
    """The references, each once; Wrong at the first that means none. What names no act is of the one before, or kommuneloven."""
    said = " ".join(text.replace("\n", " ; ").casefold().split())
    for name, act in _names(book):
        said = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", act, said)
    act = "koml"
    found: list[str] = []
    for part in filter(None, (each.strip(" .") for each in _APART.split(said))):
        match = _PLACE.fullmatch(part)
        if match is None or (match["act"] and match["act"] not in book.acts):
            raise Wrong("ref", part)
        act = match["act"] or act
        found.append(_written(act, match, part))
    return tuple(dict.fromkeys(found))


def _written(act: str, match: re.Match[str], part: str) -> str:
    ledd = match["slash"]
    if match["ledd"]:
        number = _ORDINALS.get(match["ledd"]) or (int(match["ledd"].rstrip(".")) if match["ledd"].rstrip(".").isdigit() else 0)
        if not number:
            raise Wrong("ref", part)
        ledd = str(number)
    letter = match["mark"] or match["letter"] or (f"nr{match['nr']}" if match["nr"] else "")
    text = "/".join(filter(None, (f"{act} {match['paragraph'].replace(' ', '')}", ledd, letter)))
    try:
        Ref.parse(text)
    except ValueError:
        raise Wrong("ref", part) from None
    return text


@lru_cache(maxsize=4)
def _names_of(acts: tuple[tuple[str, str, str], ...]) -> tuple[tuple[str, str], ...]:
    named = {name.casefold(): act for act, nb, nn in acts for name in (nb, nn)}
    return tuple(sorted({**named, **_SHORT}.items(), key=lambda each: -len(each[0])))


def _names(book: LawBook) -> tuple[tuple[str, str], ...]:
    """What acts are called, with their ids, the longest first."""
    return _names_of(tuple((act.id, act.name.nb, act.name.nn) for act in book.acts.values()))


def write_refs(book: LawBook, refs: Sequence[str], language: Language) -> str:
    """References as ``read_refs`` reads them back."""
    return "; ".join(spelled(book, refs, language))


def rules_on(book: LawBook, refs: Sequence[str]) -> tuple[str, ...]:
    """For each reference the rule that rests on that place, and on as little else as can be; none where no rule does.

    When the place changes the rule goes stale, and what is pinned to it with it; a rule that rests on other places too would
    go stale for their sake.
    """
    found: dict[str, None] = {}
    for ref in refs:
        wanted = Ref.parse(ref)
        resting = (rule for rule in book.rules.values() if any(_same(wanted, Ref.parse(each)) for each in refs_of(rule)))
        best = min(resting, key=lambda rule: _strangeness(ref, refs, refs_of(rule)), default=None)
        if best is not None:
            found[best.id] = None
    return tuple(found)


def _strangeness(ref: str, refs: Sequence[str], of_rule: Collection[str]) -> tuple[bool, int, int]:
    """The least for a rule that names just this place, and few others than the item does."""
    return ref not in of_rule, len(set(of_rule) - set(refs)), -len(set(of_rule) & set(refs))


def _same(one: Ref, other: Ref) -> bool:
    same = (one.act, one.paragraph) == (other.act, other.paragraph)
    return same and (one.ledd is None or other.ledd is None or one.ledd == other.ledd)
