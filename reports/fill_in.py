"""A workbook to fill in: names and values of a scheme, read again as any uploaded list is."""

from __future__ import annotations

import io

import xlsxwriter

from answers.help import permitted
from answers.listing import group_of, groups
from answers.values import name_of, row_of, unit_of
from model import Scenario
from model.terms.parameters import declared
from scenarios import blank as own
from scenarios.texts import ROW_TITLE_LIMIT, row_of_title
from scenarios.uploads.lists import NAME, VALUE
from scenarios.uploads.tables import guarded
from wording import Words, part_of
from wording.names import called, title_fields

WIDTHS = (16, 44, 18, 44, 40, 16)


def blank() -> Scenario:
    """The scheme that has not been entered yet."""
    return own.document().scenario


def workbook(scenario: Scenario, words: Words) -> bytes:
    """XLSX: one parameter a row with its group, unit and permitted range; values of a scheme that
    somebody enters, and titles of its rows as `words` have them. Optional values that are absent
    are empty.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    head, fill = book.add_format({"bold": True}), book.add_format({"bg_color": "#FFF3C4"})
    sheet = book.add_worksheet(words("Fill in"))
    heads = (words("Group"), words("Parameter"), words("Unit"), words("Permitted"), words(NAME),
             words(VALUE))
    for place, (title, width) in enumerate(zip(heads, WIDTHS, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, title, head)
    sheet.freeze_panes(1, 2)
    for place, (name, value) in enumerate(_rows(scenario, words), start=1):
        told = (*_about(name, words), name)
        for column, text in enumerate(told):
            sheet.write_string(place, column, guarded(text))
        if value is None:
            sheet.write_blank(place, len(told), None, fill)
        elif isinstance(value, str):
            sheet.write_string(place, len(told), value, fill)  # never a formula
        else:
            sheet.write(place, len(told), value, fill)
    book.close()
    return file.getvalue()


def _about(name: str, words: Words) -> tuple[str, ...]:
    """Group, label, unit and permitted range of a field."""
    group, row = groups(words)[group_of(name)], row_of_title(name)
    if row is not None:
        label = words("Title · {language}", language=part_of(name)[1].name)
        limit = words("any text of up to {count} letters", count=ROW_TITLE_LIMIT)
        return group, f"{label} · {called(words, row)}", "", limit
    name = name.partition("[")[0]
    parameter = declared(name)
    return group, name_of(name, words), unit_of(parameter, words), permitted(parameter, words)


def _rows(scenario: Scenario, words: Words) -> list[tuple[str, object]]:
    """Names and values; a series has a row for each entry, a row of a table its titles first."""
    found: list[tuple[str, object]] = []
    titles, headed = dict(words.row_titles), set[str]()
    for name in scenario.possible_names:
        row, value = row_of(name), scenario[name]
        if "*" in declared(name).field and row not in headed:
            headed.add(row)
            found += [(f"{row}.{last}", titles.get(f"{row}.{last}")) for last in title_fields()]
        if isinstance(value, tuple):
            found += [(f"{name}[{place}]", entry) for place, entry in enumerate(value)]
        else:
            found.append((name, value))
    return found
