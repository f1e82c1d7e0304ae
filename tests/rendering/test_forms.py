"""Forms: elements of the card between words and buttons, and how to fill them in by writing."""

from __future__ import annotations

import pytest

from dialogs.model import Choice, Input, Reply
from dialogs.render import Renderer, shortened
from knowledge.model import Language
from tests.rendering.conftest import faults

INPUTS = (
    Input("name", "Navn", "text", "Sogn *KO*", required=True, hint="slik"),
    Input("about", "Om", "lines", "en\nto"),
    Input("on", "Dato", "date", "2019-02-11", required=True),
    Input("kind", "Type", "choice", "b", (("a", "Ane"), ("b", "Bie")), required=True),
    Input("all", "Alle", "flag", "true"),
)
BUTTONS = (Choice("Lagre", "lagre dette"), Choice("Avbryt", "vis", alone=True))


def reply(language: Language = "nb", inputs: tuple[Input, ...] = INPUTS) -> Reply:
    """A reply with a form below it."""
    return Reply("talk/thanks", language, {}, (), BUTTONS, answering=True, inputs=inputs)


def test_each_kind_has_its_element(product: Renderer) -> None:
    """Label, value, whether it must be filled in, and the words for when it is not; valid after the schema."""
    rendered = product.render(reply())
    elements = [each for each in rendered.card["body"] if each["type"].startswith("Input.")]
    kinds = {each["id"]: each["type"] for each in elements}
    by_id = {each["id"]: each for each in elements}

    assert faults(rendered.card) == []
    assert kinds == {
        "name": "Input.Text",
        "about": "Input.Text",
        "on": "Input.Date",
        "kind": "Input.ChoiceSet",
        "all": "Input.Toggle",
    }
    assert elements == rendered.card["body"][-5:]
    assert by_id["about"]["isMultiline"]
    assert tuple(by_id["name"][k] for k in ("label", "value", "isRequired", "errorMessage")) == (
        "Navn",
        "Sogn *KO*",
        True,
        "Fyll ut «Navn».",
    )
    assert by_id["kind"]["errorMessage"] == "Velg noe i «Type»."
    assert by_id["kind"]["choices"] == [{"title": "Ane", "value": "a"}, {"title": "Bie", "value": "b"}]
    assert tuple(by_id["all"][k] for k in ("title", "value", "valueOn")) == ("Alle", "true", "true")
    assert rendered.inputs == INPUTS


def test_one_can_leave_a_form_without_filling_it_in(product: Renderer) -> None:
    """A button that stands alone sends nothing of the form, and asks for nothing in it."""
    actions = product.render(reply()).card["actions"]

    assert [action.get("associatedInputs") for action in actions] == [None, "none"]
    assert "associatedInputs" not in product.render(Reply("talk/thanks", "nb", {}, (), BUTTONS)).card["actions"][1]


@pytest.mark.parametrize(
    ("language", "says", "must"),
    [("nb", "Du kan også skrive: først", "må fylles ut"), ("nn", "Du kan òg skrive: først", "må fyllast ut")],
)
def test_the_text_tells_how_to_fill_it_in(product: Renderer, language: Language, says: str, must: str) -> None:
    """By writing: the words of the button, and each field with what it holds and can hold."""
    text = product.render(reply(language)).text

    assert says in text
    assert f"- Navn: Sogn *KO* ({must})" in text
    assert f"- Dato: 11.02.2019 ({must})" in text
    assert f"- Type: Bie ({must}) – {'velg' if language == 'nb' else 'vel'} Ane eller Bie" in text
    assert "- Alle: ja" in text
    assert "«lagre dette»" in text


def test_the_errors_are_in_nynorsk_too(product: Renderer) -> None:
    """In the reader's written form."""
    body = product.render(reply("nn")).card["body"]

    assert "Vel noko i «Type»." in [each.get("errorMessage") for each in body]


def test_a_form_that_teams_cannot_take_says_so(product: Renderer) -> None:
    """Its places are left out of the card, which promises the text; the buttons that would send it go with them."""
    rendered = product.render(reply(inputs=(*INPUTS, Input("long", "Lang", "lines", "å" * 9000))))

    assert faults(rendered.card) == []
    assert shortened(rendered)
    assert not [each for each in rendered.card["body"] if each["type"].startswith("Input.")]
    assert "Skjemaet er for stort for et kort." in str(rendered.card["body"])
    assert [action["title"] for action in rendered.card["actions"]] == ["Avbryt"]
    assert "«lagre dette»" in rendered.text


def test_several_may_be_chosen(product: Renderer) -> None:
    """All options stand there with a box each, those chosen before are ticked, and in writing they are told by name."""
    several = Input("who", "Hvem", "several", "a,c", (("a", "Ane"), ("b", "Bie"), ("c", "Ce")), required=True)
    rendered = product.render(reply(inputs=(several,)))
    (element,) = rendered.card["body"][-1:]

    assert faults(rendered.card) == []
    assert (element["style"], element["isMultiSelect"], element["value"]) == ("expanded", True, "a,c")
    assert element["errorMessage"] == "Velg noe i «Hvem»."
    assert "Ane, Ce" in rendered.text


def test_nobody_is_told_to_write_in_the_open_what_is_shown_to_them_alone(product: Renderer) -> None:
    """A form whose answer is for the one who presses is not told how to fill in by writing."""
    own = Reply("talk/thanks", "nb", {}, (), (Choice("Svar", "svar", apart=True),), answering=True, inputs=INPUTS[:1])

    assert "Sogn" in product.render(reply(inputs=INPUTS[:1])).text
    assert "Sogn" not in product.render(own).text
