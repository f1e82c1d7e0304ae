"""One cooperation in the overview: what is known of it, a row for each question, and what must be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dialogs.handlers.common import label
from dialogs.ownership.blocks import Cell, Line, Run, Table, cell
from dialogs.ownership.judging import notes_of, why_open
from dialogs.ownership.telling import Telling, listed
from dialogs.written import begun, when
from knowledge.model import Citation, CooperationKind, Figure, Form, Outcome, ParticipantRole, Text, Topic
from knowledge.ownership import WHICH, Belongs, Interest, rule_of

OLD = 24
"""So many months old, and what a source says must be looked at again."""
_MOST = 6
"""So many notes of a kind are told."""
_COMPANIES = (Form.AS, Form.IKS, Form.SA)
_ELSE = (Topic.ORGANISATION, Topic.MEMBERS, Topic.OTHER, Topic.HISTORY)
ROWS: Mapping[str, Text] = {
    "what": Text("Hva det er", "Kva det er"),
    "belongs": Text("Med i meldingen?", "Med i meldinga?"),
    "form": Text("Form", "Form"),
    "identity": Text("Registrering", "Registrering"),
    "status": Text("Status", "Status"),
    "members": Text("Deltakere", "Deltakarar"),
    "share": Text("Kommunens andel", "Delen til kommunen"),
    "purpose": Text("Formål og oppgaver", "Føremål og oppgåver"),
    "bodies": Text("Organer og representasjon", "Organ og representasjon"),
    "figures": Text("Nøkkeltall", "Nøkkeltal"),
    "leaving": Text("Veien ut", "Vegen ut"),
    "cases": Text("Saker", "Saker"),
    "else": Text("Annet kildene sier", "Anna kjeldene seier"),
    "conflicts": Text("Kildene spriker", "Kjeldene sprikjer"),
}
_HEAD = (Text("Opplysning", "Opplysning"), Text("Det som er kjent, og hvor det står", "Det som er kjent, og kvar det står"))


def anchor_of(interest: Interest) -> str:
    """Where the entry stands."""
    return f"virksomhet-{interest.record.id}"


def entry(telling: Telling, interest: Interest) -> Table:
    """The entry's table."""
    told = _Entry(telling, interest)
    rows = [(key, lines) for key, lines in told.rows() if lines]
    return Table(
        telling.say(Text("Det som er kjent om {name}", "Det som er kjent om {name}"), name=told.name),
        tuple(telling.say(head) for head in _HEAD),
        tuple((cell((Run(telling.say(ROWS[key]), "strong"),)), lines) for key, lines in rows),
        (24, 76),
        quiet=True,
    )


