"""Following something: what was meant, a preview of it, and saving it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from dialogs.following.lines import Heard, line
from dialogs.following.naming import exists, how_often
from dialogs.following.resolving import Resolved, resolve
from dialogs.following.talk import Talk, topic_of
from dialogs.model import Choice, Reply
from dialogs.written import on_day
from knowledge.following.covering import covers
from knowledge.following.preview import YEAR, last_year
from knowledge.following.times import Wishes
from knowledge.following.topics import Topic
from knowledge.happenings import Happening
from knowledge.understanding.follow_times import Said
from storage.recipients import keep_recipient
from storage.subscriptions import Subscriber, find_subscriber, subscribe
from storage.unread import changes_by_record

_OFTEN = {"at_once": "; at_once", "daily": "; daily", "weekly": "; weekly"}


async def follow(talk: Talk) -> Reply:
    """Find out what is meant; show what it would have told, and ask whether to save it."""
    refusal = refused(talk)
    if refusal is not None:
        return refusal
    if talk.command.keys:
        topics = _known(talk, talk.command.keys)
        found = Resolved(topics) if topics else Resolved(unknown=talk.pick("det knappen gjaldt", "det knappen gjaldt"))
    else:
        found = resolve(talk.house.reading(), talk.command.target, talk.context)
    if found.options:
        return _which(talk, found.options)
    if not found.topics:
        return _unknown(talk, found)
    return await _preview(talk, found.topics, talk.command.said)


def refused(talk: Talk) -> Reply | None:
    """Where nothing can be sent, or this person may not decide it, or wants it elsewhere; None where all is well."""
    place = talk.place
    if place.team and talk.command.whom == "me":
        return talk.reply("follow/refused", {"why": "private"})
    if place.team and not place.may:
        return talk.reply("follow/refused", {"why": "editors"})
    if place.reference is None:
        return talk.reply("follow/refused", {"why": "unreachable"})
    return None


def _known(talk: Talk, keys: Sequence[str]) -> tuple[Topic, ...]:
    """The topics of a button that are still there; what anybody may have written in its place is none."""
    topics = []
    for key in keys:
        try:
            topic = Topic.parse(key)
        except ValueError:
            continue
        if exists(topic, talk.knowledge):
            topics.append(topic)
    return tuple(topics)


def _which(talk: Talk, options: Sequence[Topic]) -> Reply:
    names = [_apart(talk, each) for each in options]
    choices = [talk.button(name, name, f"Følg emnet {each.key()}") for name, each in zip(names, options, strict=True)]
    return talk.reply("follow/which", {"options": names}, choices, asks=True)


def _apart(talk: Talk, topic: Topic) -> str:
    """What it is called, with the county of a municipality: another may have its name."""
    municipality = talk.knowledge.register.municipalities.get((topic.place or "").removeprefix("m:"))
    name = talk.name(topic)
    return _begun(f"{name} ({municipality.county})" if municipality else name)


def _unknown(talk: Talk, found: Resolved) -> Reply:
    kind = "too_many" if found.too_many else "unknown" if found.unknown else "nothing"
    return talk.reply("follow/unknown", {"kind": kind, "words": found.unknown})


async def _preview(talk: Talk, topics: Sequence[Topic], said: Said | None) -> Reply:
    async with talk.house.database.session() as session:
        known = await find_subscriber(session, talk.place.key)
        changes = await changes_by_record(session, ("cooperations",), talk.now - YEAR - timedelta(days=1))
    had = [topic_of(each) for each in known.subscriptions] if known else []
    new = [topic for topic in topics if topic not in had]
    if not new and (said is None or known is None):
        return _had(talk, topics)
    wishes = wishes_with(known.wishes if known else Wishes(), said)
    register = talk.knowledge.register
    covering = [old for old in had if all(covers(old, topic, register) for topic in new)]
    if new and covering and said is None:
        return _covered(talk, new, covering[0])
    found = last_year(new or list(topics), talk.world, changes)
    law = all(topic.law or topic.sources for topic in topics)
    facts = {
        "names": [talk.name(topic) for topic in topics], "count": found.count, "countable": not law,
        "examples": [{"on": on_day(day), **_example(talk, happening, day)} for day, happening in found.newest],
        "how": how_often(wishes, talk.language), "often": wishes.mode,
        "narrower": [talk.name(old) for old in had if any(covers(topic, old, register) and topic != old for topic in new)],
    }  # fmt: skip
    keys = [topic.key() for topic in topics]
    talk.state["follow"] = {"keys": keys, **({"mode": wishes.mode} if said and said.tells_how() else {})}
    if said is not None and said.tells_how():
        talk.state["follow"] |= {"minute": wishes.minute, "weekday": wishes.weekday}
    return talk.reply("follow/preview", facts, _save_buttons(talk, keys, known, said), asks=True)


def _save_buttons(talk: Talk, keys: Sequence[str], known: Subscriber | None, said: Said | None) -> list[Choice]:
    """Yes, and for one who has not said how yet, the other ways; no."""
    save = f"Lagre abonnement på {'; '.join(keys)}"
    yes = talk.button("Ja, varsle meg", "Ja, varsle meg", save) if not talk.place.team else talk.button(
        "Ja, varsle kanalen", "Ja, varsle kanalen", save
    )  # fmt: skip
    no = talk.button("Nei takk", "Nei takk", "Nei takk")
    if said is not None and said.tells_how():
        return [talk.button(yes.title, yes.title, "Ja"), no]
    if known is not None:
        return [yes, no]
    daily = talk.button("Ja, samlet hver dag", "Ja, samla kvar dag", save + _OFTEN["daily"])
    weekly = talk.button("Ja, samlet hver uke", "Ja, samla kvar veke", save + _OFTEN["weekly"])
    return [yes, daily, weekly, no]


def _example(talk: Talk, happening: Happening, day: date) -> dict[str, Any]:
    facts = {**happening.facts, "ahead": False}  # it is over now
    one = Heard(0, happening.identity, 1, happening.kind, happening.subject, facts, happening.cites, False, None)
    return {"happening": line(one, talk.knowledge, talk.language, day)}


def _had(talk: Talk, topics: Sequence[Topic]) -> Reply:
    facts = {"names": [talk.name(topic) for topic in topics], "by": "", "kind": "same"}
    return talk.reply("follow/had", facts, [_list_button(talk)])


def _covered(talk: Talk, new: Sequence[Topic], by: Topic) -> Reply:
    facts = {"names": [talk.name(topic) for topic in new], "by": talk.name(by), "kind": "covered"}
    return talk.reply("follow/had", facts, [_list_button(talk)])


def _list_button(talk: Talk) -> Choice:
    return talk.button("Hva følger jeg?", "Kva følgjer eg?")


async def save(talk: Talk) -> Reply:
    """Save what was previewed."""
    refusal = refused(talk)
    if refusal is not None:
        return refusal
    topics = _known(talk, talk.command.keys)
    if not topics:
        return _unknown(talk, Resolved(unknown=talk.pick("det knappen gjaldt", "det knappen gjaldt")))
    said = talk.command.said
    place, now = talk.place, talk.now
    async with talk.house.database.session(write=True) as session:
        known = await find_subscriber(session, place.key)
        wishes = wishes_with(known.wishes if known else Wishes(), said) if said or known is None else None
        await keep_recipient(session, place.recipient(talk.language), now=now)
        await subscribe(
            session, place.key, [t.key() for t in topics], person=place.person, team=place.team, wishes=wishes, now=now
        )  # fmt: skip
        saved = await find_subscriber(session, place.key)
    assert saved is not None
    facts = {"names": [talk.name(topic) for topic in topics], **talk.told_how(saved)}
    ids = [each for each in saved.subscriptions if each.topic in {t.key() for t in topics}]
    choices = [_list_button(talk)]
    if saved.wishes.mode == "at_once":
        choices.append(talk.button("Heller samlet hver uke", "Heller samla kvar veke", "Varsle meg ukentlig"))
    choices += [talk.button("Angre", "Angre", f"Stopp abonnement {ids[0].id}")] if len(ids) == 1 else []
    return talk.reply("follow/saved", facts, choices)


def wishes_with(wishes: Wishes, said: Said | None) -> Wishes:
    """The wishes with what was said in the place of what they were."""
    if said is None:
        return wishes
    mode = said.mode or ("daily" if said.minute is not None and wishes.mode == "at_once" else wishes.mode)
    return Wishes(
        mode,
        wishes.minute if said.minute is None else said.minute,
        wishes.weekday if said.weekday is None else said.weekday,
        said.quiet or wishes.quiet,
    )


def _begun(name: str) -> str:
    return name[:1].upper() + name[1:]
