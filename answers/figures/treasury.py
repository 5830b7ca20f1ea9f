"""Treasury: what would fill the gap."""

from answers.cards import Card
from answers.figures.scene import Scene
from answers.releases import benchmark
from charts import treasury


def advert_income(scene: Scene) -> Card:
    """What one finished ad task brings, and would have to."""
    words = scene.words
    return Card(
        words("What adverts would have to bring"),
        words("Income from one finished ad task, which a member does at most once a day.")
        + " " + benchmark(words),
        treasury.advert_income(*scene.runs), "advert-income")


def sources_uses(scene: Scene) -> Card:
    """Sources and uses of cash by month."""
    words = scene.words
    return Card(
        words("Sources and uses, month by month"),
        words("What comes in stands above zero, what goes out below. The line is what the "
              "month's flows leave. Money from pools only passes through: it is owed to those who "
              "sold. What is missing for cash to be never below zero must come from outside."),
        treasury.sources_and_uses(*scene.runs), "sources-uses")
