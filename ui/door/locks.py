"""Pages at work do not queue: neither for Streamlit's options nor long for Python's one lock.

Streamlit reads an option under one lock several times for each element. With twenty pages at work
each hands that lock, and Python's with it, to the next in the queue, and time passes with nobody
at work. An option is an entry of a dictionary that is whole once the server has started: to read
it needs no lock.

A page lets go of Python's lock some hundred times, whenever it sends something, and whoever
computes beside it keeps the lock for `TURN_SECONDS` each time; Python's own 5 ms make seconds of
it.
"""

import sys
from contextlib import nullcontext

from streamlit import config

TURN_SECONDS = 0.0005


def shorten() -> None:
    """Let every thread read options beside the others, and have short turns, from now on."""
    config._config_lock = nullcontext()  # type: ignore[assignment]
    sys.setswitchinterval(TURN_SECONDS)
