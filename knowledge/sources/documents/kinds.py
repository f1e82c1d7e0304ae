"""What kind of file it is, by what is in it. The name only breaks a tie."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

from knowledge.documents import DocumentKind
from knowledge.sources.documents.encodings import decoded
from knowledge.sources.documents.faults import DocumentError

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")

_HEAD = 4096
_PDF_WITHIN = 1024
"""Readers of PDF look for the header in the first kilobyte, and some writers put a letterhead of their own before it."""

_MAIL = re.compile(
    r"(?im)^(mime-version|received|message-id|return-path|delivered-to|x-mailer|subject|from|to|date|content-type):[ \t]"
)
_MAIL_ONLY = re.compile(r"(?im)^(mime-version|received|message-id|return-path|delivered-to):[ \t]")
_HTML_START = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*"
    r"<(!doctype\s+html|html|head|body|title|meta|link|style|script|div|span|main|article|section|header|table|p|h[1-6]|ul|ol|br|center|font|b|strong)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_WITHIN = re.compile(r"<(html|body|table|div|p|h[1-6]|br|span)\b[^<>]*>", re.IGNORECASE)
_OTHER_START = re.compile(r"\s*(\{\\rtf|%!PS|<\?xml|<svg\b|-----BEGIN )", re.IGNORECASE)


def kind_of(name: str, data: bytes) -> DocumentKind:
    """The kind of a file. DocumentError: ``empty``, ``unknown_kind``, ``encrypted`` or ``corrupt``."""
    if not data.strip(b"\0 \t\r\n\f"):
        raise DocumentError("empty")
    if _is_pdf(data):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_package(name, data)
    if data.startswith(OLE):
        raise DocumentError("encrypted" if ENCRYPTED_PACKAGE in data else "unknown_kind", "OLE compound file")
    text = decoded(data)
    if text is None:
        raise DocumentError("unknown_kind", "neither PDF, DOCX nor text")
    return _kind_of_text(name, text[:_HEAD])


def _is_pdf(data: bytes) -> bool:
    at = data.find(b"%PDF-", 0, _PDF_WITHIN)
    if at <= 0:
        return at == 0
    return not data[:at].strip(b"\xef\xbb\xbf \t\r\n\0") or b"endobj" in data


def _kind_of_package(name: str, data: bytes) -> DocumentKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except Exception as fault:  # zipfile raises whatever its reading stumbles over
        ours = name.lower().endswith(".docx") or b"word/document.xml" in data or b"[Content_Types].xml" in data
        raise DocumentError("corrupt" if ours else "unknown_kind", f"zip: {fault}") from fault
    if "[Content_Types].xml" in names and any(part.startswith("word/") for part in names):
        return "docx"
    raise DocumentError("unknown_kind", "a zip file that is no DOCX")


def _kind_of_text(name: str, head: str) -> DocumentKind:
    if _HTML_START.match(head):
        return "html"
    if _OTHER_START.match(head):
        if head.lstrip()[:5].lower() == "<?xml" and re.search(r"<html\b", head, re.IGNORECASE):
            return "html"
        raise DocumentError("unknown_kind", "a format of its own, written as text")
    first = head.split("\n\n", 1)[0].split("\r\n\r\n", 1)[0]
    if _MAIL_ONLY.search(first) and len(_MAIL.findall(first)) >= 3:
        raise DocumentError("unknown_kind", "an e-mail")
    if re.search(r"<html\b", head, re.IGNORECASE):
        return "html"
    return "html" if name.lower().endswith((".html", ".htm", ".xhtml")) and _HTML_WITHIN.search(head) else "text"
