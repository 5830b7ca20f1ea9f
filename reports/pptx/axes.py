"""Axes of native charts, with ticks where the screen has them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from reports.number_formats import number_format
from reports.pptx.chart_xml import (
    SMALL,
    C,
    fine_grid,
    grid,
    letters,
    stroke,
    title,
    value,
)
from reports.pptx.theme import MUTED
from reports.series import Axis


@dataclass(frozen=True)
class Scaling:
    """How an axis is divided; None is left to the program. `named` ticks need lines of their own,
    because their texts do not follow from the values.
    """

    low: float | None
    high: float | None
    step: float | None
    base: int | None
    code: str
    named: bool = False

    @property
    def element(self) -> Element:
        made = C.scaling()
        if self.base:
            made.append(value("logBase", self.base))
        made.append(value("orientation", "minMax"))
        for tag, end in (("max", self.high), ("min", self.low)):
            if end is not None:
                made.append(value(tag, repr(float(end))))
        return made


def scaling(
    axis: Axis, values: Sequence[float], language: str, ends: bool = False,
) -> Scaling:
    """The division of an axis over `values`; with `ends` it keeps the figure's own ends."""
    code = number_format(axis.ticks, axis.texts, language, axis.log)
    if axis.log:
        return _powers(axis, values, code or "General")
    low, high = (axis.ticks[0], axis.ticks[-1]) if len(axis.ticks) > 1 else (None, None)
    if ends and axis.low is not None:
        low, high = axis.low, axis.high
    return Scaling(low, high, axis.step, None, code or "General", named=code is None)


def _powers(axis: Axis, values: Sequence[float], code: str) -> Scaling:
    """From a power of ten to the last tick, else to a power of ten."""
    shown = [number for number in values if number > 0] or [1.0, 10.0]
    low, high = min(shown), max(shown)
    first = math.floor(math.log10(low) + 1e-9)
    last = max(first + 1, math.ceil(math.log10(high) - 1e-9))
    top = axis.ticks[-1] if axis.ticks and 10.0**first < high <= axis.ticks[-1] else 10.0**last
    return Scaling(10.0**first, top, None, 10, code)


def value_axis(
    ids: tuple[int, int], at: str, text: str, scale: Scaling, language: str, *,
    lines: bool = True, cross: str = "autoZero", between: str = "midCat", place: str = "low",
) -> Element:
    """An axis of numbers, itself and the one that it crosses by their `ids`."""
    made = C.valAx(value("axId", ids[0]), scale.element, value("delete", 0),
                   value("axPos", at))
    if lines and not scale.named:
        made.append(grid())
    if lines and scale.base:
        made.append(fine_grid())
    if text:
        made.append(title(text, language, upright=at == "l", aside=scale.named))
    made.extend((
        C.numFmt(formatCode=scale.code, sourceLinked="0"),
        value("majorTickMark", "none" if lines else "out"), value("minorTickMark", "none"),
        value("tickLblPos", "none" if scale.named else place),
        C.spPr(stroke(None if lines else MUTED, 0.75)), letters(language, SMALL, level=True),
        value("crossAx", ids[1]), value("crosses", cross), value("crossBetween", between),
    ))
    if scale.step:
        made.append(value("majorUnit", repr(scale.step)))
    return made


def day_axis(ids: tuple[int, int], axis: Axis, language: str, cross: str) -> Element:
    """Whole days at their true distances."""
    made = C.dateAx(
        value("axId", ids[0]), C.scaling(value("orientation", "minMax")), value("delete", 0),
        value("axPos", "b"), title(axis.title, language),
        C.numFmt(formatCode="0", sourceLinked="0"), value("majorTickMark", "none"),
        value("minorTickMark", "none"), value("tickLblPos", "low"),
        C.spPr(stroke(MUTED, 0.75)), letters(language, SMALL, level=True),
        value("crossAx", ids[1]), value("crosses", cross), value("auto", 0),
        value("lblOffset", 100), value("baseTimeUnit", "days"),
    )
    if axis.step:
        made.extend((value("majorUnit", round(axis.step)), value("majorTimeUnit", "days")))
    return made


def name_axis(
    ids: tuple[int, int], at: str, language: str, text: str = "", skip: int = 1,
    downward: bool = False,
) -> Element:
    """An axis of names or months; every `skip`-th is written, `downward` starts at the top."""
    order = "maxMin" if downward else "minMax"
    made = C.catAx(value("axId", ids[0]), C.scaling(value("orientation", order)),
                   value("delete", 0), value("axPos", at))
    if text:
        made.append(title(text, language))
    made.extend((
        C.numFmt(formatCode="General", sourceLinked="0"), value("majorTickMark", "none"),
        value("minorTickMark", "none"), value("tickLblPos", "low"),
        C.spPr(stroke(MUTED, 0.75)), letters(language, SMALL, level=True),
        value("crossAx", ids[1]), value("crosses", "autoZero"), value("auto", 0),
        value("lblAlgn", "ctr"), value("lblOffset", 100), value("tickLblSkip", skip),
        value("tickMarkSkip", skip), value("noMultiLvlLbl", 1),
    ))
    return made
