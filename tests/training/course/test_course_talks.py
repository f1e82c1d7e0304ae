"""Taking a course in the chat, from the list to the certificate; and what others get to see of it: nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from dialogs.model import Reply
from dialogs.site.certificates import opened, vouched
from dialogs.training.course_items import courses
from knowledge.model import LANGUAGES
from knowledge.practice import Result
from storage.courses import enrol, enrolments
from storage.practice import add_results
from tests import worlds
from tests.rendering.conftest import faults
from tests.training.course.conftest import BASE, CourseService, Student
from tests.training.talking import SECRET

pytestmark = pytest.mark.asyncio
KU = courses().courses["kontrollutvalg"]


def titles(reply: Reply) -> list[str]:
    return [choice.title for choice in reply.choices]


async def answer_all(student: Student, number: int) -> None:
    """Have all questions of a module answered rightly, without asking them one by one."""
    clock = student.service.clock
    results = [Result(item, "control", 1, True, 1, 1, clock.now, clock.today()) for item in KU.modules[number - 1].quiz_items]
    async with student.service.database.session(write=True) as session:
        await add_results(session, await student.key(), results)


async def test_from_the_list_to_the_first_module(service: CourseService) -> None:
    """A newcomer finds the course, begins it, and is told what is kept."""
    kari = Student(service)
    await kari.say("Hvilke kurs finnes?")
    assert kari.reply.key == "course/list"
    assert titles(kari.reply) == [
        f"Kurset for {role}" for role in ("kommunestyret", "formannskapet", "representantskapet", "kontrollutvalget")
    ]
    await kari.press("Kurset for kontrollutvalget")
    assert (kari.reply.key, titles(kari.reply)) == ("course/course", ["Start kurset", "Hvilke kurs finnes?"])
    assert len(kari.reply.facts["modules"]) == 6
    assert "Bare du får se det" in kari.last.rendered[-1].text  # type: ignore[union-attr]
    await kari.press("Start kurset")
    assert (kari.reply.key, kari.reply.facts["begun"], kari.reply.facts["number"]) == ("course/module", True, 1)
    assert "kommuneloven §§ 22-1, 23-1" in kari.last.rendered[-1].text  # type: ignore[union-attr]
    await kari.say("start kurset")
    assert (kari.reply.key, kari.reply.facts["begun"]) == ("course/module", False)


async def test_a_module_is_taken_and_passed(service: CourseService) -> None:
    """Eight questions one after the other, each marked at once; then the way back, where the module is passed."""
    kari = Student(service)
    await kari.say("start kurset for kontrollutvalget")
    told = await kari.take(1, "kontrollutvalget", wrong=1)
    assert told.count("quiz/feedback") == 8
    assert titles(kari.reply)[0] == "Tilbake til kurset"
    assert kari.reply.facts["score"] == 7
    await kari.press("Tilbake til kurset")
    assert (kari.reply.key, kari.reply.facts["passed"], kari.reply.facts["right"]) == ("course/module", "01.12.2026", 7)
    assert "Ta spørsmålene" not in titles(kari.reply)
    await kari.press("Neste modul")
    assert (kari.reply.facts["number"], kari.reply.facts["passed"]) == (2, "")
    await kari.say("hvor langt har jeg kommet i kurset?")
    assert (kari.reply.key, kari.reply.facts["passed"], kari.reply.facts["completed"]) == ("course/progress", 1, "")


async def test_what_went_wrong_comes_again_the_next_day_and_first(service: CourseService) -> None:
    """No question comes twice in a day; when all are answered the reader is told to come back."""
    kari = Student(service, locale="nn-NO")
    await kari.take(2, "kontrollutvalet", wrong=3)
    await kari.press("Tilbake til kurset")
    assert (kari.reply.facts["passed"], kari.reply.facts["answered"], kari.reply.facts["right"]) == ("", 8, 5)
    await kari.say("Ta spørsmåla i modul 2 for kontrollutvalet")
    assert (kari.reply.key, kari.reply.language) == ("course/tomorrow", "nn")
    service.clock.now += timedelta(days=1)
    assert (await kari.take(2, "kontrollutvalet")).count("quiz/feedback") == 8
    await kari.press("Tilbake til kurset")
    assert kari.reply.facts["passed"] == "02.12.2026"
    async with service.database.session() as session:
        (kept,) = await enrolments(session, await kari.key())
    assert (kept.started.isoformat(), {m: d.isoformat() for m, d in kept.passed.items()}) == (
        "2026-12-01",
        {"planene": "2026-12-02"},
    )


async def test_the_next_module_is_the_one_after_that_which_is_read(service: CourseService) -> None:
    """«Neste modul» while reading one leads on; «fortsett kurset» leads to what is not passed yet."""
    kari = Student(service)
    await kari.say("start kurset for kontrollutvalget")
    await kari.say("neste modul")
    await kari.say("neste modul")
    assert kari.reply.facts["number"] == 3
    await kari.say("fortsett kurset")
    assert kari.reply.facts["number"] == 1
    await kari.say("kurs for formannskapet")
    await kari.say("neste modul")
    assert (kari.reply.facts["number"], kari.reply.facts["name"]) == (1, "Formannskapet og samarbeidene")
    await kari.say("mine kurs")
    assert kari.reply.facts["name"] == KU.name.nb
    await kari.say("modul 6")
    await kari.say("neste modul")
    assert kari.reply.facts["number"] == 1
    await kari.say("modul 9")
    assert kari.reply.key == "course/course"


@pytest.mark.parametrize("said", ["start kurset", "neste modul", "modul 2", "ta spørsmålene i modul 1"])
async def test_without_a_role_it_is_asked_which_course(service: CourseService, said: str) -> None:
    """And the buttons say what was wanted, for the course that is pressed."""
    kari = Student(service)
    await kari.say(said)
    assert (kari.reply.key, kari.reply.answering, len(kari.reply.choices)) == ("course/which", True, 4)
    await kari.say("den for kontrollutvalget" if said == "modul 2" else "4")
    assert kari.reply.key in ("course/module", "quiz/question")
    await kari.say("Hva er et KO?")
    assert kari.reply.key.startswith("law/")


async def test_the_certificate_is_had_when_all_modules_are_passed(service: CourseService) -> None:
    """Its link is sealed, holds no person, and opens for an hour; its number can be confirmed."""
    kari = Student(service)
    await kari.say("kursbevis")
    assert (kari.reply.key, len(kari.reply.choices)) == ("course/no_certificate", 4)
    await kari.say("start kurset for kontrollutvalget")
    for number in (1, 2, 3, 4, 5):
        await answer_all(kari, number)
    await kari.say("korleis får eg kursbevis?")
    assert (kari.reply.key, [each["number"] for each in kari.reply.facts["left"]]) == ("course/no_certificate", [6])
    await answer_all(kari, 6)
    await kari.say("hvor langt har jeg kommet i kurset?")
    assert (kari.reply.facts["completed"], titles(kari.reply)) == ("01.12.2026", ["Kursbevis"])
    await kari.press("Kursbevis")
    link = next(choice.url for choice in kari.reply.choices if choice.url)
    token = urlsplit(link).path.removeprefix("/kursbevis/")
    made = opened(SECRET, token, service.clock.now + timedelta(minutes=59))
    assert link.startswith(f"{BASE}/kursbevis/")
    assert made is not None
    assert (made.course, len(made.modules), made.completed.isoformat()) == ("kontrollutvalg", 6, "2026-12-01")
    assert made.right == made.answered == len({item for module in KU.modules for item in module.quiz_items})
    assert (await kari.key()) not in token
    assert opened(SECRET, token, service.clock.now + timedelta(minutes=61)) is None
    assert vouched(SECRET, made.reference, courses()) == (KU, made.completed)
    ola = Student(service, "ola")
    await ola.say(f"bekreft kursbevis {made.reference.lower()}")
    assert (ola.reply.key, ola.reply.facts["name"], ola.reply.facts["on"]) == ("course/confirmed", KU.name.nb, "01.12.2026")
    assert f"{BASE}/kursbevis/bekreft" in ola.last.rendered[-1].text  # type: ignore[union-attr]


async def test_what_was_passed_stands_though_the_answers_are_forgotten(service: CourseService) -> None:
    """The days of passed modules are the course's own."""
    kari = Student(service)
    await kari.say("start kurset for kontrollutvalget")
    await answer_all(kari, 1)
    await kari.say("mine kurs")
    await kari.say("slett øvingsresultatene mine")
    await kari.say("mine kurs")
    assert (kari.reply.facts["passed"], kari.reply.facts["answered"]) == (1, 0)


