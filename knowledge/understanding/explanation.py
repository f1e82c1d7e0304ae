"""How a message was understood, small enough to be kept until the next one: what «hvorfor?» is answered from.

It holds the words as they were read, by what they were taken for, and never the sentence: words that carry no meaning are
counted, not kept. What each word was read as is worked out when somebody asks (``knowledge.understanding.words_read``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, cast, get_args

from knowledge.model import Language
from knowledge.understanding.features import Features
from knowledge.understanding.question import Ambiguous, Question, Slots, Understood

Outcome = Literal["question", "choice", "lost", "command"]
Origin = Literal["said", "before", "own", "found"]
"""Where a slot has its value from: the words, the conversation, the reader's own municipality, or worked out from the rest."""

_MOST_WORDS, _LONGEST = 24, 40
_OPENING = "yesno_start"
_UNSHOWN = ("aspect", "rules", "measure", "step")
"""Slots that say nothing by themselves: the kind of question tells the aspect, the sources the rest."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the question, and what it can be."""

    kind: str
    ids: tuple[str, ...]
    text: str
    mended: bool = False
    """True when the name was written with a slip in it."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A slot of the question with one of its values, and where that is from."""

    slot: str
    value: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Explanation:
    """What one message was taken for, and why that rather than something else."""

    outcome: Outcome
    intent: str = ""
    """What was answered; of what was not understood the best reading, empty where there was none."""
    language: Language = "nb"
    aspect: str = ""
    reason: str = ""
    """Why it was not understood, or what there was to choose between."""
    weight: float = 0.0
    """How much spoke for the reading: about 1.7 is enough, above 3 is plain; 0 for what is not weighed."""
    next_intent: str = ""
    next_weight: float = 0.0
    """The best reading of another kind."""
    names: tuple[Named, ...] = ()
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The words that are searched for, with their lemmas; none for those that nothing is known of."""
    mended: tuple[tuple[str, str], ...] = ()
    """Words that were taken for slips: as written, and as read."""
    cues: tuple[tuple[str, str], ...] = ()
    """What shows the kind of question, and on which words."""
    missed: tuple[str, ...] = ()
    """Words that the fact which answers does not have, where a fact was searched for."""
    passed: int = 0
    """So many words say nothing of what is asked."""
    meant: tuple[Meant, ...] = ()
    kept: tuple[str, ...] = ()
    """Words of the question before that this one goes on from."""
    needs: tuple[tuple[str, str], ...] = ()
    """What the words settle of the guide's questions: question and answer."""
    options: tuple[str, ...] = ()
    """The first record of each choice that was offered."""
    total: int = 0

    def to_json(self) -> dict[str, Any]:
        """Only what is set, as plain data for the conversation's state."""
        told = {f.name: getattr(self, f.name) for f in fields(self)}
        told["names"] = [[n.kind, list(n.ids), n.text, n.mended] for n in self.names]
        told["meant"] = [[m.slot, m.value, m.origin] for m in self.meant]
        told["words"] = [[word, list(lemmas)] for word, lemmas in self.words]
        told["cues"] = [list(each) for each in self.cues]
        told["needs"] = [list(each) for each in self.needs]
        told["mended"] = [list(each) for each in self.mended]
        return {k: list(v) if isinstance(v, tuple) else v for k, v in told.items() if v not in ("", 0, (), [])}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Explanation | None:
        """The inverse; None for what an older or newer version wrote otherwise, so that a deploy breaks no answer."""
        try:
            ours = ((name, value) for name, value in data.items() if name in cls.__dataclass_fields__)
            known: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in ours}
            known["names"] = tuple(Named(kind, tuple(ids), text, mended) for kind, ids, text, mended in data.get("names", ()))
            known["meant"] = tuple(Meant(*each) for each in data.get("meant", ()))
            known["words"] = tuple((word, tuple(lemmas)) for word, lemmas in data.get("words", ()))
            known["cues"] = tuple((name, on) for name, on in data.get("cues", ()))
            known["needs"] = tuple((question, answer) for question, answer in data.get("needs", ()))
            known["mended"] = tuple((written, read) for written, read in data.get("mended", ()))
            return cls(**known) if known.get("outcome") in get_args(Outcome) else None
        except (TypeError, ValueError):
            return None


@dataclass(frozen=True, slots=True)
class Read:
    """What a message came to, and the evidence for it."""

    outcome: Understood
    features: Features

    def explanation(self) -> Explanation:
        """How it was understood, small enough to be kept."""
        return explain(self.features, self.outcome)


