"""Steps of the guide to the fitting form: an answer, a step back, a late press of a button, a start with what it settles."""

from __future__ import annotations

from dataclasses import replace

from knowledge.understanding.features import Features
from knowledge.understanding.needs import RESUME, Needs
from knowledge.understanding.question import NotUnderstood, Question, Understood

ANSWER, START, AGAIN = "answer", "start", "again"


def step(needs: Needs, f: Features) -> Question | None:
    """What the words do in the guide, when they are a step in it; None when they are something else."""
    context = f.context
    pressed = needs.pressed(f.text)
    if pressed is not None:
        return _question(f, ANSWER, (pressed,))
    within = bool(context.asked) or context.intent == "guide"
    command = needs.command(f.text)
    if command is not None and (within or (command == RESUME and (context.guide or needs.names_guide(f.text)))):
        return _question(f, command)
    if not context.asked:
        return None
    told = needs.reply(f.entities.meant(f.text), context.asked, _named(f), of_field=bool(f.slots.fields))
    if told:
        return _question(f, ANSWER, told)
    return _question(f, AGAIN) if needs.bare(f.text) else None


def begun(f: Features, understood: Understood) -> Understood:
    """The question as understood; a start of the guide with what its words settle; the question again for no answer."""
    if isinstance(understood, NotUnderstood) and f.context.asked:
        return _question(f, AGAIN)
    if not isinstance(understood, Question) or understood.intent != "guide":
        return understood
    return replace(understood, needs=f.needs, slots=replace(understood.slots, aspect=START))


def needs_of(needs: Needs, f: Features) -> tuple[tuple[str, str], ...]:
    """What the words settle of the guide's questions."""
    return needs.sentence(f.entities.meant(f.text), _named(f), of_field=bool(f.slots.fields))


def _question(f: Features, aspect: str, told: tuple[tuple[str, str], ...] = ()) -> Question:
    return Question("guide", replace(f.slots, aspect=aspect), f.language, why=(f"guide: {aspect}",), needs=told)


def _named(f: Features) -> int:
    return len({ids for m in f.entities.of("municipality") for ids in m.ids[:1]})
