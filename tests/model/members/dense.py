"""Single members day by day in plain NumPy: slow, dense, and from the equations of model.md alone.

It takes who joins, whose second account each is and the raw draws (`model.members.draws`,
`population`) from the engine, so that both see the same chances, and nothing else: every member is
visited on every day, every leader looked for up the tree, every forced exit by comparing
everybody's points with the cap, every limit by adding up what its account has bought.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from model import Scenario
from model.laws.baskets import basket
from model.laws.inputs import event_day_factor, event_peak
from model.laws.issuance import mint_by_day, mint_by_order
from model.members import draws
from tests.model.members.dense_world import BLOCK, TIE, World

SHIFT = (math.sqrt(5.0) - 1.0) / 2.0


@dataclass
class Dense:
    """What the dense simulation finds: daily series (day,) of the scenario, arrays (member,)."""

    daily: dict[str, np.ndarray]
    members: dict[str, np.ndarray] = field(default_factory=dict)


def bonus_on(world: World, volume: np.ndarray, sales: np.ndarray) -> dict[str, np.ndarray]:
    """Levels, bonus by leader and bonus by day, on a volume (member, day)."""
    scenario = world.scenario
    rows = sorted(scenario.rows("team.levels"), key=lambda row: scenario[f"team.levels.{row}.rate"])
    above = [world.uplines(member) for member in range(world.count)]
    level = np.zeros(world.count, dtype=int)
    bonus, daily = np.zeros(world.count), np.zeros(world.days)
    rates = [0.0, *(scenario[f"team.levels.{row}.rate"] for row in rows)]
    for day in range(world.days):
        for member in np.flatnonzero(volume[:, day]):
            for leader, part in shares(above[member], level, rates, scenario).items():
                bonus[leader] += part * volume[member, day]
                daily[day] += part * volume[member, day]
        if (day + 1) % BLOCK and day + 1 < world.days:
            continue
        team, referrals = np.zeros(world.count), np.zeros(world.count)
        for member in np.flatnonzero(world.people.joined <= day):
            team[[member, *above[member]]] += sales[member, : day + 1].sum()
            referrals[above[member][:1]] += 1
        for number, row in enumerate(rows, start=1):
            reached = (team >= scenario[f"team.levels.{row}.team_volume"]) & (
                referrals >= scenario[f"team.levels.{row}.direct_referrals"])
            level[reached] = np.maximum(level[reached], number)
    return {"level": level, "bonus": bonus, "daily": daily}


def shares(
    above: list[int], level: np.ndarray, rates: list[float], scenario: Scenario
) -> dict[int, float]:
    """What each leader above gets per yuan, from the rule's words: who has a higher rate than all
    below gets the difference; the next of the same level, none higher between, a part of that."""
    leaders, found = [x for x in above if level[x] > 0], {}
    for place, leader in enumerate(leaders):
        below = max((rates[level[x]] for x in leaders[:place]), default=0.0)
        if rates[level[leader]] <= below:
            continue
        found[leader] = rates[level[leader]] - below
        for other in leaders[place + 1 :]:
            if rates[level[other]] > rates[level[leader]]:
                break
            if level[other] == level[leader]:
                found[other] = scenario["team.same_level_rate"] * found[leader]
                break
    return found


def agents_on(world: World, sales: np.ndarray, released: np.ndarray) -> np.ndarray:
    """Payouts of all tiers, (day,): each home's territory as far as it is sold."""
    scenario, paid = world.scenario, np.zeros(world.days)
    homes = [draws.uniform(world.key(owner), draws.RESIDENCE, 0) for owner in world.people.owner]
    for basis, volume in (("order", sales), ("release", released)):
        tiers = [r for r in scenario.rows("agents") if scenario[f"agents.{r}.basis"] == basis]
        for tier, row in enumerate(tiers):
            total = scenario[f"agents.{row}.territories"]
            place = (np.array(homes) + tier * SHIFT) % 1.0 * total
            number = np.floor(place)
            for day in range(world.days):
                ramp = min(1.0, (day + 1) / max(1, scenario[f"agents.{row}.ramp_days"]))
                sold = total * scenario[f"agents.{row}.sold_share"] * ramp
                part = np.clip((sold - number) / np.minimum(1.0, total - number), 0.0, 1.0)
                paid[day] += scenario[f"agents.{row}.rate"] * (part * volume[:, day]).sum()
    return paid


