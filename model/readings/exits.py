"""Who is forced out when, and what it would take to force out the rest (model.md 5.4, 5.5 and 7).

A member is forced out when the cap makes the system sell all points at once; what that pays may be
less than the cap, for all who leave on one day share what their sales bring.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.cohorts.run import MONTH_DAYS, Run
from model.laws import theory
from model.laws.controlled import Controlled
from model.laws.inputs import tall
from model.readings.groups import first_exit_day
from model.readings.reading import ratio


def forced_out_by_wait(run: Run) -> np.ndarray:
    """Members by the 30-day blocks from joining to first forced exit (scenario, block, segment)."""
    wait = first_exit_day(run) - np.arange(run.days)[:, None]
    block = wait // MONTH_DAYS
    members = run.groups.members
    blocks = range(-(-run.days // MONTH_DAYS))
    return np.stack([np.where(block == b, members, 0.0).sum(axis=1) for b in blocks], axis=1)


def last_join_day_forced_out(run: Run) -> np.ndarray:
    """Latest join day of anybody forced out, NaN if nobody was (scenario,)."""
    left = (~np.isnan(first_exit_day(run)) & (run.groups.members > 0)).any(axis=2)
    last = run.days - 1 - left[:, ::-1].argmax(axis=1)
    return np.where(left.any(axis=1), last.astype(float), np.nan)


def waiting_share(run: Run) -> np.ndarray:
    """Part of all members who were never forced out and hold points at the end (scenario,)."""
    members = run.groups.members
    waits = np.isnan(first_exit_day(run)) & (run.groups.points > 0).any(axis=1)
    return ratio(np.where(waits, members, 0.0).sum(axis=(1, 2)), members.sum(axis=(1, 2)))


class Buyer(NamedTuple):
    """What a first order of each day buys in the campaign that gifts points on it, per yuan.

    points, and cap_base in yuan; gift: value gifted per yuan that all orders of the day contribute.
    Each (scenario, campaign, day), NaN where the campaign mints nothing.
    """

    points: np.ndarray
    cap_base: np.ndarray
    gift: np.ndarray


def _buyer(run: Run) -> Buyer:
    inputs, daily = run.inputs, run.daily
    enrol, repeat, wallet = (inputs.baskets[r] for r in ("enrolment", "repurchase", "wallet"))
    first, again, paid = (daily[x] for x in ("first_orders", "reorders", "wallet_orders"))
    if run.modes.ids:
        first, again = run.modes.outside[:, 0] * first, run.modes.outside[:, 1] * again
    contribution = (tall(enrol.contribution) * first + tall(repeat.contribution) * again
                    + tall(wallet.contribution) * paid)
    gift = tall(enrol.gift) * first + tall(repeat.gift) * again
    if run.demand.controlled is not None:
        gift = _earning_gift(run, run.demand.controlled)
    boost = gift_boost(run)
    per_first = tall(enrol.gift)[:, None]
    minted = np.where(run.campaigns["minted"] > 0, run.campaigns["minted"], np.nan)
    base = np.where(inputs.campaigns.of_gift[:, None], boost * per_first, 1.0)
    return Buyer(
        ratio(minted * per_first, gift[:, None]), base,
        boost * ratio(gift, contribution)[:, None],
    )


def _earning_gift(run: Run, controlled: Controlled) -> np.ndarray:
    """Gift value of the day's orders that earn points, outside modes, yuan (scenario, day)."""
    enrol, repeat = (run.inputs.baskets[role].gift for role in ("enrolment", "repurchase"))
    first, again = controlled.earning_first, controlled.earning_repeat
    if run.modes.ids:
        first, again = run.modes.outside[:, 0] * first, run.modes.outside[:, 1] * again
    return np.asarray(tall(enrol) * first + tall(repeat) * again)


def gift_boost(run: Run) -> np.ndarray:
    """The closing promotion's multiple on its days, else 1 (scenario, campaign, day)."""
    campaigns = run.inputs.campaigns
    closing = np.arange(run.days) >= campaigns.closing_from[:, :, None]
    return np.where(closing, campaigns.closing_boost[:, :, None], 1.0)


def price_rise_needed(run: Run) -> np.ndarray:
    """Factor by which the price must rise from a day's close to force out who joins on that day.

    m·X/(q·p), times 1/(1−f) where the cap is net of the fee: X the cap base and q the points of a
    first order, p the closing price. (scenario, day); NaN where no points are gifted.
    """
    return _of_gifting_campaign(run, _price_rise(run, _buyer(run)))


def _price_rise(run: Run, buyer: Buyer) -> np.ndarray:
    campaigns = run.inputs.campaigns
    held = buyer.points * run.campaigns["price"] * campaigns.measured_part[:, :, None]
    return ratio(campaigns.cap_multiple[:, :, None] * buyer.cap_base, held)


def pool_growth_needed(run: Run) -> np.ndarray:
    """Factor by which the pool must grow, by orders like the day's alone, for that price rise.

    Without sales the price grows as the pool to the power of 1 − g, g the gift per contribution
    (model.md 7). Infinite for g ≥ 1, at least 1; (scenario, day), NaN where no points are gifted.
    """
    buyer = _buyer(run)
    rise = np.maximum(1.0, _price_rise(run, buyer))
    return _of_gifting_campaign(run, theory.pool_growth(rise, buyer.gift))


def pool_growth_to_come(run: Run) -> np.ndarray:
    """Highest later close of the gifting campaign's pool over today's (scenario, day)."""
    pool = run.campaigns["pool"]
    highest = np.maximum.accumulate(pool[:, :, ::-1], axis=2)[:, :, ::-1]
    return _of_gifting_campaign(run, ratio(highest, pool))


def _of_gifting_campaign(run: Run, values: np.ndarray) -> np.ndarray:
    """The value of the one campaign that mints on a day, NaN where none does (scenario, day)."""
    mints = run.campaigns["minted"] > 0
    chosen = np.where(mints, values, 0.0).sum(axis=1)
    return np.where(mints.any(axis=1), chosen, np.nan)
