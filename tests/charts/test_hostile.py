"""Titles that people type are neither markup to Plotly nor formulas to a spreadsheet."""

import numpy as np
import pytest

from charts import style

LINK = "<a href='https://evil.example'>x</a> <b>b</b>"


def one_line(name):
    figure = style.blank()
    figure.add(style.line(name, np.arange(2), np.arange(2.0), [name, name], "#123456"))
    return figure


def texts(value):
    """Every text of a figure as a browser gets it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for below in value.values():
            yield from texts(below)
    elif isinstance(value, list | tuple):
        for below in value:
            yield from texts(below)


def test_no_text_of_a_figure_holds_tags():
    figure = one_line(LINK)
    figure.x_axis(title={"text": LINK}, ticktext=[LINK], tickvals=[0])
    figure.add({"type": "bar", "y": [LINK, LINK], "x": np.array([LINK, LINK], object)})
    found = [text for text in texts(figure.drawn()) if "evil" in text]
    assert len(found) >= 7
    assert not [text for text in found if "<a" in text or "<b>" in text]


def test_our_own_line_breaks_stay():
    figure = one_line("day 0<br>month 1")
    assert "day 0<br>month 1" in texts(figure.drawn())


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_name_in_a_csv_file_is_a_formula(name):
    figure = one_line(name)
    figure.y_axis(title={"text": name})
    told = figure.csv().decode("utf-8-sig")
    assert told.count(f"'{name}") == 3
    assert told.count(name) == 3


def test_numbers_below_zero_stay_numbers():
    figure = style.blank()
    figure.add(style.line("x", np.arange(2), np.array([-1.5, 2.0]), ["", ""], "#123456"))
    assert "x,0,-1.5" in figure.csv().decode("utf-8-sig")
