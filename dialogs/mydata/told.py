"""The answer to «mine data»: what is kept of the one who asks, from all that keep something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogs.aside import PersonalStore
from dialogs.handlers import privacy
from dialogs.model import Answer, Turn
from storage.conversations import stored_about
from storage.database import Database
from storage.uploads import count_uploads


async def told(
    database: Database, stores: Sequence[PersonalStore], turn: Turn, preferences: Mapping[str, Any], *, group: bool
) -> Answer:
    """What is kept of the person; where others read along only how they can see it by themselves."""
    if group:
        return privacy.alone(turn)
    async with database.single() as session:
        stored = await stored_about(session, turn.who)
        uploads = await count_uploads(session, turn.who)
        kept = [line.in_(turn.language) for store in stores for line in await store.told(session, turn.who)]
    return privacy.my_data(turn, preferences, has_state=bool(stored.conversations), uploads=uploads, kept=kept)
