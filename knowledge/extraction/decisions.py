"""What a body decided: the words that were adopted, by which vote, or that it put off, rejected, noted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.extraction import bodies, tally, votes
from knowledge.extraction.heading_words import ROLE
from knowledge.extraction.lines import Line
from knowledge.extraction.treatments import WITHOUT, Passage, Treatment, told
from knowledge.model import Outcome

_POINTS = re.compile(
    r"\b(?:innstilling|innstilt|tilråding|tilråing|tilrådd|foreslått|føreslått|framlagt|forslag|framlegg|saksframlegg)", re.I
)
_POINTING_WORDS = """
    som i samsvar slik det går fram av
    enstemmig med tråd lik likt jf jfr samsvarende samsvarande etter innstilling innstillingen innstillinga innstilt tilråding
    tilrådinga tilrådingen tilråing tilråinga tilrådd foreslått føreslått framlagt lagt fram forslag forslaget framlegg framlegget
    saksframlegg saksframlegget til vedtak vedtaket vedtas vedtatt vedteke vedteken vedtekne ble vart blei er var vert blir saken
    saka godkjent godkjend tiltres tiltrådt fra frå si sin sitt vedtak enstemmig samrøystes einstemmig foreliggende den det mot
    stemmer stemme røyster røyst
"""
_POINTING = frozenset(_POINTING_WORDS.split())
_ROLE = re.compile(rf"{ROLE}\w{{0,6}}", re.I)
_PUT_OFF = re.compile(
    r"\bsak(?:en|a)\b[^.]{0,40}\b(?:utsatt|utsett|utset|utsettes|utsettast|utsetjast)\b"
    r"|\b(?:utsetter|utset|utsetje|utsetja|utsette)\s+sak"
    r"|\bsak(?:en|a)\b[^.]{0,30}\b(?:send\w*|returner\w*|vis\w*) (?:attende|tilbake)"
    r"|\b(?:sender|returnerer|send|viser) sak(?:en|a) (?:attende|tilbake)"
    r"|\b(?:avgjerda|avgjørelsen|vedtaket) (?:vert|blir) utsett?",
    re.I,
)
_TAKEN_OFF = re.compile(
    r"\bsak(?:en|a)\s+(?:vert |blir |ble |vart |er )?(?:trekkes|trekt|trukket|trukken|tas av|takast av|teken av|tatt av)\b", re.I
)
_NOTED = re.compile(
    r"\bt(?:ar|ek|as|atte|att|eken|ekne|ekast|ok|as)\b.{0,160}\b(?:etterretning|etterretting|orientering|vitende"
    r"|vitande)\b|\b(?:etterretning|orientering|vitende|vitande)\b.{0,12}\Z|til (?:etterretning|orientering|vitende"
    r"|vitande)\b",
    re.I,
)
_REFUSED = re.compile(
    r"\bsak(?:en|a)\s+(?:vert |blir |ble |vart )?(?:avvises|avvist|avslås|avslått)\b|\bavviser saka?(?:en)?\b", re.I
)
_ADVISES = re.compile(r"(?:eldre|ungdoms|studentar|ungdomm?ens )\w*råd|råd(?:et)? for\b", re.I)
"""Councils that state what they think; with no words under a head of a decision, they decided nothing."""
_STATEMENT_HEAD = re.compile(r"uttale|merknad", re.I)


@dataclass(frozen=True, slots=True)
class Decided:
    """The outcome of a treatment."""

    outcome: Outcome
    text: str | None = None
    line: Line | None = None
    vote: str | None = None
    vote_quote: str | None = None
    vote_line: Line | None = None
    quote: str | None = None
    """The sentence that tells the outcome, where no words are adopted."""
    goes_on: bool = False
    """True when the words are what lies before the next body."""


def decided(treatment: Treatment, proposal: Passage | None) -> Decided:
    """What came out of a treatment, with the proposal that lay before the body."""
    texts = told(treatment)
    result = tally.result(texts)
    vote, quote = result.vote, result.vote_text
    line = treatment.told[0] if treatment.told else treatment.line
    if vote is None and treatment.decision_head is not None:
        vote = votes.vote_in(treatment.decision_head.text)
        quote, line = (treatment.decision_head.text, treatment.decision_head) if vote else (quote, line)
    if vote is None:
        alone = ((v, s) for text in texts for s in votes.sentences(text) if votes.only_vote(s) and (v := votes.vote_in(s)))
        vote, quote = next(alone, (None, quote))
    passage, own_vote = _words(treatment, proposal)
    if vote is None and own_vote:
        vote, quote = own_vote
    found_line = _line_of(quote, treatment) or line
    if result.withdrawn:
        return Decided(Outcome.WITHDRAWN, None, None, None, None, None, result.withdrawn)
    if passage is None:
        return _without_words(treatment, proposal, result, vote, quote, found_line)
    if result.lost is not None and result.won is None and vote and (count := re.fullmatch(r"(\d+) mot (\d+)", vote)):
        vote = f"{count.group(2)} mot {count.group(1)}"  # what fell by 8 to 13 lost to what is adopted
    statement = treatment.decision_head is not None and _STATEMENT_HEAD.match(treatment.decision_head.text) is not None
    statement = statement or WITHOUT.fullmatch(passage.text) is not None
    outcome = Outcome.UNKNOWN if statement else outcome_of(passage.text, result.postponed is not None)
    return Decided(
        outcome,
        passage.text,
        passage.line,
        vote,
        quote,
        found_line,
        None,
        outcome in (Outcome.ADOPTED, Outcome.REJECTED) and not statement,
    )


def outcome_of(text: str, postponed: bool = False) -> Outcome:
    """What adopted words mean for the matter."""
    points = [point for point in text.split("\n") if point.strip()] or [text]
    if _PUT_OFF.search(text) and (postponed or len(text) < 220):
        return Outcome.POSTPONED
    if _TAKEN_OFF.match(points[0]) and len(text) < 220:
        return Outcome.WITHDRAWN
    if all(_NOTED.search(point) for point in points):
        return Outcome.NOTED
    if _REFUSED.search(points[0][:160]):
        return Outcome.REJECTED
    return Outcome.ADOPTED


def _as_proposed(text: str) -> bool:
    """True for words that only say that what lay before the body was adopted."""
    bare = re.sub(r"(?<=[a-zæøå]{3})s\b", "", re.sub(r"\([^)]*\)", " ", text))
    for named in reversed(list(bodies.bodies(bare))):
        bare = f"{bare[: named.start]} {bare[named.end :]}"
    words = re.findall(r"\w+", bare)
    return (
        _POINTS.search(text) is not None
        and len(words) < 18
        and all(word.casefold() in _POINTING or word.isdigit() or _ROLE.fullmatch(word) for word in words)
    )


def _words(treatment: Treatment, proposal: Passage | None) -> tuple[Passage | None, tuple[str, str] | None]:
    """The words under the head of the decision, without sentences on the vote; the proposal's where they only point to it."""
    decision = treatment.decision
    if decision is None:
        return None, None
    vote: tuple[str, str] | None = None
    kept: list[str] = []
    for point in decision.text.split("\n"):
        parts = votes.sentences(point)
        while parts and votes.only_vote(parts[-1]):
            told_vote = votes.vote_in(parts[-1])
            vote = (told_vote, parts[-1]) if told_vote else vote
            parts.pop()
        if parts:
            kept.append(point if len(parts) == len(votes.sentences(point)) else " ".join(parts))
    text = "\n".join(kept)
    if not text or _as_proposed(text):
        told_vote = votes.vote_in(text)
        return (Passage(proposal.text, proposal.line) if proposal else None), vote or ((told_vote, text) if told_vote else None)
    return Passage(text, decision.line, decision.who), vote


