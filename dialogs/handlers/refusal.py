"""A polite no to those who are no editors."""

from __future__ import annotations

from dialogs.model import Choice, Reply
from knowledge.model import Language


def refused(language: Language, what: str) -> Reply:
    """Only editors may do that; what everybody can do instead. ``what`` is ``upload`` or a command."""
    titles = (
        ("Hvilken samarbeidsform passer?", "Hva kan du svare på?")
        if language == "nb"
        else ("Kva samarbeidsform passar?", "Kva kan du svare på?")
    )
    choices = (Choice(titles[0], titles[0]), Choice(titles[1], "hjelp"))
    return Reply("edit/refused", language, {"what": "upload" if what == "upload" else "edit"}, (), choices)
