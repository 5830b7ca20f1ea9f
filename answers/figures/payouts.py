"""Payouts: who is paid beside the buyers, and on what."""

from answers.cards import Card
from answers.figures.scene import Scene
from answers.results import results
from charts import payouts
from model.referral import BASES, on_basis


def payout_ratio(scene: Scene) -> Card:
    """The cash payout ratio of each month."""
    words = scene.words
    return Card(
        words("Cash paid out, month by month"),
        words("The cash payout ratio of each month by itself. It rises when releases of "
              "earlier purchases meet fewer new orders."),
        payouts.payout_ratio_path(*scene.runs), "payout-ratio")


def beside(scene: Scene) -> Card:
    """Commissions, bonus and agents by month."""
    words = scene.words
    return Card(
        words("Paid beside the buyers"),
        words("Referral commissions, team bonus and agents, month by month. A bonus in "
              "equity costs no cash and is worth what the shares will be worth."),
        payouts.beside_the_buyers(*scene.runs), "beside")


def referral(scene: Scene) -> Card:
    """Referral commissions under both rules."""
    words = scene.words
    bases = {basis: results(on_basis(scene.now.run.scenario, basis)).run for basis in BASES}
    return Card(
        words("Referral: on releases or on orders"),
        words("The same scenario under both rules, each with its own rates (S-8, S-13). On "
              "releases it is paid later; what is then still due stands in the table."),
        payouts.referral_path(bases, scene.then.run, words), "referral")


def agents(scene: Scene) -> Card:
    """What one territory of each tier has been paid, against its fee."""
    words = scene.words
    return Card(
        words("Agents: joining fee earned back"),
        words("One territory of each tier, signed on day 0, with an equal part of all "
              "volume. Those who sign later earn less. Goods given for the fee are not "
              "counted."), payouts.agents_path(*scene.runs), "agents")