def _without_words(
    treatment: Treatment, proposal: Passage | None, result: tally.Result, vote: str | None, quote: str | None, line: Line | None
) -> Decided:
    if result.postponed is not None:
        said = next(
            (
                s
                for s in votes.sentences("\n".join(told(treatment)))
                if _PUT_OFF.search(s) and re.search(r"utsettes|utsettast|utsetjast", s)
            ),
            None,
        )
        return Decided(Outcome.POSTPONED, said, line if said else None, vote, quote, line, result.postponed.text)
    if result.won is not None:
        passage = _with_additions(treatment, _winner(treatment, proposal, result.won), result)
        if _ADVISES.match(treatment.body or "") and not (passage and outcome_of(passage.text) is Outcome.NOTED):
            return Decided(Outcome.UNKNOWN, None, None, vote, quote, line)
        if passage is None:
            return Decided(Outcome.ADOPTED, None, None, vote, quote, line, result.won.text)
        return Decided(outcome_of(passage.text), passage.text, passage.line, vote, quote, line, None, True)
    refused = next(
        (
            s
            for s in votes.sentences("\n".join(told(treatment)))
            if re.search(r"\bsak(?:en|a) (?:er|ble|vart|blei) (?:avvist|avslått)", s, re.I)
        ),
        None,
    )
    if refused is not None:
        told_vote = next(((v, s) for s in reversed(votes.sentences("\n".join(told(treatment)))) if (v := votes.vote_in(s))), None)
        vote, quote = told_vote or (vote, quote)
        return Decided(Outcome.REJECTED, None, None, vote, quote, line, refused)
    fell = result.lost or (None if treatment.alternatives else result.fell)
    if fell is not None:
        vote, quote = vote or fell.vote, quote or fell.text
        return Decided(Outcome.REJECTED, None, None, vote, quote, line, fell.text)
    noted = next((s for s in votes.sentences("\n".join(told(treatment))) if _NOTED.search(s)), None)
    if noted is not None:
        return Decided(Outcome.NOTED, None, None, vote, quote, line, noted)
    return Decided(Outcome.UNKNOWN)


