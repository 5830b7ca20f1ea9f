"""What the library holds: entries, and their revisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Revision:
    """One save of an entry; its content is asked for by `Shelf.content`.

    `based_on`: the revision that its author had before them; `restores`: the revision whose
    content it brought back. Numbers count from 1 within an entry. `saved_at` is in UTC.
    """

    entry_id: str
    number: int
    author: str
    saved_at: datetime
    note: str
    model_version: str
    based_on: int | None
    restores: int | None


@dataclass(frozen=True)
class Entry:
    """A named scenario or pitch with its newest revision.

    `shared` is one of `rules.SHARED`; `binned_at` is None unless it lies in its owner's bin.
    """

    id: str
    kind: str
    owner: str
    shared: str
    name: str
    created_at: datetime
    binned_at: datetime | None
    tags: tuple[str, ...]
    latest: Revision

    def may_change(self, user: str) -> bool:
        """Whether a user may rename, tag, share and bin it: only its owner."""
        return self.owner == user

    def may_save(self, user: str) -> bool:
        """Whether a user may save new revisions of it."""
        return self.owner == user or (self.shared == "write" and self.binned_at is None)


@dataclass(frozen=True)
class Saved:
    """A new revision, and what its author should be told.

    `meanwhile`: revisions that came after the one it is based on, oldest first; they are kept
    beside it. `from_bin`: the entry lay in the bin and is back.
    """

    revision: Revision
    meanwhile: tuple[Revision, ...] = ()
    from_bin: bool = False
