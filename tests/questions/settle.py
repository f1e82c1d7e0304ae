"""Moves wordings whose gap has closed from known_gaps.yaml to their case: `python -m tests.questions.settle`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from knowledge.model import LANGUAGES, Language
from tests.questions import cases

HERE = Path(__file__).parent
MARK = " (still to come)"
HEAD = """\
# What the product should answer rightly and does not yet, by wording, with the cause. A test fails when a gap closes:
# then the wording moves to the case that it belongs to (`python -m tests.questions.settle`).
"""


def closed() -> set[tuple[str, str, str]]:
    """Case, written form and words of every gap that is no more."""
    gaps = ((case, form, words) for case in cases.known_gaps() for form in LANGUAGES for words in case.asked[form])
    return {(case.name, form, words) for case, form, words in gaps if not list(cases.answers()[case.name, form, words].faults())}


def flow(value: Any) -> str:
    """A value as one line of YAML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def block(item: dict[str, Any]) -> str:
    """A case as it stands in a file."""
    return "- " + "\n  ".join(f"{key}: {flow(value)}" for key, value in item.items()) + "\n"


def take_back(item: dict[str, Any], asked: Mapping[Language, list[str]]) -> None:
    """Put the wordings into the case that they came from, or that case into the file of its world's regained ones."""
    name = item["name"].removesuffix(MARK)
    folder = HERE / "fictional" if item["world"] == "fictional" else HERE
    for path in sorted(folder.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        found = re.search(rf"^- name: \"?{re.escape(name)}\"?\n(?:(?!- name).*\n)*", text, re.MULTILINE)
        if found and path.name != "known_gaps.yaml":
            case = found.group()
            for form, words in asked.items():
                more = ", ".join(map(flow, words))
                case = re.sub(
                    rf"\b{form}: \[(.*?)\](?=, n[bn]:|\}}?\n)",
                    lambda m, more=more, form=form: f"{form}: [{', '.join(filter(None, (m[1], more)))}]",  # type: ignore[misc]
                    case,
                    count=1,
                )
            path.write_text(text[: found.start()] + case + text[found.end() :], encoding="utf-8")
            return
    kept: dict[str, Any] = {key: value for key, value in item.items() if key not in ("gap", "world")}
    path = folder / "regained.yaml"
    text = path.read_text(encoding="utf-8") if path.exists() else "# Cases that were gaps once.\n"
    path.write_text(text + block({**kept, "name": name, "asked": dict(asked)}), encoding="utf-8")


def main() -> None:
    """Settle every gap that has closed."""
    path, done, left = HERE / "known_gaps.yaml", closed(), []
    for item in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or []:
        back = {form: [w for w in item["asked"][form] if (item["name"], form, w) in done] for form in LANGUAGES}
        if any(back.values()):
            take_back(item, back)
        item["asked"] = {form: [w for w in item["asked"][form] if w not in back[form]] for form in LANGUAGES}
        if any(item["asked"].values()):
            left.append(item)
    path.write_text(HEAD + ("\n".join(map(block, left)).replace("\n\n", "\n") or "[]\n"), encoding="utf-8")
    print(f"{len(done)} wordings are settled; {len(left)} gaps are left.")


if __name__ == "__main__":
    main()
