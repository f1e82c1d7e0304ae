"""What one who takes a course is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dialogs.handlers.common import when
from dialogs.model import Choice, Reply, Turn
from dialogs.site.certificates import CONFIRM
from dialogs.training.course_items import Learning
from dialogs.written import on_day
from knowledge.citing import by_paragraph
from knowledge.courses import LEAST, PASS_SHARE, Course, CourseBook, CourseProgress, ModuleProgress
from knowledge.model import Language, Text
from knowledge.quiz import ROLE_NAMES
from knowledge.understanding.course_commands import CourseCommand
from storage.courses import Enrolment

_COURSE = Text("Kurset for {role}", "Kurset for {role}")
_START = Text("Start kurset for {role}", "Start kurset for {role}")
_NEXT = Text("Neste modul i kurset for {role}", "Neste modul i kurset for {role}")
_GO_ON = Text("Fortsett kurset for {role}", "Hald fram med kurset for {role}")
_MODULE = Text("Modul {n} i kurset for {role}", "Modul {n} i kurset for {role}")
_ASK = Text("Ta spørsmålene i modul {n} for {role}", "Ta spørsmåla i modul {n} for {role}")
_PROGRESS = Text("Hvor langt har jeg kommet i kurset for {role}?", "Kor langt har eg kome i kurset for {role}?")
_CERTIFICATE = Text("Kursbevis for {role}", "Kursbevis for {role}")
_START_IT, _NEXT_ONE = Text("Start kurset", "Start kurset"), Text("Neste modul", "Neste modul")
_TAKE, _FAR = Text("Ta spørsmålene", "Ta spørsmåla"), Text("Hvor langt har jeg kommet?", "Kor langt har eg kome?")
_READ_ON, _PROOF = Text("Fortsett kurset", "Hald fram med kurset"), Text("Kursbevis", "Kursbevis")
_OPEN, _ALL = Text("Åpne kursbeviset", "Opne kursbeviset"), Text("Hvilke kurs finnes?", "Kva kurs finst?")
_BACK, _OVER = Text("Tilbake til kurset", "Tilbake til kurset"), Text("Om kurset", "Om kurset")
_QUIZ, _QUIZ_SAY = Text("Ta en quiz", "Ta ein quiz"), Text("Start quiz", "Start quiz")


def _says(turn: Turn, title: Text, say: Text, course: Course, number: int = 0) -> Choice:
    words = say.in_(turn.language).format(role=ROLE_NAMES[course.role].in_(turn.language), n=number)
    return Choice(title.in_(turn.language).format(role=ROLE_NAMES[course.role].in_(turn.language), n=number), words)


def back(language: Language, course: Course, number: int) -> Choice:
    """The button that leads from the questions back to their module."""
    say = _MODULE.in_(language).format(role=ROLE_NAMES[course.role].in_(language), n=number)
    return Choice(_BACK.in_(language), say)


def _facts(turn: Turn, course: Course) -> dict[str, Any]:
    language = turn.language
    return {"name": course.name.in_(language), "role": ROLE_NAMES[course.role].in_(language), "count": len(course.modules)}


def _module_facts(turn: Turn, found: ModuleProgress) -> dict[str, Any]:
    return {
        "number": found.number,
        "title": found.module.title.in_(turn.language),
        "passed": on_day(found.passed) if found.passed else "",
        "answered": found.answered,
        "right": found.right,
        "items": len(found.items),
        "least": found.least,
        "enough": found.answered >= found.least,
        "open": found.open,
        "stale": bool(found.stale),
    }


def listing(turn: Turn, book: CourseBook, known: Learning) -> Reply:
    """The courses that there are, and how far the reader is in each."""
    told = []
    for course in book.courses.values():
        way, taken = known.progress(course), course.id in known.taken
        done = on_day(way.completed) if taken and way.completed else ""
        summary = course.summary.in_(turn.language)
        told.append({**_facts(turn, course), "summary": summary, "taken": taken, "passed": len(way.passed), "completed": done})
    choices = tuple(_says(turn, _COURSE, _COURSE, course) for course in book.courses.values())
    return Reply("course/list", turn.language, {"courses": told}, (), choices)


def help_(turn: Turn, book: CourseBook) -> Reply:
    """What training there is."""
    names = [ROLE_NAMES[course.role].in_(turn.language) for course in book.courses.values()]
    language = turn.language
    choices = (Choice(_QUIZ.in_(language), _QUIZ_SAY.in_(language)), Choice(_ALL.in_(language), _ALL.in_(language)))
    return Reply("course/help", language, {"roles": names}, (), choices)


def which(turn: Turn, book: CourseBook, wanted: CourseCommand) -> Reply:
    """Which course is meant, with a button for each that says what was asked for."""
    say = {"start": _START, "next": _NEXT, "go_on": _GO_ON, "module": _MODULE, "ask": _ASK}.get(wanted.intent, _COURSE)
    choices = tuple(_says(turn, _COURSE, say, course, wanted.module or 1) for course in book.courses.values())
    return Reply("course/which", turn.language, {}, (), choices, answering=True)


def course(turn: Turn, way: CourseProgress, *, taken: bool) -> Reply:
    """One course: for whom, what one can afterwards, and its modules."""
    facts = {
        **_facts(turn, way.course),
        "summary": way.course.summary.in_(turn.language),
        "goals": [goal.in_(turn.language) for goal in way.course.goals],
        "modules": [_module_facts(turn, each) for each in way.modules],
        "least": LEAST,
        "share": PASS_SHARE,
        "taken": taken,
    }
    first = _says(turn, _READ_ON, _GO_ON, way.course) if taken else _says(turn, _START_IT, _START, way.course)
    if taken and way.completed:
        first = _says(turn, _PROOF, _CERTIFICATE, way.course)
    return Reply("course/course", turn.language, facts, (), (first, Choice(_ALL.in_(turn.language), _ALL.in_(turn.language))))


def module(turn: Turn, way: CourseProgress, found: ModuleProgress, *, taken: bool, begun: bool = False) -> Reply:
    """One module to read, with the way to its questions. ``begun``: the course was begun just now."""
    book = turn.knowledge.law.book
    days = [book.acts[ref.split()[0]].checked for ref in found.module.refs]
    facts = {
        **_facts(turn, way.course),
        **_module_facts(turn, found),
        "aim": found.module.aim.in_(turn.language),
        "paragraphs": found.module.text.in_(turn.language).split("\n"),
        "refs": by_paragraph(book, found.module.refs, turn.language),
        "as_of": when(min(days, key=lambda day: day.first_day())),
        "begun": begun,
        "share": PASS_SHARE,
        "completed": bool(taken and way.completed),
    }
    choices = []
    if found.open and not found.passed:
        choices.append(_says(turn, _TAKE, _ASK, way.course, found.number))
    if found.passed and way.completed and taken:
        choices.append(_says(turn, _PROOF, _CERTIFICATE, way.course))
    elif (then := way.after(found.number)) and then.number != found.number:
        choices.append(_says(turn, _NEXT_ONE, _MODULE, way.course, then.number))
    choices.append(_says(turn, _FAR, _PROGRESS, way.course) if taken else _says(turn, _OVER, _COURSE, way.course))
    return Reply("course/module", turn.language, facts, (), tuple(choices))


def progress(turn: Turn, way: CourseProgress, others: Sequence[Course] = ()) -> Reply:
    """How far the reader has come in a course."""
    facts = {
        **_facts(turn, way.course),
        "passed": len(way.passed),
        "completed": on_day(way.completed) if way.completed else "",
        "right": way.right,
        "answered": way.answered,
        "share": PASS_SHARE,
        "modules": [_module_facts(turn, each) for each in way.modules],
    }
    first = _says(turn, _PROOF, _CERTIFICATE, way.course)
    if way.next:
        first = _says(turn, _NEXT_ONE, _MODULE, way.course, way.next.number)
    return Reply("course/progress", turn.language, facts, (), (first, *(_says(turn, _COURSE, _PROGRESS, c) for c in others)))


def tomorrow(turn: Turn, way: CourseProgress, found: ModuleProgress) -> Reply:
    """All of the module's questions were answered today."""
    then = way.after(found.number)
    choices = [_says(turn, _NEXT_ONE, _MODULE, way.course, then.number)] if then and then != found else []
    facts = {**_facts(turn, way.course), **_module_facts(turn, found), "share": PASS_SHARE}
    return Reply("course/tomorrow", turn.language, facts, (), (*choices, _says(turn, _FAR, _PROGRESS, way.course)))


