"""From one page of a drawing to the next."""

from __future__ import annotations

from typing import Any

from dialogs.overview.asked import Asked


def turning(asked: Asked, page: int, pages: int) -> dict[str, Any]:
    """Which page this is, and the addresses of those beside it."""
    before = asked.here(page=str(page - 1)) if page > 1 else ""
    after = asked.here(page=str(page + 1)) if page < pages else ""
    return {"page": page, "pages": pages, "before": before, "after": after}
