"""Cells of an export as ids, days and money, however it writes them. Columns are Arrow arrays of
texts (row,); what comes out are NumPy arrays of that length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

READ, MISSING, BAD = 0, 1, 2
"""What became of a cell."""

SECONDS = 86_400
UTC_OFFSET = 8.0
"""Hours that Unix times are ahead of in China."""

EPOCH = date(1970, 1, 1)
_YEARS = (1990, 2100)
_SERIALS, _SERIAL_OF_EPOCH = (20_000, 80_000), 25_569
_BLANKS = " \t\r\n\v\f\u00a0\u3000\ufeff\u200b"
_NOTHING = ("-", "--", "---", "—", "——", "/", "\\", "null", "none", "nan", "n/a", "#n/a", "nil")

_PLACEHOLDERS = ("", *_NOTHING, *map(str.upper, _NOTHING), "None", "Null", "NaN")

_ROUNDED = r"^\d+(\.\d+)?[eE]\+?\d+$"
_MASKED = r"\*{2,}"
_CLOCK = r"[T\s,，]*(上午|下午|AM|PM|am|pm)?\s*\d{1,2}\s*[:：时点].*$"
_NUMBER = r"^\d+(\.\d*)?$"
_MONEY = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"
_GROUPED = r"^([+-]?\d{1,3}(?:[,'’]\d{3})+)(\.\d*)?$"
_COMMA = r"^([+-]?\d{1,3}(?:\.\d{3})*|[+-]?\d+),(\d{1,2})$"
_BY_DOTS = r"^[+-]?[1-9]\d{0,2}(\.\d{3})+$"
_SEVERAL_DOTS = r"^[+-]?[1-9]\d{0,2}(\.\d{3}){2,}$"
_NO_MORE_THAN_CENTS = r"\.\d\d0$"
_PLACES = r"^[+-]?(\d*\.\d{1,2}|\d*\.\d{4,}|0?\.\d+|\d{4,}\.\d+)$"

_AFTER = r"\s*(?:[(（]?(?:星期|周)[一二三四五六日天][)）]?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
_YEAR_FIRST = re.compile(
    rf"(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*日?{_AFTER}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}){_AFTER}")
_NAMED = (
    re.compile(rf"(?P<d>\d{{1,2}})[ -](?P<m>[A-Za-z]{{3,9}})\.?[ ,-]*(?P<y>\d{{4}}){_AFTER}"),
    re.compile(rf"(?P<m>[A-Za-z]{{3,9}})\.? (?P<d>\d{{1,2}}),? (?P<y>\d{{4}}){_AFTER}"),
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Coded:
    """Texts as numbers: `codes` (row,), −1 where blank, places in `texts`."""

    codes: np.ndarray
    texts: pa.Array

    @property
    def blank(self) -> np.ndarray:
        """Whether nothing stands in a cell."""
        return self.codes < 0


def cleaned(column: pa.Array) -> pa.Array:
    """Blanks, a leading quote and `="…"` come off."""
    texts = pc.utf8_trim(column, characters=_BLANKS)
    odd = pc.starts_with(texts, "=")
    for sign in ('"', "'"):
        odd = pc.or_(odd, pc.starts_with(texts, sign))
    if not pc.any(odd).as_py():
        return texts
    for pattern in (r'^="(.*)"$', r'^"(.*)"$', r"^'+()"):
        texts = pc.replace_substring_regex(texts, pattern, r"\1")
    return pc.utf8_trim(texts, characters=_BLANKS)


def _encoded(column: pa.Array) -> pa.DictionaryArray:
    """Distinct texts and the place of each cell's; a missing one is blank."""
    return pc.dictionary_encode(pc.fill_null(column, ""))


def coded(column: pa.Array) -> Coded:
    """A column as numbers and its distinct texts, cleaned."""
    raw = _encoded(column)
    found = Coded(raw.indices.to_numpy(), raw.dictionary)
    return _recoded(found, cleaned(raw.dictionary), [""])


def _recoded(found: Coded, texts: pa.Array, nothing: list[str]) -> Coded:
    """The same cells with other texts, of which some are blank."""
    codes = found.codes
    if not texts.equals(found.texts):
        same = pc.dictionary_encode(texts)
        texts = same.dictionary
        codes = np.append(same.indices.to_numpy(), np.int32(-1))[codes]
    blank = _places(texts, nothing)
    if blank.size:
        codes = np.where(np.isin(codes, blank), np.int32(-1), codes)
    return Coded(codes, texts)


