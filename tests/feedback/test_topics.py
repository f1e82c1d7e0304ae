"""What answers are about, which of them can be judged, and what is counted of questions without one."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.feedback.labels import INTENT_LABELS, about_words, subject_name, topic_words
from dialogs.feedback.topics import SILENT, is_answer
from dialogs.model import Address, Message
from dialogs.render import TEMPLATES, keys
from dialogs.respond import HANDLERS
from knowledge.feedback import About, Counted, Topic
from storage.feedback import feedback_since
from tests import worlds
from tests.worlds import DAY, Bot

TALK = ("clarify", "draft", "edit", "error", "feedback", "privacy", "talk", "unknown", "upload")


def test_answers_can_be_judged_and_nothing_else() -> None:
    """No greeting, form, fault, refusal or question of ours asks for a thumb; every kind of answer does."""
    all_keys = keys(TEMPLATES, "nb")
    judged = [key for key in all_keys if is_answer(key)]

    assert [key for key in judged if key.partition("/")[0] in TALK] == []
    assert {"cooperation/list", "figure/answer", "law/rule", "guide/result", "decision/decided"} <= set(judged)
    assert {"guide/question", "ratification/which", "calendar/which"}.isdisjoint(judged)
    assert set(SILENT) <= set(all_keys)


def test_every_question_of_substance_has_a_name_for_editors() -> None:
    """A new intent gets its label in dialogs/feedback/labels.py."""
    assert set(HANDLERS) - set(INTENT_LABELS) == set()


def test_names_are_those_of_the_register() -> None:
    """In the editor's written form; what the register no longer has is told by its id."""
    known = worlds.knowledge("shipped")

    assert subject_name(known, "cooperation", "sogn-ko", "nn") == "Sogn KO"
    assert subject_name(known, "form", "interkommunalt-selskap", "nn") == "interkommunalt selskap (IKS)"
    assert subject_name(known, "cooperation", "gone", "nb") == "gone"
    assert about_words(known, About("law/rule", "law", "nb", 1), "nn") == ("lova", "")
    assert topic_words(known, Topic("silent", "nb", "host"), "nn") == "kven som er vert (står ikkje i kjeldene)"
    assert topic_words(known, Topic("outside", "nb"), "nb") == "uten kjent tema (utenfor det Samråd svarer på)"


async def counted(bot: Bot) -> list[Topic]:
    """What has been counted, each topic as often as it was."""
    async with bot.database.session() as session:
        found: tuple[Counted, ...] = (await feedback_since(session, date(2000, 1, 1))).unanswered
    return [each.topic for each in found for _ in range(each.count)]


async def test_an_answer_tells_what_it_was_about() -> None:
    """Reply, intent, language, revision and ids: what an editor needs to find what went wrong."""
    async with worlds.bot() as bot:
        (answer,) = (await bot.ask("Kven er med i Sogn KO?")).rendered
        (law,) = (await bot.ask("Hva står i kommuneloven § 19-4?")).rendered
        (list_,) = (await bot.ask("Hvilke samarbeid om brann er Gjøvik med i?")).rendered

    assert answer.about == About("cooperation/members", "members", "nn", 1, (("cooperation", "sogn-ko"), ("region", "sogn")))
    assert law.about is not None
    assert law.about.subjects[0] == ("paragraph", "koml 19-4")
    assert list_.about is not None
    assert {kind for kind, _ in list_.about.subjects} == {"field", "municipality"}


@pytest.mark.parametrize("text", ["hei", "hjelp", "takk", "Hva heter hunden til ordføreren?", "mine data", "svar på nynorsk"])
async def test_talk_and_refusals_have_no_thumbs(text: str) -> None:
    """There is nothing to judge."""
    async with worlds.bot() as bot:
        said = await bot.ask(text)

    assert [reply.about for reply in said.rendered] == [None]


async def test_a_refusal_is_counted_by_its_topic_and_offers_the_editors() -> None:
    """Field and reason, never the place or the words; the offer carries the words in its button alone."""
    async with worlds.bot() as bot:
        refused = await bot.ask("Kva er klokka i Paris?")
        topics = await counted(bot)

    assert refused.keys == ["unknown/outside"]
    assert topics == [Topic("outside", "nn")]
    offer = refused.rendered[-1].choices[-1]
    assert (offer.title, offer.say) == ("Send spørsmålet til redaktørane", "Send til redaktørane: Kva er klokka i Paris?")


async def test_an_answer_that_the_sources_do_not_give_is_counted() -> None:
    """With the kind of question and the field; «Si fra at dette mangler» is offered, and thumbs too."""
    async with worlds.bot() as bot:
        said = await bot.ask("Hvem er vert for Sogn KO?")
        await bot.ask("Hvem er med i Sogn KO?")
        topics = await counted(bot)
        fields = bot.live.knowledge.register.cooperations["sogn-ko"].fields

    assert topics == [Topic("silent", "nb", "host", fields[0] if fields else "")]
    assert said.rendered[-1].choices[-1].title == "Si fra at dette mangler"
    assert said.rendered[-1].about is not None


AMBIGUOUS = "Hva er status for lønnssamarbeidet?"


async def test_an_asking_back_that_is_not_taken_up_is_counted() -> None:
    """Not when a button is pressed or its number said, nor when it is named; but when something else is asked."""
    async with worlds.bot() as bot:
        asked = await bot.ask(AMBIGUOUS)
        assert asked.keys == ["clarify/which_cooperation"]
        await bot.ask("1")
        await bot.ask(AMBIGUOUS)
        await bot.say(Message(Address("console", "u1", "c1"), asked.rendered[-1].choices[0].say, pressed=True))
        before = await counted(bot)
        await bot.ask(AMBIGUOUS)
        await bot.ask("Hvem er med i Sogn KO?")
        after = await counted(bot)

    assert before == []
    assert [(topic.reason, topic.intent) for topic in after] == [("not_followed", "status")]


async def test_the_municipality_that_was_asked_for_is_no_question() -> None:
    """«Gjøvik», said when asked which municipality «vi» is, is not counted as something that was not understood."""
    async with worlds.bot() as bot:
        await bot.ask("Hvilke samarbeid er vi med i?")
        answered = await bot.ask("Gjøvik")
        topics = await counted(bot)

    assert answered.keys[-1] == "cooperation/list"
    assert answered.rendered[-1].about is not None
    assert topics == []


async def test_counts_are_kept_by_day() -> None:
    """The day that it is, and no time."""
    async with worlds.bot() as bot:
        await bot.ask("Kva er klokka i Paris?")
        async with bot.database.session() as session:
            (found,) = (await feedback_since(session, DAY)).unanswered

    assert (found.count, found.last) == (1, DAY)
