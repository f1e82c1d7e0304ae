"""Which views there are, and where. A view is a function of what is asked (``dialogs.overview.asked.View``)."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.overview.asked import PATH, View
from dialogs.overview.matrix import matrix
from knowledge.model import Text

VIEWS: Mapping[str, View] = {
    PATH: matrix,
}
"""By path; ``{id}`` stands for the id of a record."""

NAVIGATION: Mapping[str, Text] = {
    PATH: Text("Oversikt", "Oversyn"),
}
"""The pages that stand in the navigation, in order."""
