"""Figures as charts of the office program, editable with the workbook behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from lxml.etree import _Element as Element

from charts.style import STEP_DAYS
from reports.number_formats import number_format, quoted
from reports.pptx import axes
from reports.pptx.chart_xml import (
    SMALL,
    C,
    categories,
    fill,
    labels,
    legend,
    letters,
    name,
    numbers,
    shape,
    shown,
    space,
    stroke,
    value,
)
from reports.pptx.sheet import Column, Sheet
from reports.pptx.texts import clean
from reports.pptx.theme import LINE_COLOUR, MUTED
from reports.series import Plot, Series, joined

FIRST, SECOND = 111, 112
"""Ids of the axes."""

TICK = 0.002
"""Half the length of a tick, in parts of the axis."""

MONTHS = 40
"""So many months can all be written under an axis."""

SYMBOLS = {
    "circle": "circle", "circle-open": "circle", "diamond": "diamond", "square": "square",
    "triangle-up": "triangle", "cross": "plus", "x": "x", "line-ew": "dash", "line-ns": "dash",
}


@dataclass
class Native:
    """A chart of `plot` as python-pptx takes chart data: its XML and its workbook."""

    plot: Plot
    language: str
    sheet: Sheet = field(default_factory=Sheet)
    hidden: list[int] = field(default_factory=list)
    count: int = 0

    def xml_bytes(self, _chart_type: Any) -> bytes:
        """The chart part."""
        return self._made[0]

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook."""
        return self._made[1]

    @cached_property
    def _made(self) -> tuple[bytes, bytes]:
        area = C.plotArea(self._layout(), *{
            "lines": self._lines, "areas": self._areas, "columns": self._columns,
            "bars": self._bars,
        }[self.plot.kind]())
        gaps = "span" if self.plot.kind in ("areas", "columns") else "gap"
        key = legend(self.hidden, self.language) if self._legend_needed() else None
        return space(area, key, gaps, self.language), self.sheet.bytes()

    def _layout(self) -> Element:
        """Left to the program, but where the ticks are labels within the plot."""
        if self.plot.kind != "areas" or not axes.scaling(self.plot.y, (), self.language).named:
            return C.layout()
        return C.layout(C.manualLayout(
            value("layoutTarget", "inner"), value("xMode", "edge"), value("yMode", "edge"),
            value("x", 0.12), value("y", 0.12), value("w", 0.85), value("h", 0.74)))

    def _legend_needed(self) -> bool:
        return self.count - len(self.hidden) > 1 or any(
            series.mark in ("span",) for series in self.plot.series)

    def _head(self, column: Column, legend: bool = True) -> list[Element]:
        """What every series begins with."""
        at = self.count
        self.count += 1
        if not legend:
            self.hidden.append(at)
        return [value("idx", at), value("order", at), name(column)]

    def _values(self, series: Series, x: Sequence[float]) -> Column:
        """Its values at `x`, None where it has none; areas are drawn straight between points."""
        at = dict(zip(np.asarray(series.x).tolist(), _plain(series.y), strict=True))
        known = [at.get(day) for day in x]
        if series.mark in ("area", "band", "shade"):
            known = _filled(known, x)
        return self.sheet.column(series.name, known)

    # Lines over numbers.

    def _lines(self) -> list[Element]:
        plot = self.plot
        chart = C.scatterChart(value("scatterStyle", "lineMarker"), value("varyColors", 0))
        for series in plot.series:
            x = self.sheet.column(plot.x.title, _plain(series.x))
            y = self.sheet.column(series.name, _plain(series.y))
            chart.append(C.ser(
                *self._head(y, series.legend), C.spPr(_line_of(series)), _marker(series),
                numbers("xVal", x), numbers("yVal", y), value("smooth", 0)))
        across = axes.scaling(plot.x, _all(series.x for series in plot.series), self.language,
                              ends=True)
        up = axes.scaling(plot.y, _all(series.y for series in plot.series), self.language)
        for level in _levels(plot):
            ends = [across.low or 0.0, across.high or max(_all(s.x for s in plot.series))]
            chart.append(self._level(level, self.sheet.column(plot.x.title, ends), "xVal", "yVal"))
        chart.extend((value("axId", FIRST), value("axId", SECOND)))
        return [
            chart,
            axes.value_axis((FIRST, SECOND), "b", plot.x.title, across, self.language,
                            lines=False, cross="min" if up.base else "autoZero"),
            axes.value_axis((SECOND, FIRST), "l", plot.y.title, up, self.language, cross="min"),
        ]

    def _level(self, level: float, x: Column, x_tag: str, y_tag: str, text: str = "") -> Element:
        """A thin line across at `level`, with its name at the end if it has one."""
        column = self.sheet.column(text or f"{level:g}", [
            None if at is None else level for at in x.values])
        smooth = [value("smooth", 0)] if x_tag in ("xVal", "cat") else []
        tag = [C.dLbls(self._tick(), *shown())] if text else []
        return C.ser(
            *self._head(column, legend=False), C.spPr(stroke(MUTED if not text else LINE_COLOUR,
                                                             1.0)),
            C.marker(value("symbol", "none")), *tag, categories(x_tag, x), numbers(y_tag, column),
            *smooth)

    def _tick(self) -> Element:
        """The name of a line at its first point, to the left."""
        return C.dLbl(value("idx", 0), shape(None), letters(self.language, SMALL),
                      value("dLblPos", "l"), *shown(name_shown=True))

    # Areas and lines over whole days.

    def _areas(self) -> list[Element]:
        plot = self.plot
        end = plot.x.high if plot.x.high is not None else np.inf  # areas fall to 0 beyond it
        days = sorted({float(day) for series in plot.series for day in series.x if day <= end})
        x = self.sheet.column(plot.x.title, days)
        up = axes.scaling(plot.y, _all(series.y for series in plot.series), self.language)
        made = []
        if areas := [*self._bands(x, days), *self._stack(x, days)]:
            grouping = "standard" if plot.of("shade") else "stacked"
            made.append(C.areaChart(value("grouping", grouping), value("varyColors", 0), *areas,
                                    value("axId", FIRST), value("axId", SECOND)))
        lines = self._over(x, days)
        if up.named:
            lines += [self._level(tick, x, "cat", "val", text)
                      for tick, text in zip(plot.y.ticks, plot.y.texts, strict=True)]
        if lines:
            made.append(C.lineChart(
                value("grouping", "standard"), value("varyColors", 0), *lines, value("marker", 1),
                value("axId", FIRST), value("axId", SECOND)))
        cross = "min" if up.base else "autoZero"
        return [*made, axes.day_axis((FIRST, SECOND), plot.x, self.language, cross),
                axes.value_axis((SECOND, FIRST), "l", plot.y.title, up, self.language,
                                cross="min")]

    def _stack(self, x: Column, days: list[float]) -> list[Element]:
        """Areas on one another, or the shade between a line and zero."""
        return [
            C.ser(*self._head(column := self._values(series, days), series.legend),
                  shape(fill(series.colour, series.opacity)), categories("cat", x),
                  numbers("val", column))
            for series in self.plot.of("area", "shade")
        ]

    def _bands(self, x: Column, days: list[float]) -> list[Element]:
        """Nested bands as differences between their edges, which the workbook computes."""
        bands = self.plot.of("band")
        edges = [(band, band.low, " ↓") for band in bands if band.low is not None]
        edges += [(band, band.y, "") for band in reversed(bands)]
        columns = [
            self.sheet.column(band.name + mark, _filled(_at(band.x, edge, days), days))
            for band, edge, mark in edges
        ]
        layers = [self._band(x, columns[0], None)] if bands else []
        for at, (lower, upper) in enumerate(pairwise(columns)):
            inner = bands[min(at, len(columns) - 2 - at)]
            layers.append(self._layer(x, lower, upper, inner, at >= len(bands) - 1, bands))
        return layers

    def _layer(self, x: Column, lower: Column, upper: Column, band: Series, named: bool,
               bands: list[Series]) -> Element:
        """What lies between two edges, in the colour of the inmost band there."""
        letters = [column.ref.split("$")[1] for column in (upper, lower)]
        formulas = [f"={letters[0]}{row}-{letters[1]}{row}" for row in range(2, len(x.values) + 2)]
        values = [None if a is None or b is None else a - b
                  for a, b in zip(upper.values, lower.values, strict=True)]
        column = self.sheet.column(band.name, values, formulas)
        opacity = sum(each.opacity for each in bands[: bands.index(band) + 1])
        return self._band(x, column, fill(band.colour, opacity), named)

    def _band(self, x: Column, column: Column, inside: Element | None,
              named: bool = False) -> Element:
        return C.ser(*self._head(column, named), shape(inside), categories("cat", x),
                     numbers("val", column))

    def _over(self, x: Column, days: Sequence[float]) -> list[Element]:
        """Lines and marks over the same days or months, levels included."""
        made = [
            C.ser(*self._head(column := self._values(series, days), series.legend),
                  C.spPr(_line_of(series)), _marker(series), categories("cat", x),
                  numbers("val", column), value("smooth", 0))
            for series in self.plot.of("line", "dots")
        ]
        return made + [self._level(level, x, "cat", "val") for level in _levels(self.plot)]

    # Upright bars with lines over them.

    def _columns(self) -> list[Element]:
        plot = self.plot
        months = sorted({float(month) for series in plot.series for month in series.x})
        x = self.sheet.column(plot.x.title, months)
        bars = [
            C.ser(*self._head(column := self._values(series, months), series.legend),
                  shape(fill(series.colour)), value("invertIfNegative", 0), categories("cat", x),
                  numbers("val", column))
            for series in plot.of("bar")
        ]
        stacked = plot.bars == "stacked"
        overlap = 0 if plot.bars == "beside" else 100
        up = axes.scaling(plot.y, _all(series.y for series in plot.series), self.language)
        made = [C.barChart(
            value("barDir", "col"), value("grouping", "stacked" if stacked else "clustered"),
            value("varyColors", 0), *bars, value("gapWidth", 30),
            value("overlap", overlap), value("axId", FIRST), value("axId", SECOND))]
        if lines := self._over(x, months):
            made.append(C.lineChart(
                value("grouping", "standard"), value("varyColors", 0), *lines, value("marker", 1),
                value("axId", FIRST), value("axId", SECOND)))
        skip = 1 if len(months) <= MONTHS else max(1, round(plot.x.step or 1))
        return [*made,
                axes.name_axis((FIRST, SECOND), "b", self.language, plot.x.title, skip),
                axes.value_axis((SECOND, FIRST), "l", plot.y.title, up, self.language,
                                between="between", cross="min")]

    # Lying bars: the baseline as a tick across each.

    def _bars(self) -> list[Element]:
        plot = self.plot
        rows = [clean(text) for text in plot.names]
        x = self.sheet.column("", rows)
        across = axes.scaling(plot.x, _all(series.y for series in plot.series), self.language)
        bars = [self._bar(series, x, rows) for series in plot.of("bar")]
        bars += [self._span(series, x, rows) for series in joined(plot.of("span"))]
        bars += [self._ticks(series, x, rows, across) for series in plot.of("dots")]
        each = [clean(text) for series in plot.of("bar") for text in series.x]
        return [
            _bar_chart(bars, beside=plot.bars == "beside" and len(set(each)) < len(each)),
            axes.name_axis((FIRST, SECOND), "l", self.language, downward=True),
            axes.value_axis((SECOND, FIRST), "b", plot.x.title, across, self.language,
                            between="between", cross="max", place="nextTo"),
        ]

    def _row_values(self, series: Series, rows: list[str], y: np.ndarray) -> list[float | None]:
        at = dict(zip([clean(text) for text in series.x], _plain(y), strict=True))
        return [at.get(row) for row in rows]

    def _bar(self, series: Series, x: Column, rows: list[str]) -> Element:
        column = self.sheet.column(series.name, self._row_values(series, rows, series.y))
        return C.ser(
            *self._head(column, series.legend), shape(fill(series.colour)),
            value("invertIfNegative", 0), *self._amounts(column, series, rows),
            categories("cat", x), numbers("val", column))

    def _amounts(self, column: Column, series: Series, rows: list[str]) -> list[Element]:
        """Labels that write each value like its text; there is room for a tick before them."""
        told = dict(zip([clean(text) for text in series.x], series.texts, strict=True))
        codes = {
            at: number_format([known], [told[row]], self.language) or quoted(told[row])
            for at, (row, known) in enumerate(zip(rows, column.values, strict=True))
            if known is not None
        }
        clear = {at: ";".join(f'"    "{part}' for part in code.split(";"))
                 for at, code in codes.items()}
        return [labels(clear, "outEnd", self.language)]

    def _span(self, series: Series, x: Column, rows: list[str]) -> Element:
        """A bar that does not start at zero: an unseen one, and a broad line back from its end."""
        assert series.low is not None
        column = self.sheet.column(series.name, self._row_values(series, rows, series.y))
        length = self.sheet.column("↔", self._row_values(series, rows, series.y - series.low))
        back = [value("errBarType", "minus"), value("errValType", "cust"), value("noEndCap", 1),
                numbers("plus", length), numbers("minus", length)]
        return self._unseen(series, x, column, back, 8.0,
                            self._amounts(column, series, rows))

    def _ticks(
        self, series: Series, x: Column, rows: list[str], across: axes.Scaling
    ) -> Element:
        """A short broad line across the end of an unseen bar."""
        column = self.sheet.column(series.name, self._row_values(series, rows, series.y))
        long = TICK * ((across.high or 1.0) - (across.low or 0.0))
        tick = [value("errBarType", "both"), value("errValType", "fixedVal"),
                value("noEndCap", 1), value("val", repr(long))]
        return self._unseen(series, x, column, tick, 12.0)

    def _unseen(
        self, series: Series, x: Column, column: Column, line: list[Element], broad: float,
        tags: Sequence[Element] = (),
    ) -> Element:
        """A series whose bars show in the legend only, with an error bar in place of each."""
        stripe = stroke(series.colour, broad)
        stripe.set("cap", "flat")
        points = [C.dPt(value("idx", at), value("invertIfNegative", 0), value("bubble3D", 0),
                        shape(None)) for at, known in enumerate(column.values) if known is not None]
        return C.ser(
            *self._head(column, series.legend), shape(fill(series.colour)),
            value("invertIfNegative", 0), *points, *tags, C.errBars(*line, C.spPr(stripe)),
            categories("cat", x), numbers("val", column))


