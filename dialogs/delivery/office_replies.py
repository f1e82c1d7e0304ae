"""What editors are told of what is sent, and the message itself that they send to many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogs.delivery.reasons import PARTED, reason
from dialogs.model import Choice, Input, Reply
from dialogs.wording import button
from knowledge.clock import OSLO
from knowledge.model import Language, Text
from storage.broadcasts import Audience, Broadcast, Reach
from storage.ledger import Ledger

SHOWN = 8
_TITLE = 80

KINDS: Mapping[str, Text] = {
    "welcome_back": Text("velkommen tilbake", "velkomen tilbake"),
    "exercise": Text("øvelser", "øvingar"),
    "notice": Text("varsel", "varsel"),
    "digest": Text("oppsummering av varsler", "oppsummering av varsel"),
}
"""Names of kinds of notices that have no title of their own."""
AUDIENCES: Mapping[Audience, Text] = {
    "following": Text("alle følgere", "alle følgjarar"),
    "everybody": Text("alle mottakere", "alle mottakarar"),
}


def outbox(language: Language, told: Sequence[Ledger], waiting: int) -> Reply:
    """The last notices, each in a line."""
    facts = {"notices": [_facts(each, language) for each in told], "messages": waiting}
    buttons = [_choice(language, each) for each in told[:3]]
    if waiting:
        buttons.append(button(language, "Meldinger som venter", "Meldingar som ventar"))
    return Reply("delivery/outbox", language, facts, choices=tuple(buttons))


def notice(
    language: Language, target: str, told: Ledger | None, *, again: int | None = None, withdrawn: int | None = None
) -> Reply:
    """One notice, with the reasons; ``again`` is how many were just set to be tried again, ``withdrawn`` how many stopped."""
    found = _facts(told, language) if told else None
    facts: dict[str, Any] = {"target": target, "again": again, "withdrawn": withdrawn, "notice": found}
    buttons = []
    if told and told.failed:
        count = sum(told.failed.values())
        title = Text(f"Send på nytt til {count} som mislyktes", f"Send på nytt til {count} som mislukkast")
        buttons.append(Choice(title.in_(language), f"send på nytt {told.notice}"))
    if told and not told.done:
        buttons.append(button(language, "Oppdater", "Oppdater", say=f"utsendingen {told.notice}"))
        buttons.append(button(language, "Stopp resten", "Stopp resten", say=f"stopp resten av utsendingen {told.notice}"))
    buttons.append(button(language, "Utboksen", "Utboksen"))
    return Reply("delivery/notice", language, facts, choices=tuple(buttons))


def form(language: Language, audience: Audience, reach: Reach, values: Mapping[str, str], limit: int, fault: str) -> Reply:
    """Where a message to many is written."""
    labels = (
        Text("Teksten på bokmål", "Teksten på bokmål"),
        Text("Teksten på nynorsk (ellers får alle den på bokmål)", "Teksten på nynorsk (elles får alle han på bokmål)"),
    )
    inputs = tuple(
        Input(name, label.in_(language), "lines", values.get(name, ""), limit=limit)
        for name, label in zip(("nb", "nn"), labels, strict=True)
    )
    to = AUDIENCES[audience]
    show = button(language, "Forhåndsvis", "Førehandsvis", f"forhåndsvis melding til {to.nb}")
    facts = {"to": to.in_(language), "reached": reach.reached, "paused": reach.paused, "limit": limit, "fault": fault}
    return Reply("delivery/message_form", language, facts, choices=(show,), answering=True, inputs=inputs)


def preview(language: Language, kept: Broadcast, reach: Reach, *, own: bool, why: str = "") -> Reply:
    """The message as it will be, how many would get it, and what can be done about it."""
    facts = {
        "number": kept.id, "to": AUDIENCES[kept.audience].in_(language), "reached": reach.reached, "paused": reach.paused,
        "nb": lines_of(kept.nb), "nn": lines_of(kept.nn) if kept.nn != kept.nb else [], "own": own, "state": kept.state,
        "why": why,
    }  # fmt: skip
    number = f"melding {kept.id}"
    drop = button(language, "Forkast", "Forkast", f"forkast {number}")
    approve = button(
        language, f"Godkjenn og send til {reach.reached}", f"Godkjenn og send til {reach.reached}", f"godkjenn {number}"
    )
    if kept.state == "sent":
        went = button(language, "Hvordan gikk det?", "Korleis gjekk det?", f"utsendingen {kept.notice}")
        buttons: tuple[Choice, ...] = (went,)
    else:
        buttons = () if kept.state == "dropped" else (drop,) if own else (approve, drop)
    return Reply("delivery/message", language, facts, choices=buttons, answering=kept.state == "open")


def messages(language: Language, found: Sequence[Broadcast], *, unknown: int = 0) -> Reply:
    """The messages that wait for approval."""
    told = [
        {"number": each.id, "to": AUDIENCES[each.audience].in_(language), "begins": _begins(each.nb)} for each in found[:SHOWN]
    ]
    buttons = tuple(button(language, f"Melding {each.id}", f"Melding {each.id}") for each in found[:SHOWN])
    return Reply("delivery/messages", language, {"messages": told, "unknown": unknown}, choices=buttons)


def sent(language: Language, kept: Broadcast, count: int) -> Reply:
    """It is on its way."""
    how = button(language, "Hvordan går det?", "Korleis går det?", f"utsendingen {kept.notice}")
    facts = {"number": kept.id, "count": count, "to": AUDIENCES[kept.audience].in_(language)}
    return Reply("delivery/message_sent", language, facts, choices=(how,))


def dropped(language: Language, kept: Broadcast) -> Reply:
    """It is not sent."""
    return Reply("delivery/message_dropped", language, {"number": kept.id})


def _facts(told: Ledger, language: Language) -> dict[str, Any]:
    under_way = told.waiting + told.sending + told.retrying
    parted = {name: [(reason(why).in_(language), count) for why, count in sorted(getattr(told, name).items())] for name in PARTED}
    return {
        "title": title_of(told, language), "at": f"{told.created_at.astimezone(OSLO):%d.%m.%Y kl. %H.%M}",
        "recipients": told.recipients, "sent": told.sent, "under_way": under_way, "retrying": told.retrying,
        "twice": told.maybe_twice, "adds_up": told.adds_up,
        **{name: sum(count for _, count in found) for name, found in parted.items()},
        "reasons": [{"outcome": name, "why": why, "count": count} for name, found in parted.items() for why, count in found],
    }  # fmt: skip


def title_of(told: Ledger, language: Language) -> str:
    """What a notice is called: the ``title`` of its payload, else its kind or id."""
    title = told.payload.get("title")
    if isinstance(title, dict):
        title = title.get(language) or title.get("nb")
    named = KINDS[told.kind].in_(language) if told.kind in KINDS else told.notice
    subject = told.payload.get("subject")
    return str(title or (f"{named}: {subject}" if subject else named))[:_TITLE]


def _choice(language: Language, told: Ledger) -> Choice:
    return Choice(title_of(told, language)[:60], f"utsendingen {told.notice}")


def lines_of(text: str) -> list[str]:
    """The lines of what an editor wrote, without those that are empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _begins(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _TITLE else line[: _TITLE - 1].rsplit(" ", 1)[0] + "…"
