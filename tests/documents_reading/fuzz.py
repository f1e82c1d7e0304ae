"""Corrupt and hostile files, made from real ones by a seeded hand: the same seed makes the same files."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator

from tests.documents_reading import samples

MAGIC = (b"%PDF-1.7\n", b"PK\x03\x04", b"<!doctype html><html>", b"\xef\xbb\xbf", b"\xff\xfe", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
         b"{\\rtf1", b"\x89PNG\r\n\x1a\n", b"\x7fELF", b"MZ", b"GIF89a", b"")  # fmt: skip
INTEGERS = (b"0", b"-1", b"1", b"65536", b"2147483647", b"-2147483648", b"4294967295", b"9999999999999999999", b"1e999")


def real() -> dict[str, bytes]:
    """What they are made from."""
    return {
        "a.pdf": samples.pdf_case(2),
        "b.pdf": samples.pdf_scanned(),
        "c.pdf": samples.pdf_encrypted(),
        "d.docx": samples.word_case(2),
        "e.html": samples.html_case(2).encode(),
        "f.txt": samples.text_case(2).encode("cp1252"),
        "g.txt": samples.text_case(2).encode("utf-16"),
    }


def truncated(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def flipped(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 10, 100, 1000))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def spliced(chance: random.Random, data: bytes) -> bytes:
    """A piece of it moved, doubled, or overwritten with noise."""
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randrange(1, 4000)]
    if chance.random() < 0.4:
        piece = chance.randbytes(len(piece))
    at = chance.randrange(len(data))
    return data[:at] + piece * chance.choice((1, 1, 2, 50)) + data[at + chance.choice((0, len(piece))) :]


def numbers_changed(chance: random.Random, data: bytes) -> bytes:
    """Lengths, offsets, counts and references that lie."""
    places = list(re.finditer(rb"\d+", data))
    changed = data
    for match in sorted(chance.sample(places, min(len(places), chance.choice((1, 2, 5, 40)))), key=lambda m: -m.start()):
        changed = changed[: match.start()] + chance.choice(INTEGERS) + changed[match.end() :]
    return changed


def words_changed(chance: random.Random, data: bytes) -> bytes:
    """Names of the format's own put in each other's place."""
    words = sorted(set(re.findall(rb"/[A-Za-z]{2,}|</?\w[\w:]*|\b(?:obj|endobj|stream|endstream|xref|trailer)\b", data)))
    for _ in range(chance.choice((1, 3, 10)) if len(words) > 1 else 0):
        old, new = chance.sample(words, 2)
        data = data.replace(old, new, chance.choice((1, -1)))
    return data


def part_changed(chance: random.Random, data: bytes) -> bytes:
    """A DOCX that is whole as a zip file, with one of its parts broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except zipfile.BadZipFile:
        return flipped(chance, data)
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels")) and parts[name]])
    change = chance.choice((truncated, flipped, spliced, numbers_changed, words_changed, lambda *_: None))
    return samples.rezipped(data, {name: change(chance, parts[name])})


def stream_changed(chance: random.Random, data: bytes) -> bytes:
    """A PDF whose streams are as they should be, but hold something else."""
    noise = chance.choice(
        (b"q " * 20000, b"BT " * 9999 + b"(x) Tj", b"1e38 0 0 1e38 0 0 cm BT /F1 1e9 Tf (x) Tj ET", chance.randbytes(3000))
    )
    packed = zlib.compress(noise)
    body = re.sub(rb"stream\r?\n.*?endstream", lambda _: b"stream\n" + packed + b"endstream", data, count=0, flags=re.DOTALL)
    return body.replace(b"/ASCII85Decode", b"").replace(b"/Filter [", b"/Filter [ /FlateDecode ", 1)


MUTATIONS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    truncated, flipped, spliced, numbers_changed, words_changed, part_changed, stream_changed,
)  # fmt: skip


def object_pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of those objects; the first is its catalog."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start))


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s>>\nstream\n" % (len(content), more) + content + b"\nendstream"


def one_page(content: bytes, more: bytes = b"", resources: bytes = b"") -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << %s >> >>" % resources
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    return object_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream(content, more), font
    )


