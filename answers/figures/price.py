"""Price: what lifts it, and how far."""

from answers.cards import Card
from answers.figures.scene import Scene
from charts.price import pool_path, price_drivers, rule_of_thumb


def pool(scene: Scene) -> Card:
    """Yuan in every pool."""
    words = scene.words
    return Card(
        words("What is in the pool"),
        words("All that points can ever be paid from. Orders fill it, sales empty it."),
        pool_path(*scene.runs, scene.band("pool")), "pool")


def drivers(scene: Scene) -> Card:
    """What multiplied the first campaign's price."""
    words = scene.words
    return Card(
        words("What lifted the price"),
        words("In the first campaign: issuing fewer points than the money brought in would "
              "buy, orders that bring money without points, and fees kept when sold points "
              "are burned. The three multiply."), price_drivers(scene.now.run, words), "drivers")


def rule(scene: Scene) -> Card:
    """The closed form beside the first campaign's price."""
    words = scene.words
    return Card(
        words("The rule of thumb"),
        words("With identical orders and no sales the first campaign's price grows as orders "
              "to the power of 1 − gift share: at 70% it takes ten times the orders to "
              "double the price."), rule_of_thumb(scene.now.run, words), "rule")
