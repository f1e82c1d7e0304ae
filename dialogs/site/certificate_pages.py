"""The pages and the file of a certificate: from what its link holds to HTML and PDF. What a channel serves, nothing of how."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal
from unicodedata import normalize

from dialogs.model import Link
from dialogs.site.certificate_pdf import printable, write_pdf
from dialogs.site.certificate_words import certificate_words
from dialogs.site.certificates import CONFIRM, Certificate, opened, vouched
from dialogs.site.page_render import PageRenderer
from dialogs.written import on_day, when
from knowledge.courses import Course, CourseBook
from knowledge.model import Language
from knowledge.quiz import ROLE_NAMES
from knowledge.snapshot import Knowledge

Fault = Literal["", "fault_empty", "fault_letters"]
MAX_NAME = 100


class CertificatePages:
    """Writes certificates. Keeps nothing; the name is handed in and given back alone. ``book`` is asked when it is needed."""

    def __init__(
        self, book: Callable[[], CourseBook], knowledge: Callable[[], Knowledge], renderer: PageRenderer, link: Link, secret: str,
        clock: Callable[[], datetime], *, local: bool,
    ) -> None:  # fmt: skip
        self._book, self._knowledge, self._renderer, self._link = book, knowledge, renderer, link
        self._secret, self._clock, self._local = secret, clock, local

    def page(self, path: str, token: str, language: Language, name: str = "", fault: Fault = "") -> str | None:
        """The page of the certificate that the link holds; None when the link opens nothing."""
        facts = self._facts(token, language)
        if facts is None:
            return None
        return self._renderer.render("certificate", language, {**self._frame(path), **facts, "name": tidy(name), "fault": fault})

    def pdf(self, token: str, language: Language, name: str) -> bytes | Fault | None:
        """The certificate as a file with the name on it; what is wrong with the name, or None when the link opens nothing."""
        facts, told = self._facts(token, language), tidy(name)
        if facts is None:
            return None
        if not told:
            return "fault_empty"
        return write_pdf(facts, certificate_words(language), language, told) if printable(told) else "fault_letters"

    def confirm(self, path: str, reference: str, language: Language) -> str:
        """The page that says whether a reference is ours; with none only the form."""
        found = vouched(self._secret, reference, self._book()) if reference else None
        facts = {
            "reference": reference[:60],
            "found": found is not None,
            "course": found[0].name.in_(language) if found else "",
            "on": on_day(found[1]) if found else "",
        }
        return self._renderer.render("confirm", language, {**self._frame(path), **facts})

    def gone(self, path: str, language: Language) -> str:
        """The page for a link that opens nothing any more."""
        words = {"reason": "link_gone", "why": "link_gone_why"}
        return self._renderer.render("refused", language, {**self._frame(path), **words})

    def _frame(self, path: str) -> dict[str, Any]:
        return {"here": {"nb": f"{path}?lang=nb", "nn": f"{path}?lang=nn"}, "index": "", "local": self._local}

    def _facts(self, token: str, language: Language) -> dict[str, Any] | None:
        made = opened(self._secret, token, self._clock())
        course = self._book().courses.get(made.course) if made else None
        if made is None or course is None:
            return None
        return {
            "course": course.name.in_(language),
            "role": ROLE_NAMES[course.role].in_(language),
            "on": on_day(made.completed),
            "modules": _modules(course, made, language),
            "right": made.right,
            "answered": made.answered,
            "as_of": self._law_day(course),
            "reference": made.reference,
            "confirm_at": self._link(CONFIRM).partition("?")[0],
        }

    def _law_day(self, course: Course) -> str:
        acts = self._knowledge().law.book.acts
        days = [acts[ref.split()[0]].checked for module in course.modules for ref in module.refs]
        return when(min(days, key=lambda day: day.first_day()))


def tidy(name: str) -> str:
    """The name on one line, without what cannot be printed."""
    return " ".join("".join(c if c.isprintable() else " " for c in normalize("NFC", name)).split())[:MAX_NAME]


def _modules(course: Course, made: Certificate, language: Language) -> list[dict[str, str]]:
    titles = {module.id: module.title.in_(language) for module in course.modules}
    return [{"title": titles.get(module, module), "on": _day(day)} for module, day in made.modules]


def _day(day: date) -> str:
    return on_day(day)
