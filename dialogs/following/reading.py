"""What one who reads a group's cards follows, and the notices there as they are for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogs.following.composing import DigestComposer, NoticeComposer
from dialogs.following.naming import named
from dialogs.following.talk import topic_of
from dialogs.house import House
from dialogs.model import Reply
from knowledge.following.covering import covers
from knowledge.following.topics import Topic
from knowledge.model import Language
from knowledge.understanding.question import Slots
from storage.subscriptions import find_subscriber


class Reading:
    """See ``OfReader``."""

    def __init__(self, house: House, notices: NoticeComposer, digests: DigestComposer) -> None:
        self._house, self._notices, self._digests = house, notices, digests

    async def follows(self, person: str, slots: Slots, language: Language) -> Sequence[str]:
        """What the person follows that would tell of the case or the cooperation that an answer is about, by name."""
        about = [topic for topic in (Topic(case=slots.case), Topic(cooperation=slots.cooperation)) if topic.key()]
        if not about:
            return ()
        knowledge = self._house.knowledge()
        async with self._house.database.single() as session:
            known = await find_subscriber(session, person)
        topics = [topic_of(each) for each in known.subscriptions] if known else []
        return [named(t, knowledge, language) for t in topics if any(covers(t, each, knowledge.register) for each in about)]

    async def notice(self, told: Mapping[str, Any], language: Language) -> Reply | None:
        """What a channel was told, in the reader's written form."""
        composer = self._notices if told.get("subject") else self._digests
        return await composer.anew(told["recipient"], told["batch"], told.get("subject"), language)
