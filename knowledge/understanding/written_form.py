"""Which of the two written forms some words are in: by words that one form has and the other has not, and by their shape."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.model import Language, Text

_WORD = re.compile(r"[^\W\d_]+")
_VERB = re.compile(
    r"\b(?:som|det|dette|saka|regelen|reglane|lova|avtala|frist\w*) gjeld\b|\bgjeld (?:for|oss|det|dei|alle|ikkje|berre|òg)\b"
)
"""«Saker som gjeld oss»: nynorsk; «kommunens gjeld» is a debt in both forms."""
_SEEN = 2
_ENDING = re.compile(r"(?<=\w)[-'’](et|en|a|ene|ane|ar|er)\b")
"""«IKS-et» and «KO-et» are the same in both forms."""
_LEARNED, _SHAPE, _LEAST_SIGN = 0.4, 0.6, 0.5
"""What a learned mark, and a shape or a word of one form, count: one learned mark alone shows nothing."""
_HEAD = 6
"""So many letters at least has the end of a compound that shows its form."""
_NB_SHAPE = re.compile(
    r"((?<!vil)lig|lige|ligheten?|heten?|(?<!lem)ene|(?<=\w)ingen|elser?|elsen|sammen\w*|fra|hvem\w*)$|utredning|^(hv|eier|utred|sykeh|skole|regnsk|lønn)"
)
_NB_STEM = re.compile(r"utred")
_NN_SHAPE = re.compile(
    r"(leg|lege|legheit\w*|heit|heiter|heiten|ane|ingane|inga|styra|løysing\w*|skular?|sjuke?\w*)$|^(kv|leiar|eig|heim|sjuk|sjølv|utgrei|tilset|rekneskap|vedtek|løn(?!n))"
    r"|\w{3,}arskap\w{0,3}$|(\w{4,}ast|\w{3,}lemer|\w{3,}lemene|\w{4,}seiing\w*|\w*utval(et|a)?|\w{3,}legast)$"
    r"|\w{3,}(?<!vik)(?<!delt)(?<!janu)(?<!febru)ar$"
)
"""Endings and beginnings that one written form has and the other has not, or seldom."""


class WrittenForms:
    """The marks of bokmål and nynorsk, those that we list and those learned from our own parallel content."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        marks = words["marks"]
        self._strong = frozenset(fold_keep(w) for w in words["strong"].split())
        nb, nn = (frozenset(fold_keep(w) for w in marks[form].split()) for form in ("nb", "nn"))
        self._nb, self._nn = nb - nn, nn - nb
        self._dialect = frozenset(fold_keep(w) for w in marks["dialect_nn"].split()) - self._nb
        self._only = {form: frozenset(map(fold_keep, words["only"][form].split())) for form in ("nb", "nn")}
        self._learned: dict[str, int] = {}
        self._common = {form: frozenset(map(fold_keep, words["filler"][form].split())) for form in ("nb", "nn")}

    def learn(self, pairs: Iterable[Text]) -> None:
        """Take words that our own content has in one written form only, and there more than once, as weak marks of it."""
        seen: dict[str, list[int]] = {}
        for pair in pairs:
            for form, text in enumerate((pair.nb, pair.nn)):
                for word in map(fold_keep, _WORD.findall(text)):
                    seen.setdefault(word, [0, 0])[form] += 1
        for word, (nb, nn) in seen.items():
            known = self._common["nb" if nn else "nn"]  # «vis» is bokmål too, though our bokmål sentences lack it
            if min(nb, nn) == 0 and max(nb, nn) >= _SEEN and len(word) > 1 and word not in known:
                self._learned[word] = 1 if nn else -1

    def language(self, text: str, before: Language | None = None) -> Language | None:
        """The written form that the words speak for; None when they speak for neither.

        ``before`` is the conversation's: one weak sign alone does not turn it.
        """
        nb, nn = 0.0, float(bool(_VERB.search(text.casefold())))
        for word in map(fold_keep, _WORD.findall(_ENDING.sub("", text))):
            if word in self._nb:
                nb += 2 if word in self._strong else 1
            elif word in self._nn:
                nn += 2 if word in self._strong else 1
            elif word in self._dialect:
                nn += 0.5
            else:
                learned = self._learned.get(word, 0)  # a word's shape and its being learned are one sign, not two
                shaped_nb, shaped_nn = _NB_SHAPE.search(word), _NN_SHAPE.search(word)
                nb += max(_LEARNED * (learned < 0), _SHAPE * bool(shaped_nb or self._ends_in(word, "nb")))
                if not _NB_STEM.search(word):  # «utredninga» is bokmål
                    nn += max(_LEARNED * (learned > 0), _SHAPE * bool(shaped_nn or self._ends_in(word, "nn")))
        if abs(nb - nn) < (0.7 if before else _LEAST_SIGN):
            return None
        return "nb" if nb > nn else "nn"

    def _ends_in(self, word: str, form: Language) -> bool:
        """True for a word that the form alone has, or a compound of one: «legevaktteneste»."""
        only = self._only[form]
        return word in only or any(word[cut:] in only for cut in range(2, len(word) - _HEAD + 1))


def fold_keep(word: str) -> str:
    """Lower case with diacritics kept: «òg» is a mark of nynorsk, «og» is not."""
    return unicodedata.normalize("NFC", word).casefold()
