"""Lists all that is wrong with our words: ``python -m tests.language``. Exit status 1 where anything is."""

from __future__ import annotations

import sys

from tests.language.check import checked
from tests.language.everything import everything
from tests.language.lists import NEEDED, entries


def main() -> int:
    """Print the faults, one a line, and the entries of lists that nothing needs."""
    report = checked(everything())
    faults = [
        *report.faults(),
        *(f"lists/{n}.txt: nothing needs «{e}»" for n in NEEDED for e in entries(n) if e not in report.used),
    ]
    print("\n".join([*faults, f"{report.texts} texts, {report.words} words, {len(faults)} faults"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
