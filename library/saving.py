"""What is written into the tables. Each function works within its caller's transaction."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select

from library.entries import Revision
from library.rules import checked_note, digest, folded
from library.tables import ENTRIES, REVISIONS, TAGS
from model import MODEL_VERSION


def put_entry(
    connection: Connection, owner: str, kind: str, name: str, tags: Mapping[str, str]
) -> str:
    """A new entry, still without any revision; returns its id."""
    entry_id = uuid.uuid4().hex
    connection.execute(insert(ENTRIES).values(
        id=entry_id, kind=kind, owner=owner, shared="", name=name, folded=folded(name),
        created_at=datetime.now(UTC), binned_at=None,
    ))
    put_tags(connection, entry_id, tags)
    return entry_id


def put_revision(
    connection: Connection, entry_id: str, author: str, content: str, note: str,
    based_on: int | None = None, restores: int | None = None,
) -> Revision:
    """The next revision of an entry that the caller has locked, or made."""
    last = select(func.max(REVISIONS.c.number)).where(REVISIONS.c.entry_id == entry_id)
    plain = checked_note(note)
    revision = Revision(
        entry_id=entry_id,
        number=(connection.execute(last).scalar() or 0) + 1,
        author=author,
        saved_at=datetime.now(UTC),
        note=plain,
        model_version=MODEL_VERSION,
        based_on=based_on,
        restores=restores,
    )
    connection.execute(
        insert(REVISIONS).values(**vars(revision), content=content, folded=folded(plain),
                                 digest=digest(content, plain, author, MODEL_VERSION))
    )
    return revision


def put_tags(connection: Connection, entry_id: str, tags: Mapping[str, str]) -> None:
    """Tags by their folded form, none of which the entry has."""
    rows = [{"entry_id": entry_id, "folded": form, "tag": tag} for form, tag in tags.items()]
    if rows:
        connection.execute(insert(TAGS), rows)


def take_tags(connection: Connection, entry_id: str, tags: Iterable[str]) -> None:
    """Take tags off an entry, however they are spelt."""
    forms = [folded(tag.strip()) for tag in tags]
    of_entry = TAGS.c.entry_id == entry_id
    connection.execute(delete(TAGS).where(of_entry, TAGS.c.folded.in_(forms)))
