"""What is said to hold a quiz for a group, and what the buttons of its cards say. Each must fit whole.

«Start quiz om vertskommune, 8 spørsmål» is one, «hva er en quiz?» is none. The short words that steer a quiz («neste»,
«pause») mean something else where none runs: see ``loose``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from knowledge.model import Language
from knowledge.quiz import Role

Wish = Literal["start", "close", "next", "pause", "resume", "end", "screen", "vote", "see"]


@dataclass(frozen=True, slots=True)
class GroupCommand:
    """What is wanted of a group's quiz."""

    wish: Wish
    topic: str = ""
    """What it is to be about, as written: «vertskommune», «§ 20»."""
    count: int | None = None
    level: int | None = None
    points: bool = False
    role: Role | None = None
    """Whom it is for above all."""
    language: Language | None = None
    """The written form that it is to be held in, where that is said."""
    session: int | None = None
    """The session that a button belongs to."""
    question: int | None = None
    """The question that a button belongs to."""
    option: str = ""
    """What is voted for; empty where it was chosen in a form."""
    loose: bool = False
    """True for words that mean something else where no quiz runs."""


_ARTICLE = r"(?:(?:en|ein|ei|et|eit|den|ny|nytt|ei ny|en ny|ein ny) )?"
_QUIZ = r"(?:gruppequiz|quiz|kviss|spørrerunde|spørjerunde)"
_THE = r"(?:quizen|quizzen|kvissen|gruppequizen|quiz|kviss)"
_BEGIN = r"(?:start|begynn|kjør|køyr|hold|hald|sett i gang)(?: opp| med)?"
_START = re.compile(rf"{_BEGIN} {_ARTICLE}{_QUIZ}(?:en)?(?P<rest>(?:[ ,:].*)?)", re.I)
_ABOUT = re.compile(r"(?:om|i|fra|frå|på|innen|innan) (?P<topic>[^?\n]{1,80})", re.I)

_WORDS = ("ett|eitt|én|en|ein", "to", "tre", "fire", "fem", "seks", "sju|syv", "åtte", "ni", "ti")
_NUMBERS = {word: number for number, words in enumerate(_WORDS, 1) for word in words.split("|")}
_COUNT = re.compile(rf"(?:med )?(?P<n>\d{{1,3}}|{'|'.join(_NUMBERS)}) (?:spørsmål|spm\.?)", re.I)
_LEVEL = re.compile(r"(?:på |med )?nivå (?P<n>[123])", re.I)
_POINTS = re.compile(r"med (?:poeng|poengtabell|poengliste|resultatliste)(?: og navn| og namn)?", re.I)
_NO_POINTS = re.compile(r"(?:uten|utan) (?:poeng|poengtabell|poengliste)", re.I)
_FORM = re.compile(r"på (?P<form>bokmål|nynorsk)", re.I)
_ROLE = re.compile(r"for (?P<role>kommunestyre|formannskap|representantskap|kontrollutval)(?:et|get|g)?", re.I)
_JOINTS = re.compile(r"(?:,| og| med)?\s+|,\s*")
"""What stands between the parts of a wish."""

_IN = r"(?: i quiz (?P<session>\d{1,9}))?"
_Q = r"(?:spørsmål|spørsmålet)(?: (?P<question>\d{1,3}))?"
_STEERING: tuple[tuple[Wish, str], ...] = (
    ("close", r"(?:steng|lukk)(?: og vis resultat(?:et)?)?"),
    ("close", rf"(?:steng|lukk) {_Q}(?: og vis resultat(?:et)?)?{_IN}"),
    ("close", r"(?:vis|sjå) (?:resultat|resultatet|resultata|resultatene|svaret|fasit|fasiten)"),
    ("next", r"neste(?: spørsmål)?"),
    ("next", rf"neste spørsmål etter (?P<question>\d{{1,3}}){_IN}"),
    ("pause", rf"(?:pause|ta (?:en |ein )?pause|pause {_THE}|sett {_THE} på pause)"),
    ("pause", rf"pause ved {_Q}{_IN}"),
    ("resume", rf"(?:fortsett|fortset|hald fram|gå videre|gå vidare|start igjen|start att)(?: med)?(?: {_THE})?"),
    ("resume", rf"fortsett ved {_Q}{_IN}"),
    ("end", rf"(?:avslutt|avslutte|stopp|stans|slutt|slutt av)(?: {_THE})?"),
    ("end", r"avslutt quiz (?P<session>\d{1,9})"),
    ("screen", r"(?:vis )?(?:storskjerm|projektor|projektorside|projektorsiden|projektorsida|lenke til storskjerm)"),
    ("screen", r"vis storskjerm for quiz (?P<session>\d{1,9})"),
    ("vote", rf"svar (?P<option>[a-zæøå]{{1,20}}) på spørsmål (?P<question>\d{{1,3}}){_IN}"),
    ("vote", rf"svar på spørsmål (?P<question>\d{{1,3}}){_IN}"),
    ("see", rf"vis spørsmål (?P<question>\d{{1,3}}){_IN}"),
)
_COMPILED = tuple((wish, re.compile(pattern, re.I)) for wish, pattern in _STEERING)
_FIRST_WORDS = """
start begynn kjør køyr hold hald sett steng lukk vis sjå neste pause ta fortsett fortset gå avslutt avslutte stopp stans slutt
storskjerm projektor projektorside projektorsiden projektorsida lenke svar
"""
_FIRST = frozenset(_FIRST_WORDS.split())
"""What these commands begin with: it spares most questions the patterns."""