def _bar_chart(bars: Sequence[Element], beside: bool) -> Element:
    """Lying bars: side by side where a row has several, else each row belongs to one of them."""
    return C.barChart(
        value("barDir", "bar"), value("grouping", "clustered"), value("varyColors", 0), *bars,
        value("gapWidth", 45), value("overlap", 0 if beside else 100), value("axId", FIRST),
        value("axId", SECOND))


def _line_of(series: Series) -> Element:
    if series.mark == "dots":
        return stroke(None)
    return stroke(series.colour, series.width, series.dash, series.opacity)


def _marker(series: Series) -> Element:
    """The mark at each point, if it is drawn by marks."""
    if series.mark != "dots":
        return C.marker(value("symbol", "none"))
    hollow = series.symbol.endswith("-open")
    return C.marker(
        value("symbol", SYMBOLS.get(series.symbol, "circle")), value("size", 7),
        shape(None if hollow else fill(series.colour),
              stroke(series.colour, 2.0 if hollow else 0.75)))


def _levels(plot: Plot) -> list[float]:
    """Lines across that are not the axis itself."""
    return [level for level in plot.levels if level != 0.0]


def _plain(values: Any) -> list[float | None]:
    """Numbers, None where there is none."""
    return [float(v) if np.isfinite(v) else None for v in np.asarray(values, float)]


def _all(groups: Any) -> list[float]:
    """All finite values of several arrays."""
    return [v for values in groups for v in _plain(values) if v is not None]


def _at(x: Sequence[Any] | np.ndarray, y: np.ndarray, days: Sequence[float]) -> list[float | None]:
    known = dict(zip(np.asarray(x).tolist(), _plain(y), strict=True))
    return [known.get(day) for day in days]


def _filled(known: Sequence[float | None], x: Sequence[float]) -> list[float | None]:
    """Gaps between two values filled as a straight line runs there, and the days of the last step
    after them: the last point of other lines is nearer than a step.
    """
    at = [i for i, v in enumerate(known) if v is not None]
    if not at:
        return list(known)
    inside = np.interp(x, [x[i] for i in at], [v for v in known if v is not None])
    last = x[at[-1]] + STEP_DAYS
    return [float(v) if i >= at[0] and day < last else None
            for i, (day, v) in enumerate(zip(x, inside, strict=True))]