async def test_what_is_kept_is_told_and_deleted(service: CourseService) -> None:
    """«Mine data» tells of each course; leaving one deletes it, and «slett mine data» all of them."""
    kari = Student(service)
    await kari.say("start kurset for kontrollutvalget")
    await answer_all(kari, 1)
    await kari.say("start kurset for formannskapet")
    await kari.say("mine kurs")
    await kari.say("mine data")
    told = [line for line in kari.reply.facts["kept"] if line.startswith("Kurs")]
    assert told == [
        "Kurset «Formannskapet og samarbeidene»: startet 01.12.2026, 0 av 5 moduler bestått",
        "Kurset «Kontrollutvalget og samarbeidene»: startet 01.12.2026, 1 av 6 moduler bestått",
    ]
    await kari.say("meld meg av kurset for formannskapet")
    assert kari.reply.key == "course/left"
    await kari.say("meld meg av kurset for formannskapet")
    assert kari.reply.key == "course/not_taken"
    await kari.say("slett mine data")
    async with service.database.session() as session:
        assert await enrolments(session, await kari.key()) == ()
    await kari.say("hvor langt har jeg kommet i kurset?")
    assert kari.reply.key == "course/not_taken"


async def test_nothing_personal_is_told_where_others_read_along(service: CourseService) -> None:
    """In a channel the courses are shown to all as to somebody new, and the rest is for a talk of two."""
    kari = Student(service)
    await kari.say("start kurset for kontrollutvalget")
    await answer_all(kari, 1)
    await kari.say("mine kurs")
    there = Student(service, group=True)
    for said in ("start kurset", "neste modul", "hvor langt har jeg kommet i kurset?", "kursbevis", "ta spørsmålene i modul 1"):
        await there.say(said)
        assert there.reply.key == "course/alone", said
    await there.say("kurs for kontrollutvalget")
    assert [each["passed"] for each in there.reply.facts["modules"]] == [""] * 6
    await there.say("hvilke kurs finnes?")
    assert not any(each["taken"] for each in there.reply.facts["courses"])


