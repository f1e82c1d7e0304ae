"""The figures of the outbox in the text format that Prometheus and its kin read. They tell of nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from storage.database import Database
from storage.measures import Measures, measures


class Metrics:
    """Writes the figures as they are when asked."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    async def __call__(self) -> str:
        """The text."""
        async with self._database.session() as session:
            return "".join(f"{line}\n" for line in lines(await measures(session, now=self._clock())))


def lines(found: Measures) -> Iterator[str]:
    """The lines of the text."""
    yield "# HELP samrad_outbox_messages Messages in the outbox, by state."
    yield "# TYPE samrad_outbox_messages gauge"
    yield from (f'samrad_outbox_messages{{state="{state}"}} {count}' for state, count in found.messages.items())
    for name, told, value in (
        ("unsure", "Messages that may have come twice, since the answer was lost.", found.unsure),
        ("oldest_due_seconds", "How long the oldest message that is due has waited.", round(found.oldest_due, 3)),
        ("wrong_ledgers", "Notices, of the last ones, whose ledger does not add up.", found.wrong),
    ):
        yield f"# HELP samrad_outbox_{name} {told}"
        yield f"# TYPE samrad_outbox_{name} gauge"
        yield f"samrad_outbox_{name} {value}"
    yield "# HELP samrad_recipients Those who have asked for something, by whether they can be reached."
    yield "# TYPE samrad_recipients gauge"
    yield f'samrad_recipients{{reached="yes"}} {found.reached}'
    yield f'samrad_recipients{{reached="no"}} {found.paused}'
