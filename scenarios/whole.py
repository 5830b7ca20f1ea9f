"""Files that are there complete or not at all, through links, into devices and pipes."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

_OPEN_FILES = ("/dev", "/dev/fd", "/proc/self/fd")
"""Where names stand for devices and for what the process has open: never replaced."""


@contextlib.contextmanager
def complete(folder: Path) -> Iterator[Path]:
    """A folder to write files into, which are moved to `folder` when all are complete.

    It lies beside them; where anything fails nothing is moved. Raises OSError.
    """
    folder = Path(os.path.realpath(folder))
    folder.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=".partial-", dir=folder))
    try:
        yield partial
        made = sorted(partial.iterdir())
        for path in made:
            _refuse_folder(folder / path.name)
        for path in made:
            _put(path, folder / path.name)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A path to write one file to, which becomes `path` when complete. Raises OSError."""
    _refuse_folder(path)
    if _takes_a_stream(path):
        with tempfile.TemporaryDirectory(prefix="backstop-") as folder:
            made = Path(folder) / (path.name or "file")
            yield made
            _pour(made, path)
    else:
        target = Path(os.path.realpath(path))
        with complete(target.parent) as beside:
            yield beside / target.name


def _status(path: Path) -> os.stat_result | None:
    """What a path leads to, None if that is not there yet. Raises OSError."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _refuse_folder(path: Path) -> None:
    found = _status(path)
    if found is not None and stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))


def _takes_a_stream(path: Path) -> bool:
    """Whether a path leads to a device, a pipe or an open file: these are written into."""
    found = _status(path)
    return found is not None and (
        not stat.S_ISREG(found.st_mode) or os.path.abspath(path.parent) in _OPEN_FILES)


def _pour(made: Path, target: Path) -> None:
    with made.open("rb") as source, target.open("wb") as sink:
        shutil.copyfileobj(source, sink)


def _put(made: Path, target: Path) -> None:
    """Move a file to where `target` leads; what stood there leaves its mode and its owner."""
    if _takes_a_stream(target):
        _pour(made, target)
        return
    real, before = Path(os.path.realpath(target)), _status(target)
    if before is not None:
        if not os.access(real, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
        os.chmod(made, stat.S_IMODE(before.st_mode))
        _own(made, before)
    if made.parent.parent == real.parent:
        os.replace(made, real)
        return
    with complete(real.parent) as beside:  # a link into another folder, perhaps on another disk
        shutil.copy2(made, beside / real.name)


def _own(made: Path, before: os.stat_result) -> None:
    """Give a file the owner of the one that it replaces, where that is permitted."""
    with contextlib.suppress(OSError, AttributeError):
        os.chown(made, before.st_uid, before.st_gid)
