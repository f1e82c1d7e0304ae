"""Courses: who takes one, and which modules are passed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "course_enrolment",
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("course", sa.Text, nullable=False),
        sa.Column("started", sa.Date, nullable=False),
        sa.Column("passed", sa.JSON, nullable=False),
        sa.Column("completed", sa.Date),
        sa.PrimaryKeyConstraint("person", "course", name="pk_course_enrolment"),
    )
