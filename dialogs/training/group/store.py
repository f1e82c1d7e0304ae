"""What a group's quiz keeps of a person: told and forgotten with all else."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Text
from storage.group_votes import count_kept, forget_votes
from storage.session import Session


class GroupStore:
    """A ``PersonalStore`` for votes and names."""

    async def told(self, session: Session, person: str) -> Sequence[Text]:
        """A line for the votes, and one for the name, where there are any."""
        votes, names = await count_kept(session, person)
        told = []
        if votes:
            told.append(
                Text(
                    f"Svar i gruppequizer det siste døgnet: {votes}. De slettes innen et døgn etter at quizen er slutt.",
                    f"Svar i gruppequizar det siste døgnet: {votes}. Dei blir sletta innan eit døgn etter at quizen er slutt.",
                )
            )
        if names:
            told.append(
                Text(
                    "Navnet ditt og poengene dine i en gruppequiz. De slettes innen en halvtime etter at den er slutt.",
                    "Namnet ditt og poenga dine i ein gruppequiz. Dei blir sletta innan ein halvtime etter at han er slutt.",
                )
            )
        return told

    async def forget(self, session: Session, person: str) -> None:
        """Delete the person's votes and names."""
        await forget_votes(session, person)
