"""The words by which a question leans on the one before: pronouns, corrections, choices."""

from __future__ import annotations

import pytest

from knowledge.understanding.choosing import chosen, named, other
from knowledge.understanding.corrections import corrected
from knowledge.understanding.pronouns import pointing
from knowledge.understanding.question import Context, Question, Slots
from knowledge.understanding.words import tokens
from tests import worlds

LEMMA = worlds.knowledge("fictional").lexicon.lemma
TWO = ["Fjordlandet renovasjon IKS", "Fjordlandet museum AS"]
PLACES = ["Herøy i Møre og Romsdal", "Herøy i Nordland"]


def _pointing(text: str) -> list[str]:
    words = tokens(text)
    named_ = {n for n, w in enumerate(words) if w.text in ("Sel", "Gran", "Sogn", "IKS", "Toten")}
    content = {n for n, w in enumerate(words) if w.text in ("regn", "sel", "fjorden", "ulempen", "kommunene", "lovlig")}
    return [words[n].text for n in sorted(pointing(words, named_, (), content))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("når startet det", ["det"]), ("kva form har ho", ["ho"]), ("hvem er vert der", ["der"]),
        ("hva koster det i 2023", ["det"]),
        ("er det et IKS", ["det"]), ("er det lovlig", ["det"]), ("hvem er han som leder det", ["han", "det"]),
        ("når ble den opprettet", ["den"]), ("kor mykje sparte dei", ["dei"]), ("er Gran med i samarbeidet", ["samarbeidet"]),
        ("hvem stemte i saken", ["saken"]),
        ("finnes det noe samarbeid i Sogn", []), ("lønner det seg å samarbeide", []), ("hva er det som skjer i Sel", []),
        ("hva er den største ulempen", []), ("hvem er med i det politiske rådet", []), ("de andre kommunene i Sogn", []),
        ("blir det regn", []), ("er det sel i fjorden", []), ("Sel, hva er de med i", []), ("hvordan stemte de i Sel", []),
        ("hva skjer i Sel denne uka", []), ("hvem er med i samarbeidet mellom Sel og Gran", []), ("kommunene der Sel er med", []),
    ],
)  # fmt: skip
def test_a_pronoun_points_back_unless_it_means_nothing_or_what_follows(text: str, words: list[str]) -> None:
    """«Det» for want of a subject, an article before an adjective, and «de» of the municipalities just named, point nowhere."""
    assert words == _pointing(text)


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("nei, ikke brann, renovasjon", "nei, renovasjon"), ("nei, ikkje brann, barnevern", "nei, barnevern"),
        ("ikke Storvåg, Kvitmark!", "nei, Kvitmark"), ("nei ikke brann barnevern", "nei, barnevern"),
        ("feil, jeg tenkte på Sogn", "nei, Sogn"), ("orsak, eg meinte Vågå", "nei, Vågå"), ("jeg mente 2023", "nei, 2023"),
        ("det var ikke Storvåg jeg mente, men Kvitmark", "nei, Kvitmark"), ("nei, ikke den, den andre", "nei, den andre"),
        ("renovasjon, ikke brann", "nei, renovasjon"), ("nei, 3:1-samarbeidet", "nei, 3:1-samarbeidet"),
        ("nei, hva kostet det i 2023, ikke 2022?", "nei, hva kostet det i 2023?"),
    ],
)  # fmt: skip
def test_what_is_taken_back_is_left_out(said: str, stands: str) -> None:
    """Of «ikke det, men det» what stands remains, after a «nei»."""
    assert stands == corrected(said)


@pytest.mark.parametrize(
    "said",
    ["Er ikke Gran med?", "ikke alle er med, vel?", "Hvilke samarbeid finnes i Sogn, men ikke i Luster?", "Nei takk",
     "hva mente de?",
     "Kan vi ikke tre ut av et IKS?", "nei"],
)  # fmt: skip
def test_a_negation_that_takes_nothing_back_is_left_alone(said: str) -> None:
    """«Ikke» within a question is part of it."""
    assert said == corrected(said)


@pytest.mark.parametrize(
    ("said", "titles", "choice"),
    [
        ("2", TWO, (1,)), ("nr. 2", TWO, (1,)), ("nummer to", TWO, (1,)), ("den første", TWO, (0,)), ("den fyrste", TWO, (0,)),
        ("jeg mente den andre", TWO, (1,)), ("den siste", TWO, (1,)), ("begge", TWO, (0, 1)), ("begge to", TWO, (0, 1)),
        ("museet", TWO, (1,)), ("renovasjonen", TWO, (0,)), ("fjordlandet museum as", TWO, (1,)), ("Nordland", PLACES, (1,)),
        ("den i Nordland", PLACES, (1,)), ("Møre og Romsdal, takk", PLACES, (0,)),
        ("3", TWO, ()), ("Fjordlandet", TWO, ()), ("Herøy", PLACES, ()), ("hva er Havbrann?", TWO, ()), ("brann", TWO, ()),
        ("hvem eier museet?", TWO, ()), ("", TWO, ()),
    ],
)  # fmt: skip
def test_a_choice_is_made_in_words(said: str, titles: list[str], choice: tuple[int, ...]) -> None:
    """By number, by a word that only one of them has, or all of them; a question is no choice."""
    assert choice == chosen(said, titles, LEMMA, asked=True)


@pytest.mark.parametrize("said", ["museet", "begge", "Nordland"])
def test_what_may_be_asked_next_is_not_chosen_by_a_word(said: str) -> None:
    """Where nothing was asked back, only a number or a whole title chooses."""
    assert chosen(said, TWO, LEMMA, asked=False) == ()


@pytest.mark.parametrize(
    ("said", "left"), [("nei, den andre", 0), ("den andre heller", 0), ("nei, museet", None), ("den andre kommunen", None)]
)
def test_the_other_of_two_is_the_one_not_taken(said: str, left: int | None) -> None:
    """«Den andre», after the second was taken, is the first."""
    assert left == other(said, 2, 1)


def test_an_item_of_a_list_is_named_where_it_is_pointed_to() -> None:
    """«Den første» in a question is the first of the list; «den første paragrafen» is not."""
    assert [f"fortell om {TWO[0]}", f"hvem er med i {TWO[1]}?", "hva står i den første paragrafen?"] == [
        named("fortell om den første", TWO), named("hvem er med i nummer 2?", TWO),
        named("hva står i den første paragrafen?", TWO),
    ]  # fmt: skip


def test_a_question_that_is_not_answered_for_a_year_is_not_answered_with_another() -> None:
    """«Og i 2024?», after a cost of 2023: that no such figure is known is said of 2024."""
    before = Context("figure", Slots(cooperation="havbrann", dates=("2023",)), "kostet", None, "nb")
    understood = worlds.understanding("fictional").understand("og i 2024?", before)

    assert isinstance(understood, Question)
    assert (understood.intent, understood.slots.cooperation, understood.slots.dates) == ("figure_unknown", "havbrann", ("2024",))
