"""Daily series as columns: those of the command line's daily.csv, and the flows beneath them.

From these alone every stock of the run can be added up again (model.md section 5).
"""

from __future__ import annotations

import numpy as np

from model import Run, readings
from model.laws.series import FLOWS_OF_CAMPAIGNS, OF_CAMPAIGNS, REPORTED, SERIES
from reports.frames import Column, Frame, dates
from scenarios.files import daily_columns
from wording import Words
from wording.names import series_name


def daily(run: Run, words: Words, key: str = "daily", title: str = "") -> Frame:
    """Every day of a run: its series, and each flow that the check of its accounts needs."""
    columns = {**daily_columns(run), **_flows(run)}
    days = np.arange(run.days)
    return Frame(key, title or words("Day by day"), (
        Column("day", words("Day"), "whole", values=days.tolist()), *dates(days, words),
        *(_column(name, values, run, words) for name, values in columns.items()),
    ), words("One row a day; amounts are of the day, balances at its close."))


def _flows(run: Run) -> dict[str, np.ndarray]:
    """What is in no daily.csv: flows of each campaign, with its id behind them, and the others."""
    by_campaign = {
        f"{name}.{campaign}": run.campaigns[name][0, c]
        for c, campaign in enumerate(run.campaign_ids) for name in FLOWS_OF_CAMPAIGNS
    }
    others = {**run.daily, **run.cash, "ad_points_granted": readings.points_granted(run),
              "orders": _orders(run)}
    return by_campaign | {name: np.broadcast_to(others[name], (1, run.days))[0]
                          for name in REPORTED
                          if name not in FLOWS_OF_CAMPAIGNS and name in others}


def _orders(run: Run) -> np.ndarray:
    """Number of orders a day (1, day), those paid from wallets among them."""
    basket = float(run.inputs.baskets["wallet"].price)
    from_wallets = run.daily["wallet_orders"][0] / basket if basket > 0 else 0.0
    return np.asarray((run.demand.joins + run.demand.orders)[:1] + from_wallets)


def _column(name: str, values: np.ndarray, run: Run, words: Words) -> Column:
    """A column with its label; that of the first campaign, whose name in files bears no id, says
    which one it is.
    """
    unit = SERIES[name.partition(".")[0]].unit
    told = f"{name}.{run.campaign_ids[0]}" if name in OF_CAMPAIGNS else name
    return Column(name, series_name(words, told), unit, values=values.tolist())
