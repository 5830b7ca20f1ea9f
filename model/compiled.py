"""The decorators of compiled functions, and where their machine code is kept.

Numba's cache looks at the file of a function, not at the files of the functions it calls: after a
change in one law, the callers' old code would still be loaded. So the cache folder is named by a
digest of every source in `model/`, of the times of these files, to which Numba holds its code
too, and of the processor and the Python that it is for.
"""

from __future__ import annotations

import getpass
import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import llvmlite.binding as llvm
import numba

_SOURCES = Path(__file__).parent
_KEEP_SECONDS = 7 * 86400


def _digest() -> str:
    machine = f"{llvm.get_host_cpu_name()} {sys.implementation.cache_tag} {numba.__version__}"
    digest = hashlib.sha256(machine.encode())
    for path in sorted(_SOURCES.rglob("*.py")):
        digest.update(path.read_bytes() + str(path.stat().st_mtime_ns).encode())
    return digest.hexdigest()[:16]


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
