"""Why a file, or a part of what was asked of it, is refused: a named error and its problem.

No problem holds a cell of the file: it may be somebody's name.
"""

from __future__ import annotations

from collections.abc import Mapping

from model import ScenarioError
from model.terms.problems import problem

TEMPLATES: Mapping[str, str] = {
    "not_text": (
        "{field}: neither XLSX nor text in UTF-8, UTF-16 or GB18030 that can be read as a table"
    ),
    "too_large": "{field}: {value}; permitted is {permitted}",
    "no_header": (
        "{field}: none of the first {permitted} rows names both a time and an amount paid, such "
        "as 付款时间 and 实付金额, or Paid at and Total"
    ),
    "open_quote": (
        "{field}: a quotation mark in row {value} is not closed within its row, so that whole rows "
        "would be read as one cell"
    ),
    "no_customer": (
        "{field} = {value}: no column names the customer, or it is blank; permitted is a column "
        "filled in for {permitted} of orders. Orders a day and baskets can be used, nothing else"
    ),
    "ids_rounded": (
        "{field} = {value}: a spreadsheet has rounded {share} of these ids, so people are merged; "
        "permitted is {permitted}. Orders a day and baskets can be used, nothing else"
    ),
    "ids_masked": (
        "{field} = {value}: ids are masked, and behind {count} of them stand about {people} "
        "people; permitted is {permitted} more. Orders a day and baskets can be used, nothing else"
    ),
    "too_few": "{field} = {value}: too few to fit; permitted is {permitted}",
    "too_few_new": (
        "{field} = {value}: too few to fit without {left_out} customers who were seen in the first "
        "{days} days and may be old ones; permitted is {permitted}. They count if the shop's first "
        "order is in the file"
    ),
    "no_column": "{field} = {value}: there is no such column; permitted is {permitted}",
    "no_answer": "{field} = {value}: permitted is {permitted}",
}


class Refused(ScenarioError):
    """`code` is one of TEMPLATES, and so is `said`, where the code says it otherwise."""

    def __init__(
        self, code: str, field: str, value: object = None, said: str = "", **details: object
    ) -> None:
        super().__init__([problem(TEMPLATES[said or code], field, value, **details)])
        self.code = code
