"""What limits, gates, payout limits and ceilings did (controls.md sections 1 and 2)."""

from __future__ import annotations

import numpy as np

from model.laws.calendar import OPEN
from model.readings.reading import NEVER, Reading, Sums, ratio


def _second_accounts(sums: Sums) -> np.ndarray:
    return np.asarray(sums.run.daily["second_accounts"].sum(axis=1))


def _refused_share(sums: Sums) -> np.ndarray:
    refused = sums.run.daily["refused_sales"].sum(axis=1)
    return ratio(refused, refused + sums.sales)


def _unrewarded_share(sums: Sums) -> np.ndarray:
    return ratio(sums.run.daily["unrewarded_sales"].sum(axis=1), sums.sales)


def _closed(sums: Sums) -> np.ndarray:
    """Days on which the gate is closed (scenario, day)."""
    controlled = sums.run.demand.controlled
    if controlled is None:
        return np.zeros((sums.run.inputs.count, sums.run.days), dtype=bool)
    return np.asarray(controlled.found.gate != OPEN)


def _first(found: np.ndarray) -> np.ndarray:
    """First day on which it is so, NaN if never (scenario,)."""
    return np.where(found.any(axis=1), found.argmax(axis=1).astype(float), np.nan)


def _round_end_share(sums: Sums) -> np.ndarray:
    run = sums.run
    held = sum(
        (groups.members * groups.rounds).sum(axis=(1, 2))
        for groups in (run.groups, run.second) if groups is not None
    )
    return ratio(np.asarray(held), sums.total.members)


def _restarts(sums: Sums) -> dict[str, np.ndarray]:
    ends = sums.run.campaigns["round_ends"].sum(axis=2).T
    return dict(zip(sums.run.campaign_ids, ends, strict=True))


READINGS = (
    Reading(
        name="accounts", label="Accounts", needs="controls", style="number", headline=False,
        help="Members, and the second accounts that some of them opened to get round a limit.",
        read=lambda sums: sums.own.members + _second_accounts(sums)),
    Reading(
        name="second_account_share", label="Second accounts, of all", needs="controls",
        style="percent", headline=False,
        help="Accounts opened to get round a limit, of all accounts.",
        read=lambda sums: ratio(_second_accounts(sums),
                                sums.own.members + _second_accounts(sums))),
    Reading(
        name="refused_share", label="Sales refused by limits", needs="controls", style="percent",
        headline=False,
        help="What members would have bought and limits refused, divided by that and all sales.",
        read=_refused_share),
    Reading(
        name="unrewarded_share", label="Sales that earn no points", needs="controls",
        style="percent", headline=False,
        help="Sales that earn no points of either kind because of a limit, of all sales.",
        read=_unrewarded_share),
    Reading(
        name="gate_closed_days", label="Days with the gate closed", needs="controls", style="wait",
        better=-1, whose="members", headline=False,
        help="Days on which ad points were not paid because growth was too low.",
        read=lambda sums: _closed(sums).sum(axis=1).astype(float)),
    Reading(
        name="first_closed_day", label="Gate first closed on", needs="controls", style="day",
        better=1, whose="members", absent=NEVER, headline=False,
        help="The first day on which ad points were not paid because growth was too low.",
        read=lambda sums: _first(_closed(sums))),
    Reading(
        name="lapsed_points", label="Ad points lapsed", needs="controls", style="number", better=-1,
        whose="members", total=True, headline=False,
        help="Ad points that members lost: past their last day, or due on a day on which they were "
             "not paid. Points forfeited by missed tasks are not counted.",
        read=lambda sums: sums.run.daily["lapsed_points"].sum(axis=1)),
    Reading(
        name="first_arrears_day", label="First arrears on", needs="controls", style="day", better=1,
        whose="members", absent=NEVER, headline=False,
        help="The first day on which not all ad points due were paid and the rest stayed owed.",
        read=lambda sums: _first(sums.run.daily["arrears"] > 0.0)),
    Reading(
        name="peak_arrears", label="Most arrears", needs="controls", style="money", better=-1,
        whose="members", total=True, headline=False,
        help="The largest sum of ad points due and not paid, with the commissions on them, at the "
             "close of any day.",
        read=lambda sums: sums.run.daily["arrears"].max(axis=1)),
    Reading(
        name="round_end_share", label="Held points when a round ended", needs="controls",
        style="percent", headline=False,
        help="Accounts that held points when a round ended at its ceiling at least once, of all.",
        read=_round_end_share),
    Reading(
        name="restarts.*", label="Rounds ended", needs="controls", each="campaigns", style="number",
        headline=False, read=_restarts,
        help="How often the price reached the ceiling, so that all points were paid out and a new "
             "round began."),
)
