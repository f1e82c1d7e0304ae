"""Training is tried on both databases where it is about what is stored."""

from tests.storage.conftest import *  # noqa: F403
