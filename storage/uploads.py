"""What is kept of a person who handed in documents: told with the rest of it, and let go of on request."""

from __future__ import annotations

from sqlalchemy import func, select, update

from storage.session import Session
from storage.tables import document


async def newest_upload(session: Session, who: str) -> int | None:
    """The document that the person handed in last, of those that are not forgotten."""
    query = select(func.max(document.c.id)).where(document.c.uploaded_by == who)
    return await session.run(lambda c: c.scalar(query))


async def count_uploads(session: Session, who: str) -> tuple[int, int]:
    """How many documents carry the person's key, and of how many it is kept where to tell of them."""
    query = select(func.count(document.c.id), func.count(document.c.reference)).where(document.c.uploaded_by == who)
    row = await session.run(lambda c: c.execute(query).one())
    return row[0], row[1]


async def forget_uploader(session: Session, who: str) -> int:
    """Take the person off the documents: those under way are read on, and nobody is told. How many there were."""
    gone = update(document).where(document.c.uploaded_by == who).values(uploaded_by="", reference=None)
    return await session.run(lambda c: c.execute(gone).rowcount)
