"""Register data as YAML text -> model records, with every fault listed by file and line.

The YAML is read without YAML's own guesses: every scalar is text until the schema says otherwise, so a bare
``no`` or ``2015`` means what it looks like. Three shorthands keep the files short:

- ``cite: source-id | place | lines`` for a citation (the third part may be left out);
- a municipality id in ``participants`` for ``{municipality: id}``;
- ``name: words`` for a ``Text`` that is the same in bokmål and nynorsk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, get_type_hints

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError

from knowledge import courses, legal, model, quiz, year_entries
from knowledge.errors import Problem

Records = dict[str, dict[str, Any]]

KINDS: Mapping[str, type[Any]] = {
    "sources": model.Source,
    "municipalities": model.Municipality,
    "regions": model.Region,
    "fields": model.Field,
    "cooperations": model.Cooperation,
    "figures": model.Figure,
    "assessments": model.Assessment,
    "cases": model.Case,
    "conflicts": model.Conflict,
}
"""The record kinds, by the key that they stand under in a file and in ``Register``."""

LAW_KINDS: Mapping[str, type[Any]] = {
    "acts": legal.Act,
    "aspects": legal.Aspect,
    "legal_forms": legal.LegalForm,
    "rules": legal.Rule,
    "guide_questions": legal.GuideQuestion,
}
"""The kinds of the law's rules, by the key in ``legal.LawBook``."""

QUIZ_KINDS: Mapping[str, type[Any]] = {"quiz_items": quiz.QuizItem}
"""The kinds of the quizzes, by the key in ``quiz.QuizBank``."""

COURSE_KINDS: Mapping[str, type[Any]] = {"courses": courses.Course}
"""The kinds of the courses, by the key in ``courses.CourseBook``."""

YEAR_KINDS: Mapping[str, type[Any]] = {"year_entries": year_entries.YearEntry}
"""The kinds of the governance year."""

_ALL: Mapping[str, type[Any]] = {**KINDS, **LAW_KINDS, **QUIZ_KINDS, **COURSE_KINDS, **YEAR_KINDS}

_DATE_KEYS = frozenset({"on", "published", "as_of", "since", "until", "established", "checked"})
_TEXT_KEYS = frozenset(
    {"name", "title", "short", "publisher", "text", "summary", "label", "holder", "stated", "note", "body", "via",
     "proposal", "decision", "vote", "unknown", "identical_why", "other",
     "basis", "transition", "earlier", "pending", "ask", "stem", "because", "situation", "match"}
)  # fmt: skip
_PLAIN_NAME_KINDS = frozenset({"municipalities"})


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What one file held, and where each record stands in it."""

    name: str
    records: Records
    lines: Mapping[tuple[str, str], int]
    problems: tuple[Problem, ...]


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    cls = _ALL[kind]
    forbid = ConfigDict(extra="forbid", str_strip_whitespace=True, str_min_length=1)
    for each in (cls, *_nested(cls)):
        # pydantic reads this attribute on standard dataclasses; the model itself need not know of it
        if "__pydantic_config__" not in each.__dict__:
            each.__pydantic_config__ = forbid
    return TypeAdapter(cls)


def _nested(cls: type[Any]) -> set[type[Any]]:
    found: set[type[Any]] = set()
    hints = get_type_hints(cls)
    pending = [hints[f.name] for f in fields(cls)]
    while pending:
        hint = pending.pop()
        pending.extend(getattr(hint, "__args__", ()))
        if isinstance(hint, type) and is_dataclass(hint) and hint not in found:
            found.add(hint)
            found |= _nested(hint)
    return found


def build(kind: str, data: Mapping[str, Any]) -> Any:
    """The record that plain data means; pydantic's ValidationError when it means none."""
    return _adapter(kind).validate_python(data)


