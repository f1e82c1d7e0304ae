"""The overview of companies and cooperations, what the municipality wants with them, and what is not part of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dialogs.handlers.common import amount, label
from dialogs.ownership.blocks import Block, Cell, Heading, Para, Run, Table, cell, run
from dialogs.ownership.entry_told import anchor_of, entry
from dialogs.ownership.front_told import chapter
from dialogs.ownership.judging import known_purpose
from dialogs.ownership.telling import Telling
from dialogs.ownership.words import APART, CHAPTERS, GROUPS
from dialogs.written import begun, when
from knowledge.model import Cooperation, Text
from knowledge.ownership import Apart, Belongs, Beside, Interest

_UNKNOWN: tuple[Text, ...] = (
    Text("Kommunale foretak", "Kommunale føretak"),
    Text("Aksjeselskaper, også der kommunen bare eier noen få aksjer", "Aksjeselskap, òg der kommunen berre eig nokre få aksjar"),
    Text("Interkommunale selskaper", "Interkommunale selskap"),
    Text("Samvirkeforetak", "Samvirkeføretak"),
    Text(
        "Interkommunale politiske råd og kommunale oppgavefellesskap",
        "Interkommunale politiske råd og kommunale oppgåvefellesskap",
    ),
    Text(
        "Stiftelser, foreninger og andre med tilsvarende interesser",
        "Stiftingar, foreiningar og andre med tilsvarande interesser",
    ),
    Text("Eierskap gjennom datterselskaper", "Eigarskap gjennom dotterselskap"),
)
_SUMMARY = (
    Text("Virksomhet", "Verksemd"), Text("Form", "Form"), Text("Status", "Status"), Text("Andel", "Del"),
)  # fmt: skip
_SECTION = {Belongs.OWNED: "3.1", Belongs.OPEN: "3.2", Belongs.OUT: "3.3"}


def overview(telling: Telling) -> Iterator[Block]:
    """Chapter 3: all in a table, then each by itself, then what the register cannot know."""
    yield chapter(telling, "overview")
    rule = telling.book.rules["gen-eierskapsmelding-hvilke"]
    yield Para(telling.rule(rule, where=telling.say(CHAPTERS["overview"]), anchor="kapittel-3"))
    shown = (*telling.overview.of(Belongs.OWNED), *telling.overview.of(Belongs.OPEN))
    if shown:
        yield _summary(telling, shown)
    for belongs in (Belongs.OWNED, Belongs.OPEN):
        yield Heading(2, f"{_SECTION[belongs]} {telling.say(GROUPS[belongs])}", f"gruppe-{belongs.value}")
        interests = telling.overview.of(belongs)
        if not interests:
            yield Para(run(telling.say(Text("Registeret kjenner ingen.", "Registeret kjenner ingen."))))
        for interest in interests:
            yield Heading(3, begun(interest.record.name.in_(telling.language)), anchor_of(interest))
            yield entry(telling, interest)
    yield from _out(telling)
    yield from _not_known(telling)


def _summary(telling: Telling, interests: Sequence[Interest]) -> Table:
    caption = telling.say(Text("Virksomheter og samarbeid som {name} er med i", "Verksemder og samarbeid som {name} er med i"),
                          name=telling.name)  # fmt: skip
    rows = tuple(_summary_row(telling, each) for each in interests)
    return Table(caption, tuple(telling.say(head) for head in _SUMMARY), rows, (38, 26, 20, 16))


def _summary_row(telling: Telling, interest: Interest) -> tuple[Cell, ...]:
    record, forms = interest.record, telling.knowledge.language.forms
    name = cell(
        (Run(begun(record.name.in_(telling.language)), "", f"#{anchor_of(interest)}"), Run(" "), telling.ref(record.cite))
    )
    unknown = (Run(telling.say(Text("ikke kjent", "ikkje kjend")), "soft"),)
    form = run(forms[interest.form].name.in_(telling.language)) if interest.form else unknown
    status = f"{label(interest.status.status, telling.language)} per {when(interest.status.on)}"
    shares = tuple(run(amount(telling.knowledge, share, telling.language)) for share in interest.shares)
    return name, cell(form), cell(status), shares or cell(unknown)


def _out(telling: Telling) -> Iterator[Block]:
    interests = telling.overview.of(Belongs.OUT)
    if not interests:
        return
    yield Heading(2, f"{_SECTION[Belongs.OUT]} {telling.say(GROUPS[Belongs.OUT])}", "gruppe-out")
    head = (Text("Samarbeid", "Samarbeid"), Text("Hva det er", "Kva det er"), Text("Hvorfor ikke", "Kvifor ikkje"))
    rows = []
    for each in interests:
        name = begun(each.record.name.in_(telling.language))
        why = telling.rule(each.rule, where=name, anchor="gruppe-out") if each.rule else run("–")
        summary = telling.fact(each.record.summary.in_(telling.language), each.record.cite)
        rows.append((cell((Run(name, "strong"),)), cell(summary), cell(why)))
    yield Table(telling.say(GROUPS[Belongs.OUT]), tuple(telling.say(h) for h in head), tuple(rows), (30, 38, 32))


def _not_known(telling: Telling) -> Iterator[Block]:
    number = "3.4" if telling.overview.of(Belongs.OUT) else "3.3"
    title = telling.say(Text("Det registeret ikke kan vite", "Det registeret ikkje kan vite"))
    yield Heading(2, f"{number} {title}", "gruppe-unknown")
    words = Text(
        "At noe ikke står over, betyr ikke at kommunen ikke er med i det. Gå gjennom disse, og ta med det som mangler.",
        "At noko ikkje står over, tyder ikkje at kommunen ikkje er med i det. Gå gjennom desse, og ta med det som manglar.",
    )
    yield Para(run(telling.say(words)))
    which = telling.say(
        Text("hvilke, med eierandel, formål og representasjon", "kva for nokre, med eigardel, føremål og representasjon")
    )
    rows = tuple(
        (
            cell((Run(telling.say(kind), "strong"),)),
            cell((telling.gap(title, "gruppe-unknown", which, of=telling.say(kind)),)),
        )
        for kind in _UNKNOWN
    )
    head = (Text("Slags virksomhet", "Slag verksemd"), Text("Virksomheter", "Verksemder"))
    yield Table(title, tuple(telling.say(h) for h in head), rows, (40, 60))


def purposes(telling: Telling) -> Iterator[Block]:
    """Chapter 4: what the sources say each is for, and what the municipality wants with it, which is the council's to say."""
    yield chapter(telling, "purposes")
    words = Text(
        "Kommunestyret bestemmer hva kommunen vil med hver interesse. Det kildene sier om virksomhetens formål, står som hjelp.",
        "Kommunestyret avgjer kva kommunen vil med kvar interesse. Det kjeldene seier om føremålet til "
        "verksemda, står som hjelp.",
    )
    yield Para((Run(f"{telling.say(words)} "), *telling.law(("koml 26-1/2/c",))))
    interests = (*telling.overview.of(Belongs.OWNED), *telling.overview.of(Belongs.OPEN))
    what = telling.say(Text("kommunens formål", "føremålet kommunen har"))
    rows = []
    for each in interests:
        name = begun(each.record.name.in_(telling.language))
        named = (Run(name, "strong", f"#{anchor_of(each)}"),)
        rows.append((cell(named), known_purpose(telling, each), cell((telling.gap(name, "kapittel-4", what),))))
    if not rows:
        title = telling.say(CHAPTERS["purposes"])
        each_one = telling.say(Text("formålet med hver interesse i kapittel 3", "føremålet med kvar interesse i kapittel 3"))
        yield Para((telling.gap(title, "kapittel-4", each_one),))
        return
    head = (
        Text("Virksomhet", "Verksemd"),
        Text("Det kildene sier", "Det kjeldene seier"),
        Text("Kommunens formål", "Føremålet kommunen har"),
    )
    yield Table(telling.say(CHAPTERS["purposes"]), tuple(telling.say(h) for h in head), tuple(rows), (32, 40, 28))


