"""Cells as exports write them: ids, days and money."""

import pyarrow as pa
import pytest

from fit import cells
from fit.cells import BAD, MISSING, READ

DAYS = {
    "2024-1-5": "2024-01-05", "2024/1/5 13:05": "2024-01-05", "2024.01.05": "2024-01-05",
    "20240105": "2024-01-05", "2024年1月5日": "2024-01-05", "2024年1月5日 13时05分": "2024-01-05",
    "2024-01-05T23:59:59+08:00": "2024-01-05", "2024-01-05 00:10:00 -0500": "2024-01-05",
    "2024-01-05T23:59:59Z": "2024-01-05", "45296": "2024-01-05", "45296.99": "2024-01-05",
    "1704412800": "2024-01-05", "1704412800000": "2024-01-05", "1704470399": "2024-01-05",
    "1704470400": "2024-01-06", "20240105235959": "2024-01-05", "２０２４-０１-０５": "2024-01-05",
    "2024/1/5 下午1:05": "2024-01-05", "'2024-01-05": "2024-01-05", "=\"2024-01-05\"": "2024-01-05",
    "5 Jan 2024": "2024-01-05", "Jan 5, 2024 1:05 PM": "2024-01-05",
    "2024-01-05 星期五": "2024-01-05", "13/05/2024": "2024-05-13", "05-13-2024": None,
}
MONEY = {
    "¥1,785.09": 178509, "￥ 88": 8800, "88元": 8800, "１，７８５．０９": 178509, "(88.00)": -8800,
    "−5.5": -550, "-¥3.00": -300, "¥-3": -300, "1,234,567.891": 123456789, "1.005": 101,
    "0.1": 10, "1E+3": 100000, "88,5": 8850, "1.234,50": 123450, "'5.00": 500, "CNY 12": 1200,
}


@pytest.mark.parametrize("text", [text for text in DAYS if DAYS[text]])
def test_a_day_is_read(text: str) -> None:
    read = cells.days(pa.array([text]))
    assert read.state.tolist() == [READ]
    assert cells.shown(read.day[0]) == DAYS[text]


@pytest.mark.parametrize(
    "text", ["2024-02-30", "2024-13-01", "0000-00-00 00:00:00", "1900-01-01", "99999999",
             "20240230", "soon", "12:30"])
def test_a_day_that_does_not_exist_is_bad(text: str) -> None:
    assert cells.days(pa.array([text])).state.tolist() == [BAD]


@pytest.mark.parametrize("text", ["", " \t", "--", "-", "/", None])
def test_nothing_is_missing(text: str | None) -> None:
    assert cells.days(pa.array([text], pa.string())).state.tolist() == [MISSING]
    assert cells.money(pa.array([text], pa.string())).state.tolist() == [MISSING]


def test_unix_times_are_counted_in_the_offset() -> None:
    last_second_in_china = pa.array(["1704470399"])
    assert cells.shown(cells.days(last_second_in_china, utc_offset=9.0).day[0]) == "2024-01-06"


@pytest.mark.parametrize(
    ("texts", "first"),
    [(["05/06/2024", "13/06/2024"], "2024-06-05"), (["05/06/2024", "06/13/2024"], "2024-05-06")])
def test_one_part_above_twelve_settles_the_order_of_all(texts: list[str], first: str) -> None:
    read = cells.days(pa.array(texts))
    assert not read.asked
    assert cells.shown(read.day[0]) == first


def test_an_open_order_is_asked_and_neighbours_propose_it() -> None:
    """Sorted by time, the other reading would jump from month to month."""
    by_day = cells.days(pa.array(["05/06/2024 10:00", "06/06/2024", "07/06/2024"]))
    by_month = cells.days(pa.array(["05/06/2024", "05/07/2024", "05/08/2024"]))
    assert by_day.asked
    assert by_day.proposed
    assert by_month.asked
    assert not by_month.proposed
    answered = cells.days(pa.array(["05/06/2024"]), day_first=False)
    assert cells.shown(answered.day[0]) == "2024-05-06"


@pytest.mark.parametrize("text", MONEY)
def test_money_is_whole_cents(text: str) -> None:
    found = cells.money(pa.array([text, "12.25"]))
    assert found.state.tolist() == [READ, READ]
    assert found.cents.tolist() == [MONEY[text], 1225]


@pytest.mark.parametrize("text", ["free", "12,34.50", "1.2.3", "88 USD", "1e99"])
def test_money_that_cannot_be_read_is_bad(text: str) -> None:
    assert cells.money(pa.array([text])).state.tolist() == [BAD]


def test_ids_stay_text() -> None:
    texts = ["1930679858170000001", "1930679858170000002", "880001.0", "880001", "A@b.com ",
             "'a@B.com", '="0012"', "0012", "--", "\t", None]
    found = cells.ids(cells.coded(pa.array(texts)))
    said = [found.texts[code].as_py() if code >= 0 else None for code in found.codes.tolist()]
    assert said == [
        "1930679858170000001", "1930679858170000002", "880001", "880001", "a@b.com", "a@b.com",
        "0012", "0012", None, None, None]


def test_rounded_ids_are_seen() -> None:
    found = cells.ids(cells.coded(pa.array(["1.38001E+10", "1.39e+10", "13800138000", None])))
    assert cells.rounded_share(found) == pytest.approx(2 / 3)


def test_people_behind_masked_phones() -> None:
    """Of 30,000 possible masks a tenth is taken: 3,000 masks of some 3,161 people."""
    phones = [f"{start}****{end:04d}" for start in (138, 139, 150) for end in range(1000)]
    count, people = cells.people_behind(cells.ids(cells.coded(pa.array(phones))))
    assert count == 3000
    assert people == pytest.approx(3160.8, abs=0.1)


@pytest.mark.parametrize(("texts", "yuan"), [
    (["1.234", "12,50"], [1234.0, 12.5]), (["1.234", "1.234.567"], [1234.0, 1234567.0]),
    (["1.234", "12.5"], [1.23, 12.5]), (["1.234", "0.500"], [1.23, 0.5]),
    (["1'234.50", "2’000"], [1234.5, 2000.0]), (["CN¥1,234", "RMB 12"], [1234.0, 12.0]),
    (["1.234,5", "-2.000,00"], [1234.5, -2000.0]),
])
def test_a_column_tells_what_its_marks_are(texts: list[str], yuan: list[float]) -> None:
    found = cells.money(pa.array(texts))
    assert not found.asked
    assert (found.cents / 100.0).tolist() == yuan


def test_one_mark_cannot_be_two_things() -> None:
    """1,234 is a thousand and more, but not beside 12,50."""
    assert cells.money(pa.array(["1,234", "12,50"])).state.tolist() == [BAD, READ]
    assert cells.money(pa.array(["1,234", "12"])).cents.tolist() == [123400, 1200]


@pytest.mark.parametrize(("texts", "thousands"), [
    (["1.280", "2.980", "88"], True), (["88.000", "125.500"], False),
    (["1.234", "12.5", "12,50"], True),
])
def test_an_open_mark_is_asked(texts: list[str], thousands: bool) -> None:
    """Three places that end in nothing are likelier decimals of a database."""
    found = cells.money(pa.array(texts))
    assert (found.asked, found.proposed) == (True, thousands)
    other = cells.money(pa.array(texts), thousands=not thousands)
    assert other.cents[0] == found.cents[0] * (0.001 if thousands else 1000.0) // 1
