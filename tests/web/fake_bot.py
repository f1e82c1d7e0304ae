"""A stand-in for ``/api/messages``: canned replies, in the shape that the real channel gives."""

from __future__ import annotations

import asyncio
from html import escape
from typing import Any

from aiohttp import web

from dialogs.channels.shapes import Activity, as_activity
from dialogs.channels.web import Health, add_routes

GREETING = (
    '<div class="reply"><p class="lead">Hei! Jeg svarer på spørsmål om samarbeid mellom kommuner.</p>'
    "<p>Si hvilken kommune du kommer fra, så forstår jeg «vi» og «hos oss».</p></div>"
)
HOSTILE = (
    '<div class="reply"><p class="lead">Jeg fant ikke «&lt;script&gt;alert(1)&lt;/script&gt;».</p>'
    "<p>Mente du &lt;img src=x onerror=alert(1)&gt;?</p></div>"
)
UNESCAPED = (
    '<div class="reply"><p class="lead" onclick="alert(1)">Ufarlig<img src="https://example.org/x.png" onerror="alert(1)">'
    '</p><script>alert(1)</script><p><a href="javascript:alert(1)">lenke</a> <a href="https://lovdata.no/">lov</a></p>'
    '<form action="https://example.org"><input name="x"></form></div>'
)
FIELDS = ("Brann og redning", "Geodata", "Barnevern", "Landbruk", "Lønn og regnskap")
LONG = (
    '<div class="reply"><p class="lead">Gjøvik er med i 30 samarbeid som kildene kjenner.</p>'
    + "".join(
        f"<h3>{field} (6)</h3><ul>"
        + "".join(f"<li>Samarbeid {n} i Gjøvikregionen: Gjøvik (vert), Østre Toten, Vestre Toten</li>" for n in range(6))
        + "</ul>"
        for field in FIELDS
    )
    + '<p class="note">To av dem er bare utredet, ikke vedtatt.</p>'
    '<p class="sources">Kilde: Tjenestegjennomgang Gjøvik–Toten, 17.10.2025, s. 12 (13 måneder gammel).</p></div>'
)
TABLE = (
    '<div class="reply"><p class="lead">Årdal brukar mest på vikarar: 24,1 millionar kroner.</p><table>'
    '<thead><tr><th scope="col">Kommune</th><th scope="col">Vikarlegar</th><th scope="col">Barnevern</th>'
    '<th scope="col">Sjukeheim</th><th scope="col">Til saman</th></tr></thead><tbody>'
    + "".join(
        f'<tr><th scope="row">{name}</th><td>7 400 000 kr</td><td>3 100 000 kr</td><td>13 600 000 kr</td>'
        "<td>24 100 000 kr</td></tr>"
        for name in ("Årdal", "Lærdal", "Aurland", "Sogndal", "Luster")
    )
    + '</tbody></table><p class="note">Summen i tabellen stemmer ikkje med summen som står i teksten; begge er tekne med.</p>'
    '<p class="sources">Kjelde: Presentasjon av Sogn KO, januar 2025, side 4 (22 månader gammal).</p></div>'
)


def reply(html: str, language: str = "nb", choices: tuple[tuple[str, str], ...] = ()) -> Activity:
    """A message as the channel for the chat page gives it."""
    return {
        "type": "message",
        "text": "ren tekst",
        "channelData": {
            "html": html,
            "language": language,
            "choices": [{"title": title, "say": say} for title, say in choices],
        },
    }


def page_link(url: str) -> Activity:
    """A reply with a button that opens a page beside one that asks on."""
    activity = sentence("Her er saken.")
    activity["channelData"]["choices"] = [
        {"title": "Åpne oversikten", "say": "Åpne oversikten", "url": url},
        {"title": "Hvem er vert?", "say": "hvem er vert"},
    ]
    return activity


def sentence(words: str, language: str = "nb") -> Activity:
    """A short reply of one sentence, escaped as the renderer does."""
    return reply(f'<div class="reply"><p class="lead">{escape(words)}</p></div>', language)


