"""What the words of a question of law are taken to say: whether they deny, what they demand, how many, and of whom they speak."""

from __future__ import annotations

import pytest

from knowledge.law_words import ANY_NUMBER, Said
from knowledge.understanding.words import tokens
from tests import worlds

WORDS = worlds.knowledge("shipped").law.words


def said(text: str) -> Said:
    """What the text says."""
    return WORDS.said(tokens(text))


@pytest.mark.parametrize(
    "text",
    ["Er ikke et IKS et eget rettssubjekt?", "Hefter kommunene ikke for gjelden?", "Heftar kommunane ikkje for gjelda?",
     "Kommunen kan aldri tre ut", "Kan ingen nekte?", "Kan inga kommune nekte?", "Verken kommunen eller fylket hefter"],
)  # fmt: skip
def test_a_negation_denies(text: str) -> None:
    """One «ikke», «aldri», «ingen» or «verken» in the main clause turns the question."""
    assert said(text).negated is True


@pytest.mark.parametrize(
    "text",
    ["Et IKS er et eget rettssubjekt, ikke sant?", "Eit IKS er eit eige rettssubjekt, ikkje sant?",
     "Kommunestyret velger styret, gjør det ikke?", "Representantskapet velger revisor, er det ikke?",
     "Representantskapet vel revisor, gjer det ikkje?", "Er et IKS et eget rettssubjekt?"],
)  # fmt: skip
def test_asking_for_assent_denies_nothing(text: str) -> None:
    """«…, ikke sant?» and «…, gjør det ikke?» are tags."""
    assert said(text).negated is False


@pytest.mark.parametrize(
    "text", ["Kan ikke bare kommuner være med?", "Er ikkje minst to kommunar med?", "Er ikkje berre kommunar med?"]
)
def test_ikke_bare_denies_nothing(text: str) -> None:
    """«Ikke bare» and «ikke minst» narrow or stress; they do not turn the question."""
    assert said(text).negated is False


@pytest.mark.parametrize(
    "text",
    ["Må alle som ikke er med betale?", "Må alle som ikkje er med betale?", "Hva skjer hvis avtalen ikke sier noe?",
     "Kva skjer om avtala ikkje seier noko?", "Kan vi tre ut når avtalen ikke er vedtatt?"],
)  # fmt: skip
def test_a_negation_in_a_clause_of_its_own_leaves_it_open(text: str) -> None:
    """«De som ikke er med» says nothing against what is asked of them: then neither ja nor nei is safe."""
    assert said(text).negated is None


@pytest.mark.parametrize("text", ["Det er ikke slik at ingen hefter", "Kan ikke ingen nekte?", "Kan ikkje kommunen aldri gå ut?"])
def test_two_negations_leave_it_open(text: str) -> None:
    """Whether they cancel cannot be told from the words."""
    assert said(text).negated is None


def test_what_is_asked_may_be_a_duty_or_a_leave() -> None:
    """«Må» that opens the question asks of a duty; within it, it is a duty all the same; «kan» is a leave."""
    opening, within, leave = said("Må et KO ha vedtekter?"), said("Et KO må ha vedtekter"), said("Kan et KO ha vedtekter?")

    assert (opening.must, opening.duty, opening.may) == (True, True, False)
    assert (within.must, within.duty, within.may) == (False, True, False)
    assert (leave.must, leave.duty, leave.may) == (False, False, True)


@pytest.mark.parametrize(
    "text",
    [
        "Har vi plikt til å ha åpne møter?",
        "Har vi plikt til å ha opne møte?",
        "Er det påkrevd med vedtekter?",
        "Trenger et KO styre?",
    ],
)
def test_a_duty_has_more_words_than_must(text: str) -> None:
    """Plikt, påkrevd, trenge."""
    assert said(text).duty


@pytest.mark.parametrize(
    "text", ["Er det lov å ha lukkede møter?", "Er det mogleg å lukke møtet?", "Har vi rett til innsyn?", "Får vi ta opp lån?"]
)
def test_a_leave_has_more_words_than_may(text: str) -> None:
    """Lov, mulig, rett, få."""
    assert said(text).may


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("Kan to kommuner opprette et KO?", {"#2"}), ("Må tre kommunar vere med?", {"#3"}), ("Kan 2 kommuner?", {"#2"}),
     ("Held det med éin eigar?", {"#1"}), ("Holder det med én eier?", {"#1"}), ("Er syv medlemmer nok?", {"#7"}),
     ("Er sju medlemer nok?", {"#7"}), ("Kan en kommune eie alt?", set()), ("Kan ei kommune eige alt?", set()),
     ("Gjelder loven fra 2018?", set()), ("Må det være minst fire av ti?", {"#4", "#10"})],
)  # fmt: skip
def test_numbers_are_read_in_digits_and_letters(text: str, numbers: set[str]) -> None:
    """An article is no number, nor is a year."""
    assert said(text).numbers == numbers


def test_a_number_is_met_by_any_number_too() -> None:
    """So that the rule with another number is found: «må det være tre?» is answered by «minst to»."""
    (term,) = [t for t in said("Må tre kommuner være med?").terms if "#3" in t.lemmas]

    assert term.lemmas == ("#3", ANY_NUMBER)


@pytest.mark.parametrize(
    ("text", "amount"),
    [("Hvor mange medlemmer må det være?", True), ("Kor lang er oppseiingstida?", True), ("Kor ofte er det møte?", True),
     ("Hvor står det?", False), ("Hvem er med?", False)],
)  # fmt: skip
def test_how_many_and_how_long_ask_for_an_amount(text: str, amount: bool) -> None:
    """Then a rule that tells a number is worth more."""
    assert said(text).amount is amount


