"""What happened to the law: paragraphs that read otherwise than in the text before."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.following.happening import Happening, Kind, World
from knowledge.following.topics import Concerns
from knowledge.law import refs_of
from knowledge.legal import LawBook
from knowledge.pins import paragraph_hash
from knowledge.sources.law_text import ActText


def of_law(before: ActText | None, after: ActText, book: LawBook, world: World) -> Iterator[Happening]:
    """A happening for each paragraph that was changed, added or repealed. The first text of an act is no news."""
    act = next((act for act in book.acts.values() if act.lovdata == after.id), None)
    if act is None or before is None or after.as_of < before.as_of:
        return  # an older text in the place of a newer is a mistake, to be put right by importing the newer again
    was = {p.number: p for p in before.paragraphs}
    now = {p.number: p for p in after.paragraphs}
    for number in dict.fromkeys((*now, *was)):
        if number not in now and after.maybe_extract:
            continue  # it may be an extract: what it lacks need not be gone
        if number not in was and before.maybe_extract:
            continue
        old, new = was.get(number), now.get(number)
        if old and new and paragraph_hash(old) == paragraph_hash(new):
            continue
        change = "changed" if old and new else "added" if new else "repealed"
        yield _paragraph(f"{act.id} {number}", change, after, book, world)


def _paragraph(key: str, change: str, act: ActText, book: LawBook, world: World) -> Happening:
    rules = [rule for rule in book.rules.values() if key in {ref.partition("/")[0] for ref in refs_of(rule)}]
    forms = tuple(dict.fromkeys(rule.form.value for rule in rules if rule.form))
    found = tuple(
        record.id
        for record in world.register.cooperations.values()
        if any(stated.form.value in forms and not stated.considered for stated in record.forms)
    )
    facts = {"law": key, "change": change, "as_of": act.as_of.isoformat(), "forms": list(forms), "rules": len(rules)}
    about = Concerns(forms=forms, cooperations=found, laws=(key,))
    return Happening(f"law/{key}", Kind.LAW, f"law:{key}", facts, about)
