"""What the process that reads documents is told, and tells.

A job is the length of a head (four bytes, most significant first), the head as JSON, the vocabulary and the document's bytes.
What comes back are lines of JSON: any number of ``{"done", "total"}``; then one of ``{"result"}``, ``{"error", "detail"}`` and
``{"failed"}``, or none of them when the child was killed; at last ``{"end", "peak", "seconds"}``, unless it failed to begin.
"""

from __future__ import annotations

import dataclasses
import json
import struct
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from knowledge.sources.documents.limits import Limits

LONGEST_LINE: Final = 128 * 1024 * 1024

_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Job:
    """A document, and what to do with it."""

    name: str
    data: bytes
    limits: Limits
    run: str = ""
    """What is to be made of the text, as ``module:function``; empty for the text itself."""
    vocabulary: bytes = b""
    """Its second argument, pickled."""

    def frame(self) -> tuple[bytes, bytes, bytes]:
        """The pieces to be written, one after the other."""
        head = {
            "name": self.name,
            "limits": dataclasses.asdict(self.limits),
            "run": self.run,
            "vocabulary": len(self.vocabulary),
            "data": len(self.data),
        }
        written = json.dumps(head).encode()
        return _LENGTH.pack(len(written)) + written, self.vocabulary, self.data


def read_job(source: BinaryIO) -> Job | None:
    """The next job; None when there are no more, or the one who gives them is gone."""
    length = source.read(_LENGTH.size)
    if len(length) < _LENGTH.size:
        return None
    head = source.read(_LENGTH.unpack(length)[0])
    try:
        told = json.loads(head)
    except ValueError:
        return None
    vocabulary, data = source.read(told["vocabulary"]), source.read(told["data"])
    if len(data) < told["data"]:
        return None
    return Job(told["name"], data, Limits(**told["limits"]), told["run"], vocabulary)


def line(what: dict[str, Any]) -> bytes:
    """One line; a line feed before it ends whatever a killed child left unfinished."""
    return b"\n" + json.dumps(what, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
