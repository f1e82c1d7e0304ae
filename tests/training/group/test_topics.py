"""Which items a topic finds."""

from __future__ import annotations

import pytest

from dialogs.training.items import standing
from knowledge.legal import Ref
from knowledge.quiz import QuizItem, Theme
from knowledge.quiz_topics import about
from tests.worlds import knowledge


def found(topic: str) -> list[QuizItem]:
    known = knowledge("shipped")
    return list(about(topic, known, standing(known)).values())


@pytest.mark.parametrize(
    ("topics", "theme"),
    [
        (("eierstyring", "Eigarstyring", "eierskapsmelding"), Theme.OWNERSHIP),
        (("klage og lovlighetskontroll", "klage og lovlegkontroll", "klage"), Theme.COMPLAINT),
        (("åpenhet", "openheit", "innsyn"), Theme.OPENNESS),
        (("hvem som bestemmer", "kven som bestemmer"), Theme.DECIDING),
    ],
)
def test_a_theme_is_found_by_its_names_in_both_written_forms(topics: tuple[str, ...], theme: Theme) -> None:
    """All of the theme, and nothing else."""
    known = knowledge("shipped")
    wanted = [item for item in standing(known).values() if item.theme is theme]

    assert all(found(topic) == wanted for topic in topics)
    assert len(wanted) >= 10


def test_a_paragraph_finds_what_rests_on_it() -> None:
    """«§ 20» is the whole chapter, «§ 20-3» that paragraph alone."""
    chapter, one = found("§ 20"), found("§ 20-3")

    assert len(chapter) > len(one) > 0
    assert all(
        any(Ref.parse(ref).paragraph == "20-3" and Ref.parse(ref).act == "koml" for o in item.options for ref in o.refs)
        for item in one
    )


def test_a_form_finds_what_is_about_it_in_either_written_form() -> None:
    """By its name, its short name or a word that is put together with it."""
    assert found("oppgavefellesskap") == found("oppgåvefellesskap") != []
    assert {item.id for item in found("vertskommunesamarbeid")} <= {item.id for item in found("vertskommune")}
    assert not [item for item in found("vertskommune") if item.id.startswith("history-p27-frist")]


def test_several_topics_find_what_is_about_any_of_them() -> None:
    """Joined by «og» or a comma; and a word that no item uses finds nothing."""
    assert len(found("åpenhet og eierstyring")) == len(found("åpenhet")) + len(found("eierstyring"))
    assert found("fotball") == []
    assert len(found("")) == len(standing(knowledge("shipped")))
