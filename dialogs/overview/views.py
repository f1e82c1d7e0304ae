"""Which views there are, and where. A view is a function of what is asked (``dialogs.overview.asked.View``)."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.overview.asked import PATH, View
from dialogs.overview.cooperation import cooperation
from dialogs.overview.listed import cooperations
from dialogs.overview.matrix import matrix
from dialogs.overview.municipality import municipalities, municipality
from dialogs.overview.network import NETWORK, neighbours, network
from dialogs.overview.ratifications import RATIFICATIONS, ratifications
from dialogs.overview.timeline import TIMELINE, timeline
from knowledge.model import Text

VIEWS: Mapping[str, View] = {
    PATH: matrix,
    f"{PATH}/samarbeid": cooperations,
    f"{PATH}/samarbeid/{{id}}": cooperation,
    f"{PATH}/kommune": municipalities,
    f"{PATH}/kommune/{{id}}": municipality,
    NETWORK: network,
    f"{NETWORK}/{{id}}": neighbours,
    TIMELINE: timeline,
    RATIFICATIONS: ratifications,
}
"""By path; ``{id}`` stands for the id of a record."""

NAVIGATION: Mapping[str, Text] = {
    PATH: Text("Oversikt", "Oversikt"),
    f"{PATH}/samarbeid": Text("Samarbeid", "Samarbeid"),
    f"{PATH}/kommune": Text("Kommuner", "Kommunar"),
    NETWORK: Text("Nettverk", "Nettverk"),
    TIMELINE: Text("Tidslinje", "Tidslinje"),
    RATIFICATIONS: Text("Vedtak", "Vedtak"),
}
"""The pages that stand in the navigation, in order."""
