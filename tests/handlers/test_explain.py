"""«Hvorfor?»: an account of every kind of question, in both written forms, that a reader can check and nothing can break."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache

import pytest
import yaml

from dialogs.carried import said as words_of
from dialogs.editing.editors import EDITING
from dialogs.evidence_labels import CUES, MENTIONS, SLOTS
from dialogs.intent_labels import ASPECTS, LABELS, QUESTIONS, read_as
from dialogs.respond import HANDLERS, TALK
from knowledge.model import LANGUAGES, Language
from knowledge.shipped import CONTENT
from knowledge.understanding.question import Question, Slots
from storage.conversations import load_state
from storage.identity import conversation_key, person_key
from tests import worlds
from tests.questions import cases
from tests.rendering.conftest import faults
from tests.worlds import Bot, Said

BY_THE_PATH = {"ask_municipality", "my_data", "delete_data", "more", "upload", "aside"}
Kind = tuple[str, str, Language]
"""Outcome, intent with aspect or reason, and the written form of the question."""
WHY: Mapping[Language, str] = {"nb": "hvorfor?", "nn": "kvifor?"}
LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|\bNone\b|Undefined|<dialogs|\bTrue\b|\bFalse\b|\(\)|«»|: \.| {2}")
HOSTILE = "**fet** | celle <b>x</b> [lenke](http://x) # tittel"


# -- labels -----------------------------------------------------------------------------------------------------------


def test_every_intent_has_a_label() -> None:
    """Whatever a message can be understood as can be told, and no label is of something that is no more."""
    assert {*HANDLERS, *TALK, *EDITING, *BY_THE_PATH} == set(LABELS)
    assert {intent for intent, _ in ASPECTS} <= set(LABELS)
    assert set(HANDLERS) <= set(QUESTIONS)


def test_every_cue_and_every_slot_has_a_label() -> None:
    """Each cue of the lexicon, each slot of a question, each kind of name that is found in one."""
    cues = yaml.safe_load((CONTENT / "lexicon/cues.yaml").read_text(encoding="utf-8"))
    shipped = worlds.understanding("shipped")
    found = {m.kind for _, _, words in wordings() for m in shipped.gazetteer.find(words).mentions}

    assert set(cues) == set(CUES)
    assert {f.name for f in fields(Slots)} == set(SLOTS)
    assert found <= set(MENTIONS)
    assert set(MENTIONS.values()) <= set(SLOTS)


def test_labels_tell_kinds_of_question_apart() -> None:
    """No two intents are told alike in either written form, and a label fits into its sentence."""
    for language in LANGUAGES:
        told = [label.in_(language) for label in (*LABELS.values(), *ASPECTS.values())]

        assert sorted({each for each in told if told.count(each) > 1}) == []
        assert [each for each in told if not re.match(r"(et|en|eit|ein|ei) ", each) or each.endswith(".")] == []
    assert read_as("decision", "vote", "nn") == ASPECTS["decision", "vote"].nn
    assert read_as("an intent to come", "", "nb") == ""


# -- every kind of question -------------------------------------------------------------------------------------------


def wordings() -> Iterator[tuple[cases.Case, Language, str]]:
    for case in cases.all_cases():
        for language in LANGUAGES:
            for words in case.asked[language]:
                yield case, language, words


@cache
def explained() -> Mapping[Kind, tuple[str, Said]]:
    """An explanation of a question of each intent and aspect, and of each way not to be understood: kind -> the words, and it."""
    wanted: dict[worlds.World, dict[Kind, str]] = {"shipped": {}, "fictional": {}}
    for asked in cases.answers().values():
        known = worlds.understanding(asked.case.world).read(asked.words).explanation()
        if known.intent not in ("delete_data", "explain"):
            kind = (known.outcome, f"{known.intent}/{known.aspect or known.reason}", asked.language)
            wanted[asked.case.world].setdefault(kind, asked.words)
    found: dict[Kind, tuple[str, Said]] = {}
    for world, questions in wanted.items():
        found |= worlds.with_bot(world, lambda bot, questions=questions: _explain(bot, questions))  # type: ignore[misc]
    return found


async def _explain(bot: Bot, questions: Mapping[Kind, str]) -> dict[Kind, tuple[str, Said]]:
    found = {}
    for number, (kind, words) in enumerate(questions.items()):
        person = {"conversation": f"c{number}", "user": f"u{number}", "locale": f"{kind[2]}-NO"}
        await bot.ask(words, **person)  # type: ignore[arg-type]
        found[kind] = (words, await bot.ask(WHY[kind[2]], **person))  # type: ignore[arg-type]
    return found


def test_every_kind_of_question_is_explained_in_both_forms() -> None:
    """Each intent, each aspect, each question back and each refusal that the question cases meet: label first, then the words."""
    missing = {*HANDLERS, *TALK} - {"explain", "how_old", "mistaken"}  # these need an answer before them
    wrong = []
    for (outcome, kind, language), (words, said) in explained().items():
        intent, _, aspect = kind.partition("/")
        missing.discard(intent if outcome == "question" else "")
        told = read_as(intent, aspect if outcome == "question" else "", language)
        if said.keys != ["explain/understood"] or said.replies[0].language != language or told not in said.text:
            wrong.append((words, said.keys, said.text[:200]))

    assert len(explained()) > 100
    assert wrong == []
    assert missing == set()


def test_every_explanation_renders_whole() -> None:
    """Text, card and HTML, with nothing empty or left over in them, and a card that Teams takes."""
    for words, said in explained().values():
        (reply,) = said.rendered

        assert not LEFT_OVER.search(reply.text.replace("\n", "|")), (words, reply.text)
        assert not LEFT_OVER.search(reply.html), (words, reply.html)
        assert faults(reply.card) == [], words


def test_an_answer_with_sources_is_explained_with_them() -> None:
    """What told where it stands says so again, and a rule of law its paragraph and the day of the text."""
    sourced = [said for (outcome, kind, _), (_, said) in explained().items() if outcome == "question" and kind == "members/"]
    lawful = [said for (outcome, kind, _), (_, said) in explained().items() if outcome == "question" and kind == "law/"]

    assert [bool(said.replies[0].sources) for said in sourced] == [True, True]
    assert [bool(re.search(r"§ \d.*(Lovteksten slik)", said.text)) for said in lawful] == [True, True]


# -- in a conversation ------------------------------------------------------------------------------------------------


async def _state(bot: Bot) -> dict[str, object]:
    secret = "a secret of the tests"
    async with bot.database.single() as session:
        key = conversation_key(secret, "", "console", "c1")
        return (await load_state(session, key, person_key(secret, "", "console", "u1")))[0]


async def test_an_account_reads_as_a_politician_would_have_it() -> None:
    """What it was read as, how sure, each word, the runner-up, and the source."""
    async with worlds.bot() as bot:
        await bot.ask("Hvem er med i geodatasamarbeidet i Gjøvikregionen?")
        said = await bot.ask("hvorfor?")

    lines = [line for line in said.text.splitlines() if line]
    assert lines[:3] == [
        "Jeg leste dette som et spørsmål om hvem som er med i et samarbeid.", "Ordene taler klart for det.", "Ord: Lest som",
    ]  # fmt: skip
    assert "- Gjøvikregionen: regionen Gjøvikregionen" in lines
    assert "- er med i: gjelder hvem som er med" in lines
    assert "- geodatasamarbeidet: samarbeidet Geodatasamarbeid for Gjøvikregionen" in lines
    assert "Nest nærmest: et spørsmål om hvilke samarbeid som finnes. Det passet mye dårligere." in lines
    assert "Kilde: notatet «Tjenestegjennomgang Gjøvik–Toten», 3.6.4" in said.text


async def test_what_the_conversation_filled_in_is_told() -> None:
    """The cooperation of before, the words it lent, and the municipality that «vi» is."""
    async with worlds.bot() as bot:
        await bot.ask("Hvor mye brukte Årdal på vikarrer?")
        mended = await bot.ask("hvorfor?")
        await bot.ask("og Vik?")
        lent = await bot.ask("hvorfor svarte du det?")
        await bot.ask("vi er Gjøvik")
        await bot.ask("hvilke brannsamarbeid er vi med i?")
        own = await bot.ask("hvorfor?")

    assert "vikarrer: området vikarer og bemanning i helse (rettet til «vikarer»)" in mended.text
    assert re.search(r"Fra samtalen tok jeg med: .*«vikarr?er»", lent.text)
    assert "«Vi» leste jeg som kommunen Gjøvik, som du har valgt." in own.text


async def test_an_explanation_does_not_end_the_conversation() -> None:
    """Asked twice it says the same, and the next question goes on from the answer before it."""
    async with worlds.bot("fictional") as bot:
        await bot.ask("Hva er Havbrann IKS?")
        first = await bot.ask("hvorfor?")
        again = await bot.ask("hvordan forstod du spørsmålet?")
        after = await bot.ask("hvem er med i det?")

    assert first.text == again.text
    assert after.keys == ["cooperation/members"]


async def test_choices_can_still_be_picked_after_an_explanation() -> None:
    """«Hvorfor spør du?» to a question back offers the same choices again, by button and by number."""
    async with worlds.bot() as bot:
        asked = await bot.ask("Er Våler med i noe?")
        said = await bot.ask("hvorfor spør du om det?")
        picked = await bot.ask("2")

    told, offered = ([(c.title, words_of(c)) for c in each.replies[0].choices] for each in (said, asked))
    assert told == offered
    assert "Våler (Østfold) og Våler (Innlandet)" in said.text
    assert picked.keys != ["clarify/which_municipality"]


async def test_the_guide_says_why_it_asks_and_waits() -> None:
    """In the middle of the guide the explanation tells why the question is asked, and there is a way back."""
    async with worlds.bot() as bot:
        await bot.ask("Hvilken samarbeidsform passer for oss?")
        said = await bot.ask("hvorfor spør du om det?")
        back = await bot.ask(said.replies[0].choices[-1].say)

    assert "Veilederen venter på svar: Hva skal samarbeidet gjøre? Loven har laget noen av formene" in said.text
    assert back.keys == ["guide/question"]


async def test_after_a_case_the_reasons_are_a_button_away() -> None:
    """«Hvorfor?» may be meant of the case: what the sources have is offered, and that they do not say why is said."""
    async with worlds.bot() as bot:
        await bot.ask("Hva vedtok kommunestyret i Vågå om helsesamarbeid med Sel?")
        held = await bot.ask("hvorfor?")
        reasons = await bot.ask(held.replies[0].choices[0].say)
        await bot.ask("Kva saker er avviste i Gjøvikregionen?")
        unknown = await bot.ask("kvifor?")
        await bot.ask("Hvem er med i GLØR?")
        other = await bot.ask("hvorfor?")

    assert held.replies[0].facts["of_case"] == "objections"
    assert held.replies[0].choices[0].title == "Hvorfor ble det slik?"
    assert "Innvending i kildene" in reasons.text
    assert unknown.replies[0].facts["of_case"] == "unknown"
    assert "Det står ikkje i det eg har frå kjeldene." in unknown.text
    assert other.replies[0].facts["of_case"] == ""


@pytest.mark.parametrize("words", ["hvorfor frarådet hun det?", "hvorfor ble det ikke vedtatt?", "kvifor rådde dei frå det?"])
async def test_a_question_about_the_case_is_answered_as_one(words: str) -> None:
    """What asks of the case is not taken for a question about the answer."""
    async with worlds.bot() as bot:
        await bot.ask("Hva vedtok kommunestyret i Vågå om helsesamarbeid med Sel?")
        said = await bot.ask(words)

    assert said.keys == ["decision/rejected"]


@pytest.mark.parametrize(("words", "key"), [("hvorfor?", "explain/nothing"), ("kvifor svarte du det?", "explain/nothing")])
async def test_nothing_before_is_said(words: str, key: str) -> None:
    """In a conversation that has no answer yet there is nothing to explain."""
    async with worlds.bot() as bot:
        said = await bot.ask(words)

    assert said.keys == [key]


async def test_a_message_that_was_not_read_leaves_nothing_to_explain() -> None:
    """Too long to be read: the explanation of the one before is not told as if it were of this."""
    async with worlds.bot() as bot:
        await bot.ask("Hvem er med i GLØR?")
        await bot.ask("brann " * 500)
        said = await bot.ask("hvorfor?")

    assert said.keys == ["explain/nothing"]


async def test_a_command_of_editors_is_explained_as_one() -> None:
    """Also to those who may not: it says what the words were taken for, and no more."""
    async with worlds.bot() as bot:
        await bot.ask("godkjenn utkast 3")
        said = await bot.ask("hvorfor?")

        kept = (await _state(bot))["understood"]

    assert "Jeg leste dette som en kommando til å godkjenne et utkast." in said.text
    assert said.replies[0].facts["rows"] == []
    assert kept == {"outcome": "command", "intent": "draft_approve", "language": "nb"}


async def test_what_is_kept_is_replaced_and_deleted() -> None:
    """One message back and no further, never the sentence; «slett mine data» leaves nothing of it."""
    async with worlds.bot() as bot:
        await bot.ask("Hva koster egentlig det nye feiesamarbeidet i Xyzzydalen?")
        first = json.dumps(await _state(bot), ensure_ascii=False)
        await bot.ask("Hvem er med i GLØR?")
        second = await _state(bot)
        await bot.ask("slett mine data")
        after = await bot.ask("hvorfor?")

    assert "xyzzydalen" in first
    assert "egentlig" not in first
    assert "det nye feiesamarbeidet" not in first
    assert "xyzzydalen" not in json.dumps(second)
    assert "understood" in second
    assert after.keys == ["explain/nothing"]


async def test_what_is_kept_is_told_under_mine_data() -> None:
    """The person is told that the words of the last message are kept as they were read."""
    async with worlds.bot() as bot:
        nb, nn = await bot.ask("mine data"), await bot.ask("kva lagrar du om meg?", locale="nn-NO")

    assert "ordene i det siste slik jeg leste dem" in nb.text
    assert "orda i det siste slik eg las dei" in nn.text


async def test_words_of_the_reader_are_never_markup() -> None:
    """Whatever is written is shown as it was, in its cell, in card and HTML."""
    async with worlds.bot() as bot:
        await bot.ask(f"hva koster brann {HOSTILE} <script>alert(1)</script>?")
        said = await bot.ask("hvorfor?")

    (reply,) = said.rendered
    assert "<b>" not in reply.html
    assert "<script" not in reply.html
    assert "href" not in reply.html
    assert faults(reply.card) == []
    assert all("**" not in line and "|" not in line for line in reply.text.splitlines())


async def test_each_person_in_a_group_gets_their_own_explanation() -> None:
    """What one asked in a channel is not told to another."""
    async with worlds.bot() as bot:
        await bot.ask("Hvem er med i GLØR?", user="kari", group=True)
        other = await bot.ask("hvorfor?", user="ola", group=True)
        own = await bot.ask("hvorfor?", user="kari", group=True)

    assert other.keys == ["explain/nothing"]
    assert "GLØR" in own.text


def test_a_question_is_explained_as_it_was_understood() -> None:
    """The label told is that of the intent that the handler answered."""
    for (outcome, kind, _), (words, _) in explained().items():
        if outcome == "question":
            found = [asked.understood for asked in cases.answers().values() if asked.words == words]
            intents = {u.intent for u in found if isinstance(u, Question)}

            assert kind.partition("/")[0] in intents
