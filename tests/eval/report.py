"""The report of a run, in Markdown: tables by kind and written form, confusions, and examples of the worst."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from knowledge.model import LANGUAGES
from tests.eval.figures import ASTRAY, BOTH, ENDS, share
from tests.eval.judge import VERDICTS
from tests.eval.run import Outcome, Result
from tests.eval.variants import GROUPS, KINDS

EXAMPLES = 6
_CONFUSIONS = 25
_HEAD = """\
# Evaluation of understanding

Written by `python -m tests.eval --accept`; `make eval` tells what differs from it. Only questions that are answered rightly
as they are written are varied. *Partly*: understood rightly, but something is left out, told among other things, or in the
other written form. *Asked*: asks which is meant. *Refused*: says that it does not know. *Wrong*: states something for another
reading, and *astray*, of those, about another subject. See `tests/eval/judge.py`.
"""


def report(result: Result, figures: Mapping[str, Any], examples: int = EXAMPLES) -> str:
    """The whole report; the same for the same answers."""
    parts = [
        _HEAD,
        "## By kind and written form\n",
        kinds_table(figures, (*KINDS, "every kind")),
        "\n## What acceptance is about\n",
        kinds_table(figures, tuple(GROUPS)),
        "\n## The questions themselves, unchanged\n",
        questions_table(figures),
        "\n## Confusions\n",
        "What wrong answers took for what, most often first (`?` asks back, `-` is not understood).\n",
        table(("the question", "the variant", "times"), _top(figures["confusions"])),
        "\n## Worst examples\n",
        *_examples(result, examples),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _top(confusions: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    for pair, count in list(confusions.items())[:_CONFUSIONS]:
        yield (*pair.split(" -> "), str(count))


def kinds_table(figures: Mapping[str, Any], names: Sequence[str]) -> str:
    """Per cent of each verdict for these kinds."""
    rows = []
    for name in names:
        for form in (*LANGUAGES, BOTH):
            counts = figures["kinds"][name][form]
            if form == BOTH or counts["n"]:
                shares = (f"{share(counts, verdict):.1f}" for verdict in (*VERDICTS, ASTRAY))
                rows.append((name if form == LANGUAGES[0] else "", form, str(counts["n"]), *shares))
    return table(("kind", "", "n", *VERDICTS, ASTRAY), rows)


def questions_table(figures: Mapping[str, Any]) -> str:
    """How the questions of each set end as they are written."""
    rows = ((name, str(row["n"]), *(str(row[end]) for end in ENDS)) for name, row in figures["questions"].items())
    return table(("set", "n", *ENDS), rows)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines.extend("| " + " | ".join(row) + " |" for row in rows)
    return "\n".join(lines) + "\n"


def _examples(result: Result, most: int) -> Iterator[str]:
    for kind in KINDS:
        chosen = worst([o for o in result.outcomes if o.kind == kind], most)
        if chosen:
            yield f"### {kind}\n"
            yield "\n".join(f"- {told(o)}" for o in chosen) + "\n"


def worst(outcomes: Sequence[Outcome], most: int) -> list[Outcome]:
    """Wrong answers, no two of one confusion while there are others."""
    wrong = sorted((o for o in outcomes if o.verdict == "wrong"), key=lambda o: o.base.id)
    seen: dict[tuple[str, str], int] = {}
    ranked: list[tuple[int, int, Outcome]] = []
    for outcome in wrong:
        pair = (outcome.plain.intent, outcome.seen.intent)
        ranked.append((seen.get(pair, 0), len(ranked), outcome))
        seen[pair] = seen.get(pair, 0) + 1
    return [outcome for _, _, outcome in sorted(ranked, key=lambda r: r[:2])[:most]]


def told(outcome: Outcome) -> str:
    """An example in one line."""
    first = next((line for line in outcome.seen.text.splitlines() if line.strip()), "").strip("*# ")
    return (
        f"«{outcome.seen.words}» ({outcome.base.language}; `{outcome.base.id}`): {reading(outcome.plain)} → "
        f"{reading(outcome.seen)}: {first[:140]}"
    )


def reading(seen: Any) -> str:
    """What a wording was understood as, shortly."""
    slots = " ".join(
        f"{key}={','.join(map(str, value)) if isinstance(value, list) else value}" for key, value in sorted(seen.slots.items())
    )
    return f"{seen.intent} {slots}".strip()[:110]
