"""A law tried on more cases than every run of the tests has time for."""

from collections.abc import Iterable
from typing import Any

import pytest


def long_after(quick: int, cases: Iterable[Any]) -> list[Any]:
    """Cases for `parametrize`: the first ones are always tried, the others by `make test-all`."""
    return [case if place < quick else pytest.param(case, marks=pytest.mark.long)
            for place, case in enumerate(cases)]