def hostile_pdfs() -> Iterator[tuple[str, bytes]]:
    font = b"/Font << /F1 5 0 R >>"
    pages = b"<< /Type /Pages /Kids [%s] /Count %d >>"
    yield "own-parent", object_pdf(b"<< /Type /Catalog /Pages 2 0 R >>", pages % (b"2 0 R", 1))
    yield "huge-count", object_pdf(b"<< /Type /Catalog /Pages 2 0 R >>", pages % (b"", 2**31 - 1))
    yield "negative-count", object_pdf(b"<< /Type /Catalog /Pages 2 0 R >>", pages % (b"", -5))
    yield (
        "many-pages",
        object_pdf(b"<< /Type /Catalog /Pages 2 0 R >>", pages % (b"3 0 R " * 50000, 50000), b"<< /Type /Page /Parent 2 0 R >>"),
    )
    yield "bomb", one_page(zlib.compress(b"BT /F1 9 Tf (tekst) Tj ET\n" * 4_000_000, 9), b"/Filter /FlateDecode ", font)
    twice = zlib.compress(zlib.compress(b" " * 500_000_000, 9), 9)
    yield "double-bomb", one_page(twice, b"/Filter [/FlateDecode /FlateDecode] ", font)
    yield (
        "much-text",
        one_page(zlib.compress(b"BT /F1 9 Tf 9 TL (%s) ' ET\n" % (b"ord " * 50) * 60_000), b"/Filter /FlateDecode ", font),
    )
    yield "deep-arrays", one_page(b"[" * 500_000 + b"]" * 500_000)
    yield "deep-dictionaries", object_pdf(b"<< /A " * 100_000 + b"1" + b" >>" * 100_000)
    yield "deep-states", one_page(b"q " * 2_000_000)
    yield "huge-page", one_page(b"BT /F1 9 Tf (x) Tj ET", resources=font).replace(b"[0 0 600 800]", b"[0 0 1e38 1e38]")
    own_form = b"/XObject << /X 4 0 R >>"
    yield (
        "form-in-itself",
        one_page(b"/X Do /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << %s >> " % own_form, own_form),
    )
    yield "loop-of-xrefs", samples.pdf_case(1).replace(b"startxref\n", b"startxref\n0000000000")
    yield "previous-is-itself", object_pdf(b"<< /Type /Catalog /Pages 2 0 R >>", pages % (b"", 0), trailer=b"/Prev 9 ")
    yield (
        "script",
        samples.pdf_case(1).replace(b"/Type /Catalog", b"/OpenAction << /S /JavaScript /JS (while\\(1\\);) >> /Type /Catalog"),
    )
    yield "unknown-lock", samples.pdf_case(1).replace(b"/Root", b"/Encrypt << /Filter /Egen /V 99 >> /Root")


def hostile_words() -> Iterator[tuple[str, bytes]]:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    yield (
        "billion-laughs",
        samples.word_xml("<w:p><w:r><w:t>&l11;</w:t></w:r></w:p>", f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]>'),
    )
    quadratic = f'<!DOCTYPE w [<!ENTITY a "{"a" * 100_000}">]>'
    yield "quadratic", samples.word_xml(f"<w:p><w:r><w:t>{'&a;' * 50_000}</w:t></w:r></w:p>", quadratic)
    outside = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    yield "external-entity", samples.word_xml("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", outside)
    many = {
        "deep": "<w:sdt>" * 200_000 + "</w:sdt>" * 200_000,
        "deep-tables": "<w:tbl><w:tr><w:tc>" * 80 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 80,
        "many-paragraphs": "<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 600_000,
        "many-breaks": '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' * 50_000,
        "many-cells": f"<w:tbl><w:tr>{'<w:tc><w:p/></w:tc>' * 400_000}</w:tr></w:tbl>",
    }
    for name, body in many.items():
        yield name, samples.word_xml(body)
        yield f"{name}-unpacked", samples.rezipped(samples.word_xml(body), {}, zipfile.ZIP_STORED)
    real_one = samples.word_case(1)
    yield "bomb", samples.rezipped(real_one, {"word/document.xml": b"<w>" + b" " * 190_000_000})
    yield "bomb-beside", samples.rezipped(real_one, {"word/media/a.png": b"\0" * 300_000_000})
    yield "many-files", samples.rezipped(real_one, {f"word/{n}.xml": b"<a/>" for n in range(3000)})
    yield "path-up", samples.rezipped(real_one, {"../../etc/cron.d/x": b"x"})
    yield "path-absolute", samples.rezipped(real_one, {"/etc/x": b"x"})
    yield "zip-in-zip", samples.rezipped(real_one, {"word/embeddings/a.zip": real_one})
    small = samples.word_xml("<w:p><w:r><w:t>" + "a" * 3_000_000 + "</w:t></w:r></w:p>")
    yield "size-that-lies", re.sub(rb"(PK\x01\x02.{20})....", lambda m: m.group(1) + b"\x10\0\0\0", small, flags=re.DOTALL)
    yield "locked", re.sub(rb"(PK\x01\x02.{4}).", lambda m: m.group(1) + b"\x01", samples.word_case(1), flags=re.DOTALL)
    numbering = b'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">%s</w:numbering>'
    yield "endless-styles", samples.rezipped(
        real_one,
        {"word/styles.xml": (numbering % (b'<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
                                          b'<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>')).replace(b"numbering", b"styles")},
    )  # fmt: skip
    yield "outside-relations", samples.rezipped(
        real_one,
        {"word/_rels/document.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
         b'<Relationship Id="r" Type="x/numbering" Target="http://127.0.0.1:9/x" TargetMode="External"/>'
         b'<Relationship Id="q" Type="x/styles" Target="../../../../etc/passwd"/></Relationships>'},
    )  # fmt: skip


