"""What the kinds of cooperations are called."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.model import CooperationKind, Text

KINDS: Mapping[CooperationKind, Text] = {
    CooperationKind.COOPERATION: Text("samarbeid", "samarbeid"),
    CooperationKind.NETWORK: Text("nettverk", "nettverk"),
    CooperationKind.COMPANY: Text("selskap", "selskap"),
    CooperationKind.JOINT_OFFICE: Text("felles kontor", "felles kontor"),
    CooperationKind.POLITICAL_COUNCIL: Text("politisk råd", "politisk råd"),
    CooperationKind.PROJECT: Text("prosjekt", "prosjekt"),
    CooperationKind.AGREEMENT: Text("avtale", "avtale"),
    CooperationKind.STUDY: Text("utredning", "utgreiing"),
    CooperationKind.IDEA: Text("idé", "idé"),
}
