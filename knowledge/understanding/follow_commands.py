"""What people say to be told of something, to be told in another way, or no more. Each form of words must fit whole.

They are read before anything else is made of the words, so they are narrow: «følg barnevern i Gjøvik» is one, «hva følger av
§ 20-2?» and «kan vi stoppe samarbeidet?» are none. What is to be followed may be said in any way; it is not read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from knowledge.understanding.follow_times import Said, timing, timing_within


@dataclass(frozen=True, slots=True)
class FollowCommand:
    """What somebody wants."""

    intent: str
    target: str = ""
    """What it is about, in the words that were said."""
    keys: tuple[str, ...] = ()
    """The same as keys of topics, from a button."""
    number: int | None = None
    """Of a subscription, from a button."""
    said: Said | None = None
    """How they want to be told, or for how long not."""
    whom: str = ""
    """``me``, or ``us`` for the channel, where the words say so."""


_ME = r"(?P<me>meg|me|mæ|mei)"
_US = r"(?P<us>oss|kanalen|teamet|gruppa|gruppen)"
_WHO = rf"(?:{_ME}|{_US})"
_POLITE = r"(?:(?:hei|ok|ja)[,!.]? )?(?:(?:kan|vil|kunne) (?:du|de) )?(?:vær så snill å |ver så snill å )?"
_WANT = r"(?:(?:jeg|eg|vi|me) (?:vil|ønsker|ønskjer|har lyst til|skal|vil gjerne) (?:å )?)?"
_TARGET = r"(?P<target>[^\n]{1,300}?)"
_FOLLOW = r"(?:følg|følge|følgje|følgj|fylg|fylgje)(?! opp\b| (?:loven|lova|reglene|reglane|avtalen|avtala)$)"
_NEWS = (
    r"(?:(?:(?:det )?(?:skjer|hender|kommer|kjem|er|blir) (?:det )?(?:noe|noko|nokre|nye?|nytt)(?: nytt| nye)?"
    r"|(?:noe|noko)(?: nytt)? (?:skjer|hender))(?: saker| i saken)?(?: i| med| om| på| for| innen| innan| rundt)? )"
)
_WHEN = r"(?:om|når|ved|hvis|dersom|viss|for|hver gang|kvar gong)"
_ALERTS = (
    r"(?:varsel|varsler|varslar|varsla|varslene|varslinger|varslingar|varslingene|varslingane|beskjed|melding"
    r"|meldinger|meldingar)"
)
_SUBSCRIPTION = r"abonnement(?:et)? (?:nr\.? )?(?P<number>\d{1,9})"
_MUTE = r"(?:demp|dempe|skru ned|mute)"
_STOP = r"(?:stopp|stans|slutt|avslutt|avbryt)"

_PATTERNS: tuple[tuple[str, str], ...] = (
    # buttons of ours
    ("save", r"lagre abonnement på (?P<keys>[^\n]{3,900})"),
    ("unfollow", rf"{_STOP} {_SUBSCRIPTION}"),
    ("mute", rf"{_MUTE} {_SUBSCRIPTION} (?P<when>[^\n]{{1,40}})"),
    ("open_case", r"(?:åpne|opne) (?:saken|saka) (?P<target>[\w-]{1,120})"),
    ("open_cooperation", r"(?:åpne|opne) samarbeidet (?P<target>[\w-]{1,120})"),
    ("preview", r"følg emnet (?P<keys>[^\n]{3,900})"),
    # what is followed
    ("list", r"(?:hva|kva|ka) (?:er det )?(?:følger|følgjer|følg|fylgjer|abonnerer) (?:jeg|eg|vi|me|kanalen)(?: på)?(?: nå"
             r"| no)?"),
    ("list", r"(?:hvilke|kva for|kva|hva slags) (?:varsler|varsel|varslar|abonnement|abonnementer) (?:har|får) (?:jeg|eg|vi|me)"),
    ("list", r"(?:vis |vise |sjå |se )?(?:meg )?(?:alle )?(?:mine (?:varsler|varslar|varsel|abonnement|abonnementer)"
             r"|(?:varslene|varsla|varslingene|varslingane|abonnementene|abonnementa) mine)"),
    # what it is
    ("how", r"(?:hvordan|korleis) (?:kan |skal |må )?(?:(?:jeg|eg|vi|me) )?(?:får|få|bestille|slå på|slår) "
            rf"(?:(?:jeg|eg|vi|me|på) )*{_ALERTS}(?: på)?(?: om [^\n]{{2,80}})?"),
    ("how", r"(?:hvordan|korleis) (?:kan |skal )?(?:(?:jeg|eg|vi|me) )?(?:følger|følgjer|følge|følgje) (?:(?:jeg|eg|vi|me) )?"
            r"(?:med )?(?:en |ei |ein |et |eit )?(?:sak|kommune|samarbeid|lov|paragraf|saker|saken|saka)(?: videre| vidare)?"),
    ("how", rf"(?:hvordan|korleis) (?:virker|fungerer|verkar|slår jeg av|slår eg av|stopper jeg|stoppar eg) {_ALERTS}"),
    ("how", r"(?:hva|kva) (?:kan|går det an) (?:(?:jeg|eg|vi|me) |å )?"
            r"(?:følge|følgje|få varsler om|få varsel om|bli varslet om|bli varsla om)"),
    # no more of it
    ("unfollow_all", rf"{_STOP}(?: med)?(?: å sende)?(?: meg| oss)?(?: alle| alt av)?(?: {_ALERTS})(?: til (?:meg|oss))?"),
    ("unfollow_all", rf"(?:ikke|ikkje) send (?:{_WHO} )?(?:flere |fleire )?{_ALERTS}(?: lenger| lengre| lengje| meir| mer)?"),
    ("unfollow_all", rf"(?:{_STOP}(?: med)? å|ikke|ikkje) varsle? {_WHO}(?: lenger| lengre| lengje| meir| mer)?"),
    ("unfollow_all", rf"(?:{_STOP}(?: med)? å|ikke|ikkje) {_FOLLOW} (?:alt|alle|noe|noko)(?: sammen| saman)?(?: lenger"
                     r"| lengre| lengje| meir| mer)?"),
    ("unfollow_all", r"(?:meld|melde) (?:meg|oss) av(?: alle)?(?: varsler| varslar| varsel| varslene| varsla| alt| abonnement)?"),
    ("unfollow", rf"(?:{_STOP}(?: med)? å|ikke|ikkje) {_FOLLOW} {_TARGET}(?: lenger| lengre| lengje| meir| mer)?"),
    ("unfollow", rf"(?:{_STOP}(?: med)? å|ikke|ikkje) varsle? {_WHO} (?:om|når|ved) {_TARGET}(?: lenger| lengre| lengje"
                 r"| meir| mer)?"),
    ("unfollow", rf"{_STOP} {_ALERTS} (?:om|for|på) {_TARGET}"),
    ("unfollow", rf"(?:avfølg|avfølge|avfølgje) {_TARGET}"),
    ("stop", r"(?:stopp|stop|stans)"),
    # peace
    ("unmute", rf"(?:opphev|avslutt|fjern|slå av) (?:dempingen|dempinga|demping)|(?:{_STOP} å|ikke|ikkje) dempe?(?: lenger"
               r"| lengre| meir| mer)?|slå på (?:varsler|varslar|varslene|varsla|varsel)(?: igjen| att)?"),
    ("mute", rf"{_MUTE}(?: alle)?(?: {_ALERTS}| alt| alle)?(?: (?P<when>(?:i |til |frem til |fram til )?[^\n]{{2,40}}))?"),
    ("quiet_off", r"(?:ingen|ingen|fjern|slå av|opphev) (?:stilletid|stilletiden|stilletida|stille timer|stille timar)"
                  r"|(?:du kan |kan )?(?:forstyrr|forstyrre|uroe) (?:meg )?(?:når som helst|hele døgnet|heile døgnet)"),
    ("quiet", r"(?:(?:ikke|ikkje) (?:forstyrr|forstyrre|uro|uroe|uroa|varsle|varsl|send)(?: (?:meg|oss|noe|noko|varsler"
              r"|varslar))*|stilletid(?:en|a)?|(?:ha )?(?:det )?stille) (?P<quiet>[^\n]{3,40})"),
    # how
    ("settings", rf"{_POLITE}{_WANT}(?:varsle|varsl|gi|gje|send|få) (?:{_WHO} )?(?:{_ALERTS} |beskjed |samlet "
                 rf"|samla )*(?P<when>[^\n]{{3,60}})"),
    ("settings", rf"{_POLITE}{_WANT}(?:få |ha )?{_ALERTS} (?P<when>[^\n]{{3,60}})"),
    # what
    ("follow", rf"{_POLITE}{_WANT}(?:varsle|varsl) {_WHO} (?P<early>[^\n]{{3,30}} )?"
               rf"{_WHEN} {_NEWS}?{_TARGET}"),
    ("follow", rf"{_POLITE}(?:(?:kan|kunne) (?:jeg|eg|vi|me) )?{_WANT}(?:gi|gje|send|få|ha) (?:{_WHO} )?{_ALERTS} "
               rf"{_WHEN} {_NEWS}?{_TARGET}"),
    ("follow", rf"{_POLITE}(?:si|sei|seie) (?:i ?)?(?:fra|frå)(?: til {_WHO})? {_WHEN} {_NEWS}?{_TARGET}"),
    ("follow", rf"{_POLITE}(?:hold|hald|halde|holde) {_WHO} (?:oppdatert|orientert|informert) (?:om|på) {_NEWS}?{_TARGET}"),
    ("follow", rf"{_POLITE}{_WANT}(?:abonner|abonnere) (?!(?:på )?(?:en |ein )?kalend)(?:på )?{_NEWS}?{_TARGET}"),
    ("follow", rf"{_POLITE}{_WANT}{_FOLLOW}(?: med)?(?: på)? {_TARGET}"),
    ("follow_this", rf"{_POLITE}{_WANT}(?:{_FOLLOW}|varsle meg|varsle oss|abonner)"),
)  # fmt: skip
_COMPILED = tuple((intent, re.compile(pattern, re.IGNORECASE)) for intent, pattern in _PATTERNS)
_FIRST = re.compile(
    r"(?:hei|ok|ja|åpne|opne|hvordan|korleis|kan|vil|kunne|vær|ver|jeg|eg|vi|me|få|ha|lagre|stopp\w*|stop|stans|slutt|avslutt|avbryt|demp\w*|skru"
    r"|mute|føl\w*|fyl\w*"
    r"|hva|kva|ka|hvilke|vis|vise|sjå|se|mine|varsl\w*|varsel|abonn\w*|ikke|ikkje|meld\w*|avføl\w*|opphev|fjern|slå|ingen"
    r"|du|forstyrr\w*|uroe"
    r"|stille\w*|det|gi|gje|send|si|sei|seie|hold\w*|hald\w*|alle|beskjed)\b",
    re.IGNORECASE,
)  # fmt: skip
_NO_ENDING = re.compile(
    r"(?:,? takk|,? er du snill)?$"
    r"|(?:(?: blir| vert| er)? (?:endret|endra|endres|endrast|endrar seg|endrer seg|forandret|forandra|forandres"
    r"|forandrar seg|forandrer seg))$"
    r"|(?: (?:kommer|kjem) opp(?: (?:til behandling|til handsaming|igjen|att))?)$"
    r"|(?:(?: blir| vert)? (?:behandlet|behandla|behandles|handsama|vedtatt|vedtas|vedteke|vedtatt|avgjort|avgjord))$"
    r"|(?: skal (?:opp|behandles|handsamast|vedtas|vedtakast))$",
    re.IGNORECASE,
)  # fmt: skip
_BUTTON_TIMES = {"at_once": Said(mode="at_once"), "daily": Said(mode="daily"), "weekly": Said(mode="weekly")}
YES = frozenset(("ja", "ja takk", "ja, takk", "ja, gjerne", "ja gjerne", "jepp", "gjør det", "gjer det", "ok", "greit"))
NO = frozenset(("nei", "nei takk", "nei, takk", "avbryt", "glem det", "gløym det", "ikke nå", "ikkje no"))
_LONGEST = 900
"""So many characters a command has at most; the longest are those of our own buttons."""
INTENTS = tuple(dict.fromkeys(intent for intent, _ in _PATTERNS))


def follow_command(text: str) -> FollowCommand | None:
    """What the words ask for, whole; None when they are anything else."""
    said = " ".join(text.split()).strip()
    if len(said) > _LONGEST or "\n" in text.strip() or _FIRST.match(said) is None:
        return None
    for form in dict.fromkeys((said, said.rstrip(" .!?"))):
        for intent, pattern in _COMPILED:
            match = pattern.fullmatch(form)
            found = _command(intent, match.groupdict()) if match else None
            if found is not None:
                return found
    return None


def _command(intent: str, found: dict[str, str | None]) -> FollowCommand | None:
    """The command; None when a time is wanted and what stands there is none."""
    whom = "us" if found.get("us") else "me" if found.get("me") else ""
    number = int(found["number"] or 0) if found.get("number") else None
    keys = tuple(each.strip() for each in (found.get("keys") or "").split(";") if each.strip())
    command = FollowCommand(intent, keys=keys, number=number, whom=whom)
    if intent in ("save", "preview"):
        return _with_time(command)
    for part in ("when", "quiet", "early"):
        if found.get(part):
            said = timing(found[part] or "", part)
            if said is None:
                return None
            command = replace(command, said=said)
    if intent == "mute" and command.said is None:
        command = replace(command, said=timing("en uke", "when"))
    target = (found.get("target") or "").strip()
    if intent == "settings" and command.said is not None and not command.said.tells_how():
        return None
    if intent == "mute" and command.said is not None and not command.said.tells_how_long():
        return None
    if target:
        within = timing_within(target) if intent == "follow" else None
        if within is not None:
            target, said = within
            command = replace(command, said=said)
        target = _bare(target)
        if not target:
            return None
    return replace(command, target=target)


def _with_time(command: FollowCommand) -> FollowCommand:
    """«… ; daily» after the keys says how, from a button."""
    *keys, last = command.keys
    said = _BUTTON_TIMES.get(last)
    return command if said is None else replace(command, keys=tuple(keys), said=said)


def _bare(target: str) -> str:
    """What is followed, without «endres» and quotation marks."""
    shorter = target.strip(" .!?")
    for _ in range(3):
        shorter = _NO_ENDING.sub("", shorter).strip(" .!?,")
    return shorter.strip(" «»\"'")

