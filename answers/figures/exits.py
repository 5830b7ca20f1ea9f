"""Exits: who gets out, when, and who is still waiting."""

from answers.cards import Card
from answers.figures.scene import Scene
from charts.exits import exit_days as days_of_exit
from charts.exits import pool_growth as growth_of_pool
from charts.exits import shares_by_month
from charts.exits import waits as lengths_of_waits


def pool_growth(scene: Scene) -> Card:
    """How far the pool must still grow for each day's buyer."""
    words = scene.words
    return Card(
        words("How many times the pool must still grow for today's buyer"),
        words("For a first order of each day: how many times that day's pool must grow, by "
              "orders like that day's and with nobody selling, until the cap forces it out, "
              "beside how far the pool really grew afterwards, up to the last simulated day. "
              "Sales of others bring an exit a little nearer; the rest can only wait."),
        growth_of_pool(*scene.runs), "pool-growth")


def exit_days(scene: Scene) -> Card:
    """Join day against the day of the first forced exit."""
    words = scene.words
    return Card(
        words("Joined and forced out"),
        words("Each mark is the buyers of one day and kind: when they joined, and when the "
              "system first sold their points by force. Who joined later than the axis "
              "reaches was not forced out at all. What it paid may be less than the cap."),
        days_of_exit(*scene.runs), "exit-days")


def waits(scene: Scene) -> Card:
    """How long those who were forced out had waited."""
    words = scene.words
    return Card(
        words("How long they waited"),
        words("Only members who were forced out, by months from joining to the first time. "
              "Those who never were are not in this figure."),
        lengths_of_waits(*scene.runs), "waits")


def exit_shares(scene: Scene) -> Card:
    """Forced out and recovered, by join month."""
    words = scene.words
    return Card(
        words("Forced out, and money back"),
        words("Members of each month of joining. The two differ: one may be forced out and "
              "have spent more since, or get one's money back from ad points without ever "
              "reaching the cap. Late months had less time."),
        shares_by_month(*scene.runs), "exit-shares")
