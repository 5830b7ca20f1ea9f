"""Pages at work do not queue for each other."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import RLock, Thread
from time import monotonic, sleep

import pytest
import streamlit as st
from streamlit import config

from ui.door import locks


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test shortens is as it was afterwards."""
    monkeypatch.setattr(config, "_config_lock", RLock())
    turn = sys.getswitchinterval()
    yield
    sys.setswitchinterval(turn)


@pytest.mark.parametrize("name", ["browser.gatherUsageStats", "global.minCachedMessageSize"])
def test_nobody_waits_for_who_reads_an_option(name):
    with ThreadPoolExecutor(2) as pool:
        with config._config_lock:
            queues = pool.submit(st.get_option, name)
            with pytest.raises(TimeoutError):
                queues.result(0.2)
            locks.shorten()
            assert pool.submit(st.get_option, name).result(5.0) == st.get_option(name)
        assert queues.result(5.0) == st.get_option(name)


def test_options_can_still_be_set():
    locks.shorten()
    before = st.get_option("client.showErrorDetails")
    st.set_option("client.showErrorDetails", "full")
    assert st.get_option("client.showErrorDetails") == "full"
    st.set_option("client.showErrorDetails", before)


def test_who_lets_go_of_pythons_lock_has_it_back_soon():
    """A hundred times beside a thread that computes; Python's own turns make 0.5 s of it."""
    locks.shorten()
    computes = True

    def compute() -> None:
        while computes:
            pass

    beside = Thread(target=compute)
    beside.start()
    try:
        took = []
        for _ in range(3):  # another process may take the processor meanwhile
            began = monotonic()
            for _ in range(100):
                sleep(0.0)
            took.append(monotonic() - began)
    finally:
        computes = False
        beside.join()
    assert min(took) < 0.3
