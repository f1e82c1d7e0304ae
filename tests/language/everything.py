"""All that we say, from wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tests.language import code_texts, page_texts, template_texts, yaml_texts
from tests.language.said import Said


@cache
def everything() -> tuple[Said, ...]:
    """Every text of ours, in both written forms."""
    return tuple(_all())


def _all() -> Iterator[Said]:
    for kind in (yaml_texts, code_texts, template_texts, page_texts):
        for path in kind.files():
            yield from kind.texts(path)
