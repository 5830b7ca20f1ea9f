"""What uplines, team leaders and agents are paid, and which agents earn their fee back."""

import math

from answers.readings import pick
from answers.results import Results
from answers.tiles import Tile
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("Who is paid beside the buyers, and on what?")


def verdict(now: Results, words: Words) -> str:
    """What each 1,000 yuan of orders pays to whom, and how many tiers of agents get even."""
    if not now.summary["sales"] > 0:
        return words("Nobody orders, so there is nothing to be paid on.")
    facts: dict[str, object] = {**_facts(now, words)}
    tiers = now.run.scenario.rows("agents")
    if not tiers:
        return words(
            "Of each 1,000 yuan of orders, referrers get {referral} {basis} and team leaders "
            "{team} {form}; there are no agents.", **facts,
        )
    even = [day for day in _payback_days(now) if not math.isnan(day)]
    facts |= {"tiers": len(tiers), "even": len(even), "days": words.number(now.run.days, digits=0)}
    if not even:
        return words(
            "Of each 1,000 yuan of orders, referrers get {referral} {basis}, team leaders {team} "
            "{form} and agents {agents}; no agent earns the joining fee back within {days} days.",
            **facts,
        )
    return words(
        "Of each 1,000 yuan of orders, referrers get {referral} {basis}, team leaders {team} "
        "{form} and agents {agents}; of those signed on day 0, agents of {even} of {tiers} tiers "
        "earn their joining fee back within {days} days.", **facts,
    )


def _facts(now: Results, words: Words) -> dict[str, str]:
    """Yuan per 1,000 of orders by receiver, on what, and in which form."""
    scenario, sales = now.run.scenario, now.summary["sales"]

    def of_a_thousand(series: str) -> str:
        paid = float(now.run.daily[series].sum())
        return words.money(1000.0 * paid / sales, digits=1, compact=False)

    return {
        "referral": of_a_thousand("commissions"),
        "team": of_a_thousand("team_bonus"),
        "agents": of_a_thousand("agent_payouts"),
        "basis": (words("on ad releases") if scenario["referral.basis"] == "release"
                  else words("on orders")),
        "form": (words("in cash") if scenario["team.paid_in"] == "cash"
                 else words("in equity")),
    }


def _payback_days(now: Results) -> list[float]:
    return [
        day for name, day in now.summary.items() if name.startswith("agent_payback_day.")
    ]


def readings(words: Words) -> list[Tile]:
    """The three payout ratios, each with what it counts and what it leaves out."""
    return pick(words, "payout_ratio_cash", "payout_ratio_accrual", "payout_ratio_promised")
