"""The table of courses. ``storage/migrations`` makes it; a test holds the two together."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, PrimaryKeyConstraint, Table, Text

from storage.tables import metadata

course_enrolment = Table(
    "course_enrolment",
    metadata,
    Column("person", Text, nullable=False),
    Column("course", Text, nullable=False),
    Column("started", Date, nullable=False),
    Column("passed", JSON, nullable=False),
    Column("completed", Date),
    PrimaryKeyConstraint("person", "course"),
)
"""Who takes a course: since when, the day that each module was passed, and the day that the last one was."""
