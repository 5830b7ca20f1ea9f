"""A digest of every revision, e-mails of people, hand-overs, sign-ins that were ended."""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)
TEXTS = ("content", "note", "author", "model_version")


def upgrade() -> None:
    """Create tables and columns; what is there counts as what was saved."""
    op.add_column("library_people", sa.Column("email", sa.Text, nullable=False, server_default=""))
    op.add_column("library_revisions", sa.Column("digest", sa.String(64)))
    op.create_table(
        "library_handed_over",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("entry_id", sa.String(32),
                  sa.ForeignKey("library_entries.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("giver", sa.Text, nullable=False),
        sa.Column("taker", sa.Text, nullable=False),
        sa.Column("handed_at", MOMENT, nullable=False),
    )
    op.create_table(
        "library_ended_sign_ins",
        sa.Column("sign_in", sa.String(64), primary_key=True),
        sa.Column("until", MOMENT, nullable=False),
    )
    _digest_all()


def _digest_all() -> None:
    """One revision at a time: each may take 1 MB."""
    keys: list[sa.ColumnClause[object]] = [sa.column("entry_id"), sa.column("number")]
    texts: list[sa.ColumnClause[str]] = [sa.column(name) for name in TEXTS]
    table = sa.table("library_revisions", *keys, *texts, sa.column("digest"))
    connection = op.get_bind()
    for key in connection.execute(sa.select(*keys).select_from(table)).all():
        same = sa.and_(*(column == value for column, value in zip(keys, key, strict=True)))
        row = connection.execute(sa.select(*texts).select_from(table).where(same)).one()
        told = "".join(f"{len(part)}:{part}" for part in row)
        digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
        connection.execute(sa.update(table).where(same).values(digest=digest))
