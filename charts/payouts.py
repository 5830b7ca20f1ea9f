"""Who is paid beside the buyers: payout ratio, uplines, team leaders, agents."""

from collections.abc import Mapping, Sequence

import numpy as np

from charts import style
from charts.figure import Figure, Texts
from charts.months import month_axis, month_ends, months
from model import Run, Scenario, readings
from model.cohorts.run import MONTH_DAYS
from model.laws import payouts
from wording import Words
from wording.names import row_name


def payout_ratio_path(run: Run, baseline: Run, words: Words) -> Figure:
    """Cash payout ratio of each 30-day month, the baseline behind; the whole run as a level."""
    figure = style.blank()
    now, then = (readings.payout_ratio_by_month(r)[0] for r in (run, baseline))
    figure.add(style.baseline_line(
        words("Baseline"), months(len(then)), then, Texts(words.percent, then),
    ))
    figure.add(style.line(
        words("Cash paid out"), months(len(now)), now,
        Texts(words.percent, now), style.MONEY_OUT,
    ))
    month_axis(figure, len(now), words)
    title = words("Payout ratio (% of orders)")
    both = np.concatenate([now, then])
    style.value_axis(figure, both, title, lambda v: words.percent(v, digits=0))
    figure.y_axis(rangemode="tozero")
    if not np.isfinite(now).any():
        figure.note(words("Nobody orders, so there is nothing to divide by."))
    return figure


def beside_the_buyers(run: Run, baseline: Run, words: Words) -> Figure:
    """Yuan a month for uplines, team leaders and agents, stacked; the baseline's sum behind."""
    figure = style.blank()
    parts, before = _monthly(run), sum(_monthly(baseline).values(), np.zeros(1))
    for part, amounts in parts.items():
        texts = Texts(words.money, amounts)
        name, colour = _part(part, run.scenario, words)
        figure.add(style.bars(name, months(len(amounts)), amounts, texts, colour))
    figure.add(style.baseline_line(
        words("Baseline"), months(len(before)), before,
        Texts(words.money, before),
    ))
    figure.layout |= {"barmode": "stack", "bargap": 0.18}
    figure.layout["legend"] |= {"traceorder": "normal"}
    whole = sum(parts.values(), np.zeros(1))
    month_axis(figure, len(whole), words)
    title = words("Paid (yuan a month)")
    style.value_axis(figure, np.concatenate([whole, before]), title, words.money)
    return figure


def _monthly(run: Run) -> dict[str, np.ndarray]:
    """Yuan by month, (month,) each."""
    starts = np.arange(0, run.days, MONTH_DAYS)
    return {
        name: np.add.reduceat(run.daily[name][0], starts)
        for name in ("commissions", "team_bonus", "agent_payouts")
    }


def _part(part: str, scenario: Scenario, words: Words) -> tuple[str, str]:
    """Name and colour of a stacked part."""
    in_cash = scenario["team.paid_in"] == "cash"
    bonus = words("Team leaders, in cash") if in_cash else words("Team leaders, in equity")
    basis = str(scenario["referral.basis"])
    return {
        "commissions": (words("Referral commissions"), style.REFERRAL[basis]),
        "team_bonus": (bonus, style.TEAM),
        "agent_payouts": (words("Agents"), style.AGENTS),
    }[part]


def referral_path(runs: Mapping[str, Run], baseline: Run, words: Words) -> Figure:
    """Referral commissions so far when paid on releases or on orders, the baseline behind.

    `runs` holds the run of each basis; the one that the baseline pays on is dashed grey.
    """
    figure = style.blank()
    past = _so_far(baseline)
    figure.add(style.baseline_line(words("Baseline"), *past, Texts(words.money, past[1])))
    names = {"release": words("Paid on ad releases"), "order": words("Paid on orders")}
    drawn = [past[1]]
    for basis, run in runs.items():
        days, paid = _so_far(run)
        texts = Texts(words.money, paid)
        figure.add(style.line(names[basis], days, paid, texts, style.REFERRAL[basis]))
        drawn.append(paid)
        style.day_axis(figure, run.days, words)
    title = words("Commissions so far (yuan)")
    style.value_axis(figure, np.concatenate(drawn), title, words.money)
    return figure


def _so_far(run: Run) -> tuple[np.ndarray, np.ndarray]:
    """Weekly days, and the commissions paid by each."""
    keep = style.thin(run.days)
    return keep, np.cumsum(run.daily["commissions"][0])[keep]


def agents_path(run: Run, baseline: Run, words: Words) -> Figure:
    """Part of its joining fee that one territory signed on day 0 has earned, per tier."""
    figure = style.blank()
    now, then = _earned_share(run), _earned_share(baseline)
    if not now:
        figure.note(words("No agent pays a joining fee, so none has to be earned back."))
        return figure
    for first, (tier, (days, earned)) in enumerate(then.items()):
        name = row_name(words, "agents", tier)
        texts: Sequence[str] = [f"{name} {words.percent(v)}" for v in earned]
        behind = style.baseline_line(words("Baseline"), days, earned, texts)
        figure.add(behind | {"legendgroup": "baseline", "showlegend": first == 0})
    for index, (tier, (days, earned)) in enumerate(now.items()):
        colour = style.CAMPAIGNS[index % len(style.CAMPAIGNS)]
        texts = Texts(words.percent, earned)
        figure.add(style.line(row_name(words, "agents", tier), days, earned, texts, colour))
    style.day_axis(figure, run.days, words)
    drawn = np.concatenate([[1.0], *(earned for _, earned in (*now.values(), *then.values()))])
    title = words("Earned back (% of the fee)")
    style.value_axis(figure, drawn, title, lambda v: words.percent(v, digits=0))
    figure.level(1.0, style.BASELINE)
    return figure


def _earned_share(run: Run) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """By tier that asks a fee: days at month ends and the part of the fee earned by then."""
    keep = month_ends(run.days)
    earned = payouts.agent_earnings(run.inputs, run.demand)[0][:, keep]
    fees = {tier: run.scenario.number(f"agents.{tier}.fee") for tier in run.scenario.rows("agents")}
    return {
        tier: (keep, earned[row] / fee) for row, (tier, fee) in enumerate(fees.items()) if fee > 0
    }
