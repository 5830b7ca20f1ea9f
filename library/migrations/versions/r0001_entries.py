"""Entries, their revisions and their tags."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the three tables."""
    op.create_table(
        "library_entries",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("owner", sa.Text, nullable=False, index=True),
        sa.Column("shared", sa.String(8), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("binned_at", MOMENT),
    )
    entry = ("library_entries.id",)
    op.create_table(
        "library_revisions",
        sa.Column("entry_id", sa.String(32), sa.ForeignKey(*entry, ondelete="CASCADE"),
                  primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("model_version", sa.Text, nullable=False),
        sa.Column("based_on", sa.Integer),
        sa.Column("restores", sa.Integer),
    )
    op.create_table(
        "library_tags",
        sa.Column("entry_id", sa.String(32), sa.ForeignKey(*entry, ondelete="CASCADE"),
                  primary_key=True),
        sa.Column("folded", sa.Text, primary_key=True, index=True),
        sa.Column("tag", sa.Text, nullable=False),
    )
