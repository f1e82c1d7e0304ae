"""The browser of the tests of the chat page serves these pages too."""

from tests.web.conftest import browser

__all__ = ["browser"]
