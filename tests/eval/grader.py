"""Grades an answer against a question of the open format: ``must``, ``never``, ``cite``, ``lang`` and ``refuse``.

The same rules as the grader that asks over HTTP, so that a set scores alike in process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dialogs.model import RenderedReply

_NN = re.compile(
    r"\b(ikkje|kva|kven|korleis|kvifor|frå|eit|ein|eg|dei|nokon|nokre|noko|desse|kommunane|samarbeida|mogleg\w*|kjelde\w*"
    r"|oppgåve\w*|vedteke\w*|vedtekne|utan|mykje|vart|òg|berre|rekneskap\w*|seier|gjer|gjeld|tenest\w*|innbyggjar\w*"
    r"|kommunestyra|sjølv\w*|høyrer|saman|mellom anna)\b",
    re.IGNORECASE,
)
_NB = re.compile(
    r"\b(ikke|hva|hvem|hvordan|hvorfor|hvilke\w*|fra|et|en|jeg|de|noen|noe|disse|kommunene|samarbeidene|mulig\w*|kilde\w*"
    r"|oppgave\w*|vedtatt\w*|uten|mye|ble|også|bare|regnskap\w*|sier|gjør|gjelder|tjeneste\w*|innbygger\w*|kommunestyrene"
    r"|selv\w*|hører|sammen|blant annet)\b",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"(vet (jeg |vi )?ikke|veit (eg |vi |me )?ikkje|(fant|finner) (jeg |vi )?(ikke|ingen|ikke noe)"
    r"|(fann|finn) (eg |vi |me )?(ikkje|ingen|inga)"
    r"|(ikke|ikkje|ingen|inga|intet) (noen |noe |nokon |noko )?(opplysning|informasjon|kilde|kjelde|svar|grunnlag|treff|dekning)"
    r"|står (det )?(ikke|ikkje)|(sier|seier) (det )?(ikke|ikkje)"
    r"|(kan|kunne) (jeg |eg |vi |me )?(ikke|ikkje) (svare|hjelpe|hjelpe|si|seie|gi|gje)"
    r"|(mener|meiner|mente|meinte|tenker|tenkjer) du|hvilke[nt]? .*\?|hvilke .*\?|kva (for )?\w+ .*\?|utenfor|utanfor"
    r"|(dekker|dekkjer|handler|handlar|gjelder|gjeld) (ikke|ikkje|bare|berre)"
    r"|(ikke|ikkje) (registrert|oppgitt|oppgjeve|kjent|kjend|lagt inn|med i)|kjenner (jeg |vi )?(ikke|ikkje) til"
    r"|bare svare på|berre svare på|svarer bare|svarar berre|forstod ikke|forsto ikke|forstod ikkje)",
    re.IGNORECASE,
)
_SHOWN = ("text", "title", "value", "altText", "fallbackText", "label", "subtitle", "summary", "placeholder")
_HIDDEN = ("data", "$schema", "type", "version", "id", "style", "verb")
LANGUAGE = "language"
"""How a fault begins that is about the written form alone."""


def shown(replies: Sequence[RenderedReply]) -> str:
    """All that a reader sees of the replies: text, card and buttons."""
    parts: list[str] = []
    for reply in replies:
        parts.extend((reply.text, *_strings(reply.card)))
    return "\n".join(dict.fromkeys(parts))


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key in _SHOWN and isinstance(value, str):
                yield value
            elif key not in _HIDDEN:
                yield from _strings(value)
    elif isinstance(node, list | tuple):
        for item in node:
            yield from _strings(item)


def _own_words(text: str) -> str:
    text = re.sub(r"«[^»]*»|\"[^\"]*\"|“[^”]*”", " ", text)
    return "\n".join(line for line in text.splitlines() if not re.match(r"\W*(kilde|kjelde|source)", line, re.IGNORECASE))


def faults(question: Mapping[str, Any], answer: str, *, any_language: bool = False) -> tuple[str, ...]:
    """What is otherwise than the question demands; ``any_language`` leaves the written form of the answer free."""
    return tuple(_faults(question, answer, any_language))


def _faults(question: Mapping[str, Any], answer: str, any_language: bool) -> Iterator[str]:
    text = re.sub(r"[*_`]+", "", answer.replace("\u00a0", " ")).casefold()
    if not text.strip():
        yield "no answer"
        return
    for group in question.get("must", ()):
        patterns = [group] if isinstance(group, str) else group
        if not any(_hit(p, text) for p in patterns):
            yield "missing " + "|".join(patterns)
    yield from (f"says {p}" for p in question.get("never", ()) if _hit(p, text))
    yield from (f"no source {p}" for p in question.get("cite", ()) if not _hit(p, text))
    if question.get("refuse") and not _REFUSES.search(answer):
        yield "answered where it should not know"
    if question.get("lang") and not any_language:
        nn, nb = len(_NN.findall(_own_words(answer))), len(_NB.findall(_own_words(answer)))
        if nn + nb and (question["lang"] == "nn") != (nn > nb) and abs(nn - nb) > 1:
            yield f"{LANGUAGE} nn={nn} nb={nb}"


def _hit(pattern: str, text: str) -> bool:
    return re.search(pattern if re.search(r"\\[A-Z]", pattern) else pattern.casefold(), text, re.DOTALL) is not None
