"""What uplines, team leaders and agents are paid, and which agents earn their fee back."""

import math

from answers.cards import Card, figure
from answers.paged import Shown, Table
from answers.readings import pick
from answers.results import Results, results
from answers.scene import Scene
from answers.tables import payouts as rows
from answers.tiles import Tile
from charts import payouts as charts
from model.readings.referral import BASES, on_basis
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("Who else is paid, and on what?")


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


@figure(daily=("withdrawals", "first_orders", "reorders"), summary=("payout_ratio_cash",))
def payout_ratio(scene: Scene) -> Card:
    """The cash payout ratio of each month."""
    words = scene.words
    return Card(
        words("Cash paid out, month by month"),
        words("The cash payout ratio of each month by itself. It rises when releases of "
              "earlier purchases meet fewer new orders."),
        charts.payout_ratio_path(*scene.runs))


@figure(daily=("commissions", "team_bonus", "agent_payouts"), statements=("S-8", "S-9", "S-10"))
def beside(scene: Scene) -> Card:
    """Commissions, bonus and agents by month."""
    words = scene.words
    return Card(
        words("Who else is paid"),
        words("Referral commissions, team bonus and agents, month by month. A bonus in "
              "equity costs no cash and is worth what the shares will be worth."),
        charts.beside_the_buyers(*scene.runs))


@figure(daily=("commissions",), statements=("S-8", "S-13"))
def referral(scene: Scene) -> Card:
    """Referral commissions under both rules."""
    words = scene.words
    bases = {basis: results(on_basis(scene.now.run.scenario, basis)).run for basis in BASES}
    return Card(
        words("Referral: on releases or on orders"),
        words("The same scenario under both rules, each with its own rates (S-8, S-13). On "
              "releases it is paid later; what is then still due stands in the table."),
        charts.referral_path(bases, scene.then.run, words))


@figure(daily=("agent_payouts", "agent_fees"), statements=("S-10", "S-11", "S-12"))
def agents(scene: Scene) -> Card:
    """What one territory of each tier has been paid, against its fee."""
    words = scene.words
    return Card(
        words("Agents: joining fee earned back"),
        words("One territory of each tier, signed on day 0, with an equal part of all "
              "volume. Those who sign later earn less. Goods given for the fee are not "
              "counted."), charts.agents_path(*scene.runs))


def tables(scene: Scene) -> list[Table]:
    """Referral on either basis, agents by tier, team bonus by level."""
    now, words = scene.now, scene.words
    bases = {basis: results(on_basis(now.run.scenario, basis)) for basis in BASES}
    return [
        Table("referral", words("What the referral rule changes"),
              words("Both columns are full runs of this scenario, only the rule differs."),
              rows.referral_bases(bases, words)),
        Table("agents", words("Agents by tier"),
              words("Tiers stack: an order pays the agents of all tiers above it (S-10, S-11)."),
              rows.agent_tiers(now, words), rows.agents_note(now, words)),
        Table("team", words("Team bonus by level"),
              words("The vendor's page names the bonus but no rates (S-9): those here are "
                    "assumptions."),
              rows.team_levels(now, words), rows.team_note(now, words)),
    ]


SHOWN = Shown(("payout-ratio", "beside", "referral", "agents"),
              half=("payout-ratio", "beside", "referral", "agents"),
              in_reports=("payout-ratio", "beside"), tables=tables)
