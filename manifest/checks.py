"""What is wrong with an app package, before Teams says so, and what to do about it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator, FormatChecker

from manifest.icons import COLOR, OUTLINE, size_of

SCHEMAS = Path(__file__).parent / "schemas"
LIMITS: Mapping[str, int] = {"name.short": 30, "name.full": 100, "description.short": 80, "description.full": 4000}
"""What the schema of language files does not say of a translation: so many characters at most."""
MOST_COMMANDS = 12
"""So many commands Teams shows of a list; the schema of language files knows no more."""
_ICONS = {"color": COLOR, "outline": OUTLINE}
_LEFT = re.compile(r"\{\{\w*\}\}|\bTODO\b|\bexample\.(?:com|org)\b")
_TOLD = ("name.short", "name.full", "description.short", "description.full")
_WORDS = frozenset({"title", "description", "name"})
_SPOKEN = ("bots", "composeExtensions", "staticTabs")
"""The parts of a manifest whose words people see."""


def faults(package: bytes) -> list[str]:
    """Everything that is wrong with the zip, a line each with what to do; nothing for one that Teams takes."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile:
        return ["The package is no zip file: build it anew."]
    return list(_faults(files))


def _faults(files: Mapping[str, bytes]) -> Iterator[str]:
    if "manifest.json" not in files:
        yield "manifest.json is missing: it must lie at the top of the zip, in no folder."
        return
    manifest = _read("manifest.json", files["manifest.json"])
    if isinstance(manifest, str):
        yield manifest
        return
    yield from _by_schema("manifest.json", manifest, "MicrosoftTeams.schema.json")
    yield from _icons(manifest, files)
    yield from _domains(manifest)
    yield from _languages(manifest, files)
    for name, body in files.items():
        if name.endswith(".json") and (left := _LEFT.search(body.decode("utf-8", "replace"))):
            yield f"{name}: «{left[0]}» is not filled in: give the app id, the domain and the developer's name when building."


def _read(name: str, body: bytes) -> dict[str, Any] | str:
    try:
        found = json.loads(body)
    except ValueError as error:
        return f"{name}: no JSON ({error}): mend the file."
    return found if isinstance(found, dict) else f"{name}: must be a JSON object."


@lru_cache(maxsize=8)
def _validator(version: str, name: str) -> Draft4Validator | None:
    path = SCHEMAS / f"v{version}" / name
    if not re.fullmatch(r"\d+\.\d+", version) or not path.is_file():
        return None
    # two escapes that patterns of JSON Schema must not have, as Microsoft's own validator rewrites them
    text = path.read_text(encoding="utf-8").replace(r"\a", r"\u0007").replace(r"\v", r"\u000b")
    return Draft4Validator(json.loads(text), format_checker=FormatChecker())


def _by_schema(where: str, found: Mapping[str, Any], schema: str, version: object = None) -> Iterator[str]:
    version = str(version or found.get("manifestVersion", ""))
    validator = _validator(version, schema)
    if validator is None:
        yield f"{where}: manifestVersion «{version}» has no schema in manifest/schemas: use one that is there, or add its schema."
        return
    for error in sorted(validator.iter_errors(found), key=lambda e: [str(part) for part in e.absolute_path]):
        place = "/".join(map(str, error.absolute_path)) or "at the top"
        yield f"{where}: {place}: {error.message[:200]}. Mend it as the Teams manifest's schema {version} says."


def _icons(manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> Iterator[str]:
    named = manifest.get("icons")
    for kind, side in _ICONS.items():
        name = named.get(kind) if isinstance(named, dict) else None
        if not isinstance(name, str) or name not in files:
            yield f"manifest.json: icons/{kind}: the package holds no file {name!r}: draw it with python -m manifest.icons."
        elif size_of(files[name]) != (side, side):
            yield f"{name}: must be a PNG of {side}x{side} pixels: draw it with python -m manifest.icons."


def _domains(manifest: Mapping[str, Any]) -> Iterator[str]:
    """Every address of the manifest must be within the domains that Teams is told to let in."""
    domains = manifest.get("validDomains", [])
    text = json.dumps({name: value for name, value in manifest.items() if name != "$schema"}, ensure_ascii=False)
    for address in sorted(set(re.findall(r'"(?:https?|api)://([^/"]+)', text))):
        if address not in domains:
            yield f"manifest.json: validDomains lacks «{address}», which an address of the manifest names: add it."
    for domain in domains if isinstance(domains, list) else ():
        if not isinstance(domain, str) or not is_domain(domain):
            yield f"manifest.json: validDomains: «{domain}» is no host name: give it as samrad.kommune.no, and nothing more."


def is_domain(domain: str) -> bool:
    """True for a host name as Teams takes it: letters, digits and hyphens, with a domain above it."""
    label = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
    return re.fullmatch(rf"(?:{label}\.)+[a-z]{{2,63}}", domain) is not None and len(domain) <= 253


def _languages(manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> Iterator[str]:
    info = manifest.get("localizationInfo")
    listed = info.get("additionalLanguages", []) if isinstance(info, dict) else []
    tags = [str(each.get("languageTag", "")).lower() for each in listed if isinstance(each, dict)]
    default = str(info.get("defaultLanguageTag", "")).lower() if isinstance(info, dict) else ""
    if len({default, *tags}) != len(tags) + 1:
        yield f"manifest.json: localizationInfo names a language twice ({', '.join([default, *tags])}): leave one out."
    needed = set(spoken(manifest))
    for each in listed:
        name = each.get("file", "") if isinstance(each, dict) else ""
        if name not in files:
            yield f"manifest.json: localizationInfo: the package holds no file «{name}»: add it, or leave the language out."
            continue
        found = _read(name, files[name])
        if isinstance(found, str):
            yield found
            continue
        yield from _by_schema(name, found, "MicrosoftTeams.Localization.schema.json", manifest.get("manifestVersion"))
        yield from _translation(name, found, needed)


def _translation(name: str, found: Mapping[str, Any], needed: set[str]) -> Iterator[str]:
    keys = {key for key in found if key not in ("$schema", "localizationKeys")}
    for key in sorted(needed - keys):
        yield f"{name}: «{key}» is missing: translate it."
    for key in sorted(keys - needed):
        yield f"{name}: «{key}» is nothing that the manifest has: take it out, or mend the number in it."
    for key, most in LIMITS.items():
        text = found.get(key, "")
        if isinstance(text, str) and len(text) > most:
            yield f"{name}: {key} has {len(text)} characters, and Teams takes {most}: shorten it."


def spoken(manifest: Mapping[str, Any]) -> Sequence[str]:
    """The keys of all that people see of a manifest, as language files write them: ``bots[0].commandLists[0]…``."""
    return [*_TOLD, *(key for part in _SPOKEN for key in _keys(manifest.get(part, []), part))]


def _keys(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from _keys(each, f"{path}[{number}]")
    elif isinstance(value, dict):
        for name, each in value.items():
            within = name in _WORDS and isinstance(each, str)
            # the name of a parameter is what the bot is sent, and seen by nobody
            if within and not (name == "name" and ".parameters[" in path):
                yield f"{path}.{name}"
            yield from _keys(each, f"{path}.{name}")
