"""Puts in place what tests need beyond Python packages: a browser, and dictionaries of both written forms.

Run first by `make test`, as `python -m tests.prepare`; quick when all is there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.language.fetch import Missing, fetched

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
INSTALL = (("apt-get", "update", "-qq"), ("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"))

Runs = Callable[[Sequence[str]], bool]


def browser() -> str | None:
    """Where a browser is: the machine's own, else the one that Playwright has fetched."""
    found = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if found:
        return found
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    return next((str(path) for path in sorted(cache.glob("chromium-*/*/chrome")) if path.is_file()), None)


def may_install() -> bool:
    """True for root on a Debian or Ubuntu, where a package may be put in without asking anybody."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def runs(command: Sequence[str]) -> bool:
    """Run it, without questions and without output unless it fails."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{' '.join(command)} failed: {done.stderr.strip()[-400:]}", file=sys.stderr)
    return done.returncode == 0


def dictionaries() -> str:
    """Fetch the dictionaries; empty when they are here, else why they are not."""
    try:
        fetched()
    except Missing as reason:
        return str(reason)
    return ""


def prepare(
    *,
    find: Callable[[], str | None] = browser,
    allowed: Callable[[], bool] = may_install,
    run: Runs = runs,
    fetch: Callable[[], str] = dictionaries,
) -> int:
    """0, with a word on what will be skipped; 1 only where nothing may be left out (``CI=true``) and it cannot be had."""
    missing = [
        *([] if _has_browser(find, allowed, run) else [
            "No Chromium is found: the tests of the chat page are skipped. "
            "Install one, or run `.venv/bin/python -m playwright install chromium`."
        ]),
        *(f"No dictionaries: the tests of language are skipped. {reason}" for reason in filter(None, [fetch()])),
    ]  # fmt: skip
    print("".join(f"{each}\n" for each in missing), end="")
    return 1 if missing and os.environ.get("CI") == "true" else 0


def _has_browser(find: Callable[[], str | None], allowed: Callable[[], bool], run: Runs) -> bool:
    if find():
        return True
    if not allowed():
        return False
    print("No browser for the tests of the chat page: installing Chromium.")
    return all(run(command) for command in INSTALL) and find() is not None


if __name__ == "__main__":
    sys.exit(prepare())
