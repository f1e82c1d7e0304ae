"""Whether items made from the register are right, seen by another way than they were made.

The stem is read as a reader does: what it asks, and by which name. The right answer is found anew in the plain records, and every
option is held against them. Run ``python -m tests.training.made_check`` for the counts and the faults.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from knowledge.quiz import Kind, Option, QuizItem, Theme
from tests.training.raw import Raw, Record
from tests.training.raw_facts import Facts

Lang = str
_AGED = re.compile(r", etter (?:kilden fra|kjelda frå) ([a-z]+ \d{4}|\d{4})(?=[.?])")
_WAYS: Mapping[str, tuple[str, str]] = {
    "member": (
        r"Hvilken av disse kommunene er med i (?P<name>.+)\?",
        r"Kva for ein av desse kommunane er med i (?P<name>.+)\?",
    ),
    "outsider": (
        r"Hvilken av disse kommunene er ikke med i (?P<name>.+)\?",
        r"Kva for ein av desse kommunane er ikkje med i (?P<name>.+)\?",
    ),
    "who": (
        r"Hvilke av disse kommunene er med i (?P<name>.+)\? Velg alle som passer\.",
        r"Kva for nokre av desse kommunane er med i (?P<name>.+)\? Vel alle som passar\.",
    ),
    "count": (r"Hvor mange kommuner er med i (?P<name>.+)\?", r"Kor mange kommunar er med i (?P<name>.+)\?"),
    "host": (r"Hvem er vertskommune i (?P<name>.+)\?", r"Kven er vertskommune i (?P<name>.+)\?"),
    "hosting": (r"(?P<place>.+) er vertskommune i (?P<name>.+)\.", r"(?P<place>.+) er vertskommune i (?P<name>.+)\."),
    "with": (r"(?P<place>.+?) er med i (?P<name>.+)\.", r"(?P<place>.+?) er med i (?P<name>.+)\."),
    "without": (r"(?P<place>.+?) er med i (?P<name>.+)\.", r"(?P<place>.+?) er med i (?P<name>.+)\."),
    "year": (r"Hvilket år ble (?P<name>.+) etablert\?", r"Kva år vart (?P<name>.+) etablert\?"),
    "form": (r"Hvilken samarbeidsform har (?P<name>.+)\?", r"Kva samarbeidsform har (?P<name>.+)\?"),
    "formed": (r"(?P<name>.+) er (?:et )?(?P<form>.+)\.", r"(?P<name>.+) er (?:eit )?(?P<form>.+)\."),
    "chapter": (
        r"(?P<name>.+) er et (?P<form>.+)\. I hvilket kapittel i kommuneloven står reglene om denne samarbeidsformen\?",
        r"(?P<name>.+) er eit (?P<form>.+)\. I kva kapittel i kommunelova står reglane om denne samarbeidsforma\?",
    ),
    "adopting": (
        r"(?P<name>.+) er et (?P<form>.+)\. Deltakerne vil ha en ny \w+avtale\. Hvor mange kommunestyrer må selv vedta avtalen\?",
        r"(?P<name>.+) er eit (?P<form>.+)\. Deltakarane vil ha ei ny \w+avtale\. "
        r"Kor mange kommunestyre må sjølve vedta avtala\?",
    ),
    "electing": (
        r"(?P<name>.+) er et (?P<form>.+)\. Hvem (?:oppnevner representantene|velger medlemmene) fra (?P<place>.+) i "
        r"representantskapet\?",
        r"(?P<name>.+) er eit (?P<form>.+)\. Kven (?:nemner opp representantane|vel medlemmene) frå (?P<place>.+) i "
        r"representantskapet\?",
    ),
    "highest": (
        r"(?P<name>.+) er et (?P<form>.+)\. Hva er det øverste organet\?",
        r"(?P<name>.+) er eit (?P<form>.+)\. Kva er det øvste organet\?",
    ),
    "liable": (
        r"(?P<name>.+) er et (?P<form>.+)\. Hvordan hefter (?P<place>.+) for gjelden\?",
        r"(?P<name>.+) er eit (?P<form>.+)\. Korleis heftar (?P<place>.+) for gjelda\?",
    ),
    "field": (r"Hvilket fagområde hører (?P<name>.+) til\?", r"Kva fagområde høyrer (?P<name>.+) til\?"),
    "covers": (
        r"Hvilket av disse samarbeidene gjelder (?P<field>.+)\?",
        r"Kva for eit av desse samarbeida gjeld (?P<field>.+)\?",
    ),
    "which": (
        r"Hvilket av disse samarbeidene er (?P<place>.+) med i\?",
        r"Kva for eit av desse samarbeida er (?P<place>.+) med i\?",
    ),
    "notwith": (
        r"Hvilket av disse samarbeidene er (?P<place>.+) ikke med i\?",
        r"Kva for eit av desse samarbeida er (?P<place>.+) ikkje med i\?",
    ),
    "shared": (
        r"Hvilket av disse samarbeidene har (?P<place>.+) sammen med (?P<partner>.+)\?",
        r"Kva for eit av desse samarbeida har (?P<place>.+) saman med (?P<partner>.+)\?",
    ),
    "figure": (r"Hvilket tall mangler\? «(?P<text>.+)»", r"Kva tal manglar\? «(?P<text>.+)»"),
}  # fmt: skip
"""What each kind of stem looks like in each written form."""
SETS_BESIDE = ("covers", "which", "notwith", "shared")
"""Kinds whose options are cooperations."""
_TELLS_PLACE = ("member", "outsider", "who", "host", "count")
_LAW = {"chapter", "adopting", "electing", "highest", "liable"}


@dataclass
class Read:
    """An item as a reader reads it, in one written form."""

    kind: str
    parts: Mapping[str, str]
    record: Record | None
    lang: Lang


def faults(raw: Raw, item: QuizItem, municipality: str, today: date) -> list[str]:
    """Everything that is wrong with an item; none when it may be asked."""
    facts = Facts(raw, today)
    found = list(_shape(item))
    readings = []
    for lang in ("nb", "nn"):
        try:
            reading = _read(facts, item, lang)
            readings.append(reading)
            found += [f"{fault} ({lang})" for fault in _of_reading(facts, item, reading, municipality)]
        except LookupError as error:
            found.append(f"{error.args[0]} ({lang})")
    if len({id(reading.record) for reading in readings}) > 1:
        found.append("the written forms ask about different things")
    found += [fault for fact in item.facts for fault in facts.doubts(fact)]
    return found


def _read(facts: Facts, item: QuizItem, lang: Lang) -> Read:
    kind = item.id.split("-")[2]
    stem = _AGED.sub("", item.stem.nb if lang == "nb" else item.stem.nn)
    match = re.fullmatch(_WAYS[kind][lang == "nn"], stem) if kind in _WAYS else None
    if match is None:
        raise LookupError(f"the stem is of no known kind: {stem}")
    parts = match.groupdict()
    record = facts.the_one(parts["name"], lang) if "name" in parts else None
    return Read(kind, parts, record, lang)


def _shape(item: QuizItem) -> Iterator[str]:
    if item.theme is not Theme.REGISTER:
        yield "is not of the theme «register»"
    if "".join(option.id for option in item.options) != "abcdefgh"[: len(item.options)]:
        yield "is not lettered a, b, c"
    right = sum(option.right for option in item.options)
    if not (2 <= right < len(item.options) if item.kind is Kind.SEVERAL else right == 1):
        yield f"{right} options are marked right"
    least = 2 if item.kind is Kind.TRUE_FALSE else 3
    if len(item.options) < least:
        yield f"has {len(item.options)} options"
    for lang in ("nb", "nn"):
        said = [_of(option.text, lang).casefold() for option in item.options]
        if len(set(said)) != len(said):
            yield f"two options say the same ({lang})"
    if any(not option.because.nb or not option.because.nn for option in item.options):
        yield "an option is not explained"


def _of(text: object, lang: Lang) -> str:
    return str(getattr(text, lang))


def _of_reading(facts: Facts, item: QuizItem, reading: Read, municipality: str) -> Iterator[str]:
    records = [reading.record] if reading.record else []
    if reading.kind in SETS_BESIDE:
        records = [facts.the_one(_of(option.text, reading.lang), reading.lang) for option in item.options]
    told = {f"cooperation:{record['id']}" for record in records}
    if reading.kind != "figure" and told != set(item.facts):
        yield f"rests on {sorted(item.facts)}, but is about {sorted(told)}"
    yield from _age(facts, item, reading.lang)
    yield from _own(facts, item, reading, municipality)
    yield from _given_away(facts, item, reading)
    for record in records:
        if taken := facts.alike(record, municipality):
            yield f"«{record['name'][reading.lang]}» may be taken for {taken[:3]}"
    if reading.kind in _LAW:
        yield from _law(facts, item, reading)
    for option in item.options:
        held = _JUDGES[reading.kind](facts, reading, option, item)
        if held is None:
            yield f"option {option.id} («{_of(option.text, reading.lang)}») cannot be settled by the records"
        elif held != option.right:
            yield f"option {option.id} («{_of(option.text, reading.lang)}») is {'right' if held else 'wrong'} by the records"


def _age(facts: Facts, item: QuizItem, lang: Lang) -> Iterator[str]:
    """An old fact says how old; a new one does not, and each explanation that rests on a source names it."""
    told = _AGED.search(_of(item.stem, lang))
    old = facts.age_of(item.facts[0])
    if old != (told.group(1) if told else None):
        yield f"says «{told.group(1) if told else ''}» of a fact whose source, if it is old, is from {old}"
    for option in item.options:
        because = _of(option.because, lang)
        sourced = any(facts.source_in(because, fact, lang) for fact in item.facts)
        if option.right and item.kind is not Kind.SEVERAL and not sourced:
            yield f"option {option.id}: the right answer names no source"
    if item.kind is Kind.SEVERAL and not any(facts.source_in(_of(o.because, lang), item.facts[0], lang) for o in item.options):
        yield "no option names the source"


def _own(facts: Facts, item: QuizItem, reading: Read, municipality: str) -> Iterator[str]:
    """It is about the reader's own municipality."""
    place = reading.parts.get("place")
    others = reading.kind in ("with", "hosting")  # a claim may be of another than the reader's own
    if place and not others and facts.place(place) != municipality:
        yield f"asks about {place}"
    if reading.record and reading.kind != "without" and facts.takes_part(reading.record, municipality) is not True:
        yield "the municipality is not with it"
    if reading.kind == "figure" and municipality not in facts.figure(item.facts[0])["about"]["municipalities"]:
        yield "the figure is of another municipality"


