"""What is read from the tables, and who may see it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, func, or_, select

from library.entries import Entry, Revision
from library.rules import folded
from library.tables import ENTRIES, REVISIONS, TAGS

_ENTRY = [
    column for column in ENTRIES.c if column.name != "folded"
]
_REVISION = [
    column for column in REVISIONS.c if column.name not in ("content", "folded")
]


def visible(user: str) -> ColumnElement[bool]:
    """Own entries, and those that others share and have not put into their bin."""
    shared = and_(ENTRIES.c.shared != "", ENTRIES.c.binned_at.is_(None))
    return or_(ENTRIES.c.owner == user, shared)


def owned(user: str) -> ColumnElement[bool]:
    """Own entries."""
    return ENTRIES.c.owner == user


def in_bin(binned: bool) -> ColumnElement[bool]:
    """Entries in the bin, or those that are not."""
    return ENTRIES.c.binned_at.is_not(None) if binned else ENTRIES.c.binned_at.is_(None)


def matching(text: str) -> list[ColumnElement[bool]]:
    """Each word occurs in the name, a tag, or a revision's note."""
    return [_has(word) for word in folded(text).split()]


def tagged(tags: Sequence[str]) -> list[ColumnElement[bool]]:
    """Each of the tags is there."""
    return [_tags_of_entry().where(TAGS.c.folded == folded(tag.strip())).exists() for tag in tags]


def entries(connection: Connection, *where: ColumnElement[bool]) -> list[Entry]:
    """Entries that meet all conditions, the one saved last first."""
    newest = (
        select(func.max(REVISIONS.c.number))
        .where(REVISIONS.c.entry_id == ENTRIES.c.id).correlate(ENTRIES).scalar_subquery()
    )
    latest = and_(REVISIONS.c.entry_id == ENTRIES.c.id, REVISIONS.c.number == newest)
    found = connection.execute(
        select(*_ENTRY, *_REVISION).join_from(ENTRIES, REVISIONS, latest).where(*where)
        .order_by(REVISIONS.c.saved_at.desc(), ENTRIES.c.id)
    )
    tags = _tags(connection, where)
    return [
        Entry(
            **{column.name: row[column] for column in _ENTRY},
            tags=tags.get(row[ENTRIES.c.id], ()), latest=_revision(row),
        )
        for row in found.mappings()
    ]


def revisions(connection: Connection, entry_id: str, after: int = 0) -> list[Revision]:
    """Revisions of an entry with a higher number, oldest first."""
    found = connection.execute(
        select(*_REVISION).where(REVISIONS.c.entry_id == entry_id, REVISIONS.c.number > after)
        .order_by(REVISIONS.c.number)
    )
    return [_revision(row) for row in found.mappings()]


def content(connection: Connection, entry_id: str, number: int) -> str | None:
    """What was saved as a revision; None if there is none of that number."""
    found: str | None = connection.execute(
        select(REVISIONS.c.content)
        .where(REVISIONS.c.entry_id == entry_id, REVISIONS.c.number == number)
    ).scalar_one_or_none()
    return found


def tags_in_use(connection: Connection, *where: ColumnElement[bool]) -> list[str]:
    """Tags of the entries that meet all conditions, one spelling of each, the commonest first."""
    uses = func.count()
    found = connection.execute(
        select(func.min(TAGS.c.tag)).join_from(TAGS, ENTRIES).where(*where)
        .group_by(TAGS.c.folded).order_by(uses.desc(), TAGS.c.folded)
    )
    return list(found.scalars())


def _tags(
    connection: Connection, where: Sequence[ColumnElement[bool]]
) -> dict[str, tuple[str, ...]]:
    """Tags by entry, in the order of their folded forms."""
    found = connection.execute(
        select(TAGS.c.entry_id, TAGS.c.tag).join_from(TAGS, ENTRIES).where(*where)
        .order_by(TAGS.c.folded)
    )
    tags: dict[str, tuple[str, ...]] = {}
    for entry_id, tag in found:
        tags[entry_id] = (*tags.get(entry_id, ()), tag)
    return tags


def _has(word: str) -> ColumnElement[bool]:
    noted = select(REVISIONS.c.number).where(
        REVISIONS.c.entry_id == ENTRIES.c.id, REVISIONS.c.folded.contains(word, autoescape=True)
    )
    return or_(
        ENTRIES.c.folded.contains(word, autoescape=True),
        _tags_of_entry().where(TAGS.c.folded.contains(word, autoescape=True)).exists(),
        noted.correlate(ENTRIES).exists(),
    )


def _tags_of_entry() -> Select[str]:
    return select(TAGS.c.tag).where(TAGS.c.entry_id == ENTRIES.c.id).correlate(ENTRIES)


def _revision(row: RowMapping) -> Revision:
    return Revision(**{column.name: row[column] for column in _REVISION})