@pytest.mark.parametrize(
    "text", ["Kven vel revisor i eit KO?", "Representantskapet vel styret", "Kommunestyret vel medlemene", "Hvem velger revisor?"]
)
def test_vel_is_a_verb_after_who_elects(text: str) -> None:
    """Nynorsk «vel» says the same as «velger»."""
    assert "oppnevne" in said(text).lemmas


@pytest.mark.parametrize(
    "text", ["Kan vi vel tre ut?", "Det er vel kommunestyret som bestemmer?", "Vi kan vel ta opp lån?", "vel bekomme"]
)
def test_vel_is_a_small_word_elsewhere(text: str) -> None:
    """«Det er vel …» takes something for granted and elects nobody."""
    assert "oppnevne" not in said(text).lemmas


@pytest.mark.xfail(strict=True, reason="«er» three words before «vel» is taken for the verb of its clause")
def test_vel_is_a_verb_in_a_clause_of_who_elects() -> None:
    """«Det er kommunestyret som vel …»."""
    assert "oppnevne" in said("Det er kommunestyret som vel medlemene").lemmas


@pytest.mark.parametrize(
    "text", ["Hvordan kommer vi ut av et KO?", "Korleis kjem me ut av eit KO?", "Når er vi ute av avtalen og kan tre ut?"]
)
def test_several_words_that_say_one_thing_are_that(text: str) -> None:
    """«Ut av» is uttreden."""
    assert "uttreden" in said(text).lemmas


@pytest.mark.parametrize(
    ("text", "word"),
    [("kan vedtaket gjøres om?", "omgjøring"), ("Er det ein juridisk person?", "rettssubjekt"),
     ("Kan selskapet slås konkurs?", "konkurs"),
     ("Må vi si fra til departementet?", "orientering"), ("Kan private være med?", "deltaker")],
)  # fmt: skip
def test_phrases_of_the_law_are_read_whole(text: str, word: str) -> None:
    """What the law has one word for, people say in several."""
    assert said(word).lemmas
    assert said(word).lemmas <= said(text).lemmas


def test_a_participant_is_no_member() -> None:
    """A municipality takes part; a person is a member."""
    participant, member = said("Hvem er deltakere i et KO?").lemmas, said("Hvor mange medlemmer har representantskapet?").lemmas

    assert "deltaker" in participant
    assert "medlem" not in participant
    assert "medlem" in member
    assert "deltaker" not in member


@pytest.mark.parametrize("word", ["eierne", "eigarane", "deltakerkommunene", "deltakarkommunane", "deltek"])
def test_owners_are_participants(word: str) -> None:
    """In every form of the word."""
    assert said(f"Kan {word} bestemme?").lemmas >= {"deltaker"}


@pytest.mark.parametrize("word", ["kommunestyremedlem", "kommunestyremedlemene", "kommunestyrerepresentant"])
def test_a_member_of_the_council_is_said_in_parts(word: str) -> None:
    """Kommunestyre and medlem: rules that name them apart are met."""
    assert said(f"Kan {word} kreve innsyn?").lemmas >= {"kommunestyre", "medlem"}


@pytest.mark.parametrize(
    "text",
    [
        "Kan bare kommuner være med?",
        "Kan berre kommunar vere med?",
        "Gjelder det alltid?",
        "Må alle møte?",
        "Skjer det automatisk?",
    ],
)
def test_words_that_narrow_are_kept(text: str) -> None:
    """A «ja» must not pass over them."""
    assert said(text).restricting


def test_words_that_are_skipped_say_nothing() -> None:
    """The form that is named stands apart from what is asked of it."""
    words = tokens("Er et IKS et eget rettssubjekt?")

    assert "iks" in WORDS.said(words).lemmas
    assert "iks" not in WORDS.said(words, {2}).lemmas


def test_a_question_that_leans_on_another_takes_its_words_too() -> None:
    """«Og i et KO?» asks what was asked before."""
    assert "oppnevne" in WORDS.said(tokens("og i et KO?"), before="hvem velger revisor").lemmas


def test_a_phrase_of_ours_that_names_a_form_speaks_of_it_alone() -> None:
    """«Styret i KO»: its form is no content word."""
    phrase = WORDS.of("styre i KO")

    assert phrase.forms == {"kommunalt-oppgavefellesskap"}
    assert "ko" not in phrase.lemmas
    assert WORDS.of("styre i KO") is phrase


OPPOSITES = (
    "åpne lukkede", "offentlig privat", "flertall mindretall", "største minste", "opprette oppløse", "innmelding utmelding",
    "eiendel gjeld", "rettigheter plikter", "budsjett regnskap", "leder nestleder", "medlem varamedlem", "kommune fylkeskommune",
    "kommunestyre formannskap", "kommunestyre kommunedirektør", "representantskap styre", "representantskap generalforsamling",
    "instruere omgjøre", "klage lovlighetskontroll", "avtale vedtekter", "lån garanti", "overskudd underskudd", "kjøpe selge",
    "begrenset ubegrenset", "vertskommune samarbeidskommune", "forskrift enkeltvedtak", "innsyn taushetsplikt", "leie eie",
    "konkurs oppløsning", "stemmerett talerett", "enstemmig flertall", "to tre", "muntlig skriftlig", "munnleg skriftleg",
)  # fmt: skip


@pytest.mark.parametrize("pair", OPPOSITES)
def test_what_the_law_tells_apart_is_not_read_as_one(pair: str) -> None:
    """Words of opposite or different meaning share no lemma: else the claim of one answers for the other."""
    one, other = (said(word).lemmas for word in pair.split())

    assert one
    assert other
    assert not one & other