def _given_away(facts: Facts, item: QuizItem, reading: Read) -> Iterator[str]:
    name = reading.parts.get("name", "").casefold()
    words = re.findall(r"\w+", name)
    if reading.kind in ("form", "formed") and (
        {"iks", "as", "sa", "ko", "ipr"} & set(words)
        or any(each in name for each in ("selskap", "oppgavefelle", "oppgåvefelle", "politisk", "vertskommun", "nettverk"))
    ):
        yield "the name tells the form"
    if reading.kind == "field" and reading.record and facts.named_after(reading.record, reading.record["fields"][0]):
        yield "the name tells the field"
    if reading.kind == "covers":
        named = facts.the_one(next(_of(o.text, reading.lang) for o in item.options if o.right), reading.lang)
        if facts.named_after(named, facts.field(reading.parts["field"], reading.lang)):
            yield "the name tells the field"
    if reading.kind in _TELLS_PLACE:
        for option in item.options:
            place = re.findall(r"\w+", _of(option.text, reading.lang).casefold())
            if not place[0].isdigit() and any(words[at : at + len(place)] == place for at in range(len(words))):
                yield f"the name has «{_of(option.text, reading.lang)}» in it"


def _law(facts: Facts, item: QuizItem, reading: Read) -> Iterator[str]:
    """The rule is there, is of the form, and has the paragraphs that are named."""
    assert reading.record is not None
    form = facts.form(reading.record)
    if form is None or facts.named_form(reading.parts["form"], reading.lang) != form:
        yield f"the form is {form}, not «{reading.parts['form']}»"
    for rule in item.rules:
        known = facts.rule(rule)
        if known.get("form") != form:
            yield f"the rule {rule} is of another form"
        for option in item.options:
            if option.right and not any(ref in known["refs"] for ref in option.refs):
                yield f"the paragraphs {option.refs} are not what {rule} rests on"
    if not item.rules:
        yield "names no rule"


