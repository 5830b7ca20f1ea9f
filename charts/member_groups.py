"""Who gains and who pays among single members: by month of joining, by place in the tree."""

import numpy as np

from analysis.member_spread import ENOUGH, CohortSpread, MemberSpread
from charts import style
from charts.figure import Figure
from charts.months import join_month_axis, months
from wording import Words


def net_by_month(found: MemberSpread, cohorts: CohortSpread, words: Words) -> Figure:
    """Net result by month of joining: median, middle half and nine tenths of members; the cohort
    model's mean dashed. Months of too few simulated members are gaps, and the last ones are left
    out: nothing is drawn there.
    """
    figure = style.blank()
    if not np.isfinite(found.month_percentiles).any():
        figure.note(words("No month has as many as {count} simulated members.", count=ENOUGH))
        return figure
    count = int(np.flatnonzero(np.isfinite(found.month_percentiles[2]))[-1]) + 1
    percentiles, numbers = found.month_percentiles[:, :count], months(count)
    middle = percentiles[2]
    shown = np.isfinite(middle)
    figure.add(*style.fan(words("90% of members"), numbers[shown], percentiles[:, shown],
                          style.PRICE, words("50% of members")))
    means = np.where(shown, cohorts.month_means[:count], np.nan)
    figure.add(style.baseline_line(words("Cohort model: mean"), numbers, means,
                                   [words.money(v) for v in means]))
    figure.add(style.line(words("Median member"), numbers, middle,
                          [words.money(v) for v in middle], style.PRICE))
    every = -(-count // 10)
    join_month_axis(figure, count, words)
    figure.x_axis(tickvals=list(range(every, count + 1, every)))
    reached = np.concatenate([percentiles.ravel(), means])
    style.value_axis(figure, reached, words("Net result of a member (yuan)"), words.money)
    figure.level(0.0, style.BASELINE)
    return figure


def net_by_depth(found: MemberSpread, words: Words) -> Figure:
    """Mean net result by depth in the referral tree: from own orders, and from those below."""
    figure = style.blank()
    enough = np.flatnonzero(found.simulated >= ENOUGH)
    if not enough.size:
        figure.note(words("No depth has as many as {count} simulated members.", count=ENOUGH))
        return figure
    part = {name: values[enough] for name, values in found.depths.items()}
    own, net = part["received"] - part["spent"], part["net_result"]
    for name, values, colour in (
        (words("Own orders: got back less spent"), own, style.SHORTFALL),
        (words("Earned from those below"), part["earned"], style.TEAM),
    ):
        figure.add(style.bars(name, enough, values, [words.money(v) for v in values], colour))
    told = [words("{net} · {members} members", net=words.money(value),
                  members=words.number(count, digits=0))
            for value, count in zip(net, part["members"], strict=True)]
    trace = style.ticks(words("Net result"), enough, net, told)
    figure.add(trace | {"marker": {"symbol": "diamond", "size": 9, "color": style.PRICE,
                                   "line": {"color": "#FFFFFF", "width": 1}}})
    figure.layout |= {"barmode": "relative", "bargap": 0.25}
    every = max(1, enough.size // 12)
    figure.x_axis(
        title={"text": words("Depth in the referral tree (0: without a sponsor)")},
        tickvals=enough[::every].tolist(), range=[enough[0] - 0.6, enough[-1] + 0.6],
        unifiedhovertitle={"text": words("Depth {depth}", depth="%{x}")},
    )
    style.value_axis(figure, np.concatenate([own, part["earned"], net]),
                     words("Yuan of a member, mean"), words.money)
    figure.level(0.0, style.BASELINE)
    return figure
