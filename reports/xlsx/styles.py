"""Number formats of headline numbers and parameters, as near to print as a spreadsheet comes.

A spreadsheet knows no 万: yuan stand in full beside the text as printed.
"""

from __future__ import annotations

from answers.tiles import Tile
from model.parameters import Parameter
from wording import Words


def of_tile(tile: Tile, words: Words) -> tuple[str, str]:
    """Number formats of a tile's value and of a difference between two."""
    if tile.style == "percent":
        return "[=0]0.0%;[<0.01]0.00%;0.0%", "+0.00%;−0.00%;0.00%"
    if tile.style == "money":
        return '"¥"#,##0.00;−"¥"#,##0.00', '+"¥"#,##0.00;−"¥"#,##0.00;"¥"0.00'
    if tile.style == "day":
        return _around(words("Day {day}", day="\0")), "+#,##0;−#,##0;0"
    if tile.style in ("multiple", "index"):
        return "0.00", "+0.00;−0.00;0.00"
    if tile.style == "wait":
        return _around(words.plural("{count} day", "{count} days", 7).replace("7", "\0")), (
            "+#,##0.0;−#,##0.0;0")
    return "#,##0", "+#,##0;−#,##0;0"


def _around(text: str) -> str:
    """The number format of a text in which \\0 stands for the number."""
    before, _, after = text.partition("\0")
    quoted = [f'"{part}"' if part else "" for part in (before, after)]
    return f"{quoted[0]}#,##0{quoted[1]}"


def of_parameter(parameter: Parameter) -> str:
    """The number format of a parameter's value."""
    if parameter.display == "percent":
        return "0.0###%"
    if parameter.kind == "whole":
        return "#,##0"
    return "#,##0.00####" if parameter.display == "money" else "General"