Judge = Callable[[Facts, Read, Option, QuizItem], bool | None]


def _in(facts: Facts, reading: Read, option: Option, item: QuizItem) -> bool | None:
    assert reading.record is not None
    return facts.takes_part(reading.record, facts.place(_of(option.text, reading.lang)))


def _out(facts: Facts, reading: Read, option: Option, item: QuizItem) -> bool | None:
    held = _in(facts, reading, option, item)
    return None if held is None else not held


def _true(option: Option) -> bool:
    return {"Sant": True, "Usant": False}[option.text.nb]


def _claimed(facts: Facts, reading: Read, option: Option, item: QuizItem) -> bool | None:
    assert reading.record is not None
    held = facts.takes_part(reading.record, facts.place(reading.parts["place"]))
    return None if held is None else held == _true(option)


def _host(facts: Facts, reading: Read, option: Option, item: QuizItem) -> bool | None:
    assert reading.record is not None
    host = facts.host(reading.record)
    return None if host is None else facts.place(_of(option.text, reading.lang)) == host


def _hosting(facts: Facts, reading: Read, option: Option, item: QuizItem) -> bool | None:
    assert reading.record is not None
    host = facts.host(reading.record)
    return None if host is None else (facts.place(reading.parts["place"]) == host) == _true(option)


def _count(facts: Facts, reading: Read, option: Option, item: QuizItem) -> bool | None:
    assert reading.record is not None
    many = facts.how_many(reading.record)
    return None if many is None else int(option.text.nb) == many


