"""Memory of large arrays goes back to the system when they are freed.

The C library of Linux keeps freed blocks for the next one of their size, up to 32 MB once such a
one was freed, and in a pool for each thread: series of the largest scenarios (17 MB each) then lie
about in every pool. From `LARGE` on each block is the system's own.
"""

import ctypes
import sys

LARGE = 1 << 20
_MMAP_THRESHOLD = -3  # malloc.h


def give_back() -> bool:
    """Have it so from now on; whether the C library knows how."""
    if sys.platform != "linux":
        return False
    try:
        return bool(ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, LARGE))
    except AttributeError:  # musl has no such setting, and keeps no such blocks
        return False
