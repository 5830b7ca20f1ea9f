"""The tables of the library. A change here needs a migration beside it (`migrations/`)."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, aware of it also where the database is not (SQLite)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What SQLite returns carries no zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


METADATA = MetaData()

# `owner` and `author` are user ids, "" while nobody signs in. A folded text is the one that a
# search compares (`rules.folded`): databases disagree about the case of letters beyond ASCII.
ENTRIES = Table(
    "library_entries",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("owner", Text, nullable=False, index=True),
    Column("shared", String(8), nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("binned_at", Moment),
)

# `based_on` is the revision that its author had before them, `restores` the one whose content
# was brought back; both are numbers of the same entry. `digest` is `rules.digest` of its texts.
REVISIONS = Table(
    "library_revisions",
    METADATA,
    Column("entry_id", ForeignKey(ENTRIES.c.id, ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("content", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("saved_at", Moment, nullable=False),
    Column("note", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("model_version", Text, nullable=False),
    Column("based_on", Integer),
    Column("restores", Integer),
    Column("digest", String(64)),
)

TAGS = Table(
    "library_tags",
    METADATA,
    Column("entry_id", ForeignKey(ENTRIES.c.id, ondelete="CASCADE"), primary_key=True),
    Column("folded", Text, primary_key=True, index=True),
    Column("tag", Text, nullable=False),
)

# What users call themselves, as their provider last said; ids alone tell nobody who it was.
PEOPLE = Table(
    "library_people",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False, server_default=""),
)

# Which entries a hand-over gave to another user, so that it can be taken back.
HANDED = Table(
    "library_handed_over",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("entry_id", ForeignKey(ENTRIES.c.id, ondelete="CASCADE"), primary_key=True),
    Column("giver", Text, nullable=False),
    Column("taker", Text, nullable=False),
    Column("handed_at", Moment, nullable=False),
)

# Tokens by which other programs come in: digests, for the tokens themselves are kept nowhere.
TOKENS = Table(
    "library_tokens",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("owner", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("made_at", Moment, nullable=False),
)

# Sign-ins that were ended, until no cookie of theirs would be accepted any more.
ENDED = Table(
    "library_ended_sign_ins",
    METADATA,
    Column("sign_in", String(64), primary_key=True),
    Column("until", Moment, nullable=False),
)

# What is told of jobs of other programs, and the file that each makes. `stopped`: its caller wants
# it no more; `size` of the file in bytes; `heard`: when its process last told of it, or it ended.
JOBS = Table(
    "library_jobs",
    METADATA,
    Column("name", String(32), primary_key=True),
    Column("who", Text, nullable=False, index=True),
    Column("state", String(16), nullable=False),
    Column("done", BigInteger, nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("file", Text, nullable=False),
    Column("mime", Text, nullable=False),
    Column("errors", Text, nullable=False),
    Column("stopped", Boolean, nullable=False),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary),
    Column("heard", Moment, nullable=False),
)