def _places(texts: pa.Array, wanted: list[str]) -> np.ndarray:
    return np.flatnonzero(pc.is_in(texts, value_set=pa.array(wanted)).to_numpy(False))


def ids(plain: Coded) -> Coded:
    """Ids as texts: `880001.0` is 880001, e-mails ignore letter case; placeholders are blank."""
    texts = plain.texts
    if not pc.all(pc.string_is_ascii(texts)).as_py():
        texts = pc.utf8_normalize(texts, form="NFKC")
    if pc.any(pc.ends_with(texts, ".0")).as_py():
        texts = pc.replace_substring_regex(texts, r"^(\d+)\.0+$", r"\1")
    mailed = pc.match_substring(texts, "@")
    if pc.any(mailed).as_py():
        texts = pc.if_else(mailed, pc.utf8_lower(texts), texts)
    return _recoded(plain, texts, list(_PLACEHOLDERS))


def rounded_share(found: Coded) -> float:
    """Part of the filled cells that stand in scientific notation, as a spreadsheet rounds them."""
    return _share_like(found, "e", _ROUNDED)


def masked_share(found: Coded) -> float:
    """Part of the filled cells in which stars hide something."""
    return _share_like(found, "**", _MASKED)


def _share_like(found: Coded, sign: str, pattern: str) -> float:
    filled = found.codes[found.codes >= 0]
    maybe = pc.match_substring(found.texts, sign, ignore_case=True)
    if not filled.size or not pc.any(maybe).as_py():
        return 0.0
    alike = pc.match_substring_regex(found.texts, pattern).to_numpy(False)
    return float(alike[filled].mean())


def people_behind(found: Coded) -> tuple[int, float]:
    """Distinct masked ids k, and about how many people stand behind: −m·ln(1 − k/m), where m is
    how many can be told apart: 10,000 four-digit ends for each of the starts that occur."""
    used = np.unique(found.codes[found.codes >= 0])
    texts = found.texts.take(pa.array(used)).to_pylist()
    parts = [re.fullmatch(r"([^*]*)\*{2,}([^*]*)", text) for text in texts]
    starts = {part[1] for part in parts if part}
    ends = {part[2] for part in parts if part}
    four = all(re.fullmatch(r"\d{4}", end) for end in ends)
    told = len(starts) * (10_000 if four else len(ends))
    count = len(texts)
    if count >= told:
        return count, float("inf")
    return count, float(-told * np.log1p(-count / told))


@dataclass(frozen=True)
class Money:
    """`cents`: whole ones (row,); `state`: what became of each cell (row,).

    `asked`: whether the column leaves open what 1.234 is; `proposed`: whether a thousand and more.
    """

    cents: np.ndarray
    state: np.ndarray
    asked: bool
    proposed: bool


def money(column: pa.Array, unit: float = 1.0, thousands: bool | None = None) -> Money:
    """The amounts of a column. `unit`: yuan that a 1 stands for; `thousands`: whether 1.234 is a
    thousand and more where that could be either."""
    raw = _encoded(column)
    texts = _amounts(cleaned(raw.dictionary))
    marks = _marks(texts)
    texts = _one_mark(texts, marks, marks.proposed if thousands is None else thousands)
    cents, state = _cents(texts, 100.0 * unit)
    place = raw.indices.to_numpy()
    return Money(cents[place], state[place], marks.asked, marks.proposed)


def _amounts(texts: pa.Array) -> pa.Array:
    """Without signs of the currency; in brackets is below zero."""
    texts = pc.utf8_upper(pc.utf8_normalize(texts, form="NFKC"))
    texts = pc.replace_substring_regex(texts, r"CN¥|[¥￥元\s\x{200b}]|CNY|RMB", "")
    texts = pc.replace_substring_regex(texts, "[−–—]", "-")
    return pc.replace_substring_regex(texts, r"^\(([^-+]*)\)$", r"-\1")


def _nothing(texts: pa.Array) -> pa.Array:
    return pc.is_in(texts, value_set=pa.array(["", *map(str.upper, _NOTHING)]))


