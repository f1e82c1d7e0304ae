"""Evidence put together: cues, entities, candidates and facts found, weighed into one reading, or into a question back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from knowledge.cooperations import newest_status
from knowledge.model import CooperationKind, Language, ParticipantRole, Status
from knowledge.search import QueryTerm
from knowledge.snapshot import Knowledge, _yaml
from knowledge.understanding import cooperations, guided, homonyms, intents, meant, shaping, spans
from knowledge.understanding.corrections import corrected
from knowledge.understanding.cues import Cues, Found, same_words
from knowledge.understanding.entities import Entities, Gazetteer, Mention, expand_places, field_by_word
from knowledge.understanding.explaining import Explaining
from knowledge.understanding.explanation import Read
from knowledge.understanding.features import Features
from knowledge.understanding.follow import follow
from knowledge.understanding.framing import Framing, last_sentence
from knowledge.understanding.names import Names
from knowledge.understanding.needs import Needs
from knowledge.understanding.numbers_named import in_context
from knowledge.understanding.question import Context, NotUnderstood, Slots, Understood
from knowledge.understanding.spelling import Spelling, spelling
from knowledge.understanding.words import fold, tokens
from knowledge.understanding.written_words import plain_words

HEADS = frozenset(
    {"samarbeid", "kontor", "nettverk", "omrad", "selskap", "ordning", "tjeneste", "vesen", "ressurs", "utredning",
     "vaktordning", "avdeling",
     "vakt", "samarb", "lag", "fellesskap", "oppgave", "sak", "felt", "sektor", "enhet", "funksjon", "studie", "ide",
     "utgift", "kostnad"}
)  # fmt: skip
"""Second halves of compounds whose first half tells the field."""
_DEFINITE_HEADS = (
    "samarbeidet",
    "nettverket",
    "kontoret",
    "selskapet",
    "ordningen",
    "ordninga",
    "vesenet",
    "prosjektet",
    "utredningen",
    "utgreiinga",
)
_OF_KIND = ("nettverket", "kontoret", "selskapet", "prosjektet", "utredningen", "utgreiinga")
DEFINITE = frozenset(
    map(
        fold,
        [
            "samarbeidet",
            "selskapet",
            "nettverket",
            "ordningen",
            "ordninga",
            "kontoret",
            "prosjektet",
            "utredningen",
            "utgreiinga",
            "rådet",
            "avtalen",
            "avtala",
        ],
    )
)


class Understanding:
    """Understands questions against one snapshot. Built once per snapshot; pure after that."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.gazetteer = Gazetteer(knowledge)
        self.cues = Cues(_yaml("lexicon/cues.yaml"), same_words(_yaml("lexicon/pairs.yaml")))
        self.phrases = Cues(_yaml("lexicon/phrases.yaml"))
        self.fields = field_by_word(knowledge)
        self.names = Names(knowledge, self.fields)
        self.bodies = knowledge.language.bodies
        self.periods = Cues(_yaml("lexicon/periods.yaml"))
        self.source_words = self._source_words()
        self.needs = Needs(knowledge.law.book, _yaml("lexicon/replies.yaml"))
        self.explaining = Explaining(_yaml("lexicon/explaining.yaml"))
        self.framing = Framing(_yaml("lexicon/framing.yaml"), knowledge.lexicon.filler)

    def _source_words(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for source in self.knowledge.register.sources.values():
            for phrase in source.words.all():
                found[fold(phrase)] = source.id
        return found

    def understand(self, text: str, context: Context | None = None) -> Understood:
        """The reading of ``text`` in its conversation. Deterministic: same words, same context, same answer."""
        return self.read(text, context).outcome

    def read(self, text: str, context: Context | None = None) -> Read:
        """What ``understand`` comes to, with the evidence that it rests on."""
        features = self.features(text, context or Context())
        if not features.entities.tokens:
            return Read(NotUnderstood(features.language, "empty"), features)
        understood = guided.step(self.needs, features) or guided.begun(features, intents.choose(features))
        return Read(meant.settled(features, understood, lambda other: self.understand(other, context)), features)

    def features(self, text: str, context: Context) -> Features:
        """What the words show, with what the conversation fills in."""
        knowledge = self.knowledge
        before = context.language if context.intent else None
        text = in_context(corrected(text), context.intent) if context.intent else text
        explains = self.explaining.asks(tokens(text))
        asked = self.framing.asked(text)
        text = asked.text
        entities = shaping.without_role(self.gazetteer.find(text))
        places_taken = {
            i for kind in ("municipality", "region", "county") for m in entities.of(kind) for i in range(m.start, m.end)
        }
        plain = plain_words(text, entities, places_taken, self.gazetteer.reader.stock)
        said = knowledge.lexicon.language(f"{asked.frame} {plain}", before)
        language = asked.language or context.chosen_language or said or context.language or "nb"
        cues = shaping.heard(entities, self.cues.find(entities.tokens))
        terms, all_terms, positions, unknown = self._terms(entities, cues, language, last_sentence(text))
        slots = self._slots(entities, cues, context, text)
        mentions: dict[str, list[Any]] = {"region": self._regions(entities, cues), "county": entities.of("county")}
        places = expand_places(knowledge, mentions) | frozenset(slots.municipalities)
        features = Features(
            knowledge, language, entities, cues, terms, all_terms, positions, unknown, slots, places, context,
            text=text, shared=self._shared(entities, context), period=spans.said(entities, self.periods).on,
            first=self._first(entities, text), definite=any(is_definite(t.folded) for t in entities.tokens),
            explains=explains,
        )  # fmt: skip
        if cues.any("wish", "form_word", "start_guide", "overview"):
            features.needs = guided.needs_of(self.needs, features)
        self._cooperations(features)
        features.settle(features.slots.cooperation)
        features.said = features.slots
        self._go_on(features)
        self._by_field(features)
        return features

    def _go_on(self, features: Features) -> None:
        """What the conversation fills in; «kven skulle vere vert der?», asked about plan and byggesak, is about that part."""
        named, before = features.slots.cooperation, features.context.slots.fields
        followed, slots = follow(features), features.slots
        if followed and not named and slots.cooperation and not slots.fields and before:
            narrowed = replace(features, slots=replace(features.slots, fields=before))
            part = self._part(narrowed, slots.cooperation).cooperation
            features.slots = replace(features.slots, cooperation=part)
            features.settle(part)

    def _passing(self, entities: Entities, position: int) -> bool:
        """True for a word that is filler because of the one after it."""
        words = entities.tokens
        if homonyms.is_other_word(words, position):
            return True
        before = self.knowledge.lexicon.filler_before.get(words[position].folded, frozenset())
        return words[position].text.islower() and position + 1 < len(words) and words[position + 1].folded in before

    def _first(self, entities: Entities, text: str) -> str:
        polite = {"hei", "hallo", "og", "men", "ja", "nei", "jo", "du", "vel", "da", "a", "unnskyld"}
        words = [t.folded for t in entities.tokens]
        fronted = shaping.fronted(entities, text)
        rest = [w for n, w in enumerate(words) if n >= fronted and w not in polite and words[n : n + 2] != ["kan", "du"]]
        return rest[0] if rest else words[0] if words else ""

    def _terms(
        self, entities: Entities, cues: Found, language: Language, asking: int
    ) -> tuple[tuple[QueryTerm, ...], tuple[QueryTerm, ...], dict[str, int], tuple[str, ...]]:
        knowledge, structural = self.knowledge, cues.structural()
        positions: dict[str, int] = {}
        filler = knowledge.lexicon.filler | knowledge.lexicon.filler_in[language]
        terms: list[QueryTerm] = []
        everything: list[QueryTerm] = []
        unknown: list[str] = []
        shouting = all(t.text.isupper() for t in entities.tokens if t.text.isalpha())
        joining: set[int] = set()
        for word, on in self.phrases.find(entities.tokens).positions.items():
            # «slå seg sammen» says merger in three words
            said = QueryTerm(word, knowledge.vocabulary.terms(fold(word)) or (knowledge.lexicon.lemma(fold(word)),))
            terms.append(said)
            everything.append(said)
            joining |= on
        # the words of a form are searched for too: «vertskommunesamarbeid» may be the subject or the form
        names = {p for m in entities.mentions if m.kind != "form" for p in range(m.start, m.end)}
        for position, token in enumerate(entities.tokens):
            if position in joining or self._passing(entities, position):
                continue
            acronym = token.text.isupper() and 1 < len(token.text) < 6 and not shouting
            if position in names or len(token.folded) < 2 or (token.folded in filler and not acronym):
                continue
            found = (token.folded,) if token.folded.isdigit() else self._lemmas(entities, position)
            lemma = knowledge.lexicon.lemma(token.folded)
            whole = bool(found) and found[0] in (lemma, token.folded)
            if not found and position not in structural:
                if any(position in p for p in cues.positions.values()):
                    continue  # it shapes the question even where we do not search for it
                if token.start < asking:
                    continue  # what is told before the question need not be known
                unknown.append(token.text)
            term = QueryTerm(token.text, found, whole or len(found) == 1)
            everything.append(term)
            positions[token.text] = position
            if position not in structural:
                terms.append(term)
        return tuple(terms), tuple(everything), positions, tuple(unknown)

    def _lemmas(self, entities: Entities, position: int) -> tuple[str, ...]:
        """What a word is filed under; nothing where we know it as the name of a place alone, which it is not here."""
        folded, vocabulary = entities.tokens[position].folded, self.knowledge.vocabulary
        unmeant = position in entities.passed and (vocabulary.proper(folded) or not vocabulary.spells(folded))
        return () if unmeant else vocabulary.terms(folded)

    def _slots(self, entities: Entities, cues: Found, context: Context, text: str) -> Slots:
        words = [t.folded for t in entities.tokens]
        inside: list[str] = []
        excluded: list[str] = []
        for mention in entities.of("municipality"):
            if self._tells(mention, entities):
                continue
            target = excluded if shaping.excepted(mention, entities, cues, text) else inside
            target.extend(i for i in self._meant_by(mention, entities, context) if i not in target)
        regions = self._regions(entities, cues)
        for mention in entities.of("region"):
            if mention not in regions:  # «er det flere enn Sogn som …?»
                excluded.extend(m for r in mention.ids for m in self.knowledge.register.regions[r].municipalities)
        own = "we" in cues and not inside
        if own and context.municipality:
            inside.append(context.municipality)
        dates = [m.ids[0] for kind in ("date", "year") for m in entities.of(kind)]
        forms = entities.of("form")
        numbers = entities.of("case_number")
        return Slots(
            municipalities=tuple(inside),
            all_of="both" in cues or (len(inside) > 1 and "list" in cues),
            excluded=tuple(excluded),
            regions=tuple(dict.fromkeys(i for m in regions for i in m.ids)),
            counties=tuple(i for m in entities.of("county") for i in m.ids),
            fields=self._fields(
                entities,
                cues.on("coming", "next", "status_existing") | {n for n, w in enumerate(words) if w in ("planer", "planar")},
            ),
            form=forms[0].ids[0] if forms else None,
            bodies=tuple(dict.fromkeys(self.bodies[w] for w in words if w in self.bodies)),
            dates=tuple(dates),
            span=spans.said(entities, self.periods).token,
            case_number=numbers[0].ids[0] if numbers else None,
            sources=tuple(dict.fromkeys(self.source_words[w] for w in words if w in self.source_words)),
            own=own,
        )

    @staticmethod
    def _regions(entities: Entities, cues: Found) -> list[Mention]:
        """The regions that the question narrows to: not those that stand right after «utenom», «flere enn»."""
        excepting = cues.positions.get("except", frozenset())
        return [m for m in entities.of("region") if m.start - 1 not in excepting]

    @staticmethod
    def _tells(mention: Mention, entities: Entities) -> bool:
        """«… ifølge notatet fra Lillehammer-rådmennene»: who tells it, not where it is."""
        before = entities.tokens[max(mention.start - _REACH, 0) : mention.start]
        after = entities.tokens[mention.end : mention.end + 1]
        said = any(t.folded in ("ifolge", "folge") for t in before)
        return said and any(t.folded.startswith(("radmenn", "radmann", "kommunedirektor")) for t in after)

    def _shared(self, entities: Entities, context: Context) -> tuple[str, ...]:
        """The municipalities that one name in the question may mean, where nothing tells which."""
        meant = (self._meant_by(m, entities, context) for m in entities.of("municipality"))
        return next((ids for ids in meant if len(ids) > 1), ())

    def _meant_by(self, mention: Mention, entities: Entities, context: Context) -> tuple[str, ...]:
        """The municipality of that name; of several, the one in a county that is named, or the reader's own; else all."""
        counties = {county for m in entities.of("county") for county in m.ids}
        inside = tuple(i for i in mention.ids if self.knowledge.register.municipalities[i].county in counties)
        if len(mention.ids) > 1 and len(inside) == 1:
            return inside
        return (context.municipality,) if context.municipality in mention.ids else mention.ids

    def _fields(self, entities: Entities, ahead: frozenset[int]) -> tuple[str, ...]:
        """The fields that are named; «planlagt», «på planen» and «i drift», which say how far it has come, name none."""
        found: list[str] = []
        # «plansamarbeid» is a form that none here has, and plan is a field
        unused = {
            n for m in entities.of("form") if not self.knowledge.by_form.get(m.ids[0]) for n in range(m.start, m.end)
        }  # fmt: skip
        for position, token in enumerate(entities.tokens):
            if (position in entities.taken and position not in unused) or position in ahead or self._passing(entities, position):
                continue
            if token.folded in self.knowledge.lexicon.filler and not token.text.isupper():
                continue  # «hvem av dem» is not about demens
            found_lemmas = self.knowledge.vocabulary.terms(token.folded)
            if len(found_lemmas) > 2 and found_lemmas[-1] not in HEADS:
                found_lemmas = found_lemmas[:1]  # «driftsenhet» is not about running things
            for lemma in found_lemmas:
                for field in self.fields.get(lemma, ()):
                    if field not in found:
                        found.append(field)
        return tuple(found)

    def _cooperations(self, features: Features) -> None:
        knowledge = self.knowledge
        named_places = [
            term
            for kind in ("municipality", "region", "county")
            for mention in features.entities.of(kind)
            for word in features.entities.tokens[mention.start : mention.end]
            for term in (knowledge.vocabulary.terms(word.folded) or (word.folded,))
        ]
        forms = [
            lemma
            for mention in features.entities.of("form")
            for word in features.entities.tokens[mention.start : mention.end]
            for lemma in knowledge.vocabulary.terms(word.folded)
        ]
        plain = [*shaping.spoken(features.entities)]
        cues = features.cues
        asks_membership = "member" in cues and bool(features.slots.municipalities) and "partners" not in cues
        # «er Øyer med i …?» does not say that it lies in Øyer
        places = frozenset(features.places - set(features.slots.municipalities)) if asks_membership else features.places
        years = frozenset(d[:4] for d in features.slots.dates)
        written = spelling(features.entities.tokens, knowledge)
        features.candidates = cooperations.find(
            knowledge, self.names, features.terms, places, frozenset([*named_places, *forms, *plain]),
            written, years, features.places,
        )
        features.resolved = self._meant(features, plain, written)
        in_general = not features.slots.regions and self._form_in_general(features)
        if len(features.resolved) == 1 and (features.resolved[0].telling or not in_general):
            features.slots = self._part(features, features.resolved[0].id)
        elif in_general:
            features.resolved = ()
        elif len(features.resolved) > 1 and features.slots.form and self._form_named(features):
            features.slots = replace(features.slots, form=None)

    def _meant(self, features: Features, plain: list[str], written: Spelling) -> tuple[cooperations.Candidate, ...]:
        """The candidates that the question means: one, several that are equally good, or none."""
        cues = features.cues
        definite = features.definite or ("member" in cues and "which_municipalities" in cues)
        about_one = cues.any(*_ABOUT_ONE) and not cues.any("list", "exists", "amount")
        together = "".join(plain)
        resolved = cooperations.resolve(
            features.candidates, lambda c: self.names.written(c, together), definite=definite, about_one=about_one,
            of_kind=any(word.endswith(_OF_KIND) for word in plain),
        )  # fmt: skip
        fields = features.slots.fields
        resolved = tuple(
            c for c in resolved if self._calls(c.id, together) and cooperations.of_fields(self.knowledge, c, fields)
        )
        if len(resolved) != 1:
            called = self.names.spoken(plain, features.lemmas(), written)
            near = [c for c in features.candidates if c.id in called and not c.elsewhere]
            spoken = [c for c in near if called[c.id] == max(called[n.id] for n in near)]
            resolved = tuple(spoken) if len(spoken) == 1 else resolved
        if not resolved and features.slots.form and features.slots.regions and not cues.any("list", "which", "exists", "count"):
            resolved = self._only_of_form(features)
        if len(resolved) > 1 and "status_study" in cues:
            resolved = tuple(c for c in resolved if self._studied(c.id)) or resolved
        if len(resolved) != 1 and len(features.slots.municipalities) > 1:
            between = self._just_between(features)
            resolved = between or resolved
        if len(resolved) > 1 and "member" in cues and features.slots.municipalities:
            own = tuple(c for c in resolved if self._about(c.id, features.slots.municipalities))
            resolved = own or tuple(c for c in resolved if self._around(c.id, features.slots.municipalities)) or resolved
        if len(resolved) > 1 and "outside" in cues:
            without = tuple(c for c in resolved if self.knowledge.register.cooperations[c.id].outside_ids())
            resolved = without if len(without) == 1 else resolved
        if len(resolved) < 2:
            return resolved
        # «geodata» and «GIS» are one field, but a cooperation that is called just that is meant before its like
        return tuple(c for c in resolved if self.names.written(c.id, together)) or resolved

    def _calls(self, cooperation: str, together: str) -> bool:
        """False for «Sogn for alle» in «for alle i Sogn»: a name of small words and a place must stand as it is written."""
        name = self.knowledge.register.cooperations[cooperation].name
        words = [w.folded for w in tokens(name.nb)]
        filler = self.knowledge.lexicon.filler
        content = [w for w in words if w not in filler and not self.gazetteer.find(w).mentions]
        return bool(content) or len(words) < _SEVERAL or "".join(words) in together

    def _just_between(self, features: Features) -> tuple[cooperations.Candidate, ...]:
        """«Barnevernssamarbeidet mellom Gausdal og Lillehammer»: the one with just those in it."""
        if features.cues.any("list", "which", "exists", "member", "partners"):
            return ()
        named, register = set(features.slots.municipalities), self.knowledge.register.cooperations
        here = [c for c in features.candidates if not c.elsewhere][:12]
        told = (c for c in here if c.named >= _NEARLY and c.described >= _TOLD)
        near = [c for c in told if set(register[c.id].municipality_ids()) == named]
        return tuple(near) if len(near) == 1 else ()

    def _about(self, cooperation: str, municipalities: Sequence[str]) -> bool:
        """«Er Jevnaker med i geodatasamarbeidet?»: of many that are called so, the one that has something to do with Jevnaker."""
        record = self.knowledge.register.cooperations[cooperation]
        return any(p.municipality in municipalities for p in record.participants)

    def _around(self, cooperation: str, municipalities: Sequence[str]) -> bool:
        """«Er Nordre Land med i landbrukskontoret?»: the one in whose region it lies, where none has it among its own."""
        record, regions = self.knowledge.register.cooperations[cooperation], self.knowledge.register.regions
        others = record.municipality_ids()
        near = {m for r in regions.values() if set(others) & set(r.municipalities) for m in r.municipalities}
        return bool(near & set(municipalities))

    def _only_of_form(self, features: Features) -> tuple[cooperations.Candidate, ...]:
        """«Et KO i Sogn»: the only one of that form in that region, where it is no mere thought."""
        regions = set(features.slots.regions)
        there = [
            record
            for record in self.knowledge.in_order(self.knowledge.by_form.get(features.slots.form or "", ()))
            if regions & set(record.regions) and newest_status(record) not in (Status.IDEA, Status.PROPOSED)
        ]
        return tuple(c for c in features.candidates if c.id == there[0].id) if len(there) == 1 else ()

    def _studied(self, cooperation: str) -> bool:
        record = self.knowledge.register.cooperations[cooperation]
        return any(s.status in (Status.STUDIED, Status.UNDER_STUDY) for s in record.status)

    @staticmethod
    def _form_in_general(features: Features) -> bool:
        """«Eit plansamarbeid», «et interkommunalt politisk råd»: the form as such, not the one that goes by its name."""
        words = features.entities.tokens
        articles = {"et", "eit", "ein", "en", "ei", "slikt", "nytt"}
        mentions = features.entities.of("form")
        return any(words[i].folded in articles for m in mentions for i in range(max(m.start - 2, 0), m.start))

    def _form_named(self, features: Features) -> bool:
        """«Hva skulle Sogn KO ta over fra Sogn Regionråd?»: the form is only part of the names."""
        register = self.knowledge.register.cooperations
        names = {n.casefold() for c in features.resolved for n in (register[c.id].name.nb, register[c.id].name.nn)}
        said = features.text.casefold()
        return any(name in said and m.text.casefold() in name for name in names for m in features.entities.of("form"))

    def _part(self, features: Features, cooperation: str) -> Slots:
        """The slots with the cooperation, or with the part of it that the question's field points to.

        A form that is only part of the name («Sogn KO») is not asked about.
        """
        slots, register = features.slots, self.knowledge.register
        wanted = set(slots.fields)
        children = [c for c in self.knowledge.in_order(self.knowledge.parts_of.get(cooperation, ())) if wanted & set(c.fields)]
        told = wanted <= set(register.cooperations[cooperation].fields)
        if children and not (told and all(c.kind.value in ("idea", "project") for c in children)):
            cooperation = max(children, key=lambda c: len(wanted & set(c.fields))).id
        elif wanted and not wanted & set(register.cooperations[cooperation].fields):
            area = set(register.cooperations[cooperation].regions)
            parts = [
                c for c in self.knowledge.in_order(c for field in wanted for c in self.knowledge.by_field.get(field, ()))
                if wanted & set(c.fields) and (c.part_of == cooperation or area & set(c.regions)) and c.kind.value != "idea"
            ]  # fmt: skip
            if len(parts) == 1:
                cooperation = parts[0].id
        record = register.cooperations[cooperation]
        in_name = {t.folded for n in (record.name.nb, record.name.nn, *record.aliases.all()) for t in tokens(n)}
        forms = features.entities.of("form")
        part_of_name = any(fold(word) in in_name for m in forms for word in m.text.split())
        return replace(slots, cooperation=cooperation, form=None if part_of_name else slots.form)

    def _by_field(self, features: Features) -> None:
        """«Er Luster med på innkjøp?»: the one cooperation in that field there, when the question is about one."""
        slots, register = features.slots, self.knowledge.register
        about_one = features.cues.any(*_ABOUT_ONE) or features.hint in ("host", "members", "form", "established", "bodies")
        if slots.cooperation or features.resolved or not slots.fields or not about_one:
            return
        if features.cues.any("list", "which") and not features.followed:
            return
        wanted = set(slots.fields)
        ids: Iterable[str] = (c for field in wanted for c in self.knowledge.by_field.get(field, ()))
        if features.places:
            around = self.knowledge.around(features.places)
            ids = (c for c in ids if c in around)
        fit = [c for c in self.knowledge.in_order(ids) if c.kind is not CooperationKind.IDEA]
        closest = [c for c in fit if wanted <= set(c.fields)] or fit if len(wanted) > 1 else fit
        parents = {c.part_of for c in closest}
        closest = [c for c in closest if c.id not in parents]
        before = register.cooperations.get(features.context.slots.cooperation or "") if features.followed else None
        if before and before.part_of:  # «og for byggesak?», after another part of the same
            closest = [c for c in closest if c.part_of == before.part_of] or closest
        if "host" in features.cues:
            closest = [c for c in closest if any(p.role is ParticipantRole.HOST for p in c.participants)] or closest
        dated = {d[:4] for d in slots.dates}
        if dated:
            closest = [c for c in closest if {str(s.on.year) for s in c.status} & dated] or closest
        if len(closest) == 1:
            features.slots = replace(slots, cooperation=closest[0].id)
            features.settle(closest[0].id)


_REACH = 5
"""So many words before a name «ifølge» may stand."""
_NEARLY = 0.8
"""So much of a name is enough where the municipalities are just those of the cooperation."""
_TOLD = 0.4
_SEVERAL = 3
_ABOUT_ONE = ("member", "which_municipalities", "who", "host", "since", "form", "status", "body_members")


def is_definite(folded: str) -> bool:
    """True for «samarbeidet», «lønnssamarbeidet», «nettverket»: one certain cooperation is meant."""
    return folded in DEFINITE or folded.endswith(_DEFINITE_HEADS)
