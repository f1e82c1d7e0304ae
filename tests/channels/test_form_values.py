"""What is filled into a form comes with its button; anything else than a form of ours is refused."""

from __future__ import annotations

from typing import Any

import pytest

from dialogs.channels.activities import action_message, reply_activities, to_message
from dialogs.channels.form_values import MAX_VALUE, MAX_VALUES, BadValues, values_of
from dialogs.channels.refusals import BadInvoke, Refused
from dialogs.channels.shapes import as_activity
from dialogs.model import Choice, Input, RenderedReply
from tests.channels.lab import BASE, CARD


def pressed(**data: Any) -> dict[str, Any]:
    """The activity of an Action.Submit."""
    return as_activity({**BASE, "text": None, "value": data})


def executed(**data: Any) -> dict[str, Any]:
    """The activity of an Action.Execute."""
    action = {"type": "Action.Execute", "data": data}
    return as_activity(
        {**BASE, "type": "invoke", "name": "adaptiveCard/action", "value": {"action": action, "trigger": "manual"}}
    )


def test_values_come_with_either_kind_of_button() -> None:
    """Each place of the form by its id; what the button says, and what Teams adds, is none of them."""
    data = {"say": "Lagre", "title": "Brann", "host": "", "msteams": {"type": "messageBack"}}
    submitted, executed_one = to_message(pressed(**data), local=True), action_message(executed(**data), local=True)

    assert submitted is not None
    for message in (submitted, executed_one):
        assert (message.text, message.pressed, message.values) == ("Lagre", True, {"title": "Brann", "host": ""})


@pytest.mark.parametrize(
    "data",
    [{"a": 1}, {"a": None}, {"a": ["x"]}, {"a": {"b": "c"}}, {"a": True}, {"a": "x" * (MAX_VALUE + 1)}, {"a" * 101: "x"},
     {f"i{n}": "x" for n in range(MAX_VALUES + 1)}, {"a": "å" * (MAX_VALUE // 2 + 1)}],
    ids=["number", "null", "list", "object", "flag", "long", "long name", "many", "long in bytes"],
)  # fmt: skip
def test_what_no_form_of_ours_sends_is_refused(data: dict[str, Any]) -> None:
    """Only strings, not too many and not too long."""
    with pytest.raises(BadValues):
        values_of(data)
    with pytest.raises(Refused) as refused:
        to_message(pressed(say="Lagre", **data), local=True)
    assert refused.value.status == 400
    with pytest.raises(BadInvoke):
        action_message(executed(say="Lagre", **data), local=True)


def test_a_form_that_is_as_large_as_may_be_is_taken() -> None:
    """Just at the limits."""
    data = {**{f"i{n}": "x" for n in range(MAX_VALUES - 1)}, "long": "x" * MAX_VALUE}

    assert data == values_of({**data, "say": "Lagre"})


def test_values_without_a_button_of_ours_are_left_alone() -> None:
    """A value with no say is something else, and the words count."""
    message = to_message(as_activity({**BASE, "text": "hei", "value": {"x": 1}}), local=True)

    assert message is not None
    assert (message.text, message.values) == ("hei", {})


def test_the_chat_page_gets_the_form_as_data() -> None:
    """Its places, which buttons do not send it, and what to look at again; a reply without a form has none of it."""
    inputs = (Input("a", "A", "choice", "x", (("x", "X"),), required=True, hint="h"),)
    buttons = (Choice("Lagre", "lagre"), Choice("Avbryt", "utkast", alone=True))
    reply = RenderedReply("nb", "t", CARD, "<p>", buttons, inputs, "følg 1")
    plain = RenderedReply("nb", "t", CARD, "<p>", (Choice("Lagre", "lagre"),))
    reference = {"channelId": "web", "bot": {"id": "b"}, "conversation": {"id": "c"}}
    (sent,), (bare,) = reply_activities(reference, reply), reply_activities(reference, plain)
    place = {
        "id": "a", "label": "A", "kind": "choice", "value": "x", "options": (("x", "X"),), "required": True, "hint": "h",
        "limit": 0,
    }  # fmt: skip
    shown = [{"title": "Lagre", "say": "lagre"}, {"title": "Avbryt", "say": "utkast", "alone": True}]

    assert sent["channelData"]["choices"] == shown
    assert sent["channelData"]["follow"] == "følg 1"
    assert sent["channelData"]["inputs"] == [place]
    assert set(bare["channelData"]) == {"html", "choices", "language"}