def beside(telling: Telling) -> Iterator[Block]:
    """Chapter 6: studies, proposals and what is over, which are no interests."""
    yield chapter(telling, "beside")
    if not telling.overview.beside:
        yield Para(run(telling.say(Text("Registeret kjenner ingen.", "Registeret kjenner ingen."))))
        return
    words = Text(
        "Dette er utredet, foreslått, forkastet eller avsluttet, så langt kildene går. Det er ikke eierinteresser, og står her "
        "for at ingen skal ta det for det.",
        "Dette er greidd ut, føreslått, forkasta eller avslutta, så langt kjeldene går. Det er ikkje "
        "eigarinteresser, og står her "
        "for at ingen skal ta det for det.",
    )
    yield Para(run(telling.say(words)))
    head = (Text("Hva", "Kva"), Text("Hvor langt det kom", "Kor langt det kom"))
    rows = tuple(_beside_row(telling, each) for each in telling.overview.beside)
    yield Table(telling.say(CHAPTERS["beside"]), tuple(telling.say(h) for h in head), rows, (44, 56))


def _beside_row(telling: Telling, each: Beside) -> tuple[Cell, ...]:
    record = each.record
    status = f"{begun(label(each.status.status, telling.language))}, {when(each.status.on)}"
    why = f"; {_why(telling, record, each.why)}" if each.why is not Apart.STATUS else ""
    return cell(begun(record.name.in_(telling.language))), cell(telling.fact(f"{status}{why}.", each.status.cite or record.cite))


def _why(telling: Telling, record: Cooperation, why: Apart) -> str:
    own = next(p for p in record.participants if p.municipality == telling.overview.municipality.id)
    day = own.until if why is Apart.LEFT else own.since
    return telling.say(APART[why], day=when(day)) if day is not None else telling.say(APART[why])
