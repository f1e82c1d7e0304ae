"""Which views there are, and where. A view is a function of what is asked (``dialogs.overview.asked.View``)."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.overview.asked import PATH, View
from dialogs.overview.matrix import matrix
from dialogs.overview.network import NETWORK, neighbours, network
from dialogs.overview.ratifications import RATIFICATIONS, ratifications
from dialogs.overview.timeline import TIMELINE, timeline
from knowledge.model import Text

VIEWS: Mapping[str, View] = {
    PATH: matrix,
    NETWORK: network,
    f"{NETWORK}/{{id}}": neighbours,
    TIMELINE: timeline,
    RATIFICATIONS: ratifications,
}
"""By path; ``{id}`` stands for the id of a record."""

NAVIGATION: Mapping[str, Text] = {
    PATH: Text("Oversikt", "Oversyn"),
    NETWORK: Text("Nettverk", "Nettverk"),
    TIMELINE: Text("Tidslinje", "Tidslinje"),
    RATIFICATIONS: Text("Vedtak", "Vedtak"),
}
"""The pages that stand in the navigation, in order."""
