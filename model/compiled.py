"""The decorators of compiled functions, and where their machine code is kept.

Numba's cache looks at the file of a function, not at the files of the functions it calls: after a
change in one law, the callers' old code would still be loaded. So the cache folder is named by a
digest of every source in `model/`, of the times of these files, to which Numba holds its code
too, and of the processor and the Python that it is for.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import llvmlite.binding as llvm
import numba

_SOURCES = Path(__file__).parent
_KEEP_SECONDS = 7 * 86400
_HANDED_ON = "BACKSTOP_KERNELS"


def _digest() -> str:
    machine = f"{llvm.get_host_cpu_name()} {sys.implementation.cache_tag} {numba.__version__}"
    digest = hashlib.sha256(machine.encode())
    for path in sorted(_SOURCES.rglob("*.py")):
        digest.update(path.read_bytes() + str(path.stat().st_mtime_ns).encode())
    return digest.hexdigest()[:16]


def _cache_folder() -> Path:
    """`.cache/kernels/<digest>` beside the model, else in this user's own cache, else in a folder
    that nobody knows beforehand. Numba unpickles what it finds there, so whoever may write into
    such a folder may do everything that we may: it must be ours alone.
    """
    home = next(filter(_is_ours, _homes()), None) or Path(tempfile.mkdtemp(prefix="backstop-"))
    os.environ[_HANDED_ON] = str(home)  # to processes that compile for this one
    ours = home / _digest()
    _drop_stale(home, ours)
    return ours


def _homes() -> Iterator[Path]:
    yield _SOURCES.parent / ".cache" / "kernels"
    yield _users_cache() / "kernels"
    if os.environ.get(_HANDED_ON):
        yield Path(os.environ[_HANDED_ON])


def _users_cache() -> Path:
    """Where this user's programs keep what they can make again."""
    named = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME", "")
    try:
        return (Path(named) if named else Path.home() / ".cache") / "backstop"
    except RuntimeError:  # a user without a home
        return Path(tempfile.gettempdir()) / "backstop-nobody"


def _is_ours(home: Path) -> bool:
    """Whether the folder, made where it is absent, can be written to by us and by nobody else, nor
    be put aside by somebody who may write into a folder above it.
    """
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(home, os.W_OK | os.X_OK):
            return False
        if not hasattr(os, "getuid"):
            return True  # Windows: what stands in a user's profile is theirs
        real = home.resolve()
        below = real.stat()
        if below.st_uid != os.getuid() or _others_write(below):
            return False
        return all(_is_safe_above(folder) for folder in real.parents)
    except OSError:
        return False


def _is_safe_above(folder: Path) -> bool:
    """Whether nobody but root and us can move what stands in it: in a sticky one (as in the
    temporary folder) nobody moves what belongs to somebody else.
    """
    found = folder.stat()
    if found.st_uid not in (0, os.getuid()):
        return False
    return not _others_write(found) or bool(found.st_mode & stat.S_ISVTX)


def _others_write(found: os.stat_result) -> bool:
    """Whether anybody else may; a group of the user's own number has no other members."""
    by_group = found.st_mode & stat.S_IWGRP and found.st_gid not in (0, os.getuid())
    return bool(by_group or found.st_mode & stat.S_IWOTH)


def _drop_stale(home: Path, ours: Path) -> None:
    """Remove what other versions of the model left behind a week ago or earlier."""
    for folder in home.iterdir():
        is_old = time.time() - folder.stat().st_mtime > _KEEP_SECONDS
        if folder != ours and folder.is_dir() and is_old:
            shutil.rmtree(folder, ignore_errors=True)


CACHE = _cache_folder()
numba.config.CACHE_DIR = str(CACHE)  # type: ignore[attr-defined]


KEPT: list[str] = []
"""Names of all kernels whose machine code is kept, once the modules that declare them are imported.
"""


def kept() -> int:
    """How many of `KEPT` have machine code on disk."""
    on_disk = {path.name.partition("-")[0] for path in CACHE.rglob("*.nbi")}
    return sum(name in on_disk for name in KEPT)


def is_warm(name: str = "engine.run_batch") -> bool:
    """Whether a kernel, and so every one that it calls, was compiled before on this machine."""
    return any(CACHE.rglob(f"{name}-*.nbi"))


def kernel(function: Callable[..., Any], **options: Any) -> Any:
    """Compile a function: cached, without the GIL (sessions share a process), IEEE division."""
    made = numba.njit(cache=True, nogil=True, error_model="numpy", **options)(function)
    KEPT.append(f"{function.__module__.rpartition('.')[2]}.{function.__qualname__}")
    return made


def bare(function: Callable[..., Any]) -> Any:
    """A kernel that allocates nothing and so needs no counting of references to arrays.

    Counting takes as long as the arithmetic of a day (measured: 0.25 instead of 0.75 ms for three
    years). The option has no public name, the pinned Numba has it.
    """
    options: dict[str, Any] = {"_nrt": False}
    return kernel(function, **options)


def inlined(function: Callable[..., Any]) -> Any:
    """A bare kernel that is copied into its callers: for what is called every day."""
    options: dict[str, Any] = {"_nrt": False}
    return numba.njit(
        cache=True, nogil=True, error_model="numpy", inline="always", **options
    )(function)


def merged(function: Callable[..., Any]) -> Any:
    """A bare kernel that is merged into its callers even where it is handed over as an argument.

    For what a `day.Side` does every day: its holders have hundreds of parts, and to pass them took
    a third of a run's time (measured: 0.26 instead of 0.36 ms for the pools of three years).
    """
    options: dict[str, Any] = {"_nrt": False}
    return numba.njit(
        cache=True, nogil=True, error_model="numpy", forceinline=True, **options
    )(function)
