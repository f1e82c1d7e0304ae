"""What answers hold, asked through the one path."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.handlers.common import cited, short_name
from dialogs.handlers.figures import told_notes
from dialogs.model import Turn
from knowledge.citing import folded
from knowledge.model import LANGUAGES, Citation, Language, Text
from knowledge.understanding.question import Context, Question, Slots
from tests import worlds
from tests.worlds import Bot, Said


def ask(text: str, locale: str = "") -> Said:
    """The bot's answer to a first question about the shipped knowledge."""

    async def one(bot: Bot) -> Said:
        return await bot.ask(text, locale=locale)

    return worlds.with_bot("shipped", one)


@pytest.mark.parametrize("locale", ["nb-NO", "nn-NO"])
@pytest.mark.parametrize("text", ["????", "!!!", "", "   "])
def test_a_message_without_words_gets_help(text: str, locale: str) -> None:
    """Nothing to understand is no fault."""
    said = ask(text, locale)

    assert said.keys == ["talk/help"]
    assert said.rendered[0].choices


@pytest.mark.parametrize("text", ["Hvem er med i brannsamarbeidet?", "Kven er med i brannsamarbeidet?"])
def test_an_option_begins_as_its_button(text: str) -> None:
    """What is pressed is found again in the list."""
    said = ask(text)
    titles = [choice.title for choice in said.rendered[0].choices]
    told = [line for line in said.text.splitlines() if line.startswith("- ")]

    assert said.keys == ["clarify/which_cooperation"]
    assert [line.removeprefix("- ").startswith(title) for line, title in zip(told, titles, strict=True)] == [True] * len(titles)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hvem er med i Sogn KO?", "Hvem er med?"),
        ("Er Luster med i Sogn KO?", "Hvem er med?"),
        ("Hva er status for Sogn KO?", "Hva er status?"),
        ("Kva er status for Sogn KO?", "Kven er med?"),
        ("Hva er Sogn KO?", "Hva er status?"),
        ("Hvordan tre ut av et vertskommunesamarbeid?", "Hvordan kommer vi ut?"),
    ],
)
def test_no_button_asks_what_was_just_told(text: str, told: str) -> None:
    """There are others to press."""
    titles = [choice.title for choice in ask(text).rendered[0].choices]

    assert titles
    assert told not in titles


@pytest.mark.parametrize(
    "text",
    [
        "Hvilke samarbeid er Tromsø med i?",
        "Kva samarbeid er Tromsø med i?",
        "Hvilke former for samarbeid finnes i loven?",
        "Hva er forskjellen på oppgavefellesskap og interkommunalt selskap?",
        "Kva er skilnaden på oppgåvefellesskap og interkommunalt selskap?",
    ],
)
def test_there_is_always_something_to_ask_next(text: str) -> None:
    """And what the button says is understood."""
    for choice in ask(text).rendered[0].choices or pytest.fail("no button"):
        assert not {"unknown/unclear", "unknown/outside"} & set(ask(choice.say).keys)


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Hvilke samarbeid er under utredning?", "samarbeid er under utredning. Dessuten er "),
        ("Kva samarbeid er under utgreiing?", "samarbeid er under utgreiing. Dessutan er "),
    ],
)
def test_studies_under_way_are_told_apart_from_the_rest(text: str, lead: str) -> None:
    """A study that is done is not under way."""
    assert lead in ask(text).text.splitlines()[0]


def test_an_act_is_named_once_in_a_bracket() -> None:
    """The paragraphs that follow stand by themselves."""
    refs = ["kommuneloven § 20-2 første ledd", "kommuneloven § 20-1", "IKS-loven § 4"]

    assert folded(refs) == ["kommuneloven § 20-2 første ledd", "§ 20-1", "IKS-loven § 4"]
    assert folded([]) == []


def test_sections_are_told_once() -> None:
    """«3.4.1 og 3.4.5» are two; a place that begins with words is one."""
    turn = Turn(Question("fact", Slots(), "nb"), worlds.knowledge("shipped"), Context(), worlds.DAY)
    source = next(iter(turn.knowledge.register.sources))
    places = ["3.3.5, 3.3.4 Klima og 3.3.5", "3.3.5, 3.6.3", "side 3, 4 og 5"]

    assert [line.place for line in cited(turn, [Citation(source, p) for p in places])] == [
        "3.3.5, 3.3.4 Klima, 3.6.3, side 3, 4 og 5"
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_fit_on_buttons(language: Language) -> None:
    """Without «…» where anything shorter tells enough."""
    names = [short_name(c, language) for c in worlds.knowledge("shipped").register.cooperations.values()]

    assert [name for name in names if len(name) > 60] == []
    assert sum("…" in name for name in names) <= 3


def test_a_note_does_not_repeat_a_warning_or_a_note() -> None:
    """Sentence by sentence; what is new is kept."""
    turn = Turn(Question("figure", Slots(), "nb"), worlds.knowledge("shipped"), Context(), worlds.DAY)
    figure = next(iter(turn.knowledge.register.figures.values()))
    notes = ["Tallet er usikkert. Kilden motsier seg selv.", "Tallet er usikkert. Året er 2024.", "Året er 2024."]
    figures = [replace(figure, note=Text(note, note)) for note in notes]

    assert told_notes(turn, figures, ["Kilden motsier seg selv."]) == ["Tallet er usikkert.", "Året er 2024."]


@pytest.mark.parametrize(
    ("text", "told"), [("Når ble 3:1-samarbeidet etablert?", "i 2001"), ("Når vart 3:1-samarbeidet skipa?", "i 2001")]
)
def test_a_year_is_told_with_its_preposition(text: str, told: str) -> None:
    """«Etablert i 2001», not «etablert 2001»."""
    assert told in ask(text).text.splitlines()[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kan et oppgavefellesskap gjøre enkeltvedtak?", "Nei. "),
        ("Kan eit oppgåvefellesskap gjere enkeltvedtak?", "Nei. "),
        ("Kan et oppgavefellesskap ta opp lån?", "Bare på vilkår. "),
        ("Kan eit oppgåvefellesskap ta opp lån?", "Berre på vilkår. "),
    ],
)
def test_what_a_form_may_do_is_told_with_the_word_that_was_asked_for(text: str, told: str) -> None:
    """«Kan …?» asks for ja or nei; in «kan du …?» it is politeness."""
    assert ask(text).text.startswith(told)


def test_no_ja_from_a_claim_about_half_of_a_word() -> None:
    """«Kommunestyremedlemmer» are not kommunestyret: what holds of its decisions is no «ja» to what they may demand."""
    said = ask("Kan kommunestyremedlemmer kreve lovlighetskontroll av et vedtak i et IKS?").text

    assert not said.startswith(("Ja", "Nei"))
    assert "trolig ikke" in said


@pytest.mark.parametrize(
    ("text", "aspects"),
    [
        ("Hva er forskjellen på IPR og KO når det gjelder gjeld og ansatte?", ["Økonomisk ansvar", "Eget rettssubjekt"]),
        ("Kva er skilnaden på IKS og AS når det gjeld konkurs og lån?", ["Økonomisk ansvar", "Låneopptak"]),
    ],
)
def test_forms_are_compared_in_each_aspect_that_is_asked_about(text: str, aspects: list[str]) -> None:
    """Also in one that is asked about by a word of its rules rather than by its name."""
    said = ask(text).text

    assert [aspect for aspect in aspects if aspect not in said] == []
