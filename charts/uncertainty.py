"""How a result is distributed over draws."""

from collections.abc import Mapping

import numpy as np

from charts import style
from charts.figure import Figure, Trace
from charts.scales import Scale
from wording import Words

POINTS = 101


def distribution_of(
    values: np.ndarray, before: np.ndarray, single: float, scale: Scale, words: Words
) -> Figure:
    """The share of draws at or below each value, the baseline's dashed, and the single run's
    value as a mark. Undefined draws are left out.
    """
    figure = style.blank(360)
    if not np.isfinite(values).any():
        figure.note(words("Undefined in every draw."))
        return figure
    figure.add(_curve(words("Baseline"), before, scale, words, style.BASELINE,
                      {"dash": "dash", "width": 2}))
    figure.add(_curve(words("All draws"), values, scale, words, style.PRICE, {}))
    if np.isfinite(single):
        figure.add(_mark(values, single, scale, words))
    figure.layout |= {"hovermode": "closest"}
    both = np.concatenate([values, before])
    figure.x_axis(**scale.axis(both[np.isfinite(both)]))
    shares = (0, 25, 50, 75, 100)
    figure.y_axis(title={"text": words("Draws at or below (%)")}, tickvals=list(shares),
                  ticktext=[words.number(share, digits=0) for share in shares], range=[-2, 102])
    return figure


def _curve(name: str, values: np.ndarray, scale: Scale, words: Words, colour: str,
           stroke: Mapping[str, object]) -> Trace:
    """Percentiles of the defined values, from the lowest to the highest."""
    known = values[np.isfinite(values)]
    shares = np.linspace(0.0, 100.0, POINTS)
    at = np.percentile(known, shares) if known.size else np.full(POINTS, np.nan)
    told = [f"{scale.written(value)}<br>{words.percent(share / 100, digits=0)}"
            for value, share in zip(at, shares, strict=True)]
    return style.line(name, scale.shown(at), shares, told, colour, line=stroke,
                      hovertemplate="%{customdata}<extra></extra>")


def _mark(values: np.ndarray, single: float, scale: Scale, words: Words) -> Trace:
    known = values[np.isfinite(values)]
    share = 100.0 * float(np.mean(known <= single))
    return {
        "type": "scatter", "mode": "markers", "name": words("Without uncertainty"),
        "x": scale.shown([single]), "y": [share], "customdata": [scale.written(single)],
        "hovertemplate": "%{customdata}<extra></extra>",
        "marker": {"symbol": "circle-open", "size": 13, "color": style.SHORTFALL,
                   "line": {"width": 3}},
    }