async def test_two_people_do_not_see_each_other(service: CourseService) -> None:
    """Each has their own way through the course."""
    kari, ola = Student(service), Student(service, "ola")
    await kari.say("start kurset for kontrollutvalget")
    await answer_all(kari, 1)
    await ola.say("start kurset for kontrollutvalget")
    await ola.say("mine kurs")
    assert ola.reply.facts["passed"] == 0


async def test_a_restart_changes_nothing(service: CourseService) -> None:
    """Another replica goes on where this one was, in the middle of a module's questions too."""
    kari = Student(service)
    await kari.say("start kurset for kontrollutvalget")
    await kari.say("Ta spørsmålene i modul 1 for kontrollutvalget")
    await kari.answer(right=True)
    kari.service = CourseService(service.database, service.clock)
    await kari.say("neste")
    assert (kari.reply.key, kari.reply.facts["number"], kari.reply.facts["wanted"]) == ("quiz/question", 2, 8)
    await kari.say("stopp")
    assert titles(kari.reply)[0] == "Tilbake til kurset"


async def test_a_module_whose_law_has_changed_says_so(service: CourseService) -> None:
    """The text stands with a warning; its questions on that are withdrawn, and with too few left it cannot be taken."""
    known = worlds.knowledge("shipped")
    changed = type(known)(
        known.register, known.language, known.revision, known.law_texts, {"gen-kontrollutvalg-valg": ("koml 23-1",)}
    )
    service.know(changed)
    kari = Student(service)
    await kari.say("modul 1 i kurset for kontrollutvalget")
    assert (kari.reply.facts["stale"], kari.reply.facts["open"]) == (True, True)
    assert kari.reply.facts["items"] < len(KU.modules[0].quiz_items)
    assert "Lovteksten er endret" in kari.last.rendered[-1].text  # type: ignore[union-attr]
    stale = dict.fromkeys(KU.modules[0].rules, ("koml 23-1",))
    service.know(type(known)(known.register, known.language, known.revision, known.law_texts, stale))
    await kari.say("modul 1 i kurset for kontrollutvalget")
    assert (kari.reply.facts["open"], "Ta spørsmålene" in titles(kari.reply)) == (False, False)
    await kari.say("ta spørsmålene i modul 1 for kontrollutvalget")
    assert kari.reply.key == "course/module"