def not_taken(turn: Turn, book: CourseBook, meant: Course | None) -> Reply:
    """The reader takes no course, or not that one."""
    offered = (meant,) if meant else tuple(book.courses.values())
    choices = tuple(_says(turn, _START if meant is None else _START_IT, _START, each) for each in offered)
    name = meant.name.in_(turn.language) if meant else ""
    return Reply("course/not_taken", turn.language, {"name": name}, (), choices)


def left(turn: Turn, meant: Course) -> Reply:
    """The reader takes the course no longer."""
    return Reply("course/left", turn.language, _facts(turn, meant), (), (_says(turn, _START_IT, _START, meant),))


def certificate(turn: Turn, way: CourseProgress, reference: str, link: str) -> Reply:
    """The link to the certificate; without one where we do not know where we are reached."""
    facts = {**_facts(turn, way.course), "on": on_day(way.completed or date.min), "reference": reference, "link": bool(link)}
    choices = (Choice(_OPEN.in_(turn.language), _CERTIFICATE.in_(turn.language), url=link),) if link else ()
    return Reply("course/certificate", turn.language, facts, (), choices)


def no_certificate(turn: Turn, book: CourseBook, way: CourseProgress | None) -> Reply:
    """How a certificate is had, and what is left until then."""
    if way is None:
        choices = tuple(_says(turn, _START, _START, each) for each in book.courses.values())
        return Reply("course/no_certificate", turn.language, {"name": "", "left": [], "share": PASS_SHARE}, (), choices)
    left_over = [_module_facts(turn, each) for each in way.modules if not each.passed]
    facts = {"name": way.course.name.in_(turn.language), "left": left_over, "share": PASS_SHARE}
    first = (_says(turn, _NEXT_ONE, _MODULE, way.course, way.next.number),) if way.next else ()
    return Reply("course/no_certificate", turn.language, facts, (), (*first, _says(turn, _FAR, _PROGRESS, way.course)))


def confirmed(turn: Turn, reference: str, found: tuple[Course, date] | None) -> Reply:
    """Whether we made the certificate of that reference."""
    name, on = (found[0].name.in_(turn.language), on_day(found[1])) if found else ("", "")
    page = turn.link(CONFIRM).partition("?")[0] if found else ""
    return Reply("course/confirmed", turn.language, {"reference": reference, "name": name, "on": on, "page": page})


def alone(turn: Turn) -> Reply:
    """How far somebody has come is told in a talk of two."""
    return Reply("course/alone", turn.language, {}, (), (Choice(_ALL.in_(turn.language), _ALL.in_(turn.language)),))


def kept(enrolment: Enrolment, book: CourseBook) -> Text:
    """A line for «mine data»."""
    course = book.courses.get(enrolment.course)
    names = course.name if course else Text(enrolment.course, enrolment.course)
    of = len(course.modules) if course else len(enrolment.passed)
    far, on = f"{len(enrolment.passed)} av {of}", on_day(enrolment.started)
    return Text(
        f"Kurset «{names.nb}»: startet {on}, {far} moduler bestått", f"Kurset «{names.nn}»: starta {on}, {far} modular bestått"
    )
