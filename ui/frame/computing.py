"""What a page computes while it is drawn tells how far it is, and ends where nobody waits."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from analysis.batches import heard_by
from ui.session import jobs
from ui.session.turns import give_way
from wording import Words

LOOK_SECONDS = 0.5
"""How long a page computes in silence; what is told is also where Streamlit stops a run that a turn
of the page or a closed tab has made idle.
"""
ALONE_SECONDS = 1.0
"""How long a page computes beside the others' as one of them; then it gives way to them."""


@contextmanager
def told(words: Words) -> Iterator[None]:
    """Tell how much of a batch of runs is done, in a place kept for it, once that takes long."""
    place, page = st.empty(), jobs.Job("page")
    shown = begun = time.monotonic()
    gives_way = False

    def tell(done: int, total: int) -> bool:
        nonlocal shown, gives_way
        if not page.told(*((done, total) if total else (page.done, page.total))):
            st.stop()  # the tab has been away for too long
        if not gives_way and time.monotonic() - begun >= ALONE_SECONDS:
            give_way()  # to the end of this thread, which is that of this run of the page
            gives_way = True
        if time.monotonic() - shown >= LOOK_SECONDS:
            place.progress(page.share, jobs.computing(page.share, words))
            shown = time.monotonic()
        return True

    with heard_by(tell):
        yield
    place.empty()