def read_yaml(name: str, text: str, kinds: Mapping[str, type[Any]] = KINDS) -> ReadFile:
    """Read one file of records of ``kinds``. Never raises for what the file holds: see ``problems``."""
    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        fault = getattr(error, "problem", None) or "not valid YAML"
        return ReadFile(name, {}, {}, (Problem(name, line, "file", f"{fault}.", "Mend the YAML syntax there."),))
    if root is None:
        return ReadFile(name, {}, {}, ())
    if not isinstance(root, yaml.MappingNode):
        fault = "the file is not a mapping of record kinds."
        return ReadFile(name, {}, {}, (Problem(name, 1, "file", fault, f"Begin it with one of: {', '.join(kinds)}."),))
    records: Records = {}
    lines: dict[tuple[str, str], int] = {}
    problems: list[Problem] = []
    for key_node, list_node in root.value:
        kind = str(key_node.value)
        line = key_node.start_mark.line + 1
        if kind not in kinds:
            problems.append(Problem(name, line, kind, "no such kind of record.", f"Use one of: {', '.join(kinds)}."))
            continue
        if not isinstance(list_node, yaml.SequenceNode):
            problems.append(Problem(name, line, kind, "is not a list.", "Begin each record with «- id: …»."))
            continue
        for node in list_node.value:
            _read_record(name, kind, node, records.setdefault(kind, {}), lines, problems)
    return ReadFile(name, records, lines, tuple(problems))


def _read_record(
    file: str, kind: str, node: yaml.Node, into: dict[str, Any], lines: dict[tuple[str, str], int], problems: list[Problem]
) -> None:
    line = node.start_mark.line + 1
    raw = _plain(node)
    if not isinstance(raw, dict) or not raw.get("id"):
        problems.append(Problem(file, line, kind, "the record has no id.", "Give it «id:», lower case with hyphens."))
        return
    record_id = str(raw["id"])
    where = f"{kind}/{record_id}"
    if record_id in into:
        problems.append(Problem(file, line, where, "the id is used twice.", "Give one of them another id."))
        return
    for fault in _repeated_keys(node):
        problems.append(Problem(file, fault[1], where, f"the key «{fault[0]}» stands twice.", "Keep one."))
    try:
        data = expand(kind, raw)
        into[record_id] = build(kind, data)
        lines[kind, record_id] = line
    except ValidationError as error:
        for each in error.errors(include_url=False):
            path = each["loc"]
            problems.append(
                Problem(file, _line_of(node, path), "/".join([where, *map(str, path)]), f"{each['msg']}.", _remedy(each))
            )
    except ValueError as error:
        problems.append(Problem(file, line, where, f"{error}.", ""))


def _remedy(error: Any) -> str:
    kind = error["type"]
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        return "Take it away, or correct its name."
    if kind.startswith("missing"):
        return "Add it."
    if kind in ("literal_error", "enum"):
        return ""
    return f"It says {error['input']!r}." if isinstance(error["input"], str) else "Compare with a record that passes."


def _plain(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return str(node.value)


def _repeated_keys(node: yaml.Node) -> Iterable[tuple[str, int]]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield str(key.value), key.start_mark.line + 1
            seen.add(key.value)
            yield from _repeated_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated_keys(item)


def _line_of(node: yaml.Node, path: tuple[Any, ...]) -> int:
    """The line of the deepest node on ``path`` that is there."""
    for part in path:
        if isinstance(node, yaml.MappingNode):
            child = next((value for key, value in node.value if key.value == part), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            child = node.value[part]
        else:
            child = None
        if child is None:
            break
        node = child
    return int(node.start_mark.line) + 1


def expand(kind: str, raw: dict[str, Any]) -> dict[str, Any]:
    """Write the shorthands out in full. ValueError for a date or citation that cannot be read."""
    expanded: dict[str, Any] = _expand(raw, plain_name=kind in _PLAIN_NAME_KINDS)
    return expanded


def _expand(value: Any, key: str = "", *, plain_name: bool = False) -> Any:
    if isinstance(value, dict):
        return {k: _expand(v, k, plain_name=plain_name) for k, v in value.items()}
    if isinstance(value, list):
        if key == "participants":
            return [_expand({"municipality": item} if isinstance(item, str) else item) for item in value]
        if key == "cites":
            return [_citation(item) if isinstance(item, str) else _expand(item) for item in value]
        return [_expand(item) for item in value]
    if key == "cite":
        return _citation(value)
    if key in _DATE_KEYS:
        day = model.PartialDate.parse(value)
        return {"year": day.year, "month": day.month, "day": day.day}
    if key in _TEXT_KEYS and not plain_name:
        return {"nb": value, "nn": value}
    return value


def _citation(text: str) -> dict[str, Any]:
    parts = [part.strip() for part in text.split("|")]
    if not 2 <= len(parts) <= 3 or not all(parts):
        raise ValueError(f"the citation {text!r} is not «source | place» or «source | place | lines»")
    return dict(zip(("source", "place", "lines"), parts, strict=False))
