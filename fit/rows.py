"""Which rows of an export are orders' rows: blank ones, totals and copies are set aside first."""

from __future__ import annotations

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fit.cells import Coded, coded
from fit.names import TOTALS, plain
from fit.table import Table

_TOTAL = "|".join(TOTALS)
_TOTAL_CELL = rf"(?i)^\s*['\"=]*\s*({_TOTAL}|grand total|totals?)\s*([:：]?\s*[\d,.]*|[(（:：].*)$"


def blank_rows(table: Table, maybe: np.ndarray) -> np.ndarray:
    """Whether all cells of a row are blank (row,); only rows that `maybe` are looked at."""
    at = np.flatnonzero(maybe)
    filled = np.zeros(at.size, dtype=bool)
    for column in table.columns:
        filled |= ~coded(column.take(pa.array(at))).blank
    found = np.zeros(table.rows, dtype=bool)
    found[at[~filled]] = True
    return found


def total_rows(table: Table, maybe: np.ndarray) -> np.ndarray:
    """Whether a cell of a row says that it sums the others (row,)."""
    at = np.flatnonzero(maybe)
    says = np.zeros(at.size, dtype=bool)
    for column in table.columns:
        says |= pc.match_substring_regex(column.take(pa.array(at)), _TOTAL_CELL).to_numpy(False)
    found = np.zeros(table.rows, dtype=bool)
    found[at[says]] = True
    return found


def copies(table: Table, order: np.ndarray, among: np.ndarray, lines: bool) -> np.ndarray:
    """Rows (row,) that are alike in every cell with one before them.

    `order`: number of each row's order (−1: none), `among`: rows that count at all; `lines`:
    whether lines have ids. Where they have none and orders of several differing rows occur, rows
    alike may be two lines of one order: none is a copy then.
    """
    found = np.zeros(table.rows, dtype=bool)
    known = order >= 0
    several = np.bincount(order[known], minlength=1)[order] > 1
    at = np.flatnonzero(among & (several | ~known))
    if not at.size:
        return found
    marks = _marks(table, at)
    _, first, kind = np.unique(marks, return_index=True, return_inverse=True)
    copied = first[kind] != np.arange(at.size)
    if not lines:
        own = known[at] & ~copied
        if (np.bincount(order[at[own]]) > 1).any():
            return found
    found[at[copied]] = True
    return found


def _marks(table: Table, at: np.ndarray) -> np.ndarray:
    """A number (chosen row,) for the content of each row; different ones by chance once in 2⁶⁴."""
    rng = np.random.default_rng(0)
    marks = np.zeros(at.size, dtype=np.uint64)
    for column in table.columns:
        codes = coded(column.take(pa.array(at)))
        words = rng.integers(0, 2**64, len(codes.texts) + 1, dtype=np.uint64)
        marks += words[codes.codes]
    return marks


def states(found: Coded, words: tuple[str, ...]) -> np.ndarray:
    """Whether a cell says one of these (row,)."""
    told = [_says(text, words) for text in found.texts.to_pylist()]
    return np.asarray(np.append(np.array(told, dtype=bool), False)[found.codes])


_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _says(text: str, words: tuple[str, ...]) -> bool:
    """Chinese words as part of what a cell says, English ones whole."""
    told = plain(text)
    return any(word in told if _CHINESE.search(word) else word == told for word in words)


def first_of(group: np.ndarray, filled: np.ndarray, groups: int) -> np.ndarray:
    """Place of the first filled row of each group (group,), −1 where none is filled."""
    at = np.flatnonzero(filled)[::-1]
    found = np.full(groups, -1)
    found[group[at]] = at  # of several the last written stays, which is the first row
    return found

