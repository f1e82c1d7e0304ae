"""Packages of npm that tests drive, fetched into .cache/ once; where npm or the network is missing, why."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

CACHE = Path(__file__).parent.parent / ".cache"
SECONDS = 120


class Missing(Exception):
    """Something cannot be had here; the message says why, and what to do."""


def program(name: str) -> str:
    """A program of this machine; raises Missing."""
    found = shutil.which(name)
    if not found:
        raise Missing(f"{name} is not here: install Node.js 20 or newer with npm")
    return found


def fetched(package: str, version: str, file: str, name: str, *also: str) -> Path:
    """``file`` of the package, which lies in ``.cache/{name}/{version}``, fetched if it is not here yet; raises Missing.

    ``also``: what it needs and does not say, as ``name@version``.
    """
    folder = CACHE / name / version
    found = folder / "node_modules" / package / file
    if found.is_file():
        return found
    npm = program("npm")
    shutil.rmtree(CACHE / name, ignore_errors=True)
    folder.mkdir(parents=True)
    quiet = ("--no-audit", "--no-fund", "--ignore-scripts")
    command = [npm, "install", "--prefix", str(folder), *quiet, f"{package}@{version}", *also]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False, env=_quiet())
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Missing(f"npm could not fetch {package}: {error}") from error
    if done.returncode or not found.is_file():
        raise Missing(f"npm could not fetch {package}@{version}: {done.stderr.strip()[-300:]}")
    return found


def _quiet() -> dict[str, str]:
    return {**os.environ, "NPM_CONFIG_UPDATE_NOTIFIER": "false", "NPM_CONFIG_LOGLEVEL": "error"}
