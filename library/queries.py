"""What is read from the tables, and who may see it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, func, or_, select

from library.database import LibraryError
from library.entries import Entry, Revision
from library.rules import TAG_LIMIT, digest, folded, searched
from library.tables import ENTRIES, REVISIONS, TAGS
from model.terms.problems import problem

NOT_AS_SAVED = (
    "{field} {value}: revision {number} is damaged: its text is not the one that was saved; other "
    "revisions and backups may have it"
)

_ENTRY = [
    column for column in ENTRIES.c if column.name != "folded"
]
_REVISION = [
    column for column in REVISIONS.c if column.name not in ("content", "folded", "digest")
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
    """Each word occurs in the name, a tag, or a revision's note. Raises ScenarioError."""
    return [_has(word) for word in searched(text)]


def tagged(tags: Sequence[str]) -> list[ColumnElement[bool]]:
    """Each of the tags is there; no entry has more than TAG_LIMIT, so one more decides."""
    forms = dict.fromkeys(folded(tag.strip().replace("\0", "")) for tag in tags)
    return [_tags_of_entry().where(TAGS.c.folded == form).exists()
            for form in list(forms)[: TAG_LIMIT + 1]]


def entries(
    connection: Connection, *where: ColumnElement[bool], most: int | None = None
) -> list[Entry]:
    """Entries that meet all conditions, the one saved last first; `most` at most."""
    newest = (
        select(func.max(REVISIONS.c.number))
        .where(REVISIONS.c.entry_id == ENTRIES.c.id).correlate(ENTRIES).scalar_subquery()
    )
    latest = and_(REVISIONS.c.entry_id == ENTRIES.c.id, REVISIONS.c.number == newest)
    found = connection.execute(
        select(*_ENTRY, *_REVISION).join_from(ENTRIES, REVISIONS, latest).where(*where)
        .order_by(REVISIONS.c.saved_at.desc(), ENTRIES.c.id).limit(most)
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
    """What was saved as a revision; None if there is none of that number. Raises LibraryError
    where it is no longer what was saved.
    """
    found = connection.execute(
        select(REVISIONS)
        .where(REVISIONS.c.entry_id == entry_id, REVISIONS.c.number == number)
    ).mappings().one_or_none()
    if found is None:
        return None
    if not is_whole(found):
        raise LibraryError([problem(NOT_AS_SAVED, "entry", entry_id, number=number)])
    return str(found["content"])


def is_whole(revision: RowMapping) -> bool:
    """Whether a row of REVISIONS still says what was saved."""
    told = digest(*(revision[name] for name in ("content", "note", "author", "model_version")))
    return bool(revision["digest"] == told)


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
