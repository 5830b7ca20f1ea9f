"""A library for each test of a page."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_library(folder: Path) -> None:
    """Pages open the library of the test alone."""
