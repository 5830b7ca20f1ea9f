"""Lists of names and values in tables. What has names of parameters is a list: it is read to its
last row, or it is refused; it never passes for a table of something else.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from model import ScenarioError
from model.terms.parameters import PARAMETERS, pattern
from model.terms.problems import problem
from wording import LANGUAGES, Words, mark

NAME, VALUE = mark("Name in the files"), mark("Value")
"""What the columns are called in reports; `name` and `value` in files of every language."""
COMPARED = mark("Baseline"), mark("This scenario")
"""Head columns of what compares two scenarios, and so is no list of one."""

ROWS_LIMIT = 20_000

TOO_MANY_ROWS = "{field}: more than {permitted} rows of names and values"
NO_HEAD = (
    "{field}: {place} holds names of parameters, but no row heads one column “{name}” and one "
    "“{value}”; the heads there: {heads}"
)
TWO_HEADS = "{field}: two columns are headed “{value}”; which one counts cannot be known"
ABOVE_HEAD = "{field}: {value} stands above the head of the list, in row {row}"
NO_NAME = "{field}: row {row} has the value {value} but names no parameter"
ASIDE = "{field}: {value} stands outside the column of names, in row {row}"

Cells = Sequence[object]
Row = tuple[int, Cells]
"""A row's number, from 1, and its cells."""
Rows = list[tuple[str, object]]


def is_name(cell: object) -> bool:
    """Whether a cell is the name of a parameter, or of an entry of a series."""
    return isinstance(cell, str) and pattern(cell.strip().partition("[")[0]) in PARAMETERS


def header_of(name: str, cells: Cells) -> tuple[int, int] | None:
    """Where names and values stand in a table whose header this is; None if it is none. Raises
    ScenarioError where two columns are headed alike.
    """
    heads = [_head(cell) for cell in cells]
    found = []
    for plain, label in (("name", NAME), ("value", VALUE)):
        known = _called(plain, label)
        places = [place for place, head in enumerate(heads) if head in known]
        if not places:
            return None
        found.append(places)
    for places in found:
        if len(places) > 1:
            raise ScenarioError([problem(TWO_HEADS, name, str(cells[places[1]]))])
    return found[0][0], found[1][0]


def _called(plain: str, label: str) -> set[str]:
    return {plain} | {_head(Words(language)(label)) for language in LANGUAGES}


def _head(cell: object) -> str:
    text = unicodedata.normalize("NFKC", "" if cell is None else str(cell))
    return text.strip(" \t\r\n:\ufeff'").casefold()


def compares(cells: Cells) -> bool:
    """Whether this heads two scenarios beside each other: what changed, no list of its own."""
    heads = {_head(cell) for cell in cells}
    return all(heads & _called(label, label) for label in (NAME, *COMPARED))


def listed(name: str, place: str, rows: Iterable[Row]) -> Rows | None:
    """Name and value of every row of a list; None for a table of something else. Raises
    ScenarioError for a list that cannot be read, or not as a whole.
    """
    header: tuple[int, int] | None = None
    heads: Cells = ()
    above: list[tuple[int, str]] = []
    found: Rows = []
    start = 0
    for number, cells in rows:
        if header is not None:
            if number - start > ROWS_LIMIT:
                raise ScenarioError([problem(TOO_MANY_ROWS, name, permitted=ROWS_LIMIT)])
            found += _entry(name, number, cells, header)
            continue
        if not above and compares(cells):
            return None
        header, start = header_of(name, cells), number
        named = [str(cell).strip() for cell in cells if is_name(cell)]
        if header is None and named:
            above.append((number, named[0]))
        elif header is None and not above and any(cell not in (None, "") for cell in cells):
            heads = cells
    if header is None and above:
        told = ", ".join(str(cell) for cell in heads if cell not in (None, ""))[:200]
        raise ScenarioError([problem(NO_HEAD, name, place=place, name="name", value="value",
                                     heads=told or "–")])
    if above:
        raise ScenarioError([problem(ABOVE_HEAD, name, above[0][1], row=above[0][0])])
    return None if header is None else found


def _entry(name: str, number: int, cells: Cells, header: tuple[int, int]) -> Rows:
    """The name and the value of a row, nothing for an empty one. Raises ScenarioError."""
    named, valued = header
    called = str(cells[named] if named < len(cells) and cells[named] is not None else "").strip()
    value = cells[valued] if valued < len(cells) else None
    if called:
        return [(called, value)]
    aside = next((str(cell) for cell in cells if is_name(cell)), "")
    if aside:
        raise ScenarioError([problem(ASIDE, name, aside, row=number)])
    if value is not None and str(value).strip():
        raise ScenarioError([problem(NO_NAME, name, str(value)[:80], row=number)])
    return []
