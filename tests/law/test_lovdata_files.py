"""Files that are broken, hostile or of the wrong kind are refused, with where and what to do."""

from __future__ import annotations

import bz2
import io
import re
import tarfile
from pathlib import Path

import pytest

from knowledge.sources import lovdata_archive, lovdata_tree
from knowledge.sources.law_text import LawTextError
from knowledge.sources.lovdata import read_document, read_files
from tests.law.texts import DATA, FVL, IKS, KOML

IKS_XML = (DATA / "iks.xml").read_bytes()
IKS_MD = (DATA / "iks.md").read_bytes()
BOMB = b'<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><html>&b;</html>'
OUTSIDE = b'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html>&a;</html>'


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param(IKS_XML[: len(IKS_XML) // 2], r":\d\d+: file: is not whole, well-formed XML", id="truncated XML"),
        pytest.param(IKS_XML.replace(b"</main>", b"</mian>"), "mismatched tag", id="broken XML"),
        pytest.param(b"<html><body>hei</body></html>", "not a document from Lovdata", id="another XML"),
        pytest.param(b"<html>&nbsp;</html>", "undefined entity", id="an entity that is not declared"),
        pytest.param(BOMB, "brings its own document type", id="an entity bomb"),
        pytest.param(OUTSIDE, "brings its own document type", id="an entity that reads a file"),
        pytest.param(b"<a>" * 5000, "nested too deep", id="endless nesting"),
        pytest.param(IKS_XML.replace(b"NL/lov/1999-01-29-6</dd>", b"NL/dom/1999</dd>"), "which is no act", id="no act"),
        pytest.param(
            re.sub(rb"NL/lov(/1999-01-29-6</dd>)", rb"NL/forskrift\1", IKS_XML).replace(b">Lov om inter", b">Forskrift om inter"),
            "is a regulation",
            id="a regulation",
        ),
        pytest.param(
            re.sub(rb"<main.*</main>", b'<main class="documentBody"/>', IKS_XML, flags=re.S), "no paragraphs", id="empty act"
        ),
        pytest.param(b"", "is empty", id="an empty file"),
        pytest.param(b"PK\x03\x04....", "is a ZIP file", id="ZIP"),
        pytest.param(b"Salted__\x91\x02", "is encrypted", id="encrypted"),
        pytest.param(b'{"laws": []}', "is JSON", id="JSON"),
        pytest.param(b"Kommuneloven", "neither XML, an archive nor Markdown", id="plain text"),
        pytest.param(b"---\n\xff\xfe\n---\n", "is not UTF-8 text", id="not UTF-8"),
        pytest.param(IKS_MD[:3000], "seems to be cut off", id="truncated Markdown"),
        pytest.param(IKS_MD[:200], "seems to be cut off|front matter", id="Markdown cut off in its head"),
        pytest.param(IKS_MD.replace(b"lov/1999-01-29-6", b"forskrift/1999-1"), "which is no act", id="Markdown of no act"),
        pytest.param(IKS_MD.replace(b"slug: ", b"slug: ["), "front matter is not YAML", id="broken front matter"),
        pytest.param(IKS_MD.split(b"## ")[0] + b"Tekst.\n", "holds no paragraphs", id="Markdown without paragraphs"),
        pytest.param(re.sub(rb"(?m)^(date_in|last_ch|retr).*$\n", b"", IKS_MD), "tells no date", id="Markdown without a day"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused(data: bytes, told: str) -> None:
    """The message names the file and the line, what is wrong, and what to do."""
    with pytest.raises(LawTextError, match=told) as caught:
        read_document("iks.xml", data)
    assert caught.value.problems[0].file == "iks.xml"
    assert all(problem.remedy for problem in caught.value.problems)


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody can fill the memory with an act."""
    monkeypatch.setattr(lovdata_tree, "MAX_BYTES", 1000)
    with pytest.raises(LawTextError, match="is larger than"):
        read_document("iks.xml", IKS_XML)


def _archive(path: Path, **documents: bytes) -> Path:
    with tarfile.open(path, "w:bz2") as archive:
        for name, data in documents.items():
            member = tarfile.TarInfo(f"nl/{name}.xml")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
        link = tarfile.TarInfo("nl/outside.xml")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return path


def test_of_a_data_set_the_acts_that_rules_rest_on_are_read(tmp_path: Path) -> None:
    """Those that are not wanted are counted, and are not even parsed; links are never followed."""
    other = IKS_XML.replace(b"1999-01-29-6</dd>", b"1915-08-13-5</dd>", 1)[:9000]
    path = _archive(tmp_path / "gjeldende-lover.tar.bz2", iks=IKS_XML, koml=(DATA / "koml.xml").read_bytes())
    read = read_files([path], wanted={IKS, FVL})
    assert [(found.act.id, found.origin) for found in read.acts] == [(IKS, "gjeldende-lover.tar.bz2/nl/iks.xml")]
    assert read.passed_over == 1
    assert {found.act.id for found in read_files([path]).acts} == {IKS, KOML}
    with pytest.raises(LawTextError, match=r"a.tar.bz2/nl/other.xml:\d+: file: is not whole"):
        read_files([_archive(tmp_path / "a.tar.bz2", iks=IKS_XML, other=other)])


def test_a_data_set_that_is_broken_is_refused(tmp_path: Path) -> None:
    """Cut off, no archive inside, nothing in it, or nothing wanted in it: each says so."""
    path = _archive(tmp_path / "set.tar.bz2", iks=IKS_XML)
    cases = {
        "cut.tar.bz2": (path.read_bytes()[:1500], "is not a whole archive"),
        "text.tar.bz2": (bz2.compress(b"Kommuneloven " * 200), "is not a whole archive"),
        "empty.tar.bz2": (_archive(tmp_path / "none").read_bytes(), "holds no XML documents"),
    }
    for name, (data, told) in cases.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(LawTextError, match=told):
            read_files([tmp_path / name])
    with pytest.raises(LawTextError, match="none of the 1 acts is one that rules rest on"):
        read_files([path], wanted={KOML})


@pytest.mark.parametrize(
    ("limit", "told"),
    [("MAX_UNPACKED", "unpacks to more than"), ("MAX_DOCUMENTS", "holds more than"), ("MAX_BYTES", "is larger than")],
)
def test_a_data_set_that_swells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, told: str) -> None:
    """A small file that unpacks to too much, too many documents or one too long is given up, not unpacked."""
    path = _archive(tmp_path / "set.tar.bz2", iks=IKS_XML)
    monkeypatch.setattr(lovdata_archive, limit, 0)
    with pytest.raises(LawTextError, match=told):
        read_files([path])


def test_one_bad_file_refuses_all_and_every_fault_is_told(tmp_path: Path) -> None:
    """Whoever imports five files learns of all that is wrong at once."""
    (tmp_path / "a.xml").write_bytes(IKS_XML[:5000])
    (tmp_path / "b.md").write_bytes(IKS_MD[:3000])
    with pytest.raises(LawTextError) as caught:
        read_files([DATA / "koml.xml", tmp_path / "a.xml", tmp_path / "b.md", tmp_path / "c.xml"])
    assert [problem.file for problem in caught.value.problems] == ["a.xml", "b.md", "c.xml"]


def test_of_two_texts_of_an_act_the_one_in_force_is_taken() -> None:
    """Whatever the order, the newest consolidated text comes before the older and the announced one."""
    names = ("koml.md", "koml.xml", "koml-2018.xml")
    for order in (names, names[::-1]):
        read = read_files([DATA / name for name in order])
        assert [found.origin for found in read.acts] == ["koml.md"]
        assert [found.origin for found in read.set_aside] == ["koml-2018.xml", "koml.xml"]
