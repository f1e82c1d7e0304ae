"""What leaves it open whether a cooperation belongs, and what the sources say it is for."""

from __future__ import annotations

from collections.abc import Iterable

from dialogs.ownership.blocks import Cell, run
from dialogs.ownership.telling import Telling
from knowledge.model import Cooperation, Note, Text, Topic
from knowledge.ownership import Interest


def why_open(interest: Interest) -> Text:
    """Why it is for the municipality to judge whether it belongs."""
    if len(interest.forms) > 1:
        return Text(
            "Flere former er i bruk; om noe av det skal med, kommer an på formen.",
            "Fleire former er i bruk; om noko av det skal med, kjem an på forma.",
        )
    if interest.form is None:
        return Text(
            "Det kommer an på formen, som kilden ikke sier. IKS, aksjeselskap, IPR og KO skal eller skal trolig med.",
            "Det kjem an på forma, som kjelda ikkje seier. IKS, aksjeselskap, IPR og KO skal eller skal truleg med.",
        )
    return Text(
        "Loven sier ikke om denne formen gir en interesse som tilsvarer eierskap.",
        "Lova seier ikkje om denne forma gjev ei interesse som svarar til eigarskap.",
    )


def notes_of(record: Cooperation, topics: Iterable[Topic]) -> list[Note]:
    """The notes on these topics."""
    wanted = tuple(topics)
    return [note for note in record.notes if note.topic in wanted]


def known_purpose(telling: Telling, interest: Interest) -> Cell:
    """What the sources say of what it is for; a line that says so where they say nothing."""
    notes = notes_of(interest.record, (Topic.PURPOSE, Topic.TASKS))[:3]
    if not notes:
        return (run(telling.say(Text("Kildene sier ikke noe om formålet.", "Kjeldene seier ikkje noko om føremålet."))),)
    return tuple(telling.fact(n.text.in_(telling.language), n.cite or interest.record.cite) for n in notes)