def explain(f: Features, outcome: Understood) -> Explanation:
    """How a message with this evidence came to be understood as it was."""
    question = outcome.question if isinstance(outcome, Ambiguous) else outcome
    best = f.readings[0] if f.readings else None
    intent = question.intent if isinstance(question, Question) else best.intent if best else ""
    weight = outcome.score if isinstance(outcome, Question) else best.score if best else 0.0
    runner = next((r for r in f.readings if r.intent != intent), None) if weight else None
    cues = f.cues.positions
    read = {*f.entities.taken, *f.period, *f.positions.values(), *(p for on in cues.values() for p in on)}
    return Explanation(
        outcome="question" if isinstance(outcome, Question) else "choice" if isinstance(outcome, Ambiguous) else "lost",
        intent=intent,
        language=f.language,
        aspect=question.slots.aspect or "",
        reason="" if isinstance(outcome, Question) else outcome.about if isinstance(outcome, Ambiguous) else outcome.reason,
        weight=round(weight, 2),
        next_intent=runner.intent if runner else "",
        next_weight=round(runner.score, 2) if runner else 0.0,
        names=tuple(_names(f)),
        words=tuple(_words(f))[:_MOST_WORDS],
        mended=tuple((_short(written), _short(read)) for written, read in f.entities.mended)[:_MOST_WORDS],
        # an act of conversation («hva vet du om meg?») is one phrase of ours, and its name tells all
        cues=tuple(_cues(f))[:_MOST_WORDS] if weight or not isinstance(outcome, Question) else (),
        missed=tuple(map(_short, outcome.hits[0].missed)) if isinstance(outcome, Question) and outcome.hits else (),
        passed=sum(n not in read for n in range(len(f.entities.tokens))),
        meant=tuple(_meant(f, question.slots)),
        kept=tuple(_short(t.text) for t in f.terms if _is_kept(f, t.text)),
        needs=question.needs if isinstance(question, Question) else (),
        options=tuple(option.ids[0] for option in outcome.options) if isinstance(outcome, Ambiguous) else (),
        total=outcome.total if isinstance(outcome, Ambiguous) else 0,
    )


def _short(text: str) -> str:
    return text.casefold()[:_LONGEST]


def _is_kept(f: Features, text: str) -> bool:
    """True for a word that the question before lent to this one."""
    return f.followed and text not in f.positions and text in f.context.words.split()


def _names(f: Features) -> Iterator[Named]:
    for mention in sorted(f.entities.mentions, key=lambda m: m.start):
        yield Named(mention.kind, mention.ids, mention.text[:_LONGEST], mention.mended)
    if f.period and f.said.span:
        yield Named("span", (f.said.span,), _said(f, f.period))


def _cues(f: Features) -> Iterator[tuple[str, str]]:
    """The cues with their words, in the order of the question; not those whose words say more together with others."""
    found = dict(f.cues.positions)
    if _OPENING in found:  # a verb that begins a question of yes or no shows nothing where it stands later
        first = next((n for n, token in enumerate(f.entities.tokens) if token.folded == f.first), -1)
        found[_OPENING] &= {first}
    named = f.entities.taken | f.period
    for name, on in sorted(found.items(), key=lambda each: (min(each[1], default=-1), -len(each[1]), each[0])):
        if on - named and not any(on < other for other in found.values()):
            yield name, _said(f, on - named)


def _words(f: Features) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The words that are searched for and that no name or period accounts for."""
    named = f.entities.taken | f.period
    for term in f.terms:
        if not _is_kept(f, term.text) and f.positions.get(term.text) not in named:
            yield _short(term.text), term.lemmas


def _said(f: Features, on: frozenset[int]) -> str:
    return _short(" ".join(f.entities.tokens[position].text for position in sorted(on)))


def _meant(f: Features, slots: Slots) -> Iterator[Meant]:
    for each in fields(slots):
        if each.name not in _UNSHOWN:
            for value in _values(slots, each.name):
                yield Meant(each.name, value, _origin(f, each.name, value))


def _origin(f: Features, slot: str, value: str) -> Origin:
    named = any(value in m.ids for m in f.entities.mentions)
    if slot == "municipalities" and value == f.context.municipality and not named:
        return "own" if value in f.said.municipalities else "before" if f.followed else "own"
    if value in _values(f.said, slot):
        return "said"
    return "before" if f.followed and value in _values(f.context.slots, slot) else "found"


def _values(slots: Slots, slot: str) -> tuple[str, ...]:
    value = getattr(slots, slot)
    if isinstance(value, bool):
        return ("yes",) if value else ()
    return cast("tuple[str, ...]", value) if isinstance(value, tuple) else (value,) if value else ()
