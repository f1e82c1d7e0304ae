"""Made-up cases, and what another parser finds in a calendar file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from dialogs.site.calendars import Heading, write
from knowledge.calendars import Edition, Entry
from knowledge.model import Case, Language, Register
from tests.storage.examples import make, small_register

TODAY = date(2027, 3, 1)
START = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)


def case(*steps: dict[str, Any], **more: Any) -> Case:
    """A case of Fjell and Dal with these steps."""
    raw: dict[str, Any] = {
        "id": "brann-ko", "title": {"nb": "Felles brannvesen", "nn": "Felles brannvesen (nynorsk)"}, "kind": "creation",
        "municipalities": ["fjell", "dal"], "fields": ["brann"], "cite": "paper | side 3", "steps": list(steps),
    }  # fmt: skip
    found: Case = make("cases", **{**raw, **more})
    return found


def step(step_id: str = "fjell", on: str = "2027-03-18", outcome: str = "planned", **more: Any) -> dict[str, Any]:
    """A step in Fjell's council."""
    return {
        "id": step_id, "on": on, "outcome": outcome, "municipality": "fjell", "text": "Saken skal opp.",
        "body": {"nb": "kommunestyret", "nn": "kommunestyret"}, **more,
    }  # fmt: skip


def deadline(on: str = "2027-04-01", kind: str = "hearing", text: str = "Kommunene må svare.", **more: Any) -> dict[str, Any]:
    """A deadline of the case."""
    return {"kind": kind, "on": on, "text": text, **more}


def editions(*versions: Case | None) -> list[Edition]:
    """The versions of a case, a day apart."""
    return [Edition(n, found, START + timedelta(days=n)) for n, found in enumerate(versions)]


def by_id(found: Iterable[Entry]) -> dict[str, Entry]:
    """Entries by the last part of their ids."""
    return {e.uid.partition("@")[0].partition("/")[2]: e for e in found}


def no_pages(path: str) -> str:
    """Where no page has an address."""
    return ""


def written(found: Iterable[Entry], language: Language = "nb", register: Register | None = None) -> bytes:
    """The calendar file of entries."""
    return write(found, Heading("Samråd: prøve"), language, register or small_register(), no_pages)


def read_back(body: bytes) -> dict[str, Event]:
    """The events of a file as another library reads them, by the last part of their ids."""
    calendar = IcsCalendarStream.calendar_from_ics(body.decode())
    return {str(e.uid).partition("@")[0].partition("/")[2]: e for e in calendar.events}


def status_of(event: Event) -> str:
    """The status as the file writes it; empty for none."""
    return event.status.value if event.status else ""
