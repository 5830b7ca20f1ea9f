"""What a page computes while it is drawn tells how far it is, and ends where nobody waits."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from analysis.batches import heard_by
from ui.session import jobs
from wording import Words

LOOK_SECONDS = 0.5
"""How long a page computes in silence; what is told is also where Streamlit stops a run that a turn
of the page or a closed tab has made idle.
"""


@contextmanager
def told(words: Words) -> Iterator[None]:
    """Tell how much of a batch of runs is done, in a place kept for it, once that takes long."""
    place, page = st.empty(), jobs.Job("page")
    shown = time.monotonic()

    def tell(done: int, total: int) -> bool:
        nonlocal shown
        if not page.told(*((done, total) if total else (page.done, page.total))):
            st.stop()  # the tab has been away for too long
        if time.monotonic() - shown >= LOOK_SECONDS:
            place.progress(page.share, jobs.computing(page.share, words))
            shown = time.monotonic()
        return True

    with heard_by(tell):
        yield
    place.empty()
