"""A library for each test of a page."""

import pytest

from library import Library


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A library of this test's own."""
    monkeypatch.setenv("BACKSTOP_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture
def kept():
    """The library beside the page: what somebody else does, and what is really there."""
    library = Library.open()
    yield library.of("")
    library.close()
