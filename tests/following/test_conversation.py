"""Following things in conversation: shown before it is saved, told, changed, stopped and forgotten."""

from __future__ import annotations

import pytest

from dialogs.following.resolving import resolve
from knowledge.understanding.question import Context
from tests import worlds
from tests.following.conftest import Follower, rows

UNDERSTANDING = worlds.understanding("shipped")
AT_HOME = Context(municipality="gjovik")


@pytest.fixture
def url(sqlite_url: str) -> str:
    """What is kept is tried in both databases elsewhere."""
    return sqlite_url


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("renovasjon i Gjøvik", ["f:renovasjon|p:m:gjovik"]),
        ("barnvern i Gjøvik", ["f:barnevern|p:m:gjovik"]),  # a slip of the keyboard
        ("barnevern", ["f:barnevern"]),
        ("alt som skjer i Gjøvik", ["p:m:gjovik"]),
        ("nye saker om brann i Gjøvik og Østre Toten", ["f:brann|p:m:gjovik", "f:brann|p:m:ostre-toten"]),
        ("Gjøvikregionen", ["p:r:gjovikregionen"]),
        ("IKS i Innlandet", ["o:interkommunalt-selskap|p:k:Innlandet"]),
        ("vertskommunesamarbeid", ["o:vertskommunesamarbeid"]),
        ("kommunestyret i Sel", ["b:council|p:m:sel"]),
        ("når kommunestyret i Gjøvik behandler brann", ["b:council|f:brann|p:m:gjovik"]),
        ("geodatasamarbeidet", ["c:geodatasamarbeid-gjovikregionen"]),
        ("Sogn KO", ["c:sogn-ko"]),
        ("saken om Sogn KO", ["a:sogn-ko"]),
        ("landbrukssaka", ["a:felles-landbrukskontor"]),
        ("behandlingen i kommunestyrene av Sogn KO", ["d:sogn-ko"]),
        ("§ 20-2", ["l:koml 20-2"]),
        ("IKS-loven § 5", ["l:iksl 5"]),
        ("kommunen min", ["p:m:gjovik"]),
        ("kildene", ["s:all"]),
    ],
)
def test_what_is_followed_is_understood_as_questions_are(said: str, keys: list[str]) -> None:
    """Municipality, region, county, field, form, body, cooperation, case, board, paragraph; alone and together."""
    assert keys == [topic.key() for topic in resolve(UNDERSTANDING, said.removeprefix("når "), AT_HOME).topics]


@pytest.mark.parametrize("said", ["landbruk på Hadeland", "GLT-IKS", "pokemon", "brann i Hallingdal", "Hadeland"])
def test_what_is_only_half_known_is_not_followed(said: str) -> None:
    """«Landbruk på Hadeland» is no «landbruk»: somebody would be told of what they did not ask for."""
    found = resolve(UNDERSTANDING, said, AT_HOME)

    assert (*found.topics, *found.options) == ()
    assert found.unknown in said


def test_a_name_that_two_have_is_asked_back() -> None:
    """Herøy is in two counties; seven municipalities at a time are too many."""
    assert {"p:m:heroy-more-og-romsdal", "p:m:heroy-nordland"} == {
        t.key() for t in resolve(UNDERSTANDING, "Herøy", AT_HOME).options
    }
    assert resolve(UNDERSTANDING, "brann i Gjøvik, Sel, Vågå, Lillehammer, Gausdal, Øyer og Sogndal", AT_HOME).too_many


async def test_yes_means_the_preview_just_before_it(follower: Follower) -> None:
    """After another question «ja» saves nothing."""
    await follower.ask("følg landbruk i Gjøvik")
    await follower.ask("hva er Sogn KO?")
    await follower.ask("ja")

    assert await rows(follower.database, "SELECT * FROM subscription") == []


async def test_buttons_say_how_often_too(follower: Follower) -> None:
    """Pressed or chosen in words; what a forged button names is checked."""
    shown = await follower.ask("følg brann i Gjøvik")
    saved = await follower.press(shown.replies[0], "Ja, samlet hver uke")

    assert saved.keys == ["follow/saved"]
    assert saved.replies[0].facts["how"] == "samlet hver mandag kl. 8"
    assert (await follower.ask("Lagre abonnement på f:finnes-ikke", pressed=True)).keys == ["follow/unknown"]
    assert (await follower.ask("Lagre abonnement på tull", pressed=True)).keys == ["follow/unknown"]


async def test_the_case_that_was_talked_of_is_followed(follower: Follower) -> None:
    """«Følg saken», after a question about one; without one it is asked back."""
    assert (await follower.ask("følg saken", user="u2")).keys == ["follow/unknown"]
    await follower.ask("Hvor langt har saken om felles landbrukskontor kommet?")
    await follower.follows("følg saken")
    await follower.ask("Hva er Sogn KO?")
    await follower.follows("følg dette")

    assert await rows(follower.database, "SELECT topic FROM subscription ORDER BY id") == [
        ("a:felles-landbrukskontor",),
        ("c:sogn-ko",),
    ]


async def test_what_is_followed_already_is_said_so(follower: Follower) -> None:
    """The same, and what something broader covers; something broader still says what it makes needless."""
    await follower.follows("følg barnevern i Gjøvik")
    same = await follower.ask("varsle meg om barnevern i Gjøvik")
    broader = await follower.ask("følg Gjøvik")
    await follower.ask("ja")
    covered = await follower.ask("følg brann i Gjøvik")

    assert [(s.keys[0], s.replies[0].facts["kind"]) for s in (same, covered)] == [
        ("follow/had", "same"),
        ("follow/had", "covered"),
    ]
    assert broader.replies[0].facts["narrower"] == ["barnevern i Gjøvik"]
    assert covered.replies[0].facts["by"] == "Gjøvik"


async def test_stop_is_left_to_others_by_those_who_follow_nothing(follower: Follower) -> None:
    """In the guide it stops the guide, for followers too."""
    assert "follow" not in (await follower.ask("stopp")).keys[0]
    await follower.follows("følg barnevern i Gjøvik")
    await follower.ask("hvilken form bør vi velge?")
    assert (await follower.ask("stopp")).keys == ["guide/stopped"]
    assert await rows(follower.database, "SELECT COUNT(*) FROM subscription") == [(1,)]


async def test_where_nothing_can_be_sent_nothing_is_followed(follower: Follower) -> None:
    """The chat page and the terminal are reached only when one writes."""
    said = await follower.ask("følg barnevern i Gjøvik", reach=False)

    assert said.replies[0].facts["why"] == "unreachable"


async def test_the_button_of_a_notice_opens_what_it_is_about(follower: Follower) -> None:
    """By id, so also where the title reads like another question; the conversation goes on about it."""
    for case in follower.register.cases.values():
        said = await follower.ask(f"Åpne saken {case.id}", pressed=True)
        assert ("decision/timeline", case.title.nb) == (said.keys[0], said.replies[0].facts["title"])
    assert (await follower.ask("følg saken")).keys == ["follow/preview"]
    assert (await follower.ask("Opne samarbeidet glor", pressed=True)).keys == ["cooperation/details"]
