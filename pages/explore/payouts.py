"""Payouts: who is paid beside the buyers, and on what?"""

from answers import payouts as answer
from answers.figures import drawn
from answers.results import Results, results
from answers.tables import payouts as table
from model.referral import BASES, on_basis
from ui import tables
from ui.frame import cards, page, scene
from wording import Words


def figures(now: Results, then: Results, words: Words) -> None:
    bases = {basis: results(on_basis(now.run.scenario, basis)) for basis in BASES}
    tables.explain(answer.readings(words), words(
        "“Payout ratio” can mean any of these three in this trade, and a “negative payout ratio” "
        "is said of both good and bad ones: ask which is meant."))
    cards(*drawn(scene(now, then, words), "payout-ratio", "beside", "referral", "agents",
          half=("payout-ratio", "beside", "referral", "agents")))
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
