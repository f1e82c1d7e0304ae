"""``python bot.py package``: the zip for Teams, from what is given or from the settings."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from manifest.build import BadPackage, Publishing, build


def package(arguments: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Write the package and say where; 2 with all that is wrong, and nothing written.

    ``environment`` gives the app id and the domain where the arguments do not.
    """
    app_id = arguments.app_id or environment.get("MicrosoftAppId", "")
    domain = arguments.domain or environment.get("SAMRAD_BASE_URL", "")
    missing = [
        f"{what} is missing: give {option}, or set {variable}."
        for what, value, option, variable in (
            ("The app id", app_id, "--app-id", "MicrosoftAppId"),
            ("The domain", domain, "--domain", "SAMRAD_BASE_URL"),
        )
        if not value.strip()
    ]
    try:
        if missing:
            raise BadPackage("\n".join(missing))
        made = build(Publishing(app_id, domain, arguments.developer))
        output: Path = arguments.output
        output.write_bytes(made)
    except BadPackage as wrong:
        print(wrong, "No package was written.", sep="\n", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{arguments.output} cannot be written ({error.strerror}): choose another --output.", file=sys.stderr)
        return 2
    print(f"{output}: {len(made)} bytes, checked. Upload it in the Teams admin centre, under «Manage apps».")
    return 0