def _adopting(facts: Facts, reading: Read, option: Option, item: QuizItem) -> bool | None:
    """The rule says that each council must itself; then there are as many as take part."""
    said = facts.rule(item.rules[0])["short"]["nb"].casefold() if item.rules else ""
    if "hvert kommunestyre" not in said or "selv vedta" not in said:
        return None
    return _count(facts, reading, option, item)


def _year(facts: Facts, reading: Read, option: Option, item: QuizItem) -> bool | None:
    assert reading.record is not None
    began = reading.record.get("established")
    return None if began is None or int(option.text.nb) > facts.today.year else option.text.nb == began[:4]


def _form(facts: Facts, reading: Read, option: Option, item: QuizItem) -> bool | None:
    assert reading.record is not None
    return facts.has_form(reading.record, facts.named_form(_of(option.text, reading.lang), reading.lang))


def _formed(facts: Facts, reading: Read, option: Option, item: QuizItem) -> bool | None:
    assert reading.record is not None
    held = facts.has_form(reading.record, facts.named_form(reading.parts["form"], reading.lang))
    return None if held is None else held == _true(option)


def _chapter(facts: Facts, reading: Read, option: Option, item: QuizItem) -> bool | None:
    assert reading.record is not None
    chapter = facts.chapter(reading.record)
    return None if chapter is None else option.text.nb == f"Kapittel {chapter}"


def _electing(facts: Facts, reading: Read, option: Option, item: QuizItem) -> bool | None:
    said = facts.rule(item.rules[0])["short"]["nb"].casefold()
    if not ("kommunestyre" in said and ("velger selv" in said or "oppnevner selv" in said)):
        return None
    return option.text.nb == f"Kommunestyret i {reading.parts['place']}"


def _highest(facts: Facts, reading: Read, option: Option, item: QuizItem) -> bool | None:
    said = facts.rule(item.rules[0])["short"]["nb"].casefold()
    bodies = [o.text.nb.casefold() for o in item.options if o.text.nb.casefold() in said]
    return option.text.nb.casefold() in said if len(bodies) == 1 else None


def _liable(facts: Facts, reading: Read, option: Option, item: QuizItem) -> bool | None:
    rule = facts.rule(item.rules[0])
    own_share = rule["answer"] == "yes" and "ubegrenset" in rule["short"]["nb"]
    nothing = rule["answer"] == "no" and "hefter ikke" in rule["short"]["nb"]
    if own_share == nothing:
        return None
    said = option.text.nb
    wanted = "For sin egen del, uten øvre grense" if own_share else "Ikke i det hele tatt, men innskuddet kan gå tapt"
    return said == wanted


def _field(facts: Facts, reading: Read, option: Option, item: QuizItem) -> bool | None:
    assert reading.record is not None
    return facts.in_field(reading.record, facts.field(_of(option.text, reading.lang), reading.lang), only=True)


def _covers(facts: Facts, reading: Read, option: Option, item: QuizItem) -> bool | None:
    record = facts.the_one(_of(option.text, reading.lang), reading.lang)
    return facts.in_field(record, facts.field(reading.parts["field"], reading.lang), only=False)


def _of_place(part: str, *, wanted: bool) -> Judge:
    def judge(facts: Facts, reading: Read, option: Option, item: QuizItem) -> bool | None:
        record = facts.the_one(_of(option.text, reading.lang), reading.lang)
        held = facts.takes_part(record, facts.place(reading.parts[part]))
        if part == "partner" and facts.takes_part(record, facts.place(reading.parts["place"])) is not True:
            return None
        return None if held is None else held == wanted

    return judge


def _figure(facts: Facts, reading: Read, option: Option, item: QuizItem) -> bool | None:
    """Put in the gap, the right number gives the sentence of the record, and has its value."""
    figure = facts.figure(item.facts[0])
    said = _of(option.text, reading.lang)
    filled = reading.parts["text"].replace("…", said) == figure["text"][reading.lang]
    value = float(re.sub(r"\s", "", said).replace(",", ".")) == float(figure["value"])
    return filled if filled == value else None


_JUDGES: Mapping[str, Judge] = {
    "member": _in, "who": _in, "outsider": _out, "with": _claimed, "without": _claimed, "host": _host, "hosting": _hosting,
    "count": _count, "adopting": _adopting, "year": _year, "form": _form, "formed": _formed, "chapter": _chapter,
    "electing": _electing, "highest": _highest, "liable": _liable, "field": _field, "covers": _covers,
    "which": _of_place("place", wanted=True), "notwith": _of_place("place", wanted=False),
    "shared": _of_place("partner", wanted=True), "figure": _figure,
}  # fmt: skip


def main() -> int:
    """Check items of ten municipalities and more; tell how many of each kind, and every fault."""
    from tests.training.made_run import run

    return run()


if __name__ == "__main__":
    raise SystemExit(main())
