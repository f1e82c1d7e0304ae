"""What records are called on the pages: sorts of cooperation, topics, kinds of opinion."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.model import AssessmentKind, Text, Topic

TOPICS: Mapping[Topic, Text] = {
    Topic.PURPOSE: Text("Formål", "Føremål"),
    Topic.TASKS: Text("Oppgaver", "Oppgåver"),
    Topic.MEMBERS: Text("Hvem er med", "Kven er med"),
    Topic.ORGANISATION: Text("Organisering", "Organisering"),
    Topic.STAFFING: Text("Bemanning", "Bemanning"),
    Topic.COST: Text("Kostnader", "Kostnader"),
    Topic.EFFECT: Text("Virkninger", "Verknader"),
    Topic.PROBLEM: Text("Problemer", "Problem"),
    Topic.PLAN: Text("Planer", "Planar"),
    Topic.HISTORY: Text("Historie", "Historie"),
    Topic.OTHER: Text("Annet", "Anna"),
    Topic.REMAINING: Text("Det som ikke er kjent eller gjort", "Det som ikkje er kjent eller gjort"),
}
"""In the order in which a reader wants them."""
ASSESSMENTS: Mapping[AssessmentKind, Text] = {
    AssessmentKind.ADVANTAGE: Text("Fordeler", "Fordelar"),
    AssessmentKind.DISADVANTAGE: Text("Ulemper", "Ulemper"),
    AssessmentKind.CHALLENGE: Text("Utfordringer", "Utfordringar"),
    AssessmentKind.EXPECTATION: Text("Forventninger", "Forventningar"),
    AssessmentKind.ADVICE: Text("Råd", "Råd"),
    AssessmentKind.CONCLUSION: Text("Konklusjoner", "Konklusjonar"),
}
