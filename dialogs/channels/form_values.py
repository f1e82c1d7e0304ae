"""What was filled into a form, taken out of the data that its button sends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MAX_VALUES = 80
MAX_VALUE = 20 * 1024
"""So many bytes may one place of a form hold."""

_NOT_OURS = frozenset({"say", "msteams"})
"""What the button says, and what Teams adds."""


class BadValues(ValueError):
    """The data of the button is no form of ours; says in a sentence why."""


def values_of(data: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in, by input id; BadValues when it is more, or something else, than a form of ours sends."""
    values = {name: value for name, value in data.items() if name not in _NOT_OURS}
    if len(values) > MAX_VALUES:
        raise BadValues(f"The form has more than {MAX_VALUES} values.")
    for name, value in values.items():
        if not isinstance(value, str):
            raise BadValues("Each value of the form must be a string.")
        if len(value.encode("utf-8", "replace")) > MAX_VALUE or len(name) > 100:
            raise BadValues(f"A value of the form is larger than {MAX_VALUE} bytes, or its name is too long.")
    return values
