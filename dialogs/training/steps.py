"""What is done for each command of practice, by intent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from dialogs.model import Message, Reply
from dialogs.training import replies
from dialogs.training.exercise import MOST, WANTED, Practised, Run
from dialogs.training.shown import filled_in
from dialogs.training.sitting import Sitting
from dialogs.written import on_day
from knowledge.clock import OSLO
from knowledge.practice import first_day, passed
from knowledge.quiz import Kind
from knowledge.understanding.practice_commands import Practice
from storage.identity import conversation_key
from storage.practice import forget_results
from storage.practice_habits import Subscribed, subscribe, subscribed, unsubscribe
from storage.recipients import Recipient, keep_recipient

Replies = tuple[Reply, ...]
Step = Callable[[Sitting, Practice, Message, str], Awaitable[Replies]]


async def _start(sitting: Sitting, wanted: Practice, _message: Message, _secret: str) -> Replies:
    """A new exercise; without further wishes one under way is gone on with."""
    if sitting.run and not (wanted.scope or wanted.level or wanted.count):
        return (sitting.go_on(),)
    count = min(max(wanted.count or WANTED, 1), MOST)
    return (sitting.begin(Run(wanted.scope, wanted.level, count)),)


async def _more(sitting: Sitting, wanted: Practice, _message: Message, _secret: str) -> Replies:
    last = sitting.practised.last
    if sitting.run:
        return (sitting.go_on(),)
    return (sitting.begin(Run(last.scope, last.level, min(max(wanted.count or WANTED, 1), MOST))),)


async def _role(sitting: Sitting, wanted: Practice, _message: Message, _secret: str) -> Replies:
    sitting.practised = replace(sitting.practised, role=wanted.role)
    return (replies.role_set(sitting.turn, wanted.role.value if wanted.role else ""),)


async def _given(sitting: Sitting, wanted: Practice, _message: Message, _secret: str) -> Replies:
    """An answer in words."""
    return (await sitting.answer(tuple(filter(None, wanted.given.split(",")))),)


async def _unfit(sitting: Sitting, _wanted: Practice, _message: Message, _secret: str) -> Replies:
    run = sitting.run
    if run is None or run.item not in sitting.items:
        return (sitting.go_on(),)
    return (replies.hint(sitting.turn, sitting.items[run.item], run),)


async def _pressed(sitting: Sitting, wanted: Practice, message: Message, secret: str) -> Replies:
    """A button or a form of one question; that of another question than the one that waits changes nothing."""
    run = sitting.run
    if run is None or run.item != wanted.item:
        done = wanted.item in sitting.learner().done_today()
        return (sitting.go_on(late=True) if run else replies.idle(sitting.turn, "done" if done else "none"),)
    item = sitting.items.get(run.item)
    if item is None:
        return (sitting.go_on(),)
    if wanted.given:
        known = item.kind not in (Kind.SEVERAL, Kind.MATCH, Kind.ORDER) and wanted.given in run.shown
        return (await sitting.answer((wanted.given,)),) if known else await _unfit(sitting, wanted, message, secret)
    given = filled_in(item, message.values)
    return await _unfit(sitting, wanted, message, secret) if given is None else (await sitting.answer(given),)


async def _skip(sitting: Sitting, wanted: Practice, _message: Message, _secret: str) -> Replies:
    run = sitting.run
    if wanted.item and (run is None or run.item != wanted.item):
        return (sitting.go_on(late=run is not None),)
    return (sitting.pass_over(),)


async def _unknown(sitting: Sitting, wanted: Practice, _message: Message, _secret: str) -> Replies:
    """«Vet ikke»: the right answer is told, and the question comes back soon."""
    run = sitting.run
    if wanted.item and (run is None or run.item != wanted.item):
        return (sitting.go_on(late=run is not None),)
    return (await sitting.answer(()),)


async def _answered(sitting: Sitting, _wanted: Practice, _message: Message, _secret: str) -> Replies:
    """An answer to what is answered already."""
    return (replies.answered(sitting.turn, going=sitting.run is not None),)


async def _why(sitting: Sitting, wanted: Practice, _message: Message, _secret: str) -> Replies:
    """The rules behind the question that was explained just now; the explanation gave its own words."""
    item = sitting.items.get(wanted.item)
    return (replies.why(sitting.turn, item, going=sitting.run is not None),) if item else (replies.idle(sitting.turn, "none"),)


async def _go_on(sitting: Sitting, _wanted: Practice, _message: Message, _secret: str) -> Replies:
    return (sitting.go_on(),)


async def _pause(sitting: Sitting, _wanted: Practice, _message: Message, _secret: str) -> Replies:
    return (sitting.pause() if sitting.run else replies.idle(sitting.turn, "none"),)


async def _stop(sitting: Sitting, _wanted: Practice, _message: Message, _secret: str) -> Replies:
    return (sitting.stop() if sitting.run else replies.idle(sitting.turn, "none"),)


async def _progress(sitting: Sitting, _wanted: Practice, _message: Message, _secret: str) -> Replies:
    return (replies.progress(sitting.turn, sitting.progress(), sitting.items, going=sitting.run is not None),)


async def _themes(sitting: Sitting, _wanted: Practice, _message: Message, _secret: str) -> Replies:
    return (replies.themes(sitting.turn, sitting.items),)


async def _forget(sitting: Sitting, _wanted: Practice, _message: Message, _secret: str) -> Replies:
    count = await forget_results(sitting.session, sitting.turn.who)
    sitting.practised, sitting.results, sitting.recalls = Practised(), (), {}
    return (replies.forgotten(sitting.turn, count),)


# -- regular exercises ------------------------------------------------------------------------------------------------


async def _habit(sitting: Sitting, wanted: Practice, message: Message, secret: str) -> Replies:
    """From now on, in this conversation; only here is it kept where to write."""
    turn, address = sitting.turn, message.address
    if wanted.habit is None:
        return (replies.habit_not(turn, "hour"),)
    if message.reference is None:
        return (replies.habit_not(turn, "place"),)
    now = sitting.at.astimezone(OSLO)
    talk = conversation_key(secret, address.tenant, address.channel, address.conversation)
    done = passed(wanted.habit, now)
    await subscribe(sitting.session, Subscribed(turn.who, wanted.habit, talk, done))
    reached = Recipient(turn.who, address.tenant, address.conversation, message.reference, turn.language)
    await keep_recipient(sitting.session, reached, now=sitting.at)
    return (replies.habit_set(turn, wanted.habit, on_day(first_day(wanted.habit, now))),)


async def _habits(sitting: Sitting, _wanted: Practice, _message: Message, _secret: str) -> Replies:
    found = await subscribed(sitting.session, sitting.turn.who)
    return (replies.habit_told(sitting.turn, found.habit if found else None),)


async def _unsubscribe(sitting: Sitting, _wanted: Practice, _message: Message, _secret: str) -> Replies:
    had = await unsubscribe(sitting.session, sitting.turn.who, now=sitting.at)
    return (replies.habit_not(sitting.turn, "ended" if had else "none"),)


async def _stop_all(sitting: Sitting, wanted: Practice, message: Message, secret: str) -> Replies:
    """«Stopp øvingen» means the one under way, the regular one, or both."""
    stopped = (sitting.stop(),) if sitting.run else ()
    ended = await unsubscribe(sitting.session, sitting.turn.who, now=sitting.at)
    told = (*stopped, *((replies.habit_not(sitting.turn, "ended"),) if ended else ()))
    return told or await _stop(sitting, wanted, message, secret)


STEPS: Mapping[str, Step] = {
    "start": _start, "more": _more, "role": _role, "given": _given, "unfit": _unfit, "answer": _pressed, "next": _go_on,
    "skip": _skip, "unknown": _unknown, "why": _why, "answered": _answered, "pause": _pause, "resume": _go_on, "stop": _stop,
    "stop_all": _stop_all, "progress": _progress, "themes": _themes, "forget": _forget, "habit": _habit, "habits": _habits,
    "unsubscribe": _unsubscribe,
}  # fmt: skip
"""What is done, by intent."""
