"""The messages that followers are sent: made when they are sent, of what is known then, in the reader's own written form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from dialogs.delivery.composer import Later, Queued, Skip
from dialogs.following.lines import Heard, by_subject, heard, line
from dialogs.following.naming import law_name, named
from dialogs.handlers.common import cited
from dialogs.house import House
from dialogs.model import Choice, CitedSource, RenderedReply, Reply, Turn
from dialogs.own_views import View, asking
from dialogs.wording import button
from knowledge.following.times import due, is_quiet
from knowledge.following.topics import Topic
from knowledge.model import Citation, Language
from knowledge.snapshot import Knowledge
from knowledge.understanding.question import Context, Question, Slots
from storage.conversations import stored_about
from storage.subscriptions import Subscriber, find_subscriber
from storage.told import told_of

MOST_SUBJECTS = 12
"""So many subjects are told one by one in a digest."""
_MOST_TOPICS = 3
_MOMENT, _PATIENCE = timedelta(seconds=2), timedelta(minutes=1)
UNSUBSCRIBED, TOO_LATE, GONE = "unsubscribed", "too_late", "no_longer_so"


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who is written to, and what is told."""

    known: Subscriber
    found: Sequence[Heard]
    language: Language
    subjects: int
    """So many subjects there are, also those that were not read."""


class _Composer:
    def __init__(self, house: House) -> None:
        self._house = house

    async def compose(self, queued: Queued) -> RenderedReply | Skip | Later:
        """The message, or why there is none."""
        now = self._house.clock()
        if self._house.knowledge().revision < queued.payload["revision"] and now - queued.due_at < _PATIENCE:
            return Later(now + _MOMENT)  # what happened is not known here yet, so nothing could be asked about it
        async with self._house.database.session() as session:
            known = await find_subscriber(session, queued.recipient)
            told = await told_of(session, queued.recipient, queued.payload["batch"], queued.payload.get("subject"))
            chosen = (await stored_about(session, queued.recipient)).preferences.get("language") if known else None
        if known is None or not told.rows:
            return Skip(UNSUBSCRIBED)
        if known.muted_until is not None and known.muted_until > now:
            return Later(due(known.wishes, known.muted_until))
        if is_quiet(known.wishes, now):
            return Later(due(known.wishes, now) if known.wishes.mode == "at_once" else _after_quiet(known, now))
        found = heard(told)
        fresh = [each for each in found if each.expires_at is None or each.expires_at > now]
        if not fresh:
            return Skip(TOO_LATE if found else GONE)
        language: Language = "nn" if (chosen or queued.language) == "nn" else "nb"
        reply = self._reply(_Reader(known, fresh, language, told.subjects))
        if known.team:
            about = {"recipient": known.key, "batch": queued.payload["batch"], "subject": queued.payload.get("subject")}
            reply = replace(reply, own_view=asking(View(language, notice=about), self._house.secret), alike=True)
        return self._house.render(reply)

    async def anew(self, recipient: str, batch: int, subject: str | None, language: Language) -> Reply | None:
        """What was told in that batch, in another written form; None when it is kept no longer, or followed no more."""
        async with self._house.database.single() as session:
            known, told = await find_subscriber(session, recipient), await told_of(session, recipient, batch, subject)
        found = heard(told)
        return self._reply(_Reader(known, found, language, told.subjects)) if known and found else None

    def _reply(self, reader: _Reader) -> Reply:
        raise NotImplementedError

    def _why(self, reader: _Reader, found: Iterable[Heard]) -> list[str]:
        """What is followed that this came of."""
        knowledge = self._house.knowledge()
        keys = dict.fromkeys(topic for each in found for topic in each.topics)
        return [named(Topic.parse(key), knowledge, reader.language) for key in list(keys)[:_MOST_TOPICS]]

    def _cited(self, found: Iterable[Heard], language: Language) -> tuple[CitedSource, ...]:
        knowledge = self._house.knowledge()
        turn = Turn(Question("notice", Slots(), language), knowledge, Context(), self._house.today())
        places = dict.fromkeys(cite for each in found for cite in each.cites)
        return cited(turn, [Citation(source, place) for source, place in places if source in knowledge.register.sources])


