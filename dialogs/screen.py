"""A page that a room shows to whoever has the key in its address."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from knowledge.model import Language


@dataclass(frozen=True, slots=True)
class Page:
    """A page as HTML."""

    html: str
    language: Language
    found: bool = True
    """False when the key opens nothing, or no longer; the page says so."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Pages of one sort."""

    path: str
    """Where they are, with the key as ``{key}``."""
    page: Callable[[str, Language], Awaitable[Page]]
    """The page of a key; the language is what the browser asks for, where the page has none of its own."""
