"""Turns through HTTP with keep-alive: our bot at both sizes and the bare echo bot, by turns in the same rounds."""

from __future__ import annotations

import http.client
import json
import time
import uuid
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.measure import Times
from tests.bench.processes import Running, helper, our_bot
from tests.bench.questions import QUESTIONS

ECHO = "echo"
WAYS = ("expectReplies emulator", "expectReplies msteams", "connector emulator", "connector msteams")
"""How the reply comes back, and on which channel the question stands."""


@dataclass(slots=True)
class Outside:
    """What was measured of one process."""

    ready_seconds: float
    idle_mb: float
    peak_mb: float = 0.0
    turns: dict[str, Times] = field(default_factory=lambda: {way: Times() for way in WAYS})


class _Client:
    """One connection that is kept."""

    def __init__(self, running: Running, connector: Running) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=60)
        self._service = f"http://127.0.0.1:{connector.port}"

    def say(self, text: str, conversation: str, way: str) -> float:
        """Seconds until the turn is over; an answer that is none is an error."""
        mode, channel = way.split()
        activity = {
            "type": "message", "id": str(uuid.uuid4()), "channelId": channel, "serviceUrl": self._service, "text": text,
            "timestamp": "2026-01-01T12:00:00.000Z", "locale": "nb-NO", "from": {"id": "29:bench", "name": "Bench"},
            "recipient": {"id": "28:bot", "name": "Bot"}, "conversation": {"id": conversation, "conversationType": "personal"},
            "deliveryMode": "expectReplies" if mode == "expectReplies" else "normal",
        }  # fmt: skip
        body = json.dumps(activity).encode()
        begin = time.perf_counter()
        self._connection.request("POST", "/api/messages", body, {"Content-Type": "application/json"})
        response = self._connection.getresponse()
        answer = response.read()
        taken = time.perf_counter() - begin
        if response.status >= 300 or (mode == "expectReplies" and not json.loads(answer)["activities"]):
            raise RuntimeError(f"{response.status} to «{text}»: {answer[:300]!r}")
        return taken


def measure(databases: Mapping[str, Path], rounds: int, idle_seconds: float) -> dict[str, Outside]:
    """Start all processes, let them be idle, and take them through every conversation in interleaved rounds."""
    with ExitStack() as stack:
        connector = stack.enter_context(helper("connector"))
        running = {size: stack.enter_context(our_bot(path)) for size, path in databases.items()}
        running[ECHO] = stack.enter_context(helper("echo_bot"))
        time.sleep(idle_seconds)
        found = {name: Outside(process.ready_seconds, process.memory_mb()) for name, process in running.items()}
        clients = {name: _Client(process, connector) for name, process in running.items()}
        for number in range(-1, rounds):  # the first round warms up
            for way in WAYS:
                _round(clients, found if number >= 0 else {}, way)
        for name, process in running.items():
            found[name].peak_mb = process.peak_mb()
        return found


def _round(clients: Mapping[str, _Client], found: Mapping[str, Outside], way: str) -> None:
    for kind, conversations in QUESTIONS.items():
        for conversation in conversations:
            name = str(uuid.uuid4())
            for said in conversation:
                for who, client in clients.items():
                    taken = client.say(said, name, way)
                    if who in found:
                        found[who].turns[way].add(kind, taken)
