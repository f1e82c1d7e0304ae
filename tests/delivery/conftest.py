"""Both databases for what is about delivery."""

from __future__ import annotations

from tests.storage.conftest import database, postgres, postgres_template, sqlite_template, url

__all__ = ["database", "postgres", "postgres_template", "sqlite_template", "url"]
