"""Items on the form of a cooperation, and on what the law says of that form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.basics import Citation, Text
from knowledge.made import wording
from knowledge.made.maker import Maker
from knowledge.made.names import called
from knowledge.made.wording import Told, Why, both
from knowledge.model import Cooperation, Form
from knowledge.quiz import QuizItem

_HOSTS = frozenset({Form.HOST, Form.ADMINISTRATIVE_HOST, Form.HOST_BOARD, Form.OLD_HOST, Form.PURCHASE})
_COUNCILS = frozenset({Form.IPR, Form.KO, Form.OLD_BOARD, Form.REGIONAL_COUNCIL, Form.JOINT_MUNICIPALITY})
_LOOSE = frozenset({Form.NETWORK, Form.AGREEMENT, Form.PROJECT})
_NEAR: Mapping[Form, frozenset[Form]] = {
    **dict.fromkeys(_HOSTS, _HOSTS),
    **dict.fromkeys(_COUNCILS, frozenset({Form.OLD_BOARD, Form.REGIONAL_COUNCIL, Form.JOINT_MUNICIPALITY})),
    **dict.fromkeys(_LOOSE, _LOOSE),
}
"""Forms that shade into one another, so that one must not stand as a wrong answer beside another."""
_OFFERED = (Form.IPR, Form.KO, Form.HOST, Form.IKS, Form.AS, Form.SA, Form.NETWORK)


@dataclass(frozen=True, slots=True)
class InLaw:
    """What the law says of a form that the register's cooperations have."""

    chapter: int | None = None
    """The chapter of kommuneloven, where it stands in one."""
    where: tuple[str, ...] = ()
    """The paragraphs and the rule that the chapter is told by."""
    where_rule: str = ""
    agreement: str = ""
    """What the agreement is called, when each council must adopt it itself."""
    adopting: tuple[str, ...] = ()
    adopting_rule: str = ""


_AGREEMENT = "samarbeidsavtale"
IN_LAW: Mapping[Form, InLaw] = {
    Form.IPR: InLaw(18, ("koml 18-1/1",), "ipr-formaal", _AGREEMENT, ("koml 18-4/2",), "ipr-opprettelse"),
    Form.KO: InLaw(19, ("koml 19-1/1",), "ko-formaal", _AGREEMENT, ("koml 19-4/2",), "ko-opprettelse"),
    Form.HOST: InLaw(20, ("koml 20-1/1",), "vk-formaal", _AGREEMENT, ("koml 20-4/2",), "vk-opprettelse"),
    Form.ADMINISTRATIVE_HOST: InLaw(20, ("koml 20-2/1",), "avk-formaal", _AGREEMENT, ("koml 20-4/2",), "avk-opprettelse"),
    Form.HOST_BOARD: InLaw(20, ("koml 20-3/1",), "nemnd-formaal", _AGREEMENT, ("koml 20-4/2",), "nemnd-opprettelse"),
    Form.IKS: InLaw(None, ("iksl 1/1",), "", "selskapsavtale", ("iksl 4/1",), "iks-opprettelse"),
}  # fmt: skip
_CHAPTERS: Mapping[int, tuple[Text, tuple[str, ...]]] = {
    18: (Text("interkommunalt politisk råd", "interkommunalt politisk råd"), ("koml 18-1/1",)),
    19: (Text("kommunalt oppgavefellesskap", "kommunalt oppgåvefellesskap"), ("koml 19-1/1",)),
    20: (Text("vertskommunesamarbeid", "vertskommunesamarbeid"), ("koml 20-1/1",)),
}


def items(maker: Maker, record: Cooperation) -> Iterator[QuizItem]:
    """All that may be asked of its form."""
    told = maker.certain.form(record)
    if told is None:
        return
    cite = told.cite or record.cite
    if not maker.names.tells_form(record):
        before = frozenset(form.form for form in record.forms)
        wrong = [form for form in _OFFERED if form not in _NEAR.get(told.form, ()) and form not in before]
        yield _which(maker, record, told.form, wrong, cite)
        yield _claim(maker, record, told.form, wrong, cite)
    yield from _chapter(maker, record, told.form, cite)
    yield from _adopting(maker, record, told.form, cite)


def is_a(maker: Maker, record: Cooperation, form: Form) -> Text:
    """«Havbrann IKS er et interkommunalt selskap (IKS)», without a stop."""
    told = maker.form(form, article=True)
    return both(lambda lang: f"{called(record, lang)} er {told.in_(lang)}")


