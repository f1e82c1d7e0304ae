"""The dictionaries are the ones that the lists were made for."""

from __future__ import annotations

import base64
import hashlib
import io
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.language import fetch
from tests.language.fetch import PACKAGES, Missing, fetched, unpacked


def archive() -> bytes:
    """A package as npm has it, with a dictionary of two words."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as tar:
        for name, text in (("aff", "SET UTF-8\n"), ("dic", "2\nhei\ndøme\n")):
            info = tarfile.TarInfo(f"package/index.{name}")
            info.size = len(text.encode())
            tar.addfile(info, io.BytesIO(text.encode()))
    return made.getvalue()


def test_a_package_with_the_pinned_digest_is_unpacked() -> None:
    """Rules and words, as text."""
    data = archive()
    pinned = replace(PACKAGES["nn"], integrity="sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode())

    assert unpacked(pinned, data) == {"aff": "SET UTF-8\n", "dic": "2\nhei\ndøme\n"}


def test_a_package_with_another_digest_is_refused() -> None:
    """Whatever a registry gives, only the pinned package is used."""
    with pytest.raises(Missing, match="another digest"):
        unpacked(PACKAGES["nn"], archive())


def test_where_nothing_can_be_had_the_remedy_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without npm and without Debian's package, what to install."""
    monkeypatch.setattr(fetch, "CACHE", tmp_path / "cache" / "dictionaries")
    monkeypatch.setattr(fetch, "DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Missing, match="hunspell-no"):
        fetched()
    assert list((tmp_path / "cache").iterdir()) == []


@pytest.mark.usefixtures("_dictionaries")
def test_debians_dictionaries_are_taken_where_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are in Latin-1 and hold the same words, so a machine without npm gets the same answers."""
    kept, debian = fetched(), tmp_path / "debian"
    debian.mkdir()
    for language in PACKAGES:
        for kind in ("aff", "dic"):
            text = (kept / f"{language}.{kind}").read_text(encoding="utf-8").replace("SET UTF-8", "SET ISO8859-1", 1)
            (debian / f"{language}_NO.{kind}").write_text(text, encoding="latin-1")
    monkeypatch.setattr(fetch, "CACHE", tmp_path / "dictionaries")
    monkeypatch.setattr(fetch, "DEBIAN", debian)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert (kept / "nn.dic").read_bytes() == (fetched() / "nn.dic").read_bytes()
    assert (fetched() / "nb.aff").read_text(encoding="utf-8").startswith("SET UTF-8")


@pytest.mark.usefixtures("_dictionaries")
def test_a_dictionary_of_other_words_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer hunspell-no would know other words than the lists are made for: then npm is asked."""
    (tmp_path / "nb_NO.aff").write_text("SET ISO8859-1\n")
    (tmp_path / "nb_NO.dic").write_text("1\nhei\n")
    monkeypatch.setattr(fetch, "CACHE", tmp_path / "cache" / "dictionaries")
    monkeypatch.setattr(fetch, "DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Missing, match="npm"):
        fetched()
