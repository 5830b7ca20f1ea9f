"""Titles of rows: what people call a product or a campaign, free text beside its id, by field as
documents, lists and grids have it (`campaigns.autumn.title`, `campaigns.autumn.title_zh`).

They stay out of `model.Scenario`, so that no number, cache or comparison of scenarios can depend
on them: a document holds them beside its scenario, and `Words` takes them to what names a row.
"""

from __future__ import annotations

from collections.abc import Mapping

from model import Problem, Scenario
from model.terms.parameters import ROW_TABLES
from model.terms.problems import problem
from wording.literal import brief
from wording.names import title_fields

ROW_TITLE_LIMIT = 60
"""Letters of a row's title; longer ones fit no legend."""

PROBLEMS_LIMIT = 20
"""Titles after which no more are looked at."""

TOO_LONG = "{field}: {value} letters; permitted is {permitted}"
NOT_TEXT = "{field} = {value}: a text is needed"


def row_of_title(field: str) -> str | None:
    """The dotted name of the row whose title a field holds; None for any other field."""
    row, _, last = field.rpartition(".")
    return row if last in title_fields() and row.rpartition(".")[0] in ROW_TABLES else None


def row_titles(told: Mapping[str, object], problems: list[Problem]) -> dict[str, str]:
    """Titles by field as they are kept: on one line, none that is empty. What is no text or too
    long is noted as a problem and left out.
    """
    kept: dict[str, str] = {}
    for field, value in told.items():
        if len(problems) > PROBLEMS_LIMIT:
            break
        if not isinstance(value, str):
            problems.append(problem(NOT_TEXT, field, brief(str(value), ROW_TITLE_LIMIT)))
        elif len(value) > ROW_TITLE_LIMIT:
            problems.append(problem(TOO_LONG, field, len(value), permitted=ROW_TITLE_LIMIT))
        elif brief(value):
            kept[field] = brief(value)
    return kept


def without_titles(
    content: Mapping[str, object], titles: dict[str, object], place: str = ""
) -> dict[str, object]:
    """Nested content without the titles of its rows, which go into `titles` by field."""
    rest: dict[str, object] = {}
    for key, value in content.items():
        field = f"{place}.{key}" if place else key
        if row_of_title(field) is not None:
            titles[field] = value
        elif isinstance(value, Mapping):
            rest[key] = without_titles(value, titles, field)
        else:
            rest[key] = value
    return rest


def with_titles(values: Mapping[str, object], titles: Mapping[str, str]) -> dict[str, object]:
    """Nested values of a scenario with titles in front of the fields of the rows that there are."""
    found: dict[str, object] = dict(values)
    for table in ROW_TABLES:
        found = _titled(found, table.split("."), table, titles)
    return found


def _titled(
    values: Mapping[str, object], path: list[str], table: str, titles: Mapping[str, str]
) -> dict[str, object]:
    key, *deeper = path
    below = values.get(key)
    if not isinstance(below, Mapping):
        return dict(values)
    if deeper:
        return {**values, key: _titled(below, deeper, table, titles)}
    rows: dict[str, object] = {}
    for row, fields in below.items():
        said = {last: titles[field] for last in title_fields()
                if (field := f"{table}.{row}.{last}") in titles}
        rows[row] = {**said, **fields} if said else fields
    return {**values, key: rows}


def of_rows(titles: Mapping[str, str], scenario: Scenario) -> dict[str, str]:
    """The titles of rows that a scenario has."""
    rows = {f"{table}.{row}" for table in ROW_TABLES for row in scenario.rows(table)}
    return {field: title for field, title in titles.items() if field.rpartition(".")[0] in rows}
