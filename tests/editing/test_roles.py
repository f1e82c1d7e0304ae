"""Only editors edit; everybody else gets a polite no that is logged, and loses nothing by it."""

from __future__ import annotations

import logging

import pytest

from dialogs.model import Address, Message
from storage.uploads import count_uploads
from tests.editing.conftest import House, attached, sel_draft

TRIED = (
    "utkast", "utkast 1", "godkjenn utkast 1", "avvis utkast 1 fordi nei", "rett dato i utkast 1 til 2020", "ny sak",
    "nytt samarbeid", "rett samarbeidet sogn-ko", "lagre utkast 1 (versjon 1)", "lagre ny sak", "angre endring 1",
    "historikk for utkast 1", "angre utkast 1", "status for opplasting 1",
)  # fmt: skip


@pytest.mark.parametrize(
    ("locale", "no"), [("nb-NO", "Det kan bare redaktørene gjøre."), ("nn-NO", "Det kan berre redaktørane gjere.")]
)
async def test_what_others_try_is_refused_and_logged(
    house: House, caplog: pytest.LogCaptureFixture, locale: str, no: str
) -> None:
    """Politely, in the reader's written form, and nothing is changed. The log does not hold who it was."""
    (number,) = await house.drafted(sel_draft())
    per = house.person("per", locale)
    with caplog.at_level(logging.WARNING):
        replies = [await per.says(text.replace("utkast 1", f"utkast {number}")) for text in TRIED]

    assert {no} == {reply.text.split("\n")[0] for reply in replies}
    assert len(TRIED) == sum("Refused" in record.message for record in caplog.records)
    assert "per" not in {word for record in caplog.records for word in record.getMessage().replace("(", " ").split()}
    assert "venter på deg" in (await house.person("kari").says("utkast")).text
    assert house.changed == []


async def test_a_file_of_others_is_not_even_fetched(house: House, caplog: pytest.LogCaptureFixture) -> None:
    """The attempt is logged without the file's name or content; nothing is stored, nobody is woken."""
    fetched: list[str] = []
    message = Message(
        Address("web", "per", "talk"), "", "1", attachments=(attached("hemmelig.pdf", b"%PDF", fetched),)
    )  # fmt: skip
    with caplog.at_level(logging.INFO):
        (reply,) = await house.responder.respond(message)

    assert "redaktørene" in reply.text
    assert fetched == []
    assert house.received == []
    assert "upload" in caplog.text
    assert "hemmelig" not in caplog.text
    async with house.database.session() as session:
        assert await count_uploads(session, "") == (0, 0)


async def test_words_that_mean_something_else_to_others_are_left_to_them(house: House) -> None:
    """«Historikk for samarbeidet …» and «status» are questions, unless an editor says them with reason."""
    per = house.person("per")

    assert "bare redaktørene" not in (await per.says("status")).text
    assert "bare redaktørene" not in (await per.says("historikk for samarbeidet Sogn KO")).text
    assert "versjon 1" in (await house.person("kari").says("historikk for samarbeidet Sogn KO")).text


async def test_mine_data_tells_the_id_and_the_role(house: House) -> None:
    """The one who runs the service needs the id to make an editor of somebody."""
    others = (await house.person("per").says("mine data")).text
    editors = (await house.person("kari").says("mine data")).text

    assert "ID-en din her er per." in others
    assert "Redaktør: ja" not in others
    assert "Redaktør: ja" in editors


async def test_the_uploads_of_a_person_are_told_and_forgotten(house: House) -> None:
    """With their data goes their key on the documents, and where they would have been told of one under way."""
    kari = house.person("kari")
    await kari.attaches("a.txt", b"Saksprotokoll", reference={"serviceUrl": "http://127.0.0.1/"})
    told = (await kari.says("mine data")).text
    await kari.says("slett mine data")
    after = (await kari.says("mine data")).text

    assert "Dokumenter du har lastet opp: 1" in told
    assert "hvor jeg skal gi deg beskjed" in told
    assert "lastet opp" not in after


async def test_editors_are_named_by_the_settings(house: House) -> None:
    """In the history somebody is what the settings call them; one who is gone from there is a short mark; you are «deg»."""
    (number,) = await house.drafted(sel_draft(), who="abcdef123")
    await house.person("ola").says(f"rett organ i utkast {number} til formannskapet")
    history = (await house.person("kari").says(f"historikk for utkast {number}")).text

    assert "rettet av ola (versjon 2): Organ fra «kommunestyret» til «formannskapet»" in history
    assert "redaktør abcdef" in history
    assert "rettet av deg" in (await house.person("ola").says(f"historikk for utkast {number}")).text


async def test_an_editors_card_gives_nobody_else_leave(house: House) -> None:
    """In a group others see the card; one of them who presses its button is refused like anybody."""
    (number,) = await house.drafted(sel_draft())
    card = await house.person("kari").says(f"utkast {number}")
    pressed = await house.person("per").presses("Godkjenn", card)

    assert "Det kan bare redaktørene gjøre." in pressed.text
    assert house.changed == []
