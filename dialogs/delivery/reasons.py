"""Why something was not sent, in words for editors."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.model import Text

PARTED = ("failed", "skipped", "blocked")
"""The outcomes that have a reason."""

REASONS: Mapping[str, Text] = {
    "too_late": Text("for sent til å ha noe å si", "for seint til å ha noko å seie"),
    "forgotten": Text("mottakeren har slettet det som var lagret", "mottakaren har sletta det som var lagra"),
    "unknown": Text("mottakeren var ikke lenger kjent", "mottakaren var ikkje lenger kjend"),
    "unsubscribed": Text("mottakeren følger det ikke lenger", "mottakaren følgjer det ikkje lenger"),
    "muted": Text("mottakeren har dempet varslene", "mottakaren har dempa varsla"),
    "withdrawn": Text("trukket tilbake", "trekt tilbake"),
    "poison": Text("meldingen kunne ikke lages", "meldinga kunne ikkje lagast"),
    "gave_up": Text("Teams tok ikke imot etter mange forsøk", "Teams tok ikkje imot etter mange forsøk"),
    "answer_lost": Text("Teams svarte ikke; den kan ha kommet fram", "Teams svarte ikkje; ho kan ha kome fram"),
    "MessageWritesBlocked": Text("mottakeren har stengt for meldinger", "mottakaren har stengt for meldingar"),
    "BotNotInConversationRoster": Text("appen er fjernet", "appen er fjerna"),
    "ConversationNotFound": Text("samtalen finnes ikke lenger", "samtalen finst ikkje lenger"),
    "not_found": Text("samtalen finnes ikke lenger", "samtalen finst ikkje lenger"),
    "gone": Text("samtalen finnes ikke lenger", "samtalen finst ikkje lenger"),
    "forbidden": Text("Teams slipper oss ikke til", "Teams slepper oss ikkje til"),
}


def reason(why: str) -> Text:
    """The reason in words; as it is where we have none."""
    return REASONS.get(why) or Text(f"årsak «{why}»", f"årsak «{why}»")
