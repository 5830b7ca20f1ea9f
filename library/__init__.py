"""Named scenarios and pitches kept on the server: every save a revision, nothing overwritten."""

from library.changes import Changes
from library.database import LibraryError
from library.entries import Entry, Revision, Saved
from library.kinds import KINDS
from library.library import Library
from library.rules import SHARED
from library.shelf import Shelf

__all__ = [
    "KINDS", "SHARED", "Changes", "Entry", "Library", "LibraryError", "Revision", "Saved", "Shelf",
]
