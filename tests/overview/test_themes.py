"""Files for the tab in Teams: Microsoft's library, and the colours of the themes."""

from __future__ import annotations

import re

from dialogs.channels.web import STATIC
from tests import npm
from tests.support import skip_or_fail


def test_microsofts_library_is_as_microsoft_published_it() -> None:
    """The file that ships is that of the package, byte for byte, with its licence beside it."""
    try:
        published = npm.fetched("@microsoft/teams-js", "2.58.0", "dist/umd/MicrosoftTeams.min.js", "teams-js")
    except npm.Missing as missing:
        skip_or_fail(str(missing))
    assert (STATIC / "teams-js-2.58.0.js").read_bytes() == published.read_bytes()
    licence = published.parent.parent.parent / "LICENSE"
    assert (STATIC / "teams-js-LICENSE.txt").read_bytes() == licence.read_bytes()


def colours(sheet: str, start: str) -> dict[str, str]:
    """The colours that a block of a style sheet sets."""
    found = re.search(start + r" \{(.*?)\}", (STATIC / sheet).read_text(encoding="utf-8"), re.DOTALL)
    return dict(re.findall(r"(--[\w-]+): ([^;]+);", found[1])) if found else {}


def test_the_themes_have_the_colours_of_the_other_sheets() -> None:
    """Light and dark are what the other sheets have for light and dark machines; contrast has a colour for each as well."""
    sheets = ("chat.css", "pages.css", "overview.css")
    dark = {k: v for sheet in sheets for k, v in colours(sheet, r"color-scheme: dark\) \{\s*:root").items()}
    light = {k: v for sheet in sheets for k, v in colours(sheet, "(?m)^:root").items() if k in dark}

    assert colours("teams.css", r':root\[data-theme="light"\]') == light
    assert colours("teams.css", r':root\[data-theme="dark"\]') == dark
    assert set(colours("teams.css", r':root\[data-theme="contrast"\]')) == set(dark)
