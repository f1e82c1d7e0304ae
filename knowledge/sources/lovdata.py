"""Files of law text -> acts: Lovdata's public XML, its data set (tar.bz2), and Markdown with front matter.

What a file is shows in its first bytes, not in its name. All files are read before anything is said of any of them, and
one that is broken refuses them all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.errors import Problem
from knowledge.sources import lovdata_archive
from knowledge.sources.law_text import ActText, LawTextError
from knowledge.sources.lovdata_markdown import read_markdown
from knowledge.sources.lovdata_tree import MAX_BYTES, refused
from knowledge.sources.lovdata_xml import read_xml

_DOKID = re.compile(rb'<dd class="dokid">\s*(?:NL|LTI)/(?:lov|forskrift)/([\d-]+)')
_HEAD = 20_000
"""An act's id stands among its first bytes, before the table of contents."""
_STRANGERS: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "is a ZIP file.", "Unpack it, and give the XML files or Lovdata's tar.bz2."),
    (b"Salted__", "is encrypted.", "Decrypt it first."),
    (b"-----BEGIN PGP", "is encrypted.", "Decrypt it first."),
    (b"\x85", "is encrypted, or no text.", "Decrypt it first."),
    (b"\x8c", "is encrypted, or no text.", "Decrypt it first."),
    (b"7z\xbc\xaf", "is a 7-Zip file.", "Unpack it first."),
    (b"%PDF", "is a PDF.", "Give Lovdata's XML."),
    (b"{", "is JSON.", "Give Lovdata's XML."),
)
_WANTED = "Give Lovdata's XML of an act, its data set «gjeldende-lover» (tar.bz2), or Markdown with front matter."


@dataclass(frozen=True, slots=True)
class FoundAct:
    """An act, and the file that it came from."""

    act: ActText
    origin: str
    """The file's name; for an archive with the name within it."""


@dataclass(frozen=True, slots=True)
class ReadActs:
    """What files held."""

    acts: tuple[FoundAct, ...]
    """One text for each act, in the order of their ids."""
    set_aside: tuple[FoundAct, ...] = ()
    """Older texts of acts that a newer text of was given beside them."""
    passed_over: int = 0
    """Acts of a data set that were not wanted."""


def read_files(paths: Sequence[Path], wanted: Collection[str] | None = None) -> ReadActs:
    """Every act in the files; of a data set only those of ``wanted`` (ids such as ``lov/2018-06-22-83``; None: all).

    LawTextError lists what is wrong in every file. When two files have the same act, the consolidated text is taken
    before the announced one, and then the newest.
    """
    found: list[FoundAct] = []
    problems: list[Problem] = []
    passed_over = 0
    for path in paths:
        try:
            for name, data in _documents(path):
                if name != path.name and wanted is not None and not _is_wanted(data, wanted):
                    passed_over += 1
                    continue
                found.append(FoundAct(read_document(name, data), name))
        except LawTextError as error:
            problems += error.problems
        except OSError as error:
            problems.append(Problem(path.name, 1, "file", f"cannot be read ({error.strerror}).", "Check the path."))
    if problems:
        raise LawTextError(tuple(problems))
    if not found:
        fault = f"none of the {passed_over} acts is one that rules rest on." if passed_over else "no act was given."
        raise LawTextError((Problem(", ".join(path.name for path in paths), 1, "file", fault, _WANTED),))
    found.sort(key=_rank)
    newest = {each.act.id: each for each in found}
    aside = tuple(each for each in found if newest[each.act.id] is not each)
    return ReadActs(tuple(newest.values()), aside, passed_over)


def _rank(found: FoundAct) -> tuple[str, bool, date, date]:
    act = found.act
    return act.id, act.form == "consolidated", act.as_of, act.retrieved or act.as_of


def read_document(name: str, data: bytes) -> ActText:
    """The act in one file that is no archive."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:400]
    if not start:
        raise refused(name, 1, "is empty.", "Fetch it again.")
    if start.startswith(b"<"):
        return read_xml(name, data)
    for magic, fault, remedy in _STRANGERS:
        if start.startswith(magic):
            raise refused(name, 1, fault, remedy)
    if not start.startswith(b"---"):
        raise refused(name, 1, "is neither XML, an archive nor Markdown with front matter.", _WANTED)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refused(name, line, "is not UTF-8 text.", "Save it as UTF-8.") from None
    return read_markdown(name, text.lstrip())


def _documents(path: Path) -> Iterator[tuple[str, bytes]]:
    with path.open("rb") as file:
        start = file.read(512)
        file.seek(0)
        if lovdata_archive.is_archive(start):
            yield from lovdata_archive.documents(path.name, file)
            return
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise refused(path.name, 1, f"is larger than {MAX_BYTES // 1_000_000} MB.", "Give one act, or Lovdata's tar.bz2.")
    yield path.name, data


def _is_wanted(data: bytes, wanted: Collection[str]) -> bool:
    dokid = _DOKID.search(data, 0, _HEAD)
    # what does not tell what it is, is read, so that its fault is told
    return dokid is None or f"lov/{dokid[1].decode()}" in wanted