def dense(scenario: Scenario, members: int, seed: int) -> Dense:
    """Simulate everybody on every day."""
    world = World(scenario, members, seed)
    sales = world.first + world.again
    released, unreleased = world.released()
    on_order = scenario["referral.basis"] == "order"
    basis = sales if on_order else released
    prefix = "order_" if on_order else ""
    direct, indirect = (scenario[f"referral.{prefix}{x}"] for x in ("direct", "indirect"))
    earned, due = np.zeros(world.count), np.zeros(world.days)
    net = released.copy()
    for member in range(world.count):
        for upline, rate in zip(world.uplines(member), (direct, indirect), strict=False):
            earned[upline] += rate * basis[member].sum()
            due += rate * basis[member]
            if not on_order and scenario["referral.funded_by"] == "member":
                net[member] -= rate * basis[member]
    team = bonus_on(world, sales if scenario["team.basis"] == "order" else released, sales)
    found = Dense({
        "first_orders": world.first.sum(0), "reorders": world.again.sum(0),
        "released": released.sum(0), "unreleased_ad_points": unreleased.sum(0),
        "ad_points_left_behind": (unreleased * world.stopped).sum(0),
        "commissions": due, "team_bonus": team["daily"],
        "agent_payouts": agents_on(world, sales, released), "tasks": world.watched.sum(0),
        **({"refused_sales": world.refused} if scenario.rows("limits") else {}),
    })
    found.daily = {name: world.scale * values for name, values in found.daily.items()}
    found.members = {
        "spent": sales.sum(1), "released": net.sum(1), "commissions": earned,
        "bonus": team["bonus"], "level": team["level"], "ad_points": unreleased[:, -1],
    }
    trade(world, found, world.scale * (net.sum(0) + due))
    return found


def trade(world: World, found: Dense, income: np.ndarray) -> None:
    """Steps 1–6 and 8 of model.md section 5, with every member's points and cap base."""
    scenario, scale, rows = world.scenario, world.scale, world.scenario.rows("campaigns")
    wallet = basket(scenario, "wallet")
    terms = [{name: scenario[f"campaigns.{row}.{name}"] for name in CAMPAIGN} for row in rows]
    rush = 1.0 - event_day_factor(world.inputs, "withdrawal_rush")[0]
    run = event_peak(world.inputs, "run")[0]
    points, base = np.zeros((2, len(rows), world.count))
    exits, redeemed = np.full((len(rows), world.count), -1), np.zeros(world.count)
    pool = np.array([term["initial_pool"] for term in terms])
    own = np.array([term["initial_points"] for term in terms])
    names = [f"{x}.{row}" for row in rows for x in ("price", "pool", "points")]
    daily = {name: np.zeros(world.days) for name in (
        *names, "wallet_orders", "wallet_balance", "withdrawals", "minted", "redeemed")}
    balance, early = 0.0, np.zeros(world.count, dtype=bool)
    for day in range(world.days):
        first, again = world.first[:, day], world.again[:, day]
        first_earning, again_earning = world.first_earning[:, day], world.again_earning[:, day]
        bought = scenario["wallet.spend_rate"] * balance if wallet.price else 0.0
        contribution = (scale * (world.enrol.contribution * first.sum()
                                 + world.repeat.contribution * again.sum())
                        + wallet.contribution * bought)
        orders = scale * ((first > 0).sum() + world.number[:, day].sum())
        orders += bought / wallet.price if wallet.price else 0.0
        inflow, active = split(world, terms, points, day, contribution)
        received = income[day]
        for c, term in enumerate(terms):
            if c == active:
                boost = closing_boost(term, day)
                gift = scale * (world.enrol.gift * first_earning
                                + world.repeat.gift * again_earning)
                held = scale * points[c].sum() + own[c]
                minted = 0.0
                if gift.sum() > 0.0:
                    rate = boost * gift.sum() / contribution
                    minted = (
                        mint_by_day(pool[c], held, inflow[c], rate, term["issue_price"])
                        if term["pricing"] == "day" else
                        mint_by_order(pool[c], held, inflow[c], orders, rate, term["issue_price"])
                    )
                    points[c] += minted * gift / gift.sum() / scale
                of_gift = boost * gift / scale
                base[c] += (of_gift if term["cap_base"] == "gift"
                            else first_earning + again_earning)
                daily["minted"][day] += minted
            pool[c] += inflow[c]
            if day >= term["start_day"] and points[c].sum() > 0.0:
                out, leavers, sold_early = sell(
                    world, term, points[c], base[c], float(pool[c]), float(own[c]), float(run[day]))
                redeemed += out[0] * out[1]
                received += scale * (out[0] * out[1]).sum()
                daily["redeemed"][day] += scale * (out[0] * out[1]).sum()
                pool[c], points[c] = out[2], points[c] - out[0]
                points[c][leavers], base[c][leavers] = 0.0, 0.0
                exits[c][leavers & ~sold_early & (exits[c] < 0)] = day
                early |= sold_early
            held = scale * points[c].sum() + own[c]
            shown = pool[c] / held if held > 0 and day >= term["start_day"] else term["issue_price"]
            for name, value in (("price", shown), ("pool", pool[c]), ("points", held)):
                daily[f"{name}.{rows[c]}"][day] = value
        kept = (1.0 - scenario["wallet.withdraw_share"]) * received
        balance += kept - bought
        daily["withdrawals"][day] = received - kept + rush[day] * balance
        balance *= 1.0 - rush[day]
        daily["wallet_orders"][day], daily["wallet_balance"][day] = bought, balance
    found.daily |= daily
    found.members |= {"redeemed": redeemed, "points": points, "base": base, "exit_day": exits,
                      "sold_early": early}


