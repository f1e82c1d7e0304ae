"""Why a document could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

from knowledge.errors import KnowledgeError

Reason = Literal[
    "encrypted", "no_text", "corrupt", "empty", "too_large", "too_many_pages", "too_much_text", "too_slow", "too_much_memory",
    "unknown_kind",
]  # fmt: skip

REASONS: Final[tuple[Reason, ...]] = get_args(Reason)

SENTENCES: Mapping[Reason, str] = {
    "encrypted": "The file is protected by a password. Save a copy without a password, and hand in the copy.",
    "no_text": "There is no text in the file, only pictures; it is likely scanned. "
    "Hand in the original, or a copy with text recognised.",
    "corrupt": "The file is damaged and cannot be read. Save or download it anew, and try again.",
    "empty": "There is nothing in the file. Check that the right file was chosen.",
    "too_large": "The file is larger than can be taken in. Hand in the part that matters.",
    "too_many_pages": "The file has more pages than can be taken in. Hand in the part that matters.",
    "too_much_text": "There is more text in the file than can be taken in. Hand in the part that matters.",
    "too_slow": "Reading the file took too long and was stopped. Hand in the part that matters, or save it in another format.",
    "too_much_memory": "Reading the file took too much memory and was stopped. "
    "Hand in the part that matters, or save it in another format.",
    "unknown_kind": "The file is not of a kind that can be read. Hand in PDF, DOCX, HTML or plain text.",
}


class DocumentError(KnowledgeError):
    """A document that cannot be read. ``str()`` is a sentence on what is wrong and what to do."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        self.reason: Reason = reason
        self.detail = detail
        """For the log, in the terms of whatever failed; never shown."""
        super().__init__(reason, detail)

    def __str__(self) -> str:
        return SENTENCES[self.reason]
