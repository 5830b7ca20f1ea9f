"""Payouts: who is paid beside the buyers, and on what?"""

from charts.payouts import agents_path, beside_the_buyers, payout_ratio_path, referral_path
from model.referral import BASES, on_basis
from ui import tables
from ui.answers import payouts as answer
from ui.frame import Card, cards, page
from ui.results import results
from ui.tables import payouts as table


def figures(now, then, words) -> None:
    runs = now.run, then.run, words
    bases = {basis: results(on_basis(now.run.scenario, basis)) for basis in BASES}
    tables.explain(answer.readings(words), words(
        "“Payout ratio” can mean any of these three in this trade, and a “negative payout ratio” "
        "is said of both good and bad ones: ask which is meant."))
    cards(
        Card(words("Cash paid out, month by month"),
             words("The cash payout ratio of each month by itself. It rises when releases of "
                   "earlier purchases meet fewer new orders."),
             payout_ratio_path(*runs), "payout-ratio", half=True),
        Card(words("Paid beside the buyers"),
             words("Referral commissions, team bonus and agents, month by month. A bonus in "
                   "equity costs no cash and is worth what the shares will be worth."),
             beside_the_buyers(*runs), "beside", half=True),
        Card(words("Referral: on releases or on orders"),
             words("The same scenario under both rules, each with its own rates (S-8, S-13). On "
                   "releases it is paid later; what is then still due stands in the table."),
             referral_path({b: of.run for b, of in bases.items()}, then.run, words), "referral",
             half=True),
        Card(words("Agents: joining fee earned back"),
             words("One territory of each tier, signed on day 0, with an equal part of all "
                   "volume. Those who sign later earn less. Goods given for the fee are not "
                   "counted."), agents_path(*runs), "agents", half=True),
    )
    tables.draw(words("What the referral rule changes"),
                words("Both columns are full runs of this scenario, only the rule differs."),
                table.referral_bases(bases, words), "referral")
    tables.draw(words("Agents by tier"),
                words("Tiers stack: an order pays the agents of all tiers above it (S-10, S-11)."),
                table.agent_tiers(now, words), "agents", table.agents_note(now, words))
    tables.draw(words("Team bonus by level"),
                words("The pitch names the bonus but no rates (S-9): those here are assumptions."),
                table.team_levels(now, words), "team", table.team_note(now, words))


page(answer, figures)
