"""What was offered, and what words choose of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dialogs.cards import MAX_ACTIONS
from dialogs.carried import said
from dialogs.model import Choice, Reply
from knowledge.model import Language
from knowledge.snapshot import Knowledge
from knowledge.understanding.choosing import chosen, named, other
from knowledge.understanding.corrections import corrected

_ASKING = "clarify/which"


def offer(state: dict[str, Any], reply: Reply) -> None:
    """Remember what the reply offers, so that it can be chosen by number, by name or in words."""
    choices = [[choice.title, said(choice)] for choice in reply.choices if not choice.url]
    state["choices"] = choices
    asks = reply.answering or reply.key.startswith(_ASKING)
    state["asking"] = [title for title, _ in choices] if asks else []


def led_back(replies: tuple[Reply, ...], state: dict[str, Any]) -> tuple[Reply, ...]:
    """The replies to something else, with the button that leads back to what a person is in the middle of in another room.

    A room puts it under «back»: title and words for each written form, and how many answers are to have it.
    """
    back: dict[str, Any] = state.get("back") or {}
    if not replies or not back.get("left"):
        return replies
    state["back"] = {**back, "left": back["left"] - 1}
    *others, last = replies
    title, say = back[last.language]
    return (*others, replace(last, choices=(*last.choices[: MAX_ACTIONS - 1], Choice(title, say, alone=bool(last.inputs)))))


def pick(text: str, state: dict[str, Any], knowledge: Knowledge, language: Language) -> tuple[str, ...]:
    """What the words choose, as what the buttons would say: one, several for «begge», none where they choose nothing."""
    choices: list[list[str]] = state.get("choices", [])
    titles = [title for title, _ in choices]
    asked = bool(titles) and state.get("asking") == titles
    before = state.pop("offered", None)
    if before and corrected(text) != text:
        instead = _instead(text, before, knowledge)
        if instead is not None:
            state["offered"] = {**before, "taken": instead}
            return (before["choices"][instead][1],)
    listed = () if asked else _listed(text, state.get("list", {}), knowledge, language)
    if listed:
        return listed
    found = chosen(text, titles, knowledge.lexicon.lemma, asked=asked, pointing=asked)
    if found and asked:
        state["offered"] = {"choices": choices, "taken": found[0]}
    return tuple(choices[n][1] for n in found)


def _instead(text: str, before: Mapping[str, Any], knowledge: Knowledge) -> int | None:
    """The one that is meant after all, of what was offered before."""
    titles = [title for title, _ in before["choices"]]
    left = other(text, len(titles), before["taken"])
    found = (left,) if left is not None else chosen(text, titles, knowledge.lexicon.lemma, asked=True)
    return found[0] if len(found) == 1 else None


def _listed(text: str, shown: Mapping[str, Any], knowledge: Knowledge, language: Language) -> tuple[str, ...]:
    """«3» and «fortell om den første», of a list that was shown."""
    register = knowledge.register.cooperations
    names = [register[i].name.in_(language) for i in shown.get("items", ()) if i in register]
    found = chosen(text, names, knowledge.lexicon.lemma, asked=False)
    if found:
        return (f"Hva er {names[found[0]]}?" if language == "nb" else f"Kva er {names[found[0]]}?",)
    meant = named(text, names)
    return (meant,) if meant != text else ()
