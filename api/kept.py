"""Where jobs are kept: in the library, for all its servers. Where that can keep nothing, in a file
of this process, and so for this process alone.
"""

from __future__ import annotations

import atexit
import logging
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from library import Library, LibraryError
from library.jobs import JobBook
from library.place import ADDRESS, sqlite_url

_log = logging.getLogger("backstop")


@cache
def _opened() -> Library:
    return Library.open()


def own_library() -> Library:
    """The library of a process without pages, opened anew where another file was put in its place.
    Raises LibraryError.
    """
    found = _opened()
    if found.is_replaced:
        found.close()
        _opened.cache_clear()
        found = _opened()
    return found


def books(library: Callable[[], Library]) -> Callable[[], JobBook]:
    """What gives the book of jobs whenever it is needed. Raises LibraryError for a database that
    servers share: one of them must not have jobs of its own.
    """
    try:
        library().jobs.forget()
    except LibraryError as error:
        if os.environ.get(ADDRESS):
            raise
        _log.warning("jobs of the API are known to this process alone: %s", error)
        alone = _alone()
        return lambda: alone
    return lambda: library().jobs


def _alone() -> JobBook:
    folder = Path(tempfile.mkdtemp(prefix="backstop-jobs-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Library.open(sqlite_url(folder / "jobs.sqlite3")).jobs
