"""What is followed already: told, stopped, muted, and how it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from dialogs.following.naming import moment
from dialogs.following.resolving import resolve
from dialogs.following.subscribing import refused, wishes_with
from dialogs.following.talk import MOST_BUTTONS, Talk, topic_of
from dialogs.model import Choice, Reply
from knowledge.following.covering import covers
from knowledge.following.times import Wishes, moment_of
from knowledge.understanding.follow_times import day_after
from storage.recipients import forget_recipients
from storage.session import Session
from storage.subscriptions import Subscriber, Subscription, find_subscriber, mute, reached_for_more, unsubscribe, wish
from storage.told import last_told


async def _known(talk: Talk) -> Subscriber | None:
    async with talk.house.database.session() as session:
        return await find_subscriber(session, talk.place.key)


async def listing(talk: Talk) -> Reply:
    """All that is followed, and how it is told."""
    known = await _known(talk)
    if known is None:
        return _nothing(talk)
    now = talk.now
    followed = [
        {
            "name": talk.name(topic_of(each)),
            "muted": moment(each.muted_until if each.muted_until and each.muted_until > now else None),
        }
        for each in known.subscriptions
    ]
    choices = [talk.stop_button(each) for each in known.subscriptions[: MOST_BUTTONS - 2]]
    choices.append(_mute_or_not(talk, known))
    choices.append(talk.button("Stopp alle varsler", "Stopp alle varsel"))
    return talk.reply("follow/list", {"followed": followed, **talk.told_how(known)}, choices)


def _nothing(talk: Talk) -> Reply:
    return talk.reply("follow/nothing", {})


def _mute_or_not(talk: Talk, known: Subscriber) -> Choice:
    if known.muted_until and known.muted_until > talk.now:
        return talk.button("Slutt å dempe", "Slutt å dempe")
    return talk.button("Demp alt en uke", "Demp alt ei veke", "Demp en uke", "Demp ei veke")


async def unfollow(talk: Talk) -> Reply:
    """Follow one thing no more, by its number or by what it is called."""
    known = await _known(talk)
    if known is None:
        return _nothing(talk)
    if talk.place.team and not talk.place.may:
        return talk.reply("follow/refused", {"why": "editors"})
    if talk.command.number is not None:
        meant = [each for each in known.subscriptions if each.id == talk.command.number]
        return await _stopped(talk, meant) if meant else talk.reply("follow/gone", {}, [_list(talk)])
    found = resolve(talk.house.reading(), talk.command.target, talk.context)
    wanted = {topic.key() for topic in (*found.topics, *found.options)}
    meant = [each for each in known.subscriptions if each.topic in wanted]
    if not meant:
        register = talk.knowledge.register
        near = [e for e in known.subscriptions if any(covers(t, topic_of(e), register) for t in found.topics)]
        return which_to_stop(talk, near or known.subscriptions, () if near else (talk.command.target,))
    return await _stopped(talk, meant)


def which_to_stop(talk: Talk, some: Sequence[Subscription], words: Sequence[str] = ()) -> Reply:
    """Ask which of them is to end."""
    choices = [talk.stop_button(each) for each in some[: MOST_BUTTONS - 1]]
    choices.append(talk.button("Stopp alle varsler", "Stopp alle varsel"))
    facts = {"names": [talk.name(topic_of(each)) for each in some], "words": " ".join(words)}
    return talk.reply("follow/stop_which", facts, choices, asks=True)


async def stop(talk: Talk) -> Reply | None:
    """«Stopp» alone: the one that the last notice came from, or all; None for one who follows nothing."""
    async with talk.house.database.session() as session:
        known = await find_subscriber(session, talk.place.key)
        last = await last_told(session, talk.place.key) if known else ()
    if known is None:
        return None
    if talk.place.team and not talk.place.may:
        return talk.reply("follow/refused", {"why": "editors"})
    if len(known.subscriptions) == 1:
        return await _stopped(talk, known.subscriptions)
    first = [each for each in known.subscriptions if each.id in last]
    others = [each for each in known.subscriptions if each.id not in last]
    reply = which_to_stop(talk, [*first, *others])
    mute_all = talk.button("Bare demp en uke", "Berre demp ei veke", "Demp en uke", "Demp ei veke")
    return replace(reply, choices=(*reply.choices, mute_all))


async def unfollow_all(talk: Talk) -> Reply:
    """Follow nothing any more; where to reach them is forgotten too."""
    known = await _known(talk)
    if known is None:
        return _nothing(talk)
    if talk.place.team and not talk.place.may:
        return talk.reply("follow/refused", {"why": "editors"})
    return await _stopped(talk, known.subscriptions)


async def _stopped(talk: Talk, gone: Sequence[Subscription]) -> Reply:
    async with talk.house.database.session(write=True) as session:
        await unsubscribe(session, talk.place.key, [each.id for each in gone], now=talk.now)
        left = await find_subscriber(session, talk.place.key)
        if left is None:
            await let_go(session, talk.place.key, talk.now)
    facts = {
        "names": [talk.name(topic_of(each)) for each in gone],
        "left": [talk.name(topic_of(each)) for each in left.subscriptions] if left else [],
    }
    keys = "; ".join(each.topic for each in gone[:MOST_BUTTONS])
    again = [talk.button("Angre", "Angre", f"Lagre abonnement på {keys}")] if len(gone) <= MOST_BUTTONS else []
    return talk.reply("follow/stopped", facts, again + ([_list(talk)] if left else []))


async def let_go(session: Session, key: str, now: datetime) -> None:
    """Forget where to reach one who follows nothing any more, unless something else is to be sent there."""
    if not await reached_for_more(session, key):
        await forget_recipients(session, (key,), now=now)


def _list(talk: Talk) -> Choice:
    return talk.button("Hva følger jeg?", "Kva følgjer eg?")


async def muting(talk: Talk) -> Reply:
    """Tell nothing for a while, of all or of one thing."""
    known = await _known(talk)
    if known is None:
        return _nothing(talk)
    if talk.place.team and not talk.place.may:
        return talk.reply("follow/refused", {"why": "editors"})
    said, only = talk.command.said, talk.command.number
    assert said is not None
    one = next((each for each in known.subscriptions if each.id == only), None)
    if only is not None and one is None:
        return talk.reply("follow/gone", {}, [_list(talk)])
    day = day_after(said, talk.house.today())
    assert day is not None
    until = moment_of(day, known.wishes.minute)
    async with talk.house.database.session(write=True) as session:
        await mute(session, talk.place.key, until, only=only, now=talk.now)
    facts = {"until": moment(until), "name": talk.name(topic_of(one)) if one else ""}
    return talk.reply("follow/muted", facts, [talk.button("Slutt å dempe", "Slutt å dempe")])


async def unmuting(talk: Talk) -> Reply:
    """Tell again; what happened meanwhile comes at once."""
    if await _known(talk) is None:
        return _nothing(talk)
    if talk.place.team and not talk.place.may:
        return talk.reply("follow/refused", {"why": "editors"})
    async with talk.house.database.session(write=True) as session:
        await mute(session, talk.place.key, None, now=talk.now)
        known = await find_subscriber(session, talk.place.key)
    assert known is not None
    return talk.reply("follow/settings", {"changed": "unmuted", **talk.told_how(known)}, [_list(talk)])


async def settings(talk: Talk) -> Reply:
    """At once, daily or weekly, and at what hour."""
    return await _wished(talk, "how")


async def quiet(talk: Talk) -> Reply:
    """Hours that nothing comes in; or none."""
    return await _wished(talk, "quiet" if talk.command.said else "quiet_off")


async def _wished(talk: Talk, changed: str) -> Reply:
    refusal = refused(talk) if talk.place.team else None
    if refusal is not None:
        return refusal
    known = await _known(talk)
    if known is None:
        return _nothing(talk)
    wishes: Wishes = wishes_with(known.wishes, talk.command.said)
    if changed == "quiet_off":
        wishes = replace(wishes, quiet=None)
    async with talk.house.database.session(write=True) as session:
        await wish(session, talk.place.key, wishes, now=talk.now)
        known = await find_subscriber(session, talk.place.key)
    assert known is not None
    return talk.reply("follow/settings", {"changed": changed, **talk.told_how(known)}, [_list(talk)])
