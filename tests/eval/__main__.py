"""``python -m tests.eval``: questions in other words and letters, and how they are understood and answered.

Prints what has changed since the figures that were accepted last; ``--accept`` takes the new ones in.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from tests.eval import base, figures, quality, report, variants
from tests.eval.judge import VERDICTS
from tests.eval.run import Outcome, Result, run

RESULTS = Path(__file__).parent / "results"
FIGURES, REPORT, FAILURES = "figures.json", "report.md", "failures.tsv"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.eval", description=__doc__)
    parser.add_argument(
        "--accept", action="store_true", help="write the figures, report and failures that are committed, and docs/quality.md"
    )
    parser.add_argument("--kind", action="append", default=[], help="only kinds that begin so; may be given several times")
    parser.add_argument("--only", action="append", default=[], help="only questions whose id or set holds this")
    parser.add_argument("--set", action="append", type=Path, default=[], help="a further file of questions in the open format")
    parser.add_argument("--show", action="append", default=[], choices=VERDICTS, help="list the variants with this verdict")
    parser.add_argument("--most", type=int, default=200, help="list so many of them at most (default: 200)")
    parser.add_argument("--seed", type=int, default=variants.SEED, help="another seed makes other variants (not with --accept)")
    parser.add_argument("--processes", type=int, default=2, help="how many processes (default: 2)")
    parser.add_argument("--output", type=Path, help="write figures, report and failures to this folder too")
    return parser.parse_args()


def main() -> None:
    """Ask, judge, tell."""
    asked = _arguments()
    whole = not (asked.kind or asked.only or asked.set) and asked.seed == variants.SEED
    if asked.accept and not whole:
        raise SystemExit("--accept takes in a whole run alone: leave out --kind, --only, --set and --seed")
    begin = time.perf_counter()
    kinds = [k for k in variants.KINDS if not asked.kind or k.startswith(tuple(asked.kind))]
    bases = [b for b in base.everything(asked.set) if not asked.only or any(o in f"{b.id} {b.source}" for o in asked.only)]
    result = run(bases, kinds=kinds, seed=asked.seed, processes=asked.processes)
    found = figures.of(result)
    print(report.kinds_table(found, [n for n in found["kinds"] if found["kinds"][n]["all"]["n"]]))
    print(report.questions_table(found))
    for verdict in asked.show:
        _show([o for o in result.outcomes if o.verdict == verdict][: asked.most])
    _times(result, time.perf_counter() - begin)
    if whole:
        _compare(result, found)
    if asked.accept:
        quality.PAGE.write_text(quality.page(found), encoding="utf-8")
    for folder in (*([RESULTS] if asked.accept else []), *([asked.output] if asked.output else [])):
        _write(folder, result, found)


def _show(outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        print(f"{outcome.verdict} | {outcome.kind} | was «{outcome.base.words}»\n  {report.told(outcome)}")
        print(f"  {'; '.join(outcome.seen.faults)[:300]}\n  because: {'; '.join(outcome.seen.why)[:200]}")


def _times(result: Result, seconds: float) -> None:
    taken = sorted(1000 * seen.seconds for seen in [*(s for _, s in result.plain), *(o.seen for o in result.outcomes)])
    if len(taken) > 1:
        p95 = statistics.quantiles(taken, n=20)[-1]
        told = f"median {statistics.median(taken):.2f} ms, p95 {p95:.2f} ms"
        print(f"understanding: {told}; {len(taken)} questions in {seconds:.0f} s\n")


def _compare(result: Result, found: dict[str, object]) -> None:
    path = RESULTS / FIGURES
    if not path.is_file():
        print("No figures have been accepted yet: --accept takes these in.")
        return
    lines = figures.difference(json.loads(path.read_text(encoding="utf-8")), found)
    print("\n".join(["Since the accepted figures:", *lines]) if lines else "As the accepted figures.")
    before = set((RESULTS / FAILURES).read_text(encoding="utf-8").splitlines())
    now = set(figures.failures(result))
    for title, some in (("No longer failing", before - now), ("Newly failing", now - before)):
        print(f"\n{title}: {len(some)}")
        print("\n".join(sorted(some)[:25]))


def _write(folder: Path, result: Result, found: dict[str, object]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FIGURES).write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / REPORT).write_text(report.report(result, found), encoding="utf-8")
    (folder / FAILURES).write_text("\n".join(figures.failures(result)) + "\n", encoding="utf-8")
    print(f"\nWritten: {folder}")


if __name__ == "__main__":
    main()
