"""Number formats of headline numbers and parameters, as near to print as a spreadsheet comes.

A spreadsheet knows no 万: yuan stand in full beside the text as printed.
"""

from __future__ import annotations

from answers.tiles import Tile
from model.terms.parameters import Parameter
from reports.number_formats import quoted
from wording import Words


def of_tile(tile: Tile, words: Words) -> tuple[str, str]:
    """Number formats of a tile's value and of a difference between two: of shares, in points."""
    if tile.style == "percent":
        points = _framed(words("{} pp"), "0.00")
        return "[=0]0.0%;[<0.01]0.00%;0.0%", f"+{points};−{points};{points}"
    if tile.style == "money":
        size = _framed(words.money_frame, "#,##0.00")
        return f"{size};−{size}", f"+{size};−{size};{_framed(words.money_frame, '0.00')}"
    if tile.style == "day":
        return _framed(words("Day {day}", day="{}"), "#,##0"), "+#,##0;−#,##0;0"
    if tile.style in ("multiple", "index"):
        return "0.00", "+0.00;−0.00;0.00"
    if tile.style == "wait":
        return _framed(words.frame("wait"), "#,##0"), "+#,##0.0;−#,##0.0;0"
    return "#,##0", "+#,##0;−#,##0;0"


def _framed(frame: str, code: str) -> str:
    """The number format of a text in which {} stands for the number, itself written by `code`."""
    before, _, after = frame.partition("{}")
    return f"{quoted(before)}{code}{quoted(after)}"


def of_parameter(parameter: Parameter) -> str:
    """The number format of a parameter's value."""
    if parameter.display == "percent":
        return "0.0###%"
    if parameter.kind == "whole":
        return "#,##0"
    return "#,##0.00####" if parameter.display == "money" else "General"
