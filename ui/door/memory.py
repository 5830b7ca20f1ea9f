"""Memory of large arrays goes back to the system when they are freed, and what the program consists
of is not looked through for what could be freed.

The C library of Linux keeps freed blocks for the next one of their size, up to 32 MB once such a
one was freed, and in a pool for each thread: series of the largest scenarios (17 MB each) then lie
about in every pool. From `LARGE` on each block is the system's own.

Now and then Python looks through everything that there is, and all threads stand still meanwhile:
0.3 s, most of it for modules and the model, which stay as long as the server.
"""

import ctypes
import gc
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


def keep() -> None:
    """Look no more through what there is now."""
    gc.collect()
    gc.freeze()
