"""The dictionaries, or the reason why they are not here."""

from __future__ import annotations

import pytest

from tests.language.check import Report, checked
from tests.language.everything import everything
from tests.language.fetch import Missing, fetched
from tests.language.spelling import Speller
from tests.support import skip_or_fail


@pytest.fixture(scope="session")
def _dictionaries() -> None:
    """Skips where the dictionaries cannot be had; fails in CI."""
    try:
        fetched()
    except Missing as reason:
        skip_or_fail(str(reason))


@pytest.fixture(scope="session")
def report(_dictionaries: None) -> Report:
    """All our words, read once."""
    return checked(everything())


@pytest.fixture(scope="session")
def nb(_dictionaries: None) -> Speller:
    """Bokmål."""
    return Speller("nb")


@pytest.fixture(scope="session")
def nn(_dictionaries: None) -> Speller:
    """Nynorsk."""
    return Speller("nn")
