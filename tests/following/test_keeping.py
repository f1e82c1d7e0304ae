"""What is kept of those who follow something: shown first, changed, stopped and forgotten. In both databases."""

from __future__ import annotations

from tests.following.conftest import Follower, rows


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
