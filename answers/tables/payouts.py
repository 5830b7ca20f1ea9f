"""Tables of the Payouts page: referral on either basis, team levels, agents."""

import math
from collections.abc import Mapping

from answers.results import Results
from answers.tables import Row, side_by_side
from model.laws import payouts
from model.readings import referral
from model.terms.parameters import declared
from wording import Words
from wording.names import row_name


def referral_bases(runs: Mapping[str, Results], words: Words) -> list[Row]:
    """One column a basis: what it costs, when it is paid, what becomes of operating cash."""
    titles = {"release": words("Paid on ad releases"), "order": words("Paid on orders")}
    columns = {titles[basis]: _referral(of, words) for basis, of in runs.items()}
    return side_by_side(words("Referral"), columns)


def _referral(of: Results, words: Words) -> dict[str, str]:
    """Question → answer for the run of one basis."""
    paid = float(of.run.daily["commissions"].sum())
    due = float(referral.commissions_due(of.run)[0])
    half = float(referral.half_paid_day(of.run)[0])
    sales = of.summary["sales"]
    return {
        words("Rates, direct and indirect"): _rates(of, words),
        words("Paid by"): _payer(of, words),
        words("Paid by the end (yuan)"): words.money(paid),
        words("Still due on unreleased points (yuan)"): words.money(due),
        words("Paid and due, per 1,000 yuan of orders"): words.money(
            1000.0 * (paid + due) / sales if sales else None, compact=False),
        words("Half of it paid by"): _day(half, words),
        words("Operating cash first below zero"): _day(of.summary["first_negative_day"], words),
        words("Peak funding needed (yuan)"): words.money(of.summary["peak_funding"]),
    }


def _rates(of: Results, words: Words) -> str:
    scenario = of.run.scenario
    prefix = "referral." if scenario["referral.basis"] == "release" else "referral.order_"
    rates = (scenario.number(prefix + level) for level in ("direct", "indirect"))
    return " + ".join(map(words.percent, rates))


def _payer(of: Results, words: Words) -> str:
    rule = tuple(of.run.scenario[f"referral.{name}"] for name in ("basis", "funded_by"))
    by_member = rule == ("release", "member")
    return words("the members, deducted") if by_member else words("the platform, on top")


def _day(day: float, words: Words) -> str:
    return words("never") if math.isnan(day) else words.day(day)


def team_levels(now: Results, words: Words) -> list[Row]:
    """One column a level: its rate, the volume it counts for, and what it was paid."""
    rates = payouts.team_rates(now.run.inputs)
    whole = sum(float(rate[0, 0]) for rate in rates.values())
    paid = float(now.run.daily["team_bonus"].sum())
    volume = _volume(now, "team.basis", words)
    columns = {
        row_name(words, "team.levels", level): {
            **_terms(now, f"team.levels.{level}", words),
            words("Bonus per 1,000 yuan of {basis} (yuan)", basis=volume):
                words.money(1000.0 * float(rate[0, 0]), compact=False),
            words("Paid by the end (yuan)"): words.money(
                paid * float(rate[0, 0]) / whole if whole else 0.0),
        }
        for level, rate in rates.items()
    }
    return side_by_side(words("Level"), columns)


def _terms(now: Results, level: str, words: Words) -> dict[str, str]:
    """The declared fields of a level, under the names that they have everywhere."""
    return {
        words.label(declared(name)): words.percent(now.run.scenario.number(name))
        for name in (f"{level}.{field}" for field in ("rate", "volume_share", "same_level_share"))
    }


def _volume(now: Results, basis: str, words: Words) -> str:
    return words("orders") if now.run.scenario[basis] == "order" else words("ad releases")


def agent_tiers(now: Results, words: Words) -> list[Row]:
    """One column a tier: fee, rate, the volume that earns the fee back, what was earned by when."""
    earned = payouts.agent_earnings(now.run.inputs, now.run.demand)[0, :, -1]
    columns = {
        row_name(words, "agents", tier): _agent(now, tier, float(yuan), words)
        for tier, yuan in zip(now.run.scenario.rows("agents"), earned, strict=True)
    }
    return side_by_side(words("Tier"), columns)


def _agent(now: Results, tier: str, earned: float, words: Words) -> dict[str, str]:
    fee, rate = (now.run.scenario.number(f"agents.{tier}.{name}") for name in ("fee", "rate"))
    day = now.summary[f"agent_payback_day.{tier}"]
    horizon = words.number(now.run.days, digits=0)
    basis = _volume(now, f"agents.{tier}.basis", words)
    return {
        words("Joining fee (yuan)"): words.money(fee),
        words("Paid, of the area's volume"): words(
            "{rate} of {basis}", rate=words.percent(rate), basis=basis),
        words("Area volume that earns the fee (yuan)"): words.money(fee / rate if rate else None),
        words("Area volume by the end (yuan)"): words.money(earned / rate if rate else None),
        words("Earned by the end (yuan)"): words.money(earned),
        words("Fee earned back within {days} days", days=horizon): _day(day, words),
    }


def agents_note(now: Results, words: Words) -> str:
    """What all agents together paid in and got out, for that is who funds whom."""
    fees, paid = (float(now.run.daily[name].sum()) for name in ("agent_fees", "agent_payouts"))
    return words("All agents together paid {fees} in joining fees and were paid {paid}.",
                 fees=words.money(fees), paid=words.money(paid))


def team_note(now: Results, words: Words) -> str:
    """The differential rule, and what becomes of a bonus in equity."""
    rule = words("Differential: a leader gets the own rate less the highest rate already paid "
                 "below. So the leaders above an order share exactly the highest rate among them, "
                 "however many they are; the same-level bonus comes on top.")
    in_cash = now.run.scenario["team.paid_in"] == "cash"
    form = words("It is paid in cash, from the platform's account.") if in_cash else words(
        "It is paid in contribution points, which may become shares: no cash leaves the platform, "
        "and nobody can say what they will be worth.")
    return f"{rule} {form}"
