"""What holds for every template that is shipped, in both written forms."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, meta, nodes

from dialogs.model import Choice, CitedSource, Reply
from dialogs.render import FILTERS, OUR_FILTERS, TEMPLATES, UNWANTED_TESTS, Renderer, keys
from dialogs.site.page_render import PAGES, PageRenderer
from knowledge.model import LANGUAGES
from tests.rendering.conftest import faults

FILES = sorted(TEMPLATES.rglob("*.j2"))
RECKONING = (nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow)


def _parsed(path: Path) -> nodes.Template:
    environment = Environment(autoescape=True)
    environment.filters |= OUR_FILTERS
    return environment.parse(path.read_text(encoding="utf-8"))


def _name(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


def test_both_written_forms_have_the_same_templates() -> None:
    """No answer exists in one form alone; partials neither."""
    nb, nn = ({path.relative_to(TEMPLATES / each).as_posix() for path in (TEMPLATES / each).rglob("*.*")} for each in LANGUAGES)

    assert nb == nn
    assert keys(TEMPLATES, "nb") == keys(TEMPLATES, "nn")
    assert {"error/apology", "talk/thanks", "talk/bye"} <= set(keys(TEMPLATES, "nb"))


def test_every_template_compiles() -> None:
    """A broken one is found before it is needed; the shared lines are among them."""
    assert Renderer().compile_all() == 2 * len(keys(TEMPLATES, "nb")) > 200
    assert PageRenderer().compile_all() == 2 * len(list(PAGES.rglob("*.html.j2"))) > 20


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_a_template_reckons_nothing(path: Path) -> None:
    """Sums belong to handlers. «+» joins lists only: it would escape a macro's words for HTML, so «~» joins words."""
    tree = _parsed(path)
    words = (nodes.Call, nodes.Filter, nodes.Const, nodes.Concat)

    assert [node.lineno for node in tree.find_all(RECKONING)] == []
    assert [n.lineno for n in tree.find_all(nodes.Add) if isinstance(n.left, words) or isinstance(n.right, words)] == []


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_a_template_uses_only_what_is_there(path: Path) -> None:
    """Jinja looks for a filter inside an ``if`` only when it comes there; here all are looked at."""
    tree = _parsed(path)

    assert {node.name for node in tree.find_all(nodes.Filter)} <= {*FILTERS, *OUR_FILTERS}
    assert not {node.name for node in tree.find_all(nodes.Test)} & UNWANTED_TESTS


@pytest.mark.parametrize("path", [p for p in (TEMPLATES / "nb").rglob("*.j2") if "_shared" not in p.parts], ids=_name)
def test_both_forms_of_a_template_use_the_same_facts(path: Path) -> None:
    """What one form can tell, the other tells too."""
    other = TEMPLATES / "nn" / path.relative_to(TEMPLATES / "nb")

    assert meta.find_undeclared_variables(_parsed(path)) == meta.find_undeclared_variables(_parsed(other))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["error/apology", "talk/thanks", "talk/bye"])
def test_what_needs_no_knowledge_renders(product: Renderer, language: str, key: str) -> None:
    """The apology tells its reference; thanks and goodbye need nothing. Their cards are valid."""
    facts = {"reference": "a1b2c3"} if key == "error/apology" else {}
    source = CitedSource("n", "2020", "", 1, 0)
    reply = product.render(Reply(key, language, facts, (source,), (Choice("Hei", "hei"),)))  # type: ignore[arg-type]

    assert faults(reply.card) == []
    assert ("a1b2c3" in reply.text) == (key == "error/apology")
    assert reply.language == reply.card["lang"] == language