def _cents(texts: pa.Array, cents_of_one: float) -> tuple[np.ndarray, np.ndarray]:
    nothing = _nothing(texts)
    good = pc.and_(pc.match_substring_regex(texts, _MONEY), pc.invert(nothing))
    values = pc.cast(pc.if_else(good, texts, "0"), pa.float64()).to_numpy()
    good = good.to_numpy(False) & (np.abs(values) < 1e13)
    # half a cent goes away from zero, whatever a double made of it
    size = np.abs(np.where(good, values, 0.0)) * cents_of_one
    cents = np.sign(values) * np.floor(size + 0.5 + 1e-6)
    state = np.where(nothing.to_numpy(False), MISSING, np.where(good, READ, BAD))
    return cents.astype(np.int64), state.astype(np.int8)


@dataclass(frozen=True)
class _Marks:
    """What marks decimals in a column: whether a comma does, whether what a dot does is open, and
    whether dots are likelier to mark thousands."""

    comma: bool
    asked: bool
    proposed: bool


def _marks(texts: pa.Array) -> _Marks:
    """1.234 is a thousand and more where others of the column say so (12,50 or 1.234.567), and has
    decimals where others do (12.5); where neither or both hold, that is asked."""
    def some(pattern: str) -> bool:
        return bool(pc.any(pc.match_substring_regex(texts, pattern)).as_py())

    comma = some(_COMMA)
    if not some(_BY_DOTS):
        return _Marks(comma, False, False)
    places, thousands = some(_PLACES), comma or some(_SEVERAL_DOTS)
    tenths = pc.or_(pc.match_substring_regex(texts, _NO_MORE_THAN_CENTS), _nothing(texts))
    likelier = thousands if thousands != places else not pc.all(tenths).as_py()
    return _Marks(comma, thousands == places, likelier)


def _one_mark(texts: pa.Array, marks: _Marks, thousands: bool) -> pa.Array:
    """Amounts with a dot as their only mark; 1,234 beside 12,50 cannot be read."""
    grouped = pc.match_substring_regex(texts, _GROUPED)
    if marks.comma:
        comma = pc.match_substring_regex(texts, _COMMA)
        unclear = pc.and_(grouped, pc.match_substring_regex(texts, r"^[^.]*,[^.]*$"))
        texts = pc.if_else(unclear, "?", texts)
        decimal = pc.replace_substring(pc.replace_substring(texts, ".", ""), ",", ".")
        texts = pc.if_else(comma, decimal, texts)
    if thousands:
        by_dots = pc.match_substring_regex(texts, _BY_DOTS)
        texts = pc.if_else(by_dots, pc.replace_substring(texts, ".", ""), texts)
    return pc.if_else(grouped, pc.replace_substring_regex(texts, "[,'’]", ""), texts)


@dataclass(frozen=True)
class Days:
    """`day`: days since 1970 (row,); `state`: what became of each cell (row,).

    `asked`: whether the file leaves open how 05/06/2024 is read; `proposed`: whether as day first.
    """

    day: np.ndarray
    state: np.ndarray
    asked: bool
    proposed: bool


def days(column: pa.Array, day_first: bool | None = None, utc_offset: float = UTC_OFFSET) -> Days:
    """The days of a column of times. `day_first`: how to read what could be either."""
    raw = _encoded(column)
    texts = cleaned(raw.dictionary)
    if not pc.all(pc.string_is_ascii(texts)).as_py():
        texts = pc.utf8_trim(pc.utf8_normalize(texts, form="NFKC"), characters=_BLANKS)
    numeric = pc.match_substring_regex(texts, _NUMBER).to_numpy(False)
    day, state = _numbers(texts, numeric, utc_offset)
    parts = pc.dictionary_encode(pc.replace_substring_regex(
        texts.filter(pa.array(~numeric)), _CLOCK, ""))
    written, place = parts.dictionary.to_pylist(), parts.indices.to_numpy()
    order = _written_order(written, place)
    asked = order is None and any(_YEAR_LAST.fullmatch(text) for text in written)
    proposed = bool(order)
    if asked:
        proposed = _likelier(written, parts, numeric, raw.indices.to_numpy())
    first = day_first if asked and day_first is not None else proposed
    read = [_day(text, first) for text in written]
    day[~numeric] = np.array([each[0] for each in read], dtype=np.int64)[place]
    state[~numeric] = np.array([each[1] for each in read], dtype=np.int8)[place]
    nothing = pc.is_in(pc.utf8_lower(texts), value_set=pa.array(["", *_NOTHING])).to_numpy(False)
    state[(state == MISSING) & ~nothing] = BAD  # a time without a day
    back = raw.indices.to_numpy()
    return Days(day[back], state[back], asked, proposed)


