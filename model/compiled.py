"""The decorators of compiled functions, and where their machine code is kept.

Numba's cache looks at the file of a function, not at the files of the functions it calls: after a
change in one law, the callers' old code would still be loaded. So the cache folder is named by a
digest of every source in `model/`.
"""

from __future__ import annotations

import getpass
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba

_SOURCES = Path(__file__).parent
_KEEP_SECONDS = 7 * 86400


def _digest() -> str:
    sources = b"".join(path.read_bytes() for path in sorted(_SOURCES.rglob("*.py")))
    return hashlib.sha256(numba.__version__.encode() + sources).hexdigest()[:16]


def _cache_folder() -> Path:
    """`.cache/kernels/<digest>` beside the model, in the temporary folder if that is read-only."""
    home = _SOURCES.parent / ".cache" / "kernels"
    try:
        home.mkdir(parents=True, exist_ok=True)
        if not os.access(home, os.W_OK):
            raise PermissionError(home)
    except OSError:
        home = Path(tempfile.gettempdir()) / f"backstop-kernels-{getpass.getuser()}"
        home.mkdir(mode=0o700, exist_ok=True)
    ours = home / _digest()
    _drop_stale(home, ours)
    return ours


def _drop_stale(home: Path, ours: Path) -> None:
    """Remove what other versions of the model left behind a week ago or earlier."""
    for folder in home.iterdir():
        is_old = time.time() - folder.stat().st_mtime > _KEEP_SECONDS
        if folder != ours and folder.is_dir() and is_old:
            shutil.rmtree(folder, ignore_errors=True)


CACHE = _cache_folder()
numba.config.CACHE_DIR = str(CACHE)  # type: ignore[attr-defined]


def is_warm(module: str = "engine") -> bool:
    """Whether this version's kernels of a module were compiled before on this machine."""
    return CACHE.exists() and any(CACHE.rglob(f"{module}.*.nbc"))


def kernel(function: Callable[..., Any]) -> Any:
    """Compile a function: cached, without the GIL (sessions share a process), IEEE division."""
    return numba.njit(cache=True, nogil=True, error_model="numpy")(function)


def bare(function: Callable[..., Any]) -> Any:
    """A kernel that allocates nothing and so needs no counting of references to arrays.

    Counting takes as long as the arithmetic of a day (measured: 0.25 instead of 0.75 ms for three
    years). The option has no public name, the pinned Numba has it.
    """
    options: dict[str, Any] = {"_nrt": False}
    return numba.njit(cache=True, nogil=True, error_model="numpy", **options)(function)


def inlined(function: Callable[..., Any]) -> Any:
    """A bare kernel that is copied into its callers: for what is called every day."""
    options: dict[str, Any] = {"_nrt": False}
    return numba.njit(nogil=True, error_model="numpy", inline="always", **options)(function)
