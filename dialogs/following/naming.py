"""Topics and wishes in words, for the reader."""

from __future__ import annotations

from datetime import datetime

from dialogs.handlers.steps import BODY_LABELS
from dialogs.written import WEEKDAYS, on_day
from knowledge.clock import OSLO
from knowledge.following.times import Wishes
from knowledge.following.topics import Topic
from knowledge.model import Form, Language
from knowledge.snapshot import Knowledge


def exists(topic: Topic, knowledge: Knowledge) -> bool:
    """True while all that it names is there."""
    register = knowledge.register
    forms = {form.value for form in knowledge.language.forms}
    return (
        (topic.case is None or topic.case in register.cases)
        and (topic.board is None or topic.board in register.cases)
        and (topic.cooperation is None or topic.cooperation in register.cooperations)
        and (topic.field is None or topic.field in register.fields)
        and (topic.form is None or topic.form in forms)
        and (topic.body is None or topic.body in BODY_LABELS)
        and (topic.law is None or topic.law.partition(" ")[0] in knowledge.language.law.acts)
        and (topic.place is None or bool(_place(topic.place, knowledge, "nb")))
    )


def named(topic: Topic, knowledge: Knowledge, language: Language) -> str:
    """What is followed, as it stands after «følger»; something general for what the register no longer has."""
    nb = language == "nb"
    if not exists(topic, knowledge):
        return "noe som ikke lenger er i registeret" if nb else "noko som ikkje lenger er i registeret"
    register = knowledge.register
    if topic.case:
        return f"{'saken' if nb else 'saka'} «{register.cases[topic.case].title.in_(language)}»"
    if topic.board:
        title = register.cases[topic.board].title.in_(language)
        return f"{'behandlingen' if nb else 'handsaminga'} i {'kommunestyrene' if nb else 'kommunestyra'} av «{title}»"
    if topic.cooperation:
        return register.cooperations[topic.cooperation].name.in_(language)
    if topic.law:
        return law_name(topic.law, knowledge, language)
    if topic.sources:
        return "om kildene blir tause" if nb else "om kjeldene teier"
    return _combined(topic, knowledge, language)


def _combined(topic: Topic, knowledge: Knowledge, language: Language) -> str:
    """«Barnevern i Gjøvik», «saker om brann i kommunestyret i Gjøvik»."""
    place = _place(topic.place, knowledge, language) if topic.place else ""
    field = knowledge.register.fields[topic.field].name.in_(language) if topic.field else ""
    form = knowledge.language.forms[Form(topic.form)].name.in_(language) if topic.form else ""
    what = f"{field} som {form}" if field and form else field or form
    if topic.body:
        body = BODY_LABELS[topic.body].in_(language)
        there = f"{body} i {place}" if place else body
        return f"saker om {what} i {there}" if what else there
    return f"{what} i {place}" if what and place else what or place


def _place(place: str, knowledge: Knowledge, language: Language) -> str:
    kind, _, name = place.partition(":")
    register = knowledge.register
    if kind == "m":
        return register.municipalities[name].name if name in register.municipalities else ""
    if kind == "r":
        return register.regions[name].name.in_(language) if name in register.regions else ""
    return name if any(m.county == name for m in register.municipalities.values()) else ""


def law_name(key: str, knowledge: Knowledge, language: Language) -> str:
    """«Kommuneloven § 20-2»."""
    act, _, number = key.partition(" ")
    return f"{knowledge.language.law.acts[act].name.in_(language)} § {number}"


def clock(minute: int) -> str:
    """The minute of the day as it is written: «8», «7.30»."""
    hours, minutes = divmod(minute, 60)
    return f"{hours}.{minutes:02}" if minutes else str(hours)


def how_often(wishes: Wishes, language: Language) -> str:
    """«Med en gang», «hver dag kl. 8», «hver mandag kl. 8»."""
    nb = language == "nb"
    if wishes.mode == "at_once":
        return "med en gang" if nb else "med ein gong"
    at = f"kl. {clock(wishes.minute)}"
    if wishes.mode == "daily":
        return f"samlet hver dag {at}" if nb else f"samla kvar dag {at}"
    day = WEEKDAYS[wishes.weekday].in_(language)
    return f"samlet hver {day} {at}" if nb else f"samla kvar {day} {at}"


def quiet_hours(wishes: Wishes) -> str:
    """«21–7»; empty for none."""
    return f"{clock(wishes.quiet.start)} og {clock(wishes.quiet.end)}" if wishes.quiet else ""


def moment(when: datetime | None) -> str:
    """The day and time that it is in Norway, as it is written; only the day at midnight; empty for none."""
    if when is None:
        return ""
    there = when.astimezone(OSLO)
    minute = there.hour * 60 + there.minute
    return f"{on_day(there.date())} kl. {clock(minute)}" if minute else on_day(there.date())
