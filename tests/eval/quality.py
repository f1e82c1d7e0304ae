"""``docs/quality.md``: a release's report to its readers, made from the accepted figures and the heads of the held-out sets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from knowledge.model import LANGUAGES
from tests.eval.base import HELD_OUT
from tests.eval.figures import BOTH, share
from tests.eval.report import table
from tests.eval.variants import GROUPS, KINDS

PAGE = Path(__file__).parents[2] / "docs" / "quality.md"
BARS: Mapping[str, tuple[float, float | None]] = {
    "one typo": (92.0, 1.0),
    "capitals, or no signs": (98.0, None),
    "split or joined": (95.0, None),
}
"""What we want of noise: at least so many per cent right and, of some, at most so many wrong."""
_FIRST = re.compile(r"First run: (\d+) of (\d+)")
_HEAD = """\
# How well questions are understood

Written by `python -m tests.eval --accept`, from the figures in `tests/eval/results/`. Every change to the program is held
against them.

Samråd refuses rather than guess, and still gets questions wrong. This page tells how often, in figures that anybody can make
again: `make eval` asks every question below in process and takes about a minute. A *wrong* answer is one that states
something for another reading than the question has: another cooperation, municipality, rule, or another kind of question. It
looks like an answer, so it is what harms. *Refused* is «det vet jeg ikke» where the answer is known, *asked* a question back
that was not called for, *partly* an answer to the right question that leaves something out, tells it among other things, or
is in the other written form.
"""
_SETS = """\
## Questions by people

Sets of questions as politicians would type them, half bokmål and half nynorsk, written from the sources and the law without
sight of the program. The first run is what tells how unseen questions fare: after it the failures were read, and general
faults mended, so today's figure is higher than what you will meet. *False* says what may never be said, or answers what must
be refused. *Other* is an answer that lacks some of what was asked for, or is about something else.
"""
_NOISE = """\
## Noise

Questions that are answered rightly as they stand ({n}, those of the sets above, of the tests, and of sentences filled from
the register), written as people write: one typing error, compounds split or joined, letters missing, dialect, politeness. One
variant of each kind and question, made by rule with a fixed seed; none was chosen. So this tells how much noise costs, not
how good the answers are without it.
"""
_LIMITS = """\
## What these figures do not tell

- The sets come from few hands and five documents. Your municipality asks about other things, in other words.
- The noise is made by rule. People make several errors in one question, and other ones.
- Whether an answer is useful, and whether what the sources say is still so, nobody has measured here.
- The right answers were worked out by the makers of the program. No lawyer and no council has reviewed them.
"""


def page(figures: Mapping[str, Any]) -> str:
    """The whole page; it follows from the figures and the heads of the sets alone."""
    every = figures["kinds"]["every kind"][BOTH]
    varied = sum(row["right"] for row in figures["questions"].values())
    parts = [
        _HEAD,
        f"Over all noise: **{share(every, 'right'):.1f} % right, {share(every, 'wrong'):.1f} % wrong**, "
        f"{share(every, 'refused'):.1f} % refused, {share(every, 'asked'):.1f} % asked back, "
        f"{share(every, 'partly'):.1f} % partly right ({every['n']} variants).\n",
        _SETS,
        table(("set", "n", "first run", "now", "bokmål", "nynorsk", "asked", "refused", "other", "false"), _sets(figures)),
        _sentences(figures),
        _NOISE.format(n=varied),
        table(("kind", "n", "right", "bokmål", "nynorsk", "partly", "asked", "refused", "wrong"), _kinds(figures, KINDS)),
        "What we want of noise, and what it is:\n",
        table(("kind", "right", "wanted", "wrong", "wanted at most"), _bars(figures)),
        _LIMITS,
    ]
    return "\n".join(parts)


def _sets(figures: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for path in sorted(HELD_OUT.glob("*.yaml")):
        row = figures["questions"].get(f"sets/{path.stem}")
        if row is None:
            continue
        first = _FIRST.search(path.read_text(encoding="utf-8"))
        told = f"{100 * int(first[1]) / int(first[2]):.0f} % ({first[1]} of {first[2]})" if first else "not told"
        forms = (_per_cent(row[f"right {form}"], row[f"n {form}"]) for form in LANGUAGES)
        ends = (_per_cent(row[end], row["n"]) for end in ("asked", "refused", "other", "false"))
        yield (path.stem, str(row["n"]), told, f"{_per_cent(row['right'], row['n'])} ({row['right']})", *forms, *ends)


def _sentences(figures: Mapping[str, Any]) -> str:
    rows = [row for name, row in figures["questions"].items() if name.startswith("sentences/")]
    n, right, refused, false = (sum(row[name] for row in rows) for name in ("n", "right", "refused", "false"))
    return (
        f"Of {n} plain sentences whose slots the register fills, with the reading reckoned from it, {_per_cent(right, n)} are\n"
        f"read rightly, {_per_cent(refused, n)} are refused, and {_per_cent(false, n)} get an answer where none may be.\n"
    )


def _per_cent(some: int, all_: int) -> str:
    return f"{100 * some / all_:.1f} %" if all_ else "-"


def _kinds(figures: Mapping[str, Any], names: Mapping[str, object]) -> Iterator[tuple[str, ...]]:
    for name in names:
        forms = figures["kinds"][name]
        counts = forms[BOTH]
        rights = (f"{share(forms[form], 'right'):.1f} %" for form in (BOTH, *LANGUAGES))
        rest = (f"{share(counts, verdict):.1f} %" for verdict in ("partly", "asked", "refused", "wrong"))
        yield (name, str(counts["n"]), *rights, *rest)


def _bars(figures: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for name in GROUPS:
        if name in BARS:
            counts, (right, wrong) = figures["kinds"][name][BOTH], BARS[name]
            most = "" if wrong is None else f"{wrong:.0f} %"
            yield (name, f"{share(counts, 'right'):.1f} %", f"{right:.0f} %", f"{share(counts, 'wrong'):.1f} %", most)