def _which(maker: Maker, record: Cooperation, form: Form, wrong: Sequence[Form], cite: Citation) -> QuizItem:
    fact = is_a(maker, record, form)
    stem = both(lambda lang: (
        f"hvilken samarbeidsform har {called(record, lang)}?" if lang == "nb"
        else f"kva samarbeidsform har {called(record, lang)}?"
    ))  # fmt: skip
    because = maker.sourced(Text(f"{fact.nb}.", f"{fact.nn}."), cite)
    refs = _refs(form)
    asked = maker.asked("form", record, form.value, stem, cite, 1)
    options = [Told(_capital(maker.form(other)), because) for other in wrong]
    return wording.one(asked, Told(_capital(maker.form(form)), because, refs), options)


def _claim(maker: Maker, record: Cooperation, form: Form, wrong: Sequence[Form], cite: Citation) -> QuizItem:
    holds = wording.roll(f"formed|{record.id}") % 2 == 0
    claimed = form if holds else wording.mixed(f"formed|{record.id}", wrong, lambda each: each.value)[0]
    stem, fact = is_a(maker, record, claimed), is_a(maker, record, form)
    asked = maker.asked("formed", record, f"{claimed.value} {holds}", Text(f"{stem.nb}.", f"{stem.nn}."), cite, 1)
    because = maker.sourced(Text(f"{fact.nb}.", f"{fact.nn}."), cite)
    return wording.claim(asked, because, holds=holds, refs=_refs(form))


def _chapter(maker: Maker, record: Cooperation, form: Form, cite: Citation) -> Iterator[QuizItem]:
    """Which chapter of kommuneloven the form rests on today."""
    law = IN_LAW.get(form)
    if law is None or law.chapter is None or not maker.certain.stands((law.where_rule,)):
        return
    fact = is_a(maker, record, form)
    stem = Text(
        f"{fact.nb}. I hvilket kapittel i kommuneloven står reglene om denne samarbeidsformen?",
        f"{fact.nn}. I kva kapittel i kommunelova står reglane om denne samarbeidsforma?",
    )
    options = {}
    for chapter, (name, refs) in _CHAPTERS.items():
        right = chapter == law.chapter
        said = Text(f"Kapittel {chapter} handler om {name.nb}.", f"Kapittel {chapter} handlar om {name.nn}.")
        because = Why(said)
        if right:
            because = maker.sourced(Text(f"{said.nb} {fact.nb}.", f"{said.nn} {fact.nn}."), cite)
        options[chapter] = Told(Text(f"Kapittel {chapter}", f"Kapittel {chapter}"), because, law.where if right else refs)
    asked = replace(maker.asked("chapter", record, str(law.chapter), stem, cite, 2), rules=(law.where_rule,))
    yield wording.one(asked, options[law.chapter], [told for chapter, told in options.items() if chapter != law.chapter])


def _adopting(maker: Maker, record: Cooperation, form: Form, cite: Citation) -> Iterator[QuizItem]:
    """How many councils must adopt a new agreement: each of those that are with it."""
    law, members = IN_LAW.get(form), maker.members(record)
    if law is None or not law.agreement or members is None or not maker.certain.stands((law.adopting_rule,)):
        return
    if not (members.complete and members.alone) or len(members.inside) < 2 or maker.names.tells_place(record):
        return
    fact, right, agreement = is_a(maker, record, form), len(members.inside), law.agreement
    stem = Text(
        f"{fact.nb}. Deltakerne vil ha en ny {agreement}. Hvor mange kommunestyrer må selv vedta avtalen?",
        f"{fact.nn}. Deltakarane vil ha ei ny {agreement}. Kor mange kommunestyre må sjølve vedta avtala?",
    )
    who = maker.listed(members.inside)
    because = maker.sourced(
        Text(
            f"Hvert kommunestyre som er med, må selv vedta avtalen: {who}.",
            f"Kvart kommunestyre som er med, må sjølv vedta avtala: {who}.",
        ),
        record.cite,
    )
    asked = replace(maker.asked("adopting", record, str(right), stem, cite, 2), rules=(law.adopting_rule,))
    brief = Text("Det må hvert kommunestyre som er med.", "Det må kvart kommunestyre som er med.")
    yield wording.numbers(asked, right, because, brief, least=1, refs=law.adopting)


def _refs(form: Form) -> tuple[str, ...]:
    law = IN_LAW.get(form)
    return law.where if law else ()


def _capital(text: Text) -> Text:
    return Text(wording.begun(text.nb), wording.begun(text.nn))
