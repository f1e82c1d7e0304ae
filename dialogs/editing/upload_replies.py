"""What is told of a document when it has been read, or could not be: in the chat and unprompted alike."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.model import Choice, Reply
from knowledge.model import Language

_BUTTONS = 4
REASONS = frozenset(
    {"encrypted", "no_text", "corrupt", "empty", "too_large", "too_many_pages", "too_much_text", "too_slow", "too_much_memory",
     "unknown_kind", "interrupted", "not_allowed", "unreachable"}
)  # fmt: skip
"""Why a document could not be taken in, as templates word it."""


def failed(language: Language, name: str, reason: str) -> Reply:
    """It could not be read; why, and what to do."""
    return Reply("upload/failed", language, {"name": name, "reason": reason if reason in REASONS else "other"})


def read(language: Language, name: str, drafts: Sequence[tuple[int, str]], why_none: str) -> Reply:
    """It has been read; the drafts, by number and title, or why there are none."""
    buttons = [Choice(f"Utkast {number}", f"Utkast {number}") for number, _ in drafts[:_BUTTONS]]
    if drafts:
        buttons.append(Choice("Alle utkast", "Alle utkast"))
    told = [{"id": number, "title": title} for number, title in drafts]
    return Reply("upload/done", language, {"name": name, "drafts": told, "why_none": why_none}, (), tuple(buttons))
