"""What kinds of replies there are: those that ask back, and those that assert nothing."""

from __future__ import annotations

ASKING = frozenset(
    ("clarify/did_you_mean", "clarify/which_cooperation", "clarify/which_municipality", "clarify/missing_cooperation",
     "clarify/missing_case",
     "calendar/which", "ratification/which", "guide/question")
)  # fmt: skip
"""Replies that ask back."""
REFUSING = frozenset(
    ("unknown/outside", "unknown/unclear", "cooperation/none", "cooperation/unknown_fact", "cooperation/unknown_figure",
     "assessment/none", "decision/unknown_number", "talk/help", "talk/greeting", "talk/thanks", "talk/bye", "talk/no_more",
     "talk/welcome", "talk/no_previous", "edit/refused", "error/too_long")
)  # fmt: skip
"""Replies that assert nothing of what was asked: «det vet jeg ikke», «kildene sier ikke», and talk."""
