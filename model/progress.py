"""Progress of long work, and how its caller stops it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], bool]
"""Told (done, total) now and then; returns whether to go on."""


class Cancelled(Exception):
    """The caller's progress function asked to stop."""


def go_on(progress: Progress | None, done: int, total: int) -> None:
    """Report progress. Raises Cancelled where the caller wants no more."""
    if progress is not None and not progress(done, total):
        raise Cancelled
