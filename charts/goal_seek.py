"""A result along one lever, and the front of the best terms."""

from collections.abc import Mapping

import numpy as np

from analysis.advice import Advice
from analysis.question import Point, Question
from analysis.seek import Sought
from charts import style
from charts.figure import Column, Figure, Trace
from charts.scales import Scale
from wording import Words

PLAIN = "%{customdata}<extra></extra>"


def result_curve(sought: Sought, now: float, across: Scale, up: Scale, words: Words) -> Figure:
    """The result at each value of the lever, the target as a level, solutions as they are printed
    as dots, the present value as a ring.
    """
    figure = style.blank(380)
    if not np.isfinite(sought.curve).any():
        figure.note(words("Undefined for every value."))
        return figure
    x, y = across.shown(sought.at), up.shown(sought.curve)
    figure.add(style.line(words("Result"), x, y, _texts(sought.at, sought.curve, across, up),
                          style.PRICE, hovertemplate=PLAIN))
    if sought.printed:
        solved, reached = ([getattr(each, name) for each in sought.printed]
                           for name in ("value", "reached"))
        figure.add(_marks(words("Meets the target"), solved, reached, across, up,
                          {"color": style.RECEIVED, "size": 11}))
    present = np.interp(now, sought.at, sought.curve)
    ring = {"symbol": "circle-open", "size": 13, "color": style.SHORTFALL, "line": {"width": 3}}
    figure.add(_marks(words("You are here"), [now], [present], across, up, ring))
    figure.layout |= {"hovermode": "closest"}
    figure.x_axis(**across.axis(sought.at), range=[float(x[0]), float(x[-1])])
    figure.y_axis(**up.axis([*sought.curve, sought.target]))
    figure.level(float(up.shown(sought.target)), style.RECEIVED)
    return figure


def _marks(name: str, x: Column, y: Column, across: Scale, up: Scale,
           marker: Mapping[str, object]) -> Trace:
    return {
        "type": "scatter", "mode": "markers", "name": name, "x": across.shown(x),
        "y": up.shown(y), "customdata": _texts(x, y, across, up), "hovertemplate": PLAIN,
        "marker": marker,
    }


def _texts(x: Column, y: Column, across: Scale, up: Scale) -> list[str]:
    return [f"{across.written(a)}<br>{up.written(b)}" for a, b in zip(x, y, strict=True)]


def front(
    points: tuple[Point, ...], question: Question, advice: Advice, chosen: int, across: Scale,
    up: Scale, words: Words,
) -> Figure:
    """Terms of which none is better in both aims: a point each, the chosen one ringed, the
    recommended terms as a star, where the scenario stands now as a cross.
    """
    figure = style.blank(400)
    first, second = (aim.result for aim in question.aims)
    x, y = ([point.results[name] for point in points] for name in (first, second))
    figure.add(_marks(words("Best terms"), x, y, across, up,
                      {"color": style.PRICE, "size": 10}))
    ring = {"symbol": "circle-open", "size": 18, "color": style.SHORTFALL, "line": {"width": 3}}
    figure.add(_marks(words("Chosen"), x[chosen : chosen + 1], y[chosen : chosen + 1], across, up,
                      ring))
    star = {"symbol": "star", "size": 15, "color": style.RECEIVED}
    best = [advice.then[first]], [advice.then[second]]
    figure.add(_marks(words("Recommended"), *best, across, up, star))
    cross = {"symbol": "x", "size": 11, "color": style.BASELINE}
    here = [advice.now[first]], [advice.now[second]]
    figure.add(_marks(words("You are here"), *here, across, up, cross))
    figure.layout |= {"hovermode": "closest"}
    figure.x_axis(**across.axis([*x, *here[0], *best[0]]), showgrid=True)
    figure.y_axis(**up.axis([*y, *here[1], *best[1]]))
    return figure
