"""Which law demands that every council itself adopts a case, by the form of the cooperation and what the case is about.

The law says that the councils themselves must adopt the agreement: the same agreement, hence alike decisions. Which rule of
ours says so is told here; its words, its paragraphs and whether it is stale are the rule's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.model import Case, Form, Register, Text


@dataclass(frozen=True, slots=True)
class LawDemand:
    """What the law says, as the id of the rule that says it and the paragraphs that it does so in."""

    rule: str
    refs: tuple[str, ...]
    only_listed: bool = False
    """True for changes: the law demands it for the points that it lists in the agreement, not for others."""
    inferred: bool = False
    """True where it is drawn from the wording of the law and not said there."""


@dataclass(frozen=True, slots=True)
class Demand:
    """Whether alike decisions are needed, as the source says and as the law does."""

    said: bool | None
    """What the source says of it; None when it says nothing."""
    reason: Text | None
    """How the source puts it."""
    law: LawDemand | None
    """What the law demands; None when we know no such rule for this form and kind of case."""
    form: Form | None

    @property
    def needed(self) -> bool:
        """True when the source says so, or the law does."""
        return bool(self.said) or self.law is not None


_CREATION: Mapping[Form, LawDemand] = {
    Form.IPR: LawDemand("ipr-opprettelse", ("koml 18-1/1", "koml 18-4/2")),
    Form.KO: LawDemand("ko-opprettelse", ("koml 19-1/1", "koml 19-4/2")),
    Form.HOST: LawDemand("vk-opprettelse", ("koml 20-4/2",)),
    Form.ADMINISTRATIVE_HOST: LawDemand("avk-opprettelse", ("koml 20-4/2",)),
    Form.HOST_BOARD: LawDemand("nemnd-opprettelse", ("koml 20-4/2",)),
    Form.IKS: LawDemand("iks-opprettelse", ("iksl 4/1",)),
}
_CHANGE: Mapping[Form, LawDemand] = {
    Form.IPR: LawDemand("ipr-endring", ("koml 18-4/2",), only_listed=True),
    Form.KO: LawDemand("ko-endring", ("koml 19-4/2",), only_listed=True),
    Form.HOST: LawDemand("vk-endring", ("koml 20-4/2",), only_listed=True),
    Form.ADMINISTRATIVE_HOST: LawDemand("avk-endring", ("koml 20-4/2",), only_listed=True),
    Form.HOST_BOARD: LawDemand("nemnd-endring", ("koml 20-4/2",), only_listed=True),
    Form.IKS: LawDemand("iks-endring", ("iksl 4/2",), only_listed=True),
}
_ENTRY: Mapping[Form, LawDemand] = {
    Form.IPR: LawDemand("ipr-ny-deltaker", ("koml 18-4/2",), inferred=True),
    Form.KO: LawDemand("ko-ny-deltaker", ("koml 19-4/2",), inferred=True),
    # the participants are among the points that the agreement must hold: koml 20-4/3/a
    Form.HOST: LawDemand("vk-endring", ("koml 20-4/2",)),
    Form.ADMINISTRATIVE_HOST: LawDemand("avk-endring", ("koml 20-4/2",)),
    Form.HOST_BOARD: LawDemand("nemnd-endring", ("koml 20-4/2",)),
    Form.IKS: LawDemand("iks-nye-deltakere", ("iksl 4/2",)),
}
_DISSOLUTION: Mapping[Form, LawDemand] = {Form.IKS: LawDemand("iks-opploesning", ("iksl 32/1",))}

DEMANDS: Mapping[str, Mapping[Form, LawDemand]] = {
    "creation": _CREATION,
    "change": _CHANGE,
    "entry": _ENTRY,
    "dissolution": _DISSOLUTION,
}
"""By the kind of case. Leaving is for each participant alone, and studies, elections and reports bind nobody to an agreement."""


def demand_of(case: Case, register: Register) -> Demand:
    """What is known to demand alike decisions in a case."""
    form = case.form or _form_of_cooperations(case, register)
    law = DEMANDS.get(case.kind, {}).get(form) if form else None
    return Demand(case.identical_decisions, case.identical_why, law, form)


def _form_of_cooperations(case: Case, register: Register) -> Form | None:
    """The newest form that is told of the case's cooperations, when they have one and the same."""
    records = (register.cooperations.get(each) for each in case.cooperations)
    newest = {max(record.forms, key=lambda f: f.on.last_day()).form for record in records if record and record.forms}
    return newest.pop() if len(newest) == 1 else None
