"""«Mener du Sogn?»: what to do where a word may be a slip for one of several, or for a name that is not sure.

The question is read with each of the words that may have been meant. Where that makes no difference it is answered; where it
does, it is asked back.
"""

from __future__ import annotations

from collections.abc import Callable

from knowledge.understanding.features import Features
from knowledge.understanding.options import MAX_CHOICES
from knowledge.understanding.question import Ambiguous, NotUnderstood, Option, Question, Understood


def settled(f: Features, understood: Understood, again: Callable[[str], Understood]) -> Understood:
    """What was understood, or a question back; ``again`` understands the question in other words."""
    token = next((t for t in f.entities.tokens if t.guesses), None)
    if token is None or (isinstance(understood, NotUnderstood) and not token.named and set(f.unknown) - {token.text}):
        return understood
    guesses = token.guesses[:MAX_CHOICES]
    put = {guess: f.text[: token.start] + guess + f.text[token.end :] for guess in guesses}
    if not token.named:
        found = {guess: again(put[guess]) for guess in guesses}
        answers = [each for each in found.values() if not isinstance(each, NotUnderstood)]
        if len({_told(each) for each in answers}) == 1:
            return answers[0]
        if not answers:
            return understood
    choices = tuple(Option("words", (token.text, guess, put[guess])) for guess in guesses)
    question = understood if isinstance(understood, Question) else Question("list", f.slots, f.language, f.terms)
    return Ambiguous("did_you_mean", choices, question, len(token.guesses))


def _told(understood: Understood) -> object:
    """What makes two readings the same: what is asked, about what, and the fact that answers first."""
    if isinstance(understood, Question):
        first = understood.hits[0].doc if understood.hits else None
        return understood.intent, understood.slots, (first.kind, first.record_id, first.part) if first else None
    return understood.options if isinstance(understood, Ambiguous) else None