class _Entry:
    """The rows of one entry; each is the lines of its cell, none where there is nothing to say."""

    def __init__(self, telling: Telling, interest: Interest) -> None:
        self.t, self.i, self.record = telling, interest, interest.record
        self.name = begun(self.record.name.in_(telling.language))
        self.anchor = anchor_of(interest)

    def rows(self) -> Iterator[tuple[str, Cell]]:
        """Every row, in order."""
        yield "what", (self._fact(self.record.summary, None),)
        yield "belongs", tuple(self._belongs())
        yield "form", tuple(self._form())
        yield "identity", tuple(self._identity())
        yield "status", tuple(self._status())
        yield "members", tuple(self._members())
        yield "share", tuple(self._share())
        yield "purpose", tuple(self._notes(Topic.PURPOSE, Topic.TASKS))
        yield "bodies", tuple(self._bodies())
        yield "figures", tuple(self._figures())
        yield "leaving", tuple(self._law("leaving"))
        yield "cases", tuple(self._cases())
        yield "else", tuple(self._notes(*_ELSE))
        yield "conflicts", tuple(self.t.fact(c.text.in_(self.t.language), *c.cites) for c in self.i.conflicts)

    def _fact(self, text: Text, cite: Citation | None) -> Line:
        return self.t.fact(text.in_(self.t.language), cite or self.record.cite)

    def _gap(self, what: Text, **values: object) -> Line:
        return (self.t.gap(self.name, self.anchor, self.t.say(what, **values)),)

    def _law(self, aspect: str) -> Iterator[Line]:
        rule = rule_of(self.t.book, self.i.form, aspect)
        if rule is not None:
            yield self.t.rule(rule, where=self.name, anchor=self.anchor)

    def _belongs(self) -> Iterator[Line]:
        if self.i.belongs is Belongs.OWNED and not self.i.forms:
            words = Text(
                "Kilden omtaler dette som et selskap som kommunene har. Selskaper som kommunen har eierinteresser i, skal med.",
                "Kjelda omtaler dette som eit selskap som kommunane har. Selskap som kommunen har eigarinteresser i, skal med.",
            )
            yield (*self._fact(words, None), Run(" "), *self.t.law(("koml 26-1/2/b",)))
            return
        if self.i.belongs is Belongs.OPEN and (self.i.form is None or self.i.rule is self.t.book.rules[WHICH]):
            yield (Run(f"{self.t.say(why_open(self.i))} "), *self.t.law(("koml 26-1/2/b",)))
        elif self.i.rule is not None:
            yield self.t.rule(self.i.rule, where=self.name, anchor=self.anchor)
        if self.i.belongs is Belongs.OPEN:
            yield self._gap(Text("om kommunen skal ta det med", "om kommunen skal ta det med"))

    def _form(self) -> Iterator[Line]:
        for form in self.i.forms:
            title = self.t.knowledge.language.forms[form.form].name.in_(self.t.language)
            stated = f"{begun(title)}: {form.stated.in_(self.t.language)} ({when(form.on)})."
            yield self.t.fact(stated, form.cite or self.record.cite)
            legal = self.t.book.legal_forms.get(form.form.value)
            if legal is not None and not legal.current and legal.transition is not None and self.i.form is not None:
                yield (Run(f"{legal.transition.in_(self.t.language)} "), *self.t.law(legal.refs))
                yield self._gap(Text("hvilken form det har i dag", "kva form det har i dag"))
        for form in self.record.forms:
            if form not in self.i.forms and not form.considered:
                earlier = Text("Tidligere: {stated} ({on}).", "Tidlegare: {stated} ({on}).")
                words = self.t.say(earlier, stated=form.stated.in_(self.t.language), on=when(form.on))
                yield self.t.fact(words, form.cite or self.record.cite)
        if len(self.i.forms) != 1:
            yield self._gap(Text("organisasjonsform", "organisasjonsform"))

    def _identity(self) -> Iterator[Line]:
        if self.i.belongs is Belongs.OWNED:
            yield self._gap(
                Text(
                    "organisasjonsnummer, adresse og dato for gjeldende avtale eller vedtekter",
                    "organisasjonsnummer, adresse og dato for gjeldande avtale eller vedtekter",
                )
            )

    def _status(self) -> Iterator[Line]:
        status = self.i.status
        cite = status.cite or self.record.cite
        yield (
            Run(f"{begun(label(status.status, self.t.language))} per {when(status.on)}. ", "strong"),
            *self._fact(status.text, cite),
        )
        if self.record.established is not None:
            yield self.t.fact(
                self.t.say(Text("Etablert {on}.", "Etablert {on}."), on=when(self.record.established)), self.record.cite
            )
        if self.t.months_old(status.on) >= OLD:
            age = self.t.age(status.on)
            yield self._gap(
                Text("om dette fortsatt stemmer; kilden er {age} gammel", "om dette framleis stemmer; kjelda er {age} gammal"),
                age=age,
            )

    def _members(self) -> Iterator[Line]:
        telling, record = self.t, self.record
        told = [self._member(p.municipality, p.role) for p in record.participants if p.municipality and p.role in _WITH]
        others = [p.other.in_(telling.language) for p in record.participants if p.other]
        yield telling.fact(listed([*told, *others]) + ".", record.cite)
        for part in record.participants:
            if part.note is not None and part.municipality:
                named = telling.knowledge.municipality_name(part.municipality)
                yield telling.fact(f"{named}: {part.note.in_(telling.language)}.", part.cite or record.cite)
        if record.participants_complete:
            yield (Run(telling.say(Text("Kilden lister alle deltakerne.", "Kjelda listar alle deltakarane.")), "soft"),)
        else:
            yield self._gap(Text("om flere er med; kilden lister ikke alle", "om fleire er med; kjelda listar ikkje alle"))

    def _member(self, municipality: str, role: ParticipantRole) -> str:
        name = self.t.knowledge.municipality_name(municipality)
        return f"{name} ({self.t.say(Text('vert', 'vert'))})" if role is ParticipantRole.HOST else name

    def _share(self) -> Iterator[Line]:
        for share in self.i.shares:
            yield self._figure(share)
        if not self.i.shares and self.i.belongs is Belongs.OWNED:
            yield self._gap(Text("eierandel, og ansvarsandel om den er en annen", "eigardel, og ansvarsdel om han er ein annan"))
        elif not self.i.shares:
            yield self._gap(
                Text(
                    "eierandel, eller andel av utgiftene om det ikke er noe å eie",
                    "eigardel, eller del av utgiftene om det ikkje er noko å eige",
                )
            )

    def _bodies(self) -> Iterator[Line]:
        for body in self.record.bodies:
            yield self.t.fact(
                f"{begun(body.name.in_(self.t.language))}: {body.text.in_(self.t.language)}", body.cite or self.record.cite
            )
        yield from self._law("highest_body")
        yield self._gap(
            Text(
                "hvem som representerer kommunen, valgt når og for hvor lenge",
                "kven som representerer kommunen, vald når og for kor lenge",
            )
        )

    def _figures(self) -> Iterator[Line]:
        figures = self.i.figures
        for figure in figures[:_MOST]:
            yield self._figure(figure)
        yield from self._left(len(figures) - _MOST)
        yield from self._notes(Topic.STAFFING, Topic.COST)
        if self.record.kind is CooperationKind.COMPANY or self.i.form in _COMPANIES:
            yield self._gap(
                Text(
                    "omsetning, resultat, egenkapital, gjeld, ansatte og tilskudd eller utbytte, siste år",
                    "omsetnad, resultat, eigenkapital, gjeld, tilsette og tilskot eller utbyte, siste år",
                )
            )
        else:
            yield self._gap(Text("budsjett, og kommunens utgift siste år", "budsjett, og utgifta til kommunen siste år"))

    def _figure(self, figure: Figure) -> Line:
        untold = figure.period if figure.period and figure.period[:4] not in figure.text.nb else ""
        note = figure.note.in_(self.t.language) if figure.note else ""
        beside = " ".join(part for part in (untold and f"({untold})", note) if part)
        return (*self._fact(figure.text, figure.cite), *((Run(f" {beside}", "soft"),) if beside else ()))

    def _cases(self) -> Iterator[Line]:
        for case in self.i.cases[:_MOST]:
            last = max(case.steps, key=lambda step: step.on.first_day())
            known = Text("siste kjente steg {on}", "siste kjende steg {on}")
            planned = Text("siste kjente steg var planlagt {on}", "siste kjende steg var planlagt {on}")
            latest = self.t.say(planned if last.outcome is Outcome.PLANNED else known, on=when(last.on))
            yield self.t.fact(f"{begun(case.title.in_(self.t.language))}: {latest}.", last.cite or case.cite)
        yield from self._left(len(self.i.cases) - _MOST)

    def _notes(self, *topics: Topic) -> Iterator[Line]:
        notes = sorted(notes_of(self.record, topics), key=lambda note: topics.index(note.topic))
        for note in notes[:_MOST]:
            yield self._fact(note.text, note.cite)
        yield from self._left(len(notes) - _MOST)

    def _left(self, count: int) -> Iterator[Line]:
        if count > 0:
            more = Text("… og {n} til i registeret.", "… og {n} til i registeret.")
            yield (Run(self.t.say(more, n=count), "soft"),)


_WITH = (ParticipantRole.PARTICIPANT, ParticipantRole.HOST)
