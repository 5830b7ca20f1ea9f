"""Series of joins as they are pasted: numbers, or a refusal; never a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers import series


@pytest.mark.parametrize(("text", "numbers"), [
    ("120, 135.5, 150", (120, 135.5, 150)), ("10，20、30；40", (10, 20, 30, 40)),
    ("10, 20.5 30\n40", (10, 20.5, 30, 40)), ("1,2,3", (1, 2, 3)),
    ("1200\r\n1300\r\n", (1200, 1300)),
    ("1\t2\t3", (1, 2, 3)), ("120,\n135,\n", (120, 135)), ("120;135", (120, 135)),
    ("1'234\n1'300.5", (1234, 1300.5)), ("1\u202f234\n1\u00a0300", (1234, 1300)),
    ("１２０、１３５", (120, 135)), ("1e3 2e3", (1000, 2000)),
    ("1.234, 0.5", (1.234, 0.5)), ("1.2340", (1.234,)), ("−5, 5", (-5, 5)), ("", ()), (" , ", ()),
])
def test_what_can_be_read_in_one_way_is_read(text: str, numbers: tuple[float, ...]) -> None:
    assert series.read(text) == numbers


@pytest.mark.parametrize("text", [
    "1,234\n1,300\n1,415\n", "1,234\t1,300", "1,234; 1,300", "1,234, 1,300", "1,234", "1,234.5",
    "120,135,150", "1,234,567", "12,5\n13,5", "0,5", "1.234\n1.300\n1.415", "1.234,5\n1.300,5",
    "1 234\n1 300", "120 135 150", "1 234,5", "１，２３４\n１，３００", "1,234 1,300",
    "1,234|1,300", "1234,5", "1.234.567",
    "12,5 13,5", "0,5 1", "1,2,3 4,5", "5%\n6%", "1_000", "inf", "nan", "1,234 joins",
])
def test_what_can_be_read_in_two_ways_is_refused_and_kept(text: str) -> None:
    found = series.read(text)
    assert any(isinstance(entry, str) for entry in found)
    assert series.read(series.shown(found)) == found


@given(st.lists(st.floats(0, 1e10)))
def test_what_is_shown_is_read_again(entries: list[float]) -> None:
    assert series.read(series.shown(entries)) == tuple(entries)
