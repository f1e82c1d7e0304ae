"""The draft as a page and as files, for whoever has its link. What a channel serves, and nothing of how it is served."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dialogs.model import Link
from dialogs.ownership.blocks import Paper, Wheel
from dialogs.ownership.drafting import draft
from dialogs.ownership.wheel_picture import svg
from dialogs.site.page_render import PageRenderer
from knowledge.model import Language, Text
from knowledge.ownership import named
from knowledge.snapshot import Knowledge

PATH = "/eierskapsmelding"
KINDS: Mapping[str, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html",
}
"""What the draft is made as, and each one's type."""
FILES: Mapping[str, Text] = {
    "docx": Text("Last ned Word", "Last ned Word"),
    "pdf": Text("Last ned PDF", "Last ned PDF"),
}
_REMEMBERED = 12
"""So many files are kept until the register or the day changes: they are fetched again and again."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the draft."""

    name: str
    content_type: str
    body: bytes


def file_name(paper: Paper, municipality: str, kind: str) -> str:
    """What the file is called."""
    return f"{'eierskapsmelding' if paper.language == 'nb' else 'eigarskapsmelding'}-{municipality}.{kind}"


def made(paper: Paper, kind: str, renderer: Callable[[], PageRenderer], css: str = "") -> bytes:
    """The draft as a file of that kind; the libraries are read in when one is wanted."""
    if kind == "docx":
        from dialogs.ownership.docx_file import write_docx  # noqa: PLC0415

        return write_docx(paper)
    if kind == "pdf":
        from dialogs.ownership.pdf_file import write_pdf  # noqa: PLC0415

        return write_pdf(paper)
    return page(paper, renderer(), {"layout": "alone.html.j2", "css": css, "files": []}).encode()


def page(paper: Paper, renderer: PageRenderer, frame: Mapping[str, Any]) -> str:
    """The draft as HTML."""
    wheel = next((svg(block) for block in paper.blocks if isinstance(block, Wheel)), "")
    return renderer.render("paper", paper.language, {**frame, "paper": paper, "wheel": wheel})


class DraftPages:
    """Writes the page and the files, from the newest snapshot each time."""

    def __init__(
        self, knowledge: Callable[[], Knowledge], today: Callable[[], date], renderer: PageRenderer, link: Link, *, local: bool
    ) -> None:
        self._knowledge, self._today, self._renderer, self._link, self._local = knowledge, today, renderer, link, local
        self._made: OrderedDict[tuple[Any, ...], File] = OrderedDict()
        self._one = asyncio.Lock()

    async def answer(self, name: str, language: Language, query: str) -> str | File | None:
        """The page of «gjovik», the file of «gjovik.pdf»; None when there is no such municipality or kind."""
        wanted, dot, kind = name.partition(".")
        knowledge = self._knowledge()
        found = named(knowledge.register, wanted)
        if len(found) != 1 or found[0].until is not None or (dot and kind not in FILES):
            return None
        municipality = found[0].id
        if kind:
            return await self._file(knowledge, municipality, language, kind)
        paper, _ = await asyncio.to_thread(draft, knowledge, municipality, language, self._today())
        more = f"&{query}" if query else ""
        here = {each: f"{PATH}/{name}?lang={each}{more}" for each in ("nb", "nn")}
        files = [{"href": self._address(municipality, kind, language), "title": FILES[kind].in_(language)} for kind in FILES]
        frame = {"layout": "base.html.j2", "css": "", "files": files, "here": here, "index": "", "local": self._local}
        return await asyncio.to_thread(page, paper, self._renderer, frame)

    def refusal(self, reason: str, language: Language, path: str) -> str:
        """A page that says why there is nothing to see."""
        frame = {"here": {each: f"{path}?lang={each}" for each in ("nb", "nn")}, "index": "", "local": self._local}
        return self._renderer.render("refused", language, {**frame, "reason": reason, "why": f"{reason}_why"})

    def _address(self, municipality: str, kind: str, language: Language) -> str:
        path = f"{PATH}/{municipality}.{kind}"
        return f"{path}?lang={language}" if self._local else self._link(path, lang=language)

    async def _file(self, knowledge: Knowledge, municipality: str, language: Language, kind: str) -> File:
        # one at a time: a file takes a second or two of the processor, and the answers go before
        key = (knowledge.revision, id(knowledge), self._today(), municipality, language, kind)
        async with self._one:
            if key not in self._made:
                paper, _ = await asyncio.to_thread(draft, knowledge, municipality, language, self._today())
                body = await asyncio.to_thread(made, paper, kind, lambda: self._renderer)
                self._made[key] = File(file_name(paper, municipality, kind), KINDS[kind], body)
            while len(self._made) > _REMEMBERED:
                self._made.popitem(last=False)
            return self._made[key]
