"""One act in Markdown with front matter -> ``ActText``.

What the form leaves out is put back: letters of lists (all are numbered ``1.`` there), and which paragraph of text goes
on in the ledd above it rather than being a ledd of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from knowledge.sources.law_text import ActText, ItemText, LeddText, ParagraphText, Passage, squeezed
from knowledge.sources.lovdata_notes import pending_in, plain
from knowledge.sources.lovdata_tree import MAX_BYTES, refused
from knowledge.sources.lovdata_xml import paragraph

_LETTERED = frozenset({"lov/2018-06-22-83", "lov/1967-02-10", "lov/2025-06-20-81", "lov/2006-05-19-16"})
"""Acts whose lists have letters; the others keep their numbers. IKS-loven and samvirkelova have numbers."""
_CONTINUATIONS = (
    ("lov/2018-06-22-83", "23-6", "Opplysningene etter første ledd"),
    ("lov/2018-06-22-83", "14-17", "Første punktum bokstav c"),
    ("lov/1967-02-10", "28", "Er det klagerett over et vedtak"),
)
"""Text after a list that belongs to the ledd above, where the form does not show it. Told by the XML of the acts."""
_FRONT = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*$")
_PARAGRAPH = re.compile(r"^§\s*(\d+(?:\s?-\s?\d+)?(?:\s?[a-zæøå](?![\wæøå]))?)\.?\s*(.*)$")
_POINT = re.compile(r"^(\s*)(\d+\.|[-*–])\s+(.*)$")
_FOOT_REFERENCE = re.compile(r"\[\^(\d+)\]")
_PRINTED_NUMBER = re.compile(r"^\(\d+\)\s*")
_ENDS_WHOLE = re.compile(r"[.:;,!?)»”\"*–—-]$")
_FETCH = "Fetch it from where it came from."


@dataclass(slots=True)
class _Open:
    """The paragraph that is being read."""

    number: str
    title: str
    chapter: tuple[str, ...]
    ledd: list[list[Passage]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    feet: list[str] = field(default_factory=list)
    references: set[str] = field(default_factory=set)


def read_markdown(name: str, text: str) -> ActText:
    """The act in one file; LawTextError says what is wrong with it and where."""
    text = text.replace("\r\n", "\n")
    if len(text) > MAX_BYTES:
        raise refused(name, 1, f"is larger than {MAX_BYTES // 1_000_000} MB.", "Give one act.")
    front = _FRONT.match(text)
    if front is None:
        raise refused(name, 1, "does not begin with front matter between two lines of ---.", _FETCH)
    told = _front_matter(name, front[1])
    act_id = str(told.get("ref_id") or "")
    if re.fullmatch(r"lov/\d{4}-\d{2}-\d{2}(-\d+)?", act_id) is None:
        raise refused(name, 1, f"its «ref_id» is «{act_id}», which is no act.", "Give an act.")
    _require_whole(name, text)
    starts, changed = _day(told.get("date_in_force")), _day(told.get("last_change_in_force"))
    retrieved = _day(told.get("retrieved_at"))
    as_of = changed or starts or retrieved
    if as_of is None:
        raise refused(name, 1, "tells no date: neither date_in_force, last_change_in_force nor retrieved_at.", _FETCH)
    reader = _Reader(act_id, in_force=starts is not None)
    reader.read(front[2])
    if not reader.done:
        raise refused(name, 1, "holds no paragraphs.", "A paragraph begins with a heading such as «### § 19-1. Title».")
    return ActText(
        id=act_id,
        title=str(told.get("title") or act_id),
        as_of=as_of,
        form="consolidated",
        short_title=str(told.get("short_title") or ""),
        language=str(told.get("language") or ""),
        retrieved=retrieved,
        in_force=(starts,) if starts else (),
        in_force_note="" if starts else "Kongen bestemmer",
        maybe_extract=True,
        pending=tuple(p for line in reader.before for p in pending_in(line)),
        paragraphs=tuple(reader.done),
    )


def _front_matter(name: str, text: str) -> dict[str, Any]:
    try:
        told = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise refused(name, mark.line + 2 if mark else 1, "its front matter is not YAML.", _FETCH) from None
    if not isinstance(told, dict):
        raise refused(name, 2, "its front matter is empty.", _FETCH)
    return told


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _require_whole(name: str, text: str) -> None:
    """Markdown has no end tag: what is cut off shows in its last line."""
    lines = text.rstrip().split("\n")
    last = lines[-1]
    if not (_ENDS_WHOLE.search(last) and not _HEADING.match(last)):
        raise refused(name, len(lines), f"seems to be cut off: it ends in «{last[-40:]}».", _FETCH)


class _Reader:
    def __init__(self, act_id: str, *, in_force: bool) -> None:
        self.act_id, self.in_force = act_id, in_force
        self.done: list[ParagraphText] = []
        self.before: list[str] = []
        self._headings: list[tuple[int, str]] = []
        self._open: _Open | None = None

    def read(self, body: str) -> None:
        for block in re.split(r"\n\s*\n", body):
            text: list[str] = []
            points: list[tuple[int, str, str]] = []
            for line in block.split("\n"):
                point = _POINT.match(line)
                if heading := _HEADING.match(line):
                    self._heading(len(heading[1]), plain(heading[2]))
                elif line.startswith(">"):
                    self._note(line.lstrip("> "))
                elif point and not text:
                    points.append((len(point[1].expandtabs(4)), point[2], point[3]))
                elif points and line.strip():
                    points[-1] = (*points[-1][:2], f"{points[-1][2]} {line.strip()}")
                elif point and text:
                    self._text(" ".join(text))
                    text, points = [], [(len(point[1].expandtabs(4)), point[2], point[3])]
                elif line.strip():
                    text.append(line.strip())
            if text:
                self._text(" ".join(text))
            if points:
                self._list(points)
        self._close()

    def _close(self) -> None:
        if self._open is not None:
            now = self._open
            ledd = tuple(LeddText(n, tuple(held)) for n, held in enumerate(now.ledd, start=1))
            self.done.append(
                paragraph(
                    now.number,
                    now.title,
                    chapter=now.chapter,
                    ledd=ledd,
                    notes=tuple(now.notes),
                    footnotes=tuple(now.feet),
                    act_in_force=self.in_force,
                )
            )
            self._open = None

    def _heading(self, level: int, text: str) -> None:
        self._close()
        if found := _PARAGRAPH.match(text):
            self._open = _Open(found[1], found[2], tuple(heading for _, heading in self._headings))
        elif level > 1:
            self._headings = [kept for kept in self._headings if kept[0] < level]
            self._headings.append((level, text))

    def _note(self, text: str) -> None:
        if self._open is not None:
            self._open.notes.append(squeezed(text))

    def _text(self, raw: str) -> None:
        now = self._open
        if now is None:
            self.before.append(raw)
            return
        number = raw.split(" ", 1)[0]
        if number in now.references:
            now.feet.append(plain(raw))
            return
        now.references.update(_FOOT_REFERENCE.findall(raw))
        text = _PRINTED_NUMBER.sub("", plain(raw))
        if now.ledd and now.ledd[-1][-1].items and self._goes_on(now.number, text):
            now.ledd[-1].append(Passage(text))
        else:
            now.ledd.append([Passage(text)])

    def _goes_on(self, number: str, text: str) -> bool:
        if text[:1].islower():
            return True
        return any(act == self.act_id and number == at and text.startswith(start) for act, at, start in _CONTINUATIONS)

    def _list(self, points: list[tuple[int, str, str]]) -> None:
        now = self._open
        if now is None:
            return
        items = tuple(_items(points, lettered=self.act_id in _LETTERED))
        if now.ledd and not now.ledd[-1][-1].items:
            now.ledd[-1][-1] = Passage(now.ledd[-1][-1].text, items)
        elif now.ledd:
            now.ledd[-1].append(Passage("", items))
        else:
            now.ledd.append([Passage("", items)])


def _items(points: list[tuple[int, str, str]], *, lettered: bool) -> Iterator[ItemText]:
    """The points of the outermost list; those that are moved in belong to the point above, and have numbers."""
    outer = points[0][0]
    starts = [n for n, point in enumerate(points) if point[0] <= outer]
    for place, (start, end) in enumerate(zip(starts, [*starts[1:], len(points)], strict=True)):
        _, mark, text = points[start]
        marker = "–" if not mark[0].isdigit() else chr(ord("a") + place) if lettered and place < 26 else mark[:-1]
        within = tuple(_items(points[start + 1 : end], lettered=False)) if end > start + 1 else ()
        yield ItemText(marker, (Passage(plain(text), within),))
