"""The documents of a packed data set, one at a time, never unpacked to disk and never more than the limits allow."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
from collections.abc import Iterator
from typing import IO, Protocol

from knowledge.sources.lovdata_tree import MAX_BYTES, refused

MAX_DOCUMENTS = 20_000
MAX_UNPACKED = 4_000_000_000
"""All Norwegian acts and regulations in force come to a quarter of this."""
_FETCH = "Fetch the data set from Lovdata again."
_PACKED: tuple[tuple[bytes, str], ...] = ((b"BZh", "bz2"), (b"\x1f\x8b", "gz"), (b"\xfd7zXZ\x00", "xz"))


def is_archive(start: bytes) -> bool:
    """True when a file that begins so is a tar, packed or not."""
    return any(start.startswith(magic) for magic, _ in _PACKED) or start[257:262] == b"ustar"


def documents(name: str, file: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every XML document in the archive; LawTextError when it is broken or too large."""
    held = 0
    try:
        with tarfile.open(fileobj=_Limited(name, _unpacked(file)), mode="r|") as archive:
            for member in archive:
                if not member.isfile() or not member.name.lower().endswith(".xml"):
                    continue
                held += 1
                if held > MAX_DOCUMENTS:
                    raise refused(name, 1, f"holds more than {MAX_DOCUMENTS} documents.", "Give Lovdata's «gjeldende-lover».")
                inner = f"{name}/{member.name}"
                if member.size > MAX_BYTES:
                    raise refused(inner, 1, f"is larger than {MAX_BYTES // 1_000_000} MB.", _FETCH)
                content = archive.extractfile(member)
                if content is not None:
                    data = content.read()
                    if len(data) != member.size:
                        raise refused(inner, 1, "is cut off.", _FETCH)
                    yield inner, data
    except (tarfile.TarError, EOFError, lzma.LZMAError, OSError) as error:
        raise refused(name, 1, f"is not a whole archive ({error}).", _FETCH) from None
    if not held:
        raise refused(name, 1, "holds no XML documents.", "Give Lovdata's data set «gjeldende-lover» (tar.bz2).")


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


def _unpacked(file: IO[bytes]) -> _Readable:
    start = file.read(8)
    file.seek(0)
    kind = next((kind for magic, kind in _PACKED if start.startswith(magic)), "")
    if kind == "bz2":
        return bz2.BZ2File(file)
    if kind == "gz":
        return gzip.GzipFile(fileobj=file)
    return lzma.LZMAFile(file) if kind == "xz" else file


class _Limited(io.RawIOBase):
    """Reads on until too much has come out: a small file can unpack to more than any disk holds."""

    def __init__(self, name: str, inner: _Readable) -> None:
        self._name, self._inner, self._read = name, inner, 0

    def read(self, size: int = -1) -> bytes:
        data = self._inner.read(size)
        self._read += len(data)
        if self._read > MAX_UNPACKED:
            limit = MAX_UNPACKED // 1_000_000_000
            raise refused(self._name, 1, f"unpacks to more than {limit} GB.", "Give Lovdata's «gjeldende-lover».")
        return data
