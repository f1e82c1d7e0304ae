"""Puts hunspell's dictionaries for bokmål and nynorsk into .cache/, once. Run as ``python -m tests.language.fetch``.

They come from npm, pinned by version and digest, or from Debian's hunspell-no where that is installed: the same words in both.
They are a check and never shipped: their licence (GPL) is their own. Where they cannot be had the tests that need them say so.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.model import LANGUAGES, Language

CACHE = Path(__file__).parents[2] / ".cache" / "dictionaries"
DEBIAN = Path("/usr/share/hunspell")
SECONDS = 120


@dataclass(frozen=True, slots=True)
class Package:
    """One dictionary as npm has it, and what its list of words is known by."""

    name: str
    integrity: str
    """Of the package, as npm writes it."""
    words: str
    """SHA-256 of the list of words, in UTF-8."""


PACKAGES: Mapping[Language, Package] = {
    "nb": Package(
        "dictionary-nb@3.0.0",
        "sha512-YemD394r1z5BrC1HUsV7iF6zLIalFBbcDfMCn4OV+KP3fRqC5VBLuohGBGmKnCmwwXSJmhOjmzaQY2cbK61iFw==",
        "e97fdf7f441b3c46e1d0761a8ad25fa1883d0977d70ea8cb04751cb1c47fa10e",
    ),
    "nn": Package(
        "dictionary-nn@2.2.0",
        "sha512-TnZ5IX33bYsZqDNe//x/mfQfM4OE/swbUOYwNLKB4mxASx7EqDupDFfpsISMEmB71Ln+BE7TD9dH5+U9fKtZqg==",
        "eaf1dc7ee7c848358df9aa231640b054ca4e388f2a870185528e4b229626faa6",
    ),
}


class Missing(Exception):
    """The dictionaries cannot be had here; the message says why, and what to do."""


def fetched() -> Path:
    """The folder with nb.aff, nb.dic, nn.aff and nn.dic, fetched if they are not here yet; raises Missing."""
    if not all(_complete(CACHE, language) for language in LANGUAGES):
        CACHE.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE.parent) as fresh:
            for language in LANGUAGES:
                _put(language, Path(fresh))
            shutil.rmtree(CACHE, ignore_errors=True)
            shutil.copytree(fresh, CACHE)
    return CACHE


def _complete(folder: Path, language: Language) -> bool:
    words, rules = folder / f"{language}.dic", folder / f"{language}.aff"
    return rules.is_file() and words.is_file() and _digest(words.read_bytes()) == PACKAGES[language].words


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _put(language: Language, folder: Path) -> None:
    files = _installed(language) or _from_npm(PACKAGES[language])
    for kind, text in files.items():
        (folder / f"{language}.{kind}").write_text(text, encoding="utf-8", newline="\n")
    if not _complete(folder, language):
        raise Missing(f"the dictionary {PACKAGES[language].name} is another than the one that the lists beside it were made for")


def _installed(language: Language) -> dict[str, str]:
    """Debian's files, which are in Latin-1, where they are the very words that we know."""
    paths = {kind: DEBIAN / f"{language}_NO.{kind}" for kind in ("aff", "dic")}
    if not all(path.is_file() for path in paths.values()):
        return {}
    files = {kind: path.read_text(encoding="latin-1") for kind, path in paths.items()}
    files["aff"] = files["aff"].replace("SET ISO8859-1", "SET UTF-8", 1)
    return files if _digest(files["dic"].encode()) == PACKAGES[language].words else {}


def _from_npm(package: Package) -> dict[str, str]:
    npm = shutil.which("npm")
    if npm is None:
        raise Missing("the dictionaries come with npm, or with Debian's hunspell-no: install one of them")
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", "--json", "--ignore-scripts", package.name]
        environment = {**os.environ, "NPM_CONFIG_UPDATE_NOTIFIER": "false", "NPM_CONFIG_LOGLEVEL": "error"}
        try:
            done = subprocess.run(
                command, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False, env=environment
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Missing(f"npm could not fetch {package.name}: {error}") from error
        if done.returncode:
            raise Missing(f"npm could not fetch {package.name}: {done.stderr.strip()[-300:]}")
        return unpacked(package, (Path(folder) / json.loads(done.stdout)[0]["filename"]).read_bytes())


def unpacked(package: Package, data: bytes) -> dict[str, str]:
    """The two files of a dictionary, from a package whose digest is the pinned one; raises Missing for any other."""
    if "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode() != package.integrity:
        raise Missing(f"what npm gave for {package.name} has another digest than the pinned one")
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        members = {kind: archive.extractfile(f"package/index.{kind}") for kind in ("aff", "dic")}
        return {kind: member.read().decode() for kind, member in members.items() if member}


if __name__ == "__main__":
    try:
        print(f"The dictionaries are in {fetched()}")
    except Missing as reason:
        print(f"The dictionaries are not here, so the tests of language are skipped: {reason}", file=sys.stderr)
        sys.exit(1)
