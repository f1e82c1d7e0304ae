"""The files within a DOCX: measured before they are unpacked, and parsed without entities or anything from outside."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, Final

from lxml import etree

from knowledge.sources.documents.faults import DocumentError
from knowledge.sources.documents.limits import MEGABYTE, Limits

_RATIO_FROM: Final = MEGABYTE
"""Below this size nothing is harmful, however well it is packed."""
_UNSAFE = re.compile(r"^[/\\]|^[A-Za-z]:|\\|\0|(^|/)\.\.(/|$)")
_PACKED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """An open DOCX. Only the parts that are asked for are unpacked."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except Exception as fault:  # zipfile raises whatever its reading stumbles over
            raise DocumentError("corrupt", f"zip: {fault}") from fault
        self._files = _measured(self._zip.infolist(), limits)
        self.main = self._main()
        self._targets = self._relations(self.main)

    def xml(self, part: str) -> Any:
        """The root of a part; None when there is no such part. DocumentError: ``corrupt``, ``too_large``."""
        info = self._files.get(part.lower())
        if info is None:
            return None
        if info.file_size > self._limits.part:
            raise DocumentError("too_large", f"{part}: {info.file_size} bytes")
        try:
            with self._zip.open(info) as file:
                data = file.read(self._limits.part + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as fault:
            raise DocumentError("corrupt", f"{part}: {fault}") from fault
        if len(data) > self._limits.part:
            raise DocumentError("too_large", f"{part}: more than it says")
        return _parsed(part, data)

    def related(self, kind: str) -> Any:
        """The root of the first part that the main one is related to in that way, as ``numbering``."""
        return next((self.xml(target) for what, target in self._targets.values() if what == kind), None)

    def part_of(self, relation: str) -> Any:
        """The root of the part that the main one calls by that id."""
        _, target = self._targets.get(relation, ("", ""))
        return self.xml(target) if target else None

    def _main(self) -> str:
        for what, target in self._relations("").values():
            if what == "officeDocument" and target.lower() in self._files:
                return target
        if "word/document.xml" in self._files:
            return "word/document.xml"
        raise DocumentError("corrupt", "no main part")

    def _relations(self, part: str) -> Mapping[str, tuple[str, str]]:
        """Kind and target of each of a part's relations within the package, by id."""
        path = PurePosixPath(part)
        root = self.xml(str(path.parent / "_rels" / f"{path.name}.rels") if part else "_rels/.rels")
        found = {}
        for relation in root.iter(_RELATIONSHIP) if root is not None else ():
            if relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                whole = target.lstrip("/") if target.startswith("/") else str(path.parent / target)
                found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], whole.removeprefix("./"))
        return found


def _measured(entries: list[zipfile.ZipInfo], limits: Limits) -> Mapping[str, zipfile.ZipInfo]:
    if len(entries) > limits.entries:
        raise DocumentError("too_large", f"{len(entries)} files in it")
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        raise DocumentError("too_large", "too much when unpacked")
    files: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise DocumentError("encrypted", entry.filename)
        if entry.file_size > _RATIO_FROM and entry.file_size > limits.ratio * max(entry.compress_size, 1):
            raise DocumentError("too_large", f"{entry.filename}: packed too well")
        if _UNSAFE.search(entry.orig_filename) or entry.compress_type not in _PACKED:
            raise DocumentError("corrupt", f"{entry.filename!r} in a DOCX")
        if files.setdefault(entry.filename.lower(), entry) is not entry:
            raise DocumentError("corrupt", f"{entry.filename} twice")
    return files


def _parsed(part: str, data: bytes) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise DocumentError("corrupt", f"{part}: {fault}") from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise DocumentError("corrupt", f"{part}: declares a document type, which no DOCX does")
    return root
