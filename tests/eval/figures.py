"""Counts of verdicts, by kind and written form, and how they differ from those that were accepted before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from knowledge.model import LANGUAGES
from tests.eval.ask import Seen
from tests.eval.judge import VERDICTS, astray
from tests.eval.replies import ASKING, REFUSING
from tests.eval.run import Outcome, Result
from tests.eval.variants import GROUPS, KINDS

ENDS = ("right", "asked", "refused", "other", "false")
"""How an unchanged question may end: ``other`` is an answer that lacks what was asked for, or is about something else;
``false`` says what may never be said, or answers what must be refused."""
_COLUMNS = ("n", *ENDS, *(f"{name} {form}" for form in LANGUAGES for name in ("n", "right")))
Counts = Mapping[str, int]
BOTH = "all"
ASTRAY = "astray"
"""Of the wrong answers, those about another subject: another cooperation, municipality, form, case or field."""


def of(result: Result) -> dict[str, Any]:
    """All figures of a run as plain data; nothing in them hangs on the machine or the time."""
    return {
        "questions": _plain(result),
        "kinds": {
            name: {form: _counts(_in(outcomes, form)) for form in (*LANGUAGES, BOTH)}
            for name, outcomes in (*_kinds(result), *_groups(result), ("every kind", result.outcomes))
        },
        "confusions": {f"{a} -> {b}": count for (a, b), count in confusions(result.outcomes)},
    }


def _plain(result: Result) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for base, seen in result.plain:
        row = found.setdefault(base.source, dict.fromkeys(_COLUMNS, 0))
        for name in ("n", f"n {base.language}", _end(seen)):
            row[name] += 1
        row[f"right {base.language}"] += not seen.faults
    return dict(sorted(found.items()))


def _end(seen: Seen) -> str:
    key = seen.keys[-1] if seen.keys else ""
    if not seen.faults:
        return "right"
    if any(fault.startswith(("says ", "answered where", "understood, not refused")) for fault in seen.faults):
        return "false"
    return "asked" if key in ASKING else "refused" if key in REFUSING else "other"


def _kinds(result: Result) -> Iterator[tuple[str, list[Outcome]]]:
    for kind in KINDS:
        yield kind, [o for o in result.outcomes if o.kind == kind]


def _groups(result: Result) -> Iterator[tuple[str, list[Outcome]]]:
    for group, kinds in GROUPS.items():
        yield group, [o for o in result.outcomes if o.kind in kinds]


def _in(outcomes: Iterable[Outcome], form: str) -> list[Outcome]:
    return [o for o in outcomes if form in (BOTH, o.base.language)]


def _counts(outcomes: Sequence[Outcome]) -> dict[str, int]:
    counted = Counter(o.verdict for o in outcomes)
    elsewhere = sum(o.verdict == "wrong" and astray(o.plain, o.seen) for o in outcomes)
    return {**{verdict: counted[verdict] for verdict in VERDICTS}, ASTRAY: elsewhere, "n": len(outcomes)}


def share(counts: Counts, verdict: str) -> float:
    """So many per cent; 100 for right of none, 0 for the rest."""
    if not counts["n"]:
        return 100.0 if verdict == "right" else 0.0
    return 100 * counts.get(verdict, 0) / counts["n"]


def confusions(outcomes: Iterable[Outcome]) -> list[tuple[tuple[str, str], int]]:
    """What wrong answers took for what: intent of the question itself, intent of the variant, how often; most often first."""
    counted = Counter((o.plain.intent, o.seen.intent) for o in outcomes if o.verdict == "wrong")
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))


def difference(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What has changed since the accepted figures, a line each; none when nothing has."""
    lines = []
    for source in sorted({*before["questions"], *now["questions"]}):
        was, is_ = before["questions"].get(source), now["questions"].get(source)
        if was != is_:
            lines.append(f"questions of {source}: {_of(was)} -> {_of(is_)}")
    for name in dict.fromkeys((*now["kinds"], *before["kinds"])):
        for form in (*LANGUAGES, BOTH):
            was, is_ = before["kinds"].get(name, {}).get(form), now["kinds"].get(name, {}).get(form)
            if was != is_:
                lines.append(f"{name}, {form}: {_changed(was, is_)}")
    return lines


def _of(row: Mapping[str, int] | None) -> str:
    return "none" if row is None else f"{row['right']}/{row['n']}"


def _changed(was: Counts | None, now: Counts | None) -> str:
    if was is None or now is None:
        return "gone" if now is None else "new"
    parts = [f"{v} {share(was, v):.1f} -> {share(now, v):.1f} %" for v in (*VERDICTS, ASTRAY) if was.get(v) != now[v]]
    return ", ".join([*parts, *([f"n {was['n']} -> {now['n']}"] if was["n"] != now["n"] else [])])


def failures(result: Result) -> list[str]:
    """Every variant that was not answered rightly, a line each, sorted: verdict, kind, question, words, the two readings."""
    return sorted(
        "\t".join((o.verdict, o.kind, o.base.id, o.seen.words.replace("\t", " "), f"{o.plain.intent} -> {o.seen.intent}"))
        for o in result.outcomes
        if o.verdict != "right"
    )
