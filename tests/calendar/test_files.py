"""The files themselves, read back by a parser that is not the one they were written with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from ical.calendar_stream import IcsCalendarStream

from dialogs.site.calendars import Heading, write
from knowledge.calendars import entries, entries_now
from knowledge.model import LANGUAGES, Language
from tests.calendar.cases import START, case, deadline, editions, no_pages, read_back, status_of, step, written
from tests.storage.examples import small_register

AWKWARD = 'Komma, semikolon; omvendt\\ skråstrek "sitat"\nog ny linje: BEGIN:VEVENT\nSUMMARY:falsk'
LONG = ("Ærø og Ålgård søkjer øydeløgd å, " * 12).strip()


def test_another_parser_reads_what_was_written() -> None:
    """All that an event holds comes back as it was."""
    moved = case(step(title={"nb": "Brann, ja; takk", "nn": "Brann"}, case_number="12/27"), title="Felles brannvesen")
    found = entries(editions(case(step()), moved))
    event = read_back(written(found))["fjell"]

    assert event.uid == "brann-ko/fjell@samrad"
    assert (event.dtstart, event.dtend) == (date(2027, 3, 18), date(2027, 3, 19))
    assert (event.sequence, status_of(event)) == (1, "TENTATIVE")
    assert (event.created, event.last_modified, event.dtstamp) == (START, *[START + timedelta(days=1)] * 2)
    assert event.summary == "Kommunestyret, Fjell: Brann, ja; takk"
    assert event.location == "Kommunestyret, Fjell"
    assert event.categories == ["Møte", "brann"]
    assert event.description == (
        "Planlagt, ifølge kilden av 02.01.2025. Kontroller dagen hos kommunen.\n"
        "Saken skal opp.\n"
        "Sak 12/27\n"
        "Felles brannvesen\n"
        "Kilde: papiret, side 3, 02.01.2025.\n"
        "Sist endret 05.01.2027."
    )


@pytest.mark.parametrize("text", [AWKWARD, LONG, "𝄞 ☂ e\u0301", "<b>fet</b> & <script>x</script>", "1 < 2 > 0"])
def test_text_is_data(text: str) -> None:
    """Whatever a document says stays text of the field that it stands in, and makes no event of its own."""
    events = read_back(written(entries_now(case(step(text=text, title=text, body=text)))))

    assert list(events) == ["fjell"]
    shown = text.replace("<b", "‹b").replace("</", "‹/").replace("<s", "‹s")
    assert shown in str(events["fjell"].description)
    assert str(events["fjell"].summary) == f"{shown[0].upper()}{shown[1:]}, Fjell: {shown}"


def test_control_characters_are_left_out() -> None:
    """No calendar can show them, and a line break of another kind could end a line of the file."""
    events = read_back(written(entries_now(case(step(text="a\rb\x00c\u2028d\x85e\r\nf")))))

    assert "a b c d e\nf" in str(events["fjell"].description)


def test_no_line_is_longer_than_75_bytes_and_no_letter_is_cut_in_two() -> None:
    """As the format demands; æ, ø and å are two bytes each."""
    lines = written(entries_now(case(step(text=LONG, title=LONG)))).split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert len(lines) > 20
    assert [line.decode() for line in lines[-1:]] == [""]
    assert all(line.decode() is not None for line in lines)


def test_both_languages_have_the_same_events() -> None:
    """The same ids, days, numbers and states; only the words differ."""
    found = entries(
        editions(
            case(step(), step("dal", "2027-03-11", "adopted", municipality="dal"), step("vik"), deadlines=[deadline()]),
            case(step(), step("dal", "2027-03-12", "adopted", municipality="dal"), deadlines=[deadline()]),
        )
    )
    nb, nn = (
        {k: (e.uid, e.dtstart, e.dtend, e.sequence, e.status, e.last_modified, len(e.alarm)) for k, e in events.items()}
        for events in (read_back(written(found, language)) for language in LANGUAGES)
    )

    assert nb == nn
    assert len(nb) == 4
    assert written(found, "nb") != written(found, "nn")


@pytest.mark.parametrize(
    ("language", "plan", "cancelled"),
    [("nb", "Planlagt, ifølge kilden av 02.01.2025.", "Utsatt: Kommunestyret"),
     ("nn", "Planlagt, ifølgje kjelda frå 02.01.2025.", "Utsett: Kommunestyret")],
)  # fmt: skip
def test_the_words_are_those_of_the_reader(language: Language, plan: str, cancelled: str) -> None:
    """Bokmål and nynorsk, in what is planned and what is called off."""
    planned = read_back(written(entries_now(case(step())), language))["fjell"]
    off = read_back(written(entries(editions(case(step()), case(step(outcome="postponed")))), language))["fjell"]

    assert plan in str(planned.description)
    assert str(off.summary).startswith(cancelled)


@pytest.mark.parametrize(
    ("outcome", "status"),
    [("planned", "TENTATIVE"), ("proposed", "TENTATIVE"), ("unknown", "TENTATIVE"), ("adopted", "CONFIRMED"),
     ("noted", "CONFIRMED"), ("rejected", "CONFIRMED"), ("held", "CONFIRMED")],
)  # fmt: skip
def test_a_plan_is_never_told_as_certain(outcome: str, status: str) -> None:
    """And neither is a recommendation told as a decision."""
    event = read_back(written(entries_now(case(step(outcome=outcome)))))["fjell"]

    assert status_of(event) == status
    assert ("Vedtatt." in str(event.description)) is (outcome == "adopted")


@pytest.mark.parametrize("after", [[], [step(outcome="withdrawn")], [step(outcome="postponed")], [step(on="2027-04")]])
def test_what_falls_away_is_cancelled_in_the_file(after: list[dict[str, object]]) -> None:
    """The same id, the day it was to be, a higher sequence."""
    event = read_back(written(entries(editions(case(step()), case(*after)))))["fjell"]

    assert (status_of(event), event.sequence, event.dtstart) == ("CANCELLED", 1, date(2027, 3, 18))


def test_a_deadline_has_an_alarm_a_week_before() -> None:
    """Until it falls away; meetings have none."""
    live = entries(editions(case(step(), deadlines=[deadline(municipalities=["dal"])])))
    gone = entries(editions(case(step(), deadlines=[deadline()]), case(step())))
    event = read_back(written(live))["deadline/hearing-1"]

    assert str(event.summary) == "Høringsfrist: Felles brannvesen"
    assert "Dal" in str(event.description)
    assert event.categories == ["Frist", "brann"]
    assert [(a.action, a.trigger) for a in event.alarm] == [("DISPLAY", timedelta(days=-7))]
    assert read_back(written(live))["fjell"].alarm == []
    assert read_back(written(gone))["deadline/hearing-1"].alarm == []


@pytest.mark.parametrize("on", ["2027-03-28", "2027-10-31", "2028-02-29", "2027-12-31"])
def test_days_are_whole_days_without_a_clock(on: str) -> None:
    """The days that summer time begins and ends are like any other, and so are leap days and the last of the year."""
    body = written(entries_now(case(step(on=on))))
    event = read_back(body)["fjell"]

    assert (event.dtstart, event.dtend) == (date.fromisoformat(on), date.fromisoformat(on) + timedelta(days=1))
    assert f"DTSTART;VALUE=DATE:{on.replace('-', '')}\r\n".encode() in body
    assert b"TZID" not in body
    assert b"VTIMEZONE" not in body


def test_the_calendar_says_what_it_is_and_how_often_to_look() -> None:
    """Name, method, refresh, and where it came from."""
    url = "https://samrad.example.no/calendar/case/brann-ko.ics?lang=nb&key=abc"
    body = write((), Heading("Samråd: Fjell, Dal", url), "nb", small_register(), no_pages)
    calendar = IcsCalendarStream.calendar_from_ics(body.decode())

    assert (calendar.method, calendar.version, calendar.events) == ("PUBLISH", "2.0", [])
    lines = body.decode().replace("\r\n ", "").split("\r\n")
    assert "X-WR-CALNAME:Samråd: Fjell\\, Dal" in lines
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines
    assert "X-PUBLISHED-TTL:PT1H" in lines
    assert f"SOURCE;VALUE=URI:{url}" in lines


def test_an_event_leads_to_the_page_of_its_case() -> None:
    """Where the service has an address from outside."""
    body = write(entries_now(case(step())), Heading("x"), "nb", small_register(), lambda path: f"https://samrad.example.no{path}")

    assert str(read_back(body)["fjell"].url) == "https://samrad.example.no/saker/brann-ko"
    assert read_back(written(entries_now(case(step()))))["fjell"].url is None


def test_the_same_entries_are_the_same_file() -> None:
    """Byte for byte: there is no clock in it."""
    found = entries(editions(case(step()), case(step(on="2027-03-25"))))

    assert written(found) == written(found)


def test_a_source_or_municipality_that_is_gone_does_not_stop_the_calendar() -> None:
    """What was cancelled may rest on records that have been removed since."""
    found = entries(editions(case(step()), None))
    bare = replace(small_register(), sources={}, municipalities={}, fields={})
    event = read_back(written(found, register=bare))["fjell"]

    assert str(event.summary) == "Utgår: Kommunestyret, fjell: Felles brannvesen"
    assert event.last_modified == datetime(2027, 1, 5, 9, 0, tzinfo=UTC)
