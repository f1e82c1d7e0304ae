"""Following things in conversation: shown before it is saved, told, changed, stopped and forgotten. In both databases."""

from __future__ import annotations

import pytest

from dialogs.following.resolving import resolve
from knowledge.understanding.question import Context
from tests import worlds
from tests.following.conftest import Follower, rows

UNDERSTANDING = worlds.understanding("shipped")
AT_HOME = Context(municipality="gjovik")


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


async def test_nothing_is_saved_before_it_was_shown(follower: Follower) -> None:
    """A preview with a count and examples; only «ja» saves, and with it where to write."""
    shown = await follower.ask("følg landbruk i Gjøvik")

    assert shown.keys == ["follow/preview"]
    assert shown.replies[0].facts["count"] == 2
    assert "17.10.2025" in shown.text
    assert (
        []
        == await rows(follower.database, "SELECT * FROM subscriber")
        == await rows(follower.database, "SELECT * FROM recipient")
    )
    assert (await follower.ask("nei takk")).keys == ["follow/declined"]
    await follower.ask("følg landbruk i Gjøvik")
    assert (await follower.ask("ja")).keys == ["follow/saved"]
    assert await rows(follower.database, "SELECT topic FROM subscription") == [("f:landbruk|p:m:gjovik",)]
    assert await rows(follower.database, "SELECT language, conversation FROM recipient") == [("nb", "a:u1")]


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


async def test_how_it_is_told_is_changed_in_words(follower: Follower) -> None:
    """Daily, weekly, at once, quiet hours; in the reader's own form, and it is listed so."""
    assert (await follower.ask("varsle meg ukentlig")).keys == ["follow/nothing"]
    await follower.follows("følg barnevern i Gjøvik")
    for said, told in (
        ("varsle meg kvar dag kl 7.30", "Varsla kjem samla kvar dag kl. 7.30."),
        ("varsle meg hver fredag kl 15", "Varslene kommer samlet hver fredag kl. 15."),
        ("ikke forstyrr mellom 21 og 7", "Det blir stille mellom 21 og 7."),
        ("demp i to uker", "Varslene er dempet til 01.12.2025 kl. 15."),
    ):
        assert told in (await follower.ask(said)).text
    listed = (await follower.ask("hva følger jeg?")).text
    assert "samlet hver fredag kl. 15, men ikke mellom 21 og 7. Alt er dempet til 01.12.2025 kl. 15" in listed
    assert "Dempingen er opphevet" in (await follower.ask("opphev dempingen")).text
    assert "ingen stille timer" in (await follower.ask("ingen stilletid")).text
    assert "Varslene kommer med en gang." in (await follower.ask("varsle meg med en gang")).text


async def test_it_stops_when_told_to(follower: Follower) -> None:
    """One by name or number; «stopp» alone asks which; nothing is left of one who follows nothing."""
    for what in ("barnevern i Gjøvik", "brann i Sel", "Sogn KO"):
        await follower.follows(f"følg {what}")
    assert (
        "Du følger fortsatt:\n\n- Brann og redning i Sel\n- Sogn KO"
        in (await follower.ask("slutt å følge barnevern i Gjøvik")).text
    )
    asked = await follower.ask("stopp")
    assert asked.keys == ["follow/stop_which"]
    assert (await follower.press(asked.replies[0], "Slutt å følge brann og redning i Sel")).keys == ["follow/stopped"]
    gone = await follower.ask("stopp")  # of one thing nothing need be asked
    assert gone.keys == ["follow/stopped"]
    assert await rows(follower.database, "SELECT key FROM subscriber UNION SELECT key FROM recipient") == []
    assert (await follower.press(gone.replies[0], "Angre")).keys == ["follow/saved"]
    assert (await follower.ask("stopp alle varsler")).keys == ["follow/stopped"]


async def test_stop_is_left_to_others_by_those_who_follow_nothing(follower: Follower) -> None:
    """In the guide it stops the guide, for followers too."""
    assert "follow" not in (await follower.ask("stopp")).keys[0]
    await follower.follows("følg barnevern i Gjøvik")
    await follower.ask("hvilken form bør vi velge?")
    assert (await follower.ask("stopp")).keys == ["guide/stopped"]
    assert await rows(follower.database, "SELECT COUNT(*) FROM subscription") == [(1,)]


