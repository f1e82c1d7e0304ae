"""What every chapter of the draft needs: the reader's words, where a fact stands, and what must be filled in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from dialogs.ownership.blocks import Line, Run, run
from dialogs.ownership.words import CERTAIN, FILL, STALE
from knowledge.citing import spelled
from knowledge.law_lookup import lovdata_url
from knowledge.legal import LawBook, Ref, Rule
from knowledge.model import Citation, Language, PartialDate, Text
from knowledge.ownership import Overview
from knowledge.snapshot import Knowledge
from knowledge.yearly import Known, Turn


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that must be filled in, and where in the document."""

    where: str
    anchor: str
    what: str


@dataclass(slots=True)
class Telling:
    """One draft on its way: what it is told from, and what it has come to cite and to lack."""

    knowledge: Knowledge
    language: Language
    today: date
    overview: Overview
    turns: tuple[Turn, ...]
    known: tuple[Known, ...]
    gaps: list[Gap] = field(default_factory=list)
    cited: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """Source and whom it has it from -> the places that were cited, in the order that they came."""
    acts: dict[str, None] = field(default_factory=dict)
    """The acts that were cited."""

    @property
    def book(self) -> LawBook:
        """The rules of law."""
        return self.knowledge.language.law

    @property
    def name(self) -> str:
        """The municipality."""
        return self.overview.municipality.name

    def say(self, text: Text, **values: object) -> str:
        """The words in the reader's written form, with what is filled in."""
        words = text.in_(self.language)
        return words.format(**values) if values else words

    # -- where it stands ----------------------------------------------------------------------------------------------

    def ref(self, cite: Citation) -> Run:
        """The source as a number, with the place in it."""
        key = (cite.source, cite.via.in_(self.language) if cite.via else "")
        places = self.cited.setdefault(key, [])
        if cite.place not in places:
            places.append(cite.place)
        number = list(self.cited).index(key) + 1
        return Run(f"[{number}] {cite.place}", "ref", f"#kilde-{number}")

    def fact(self, text: str, *cites: Citation) -> Line:
        """A sentence and where it stands."""
        return (*run(text), *(part for cite in dict.fromkeys(cites) for part in (Run(" "), self.ref(cite))))

    def law(self, refs: Iterable[str]) -> Line:
        """Paragraphs as the reader writes them, each act named once, and each a link to Lovdata."""
        parts: list[Run] = []
        before = ""
        for ref in dict.fromkeys(refs):
            parsed = Ref.parse(ref)
            self.acts.setdefault(parsed.act)
            words, act = spelled(self.book, (ref,), self.language)[0], self.book.acts[parsed.act]
            told = words.removeprefix(f"{act.name.in_(self.language)} ") if parsed.act == before else words
            parts += [Run(", ")] * bool(parts) + [Run(told, "ref", lovdata_url(act.lovdata, parsed.paragraph))]
            before = parsed.act
        return tuple(parts)

    def rule(self, rule: Rule, *, where: str, anchor: str) -> Line:
        """A rule of law with what it rests on, how certain it is, and whether the law has changed below it."""
        return (Run(f"{rule.short.in_(self.language)} "), *self.basis(rule, rule.refs, where=where, anchor=anchor))

    def basis(self, rule: Rule, refs: Iterable[str], *, where: str, anchor: str) -> Line:
        """How certain the rule is, these of its paragraphs, and whether the law has changed below it."""
        parts: list[Run] = []
        if rule.certainty in CERTAIN:
            parts.append(Run(f"{CERTAIN[rule.certainty].in_(self.language)} ", "soft"))
        parts += self.law(refs)
        if rule.id in self.knowledge.stale_rules:
            parts += [Run(" "), self.gap(where, anchor, STALE.in_(self.language))]
        return tuple(parts)

    # -- what is lacking ----------------------------------------------------------------------------------------------

    def gap(self, where: str, anchor: str, what: str, *, of: str = "") -> Run:
        """The mark of what must be filled in; it is gathered for the list at the end, where ``of`` says of what it is."""
        self.gaps.append(Gap(where, anchor, f"{of}: {what}" if of else what))
        return Run(f"{FILL.in_(self.language)}: {what}", "gap")

    # -- days ---------------------------------------------------------------------------------------------------------

    def months_old(self, day: PartialDate) -> int:
        """Whole months from the last day that it can mean until today."""
        last = day.last_day()
        return max((self.today.year - last.year) * 12 + self.today.month - last.month - (self.today.day < last.day), 0)

    def age(self, day: PartialDate) -> str:
        """How old it is: «7 år og 10 måneder»."""
        years, months = divmod(self.months_old(day), 12)
        parts = [self.say(Text("{n} år", "{n} år"), n=years)] if years else []
        if months == 1:
            parts.append(self.say(Text("1 måned", "1 månad")))
        elif months:
            parts.append(self.say(Text("{n} måneder", "{n} månader"), n=months))
        return " og ".join(parts) or self.say(Text("under én måned", "under éin månad"))


def listed(words: Iterable[str]) -> str:
    """A, B og C: the same in both written forms."""
    *others, last = list(words) or [""]
    return f"{', '.join(others)} og {last}" if others else last