def hostile_texts() -> Iterator[tuple[str, bytes]]:
    yield "deep.html", b"<html>" + b"<div>" * 1_000_000 + b"x"
    yield "deep-tables.html", b"<html>" + b"<table><tr><td>" * 100_000 + b"x"
    yield "deep-lists.html", b"<html>" + b"<ul><li>" * 300_000 + b"x"
    yield "attributes.html", b"<html><p " + b" ".join(b"a%d=1" % n for n in range(300_000)) + b">x"
    yield "long-attribute.html", b"<html><p a='" + b"a" * 20_000_000 + b"'>x"
    yield "unclosed.html", b"<html><p>" + b"<" * 3_000_000
    yield "comments.html", b"<html>" + b"<!--" * 1_000_000
    yield (
        "entities.html",
        b"<html><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + b"&x;&#0;&#xD800;&#99999999999;" * 100_000,
    )
    yield "letters.html", b"<html><p>" + "a\u0301\u0327".encode() * 1_000_000
    yield "marks.txt", ("a" + "\u0301\u0327" * 1_000_000).encode()
    yield "feeds.txt", b"a\f" * 1_000_000
    yield "long.txt", b"ord " * 2_000_000
    yield "one-line.txt", b"a" * 4_000_000
    yield "lines.txt", b"\n" * 20_000_000 + b"a"
    yield "spaces.txt", b"a" + b" " * 20_000_000 + b"b"
    yield "hyphens.html", b"<html><p>" + "a\u00ad\n".encode() * 500_000
    yield "half.txt", b"\xff\xfe" + b"\0\xd8" * 10_000
    yield "encoding.html", b"<html><meta charset=utf-7>" + b"+ADw-script+AD4-" * 100
    yield "nothing.txt", b""
    yield "blank.txt", b" \n" * 1000
    yield "zeros.bin", b"\0" * 1_000_000


def hostile() -> Iterator[tuple[str, bytes]]:
    """Files that are made to harm, by name."""
    for name, data in hostile_pdfs():
        yield f"{name}.pdf", data
    for name, data in hostile_words():
        yield f"{name}.docx", data
    yield from hostile_texts()


def files(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many files: the hostile ones, and real ones that were broken, some of them twice over."""
    chance = random.Random(seed)
    made = 0
    for name, data in hostile():
        yield name, data
        made += 1
    originals = list(real().items())
    for number in range(made, count):
        if number % 12 == 0:
            yield f"{number}-noise", chance.choice(MAGIC) + chance.randbytes(chance.choice((0, 10, 1000, 50_000)))
            continue
        name, data = chance.choice(originals)
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            data = chance.choice(MUTATIONS)(chance, data) or b"\n"
        yield f"{number}-{name}", data
