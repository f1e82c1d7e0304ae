"""What is remembered of conversations and people, and how it is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.conversations import (
    forget,
    forget_idle,
    load_state,
    save_preferences,
    save_state,
    stored_about,
)
from storage.database import Database
from storage.identity import conversation_key, person_key
from tests.storage.conftest import NOW, rows

pytestmark = pytest.mark.asyncio


async def test_what_is_unknown_is_empty(database: Database) -> None:
    """Of a new conversation with a new person we know nothing."""
    async with database.single() as session:
        assert await load_state(session, "c", "p") == ({}, {})


async def test_state_and_preferences_come_back_as_they_were(database: Database) -> None:
    """Nested state in any script, with signs that databases dislike, comes back equal; the last save stands."""
    state = {"seen": ["a", "b"], "asked": {"tekst": "Åmli\x00 \ud83d & <b>čáhci</b>", "n": 1.5, "none": None}}
    async with database.single() as session:
        await save_state(session, "c", {"old": True}, now=NOW)
        await save_state(session, "c", state, now=NOW)
        await save_preferences(session, "p", {"language": "nn"}, now=NOW)
        await save_preferences(session, "p", {"language": "nn", "municipality": "åmli"}, now=NOW)
        assert await load_state(session, "c", "p") == (state, {"language": "nn", "municipality": "åmli"})


async def test_everything_about_a_person_is_told_and_forgotten(database: Database) -> None:
    """«Slett meg» takes the choices and the conversations alone with us; not what a group has."""
    async with database.session() as session:
        await save_preferences(session, "p", {"language": "nn"}, now=NOW)
        await save_state(session, "alone", {"a": 1}, now=NOW, person_key="p")
        await save_state(session, "group", {"g": 1}, now=NOW)
        await save_state(session, "other", {"o": 1}, now=NOW, person_key="q")
        about = await stored_about(session, "p")
    assert about.preferences == {"language": "nn"}
    assert [(each.state, each.updated_at) for each in about.conversations] == [({"a": 1}, NOW)]
    async with database.session() as session:
        assert await forget(session, "p") == 2
        assert not await stored_about(session, "p")
        assert await load_state(session, "group", "p") == ({"g": 1}, {})
        assert await load_state(session, "other", "q") == ({"o": 1}, {})
        assert await forget(session, "p") == 0


async def test_idle_conversations_are_forgotten(database: Database) -> None:
    """A conversation that nobody has written in for long is deleted, and no other."""
    async with database.session() as session:
        await save_state(session, "old", {"a": 1}, now=NOW - timedelta(days=100))
        await save_state(session, "new", {"b": 1}, now=NOW)
        assert await forget_idle(session, NOW - timedelta(days=90)) == 1
        assert await load_state(session, "old", "p") == ({}, {})
        assert await load_state(session, "new", "p") == ({"b": 1}, {})


async def test_who_it_is_does_not_stand_in_the_database(database: Database) -> None:
    """Keys are keyed hashes: neither the user's id nor a hash that one can guess at is kept."""
    key = person_key("secret", "tenant", "msteams", "29:kari")
    async with database.single() as session:
        await save_preferences(session, key, {"language": "nb"}, now=NOW)
        await save_state(session, conversation_key("secret", "tenant", "msteams", "a:1"), {}, now=NOW, person_key=key)
    kept = repr(await rows(database, "SELECT person.key, conversation.key FROM person, conversation"))
    assert key in kept
    assert "kari" not in kept
    assert "a:1" not in kept


async def test_keys_differ_by_secret_tenant_channel_and_sort() -> None:
    """Two people never share a key, whatever signs their ids hold; nor do a person and a conversation."""
    keys = {
        person_key("s", "t", "c", "u"),
        person_key("S", "t", "c", "u"),
        person_key("s", "tc", "", "u"),
        person_key("s", "t", "cu", ""),
        person_key("s", "t", "c", "u\ud800"),
        conversation_key("s", "t", "c", "u"),
    }
    assert len(keys) == 6
    assert person_key("s", "t", "c", "u") in keys