async def test_a_channel_is_for_those_who_may(follower: Follower) -> None:
    """Its owners are not told to us, so it is the editors; anybody may see what it follows."""
    boss = Follower(follower.database, editors=("boss",))
    channel = "19:c@thread.tacv2;messageid=1"
    refused = await boss.ask("følg barnevern i Gjøvik", channel=channel)
    assert refused.replies[0].facts["why"] == "editors"
    assert (await boss.ask("varsle meg om brann", channel=channel)).replies[0].facts["why"] == "private"
    await boss.follows("varsle kanalen om barnevern i Gjøvik", user="boss", channel=channel)
    kept = await rows(boss.database, "SELECT s.team, r.conversation FROM subscriber s JOIN recipient r ON r.key = s.key")
    assert [(bool(team), where) for team, where in kept] == [(True, "19:c@thread.tacv2")]
    other_thread = "19:c@thread.tacv2;messageid=2"
    assert "Kanalen følger barnevern i Gjøvik." in (await boss.ask("hva følger vi?", channel=other_thread)).text
    for said in ("stopp", "stopp alle varsler", "demp en uke", "varsle oss ukentlig", "slutt å følge barnevern i Gjøvik"):
        assert (await boss.ask(said, channel=other_thread)).keys == ["follow/refused"]
    assert (await boss.ask("hva følger jeg?")).keys == ["follow/nothing"]
    assert (await boss.ask("stopp", user="boss", channel=other_thread)).keys == ["follow/stopped"]


async def test_where_nothing_can_be_sent_nothing_is_followed(follower: Follower) -> None:
    """The chat page and the terminal are reached only when one writes."""
    said = await follower.ask("følg barnevern i Gjøvik", reach=False)

    assert said.replies[0].facts["why"] == "unreachable"


async def test_it_is_shown_and_deleted_with_all_else(follower: Follower) -> None:
    """«Mine data» lists it, «slett mine data» takes it, where to write, and what waits."""
    boss = Follower(follower.database, editors=("u1",))
    await boss.follows("følg barnevern i Gjøvik")
    await boss.follows("følg brann i Sel", channel="19:c")
    told = (await boss.ask("mine data")).text
    assert "Du følger: barnevern i Gjøvik" in told
    assert "Du har latt en kanal følge: brann og redning i Sel" in told
    await boss.ask("slett mine data")
    assert "Du følger" not in (await boss.ask("mine data")).text
    # the channel's own is the channel's, and leads to nobody any more
    assert await rows(boss.database, "SELECT person, COUNT(*) FROM subscriber GROUP BY person") == [("", 1)]
    assert await rows(boss.database, "SELECT conversation FROM recipient") == [("19:c",)]


async def test_a_button_of_another_stops_nothing(follower: Follower) -> None:
    """A number is only the reader's own."""
    await follower.follows("følg barnevern i Gjøvik")
    await follower.follows("følg brann i Sel", user="u2")
    ((number,),) = await rows(follower.database, "SELECT id FROM subscription WHERE topic LIKE 'f:brann%'")

    assert (await follower.ask(f"Stopp abonnement {number}", pressed=True)).keys == ["follow/gone"]
    assert (await follower.ask(f"Demp abonnement {number} en uke", pressed=True)).keys == ["follow/gone"]
    assert await rows(follower.database, "SELECT COUNT(*) FROM subscription") == [(2,)]


async def test_the_button_of_a_notice_opens_what_it_is_about(follower: Follower) -> None:
    """By id, so also where the title reads like another question; the conversation goes on about it."""
    for case in follower.register.cases.values():
        said = await follower.ask(f"Åpne saken {case.id}", pressed=True)
        assert ("decision/timeline", case.title.nb) == (said.keys[0], said.replies[0].facts["title"])
    assert (await follower.ask("følg saken")).keys == ["follow/preview"]
    assert (await follower.ask("Opne samarbeidet glor", pressed=True)).keys == ["cooperation/details"]