def _numbers(
    texts: pa.Array, numeric: np.ndarray, utc_offset: float
) -> tuple[np.ndarray, np.ndarray]:
    """Excel's serials, Unix seconds and milliseconds, 20240105 and 20240105130500."""
    plain = pc.if_else(pa.array(numeric), texts, "0")
    value = pc.cast(plain, pa.float64()).to_numpy()
    day, state = np.zeros(value.size, dtype=np.int64), np.full(value.size, BAD, dtype=np.int8)
    serial = (value >= _SERIALS[0]) & (value < _SERIALS[1])
    day[serial] = np.floor(value[serial]).astype(np.int64) - _SERIAL_OF_EPOCH
    for low, unit in ((1e9, 1.0), (1e12, 1e3), (1e15, 1e6)):
        unix = (value >= low * 0.6) & (value < low * 4.2) & numeric
        unix &= ~_compact(value)[1]
        day[unix] = np.floor((value[unix] / unit + 3600.0 * utc_offset) / SECONDS)
        serial |= unix
    dated, compact = _compact(value)
    day[compact] = dated[compact]
    state[(serial | compact) & numeric] = READ
    return day, state


def _compact(value: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Days of 20240105, 202401051305 and 20240105130500, and where there are such."""
    number = np.zeros(value.size, dtype=np.int64)
    for digits in (8, 12, 14):
        at = (value >= 10.0 ** (digits - 1)) & (value < 10.0**digits)
        number[at] = value[at].astype(np.int64) // 10 ** (digits - 8)
    year, month, rest = number // 10_000, number // 100 % 100, number % 100
    real = (year >= _YEARS[0]) & (year <= _YEARS[1]) & (month >= 1) & (month <= 12) & (rest >= 1)
    month_start = (np.where(real, year, 1970) - 1970) * 12 + np.where(real, month, 1) - 1
    start = month_start.astype("datetime64[M]")
    day = start.astype("datetime64[D]").astype(np.int64) + np.where(real, rest, 1) - 1
    real &= day < (start + 1).astype("datetime64[D]").astype(np.int64)
    return day, real


def _written_order(written: list[str], place: np.ndarray) -> bool | None:
    """Whether the day comes first in 05/06/2024, if any such date can be read one way only."""
    counts = np.bincount(place, minlength=len(written))
    first = last = 0
    for text, count in zip(written, counts, strict=True):
        found = _YEAR_LAST.fullmatch(text)
        if found:
            first += count * (int(found[1]) > 12 >= int(found[2]))
            last += count * (int(found[2]) > 12 >= int(found[1]))
    return None if first == last else bool(first > last)


def _likelier(
    written: list[str], parts: pa.DictionaryArray, numeric: np.ndarray, back: np.ndarray
) -> bool:
    """Exports are in order of time: the reading in which neighbours are nearer in time."""
    place = np.full(numeric.size, -1)
    place[~numeric] = parts.indices.to_numpy()
    rows = place[back]
    rows = rows[rows >= 0]
    jumps = []
    for first in (True, False):
        day = np.array([_day(text, first)[0] for text in written])[rows]
        jumps.append(float(np.abs(np.diff(day)).sum()))
    return jumps[0] <= jumps[1]


def _day(text: str, day_first: bool) -> tuple[int, int]:
    """Days since 1970 of a written date, and what became of it."""
    if not text or text.lower() in _NOTHING:
        return 0, MISSING
    parts = _parts_of(text, day_first)
    if parts is None or not _YEARS[0] <= parts[0] <= _YEARS[1]:
        return 0, BAD
    try:
        return (date(*parts) - EPOCH).days, READ
    except ValueError:
        return 0, BAD


def _parts_of(text: str, day_first: bool) -> tuple[int, int, int] | None:
    """Year, month and day, which need not exist."""
    found = _YEAR_FIRST.fullmatch(text)
    if found:
        return int(found[1]), int(found[2]), int(found[3])
    found = _YEAR_LAST.fullmatch(text)
    if found:
        one, other = int(found[1]), int(found[2])
        return (int(found[3]), other, one) if day_first else (int(found[3]), one, other)
    for pattern in _NAMED:
        found = pattern.fullmatch(text)
        if found and found["m"][:3].lower() in _MONTHS:
            month = _MONTHS.index(found["m"][:3].lower()) + 1
            return int(found["y"]), month, int(found["d"])
    return None


def shown(day: int) -> str:
    """A day since 1970 as files write it, 2024-01-05."""
    return date.fromordinal(EPOCH.toordinal() + int(day)).isoformat()