def _winner(treatment: Treatment, proposal: Passage | None, won: votes.Statement) -> Passage | None:
    """The words that a vote adopted: the proposal's, or those of the alternative that the sentence speaks of."""
    if won.subject in ("main", "") or (won.subject == "other" and not treatment.alternatives):
        return proposal if treatment.decision is None else None
    if won.subject != "other" or won.point:
        return None
    return _spoken_of(treatment.alternatives, won)


def _with_additions(treatment: Treatment, passage: Passage | None, result: tally.Result) -> Passage | None:
    """The adopted words with the additions that were adopted beside them; None where it is not told which they are."""
    if passage is None or not result.additions:
        return passage
    found = [_spoken_of([a for a in treatment.alternatives if a.text != passage.text], said) for said in result.additions]
    if None in found:
        return None
    added = [one.text for one in found if one is not None and one.text not in passage.text]
    return Passage("\n".join(dict.fromkeys((passage.text, *added))), passage.line, passage.who)


def _spoken_of(alternatives: Sequence[Passage], said: votes.Statement) -> Passage | None:
    """The alternative that a sentence on a vote speaks of, by the names and numbers that both hold."""
    if len(alternatives) == 1:
        return alternatives[0]
    words = set(_NAMES.findall(said.text))
    scored = sorted(((len(words & set(_NAMES.findall(a.who))), at) for at, a in enumerate(alternatives)), reverse=True)
    if len(scored) > 1 and scored[0][0] > scored[1][0]:
        return alternatives[scored[0][1]]
    return None


_NAMES = re.compile(r"\b[A-ZÆØÅ]\w*?(?=s?\b)|\d+\b")


def _line_of(quote: str | None, treatment: Treatment) -> Line | None:
    if not quote:
        return None
    start = quote[:20]
    return next((line for line in treatment.told if start in line.text), None)
