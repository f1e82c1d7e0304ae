"""What the buttons of a group's cards say and are called. What they say is read by ``knowledge.understanding.group_commands``."""

from __future__ import annotations

from dialogs.model import Choice, Input
from knowledge.model import Language, Text
from knowledge.quiz import Kind, QuizItem
from storage.group_quiz import GroupSession

CHOSEN = "chosen"
"""The id of the form's one place."""
_BUTTON = 22
"""A longer text does not fit on a button beside its letter."""
_ANSWER = Text("Svar {0}", "Svar {0}")
_SEND = Text("Svar", "Svar")
_ALL_RIGHT = Text("Velg alle svarene som er riktige", "Vel alle svara som er rette")
_OWN = Text("Se svaret ditt", "Sjå svaret ditt")
_CLOSE = Text("Steng og vis resultat", "Steng og vis resultat")
_NEXT = Text("Neste spørsmål", "Neste spørsmål")
_PAUSE = Text("Pause", "Pause")
_RESUME = Text("Fortsett", "Hald fram")
_END = Text("Avslutt", "Avslutt")
_SUM_UP = Text("Avslutt og oppsummer", "Avslutt og oppsummer")
_SCREEN = Text("Storskjerm", "Storskjerm")
_OPEN_SCREEN = Text("Åpne siden for storskjerm", "Opne sida for storskjerm")


def see(session: int, number: int) -> str:
    """Shows the question as it is for the one who says it."""
    return f"Vis spørsmål {number} i quiz {session}"


def on_buttons(item: QuizItem, language: Language) -> bool:
    """True where the options themselves fit on the buttons."""
    return all(len(option.text.in_(language)) <= _BUTTON for option in item.options)


def voting(
    session: int, number: int, item: QuizItem, own: str, language: Language
) -> tuple[tuple[Choice, ...], tuple[Input, ...]]:
    """What one answers with: a button an option; where several are right a form, as it was last sent by the reader."""
    if item.kind is Kind.SEVERAL:
        options = tuple((option.id, f"{option.id.upper()}) {option.text.in_(language)}") for option in item.options)
        form = Input(CHOSEN, _ALL_RIGHT.in_(language), "several", own, options, required=True)
        return (Choice(_SEND.in_(language), f"Svar på spørsmål {number} i quiz {session}", apart=True),), (form,)
    texts, short = {option.id: option.text.in_(language) for option in item.options}, on_buttons(item, language)
    choices = [
        Choice(
            f"{option.upper()}: {text}" if short else _ANSWER.in_(language).format(option.upper()),
            f"Svar {option} på spørsmål {number} i quiz {session}",
            apart=True,
        )
        for option, text in texts.items()
    ]
    return tuple(choices), ()


def own_answer(session: int, number: int, language: Language) -> Choice:
    """Shows one's own answer to a question that is closed."""
    return Choice(_OWN.in_(language), see(session, number), apart=True)


def steering(session: GroupSession, state: str, language: Language, *, screen: bool) -> tuple[Choice, ...]:
    """What the trainer may do while the question is in that state."""
    number = session.current
    close = Choice(_CLOSE.in_(language), f"Steng spørsmål {number} i quiz {session.id}", apart=True)
    end = Choice(_END.in_(language), f"Avslutt quiz {session.id}", apart=True)
    if state == "open":
        offered = [close, Choice(_PAUSE.in_(language), f"Pause ved spørsmål {number} i quiz {session.id}", apart=True), end]
    elif state == "paused":
        resume = Choice(_RESUME.in_(language), f"Fortsett ved spørsmål {number} i quiz {session.id}", apart=True)
        offered = [resume, close, end]
    elif number < session.questions:
        offered = [Choice(_NEXT.in_(language), f"Neste spørsmål etter {number} i quiz {session.id}", apart=True), end]
    else:
        offered = [Choice(_SUM_UP.in_(language), f"Avslutt quiz {session.id}", apart=True)]
    if screen:
        offered.append(Choice(_SCREEN.in_(language), f"Vis storskjerm for quiz {session.id}", apart=True))
    return tuple(offered)


def open_screen(url: str, language: Language) -> Choice:
    """Opens the page for the projector."""
    return Choice(_OPEN_SCREEN.in_(language), "", url)
