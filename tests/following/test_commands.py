"""What people say to be told of things: as many ways as people have, and never a question of substance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.following.times import Quiet
from knowledge.understanding.follow_commands import follow_command
from knowledge.understanding.follow_times import Said, day_after, timing

TESTS = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("nb", "nn", "target"),
    [
        ("følg renovasjon i Gjøvik", "følg renovasjon i Gjøvik", "renovasjon i Gjøvik"),
        ("Varsle meg om barnevern i Gjøvik.", "Varsle meg om barnevern i Gjøvik.", "barnevern i Gjøvik"),
        ("jeg vil følge saken", "eg vil følgje saken", "saken"),
        ("følg «GLT-IKS»", "følg «GLT-IKS»", "GLT-IKS"),
        ("si fra når § 20-2 endres", "sei frå når § 20-2 vert endra", "§ 20-2"),
        ("si ifra når § 20-2 blir endret", "sei ifrå når § 20-2 endrar seg", "§ 20-2"),
        ("si fra når det skjer noe nytt i saken", "sei frå når det skjer noko nytt i saken", "saken"),
        ("hold meg oppdatert om brann", "hald meg oppdatert om brann", "brann"),
        ("gi meg beskjed om landbruk", "gje meg beskjed om landbruk", "landbruk"),
        ("varsle meg hver gang noe skjer i Sel", "varsle meg kvar gong noko skjer i Sel", "Sel"),
        ("kan jeg få varsler om IKT?", "kan eg få varsel om IKT?", "IKT"),
        ("jeg vil ha beskjed når det skjer noe i saken", "eg vil ha beskjed når det skjer noko i saka", "saken|saka"),
        ("kan du varsle meg om IKT i Sel?", "kan du varsle meg om IKT i Sel?", "IKT i Sel"),
        ("abonner på barnevern", "abonner på barnevern", "barnevern"),
        ("få varsler om IKS i Innlandet", "få varsel om IKS i Innlandet", "IKS i Innlandet"),
    ],
)
def test_following_is_said_in_many_ways(nb: str, nn: str, target: str) -> None:
    """What is to be followed is all that is left when the asking is taken away."""
    for text, meant in zip((nb, nn), (target.split("|") * 2)[:2], strict=True):
        found = follow_command(text)
        assert ("follow", meant) == ((found.intent, found.target) if found else None), text


@pytest.mark.parametrize(
    ("nb", "nn", "intent"),
    [
        ("hvordan får jeg varsler?", "korleis får eg varsel?", "how"),
        ("hvordan følger jeg en sak?", "korleis følgjer eg ei sak?", "how"),
        ("hva kan jeg følge?", "kva kan eg følgje?", "how"),
        ("hva følger jeg?", "kva følgjer eg?", "list"),
        ("vis varslene mine", "vis varsla mine", "list"),
        ("hvilke varsler får jeg?", "kva varsel får eg?", "list"),
        ("slutt å følge barnevern i Gjøvik", "slutt å følgje barnevern i Gjøvik", "unfollow"),
        ("ikke varsle meg om barnevern lenger", "ikkje varsle meg om barnevern lenger", "unfollow"),
        ("stopp varsler om barnevern", "stopp varsel om barnevern", "unfollow"),
        ("stopp", "Stopp!", "stop"),
        ("stopp alle varsler", "stopp alle varsel", "unfollow_all"),
        ("slutt å varsle meg", "ikkje send meg varsel", "unfollow_all"),
        ("slutt å følge alt", "slutt å følgje alt", "unfollow_all"),
        ("demp en uke", "demp ei veke", "mute"),
        ("demp varslene i tre dager", "demp varsla i tre dagar", "mute"),
        ("opphev dempingen", "opphev dempinga", "unmute"),
        ("ikke forstyrr mellom 21 og 7", "ikkje uroe meg mellom 21 og 7", "quiet"),
        ("ikke forstyrr meg om natten", "ikkje uroe meg om natta", "quiet"),
        ("ingen stilletid", "fjern stilletida", "quiet_off"),
        ("varsle meg ukentlig", "varsle meg kvar veke", "settings"),
        ("varsle meg hver dag kl 8", "varsle meg kvar dag kl. 8", "settings"),
        ("varsle meg med en gang", "varsle meg med ein gong", "settings"),
        ("varsle meg", "følg", "follow_this"),
        ("Åpne saken felles-landbrukskontor", "Opne saka felles-landbrukskontor", "open_case"),
    ],
)
def test_everything_else_that_is_said_of_it(nb: str, nn: str, intent: str) -> None:
    """In both written forms."""
    assert [intent, intent] == [found.intent if (found := follow_command(text)) else text for text in (nb, nn)]


@pytest.mark.parametrize(
    ("words", "part", "expected"),
    [
        ("hver dag kl 8", "when", Said(mode="daily", minute=480)),
        ("kvar dag klokka 7.30", "when", Said(mode="daily", minute=450)),
        ("daglig om kvelden", "when", Said(mode="daily", minute=19 * 60)),
        ("ukentlig", "when", Said(mode="weekly")),
        ("kvar veke på fredag kl 15", "when", Said(mode="weekly", minute=900, weekday=4)),
        ("hver mandag", "when", Said(mode="weekly", weekday=0)),
        ("på tysdagar", "when", Said(mode="weekly", weekday=1)),
        ("straks", "when", Said(mode="at_once")),
        ("kl 9", "when", Said(minute=540)),
        ("hver dag kl 25", "when", None),
        ("hver dag og natt", "when", None),
        ("en uke", "when", Said(days=7)),
        ("i to uker", "when", Said(days=14)),
        ("ein månad", "when", Said(days=30)),
        ("90 uker", "when", Said(days=92)),
        ("til måndag", "when", Said(until_weekday=0)),
        ("mellom 21 og 7", "quiet", Said(quiet=Quiet(1260, 420))),
        ("fra kl. 21.30 til kl. 06.15", "quiet", Said(quiet=Quiet(1290, 375))),
        ("21–7", "quiet", Said(quiet=Quiet(1260, 420))),
        ("om natta", "quiet", Said(quiet=Quiet(1320, 420))),
        ("mellom 7 og 7", "quiet", None),
        ("mellom Sel og Vågå", "quiet", None),
    ],
)
def test_times_are_said_as_people_say_them(words: str, part: str, expected: Said | None) -> None:
    """What is no time is none, rather than half of one."""
    assert expected == timing(words, part)


def test_what_is_followed_and_how_may_be_said_at_once() -> None:
    """«Varsle meg ukentlig om …», «… hver mandag»."""
    for text in ("varsle meg ukentlig om brann i Sel", "følg brann i Sel ukentlig", "varsle meg om brann i Sel, ukentlig"):
        found = follow_command(text)
        assert ("brann i Sel", Said(mode="weekly")) == ((found.target, found.said) if found else None)


def test_a_mute_until_a_day_ends_when_that_day_comes() -> None:
    """Until Monday, said on a Monday, is the next one."""
    monday = date(2026, 11, 16)

    assert date(2026, 11, 23) == day_after(Said(until_weekday=0), monday)
    assert date(2026, 11, 17) == day_after(Said(until_weekday=1), monday)
    assert date(2026, 11, 23) == day_after(Said(days=7), monday)
    assert day_after(Said(mode="daily"), monday) is None


def test_following_in_the_channel_or_alone_is_told_apart() -> None:
    """«Varsle oss», «varsle kanalen» and «varsle meg»."""
    told = [follow_command(f"varsle {whom} om brann") for whom in ("meg", "oss", "kanalen")]

    assert [each.whom for each in told if each] == ["me", "us", "us"]


@pytest.mark.parametrize(
    "text",
    [
        "hva følger av § 20-2?",
        "kan vi stoppe samarbeidet?",
        "hvem varsler statsforvalteren?",
        "vi vil varsle kommunene om uttreden",
        "hvordan følger vi opp eierskapet?",
        "følge opp eierskapet",
        "kan vi følge loven?",
        "send varsel til statsforvalteren",
        "hva er varsel om uttreden?",
        "varsel om uttreden",
        "er det stille mellom 21 og 7?",
        "skal vi følge reglane?",
        "hvem følger saken?",
        "Abonner på kalenderen til Sel",
        "kan kommunen slutte å følge avtalen?",
        "stopper samarbeidet?",
        "Kva om vi sluttar å følgje avtala?",
        "demper det kostnadene?",
        "følg\nbrann",
    ],
)
def test_a_question_is_no_command(text: str) -> None:
    """A word of ours in it makes none."""
    assert follow_command(text) is None


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from _strings(each)


def test_no_question_that_is_tried_elsewhere_fits_a_command() -> None:
    """Ten thousand of them; «stopp» in the guide is for the guide, and left to it while it asks."""
    files = [*(TESTS / "questions").rglob("*.yaml"), *(TESTS / "conversations").glob("*.yaml")]
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # many times as quick
    read = [yaml.load(path.read_text(encoding="utf-8"), loader) for path in files]
    said = set(_strings(read))

    assert len(said) > 3000
    assert {"stopp"} == {text for text in said if follow_command(text) is not None}
