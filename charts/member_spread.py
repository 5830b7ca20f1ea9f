"""How money is spread over single members, beside cohorts in which everybody has the mean."""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np

from analysis.member_spread import CohortSpread, MemberSpread
from charts import style
from charts.figure import Figure, Trace
from wording import Words

SHARES = (0, 25, 50, 75, 100)


def multiples(found: MemberSpread, cohorts: CohortSpread, words: Words) -> Figure:
    """Share of members by recovered multiple, below their spend and from it upwards; the cohort
    model's as a dashed line.
    """
    figure = style.blank()
    if not found.members:
        figure.note(words("Nobody joins."))
        return figure
    edges = found.edges
    width = edges[1] - edges[0]
    texts = _bar_texts(edges, words)
    below = edges[1:] < 1.0 + 1e-9
    for name, part, colour in (
        (words("Got back less than they spent"), below, style.SHORTFALL),
        (words("Got back what they spent, or more"), ~below, style.RECEIVED),
    ):
        told = [f"{texts[i]}: {words.percent(found.multiples[i])}" for i in np.flatnonzero(part)]
        figure.add(style.bars(name, edges[:-1][part], found.multiples[part], told, colour,
                              width=width, offset=0.0))
    peak = words.percent(float(cohorts.multiples.max()), digits=0)
    figure.add(_steps(words("Cohort model (up to {peak})", peak=peak), edges, cohorts.multiples,
                      words))
    figure.layout |= {"bargap": 0.06, "barmode": "overlay", "hovermode": "closest"}
    ticks = style.linear_ticks(float(edges[0]), float(edges[-1]))
    figure.x_axis(
        title={"text": words("Got back per yuan spent (yuan)")}, tickvals=ticks,
        ticktext=[style.plain(words)(tick) for tick in ticks],
        range=[float(edges[0]) - width, float(edges[-1]) + width],
    )
    style.value_axis(figure, found.multiples, words("Members (%)"),
                     lambda v: words.percent(v, digits=0))
    # Cohorts stand on a few means, far above any bar: the axis is the members'.
    figure.y_axis(range=[0.0, 1.25 * max(1e-9, float(found.multiples.max()))])
    return figure


def _bar_texts(edges: np.ndarray, words: Words) -> list[str]:
    """What each bar holds: 0.40 to 0.45; the outermost ones all beyond them too."""
    ends = [words.number(edge) for edge in edges]
    told = [words("{low} to {high}", low=low, high=high) for low, high in pairwise(ends)]
    told[-1] = words("{low} or more", low=ends[-2])
    return told


def _steps(name: str, edges: np.ndarray, shares: np.ndarray, words: Words) -> Trace:
    """The upper edge of bars, as a dashed line."""
    ends = np.append(shares, shares[-1])
    trace = style.baseline_line(name, edges, ends, [words.percent(v) for v in ends])
    return trace | {"hovertemplate": name + ": %{customdata}<extra></extra>",
                    "line": {**trace["line"], "shape": "hv"}}


def lorenz(found: MemberSpread, cohorts: CohortSpread, words: Words) -> Figure:
    """Lorenz curves of net results and of money received, each with its Gini coefficient; thin
    lines show where they would lie if all had the same.
    """
    figure = style.blank()
    if not found.members:
        figure.note(words("Nobody joins."))
        return figure
    curves = [
        _curve(words("Money received (Gini {gini})", gini=_gini(found, "received_gini", words)),
               found.received, style.RECEIVED, words),
        _curve(words("Cohort model: net results (Gini {gini})",
                     gini=_gini(cohorts, "net_result_gini", words)),
               cohorts.net, style.BASELINE, words, {"dash": "dash", "width": 2}),
        _curve(words("Net results (Gini {gini})", gini=_gini(found, "net_result_gini", words)),
               found.net, style.SHORTFALL, words),
    ]
    figure.add(_alike(found, words), *curves)
    figure.layout |= {"hovermode": "closest"}
    figure.x_axis(
        title={"text": words("Members, from the one who did worst (%)")}, tickvals=list(SHARES),
        ticktext=[words.number(share, digits=0) for share in SHARES], range=[0, 100],
    )
    heights = np.concatenate([curve["y"] for curve in curves])
    style.value_axis(figure, heights, words("Part of all that was gained, lost or received (%)"),
                     lambda v: words.percent(v, digits=0))
    figure.level(0.0, style.BASELINE)
    return figure


def _gini(spread: MemberSpread | CohortSpread, name: str, words: Words) -> str:
    return words.number(spread.summary[name])


def _curve(name: str, curve: tuple[np.ndarray, np.ndarray], colour: str, words: Words,
           stroke: Mapping[str, object] | None = None) -> Trace:
    at, sums = curve
    told = [words("{members} of members: {part}", members=words.percent(a, digits=0),
                  part=words.percent(b)) for a, b in zip(at, sums, strict=True)]
    return style.line(name, 100.0 * at, sums, told, colour, line=stroke or {},
                      hovertemplate="%{customdata}<extra></extra>")


def _alike(found: MemberSpread, words: Words) -> Trace:
    """Straight lines to the ends of the two curves, with a gap between them."""
    gap = float("nan")
    heights = [0.0, float(found.net[1][-1]), gap, 0.0, float(found.received[1][-1])]
    return {
        "type": "scatter", "mode": "lines", "name": words("If all had the same"),
        "x": np.array([0.0, 100.0, gap, 0.0, 100.0]), "y": np.array(heights), "hoverinfo": "skip",
        "line": {"color": style.BASELINE, "width": 1, "dash": "dot"},
    }