CAMPAIGN = (
    "start_day", "issue_days", "issue_price", "pricing", "cap_multiple", "cap_measure", "cap_base",
    "sell_fee", "fee_to_platform", "voluntary_sale_rate", "closing_days", "closing_boost",
    "initial_pool", "initial_points",
)


def closing_boost(term: dict, day: int) -> float:
    end = math.inf if term["issue_days"] is None else term["start_day"] + term["issue_days"]
    return term["closing_boost"] if day >= end - term["closing_days"] else 1.0


def split(
    world: World, terms: list[dict], points: np.ndarray, day: int, contribution: float
) -> tuple[np.ndarray, int]:
    """What of the day's contribution reaches each pool, and which campaign is active (−1: none)."""
    started = [c for c, term in enumerate(terms) if term["start_day"] <= day]
    still = [c for c in started
             if terms[c]["issue_days"] is None
             or day < terms[c]["start_day"] + terms[c]["issue_days"]]
    active = max(still, key=lambda c: (terms[c]["start_day"], c), default=-1)
    finished = [c for c in started if c != active and points[c].sum() > 0.0]
    part = world.scenario["rotation." + ("tail_share" if active >= 0 else "after_pause_share")]
    inflow = np.zeros(len(terms))
    for c in finished:
        inflow[c] = part * contribution / len(finished)
    if active >= 0:
        inflow[active] = contribution * (1.0 - part if finished else 1.0)
    return inflow, active


def sell(
    world: World, term: dict, points: np.ndarray, base: np.ndarray, pool: float, own: float,
    run: float,
) -> tuple[tuple[np.ndarray, float, float], np.ndarray, np.ndarray]:
    """((points sold by each, yuan per point, pool after), who leaves, who of them early)."""
    cap, target = term["cap_multiple"], world.scenario["members.target_multiple"]
    impatient = world.people.impatient & (target is not None and target < cap)
    multiple = np.where(impatient, target or 0.0, cap)
    fee = term["sell_fee"]
    net = 1.0 - fee if term["cap_measure"] == "net" else 1.0
    kept = fee * (1.0 - term["fee_to_platform"])
    total = world.scale * points.sum() + own
    leavers = np.zeros(world.count, dtype=bool)
    while True:
        left = world.scale * points[~leavers].sum() + own
        price = pool / total * (left / total) ** -kept if left > 0.0 else math.inf
        new = (points > 0.0) & ~leavers
        new[new] = points[new] * price * net >= multiple[new] * base[new] * TIE
        if not new.any():
            break
        leavers |= new
    voluntary = max(term["voluntary_sale_rate"], run)
    staying = world.scale * points[~leavers].sum()
    if own == 0.0 and staying * (1.0 - voluntary) < 1e-9 * world.scale * points.sum():
        voluntary = 1.0
    sold = np.where(leavers, points, voluntary * points)
    left = (staying * (1.0 - voluntary) + own) / total
    after = pool * left ** (1.0 - kept)
    paid = (pool - after) * (1.0 - fee) / (1.0 - kept)
    everything = world.scale * sold.sum()
    return (sold, paid / everything if everything else 0.0, after), leavers, leavers & impatient
