"""Drafts of what ships, and of a made-up municipality's worth of companies laid beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache

from dialogs.ownership.blocks import Bullets, Heading, Line, Paper, Para, Run, Table, plain
from dialogs.ownership.drafting import draft
from dialogs.ownership.telling import Telling
from knowledge.model import Language
from knowledge.snapshot import Knowledge
from knowledge.sources.registers import read_yaml
from tests import worlds

TODAY = date(2026, 12, 1)
SHIPPED = ("gjovik", "lillehammer", "vaga")

_RECORD = """\
- id: {id}
  name: {{nb: {name}, nn: {name}}}
  kind: {kind}
  summary: {{nb: Det er noe kommunene har., nn: Det er noko kommunane har.}}
  cite: tjenestegjennomgang-2025 | side 1
  status:
  - {{status: {status}, on: {on}, text: {{nb: Slik var det da., nn: Slik var det då.}}}}
  participants: [gran, {part}]
  forms: [{forms}]
"""
_FORM = "{{form: {form}, stated: {{nb: slik det ble sagt, nn: slik det vart sagt}}, on: 2025-01-01{more}}}"


def form(name: str, more: str = "") -> str:
    """A stated form."""
    return _FORM.format(form=name, more=more)


def record(
    record_id: str, *, kind: str = "company", status: str = "operating", on: str = "2026-01-01", part: str = "lunner",
    forms: Iterable[str] = (), name: str = "",
) -> str:  # fmt: skip
    """A cooperation of Gran and one more, as a file has it."""
    told = {"id": record_id, "name": name or record_id, "forms": ", ".join(forms)}
    return _RECORD.format(kind=kind, status=status, on=on, part=part, **told)


SHARE = """\
figures:
- id: eierandel-lunner
  measure: eierandel
  label: {nb: eierandelen til Lunner, nn: eigardelen til Lunner}
  value: 22.5
  unit: percent
  period: "2025"
  about: {municipalities: [lunner], cooperations: [vatn-iks]}
  text: {nb: "Lunner eier 22,5 prosent av selskapet.", nn: "Lunner eig 22,5 prosent av selskapet."}
  cite: tjenestegjennomgang-2025 | side 2
"""


def known_with(*records: str, more: str = "") -> Knowledge:
    """Sources, places and law as they ship, and these records alone."""
    file = read_yaml("made.yaml", "cooperations:\n" + "".join(records) + more)
    assert file.problems == ()
    empty = replace(known().register, cooperations={}, figures={}, assessments={}, cases={}, conflicts={})
    return Knowledge(replace(empty, **file.records), known().language, revision=7)


@cache
def known() -> Knowledge:
    """What ships."""
    return worlds.knowledge("shipped")


@cache
def beside() -> Knowledge:
    """An IKS whose share is known of one owner, a company of unknown form, and one with signs of markup in its name."""
    iks = record("vatn-iks", forms=[form("interkommunalt-selskap")], name="Vatn IKS")
    signs = record("veg-as", forms=[form("aksjeselskap")], name="'<b>Veg</b> & {bru} AS'")
    return known_with(iks, record("noko"), signs, more=SHARE)


@cache
def drafted(municipality: str, language: Language) -> tuple[Paper, Telling]:
    """The draft of what ships."""
    return draft(known(), municipality, language, TODAY)


def lines(paper: Paper) -> list[Line]:
    """Every line of the document, in order."""
    found: list[Line] = []
    for block in paper.blocks:
        match block:
            case Para():
                found.append(block.line)
            case Bullets():
                found += block.lines
            case Table():
                found += [line for row in block.rows for cell in row for line in cell]
            case Heading():
                found.append((Run(block.text),))
    return found


def words(paper: Paper) -> str:
    """All words of the document."""
    return "\n".join(map(plain, lines(paper)))
