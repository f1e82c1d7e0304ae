"""Items on what the form of a cooperation means for the municipality by law: who elects, what is highest, who pays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.basics import Citation, Text
from knowledge.made import wording
from knowledge.made.forms import is_a
from knowledge.made.maker import Maker
from knowledge.made.names import called
from knowledge.made.wording import Told, Why, both
from knowledge.model import Cooperation, Form
from knowledge.quiz import QuizItem


@dataclass(frozen=True, slots=True)
class Duty:
    """A rule of one form, and what of it is asked."""

    rule: str
    refs: tuple[str, ...]
    right: Text
    because: Text
    """The rule in a sentence."""


_ASSEMBLY = Text("Representantskapet", "Representantskapet")
_MEETING = Text("Generalforsamlingen", "Generalforsamlinga")
_YEARLY = Text("Årsmøtet", "Årsmøtet")
_BOARD, _MANAGER = Text("Styret", "Styret"), Text("Daglig leder", "Dagleg leiar")
HIGHEST: Mapping[Form, Duty] = {
    Form.IPR: Duty("ipr-representantskap", ("koml 18-3/1",), _ASSEMBLY, Text(
        "Representantskapet er det øverste organet i et interkommunalt politisk råd.",
        "Representantskapet er det øvste organet i eit interkommunalt politisk råd.")),
    Form.KO: Duty("ko-representantskap", ("koml 19-3/1",), _ASSEMBLY, Text(
        "Representantskapet er det øverste organet i et kommunalt oppgavefellesskap.",
        "Representantskapet er det øvste organet i eit kommunalt oppgåvefellesskap.")),
    Form.IKS: Duty("iks-representantskap", ("iksl 7/1",), _ASSEMBLY, Text(
        "Representantskapet er det øverste organet i et interkommunalt selskap. Styret velges der.",
        "Representantskapet er det øvste organet i eit interkommunalt selskap. Styret blir valt der.")),
    Form.AS: Duty("as-oeverste-organ", ("asl 5-1",), _MEETING, Text(
        "Generalforsamlingen er det øverste organet i et aksjeselskap. Der møter eierne.",
        "Generalforsamlinga er det øvste organet i eit aksjeselskap. Der møter eigarane.")),
    Form.SA: Duty("sa-organ", ("sal 35",), _YEARLY, Text(
        "I et samvirkeforetak styrer medlemmene gjennom årsmøtet.",
        "I eit samvirkeføretak styrer medlemmene gjennom årsmøtet.")),
}  # fmt: skip
_SHARE = Text("For sin egen del, uten øvre grense", "For sin eigen del, utan øvre grense")
_ALL = Text("For hele gjelden, også delene til de andre", "For heile gjelda, òg delane til dei andre")
_NOTHING = Text("Ikke i det hele tatt, men innskuddet kan gå tapt", "Ikkje i det heile, men innskotet kan gå tapt")
LIABLE: Mapping[Form, Duty] = {
    Form.IPR: Duty("ipr-ansvar", ("koml 18-2/1",), _SHARE, Text(
        "Hver deltaker i et interkommunalt politisk råd har ubegrenset økonomisk ansvar for sin andel av forpliktelsene.",
        "Kvar deltakar i eit interkommunalt politisk råd har uavgrensa økonomisk ansvar for sin del av pliktene.")),
    Form.KO: Duty("ko-ansvar", ("koml 19-2/1",), _SHARE, Text(
        "Hver deltaker i et kommunalt oppgavefellesskap har ubegrenset økonomisk ansvar for sin andel av forpliktelsene.",
        "Kvar deltakar i eit kommunalt oppgåvefellesskap har uavgrensa økonomisk ansvar for sin del av pliktene.")),
    Form.IKS: Duty("iks-ansvar", ("iksl 3/1",), _SHARE, Text(
        "Hver deltaker i et interkommunalt selskap hefter uten grense for sin del av gjelden, og bare for den.",
        "Kvar deltakar i eit interkommunalt selskap heftar utan grense for sin del av gjelda, og berre for den.")),
    Form.AS: Duty("as-ansvar", ("asl 1-2",), _NOTHING, Text(
        "Den som eier aksjer, hefter ikke for gjelden til selskapet. Det som er skutt inn, kan gå tapt.",
        "Den som eig aksjar, heftar ikkje for gjelda til selskapet. Det som er skote inn, kan gå tapt.")),
    Form.SA: Duty("sa-ansvar", ("sal 3/1",), _NOTHING, Text(
        "Medlemmene i et samvirkeforetak hefter ikke for gjelden til foretaket.",
        "Medlemmene i eit samvirkeføretak heftar ikkje for gjelda til føretaket.")),
}  # fmt: skip
ELECTING: Mapping[Form, Duty] = {
    Form.IPR: Duty("ipr-representantskap", ("koml 18-3/1",), _ASSEMBLY, Text(
        "Kommunestyret velger selv medlemmene sine i representantskapet.",
        "Kommunestyret vel sjølv medlemmene sine i representantskapet.")),
    Form.KO: Duty("ko-representantskap", ("koml 19-3/1",), _ASSEMBLY, Text(
        "Kommunestyret velger selv medlemmene sine i representantskapet.",
        "Kommunestyret vel sjølv medlemmene sine i representantskapet.")),
    Form.IKS: Duty("iks-representanter", ("iksl 6/1",), _ASSEMBLY, Text(
        "Kommunestyret oppnevner selv representantene sine i representantskapet.",
        "Kommunestyret nemner sjølv opp representantane sine i representantskapet.")),
}  # fmt: skip


def items(maker: Maker, record: Cooperation) -> Iterator[QuizItem]:
    """What the law says of its form, asked for the municipality."""
    told = maker.certain.form(record)
    if told is None:
        return
    cite = told.cite or record.cite
    for make, duties in ((_electing, ELECTING), (_highest, HIGHEST), (_liable, LIABLE)):
        duty = duties.get(told.form)
        if duty is not None and maker.certain.stands((duty.rule,)):
            yield make(maker, record, told.form, duty, cite)


def _electing(maker: Maker, record: Cooperation, form: Form, duty: Duty, cite: Citation) -> QuizItem:
    here, company = maker.here, form is Form.IKS
    ask = Text(
        f"Hvem {'oppnevner representantene' if company else 'velger medlemmene'} fra {here} i representantskapet?",
        f"Kven {'nemner opp representantane' if company else 'vel medlemmene'} frå {here} i representantskapet?",
    )
    council = Text(f"Kommunestyret i {here}", f"Kommunestyret i {here}")
    others = [
        Text(f"Formannskapet i {here}", f"Formannskapet i {here}"),
        Text(f"Kommunedirektøren i {here}", f"Kommunedirektøren i {here}"),
        both(lambda lang: f"styret i {called(record, lang)}"),
        Text("Representantskapet selv", "Representantskapet sjølv"),
    ]
    return _made(maker, record, form, "electing", duty, ask, cite, (council, others), level=1)


def _highest(maker: Maker, record: Cooperation, form: Form, duty: Duty, cite: Citation) -> QuizItem:
    ask = Text("Hva er det øverste organet?", "Kva er det øvste organet?")
    others = [each for each in (_ASSEMBLY, _MEETING, _BOARD, _MANAGER) if each != duty.right]
    return _made(maker, record, form, "highest", duty, ask, cite, (duty.right, others), level=1)


def _liable(maker: Maker, record: Cooperation, form: Form, duty: Duty, cite: Citation) -> QuizItem:
    here = maker.here
    ask = Text(f"Hvordan hefter {here} for gjelden?", f"Korleis heftar {here} for gjelda?")
    others = [each for each in (_ALL, _SHARE, _NOTHING) if each != duty.right]
    return _made(maker, record, form, "liable", duty, ask, cite, (duty.right, others), level=2)


_Options = tuple[Text, Sequence[Text]]
_Make = Callable[[Maker, Cooperation, Form, Duty, Citation], QuizItem]


def _made(
    maker: Maker, record: Cooperation, form: Form, kind: str, duty: Duty, ask: Text, cite: Citation, options: _Options, *,
    level: int,
) -> QuizItem:  # fmt: skip
    """The form in a sentence, then the question; each option is explained with the rule, the right one with its use."""
    fact = is_a(maker, record, form)
    stem = Text(f"{fact.nb}. {ask.nb}", f"{fact.nn}. {ask.nn}")
    because = maker.sourced(Text(f"{duty.because.nb} {fact.nb}.", f"{duty.because.nn} {fact.nn}."), cite)
    here = "" if kind == "highest" else f"{maker.municipality} "
    asked = replace(maker.asked(kind, record, f"{here}{form.value}", stem, cite, level), rules=(duty.rule,))
    wrong = [Told(text, Why(duty.because), duty.refs) for text in options[1]]
    return wording.one(asked, Told(options[0], because, duty.refs), wrong)
