"""Acts of conversation: greeting, help, choosing language or municipality, asking for the source, asking for more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.understanding.framing import last_sentence
from knowledge.understanding.question import Question, Slots

if TYPE_CHECKING:
    from knowledge.understanding.features import Features


_BESIDE = frozenset({"da", "sa", "du", "det", "dette", "var", "er", "her", "ja", "jo", "hei", "og", "men", "for", "svaret"})
"""Words that may stand beside those of an act without making a question of it."""
_SHORT = 5
"""«Vi er Blåfjell»: so few words name a place, though we do not know it."""


def act(f: Features) -> Question | None:
    """The act that the words are, if they are one and nothing more."""
    cues, slots = f.cues, f.slots
    words = [t.folded for t in f.entities.tokens]
    content = bool(f.entities.mentions) or bool(f.terms) or bool(f.unknown)

    def say(intent: str, **changed: object) -> Question:
        return Question(intent, replace(slots, **changed) if changed else slots, f.language, why=(f"talk: {intent}",))  # type: ignore[arg-type]

    if f.explains:
        return say("explain")
    if cues.any("delete_me"):
        return say("delete_data")
    if cues.any("my_data"):
        return say("my_data")
    if "set_language" in cues and not f.entities.of("municipality") and len(f.unknown) < 2 and not slots.fields:
        return say("set_language", aspect="nn" if "nynorsk" in words else "nb")
    if _tells_municipality(f):
        return say("set_municipality")
    if "all_sources" in cues:
        return say("all_sources")
    if (shown := _paragraphs(f)) is not None:
        return Question("paragraph", shown, f.language, f.terms, why=("talk: paragraphs of the rule told",))
    if f.context.intent and cues.any("source_question", "age_question") and not slots.fields and not f.entities.mentions:
        return say("how_old" if "age_question" in cues else "where_stands")
    if f.context.intent == "list" and "more" in cues and len(words) <= 3:
        return say("more")
    if _only(f, "mistaken", "correction") and f.context.intent:
        return say("mistaken")
    if _only(f, "noted", "thanks"):
        return say("thanks" if "thanks" in cues else "noted")
    asked_for = {t.text for t in f.terms if f.positions.get(t.text) not in cues.positions.get("help", ())}
    if "help" in cues and not (f.entities.mentions or f.unknown or asked_for):
        return say("help")
    courtesy = "" if content else _courtesy(f)
    return say(courtesy) if courtesy else None


def _courtesy(f: Features) -> str:
    """What is said where nothing is asked and nothing named; empty when it is none of these."""
    cues = f.cues
    if "help" in cues:
        return "help"
    if "thanks" in cues and not cues.any("list", "who", "which"):
        return "thanks"
    if "bye" in cues:
        return "bye"
    if "greeting" in cues and len(f.entities.tokens) <= 4:
        return "greeting"
    if f.context.intent is None and cues.any("source_question", "age_question"):
        return "where_stands"
    return ""


def _paragraphs(f: Features) -> Slots | None:
    """«Hvilken paragraf?», «hvor står det?», after a rule of law was told: the paragraphs that it rests on."""
    told = [f.knowledge.law.book.rules[i] for i in f.context.slots.rules if i in f.knowledge.law.book.rules]
    of_rule = f.context.intent == "law" and told and not f.entities.mentions
    if not of_rule or not (_only(f, "source_question", "paragraph_question")):
        return None
    acts = [ref.split() for ref in told[0].refs]
    numbers = tuple(dict.fromkeys(number.partition("/")[0] for act, number in acts if act == acts[0][0]))
    return replace(f.slots, paragraphs=numbers, act=acts[0][0], forms=f.context.slots.forms, rules=())


def _only(f: Features, *cues: str) -> bool:
    """True when the words are these and nothing more: «ok, greit», «nei, feil»."""
    on = {p for name in cues for p in f.cues.positions.get(name, ())}
    return bool(on) and all(n in on or t.folded in _BESIDE for n, t in enumerate(f.entities.tokens))


def _asks_after(f: Features) -> bool:
    """«Jeg sitter i kommunestyret i Vik. Kan vi …?»: a question of its own follows."""
    told = max((m.end for m in f.entities.of("municipality")), default=0)
    after = f.entities.tokens[told:]
    return len(after) > _SHORT and f.text.rstrip().endswith("?")


def _tells_municipality(f: Features) -> bool:
    """«Vi er Gjøvik», and nothing more."""
    named = bool(f.entities.of("municipality")) or len(f.entities.tokens) <= _SHORT
    asks = f.cues.any("list", "member", "cooperation_word", "decision", "amount", "count", "law") or last_sentence(f.text) > 0
    return "set_municipality" in f.cues and named and not asks and not _asks_after(f)