def group_command(text: str) -> GroupCommand | None:
    """What the words want of a group's quiz; None when they are anything else."""
    said = " ".join(text.split()).rstrip(" .!")
    if len(said) > 200 or said.partition(" ")[0].casefold() not in _FIRST:
        return None
    match = _START.fullmatch(said)
    if match is not None:
        return _started(match["rest"].strip(" ,:"))
    for wish, pattern in _COMPILED:
        match = pattern.fullmatch(said)
        if match is not None:
            return _steered(wish, match)
    return None


def _steered(wish: Wish, match: re.Match[str]) -> GroupCommand:
    found = match.groupdict()
    session, question = found.get("session"), found.get("question")
    return GroupCommand(
        wish,
        session=int(session) if session else None,
        question=int(question) if question else None,
        option=(found.get("option") or "").casefold(),
        loose=session is None,
    )


def _started(rest: str) -> GroupCommand | None:
    """The wishes at either end are taken off one by one; what is left must say what it is about, or be nothing."""
    wanted = GroupCommand("start")
    while rest:
        shorter = _without_last(rest, wanted) or _without_first(rest, wanted)
        if shorter is None:
            break
        rest, wanted = shorter
    if not rest:
        return wanted
    about = _ABOUT.fullmatch(rest)
    return replace(wanted, topic=about["topic"].strip(" ,«»\"'")) if about else None


def _without_last(rest: str, wanted: GroupCommand) -> tuple[str, GroupCommand] | None:
    """The words before the last wish, and that wish added; None when they do not end with one."""
    for start in (0, *(joint.end() for joint in _JOINTS.finditer(rest))):
        more = _wish(rest[start:], wanted)
        if more is not None:
            return re.sub(r"(?:,| og| med)$", "", rest[:start].rstrip()).rstrip(" ,"), more
    return None


def _without_first(rest: str, wanted: GroupCommand) -> tuple[str, GroupCommand] | None:
    """The words after the first wish, and that wish added; None when they do not begin with one."""
    for joint in _JOINTS.finditer(rest):
        more = _wish(rest[: joint.start()], wanted)
        if more is not None:
            return rest[joint.end() :], more
    return None


def _wish(said: str, wanted: GroupCommand) -> GroupCommand | None:
    for pattern, add in _WISHES:
        match = pattern.fullmatch(said)
        if match is not None:
            return add(wanted, match)
    return None


def _number(match: re.Match[str]) -> int:
    return _NUMBERS.get(match["n"].casefold()) or int(match["n"])


def _role(said: str) -> Role:
    return next(role for role in Role if role.value.startswith(said))


_Add = Callable[[GroupCommand, re.Match[str]], GroupCommand]
_WISHES: tuple[tuple[re.Pattern[str], _Add], ...] = (
    (_COUNT, lambda wanted, match: replace(wanted, count=_number(match))),
    (_LEVEL, lambda wanted, match: replace(wanted, level=int(match["n"]))),
    (_POINTS, lambda wanted, _: replace(wanted, points=True)),
    (_NO_POINTS, lambda wanted, _: replace(wanted, points=False)),
    (_ROLE, lambda wanted, match: replace(wanted, role=_role(match["role"].casefold()))),
    (_FORM, lambda wanted, match: replace(wanted, language="nn" if match["form"].casefold() == "nynorsk" else "nb")),
)
