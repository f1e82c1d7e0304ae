"""What others' questions cost while a large document is read, and how soon its upload is answered."""

from __future__ import annotations

import http.client
import io
import json
import statistics
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from tests.bench.processes import our_bot

PAGES = 200
QUESTION = "Hvilke samarbeid er Gjøvik med i?"
PATIENCE = 120.0
BEFORE, PAUSE = 60, 0.02


@dataclass(slots=True)
class Reading:
    """What was measured."""

    answered: float = 0.0
    """Seconds until the upload was answered."""
    finished: float = 0.0
    """Seconds until the document was read."""
    alone: list[float] = field(default_factory=list)
    meanwhile: list[float] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    """What the status told, in turn."""

    def ratio(self) -> float:
        """The medians of a question while it is read and before it."""
        return statistics.median(self.meanwhile) / statistics.median(self.alone)


def document(pages: int = PAGES) -> bytes:
    """A PDF of so many full pages."""
    kept = io.BytesIO()
    canvas = Canvas(kept)
    for page in range(pages):
        for line in range(48):
            words = (
                f"Side {page + 1}, linje {line}: kommunene drøfter samarbeid, økonomi og organisering i sak {page}/{line + 2000}."
            )
            canvas.drawString(50, 800 - 16 * line, words)
        canvas.showPage()
    canvas.save()
    return kept.getvalue()


class _Visitor:
    """One connection that is kept, and one person on the chat page."""

    def __init__(self, port: int, name: str) -> None:
        self._connection, self._name = http.client.HTTPConnection("127.0.0.1", port, timeout=60), name

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def say(self, text: str = "", **more: object) -> tuple[float, str]:
        """Seconds, and the words of the reply."""
        activity = {
            "type": "message", "id": str(uuid.uuid4()), "channelId": "web", "serviceUrl": "http://127.0.0.1:1", "text": text,
            "locale": "nb-NO", "from": {"id": self._name}, "recipient": {"id": "bot"},
            "conversation": {"id": f"{self._name}-{uuid.uuid4()}"}, "deliveryMode": "expectReplies", **more,
        }  # fmt: skip
        return self.post("/api/messages", json.dumps(activity).encode(), "application/json")

    def post(self, path: str, body: bytes, kind: str) -> tuple[float, str]:
        """Seconds, and the answer's words or body."""
        begin = time.perf_counter()
        self._connection.request("POST", path, body, {"Content-Type": kind})
        response = self._connection.getresponse()
        answer = response.read()
        taken = time.perf_counter() - begin
        if response.status >= 300:
            raise RuntimeError(f"{response.status}: {answer[:300]!r}")
        told = json.loads(answer)
        return taken, told["activities"][0]["text"] if "activities" in told else told["contentUrl"]


def measure(database: Path, *, pages: int = PAGES) -> Reading:
    """Ask before, then hand in a document and ask until it is read."""
    found = Reading()
    with our_bot(database, SAMRAD_EDITORS="editor") as running:
        asker, editor = _Visitor(running.port, "asker"), _Visitor(running.port, "editor")
        for number in range(BEFORE + 10):  # the first ten warm up
            taken, _ = asker.say(QUESTION)
            if number >= 10:
                found.alone.append(taken)
            time.sleep(PAUSE)
        data = document(pages)
        begin = time.perf_counter()
        _, url = editor.post("/api/upload", data, "application/octet-stream")
        file = {"contentType": "application/pdf", "contentUrl": url, "name": "bok.pdf"}
        editor.say(attachments=[file])
        found.answered = time.perf_counter() - begin
        while time.perf_counter() - begin < PATIENCE:
            found.meanwhile.append(asker.say(QUESTION)[0])
            if len(found.meanwhile) % 20 == 0:
                found.seen.append(editor.say("status for opplasting 1")[1].split("\n")[0])
                if "står for tur" not in found.seen[-1] and "sider" not in found.seen[-1] and "i gang" not in found.seen[-1]:
                    break
            time.sleep(PAUSE)
        found.finished = time.perf_counter() - begin
        asker.close()
        editor.close()
    return found
