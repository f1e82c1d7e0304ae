"""What a free sentence, or a short reply, settles of the guide's questions. Negation is heard; a question settles nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.guide import UNSURE
from knowledge.legal import GuideAnswer, GuideQuestion, LawBook
from knowledge.model import Text
from knowledge.understanding.clauses import Said, bare_number, plain_number
from knowledge.understanding.cues import Cues, Found
from knowledge.understanding.features import ASKING
from knowledge.understanding.words import Token, fold, tokens

BACK, RESTART, STOP, RESUME = "back", "restart", "stop", "resume"
_COMMANDS = (RESTART, BACK, STOP, RESUME)
_SHORT = 6
_US = frozenset({"vi", "me", "oss", "dei", "de"})
_FEWEST = 2
_MENDED_FROM = 6
_PARTNERS = "partners"
_BIDDING = frozenset(["finnes", "finst", "har", "er", "kan", "vis", "gi", "gje", "fortell", "fortel", "forklar", "list", "hjelp"])
"""Words that begin what is asked or told of us, and no answer."""


class Needs:
    """Reads needs from words, against the questions of one law book. Built once; pure after that."""

    _task, _service = "task", "service"

    def __init__(self, book: LawBook, replies: Mapping[str, str]) -> None:
        self._book = book
        phrases = {
            f"{question.id}:{answer.id}": "|".join(answer.words.all())
            for question in book.guide_questions.values()
            for answer in question.answers
            if answer.words.all()
        }
        self._words = Cues(phrases)
        self._replies = Cues(replies)
        self._buttons = dict(_buttons(book))
        heard = {fold(w) for phrase in phrases.values() for w in phrase.replace("|", " ").split() if not w.endswith("*")}
        heard |= {fold(w.rstrip("*")) for phrase in phrases.values() for w in phrase.replace("|", " ").split()}
        self._heard = sorted(w for w in heard if len(w) >= _MENDED_FROM)

    def sentence(self, text: str, named: int = 0, *, of_field: bool = False, asked: str = "") -> tuple[tuple[str, str], ...]:
        """Every answer that the words settle, in the order of the questions.

        ``named`` is how many municipalities they name; ``of_field`` that they name a field, such as barnevern: then there is
        a task to do. To the question that was asked, less need be said.
        """
        said = Said(text, self._mended(tokens(text)))
        found = self._words.find(said.words)
        replies = self._replies.find(said.words)
        settled = {}
        for question in self._book.guide_questions.values():
            lenient = question.id == asked
            answer = _counted(said.words, named) if question.number else self._settles(question, said, found, replies, lenient)
            if answer is not None:
                settled[question.id] = answer
        if of_field and self._task not in settled and self._task in self._book.guide_questions:
            settled = {self._task: self._service, **settled}
        return tuple(settled.items())

    def _mended(self, words: Sequence[Token]) -> tuple[Token, ...]:
        """The words with typing errors in those that the guide listens for put right."""
        return tuple(replace(w, folded=self._mend(w.folded)) for w in words)

    def _mend(self, folded: str) -> str:
        if len(folded) < _MENDED_FROM or folded in self._heard:
            return folded
        near = process.extract(folded, self._heard, scorer=OSA.distance, score_cutoff=1, limit=2)
        return near[0][0] if len(near) == 1 and near[0][0][0] == folded[0] else folded

    def pressed(self, text: str) -> tuple[str, str] | None:
        """The answer whose button says just this, whenever it is pressed."""
        return self._buttons.get(_button(text))

    def command(self, text: str) -> str | None:
        """``back``, ``restart``, ``stop`` or ``resume``, when the words are that and hardly more."""
        words = tokens(text)
        found = self._replies.find(words)
        return next((name for name in _COMMANDS if name in found and len(words) <= len(found.positions[name]) + 1), None)

    def names_guide(self, text: str) -> bool:
        """True when the words name the guide itself, as the button that leads back does."""
        return "guide_named" in self._replies.find(tokens(text))

    def bare(self, text: str) -> bool:
        """True for «ja» or «nei» and no more: an answer, though not to what was asked."""
        words = tokens(text)
        found = self._replies.find(words)
        return found.any("affirm", "deny") and len(words) <= len(found.positions.get("affirm", found.positions.get("deny", ())))

    def reply(self, text: str, asked: str, named: int = 0, *, of_field: bool = False) -> tuple[tuple[str, str], ...] | None:
        """What the words answer to the question that was asked, and what more they settle; None when they are no answer."""
        question = self._book.guide_questions.get(asked)
        if question is None:
            return None
        words = tokens(text)
        said = self.sentence(text, named, of_field=of_field and asked == self._task, asked=asked)
        if _is_question(text, words):
            return None
        if dict(said).get(asked):
            return said
        if question.number:
            number = bare_number(words)
            return ((asked, str(number)),) if number else self._unsure(asked, words, said)
        picked = self._picked(question, text)
        if picked:
            return ((asked, picked),)
        found = self._replies.find(words)
        if found.any("unsure"):
            return (*said, (asked, UNSURE))
        ids = {answer.id for answer in question.answers}
        if {"yes", "no"} <= ids and found.any("deny", "affirm"):
            first = words[0].folded in ("ja", "jo", "jepp", "jau", "jada", "javisst")
            return (*said, (asked, "yes" if first or "deny" not in found else "no"))
        if {"yes", "no"} <= ids and len(words) <= _SHORT and found.any("negation"):
            return (*said, (asked, "no"))
        return said or None

    def _unsure(
        self, asked: str, words: Sequence[Token], said: tuple[tuple[str, str], ...]
    ) -> tuple[tuple[str, str], ...] | None:
        return (*said, (asked, UNSURE)) if self._replies.find(words).any("unsure") else said or None

    @staticmethod
    def _picked(question: GuideQuestion, text: str) -> str | None:
        """The answer by its place («2», «b») or by its title as the button has it."""
        said = text.strip(" .!)").casefold()
        for number, answer in enumerate(question.answers, 1):
            if said in (str(number), chr(ord("a") + number - 1), answer.title.nb.casefold(), answer.title.nn.casefold()):
                return answer.id
        last = len(question.answers)
        return UNSURE if said in (str(last + 1), chr(ord("a") + last)) else None

    def _settles(self, question: GuideQuestion, said: Said, found: Found, replies: Found, lenient: bool) -> str | None:
        held: list[tuple[GuideAnswer, int, int]] = []
        denied: list[GuideAnswer] = []
        for answer in question.answers:
            positions = sorted(found.positions.get(f"{question.id}:{answer.id}", ()))
            positions = [p for p in positions if not said.near(p, replies, "hedge")]
            if question.id == _PARTNERS and answer.effects and not lenient:
                positions = [p for p in positions if said.near(p, replies, "taking_part")]
            if not positions:
                continue
            # what is only heard when it is said has its «ikke» in the phrase itself
            if not question.volunteered and all(said.negated(position, replies) for position in positions):
                denied.append(answer)
            else:
                held.append((answer, len(positions), positions[0]))
        ids = [answer.id for answer in question.answers]
        if "no" in ids and any(a.id == "no" for a, _, _ in held):
            return "no"
        if held:
            return self._one_of(question, held)
        return "no" if "no" in ids and any(a.id == "yes" for a in denied) else None

    @staticmethod
    def _one_of(question: GuideQuestion, held: list[tuple[GuideAnswer, int, int]]) -> str | None:
        """The one that is said; of several, the one that demands most where they are steps, else none."""
        order = [answer.id for answer in question.answers]
        if question.id == "partners":
            return max((answer.id for answer, _, _ in held), key=order.index)
        if question.id == "decisions":
            # «vedtak om tilskudd» are grants; «enkeltvedtak og tilskudd» are both, and both need the wider power
            return "yes" if any(a.id == "yes" for a, _, _ in held) and not _only_grants(held) else held[-1][0].id
        if len(held) == 1:
            return held[0][0].id
        best = sorted(held, key=lambda each: -each[1])
        return best[0][0].id if best[0][1] > best[1][1] else None


def unsure_of(question: GuideQuestion) -> Text:
    """What the button for «vet ikke» says, so that it is told apart from that of every other question."""
    return Text(f"Vet ikke: {question.ask.nb}", f"Veit ikkje: {question.ask.nn}")


def _buttons(book: LawBook) -> Iterator[tuple[str, tuple[str, str]]]:
    for question in book.guide_questions.values():
        said = [(answer.say, answer.id) for answer in question.answers]
        for text, answer in (*said, (unsure_of(question), UNSURE)):
            yield _button(text.nb), (question.id, answer)
            yield _button(text.nn), (question.id, answer)


def _button(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" .!")


def _counted(words: Sequence[Token], named: int) -> str | None:
    for position, token in enumerate(words):
        number = plain_number(token.folded)
        if number is None or number < _FEWEST:
            continue
        before = [w.folded for w in words[max(position - 2, 0) : position]]
        after = [w.folded for w in words[position + 1 : position + 3]]
        if before[:1] and before[0] in _US and before[1:] == ["og"]:
            return str(number + 1)
        if any("kommun" in w for w in after) or (len(before) > 1 and before[0] in _US and before[1] in ("er", "e")):
            return str(number)
    return str(named) if named >= _FEWEST else None


def _only_grants(held: list[tuple[GuideAnswer, int, int]]) -> bool:
    grants = [at for answer, _, at in held if answer.id == "grants"]
    decisions = [at for answer, _, at in held if answer.id == "yes"]
    return bool(grants) and bool(decisions) and 0 < grants[0] - decisions[0] <= 4


def _is_question(text: str, words: Sequence[Token]) -> bool:
    return bool(words) and (text.rstrip().endswith("?") or words[0].folded in ASKING | _BIDDING)
