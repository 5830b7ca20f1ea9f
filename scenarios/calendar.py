"""The calendar of a scenario: the date of its day 0, `[calendar] day_zero = 2026-03-01`.

The model knows no dates. A scenario that has one shows it beside every day and month; one that has
none is written, shown and linked to without any.
"""

from __future__ import annotations

import re
from datetime import date

from model import Problem
from model.terms.problems import NOT_A_TABLE, UNKNOWN, problem
from wording.literal import brief

TABLE, FIELD = "calendar", "day_zero"
NAME = f"{TABLE}.{FIELD}"
EARLIEST, LATEST = date(1901, 1, 1), date(2199, 12, 31)
"""Days that spreadsheets and pickers of dates know too."""
TELLING_LIMIT = 40
"""Letters of what is no date that a refusal repeats."""

_TEXT = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?: 00:00:00)?")

BAD_DATE = "{field} = {value}: a date of the calendar is needed, {permitted}"


def taken(content: dict[str, object], problems: list[Problem]) -> date | None:
    """Take the calendar out of a document's content; what is refused goes to `problems`."""
    if TABLE not in content:
        return None
    table = content.pop(TABLE)
    if not isinstance(table, dict):
        problems.append(problem(NOT_A_TABLE, TABLE, _short(table)))
        return None
    problems += [problem(UNKNOWN, f"{TABLE}.{_short(name)}", nearest=NAME)
                 for name in list(table)[:TELLING_LIMIT] if name != FIELD]
    return day_of(table[FIELD], problems) if table.get(FIELD, "") != "" else None


def day_of(value: object, problems: list[Problem], name: str = NAME) -> date | None:
    """A date as documents (2026-03-01), links and spreadsheets (2026/3/1) tell it; None where it
    is none.
    """
    found = value if type(value) is date else None
    parts = _TEXT.fullmatch(value.strip()) if isinstance(value, str) else None
    if parts is not None:
        try:
            found = date(*map(int, parts.groups()))
        except ValueError:
            found = None
    if found is not None and EARLIEST <= found <= LATEST:
        return found
    problems.append(problem(BAD_DATE, name, _short(value), permitted=f"{EARLIEST} … {LATEST}"))
    return None


def told(day_zero: date | None) -> dict[str, object]:
    """The calendar as a table of a document, nothing where there is none."""
    return {} if day_zero is None else {TABLE: {FIELD: day_zero}}


def _short(value: object) -> str:
    return brief(str(value), TELLING_LIMIT)