def form() -> Activity:
    """A reply with a form of every kind of place, as the channel for the chat page gives it."""
    made = reply('<div class="reply"><p class="lead">Rett utkast 3</p></div>', "nb", (("Lagre", "lagre utkast 3"),))
    places: tuple[tuple[Any, ...], ...] = (
        ("title", "Tittel", "text", "<b>Brann</b>", [], True), ("decision", "Vedtak", "lines", "en\nto", [], False),
        ("on", "Møtedato", "date", "2019-02-11", [], True),
        ("outcome", "Utfall", "choice", "b", [["a", "avslått"], ["b", "vedtatt"]], False),
        ("bodies", "Organ", "several", "k", [["k", "kommunestyret"], ["f", "formannskapet"], ["r", "rådet"]], True),
        ("complete", "Lista er fullstendig", "flag", "true", [], False),
    )  # fmt: skip
    names = ("id", "label", "kind", "value", "options", "required")
    made["channelData"]["inputs"] = [{**dict(zip(names, place, strict=True)), "hint": "skriv her"} for place in places]
    made["channelData"]["choices"].append({"title": "Avbryt", "say": "utkast 3", "alone": True})
    return made


def following(words: str) -> Activity:
    """A reply that is to be looked at again."""
    made = sentence(words)
    made["channelData"]["follow"] = "følg opplasting 1"
    return made


def judged(words: str, message: str) -> Activity:
    """An answer that can be judged."""
    made = sentence(words)
    made["id"] = message
    made["channelData"]["feedbackLoop"] = {"type": "default"}
    return made


CANNED: dict[str, list[Activity]] = {
    "skjema": [form()],
    "farlig": [reply(HOSTILE)],
    "side": [page_link("https://samrad.example.no/saker/x")],
    "farlig side": [page_link("javascript:alert(1)")],
    "uescapet": [reply(UNESCAPED)],
    "lang liste": [reply(LONG, "nb", (("Bare de vedtatte", "bare de vedtatte"), ("Hvem er vert?", "hvem er vert")))],
    "tabell": [reply(TABLE, "nn")],
    "tekst": [{"type": "message", "text": "Første linje\n<b>andre</b> linje"}],
    "to svar": [sentence("Først dette."), sentence("Så dette.")],
    "ingenting": [],
    "skriver": [{"type": "typing"}, sentence("Ferdig skrevet.")],
    "bedøm": [judged("Sel er vert.", "m-1")],
    "bedøm flere": [judged("Sel er vert.", "m-2"), judged("Vågå er med.", "m-3")],
    "hvem er vert": [sentence("Gjøvik er vert.")],
    "stort ord": [sentence("Kommunedirektørsamarbeidsavtalerevisjonsutvalgsmedlemsoppnevningsprosedyre" * 3)],
}


class FakeBot:
    """Answers from ``CANNED``, remembers what was sent, and fails when told to."""

    def __init__(self) -> None:
        self.heard: list[Activity] = []
        self.fail_with = 0
        self.delay = 0.0
        self.files: list[bytes] = []
        self.progress: list[Activity] = []
        """What a page that follows something is told, in turn."""

    async def upload(self, request: web.Request) -> web.Response:
        """Take a file in."""
        if self.fail_with:
            return web.Response(status=self.fail_with)
        self.files.append(await request.read())
        return web.json_response({"contentUrl": f"upload:{len(self.files)}"})

    async def messages(self, request: web.Request) -> web.Response:
        """What the front door does for an activity with ``deliveryMode`` expectReplies, its check of the shape included."""
        activity = as_activity(await request.json())
        self.heard.append(activity)
        await asyncio.sleep(self.delay)
        if self.fail_with:
            return web.Response(status=self.fail_with, text="no")
        return web.json_response({"activities": self.replies(activity)})

    def replies(self, activity: Activity) -> list[Activity]:
        """The greeting, a canned reply, or the words again."""
        if activity["type"] == "invoke":
            return []
        if activity["type"] == "conversationUpdate":
            return [reply(GREETING, "nb", (("Velg kommune", "velg kommune"), ("Hva kan du?", "hjelp")))]
        if activity.get("attachments"):
            return [following(f"Jeg leser «{activity['attachments'][0]['name']}».")]
        words: str = activity.get("text") or activity["value"]["say"]
        if words == "følg opplasting 1" and self.progress:
            return [self.progress.pop(0)]
        nynorsk = activity["locale"] == "nn-NO"
        echo = sentence(f"Du spurde: {words}", "nn") if nynorsk else sentence(f"Du spurte: {words}")
        return CANNED.get(words, [echo])

    def app(self, *, local: bool = True) -> web.Application:
        """The real pages with this bot behind them."""
        app = web.Application()
        add_routes(app, local=local, health=lambda: Health(revision=1, cooperations=2))
        app.router.add_post("/api/messages", self.messages)
        app.router.add_post("/api/upload", self.upload)
        return app
