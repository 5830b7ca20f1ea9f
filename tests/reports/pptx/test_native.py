"""Charts of lying bars as office programs draw them."""

import re

from charts import controls, style
from charts.figure import Figure
from reports.pptx.native import Native
from reports.series import plot
from wording import Words


def test_bars_of_one_row_stand_side_by_side_and_others_cover_each_other():
    """Two figures of one thing are read next to each other; where each row has one bar, it is
    as broad as its row."""
    two = controls.moves(["gate", "vouchers"], {"received": [1.0, 2.0], "last_cash": [3.0, 4.0]},
                         Words("en"))
    one = style.blank(200)
    for name, row in (("in", "a"), ("out", "b")):
        one.add(style.bars(name, [1.0], [row], ["1"], style.CASH, orientation="h"))
    one.y_axis(categoryarray=["b", "a"])
    one.x_axis()
    assert [_overlap(each) for each in (two, one)] == [b'val="0"', b'val="100"']


def test_lines_alike_in_rows_of_their_own_are_one_series_each_with_its_own_text():
    """A legend then has no entry to hide, which office programs count from different ends."""
    figure = style.blank(200)
    for row, text, shown in (("a", "owes 1", True), ("b", "owes 2", False)):
        figure.add({"type": "scatter", "mode": "lines", "name": "closed", "x": [10.0, 90.0],
                    "y": [row, row], "customdata": [text, text], "showlegend": shown,
                    "line": {"color": style.CASH, "width": 6}})
    figure.y_axis(categoryarray=["b", "a"])
    figure.x_axis()
    made = Native(plot(figure), "en").xml_bytes(None)
    assert made.count(b"<c:ser>") == 1
    assert b"legendEntry" not in made
    assert b"owes 1" in made
    assert b"owes 2" in made


def _overlap(figure: Figure) -> bytes:
    return re.search(rb'overlap (val="\d+")', Native(plot(figure), "en").xml_bytes(None))[1]
