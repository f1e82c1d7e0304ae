"""What happened, by a record before and after it was changed. Everything that notices tell of begins here."""

from __future__ import annotations

from knowledge.following.happening import Happening, Kind, World
from knowledge.following.of_cases import of_case
from knowledge.following.of_cooperations import of_cooperation
from knowledge.model import Case, Cooperation

__all__ = ["Happening", "Kind", "World", "happenings"]

Record = Case | Cooperation | None


def happenings(before: Record, after: Record, world: World) -> tuple[Happening, ...]:
    """What a reader would call news; nothing for a change of wording, sources or search words alone.

    ``before`` is None for a record that is new, ``after`` for one that is gone. The same change gives the same
    happenings, with the same identities, each time.
    """
    case = isinstance(before, Case) or isinstance(after, Case)
    if case:
        assert not isinstance(before, Cooperation)
        assert not isinstance(after, Cooperation)
        return tuple(of_case(before, after, world))
    assert not isinstance(before, Case)
    assert not isinstance(after, Case)
    return tuple(of_cooperation(before, after, world))