def _after_quiet(known: Subscriber, now: datetime) -> datetime:
    """The end of the quiet hours, for one whose digest was held up until they began."""
    return due(type(known.wishes)(quiet=known.wishes.quiet), now)


class NoticeComposer(_Composer):
    """What happened to one case, cooperation or paragraph."""

    def _reply(self, reader: _Reader) -> Reply:
        knowledge, language, today = self._house.knowledge(), reader.language, self._house.today()
        groups = by_subject(reader.found)
        lead, *rest = groups[0]
        facts = {
            "lead": line(lead, knowledge, language, today), "rest": [line(each, knowledge, language, today) for each in rest],
            "topics": self._why(reader, reader.found), "team": reader.known.team,
        }  # fmt: skip
        choices = _open_buttons(lead, knowledge, language)
        number = next((s for each in reader.found for s in each.subscriptions), None)
        if number is not None:
            choices += [button(language, "Demp en uke", "Demp ei veke", f"Demp abonnement {number} en uke")]
            choices += [button(language, "Slutt å følge", "Slutt å følgje", f"Stopp abonnement {number}")]
        return Reply("notice/notice", language, facts, self._cited(groups[0], language), tuple(choices))


class DigestComposer(_Composer):
    """All that has happened since the last one, a line each."""

    def _reply(self, reader: _Reader) -> Reply:
        knowledge, language, today = self._house.knowledge(), reader.language, self._house.today()
        groups = by_subject(reader.found)
        shown = groups[:MOST_SUBJECTS]
        count = reader.subjects if len(groups) > MOST_SUBJECTS else len(groups)
        parts: dict[str, list[dict[str, Any]]] = {}
        for group in shown:
            topic = named(Topic.parse(group[0].topics[0]), knowledge, language)
            told = {"happening": line(group[0], knowledge, language, today), "more": len(group) - 1}
            parts.setdefault(topic, []).append(told)
        facts = {
            "count": count, "left": count - len(shown), "team": reader.known.team,
            "parts": [{"topic": topic, "items": items} for topic, items in parts.items()],
        }  # fmt: skip
        first = shown[0][0]
        choices = _open_buttons(first, knowledge, language) if len(groups) == 1 else []
        choices += [
            button(language, "Hva følger jeg?", "Kva følgjer eg?"),
            button(language, "Demp en uke", "Demp ei veke", "Demp en uke"),
            button(language, "Stopp alle varsler", "Stopp alle varsel"),
        ]
        return Reply("notice/digest", language, facts, self._cited([each for g in shown for each in g], language), tuple(choices))


def _open_buttons(lead: Heard, knowledge: Knowledge, language: Language) -> list[Choice]:
    """A question that tells all about it, for what the register still has."""
    kind, _, record_id = lead.subject.partition(":")
    case, record = knowledge.register.cases.get(record_id), knowledge.register.cooperations.get(record_id)
    if kind == "case" and case is not None:
        say = f"Åpne saken {case.id}" if language == "nb" else f"Opne saka {case.id}"
        return [button(language, "Åpne saken", "Opne saka", say)]
    if kind == "cooperation" and record is not None:
        say = f"Åpne samarbeidet {record.id}" if language == "nb" else f"Opne samarbeidet {record.id}"
        return [button(language, "Åpne samarbeidet", "Opne samarbeidet", say)]
    if kind == "law":
        name = law_name(record_id, knowledge, language)
        say = f"Hva sier {name}?" if language == "nb" else f"Kva seier {name}?"
        return [button(language, f"Les {name}", f"Les {name}", say)]
    return []
