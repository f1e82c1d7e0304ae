"""The text of the law, as imported."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make its table."""
    op.create_table(
        "law_text",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_law_text"),
        sa.CheckConstraint("form IN ('consolidated', 'announced')", name=op.f("ck_law_text_known_form")),
    )
    op.create_index("ix_law_text_act", "law_text", ["act"])
