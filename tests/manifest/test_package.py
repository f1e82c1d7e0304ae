"""The app package that a municipality uploads: built, checked, and refused with a reason when something is wrong."""

from __future__ import annotations

import io
import json
import subprocess
import tomllib
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import bot
from manifest import icons
from manifest.build import FILES, BadPackage, Publishing, build, shipped
from manifest.checks import SCHEMAS, faults, spoken
from tests.npm import Missing, fetched, program
from tests.support import skip_or_fail

ROOT = Path(__file__).parents[2]
OURS = Publishing("11111111-2222-3333-4444-555555555555", "samrad.storvag.kommune.no", "Storvåg kommune")
Files = dict[str, bytes]


def unzipped(package: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def manifest_of(package: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(unzipped(package)["manifest.json"])
    return found


def test_the_package_is_whole_and_right() -> None:
    """Five files at the top of the zip, nothing left to fill in, and no fault that Teams would find."""
    package = build(OURS)

    assert tuple(unzipped(package)) == FILES
    assert faults(package) == []
    manifest = manifest_of(package)
    assert manifest["id"] == manifest["bots"][0]["botId"] == manifest["webApplicationInfo"]["id"] == OURS.app_id
    assert manifest["validDomains"] == [OURS.domain]
    assert manifest["developer"]["name"] == OURS.developer


def test_the_same_input_makes_the_same_bytes() -> None:
    """Whoever builds it again can see that nothing has changed; an address is taken as well as a host name."""
    assert build(OURS) == build(Publishing(OURS.app_id.upper(), f"https://{OURS.domain.upper()}/", OURS.developer))


def test_a_name_with_norwegian_letters_is_written_as_the_net_has_it() -> None:
    """«Vågå» is a host name too."""
    assert manifest_of(build(Publishing(OURS.app_id, "samråd.vågå.no")))["validDomains"] == ["xn--samrd-pra.xn--vg-yiab.no"]


def test_the_version_is_the_product_s() -> None:
    """Teams tells people which version they have."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert manifest_of(build(OURS))["version"] == project["project"]["version"]


def pixels(png: bytes) -> bytes:
    """What is drawn, whichever zlib has packed it: after the signature a head of 25 bytes, then the data, then 12 for the end."""
    return zlib.decompress(png[41:-16])


def test_the_icons_are_what_is_drawn() -> None:
    """The files beside the manifest are those that the program draws; the outline is white on nothing."""
    assert pixels(icons.color_icon()) == pixels(shipped()["color.png"])
    outline = pixels(icons.outline_icon())
    assert outline == pixels(shipped()["outline.png"])
    drawn = [outline[at : at + 4] for row in range(32) for at in range(row * 129 + 1, row * 129 + 129, 4)]
    assert {pixel[:3] for pixel in drawn} == {b"\xff\xff\xff"}
    assert {0, 255} <= {pixel[3] for pixel in drawn}
    assert icons.size_of(shipped()["color.png"]) == (192, 192)
    assert icons.size_of(shipped()["outline.png"]) == (32, 32)


def edited(name: str, change: Callable[[dict[str, Any]], object]) -> Files:
    files = shipped()
    found = json.loads(files[name])
    change(found)
    files[name] = json.dumps(found, ensure_ascii=False).encode()
    return files


def without(name: str) -> Files:
    return {there: body for there, body in shipped().items() if there != name}


NN = "nn-no.json"
BROKEN: Mapping[str, tuple[Files, str]] = {
    "a word without nynorsk": (
        edited(NN, lambda words: words.pop("staticTabs[1].name")), "nn-no.json: «staticTabs[1].name» is missing: translate it."
    ),
    "a word of nothing": (
        edited(NN, lambda words: words.update({"bots[0].commandLists[1].commands[9].title": "Hei"})),
        "nn-no.json: «bots[0].commandLists[1].commands[9].title» is nothing that the manifest has",
    ),
    "a description that is too long": (
        edited("en-us.json", lambda words: words.update({"description.short": "x" * 81})),
        "en-us.json: description.short has 81 characters, and Teams takes 80: shorten it.",
    ),
    "an icon of another size": ({**shipped(), "color.png": icons.outline_icon()}, "color.png: must be a PNG of 192x192 pixels"),
    "an icon that is no picture": ({**shipped(), "outline.png": b"<svg/>"}, "outline.png: must be a PNG of 32x32"),
    "an icon that is not there": (without("outline.png"), "icons/outline: the package holds no file 'outline.png'"),
    "a language file that is not there": (without(NN), "the package holds no file «nn-no.json»: add it, or leave"),
    "a language named twice": (
        edited("manifest.json", lambda m: m["localizationInfo"].update(defaultLanguageTag="nn-no")),
        "localizationInfo names a language twice (nn-no, nn-no, en-us): leave one out.",
    ),
    "an id that is none": (edited("manifest.json", lambda m: m.update(id="samråd")), "id: 'samråd' does not match"),
    "a scope that Teams has not": (
        edited("manifest.json", lambda m: m["bots"][0]["scopes"].append("teams")),
        "manifest.json: bots/0/scopes/3: 'teams' is not one of",
    ),
    "a name that is too long": (
        edited("manifest.json", lambda m: m["name"].update(short="x" * 31)), "manifest.json: name/short: 'xxxxxxxxxx"
    ),
    "a version of the manifest that nobody knows": (
        edited("manifest.json", lambda m: m.update(manifestVersion="9.99")),
        "manifestVersion «9.99» has no schema in manifest/schemas",
    ),
    "an address elsewhere": (
        edited("manifest.json", lambda m: m["staticTabs"][1].update(contentUrl="https://elsewhere.no/oversikt")),
        "validDomains lacks «elsewhere.no», which an address of the manifest names: add it.",
    ),
    "a domain with its scheme": (
        edited("manifest.json", lambda m: m["validDomains"].append("https://samrad.no")), "«https://samrad.no» is no host name"
    ),
    "something left to fill in": (
        edited("manifest.json", lambda m: m["description"].update(short="Hos {{MUNICIPALITY}}")),
        "«{{MUNICIPALITY}}» is not filled in",
    ),
    "broken JSON": ({**shipped(), NN: b"{"}, "nn-no.json: no JSON"),
    "no manifest": (without("manifest.json"), "manifest.json is missing: it must lie at the top of the zip"),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_a_fault_is_told_with_its_remedy(what: str) -> None:
    """Each fault alone stops the package, and is named; nothing else is complained of where it is a matter of one word."""
    files, told = BROKEN[what]

    with pytest.raises(BadPackage) as caught:
        build(OURS, files)
    assert told in str(caught.value)
    assert len(str(caught.value).splitlines()) <= 3


def test_what_is_no_zip_is_told() -> None:
    """A file that was spoiled on its way."""
    assert faults(b"PK not really") == ["The package is no zip file: build it anew."]


def test_the_command_writes_the_package(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the arguments, else from the settings of the service."""
    output = tmp_path / "app.zip"
    monkeypatch.setenv("MicrosoftAppId", OURS.app_id)
    monkeypatch.setenv("SAMRAD_BASE_URL", f"https://{OURS.domain}")

    assert bot.main(["package", "--developer", OURS.developer, "--output", str(output)]) == 0
    assert output.read_bytes() == build(OURS)
    assert str(output) in capsys.readouterr().out


def test_the_command_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written, and each option that is needed is named."""
    output = tmp_path / "app.zip"

    assert bot.main(["package", "--output", str(output)]) == 2
    assert not output.exists()
    told = capsys.readouterr().err
    assert "--app-id" in told
    assert "--domain" in told


def test_all_that_people_see_is_known_to_the_check() -> None:
    """The check asks for every title, name and description of the manifest, and for nothing that the bot alone is sent."""
    manifest = json.loads(shipped()["manifest.json"])
    commands = sum(len(lists["commands"]) for lists in manifest["bots"][0]["commandLists"])

    assert len(spoken(manifest)) == 4 + 2 * commands + 4 + 1
    assert "composeExtensions[0].commands[0].parameters[0].name" not in spoken(manifest)


VALIDATE = """
const { AppManifestUtils } = require(process.argv[2]);
const fs = require("fs");
const schema = JSON.parse(fs.readFileSync(process.argv[4]));
AppManifestUtils.validateAgainstSchema(JSON.parse(fs.readFileSync(process.argv[3])), schema)
  .then((faults) => console.log(JSON.stringify(faults)));
"""


def by_microsoft(manifest: Mapping[str, Any], folder: Path) -> list[str]:
    """What Microsoft's own validator finds."""
    try:
        validator = fetched("@microsoft/app-manifest", "1.1.2", "build/index.js", "app-manifest", "fs-extra@11.3.2")
        node = program("node")
    except Missing as reason:
        skip_or_fail(str(reason))
    script, file = folder / "validate.cjs", folder / "manifest.json"
    script.write_text(VALIDATE, encoding="utf-8")
    file.write_text(json.dumps(manifest), encoding="utf-8")
    schema = validator.parent / "json-schemas" / "teams" / f"v{manifest['manifestVersion']}" / "MicrosoftTeams.schema.json"
    assert schema.read_bytes() == (SCHEMAS / schema.parent.name / schema.name).read_bytes(), "ours is not Microsoft's any more"
    done = subprocess.run([node, script, validator, file, schema], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout)
    return found


def test_microsoft_s_own_validator_agrees(tmp_path: Path) -> None:
    """It takes what we build, and refuses what we refuse."""
    manifest = manifest_of(build(OURS))

    assert by_microsoft(manifest, tmp_path) == []
    assert by_microsoft({**manifest, "id": "samråd"}, tmp_path) != []
