"""What is kept of a person's practice: told and forgotten with all else that is kept of them."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.training.exercise import Practised
from dialogs.training.replies import when_words
from knowledge.model import Text
from knowledge.quiz import ROLE_NAMES
from storage.practice import results_of
from storage.practice_habits import forget_practice, load_run, subscribed
from storage.session import Session


class PracticeStore:
    """Results, the schedule, the exercise under way, and who wants one regularly."""

    async def told(self, session: Session, person: str) -> Sequence[Text]:
        """A line for each kind of thing that is kept."""
        told = []
        results = await results_of(session, person)
        if results:
            count = len(results)
            told.append(
                Text(
                    f"Quiz: resultatet av {count} svar (rett eller galt, tema og tidspunkt, ikke hva du svarte), "
                    "og når hvert spørsmål kommer igjen. Bare du ser dem",
                    f"Quiz: resultatet av {count} svar (rett eller gale, tema og tidspunkt, ikkje kva du svarte), "
                    "og når kvart spørsmål kjem att. Berre du ser dei",
                )
            )
        practised = Practised.from_json(await load_run(session, person))
        if practised.run:
            told.append(Text("En øving som er i gang", "Ei øving som er i gang"))
        if practised.role:
            role = ROLE_NAMES[practised.role]
            told.append(Text(f"At du øver som medlem av {role.nb}", f"At du øver som medlem av {role.nn}"))
        wanted = await subscribed(session, person)
        if wanted is not None:
            nb, nn = when_words(wanted.habit, "nb"), when_words(wanted.habit, "nn")
            told.append(Text(f"Fast øving {nb}, og hvor jeg skal sende den", f"Fast øving {nn}, og kvar eg skal sende henne"))
        return told

    async def forget(self, session: Session, person: str) -> None:
        """Delete all of it."""
        await forget_practice(session, person)