async def test_a_course_that_is_no_longer_shipped_is_no_trouble(service: CourseService) -> None:
    """It is told among what is kept, and otherwise passed by."""
    kari = Student(service)
    async with service.database.session(write=True) as session:
        await enrol(session, await kari.key(), "gone", service.clock.today())
    await kari.say("mine kurs")
    assert kari.reply.key == "course/not_taken"
    await kari.say("mine data")
    assert "Kurset «gone»: startet 01.12.2026, 0 av 0 moduler bestått" in kari.reply.facts["kept"]


async def test_training_is_among_what_help_tells(service: CourseService) -> None:
    """In both written forms, with ways to begin; and what a greeting offers leads there."""
    kari = Student(service, locale="nn-NO")
    await kari.say("Hei!")
    await kari.press("Kva slags opplæring har du?")
    assert (kari.reply.key, titles(kari.reply)) == ("course/help", ["Ta ein quiz", "Kva kurs finst?"])
    await kari.press("Kva kurs finst?")
    assert kari.reply.key == "course/list"
    await kari.say("hjelp")
    assert "kva kurs finst?" in kari.last.rendered[-1].text  # type: ignore[union-attr]


async def test_every_reply_is_told_in_both_forms(service: CourseService) -> None:
    """No template lacks a fact in either form, and the forms differ."""
    kari = Student(service)
    await kari.say("start kurset for kontrollutvalget")
    await answer_all(kari, 1)
    said = (
        "hvilke kurs finnes?", "kurs for kontrollutvalget", "modul 1", "modul 2", "mine kurs", "kursbevis", "hvordan øver jeg?",
        "bekreft kursbevis KON-20261201-ABCDEF-ABCDEFGHIJ", "neste modul i kurset for formannskapet",
    )  # fmt: skip
    for words in said:
        await kari.say(words)
        reply = replace(kari.reply, choices=())
        nb, nn = (worlds.renderer().render(replace(reply, language=each)) for each in LANGUAGES)
        assert nb.text != nn.text, words
        assert (faults(nb.card), faults(nn.card)) == ([], []), words


@pytest.mark.parametrize("role", ["kommunestyret", "formannskapet", "representantskapet", "kontrollutvalget"])
async def test_every_course_can_be_completed_by_answering(service: CourseService, role: str) -> None:
    """From the first module to the certificate, with the questions as they are asked."""
    kari = Student(service)
    await kari.say(f"start kurset for {role}")
    for number in range(1, kari.reply.facts["count"] + 1):
        await kari.take(number, role)
    await kari.say("fortsett kurset")
    assert (kari.reply.key, kari.reply.facts["completed"]) == ("course/progress", "01.12.2026")
    assert kari.reply.facts["right"] == kari.reply.facts["answered"] >= 25
    await kari.say("kursbevis")
    assert kari.reply.key == "course/certificate"
