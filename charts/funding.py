"""Who funds whom: the money that members got, from whose it came to whom it went."""

from collections.abc import Sequence

import numpy as np

from charts import style
from charts.figure import Figure
from model.members.funding import OTHERS, Funding
from wording import Words

SMALL = 0.01
"""Join quarters at the end that together got less than this part are drawn as one."""
QUARTERS = ("#1D4F91", "#2F7EC7", "#5E9BD1", "#14919B", "#3FA796", "#74C0E8", "#9CC94B", "#8C95A1")
COLOURS = (style.WALLET, style.ADVERTS, style.AGENTS, style.GOODS, style.SHORTFALL)
BETWEEN = 0.02
"""Of the height, between two nodes of a side."""


def flows(found: Funding, words: Words) -> Figure:
    """From sources on the left to join quarters on the right, yuan of the whole run."""
    figure = style.blank(460)
    total = found.total.sum()
    if not total > 0.0:
        figure.note(words("Members got no money at all."))
        return figure
    table, kept = merged(found)
    names = [*_quarters(kept, found.quarters, words), *_others(words)]
    colours = [*(QUARTERS[min(q, len(QUARTERS) - 1)] for q in range(kept)), *COLOURS]
    used = np.flatnonzero(table.sum(axis=1) > 0.0)
    paid, got = np.nonzero(table[used] > 0.0)
    values = table[used][paid, got]
    figure.add({
        "type": "sankey", "name": words("Yuan"), "arrangement": "fixed",
        "node": {
            "label": [*(names[i] for i in used), *names[:kept]],
            "color": [*(colours[i] for i in used), *colours[:kept]],
            "x": [*([0.001] * used.size), *([0.999] * kept)],
            "y": [*_places(table[used].sum(axis=1)), *_places(table.sum(axis=0))],
            "customdata": [words.money(v) for v in (*table[used].sum(axis=1), *table.sum(axis=0))],
            "hovertemplate": "%{label}<br>%{customdata}<extra></extra>",
            "pad": 10, "thickness": 14, "line": {"width": 0},
        },
        "link": {
            "source": paid, "target": used.size + got, "value": values,
            "color": [style.faded(colours[used[i]], 0.35) for i in paid],
            "customdata": [words.money(v) for v in values],
            "hovertemplate": "%{source.label} → %{target.label}<br>%{customdata}<extra></extra>",
        },
    })
    figure.layout |= {"hovermode": "closest"}
    figure.x_axis(title={"text": words("To members by quarter of joining")}, visible=False)
    figure.y_axis(title={"text": words("Source of the money")}, visible=False)
    return figure


def merged(found: Funding) -> tuple[np.ndarray, int]:
    """Yuan (source, payee) with the last, small join quarters as one, and how many quarters that
    leaves; the sources beyond them are OTHERS.
    """
    total, count = found.total, found.quarters
    got = total.sum(axis=0)
    rest = got[::-1].cumsum()[::-1]
    kept = max(1, min(int(np.count_nonzero(rest >= SMALL * got.sum())), len(QUARTERS)))
    columns = np.column_stack([total[:, : kept - 1], total[:, kept - 1 :].sum(axis=1)])
    return np.vstack([columns[: kept - 1], columns[kept - 1 : count].sum(axis=0),
                      columns[count:]]), kept


def _quarters(kept: int, count: int, words: Words) -> list[str]:
    names = [words("Quarter {number}", number=number) for number in range(1, kept + 1)]
    if kept < count:
        names[-1] = words("Quarter {number} and later", number=kept)
    return names


def _others(words: Words) -> Sequence[str]:
    known = {
        "wallet": words("Orders paid from wallets"), "adverts": words("Adverts"),
        "agents": words("Fees of agents"), "operator": words("The operator's starting money"),
        "outside": words("From outside: loans, or bills unpaid"),
    }
    return [known[name] for name in OTHERS]


def _places(values: np.ndarray) -> list[float]:
    """Middles of the nodes of a side, from the top down, as parts of the height."""
    between = BETWEEN * (values.size - 1)
    heights = (1.0 - between) * values / values.sum()
    tops = np.concatenate([[0.0], np.cumsum(heights + BETWEEN)[:-1]])
    return [float(min(0.999, max(0.001, y))) for y in tops + 0.5 * heights]
